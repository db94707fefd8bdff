use super::*;
use crate::domain::{Calendar, LiveState, PositionQuality, WaitInterval, Zone, fixtures::*};

struct Data(Vec<Reading>, Vec<Profile>);
impl Known for Data {
    fn reading(&self, site: &SiteId) -> Option<&Reading> {
        self.0.iter().find(|r| r.site == *site)
    }
    fn profile(&self, site: &SiteId) -> Option<&Profile> {
        self.1.iter().find(|p| p.site == *site)
    }
}

/// Saturday 21 November 2026, 10:30 in Paris.
const SATURDAY: &str = "2026-11-21T09:30:00Z";

fn home() -> Position {
    Position::new(47.748, -3.366).unwrap()
}
/// A centre `km` to the north of home, with Riantec's hours.
fn north(id: &str, km: f64) -> Site {
    let position = Position::new(home().lat() + km / 111.2, home().lon()).unwrap();
    Site { id: id.parse().unwrap(), position, ..riantec() }
}
fn of(id: &str, reading: Reading) -> Reading {
    Reading { site: id.parse().unwrap(), ..reading }
}
fn days() -> (Calendar, Zone) {
    (holidays(), paris())
}
fn ranked(sites: &[Site], data: &Data, material: Option<&str>, now: &str) -> Vec<(String, bool)> {
    let (calendar, zone) = days();
    let material = material.map(crate::domain::fixtures::material);
    let context = Context { calendar: &calendar, zone: &zone, now: utc(now) };
    rank(sites, data, home(), material.as_ref(), context)
        .iter()
        .map(|t| (t.site.id.to_string(), t.is_answer()))
        .collect()
}
fn names(ranked: &[(String, bool)]) -> Vec<&str> {
    ranked.iter().map(|(id, _)| id.as_str()).collect()
}

#[test]
fn drive_and_wait_together_decide() {
    let sites = [north("near", 1.0), north("far", 6.0)];
    let data = Data(
        vec![
            of("near", reading("2026-11-21T09:29:00Z", LiveState::Open, Some((20, 30)))),
            of("far", reading("2026-11-21T09:29:00Z", LiveState::Open, Some((0, 5)))),
        ],
        vec![],
    );
    assert_eq!(names(&ranked(&sites, &data, None, SATURDAY)), ["far", "near"]);
}

#[test]
fn an_old_reading_is_never_ranked_as_if_it_were_live() {
    let sites = [north("stale", 1.0), north("fresh", 3.0)];
    let data = Data(
        vec![
            of("stale", reading("2026-11-21T08:29:00Z", LiveState::Open, Some((0, 5)))),
            of("fresh", reading("2026-11-21T09:29:00Z", LiveState::Open, Some((10, 20)))),
        ],
        vec![],
    );
    assert_eq!(names(&ranked(&sites, &data, None, SATURDAY)), ["fresh", "stale"]);
}

#[test]
fn the_usual_wait_ranks_where_no_reading_does() {
    let sites = [north("silent", 1.0), north("busy", 1.0)];
    let data = Data(
        vec![of("busy", reading("2026-11-21T09:29:00Z", LiveState::Open, Some((20, 30))))],
        vec![saturdays("silent", 8)],
    );
    assert_eq!(names(&ranked(&sites, &data, None, SATURDAY)), ["silent", "busy"]);
}

#[test]
fn a_centre_without_any_known_wait_comes_after_those_that_have_one() {
    let sites = [north("unknown", 0.5), north("known", 9.0)];
    let data = Data(vec![], vec![saturdays("known", 25)]);
    assert_eq!(ranked(&sites, &data, None, SATURDAY), [("known".to_owned(), true), ("unknown".to_owned(), true)]);
}

