use super::*;
use crate::domain::{Closure, Exception, TimePoint, UnclearTime, fixtures::*};

fn at(site: &Site, now: &str) -> OpeningState {
    opening_at(site, &holidays(), &paris(), utc(now))
}
fn open(site: &Site, now: &str) -> Opening {
    match at(site, now) {
        OpeningState::Open(open) => open,
        other => panic!("not open: {other:?}"),
    }
}
fn next(site: &Site, now: &str) -> Opening {
    match at(site, now) {
        OpeningState::Closed { next: Some(next), .. } => next,
        other => panic!("no next opening: {other:?}"),
    }
}
fn because(site: &Site, now: &str) -> ClosedBecause {
    match at(site, now) {
        OpeningState::Closed { because, .. } => because,
        other => panic!("not closed: {other:?}"),
    }
}

#[test]
fn open_until_lunch_and_no_entry_in_the_last_quarter() {
    let open = open(&riantec(), "2026-11-21T09:30:00Z");
    assert_eq!(open.until, Some(utc("2026-11-21T11:30:00Z")));
    assert_eq!(open.last_entry, Some(utc("2026-11-21T11:15:00Z")));
    assert!(open.lets_in(utc("2026-11-21T11:15:00Z")) && !open.lets_in(utc("2026-11-21T11:15:01Z")));
}

#[test]
fn closed_at_noon_and_open_again_the_same_afternoon() {
    assert_eq!(because(&riantec(), "2026-11-21T12:00:00Z"), ClosedBecause::Hours);
    assert_eq!(next(&riantec(), "2026-11-21T12:00:00Z").from, utc("2026-11-21T13:00:00Z"));
}

#[test]
fn opening_is_included_and_closing_is_not() {
    assert!(matches!(at(&riantec(), "2026-11-21T09:00:00Z"), OpeningState::Open(_)));
    assert!(matches!(at(&riantec(), "2026-11-21T16:00:00Z"), OpeningState::Closed { .. }));
}

#[test]
fn saturday_evening_opens_next_on_tuesday() {
    assert_eq!(next(&riantec(), "2026-11-21T17:00:00Z").from, utc("2026-11-24T09:00:00Z"));
}

#[test]
fn winter_closes_an_hour_earlier_from_the_first_of_november() {
    assert_eq!(open(&riantec(), "2026-10-31T14:00:00Z").until, Some(utc("2026-10-31T17:00:00Z")));
    assert_eq!(open(&riantec(), "2026-11-03T14:00:00Z").until, Some(utc("2026-11-03T16:00:00Z")));
}

#[test]
fn closed_on_14_july_even_though_tuesdays_are_open() {
    assert_eq!(because(&riantec(), "2026-07-14T09:00:00Z"), ClosedBecause::PublicHoliday(named("Fête nationale")));
    assert_eq!(next(&riantec(), "2026-07-14T09:00:00Z").from, utc("2026-07-15T08:00:00Z"));
}

#[test]
fn nobody_knows_on_a_public_holiday_when_nobody_said() {
    let unsaid = Site { closed_on_public_holidays: None, ..riantec() };
    let unsure = Unsure::PublicHoliday(named("Fête nationale"));
    assert_eq!(at(&unsaid, "2026-07-14T09:00:00Z"), OpeningState::Unknown(unsure));
    let open_then = Site { closed_on_public_holidays: Some(false), ..riantec() };
    assert!(matches!(at(&open_then, "2026-07-14T09:00:00Z"), OpeningState::Open(_)));
}

#[test]
fn an_exception_wins_over_a_public_holiday_and_over_the_hours() {
    let mut site = riantec();
    site.exceptions = vec![
        Exception { date: date("2026-12-25"), open: vec![span("10:00", "11:00")], reason: None },
        Exception { date: date("2026-12-24"), open: vec![], reason: text("Veille de Noël") },
    ];
    assert_eq!(open(&site, "2026-12-25T09:30:00Z").until, Some(utc("2026-12-25T10:00:00Z")));
    assert_eq!(because(&site, "2026-12-24T09:30:00Z"), ClosedBecause::Exception(text("Veille de Noël")));
}

