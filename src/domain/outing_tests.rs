use std::collections::BTreeMap;

use super::*;
use crate::domain::{
    Calendar, Closure, DayKind, Exception, LiveState, Reading, SiteId, Slot, WaitBand, Zone, fixtures::*,
};

#[derive(Default)]
struct Notes {
    readings: BTreeMap<SiteId, Reading>,
    profiles: BTreeMap<SiteId, Profile>,
}
impl Known for Notes {
    fn reading(&self, site: &SiteId) -> Option<&Reading> {
        self.readings.get(site)
    }
    fn profile(&self, site: &SiteId) -> Option<&Profile> {
        self.profiles.get(site)
    }
}
impl Notes {
    /// Usual waits of Tuesdays, as hour and minutes.
    fn tuesdays(mut self, site: &str, waits: &[(u8, u32)]) -> Self {
        let slot = |(hour, median): &(u8, u32)| Slot {
            days: DayKind::Any,
            weekday: 2,
            hour: *hour,
            median: Minutes(*median),
            p80: None,
            count: None,
        };
        let site: SiteId = site.parse().unwrap();
        self.profiles.insert(site.clone(), Profile { site, slots: waits.iter().map(slot).collect() });
        self
    }
}

/// A Saturday in winter, twenty past ten.
const SATURDAY: &str = "2026-11-21T09:20:00Z";
const TUESDAY: &str = "2026-11-24";

fn home() -> Position {
    Position::new(47.748, -3.366).unwrap()
}

fn asked<T>(now: &str, ask: impl FnOnce(Context) -> T) -> T {
    let (calendar, zone): (Calendar, Zone) = (holidays(), paris());
    ask(Context { calendar: &calendar, zone: &zone, now: utc(now) })
}

/// The entry at the fixtures' centre and the wait on arrival.
fn entry(site: &Site, known: &Notes, now: &str, day: &str, half: HalfDay) -> (Entry, ArrivalWait) {
    asked(now, |context| {
        let when = When::During { date: date(day), half };
        let sites = [site.clone()];
        let found = outings(&sites, known, home(), None, when, context);
        (found[0].entry, found[0].wait)
    })
}

fn arrival(entry: Entry) -> String {
    match entry {
        Entry::At { arrival, .. } => paris().local(arrival).format("%F %R").to_string(),
        Entry::TooLate | Entry::Closed | Entry::Unknown => format!("{entry:?}"),
    }
}

#[test]
fn the_hour_with_the_shortest_usual_wait_is_told() {
    let known = Notes::default().tuesdays("riantec", &[(10, 18), (11, 4), (12, 9), (14, 20), (15, 6), (16, 6)]);
    let at = |half| entry(&riantec(), &known, SATURDAY, TUESDAY, half);
    let (whole, wait) = at(HalfDay::WholeDay);
    assert_eq!((arrival(whole), wait), ("2026-11-24 11:00".to_owned(), ArrivalWait::Usual { median: Minutes(4) }));
    assert_eq!(arrival(at(HalfDay::Morning).0), "2026-11-24 11:00");
    assert_eq!(arrival(at(HalfDay::Afternoon).0), "2026-11-24 15:00", "the earlier of two that are alike");
}

#[test]
fn an_hour_whose_wait_passes_the_last_entry_is_no_advice() {
    // Entry ends at 16:45: at 16:00 one would wait until 16:50.
    let known = Notes::default().tuesdays("riantec", &[(14, 60), (15, 55), (16, 50)]);
    assert_eq!(arrival(entry(&riantec(), &known, SATURDAY, TUESDAY, HalfDay::Afternoon).0), "2026-11-24 15:00");
}

#[test]
fn without_habits_the_opening_is_told_and_the_wait_stays_unknown() {
    let (entry, wait) = entry(&riantec(), &Notes::default(), SATURDAY, TUESDAY, HalfDay::Afternoon);
    assert_eq!((arrival(entry), wait), ("2026-11-24 14:00".to_owned(), ArrivalWait::Unknown));
}

#[test]
fn today_nobody_arrives_before_the_drive_is_over() {
    let (entry, _) = entry(&riantec(), &Notes::default(), SATURDAY, "2026-11-21", HalfDay::WholeDay);
    let drive = Drive::to(&riantec(), home()).at_most();
    assert_eq!(arrival(entry), format!("2026-11-21 10:{}", 20 + drive.0));
}

#[test]
fn a_part_of_today_that_is_over_is_closed() {
    asked("2026-11-21T12:30:00Z", |context| {
        assert_eq!(HalfDay::Morning.window(date("2026-11-21"), context), None);
        assert!(HalfDay::Afternoon.window(date("2026-11-21"), context).is_some());
    });
    let late = "2026-11-21T15:50:00Z";
    assert_eq!(entry(&riantec(), &Notes::default(), late, "2026-11-21", HalfDay::Morning).0, Entry::Closed);
    assert_eq!(entry(&riantec(), &Notes::default(), late, "2026-11-21", HalfDay::Afternoon).0, Entry::TooLate);
}

