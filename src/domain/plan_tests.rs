use super::*;
use crate::domain::{Closure, Exception, Instant, UnclearTime, fixtures::*};

/// The plan of a day as the rule and its spans.
fn plan(site: &Site, day: &str) -> (DayRule, Vec<DaySpan>) {
    let plan = of(site, &holidays(), day);
    (plan.rule, plan.spans)
}
fn of(site: &Site, calendar: &Calendar, day: &str) -> DayPlan {
    DayPlan::of(site, Context { calendar, zone: &paris(), now: utc("2026-11-21T09:30:00Z") }, date(day))
}
fn closed(from: &str, until: Option<&str>) -> Site {
    let until = until.map(|until| utc(until).into());
    Site { closures: vec![Closure { from: utc(from).into(), until, reason: text("Grève") }], ..riantec() }
}
fn strike() -> DayRule {
    DayRule::Closure(text("Grève"))
}

#[test]
fn a_week_begins_on_monday_and_names_its_holidays() {
    let (calendar, zone) = (holidays(), paris());
    let context = Context { calendar: &calendar, zone: &zone, now: Instant::UNIX_EPOCH };
    let week = week_of(&riantec(), context, date("2026-07-16"));
    assert_eq!(week.len(), 7);
    assert_eq!(week[0].0, date("2026-07-13"));
    assert_eq!(week[1].1.rule, DayRule::PublicHoliday(named("Fête nationale")));
    assert_eq!(week[2].1.spans, vec![span("10:00", "12:30"), span("14:00", "18:00")]);
    assert_eq!(scheduled_week(&riantec(), &calendar, date("2026-07-16")), week);
}

#[test]
fn a_strike_leaves_nothing_of_its_day_and_all_of_the_next() {
    let site = closed("2026-11-23T23:00:00Z", Some("2026-11-24T23:00:00Z"));
    assert_eq!(plan(&site, "2026-11-24"), (strike(), vec![]));
    assert_eq!(plan(&site, "2026-11-25"), (DayRule::Regular, vec![span("10:00", "12:30"), span("14:00", "17:00")]));
    let scheduled = DayPlan::scheduled(&site, &holidays(), date("2026-11-24"));
    assert_eq!((scheduled.rule, scheduled.spans.len()), (DayRule::Regular, 2));
}

#[test]
fn a_closure_takes_the_part_of_the_day_that_it_covers() {
    assert_eq!(
        plan(&closed("2026-11-24T10:30:00Z", Some("2026-11-24T14:00:00Z")), "2026-11-24"),
        (strike(), vec![span("10:00", "11:30"), span("15:00", "17:00")])
    );
    assert_eq!(plan(&closed("2026-11-24T10:00:00Z", None), "2026-11-24"), (strike(), vec![span("10:00", "11:00")]));
    // At lunch, or on a day that is closed anyway, it changes nothing.
    let lunch = closed("2026-11-24T11:30:00Z", Some("2026-11-24T13:00:00Z"));
    assert_eq!(plan(&lunch, "2026-11-24").0, DayRule::Regular);
    assert_eq!(plan(&closed("2026-11-23T00:00:00Z", None), "2026-11-23"), (DayRule::Regular, vec![]));
    assert_eq!(plan(&closed("2026-12-24T00:00:00Z", None), "2026-12-25").0, DayRule::PublicHoliday(named("Noël")));
}

#[test]
fn a_closure_closes_where_hours_are_not_known_and_an_exception_opens_no_closure() {
    let unknown = Site { hours: None, ..closed("2026-11-23T23:00:00Z", Some("2026-11-24T23:00:00Z")) };
    assert_eq!(plan(&unknown, "2026-11-24"), (strike(), vec![]));
    assert_eq!(plan(&unknown, "2026-11-25").0, DayRule::Unknown);
    let mut both = closed("2026-11-23T23:00:00Z", Some("2026-11-24T23:00:00Z"));
    both.exceptions = vec![Exception { date: date("2026-11-24"), open: vec![span("08:00", "09:00")], reason: None }];
    assert_eq!(plan(&both, "2026-11-24"), (strike(), vec![]));
}

#[test]
fn an_unclear_time_makes_the_days_that_it_touches_unknown() {
    let unclear = UnclearTime { reason: text("Travaux"), ..UnclearTime::default() };
    let site = Site { unclear: vec![unclear.clone()], ..riantec() };
    assert_eq!(plan(&site, "2026-11-24"), (DayRule::Unclear(text("Travaux")), vec![]));
    assert!(!of(&site, &holidays(), "2026-11-24").is_known());
    assert_eq!(plan(&site, "2026-11-23"), (DayRule::Regular, vec![]), "closed on Mondays in any case");
    let later = UnclearTime { from: Some(utc("2026-11-25T08:00:00Z").into()), ..unclear };
    let site = Site { unclear: vec![later], ..riantec() };
    assert_eq!(plan(&site, "2026-11-24").0, DayRule::Regular);
    assert_eq!(plan(&site, "2026-11-25").0, DayRule::Unclear(text("Travaux")));
}

#[test]
fn days_that_may_be_holidays_keep_their_hours_as_a_perhaps() {
    let abroad = Calendar { area: None, ..Calendar::default() };
    let plan = of(&riantec(), &abroad, "2026-11-24");
    assert_eq!((plan.is_known(), plan.spans.len()), (false, 0));
    assert_eq!(plan.rule, DayRule::PerhapsPublicHoliday(vec![span("10:00", "12:30"), span("14:00", "17:00")]));
    assert_eq!(of(&riantec(), &abroad, "2026-11-23").rule, DayRule::Regular);
    let strike = closed("2026-11-24T12:00:00Z", Some("2026-11-24T23:00:00Z"));
    assert_eq!(of(&strike, &abroad, "2026-11-24").rule, DayRule::PerhapsPublicHoliday(vec![span("10:00", "12:30")]));
}

#[test]
fn a_closed_holiday_is_closed_where_hours_are_not_known() {
    let site = Site { hours: None, ..riantec() };
    assert_eq!(plan(&site, "2026-12-25"), (DayRule::PublicHoliday(named("Noël")), vec![]));
}