#[test]
fn a_closure_wins_over_everything_and_says_why() {
    let mut site = riantec();
    site.closures = vec![Closure {
        from: utc("2026-11-23T23:00:00Z").into(),
        until: Some(utc("2026-11-24T23:00:00Z").into()),
        reason: text("Grève"),
    }];
    assert_eq!(because(&site, "2026-11-24T09:30:00Z"), ClosedBecause::Closure(text("Grève")));
    assert_eq!(next(&site, "2026-11-24T09:30:00Z").from, utc("2026-11-25T09:00:00Z"));
    // On the Monday before, the next opening is not the Tuesday of the strike.
    assert_eq!(next(&site, "2026-11-23T12:00:00Z").from, utc("2026-11-25T09:00:00Z"));
}

#[test]
fn a_closure_that_begins_at_noon_ends_the_opening_and_the_last_entry_before_it() {
    let mut site = riantec();
    site.closures = vec![Closure { from: utc("2026-11-24T10:00:00Z").into(), until: None, reason: None }];
    let open = open(&site, "2026-11-24T09:30:00Z");
    assert_eq!(open.until, Some(utc("2026-11-24T10:00:00Z")));
    assert_eq!(open.last_entry, Some(utc("2026-11-24T09:45:00Z")));
    assert_eq!(
        at(&site, "2026-11-24T10:30:00Z"),
        OpeningState::Closed { because: ClosedBecause::Closure(None), next: None }
    );
}

#[test]
fn a_closure_that_ends_within_the_hours_opens_at_its_end() {
    let mut site = riantec();
    site.closures = vec![Closure {
        from: utc("2026-11-24T08:00:00Z").into(),
        until: Some(utc("2026-11-24T10:00:00Z").into()),
        reason: None,
    }];
    assert_eq!(next(&site, "2026-11-24T09:30:00Z").from, utc("2026-11-24T10:00:00Z"));
    assert_eq!(next(&site, "2026-11-24T07:30:00Z").from, utc("2026-11-24T10:00:00Z"));
}

#[test]
fn hours_past_midnight_belong_to_the_day_they_began() {
    let late = site(Some(vec![season("01-01", "12-31", &[5], &[("22:00", "26:00")])]));
    // Friday 20 November 2026, 22:00 in Paris is 21:00 UTC; it ends on Saturday at 02:00.
    assert_eq!(open(&late, "2026-11-21T00:30:00Z").until, Some(utc("2026-11-21T01:00:00Z")));
    assert_eq!(next(&late, "2026-11-21T01:00:00Z").from, utc("2026-11-27T21:00:00Z"));
}

#[test]
fn a_day_that_ends_at_midnight_goes_on_into_the_next() {
    let long = site(Some(vec![
        season("01-01", "12-31", &[1], &[("08:00", "24:00")]),
        season("01-01", "12-31", &[2], &[("00:00", "03:00")]),
    ]));
    assert_eq!(open(&long, "2026-11-23T12:00:00Z").until, Some(utc("2026-11-24T02:00:00Z")));
}

#[test]
fn round_the_clock_has_no_closing_time() {
    let always = Site {
        closed_on_public_holidays: Some(false),
        ..site(Some(vec![season("01-01", "12-31", &[1, 2, 3, 4, 5, 6, 7], &[("00:00", "24:00")])]))
    };
    let open = open(&always, "2026-11-23T12:00:00Z");
    assert_eq!((open.until, open.last_entry), (None, None));
}

#[test]
fn the_day_that_clocks_go_forward_is_an_hour_shorter_between_the_same_clock_times() {
    let early = site(Some(vec![season("01-01", "12-31", &[7], &[("01:00", "10:00")])]));
    let open = open(&early, "2026-03-29T04:00:00Z");
    assert_eq!((open.from, open.until), (utc("2026-03-29T00:00:00Z"), Some(utc("2026-03-29T08:00:00Z"))));
}

#[test]
fn the_day_that_clocks_go_back_is_an_hour_longer_between_the_same_clock_times() {
    let early = site(Some(vec![season("01-01", "12-31", &[7], &[("01:00", "10:00")])]));
    let open = open(&early, "2026-10-25T04:00:00Z");
    assert_eq!((open.from, open.until), (utc("2026-10-24T23:00:00Z"), Some(utc("2026-10-25T09:00:00Z"))));
}

#[test]
fn a_span_within_the_skipped_hour_never_opens() {
    let odd = site(Some(vec![season("01-01", "12-31", &[7], &[("02:15", "02:45")])]));
    for minute in 0..180 {
        let now = utc("2026-03-28T23:30:00Z") + Duration::minutes(minute);
        let state = opening_at(&odd, &holidays(), &paris(), now);
        // The clocks that were not put forward would show 02:15 to 02:45 half an hour later on the wall.
        assert!(
            !matches!(&state, OpeningState::Open(o) if o.until.is_some_and(|u| u <= now)),
            "open at {now} although closing lies behind: {state:?}"
        );
    }
}