#[test]
fn closures_holidays_and_exceptions_hold_for_later_days_too() {
    let strike = Closure {
        from: utc("2026-11-23T23:00:00Z").into(),
        until: Some(utc("2026-11-24T23:00:00Z").into()),
        reason: None,
    };
    let struck = Site { closures: vec![strike], ..riantec() };
    let at = |site: &Site, day: &str, half| entry(site, &Notes::default(), SATURDAY, day, half).0;
    assert_eq!(at(&struck, TUESDAY, HalfDay::WholeDay), Entry::Closed);
    assert_eq!(at(&riantec(), "2026-11-23", HalfDay::WholeDay), Entry::Closed, "Mondays");
    assert_eq!(at(&riantec(), "2026-12-25", HalfDay::WholeDay), Entry::Closed);
    let eve = Exception { date: date("2026-12-24"), open: vec![span("10:00", "12:30")], reason: None };
    let with_eve = Site { exceptions: vec![eve], ..riantec() };
    assert_eq!(at(&with_eve, "2026-12-24", HalfDay::Afternoon), Entry::Closed);
    assert_eq!(arrival(at(&with_eve, "2026-12-24", HalfDay::Morning)), "2026-12-24 10:00");
}

#[test]
fn unknown_hours_are_neither_open_nor_closed() {
    assert_eq!(entry(&site(None), &Notes::default(), SATURDAY, TUESDAY, HalfDay::WholeDay).0, Entry::Unknown);
    let silent = Site { closed_on_public_holidays: None, ..riantec() };
    assert_eq!(entry(&silent, &Notes::default(), SATURDAY, "2026-12-25", HalfDay::Morning).0, Entry::Unknown);
}

fn named(id: &str, lat: f64) -> Site {
    Site { id: id.parse().unwrap(), position: Position::new(lat, -3.366).unwrap(), ..riantec() }
}

fn order(sites: &[Site], known: &Notes, brings: Option<&MaterialId>, when: When) -> Vec<String> {
    asked(SATURDAY, |context| {
        let found = outings(sites, known, home(), brings, when, context);
        found.iter().map(|o| format!("{}{}", o.site.id, if o.is_answer() { "" } else { " (no)" })).collect()
    })
}

#[test]
fn those_that_take_it_come_first_then_the_shortest_drive_and_wait() {
    let refusing = Site { refuses: vec![material("tyres")], ..named("near-refuses", 47.749) };
    let unsaid = named("near-unsaid", 47.750);
    let far = Site { accepts: vec![material("tyres")], ..named("far-takes", 47.80) };
    let near = Site { accepts: vec![material("tyres")], ..named("near-takes", 47.76) };
    let sites = [refusing, unsaid, far, near];
    let known = Notes::default().tuesdays("near-takes", &[(10, 50), (11, 50), (12, 50), (14, 50), (15, 50), (16, 40)]);
    let known = known.tuesdays("far-takes", &[(10, 3), (11, 3)]);
    let tuesday = When::whole_day(date(TUESDAY));
    assert_eq!(
        order(&sites, &known, Some(&material("tyres")), tuesday),
        ["far-takes", "near-takes", "near-unsaid", "near-refuses (no)"]
    );
}

#[test]
fn now_is_ranked_as_the_app_ranks_it() {
    let mut known = Notes::default();
    let mut full = reading("2026-11-21T09:18:00Z", LiveState::Open, Some((0, 5)));
    full.unavailable = vec![material("rubble")];
    full.site = "near".parse().unwrap();
    known.readings.insert(full.site.clone(), full);
    let sites = [named("near", 47.75), named("far", 47.80)];
    assert_eq!(order(&sites, &known, None, When::Now), ["near", "far"]);
    assert_eq!(order(&sites, &known, Some(&material("rubble")), When::Now), ["far", "near (no)"]);
    asked(SATURDAY, |context| {
        let found = outings(&sites, &known, home(), None, When::Now, context);
        assert_eq!(found[0].wait.band(), Some(WaitBand::AlmostNone));
    });
}

#[test]
fn what_is_full_today_may_be_brought_tomorrow() {
    let mut known = Notes::default();
    let mut full = reading("2026-11-21T09:18:00Z", LiveState::Open, None);
    full.unavailable = vec![material("rubble")];
    known.readings.insert(full.site.clone(), full);
    let sites = [riantec()];
    let rubble = material("rubble");
    assert_eq!(order(&sites, &known, Some(&rubble), When::whole_day(date("2026-11-21"))), ["riantec (no)"]);
    assert_eq!(order(&sites, &known, Some(&rubble), When::whole_day(date(TUESDAY))), ["riantec"]);
}

#[test]
fn the_next_day_that_fits_is_found_and_none_where_nobody_takes_it() {
    let sites = [Site { refuses: vec![material("asbestos")], ..riantec() }];
    asked(SATURDAY, |context| {
        let next = |first, brings: Option<&MaterialId>| {
            next_day(&sites, &Notes::default(), home(), brings, date(first), context)
        };
        assert_eq!(next("2026-11-22", None), Some(date(TUESDAY)), "Sundays and Mondays are closed");
        assert_eq!(next("2026-11-22", Some(&material("asbestos"))), None);
    });
    assert!(is_refused_everywhere(&sites, &material("asbestos")));
    assert!(!is_refused_everywhere(&sites, &material("wood")), "nobody said anything of wood");
    assert!(!is_refused_everywhere(&[], &material("wood")));
}