#[test]
fn a_centre_that_cannot_be_reached_before_its_last_entry_is_no_answer() {
    // Entry ends at 12:15; at 12:00 a quarter of an hour's drive is too long.
    let sites = [north("near", 1.0), north("far", 9.0)];
    let found = ranked(&sites, &Data(vec![], vec![]), None, "2026-11-21T11:00:00Z");
    assert_eq!(found, [("near".to_owned(), true), ("far".to_owned(), false)]);
}

#[test]
fn a_wait_that_outlasts_the_last_entry_is_no_answer_either() {
    let sites = [north("near", 1.0)];
    let data = Data(vec![of("near", reading("2026-11-21T10:59:00Z", LiveState::Open, Some((10, 20))))], vec![]);
    assert_eq!(ranked(&sites, &data, None, "2026-11-21T11:00:00Z"), [("near".to_owned(), false)]);
}

#[test]
fn a_centre_that_opens_during_the_drive_is_an_answer() {
    // Opens at 10:00; leaving at 09:50 for a quarter of an hour.
    let sites = [north("far", 9.0), north("near", 0.2)];
    let found = ranked(&sites, &Data(vec![], vec![]), None, "2026-11-21T08:50:00Z");
    assert_eq!(found, [("far".to_owned(), true), ("near".to_owned(), false)]);
}

#[test]
fn what_one_brings_excludes_where_it_is_refused_or_full_today() {
    let mut refuses = north("refuses", 0.5);
    refuses.refuses = vec![material("rubble")];
    let mut full = north("full", 1.0);
    full.accepts = vec![material("rubble")];
    let mut takes = north("takes", 8.0);
    takes.accepts = vec![material("rubble")];
    let unknown = north("unknown", 2.0);
    let mut reading = of("full", reading("2026-11-21T08:00:00Z", LiveState::Open, None));
    reading.unavailable = vec![material("rubble")];
    let found = ranked(&[refuses, full, takes, unknown], &Data(vec![reading], vec![]), Some("rubble"), SATURDAY);
    let expected = [("takes", true), ("unknown", true), ("full", false), ("refuses", false)];
    assert_eq!(found, expected.map(|(id, answer)| (id.to_owned(), answer)));
}

#[test]
fn yesterdays_full_skip_was_emptied_overnight() {
    let mut full = reading("2026-11-20T16:00:00Z", LiveState::Open, None);
    full.unavailable = vec![material("rubble")];
    let (calendar, zone) = days();
    let context = Context { calendar: &calendar, zone: &zone, now: utc(SATURDAY) };
    assert!(!is_full_today(Some(&full), Some(&material("rubble")), context));
}

#[test]
fn a_trip_keeps_both_figures_and_what_was_measured() {
    let (calendar, zone) = days();
    let context = Context { calendar: &calendar, zone: &zone, now: utc(SATURDAY) };
    let site = north("near", 1.0);
    let reading = of("near", reading("2026-11-21T09:29:00Z", LiveState::Open, Some((5, 10))));
    let trip = trip(&site, Some(&reading), None, home(), None, context);
    assert_eq!(trip.total(), Some(trip.drive.known().unwrap() + Minutes(8)));
    let ArrivalWait::Foreseen { measured, at, .. } = trip.wait else { panic!("{:?}", trip.wait) };
    assert_eq!(measured, WaitInterval::new(Minutes(5), Some(Minutes(10))).unwrap());
    assert_eq!(at, utc("2026-11-21T09:29:00Z"));
}

#[test]
fn the_wait_on_arrival_ranks_not_the_one_of_now() {
    // An hour's drive from now the quiet gate will be as busy as it always is then; the other one stays what it is.
    let sites = [north("quiet-now", 40.0), north("steady", 41.0)];
    let read = |id, wait| of(id, reading("2026-11-21T09:29:00Z", LiveState::Open, Some(wait)));
    let data = Data(
        vec![read("quiet-now", (0, 5)), read("steady", (5, 10))],
        vec![saturdays("quiet-now", 25), saturdays("steady", 8)],
    );
    assert_eq!(names(&ranked(&sites, &data, None, SATURDAY)), ["steady", "quiet-now"]);
    // Next door it is the wait of now that counts.
    let sites = [north("quiet-now", 1.0), north("steady", 1.1)];
    assert_eq!(names(&ranked(&sites, &data, None, SATURDAY)), ["quiet-now", "steady"]);
}