#[test]
fn on_29_february_the_season_around_it_holds() {
    let february = site(Some(vec![season("02-01", "02-29", &[1, 2, 3, 4, 5, 6, 7], &[("09:00", "12:00")])]));
    assert!(matches!(at(&february, "2028-02-29T09:00:00Z"), OpeningState::Open(_)));
    assert!(matches!(at(&february, "2027-02-28T09:00:00Z"), OpeningState::Open(_)));
    assert!(matches!(at(&february, "2027-03-01T09:00:00Z"), OpeningState::Closed { .. }));
}

#[test]
fn unknown_hours_are_unknown_and_not_closed() {
    assert_eq!(at(&site(None), "2026-11-21T09:30:00Z"), OpeningState::Unknown(Unsure::Hours));
}

#[test]
fn a_closure_that_is_over_leaves_the_rest_of_the_opening_until_its_end() {
    let mut site = riantec();
    let closure = |from, until| Closure { from: utc(from).into(), until: Some(utc(until).into()), reason: None };
    // Paris is an hour ahead: the afternoon goes from 13:00 to 16:00.
    site.closures = vec![
        closure("2026-11-24T13:15:00Z", "2026-11-24T13:30:00Z"),
        closure("2026-11-24T15:00:00Z", "2026-11-24T15:30:00Z"),
    ];
    let at = |now| match opening_at(&site, &holidays(), &paris(), utc(now)) {
        OpeningState::Open(open) => Some((open.from, open.until)),
        OpeningState::Closed { .. } | OpeningState::Unknown(_) => None,
    };
    assert_eq!(at("2026-11-24T13:10:00Z"), Some((utc("2026-11-24T13:00:00Z"), Some(utc("2026-11-24T13:15:00Z")))));
    assert_eq!(at("2026-11-24T13:20:00Z"), None);
    assert_eq!(at("2026-11-24T14:00:00Z"), Some((utc("2026-11-24T13:30:00Z"), Some(utc("2026-11-24T15:00:00Z")))));
    assert_eq!(at("2026-11-24T15:45:00Z"), Some((utc("2026-11-24T15:30:00Z"), Some(utc("2026-11-24T16:00:00Z")))));
}

#[test]
fn a_closure_upon_another_opens_nothing_between_them() {
    let mut site = riantec();
    let closure = |from, until| Closure { from: utc(from).into(), until: Some(utc(until).into()), reason: None };
    // They touch, or overlap; the second is asked for at the end of the first, and at an opening of the day after.
    for second in ["2026-11-24T14:00:00Z", "2026-11-24T13:30:00Z"] {
        site.closures =
            vec![closure("2026-11-23T23:00:00Z", "2026-11-24T14:00:00Z"), closure(second, "2026-11-24T23:00:00Z")];
        assert_eq!(next(&site, "2026-11-24T08:00:00Z").from, utc("2026-11-25T09:00:00Z"));
        assert_eq!(next(&site, "2026-11-21T17:00:00Z").from, utc("2026-11-25T09:00:00Z"));
    }
    site.closures.push(Closure { from: utc("2026-11-24T22:00:00Z").into(), until: None, reason: None });
    assert!(matches!(at(&site, "2026-11-24T08:00:00Z"), OpeningState::Closed { next: None, .. }));
}

#[test]
fn a_closure_is_known_even_where_hours_are_not() {
    let mut site = site(None);
    site.closures = vec![Closure { from: utc("2026-11-01T00:00:00Z").into(), until: None, reason: text("Travaux") }];
    assert_eq!(because(&site, "2026-11-21T09:30:00Z"), ClosedBecause::Closure(text("Travaux")));
}

#[test]
fn no_hours_at_all_means_never_open() {
    assert_eq!(
        at(&site(Some(vec![])), "2026-11-21T09:30:00Z"),
        OpeningState::Closed { because: ClosedBecause::Hours, next: None }
    );
}

#[test]
fn overlapping_entries_of_one_day_add_up() {
    let both = site(Some(vec![
        season("01-01", "12-31", &[6], &[("10:00", "12:00")]),
        season("11-01", "11-30", &[6], &[("11:00", "15:00")]),
    ]));
    assert_eq!(open(&both, "2026-11-21T09:30:00Z").until, Some(utc("2026-11-21T14:00:00Z")));
}