#[test]
fn nobody_is_sent_where_nobody_drives() {
    let exchanged = Site { position: Position::new(-3.366, 47.748).unwrap(), ..riantec() };
    assert!(order(&[exchanged], &Notes::default(), None, When::whole_day(date(TUESDAY))).is_empty());
}

fn calm(site: &Site, known: &Notes, now: &str) -> Vec<(String, WaitBand)> {
    asked(now, |context| {
        let profile = known.profile(&site.id);
        let now = Situation::of(site, known.reading(&site.id), profile, context);
        let calm = calm_hours(site, &now, profile, context);
        calm.into_iter().map(|calm| (paris().local(calm.at).format("%F %R").to_string(), calm.band)).collect()
    })
}

#[test]
fn a_centre_that_says_it_is_closed_is_advised_for_no_hour_of_this_day() {
    let closed = reading("2026-11-24T13:04:00Z", LiveState::Closed, None);
    let mut known = Notes::default().tuesdays("riantec", &[(14, 18), (15, 3)]);
    known.readings.insert(closed.site.clone(), closed);
    let now = "2026-11-24T13:05:00Z";
    assert_eq!(entry(&riantec(), &known, now, TUESDAY, HalfDay::Afternoon).0, Entry::Closed);
    assert_eq!(calm(&riantec(), &known, now), []);
    // Another day is another day.
    assert_eq!(arrival(entry(&riantec(), &known, now, "2026-12-01", HalfDay::Afternoon).0), "2026-12-01 15:00");
}

#[test]
fn this_very_minute_is_not_told_as_one_that_is_calmer() {
    // The reading fades: on arrival the usual wait of this hour weighs in.
    let mut known = Notes::default().tuesdays("riantec", &[(14, 3), (15, 20), (16, 20)]);
    let fading = reading("2026-11-24T13:02:00Z", LiveState::Open, Some((10, 14)));
    known.readings.insert(fading.site.clone(), fading);
    let now = "2026-11-24T13:14:00Z";
    let said = calm(&riantec(), &known, now);
    assert!(said.iter().all(|(at, _)| at != "2026-11-24 14:14"), "{said:?}");
}

#[test]
fn a_calmer_hour_of_today_is_told_and_the_calmest_of_the_days_to_come() {
    let known = Notes::default().tuesdays("riantec", &[(10, 22), (11, 18), (14, 3), (15, 7), (16, 12)]);
    // Tuesday, half past ten: the afternoon is calmer.
    let said = calm(&riantec(), &known, "2026-11-24T09:30:00Z");
    assert_eq!(said, [("2026-11-24 14:00".to_owned(), WaitBand::AlmostNone)]);
    // Tuesday afternoon: it will not be calmer today.
    assert_eq!(calm(&riantec(), &known, "2026-11-24T13:05:00Z"), []);
    // From another day Tuesday is ahead, and only what is known is told.
    let said = calm(&riantec(), &known, SATURDAY);
    assert_eq!(said, [("2026-11-24 14:00".to_owned(), WaitBand::AlmostNone)]);
}

#[test]
fn nobody_is_sent_to_a_gate_that_shuts_a_quarter_of_an_hour_later() {
    // Entry ends at 12:15.
    let known = Notes::default().tuesdays("riantec", &[(10, 12), (11, 9), (12, 1)]);
    let said = calm(&riantec(), &known, SATURDAY);
    assert_eq!(said, [("2026-11-24 11:00".to_owned(), WaitBand::From5To10)]);
}

#[test]
fn no_hour_is_called_calm_where_nothing_is_usual_or_nobody_is_let_in() {
    assert_eq!(calm(&riantec(), &Notes::default(), SATURDAY), []);
    let known = Notes::default().tuesdays("riantec", &[(14, 3)]);
    let mut closed = riantec();
    closed.exceptions = vec![Exception { date: date(TUESDAY), open: vec![], reason: None }];
    assert_eq!(calm(&closed, &known, SATURDAY), []);
}

#[test]
fn a_reading_of_now_counts_for_this_afternoon_too() {
    let mut known = Notes::default().tuesdays("riantec", &[(10, 5), (11, 5), (14, 5)]);
    let long = Reading {
        site: "riantec".parse().unwrap(),
        ..reading("2026-11-24T09:29:00Z", LiveState::Open, Some((20, 30)))
    };
    known.readings.insert("riantec".parse().unwrap(), long);
    let (entry, wait) = entry(&riantec(), &known, "2026-11-24T09:30:00Z", TUESDAY, HalfDay::WholeDay);
    // At eleven the queue of now is not gone yet; at two it is, and what is told is what is usual.
    assert_eq!((arrival(entry), wait), ("2026-11-24 14:00".to_owned(), ArrivalWait::Usual { median: Minutes(5) }));
}
