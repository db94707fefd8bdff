use super::*;
use crate::domain::fixtures::*;

/// Saturday 21 November 2026, 10:30 in Paris.
const SATURDAY: &str = "2026-11-21T09:30:00Z";

fn situation(site: &Site, reading: Option<&Reading>, profile: Option<&Profile>) -> Situation {
    let (calendar, zone) = (holidays(), paris());
    Situation::of(site, reading, profile, Context { calendar: &calendar, zone: &zone, now: utc(SATURDAY) })
}

#[test]
fn a_fresh_reading_gives_the_measured_wait() {
    let reading = reading("2026-11-21T09:28:00Z", LiveState::Open, Some((5, 10)));
    let wait = situation(&riantec(), Some(&reading), Some(&saturdays("riantec", 20))).wait;
    assert!(matches!(wait, Wait::Measured { freshness: Freshness::Live, .. }));
    assert_eq!(wait.expected(), Some(Minutes(8)));
}

#[test]
fn an_old_reading_gives_way_to_the_usual_wait_and_is_kept_aside() {
    let reading = reading("2026-11-21T08:30:00Z", LiveState::Open, Some((5, 10)));
    let situation = situation(&riantec(), Some(&reading), Some(&saturdays("riantec", 20)));
    assert_eq!(situation.wait, Wait::Usual { median: Minutes(20) });
    assert_eq!(situation.stale, Some((utc("2026-11-21T08:30:00Z"), reading.wait)));
}

#[test]
fn without_reading_and_profile_the_wait_is_unknown_and_not_zero() {
    let situation = situation(&riantec(), None, None);
    assert_eq!(situation.wait, Wait::Unknown);
    assert_eq!(situation.wait.expected(), None);
}

#[test]
fn a_scheduled_closure_wins_over_a_sensor_that_says_open() {
    let closed = Site {
        closures: vec![crate::domain::Closure { from: utc("2026-11-21T00:00:00Z").into(), until: None, reason: None }],
        ..riantec()
    };
    let reading = reading("2026-11-21T09:29:00Z", LiveState::Open, Some((5, 10)));
    let situation = situation(&closed, Some(&reading), None);
    assert!(!situation.is_open());
    assert_eq!(situation.wait, Wait::Unknown);
}

#[test]
fn a_fresh_closed_wins_over_the_hours_and_an_old_one_does_not() {
    let fresh = reading("2026-11-21T09:29:00Z", LiveState::Closed, None);
    assert_eq!(
        situation(&riantec(), Some(&fresh), None).opening,
        OpeningState::Closed { because: ClosedBecause::Reported, next: None }
    );
    let old = reading("2026-11-21T08:29:00Z", LiveState::Closed, None);
    assert!(situation(&riantec(), Some(&old), None).is_open());
}

#[test]
fn a_fresh_open_answers_where_hours_are_unknown() {
    let reading = reading("2026-11-21T09:29:00Z", LiveState::Open, None);
    assert!(situation(&site(None), Some(&reading), None).is_open());
    assert_eq!(situation(&site(None), None, None).opening, OpeningState::Unknown(Unsure::Hours));
}

#[test]
fn it_closes_soon_when_entry_ends_within_half_an_hour() {
    let (calendar, zone) = (holidays(), paris());
    let at = |now| {
        let context = Context { calendar: &calendar, zone: &zone, now: utc(now) };
        Situation::of(&riantec(), None, None, context).closes_soon(utc(now))
    };
    // Closing at 12:30, last entry at 12:15.
    assert!(!at("2026-11-21T10:44:00Z"));
    assert!(at("2026-11-21T10:45:00Z"));
    assert!(at("2026-11-21T11:20:00Z"));
}

#[test]
fn an_open_gate_does_not_clear_up_what_was_announced() {
    let unclear = vec![crate::domain::UnclearTime { reason: text("Travaux"), ..Default::default() }];
    let site = Site { unclear, ..riantec() };
    let live = reading("2026-11-21T09:28:00Z", LiveState::Open, Some((5, 10)));
    let opening = situation(&site, Some(&live), None).opening;
    assert_eq!(opening, OpeningState::Unknown(Unsure::Unclear(text("Travaux"))));
}