#[test]
fn christmas_is_closed_though_the_territory_lists_no_holiday() {
    let none_listed = Calendar::default();
    let state = |site: &Site, now| opening_at(site, &none_listed, &paris(), utc(now));
    assert!(matches!(
        state(&riantec(), "2026-12-25T09:30:00Z"),
        OpeningState::Closed { because: ClosedBecause::PublicHoliday(Some(_)), .. }
    ));
    assert!(matches!(state(&riantec(), "2026-12-24T09:30:00Z"), OpeningState::Open(_)));
    let unsaid = Site { closed_on_public_holidays: None, ..riantec() };
    assert!(matches!(state(&unsaid, "2026-12-25T09:30:00Z"), OpeningState::Unknown(Unsure::PublicHoliday(Some(_)))));
}

#[test]
fn abroad_without_a_list_no_day_is_surely_open() {
    let unlisted = Calendar { area: None, ..Calendar::default() };
    let state = |site: &Site, now| opening_at(site, &unlisted, &paris(), utc(now));
    assert_eq!(state(&riantec(), "2026-12-25T09:30:00Z"), OpeningState::Unknown(Unsure::PerhapsPublicHoliday));
    // At noon, and on a Monday, it is closed whatever the day is.
    for closed in ["2026-11-21T12:00:00Z", "2026-11-23T09:30:00Z"] {
        assert!(matches!(state(&riantec(), closed), OpeningState::Closed { because: ClosedBecause::Hours, .. }));
    }
    let open_then = Site { closed_on_public_holidays: Some(false), ..riantec() };
    assert!(matches!(state(&open_then, "2026-12-25T09:30:00Z"), OpeningState::Open(_)));
    let late = Site { hours: Some(vec![season("01-01", "12-31", &[5], &[("22:00", "26:00")])]), ..riantec() };
    assert_eq!(state(&late, "2026-11-21T00:30:00Z"), OpeningState::Unknown(Unsure::PerhapsPublicHoliday));
}

#[test]
fn a_closure_on_the_clocks_of_the_territory_holds_at_their_times() {
    let local = |text: &str| TimePoint::Local(text.parse().unwrap());
    let mut site = riantec();
    site.closures = vec![Closure {
        from: local("2026-11-24T00:00:00"),
        until: Some(local("2026-11-25T00:00:00")),
        reason: text("Grève"),
    }];
    assert_eq!(because(&site, "2026-11-24T09:30:00Z"), ClosedBecause::Closure(text("Grève")));
    assert_eq!(open(&site, "2026-11-25T09:30:00Z").from, utc("2026-11-25T09:00:00Z"));
}

#[test]
fn in_an_unclear_time_nobody_can_say_and_outside_of_the_hours_it_is_closed() {
    let unclear = |from: Option<&str>, until: Option<&str>| {
        let end = |end: Option<&str>| end.map(|end| utc(end).into());
        vec![UnclearTime { from: end(from), until: end(until), reason: text("Travaux") }]
    };
    let unsure = OpeningState::Unknown(Unsure::Unclear(text("Travaux")));
    let always = Site { unclear: unclear(None, None), ..riantec() };
    assert_eq!(at(&always, "2026-11-21T09:30:00Z"), unsure);
    assert_eq!(at(&always, "2026-11-21T12:00:00Z"), OpeningState::Closed { because: ClosedBecause::Hours, next: None });
    let from_noon = Site { unclear: unclear(Some("2026-11-21T10:00:00Z"), Some("2026-11-24T10:00:00Z")), ..riantec() };
    assert_eq!(open(&from_noon, "2026-11-21T09:30:00Z").until, Some(utc("2026-11-21T10:00:00Z")));
    assert_eq!(at(&from_noon, "2026-11-21T10:00:00Z"), unsure);
    assert_eq!(next(&from_noon, "2026-11-21T18:00:00Z").from, utc("2026-11-24T10:00:00Z"));
    // A closure that can be read is known to be one.
    let closure = Closure { from: utc("2026-11-20T00:00:00Z").into(), until: None, reason: text("Grève") };
    let both = Site { closures: vec![closure], ..always };
    assert_eq!(because(&both, "2026-11-21T09:30:00Z"), ClosedBecause::Closure(text("Grève")));
}