#[test]
fn a_reading_alone_says_nothing_of_the_end_of_a_long_drive() {
    let sites = [north("far", 40.0)];
    let data = Data(vec![of("far", reading("2026-11-21T09:29:00Z", LiveState::Open, Some((0, 5))))], vec![]);
    let (calendar, zone) = days();
    let context = Context { calendar: &calendar, zone: &zone, now: utc(SATURDAY) };
    assert_eq!(rank(&sites, &data, home(), None, context)[0].wait, ArrivalWait::Unknown);
}

#[test]
fn a_centre_whose_place_is_not_known_does_not_win_by_two_minutes() {
    let here = Site { position_quality: PositionQuality::Approximate, ..north("here", 0.0) };
    let data = Data(
        ["here", "there"].map(|id| of(id, reading("2026-11-21T09:29:00Z", LiveState::Open, Some((0, 5))))).into(),
        vec![],
    );
    let at = |km| [here.clone(), north("there", km)];
    // Within the way that the unknown place leaves open, the known place goes first.
    assert_eq!(names(&ranked(&at(2.0), &data, None, SATURDAY)), ["there", "here"]);
    assert_eq!(names(&ranked(&at(12.0), &data, None, SATURDAY)), ["here", "there"]);
    let exact = [north("here", 0.0), north("there", 3.0)];
    assert_eq!(names(&ranked(&exact, &data, None, SATURDAY)), ["here", "there"]);
}

#[test]
fn the_quickest_is_one_that_nothing_unknown_can_beat() {
    let (calendar, zone) = days();
    let context = Context { calendar: &calendar, zone: &zone, now: utc(SATURDAY) };
    let fresh = |id: &str| of(id, reading("2026-11-21T09:29:00Z", LiveState::Open, Some((0, 5))));
    let is_quickest = |sites: &[Site], readings: &[&str]| {
        let data = Data(readings.iter().map(|id| fresh(id)).collect(), vec![]);
        let trips = rank(sites, &data, home(), None, context);
        is_surely_quickest(&trips[0], &trips[1..].iter().collect::<Vec<_>>())
    };
    let sites = [north("near", 1.0), north("far", 6.0)];
    assert!(is_quickest(&sites, &["near", "far"]));
    assert!(is_quickest(&sites, &["near"]), "the far one is farther than all of the near trip");
    assert!(!is_quickest(&sites, &["far"]), "the near one may be quicker");
    assert!(!is_quickest(&sites, &[]), "no wait is known");
    let hidden = Site { position_quality: PositionQuality::Approximate, ..north("hidden", 0.0) };
    assert!(!is_quickest(&[north("near", 1.0), hidden], &["near"]));
}

#[test]
fn a_told_total_is_what_its_parts_add_up_to() {
    let told = |drive, wait| {
        told_total(Drive::Estimated(Minutes(drive)), ArrivalWait::Usual { median: Minutes(wait) }).unwrap().0
    };
    assert_eq!([told(5, 2), told(9, 2), told(9, 4), told(9, 8), told(14, 2)], [7, 10, 10, 15, 15]);
    for drive in 0..90 {
        for wait in 0..120 {
            let (least, most) = WaitBand::of(Minutes(wait)).bounds();
            let total = told(drive, wait);
            assert!(total >= drive + least.0 && most.is_none_or(|most| total <= drive + most.0), "{drive} {wait}");
            assert!(total.abs_diff(drive + wait) < 5, "{drive} {wait}: {total}");
        }
    }
    let unknown = Drive::Unknown { at_most: Minutes(11) };
    assert_eq!(told_total(unknown, ArrivalWait::Usual { median: Minutes(2) }), None);
}
