//! The hours of days: a week as rows to show, and the days ahead that differ.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::Texts;
use crate::domain::{Calendar, DayPlan, DayRule, Site, week_of};

/// How far ahead special days are told, days: a season.
const AHEAD_DAYS: i64 = 92;

/// One day of a week's hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursRow {
    pub date: NaiveDate,
    /// "mardi 24 novembre".
    pub day: String,
    /// "10 h à 12 h 30, 14 h à 17 h", or why it is closed.
    pub hours: String,
    pub is_today: bool,
}

/// The week of `today`, Monday first.
pub fn week_rows(t: &Texts, site: &Site, calendar: &Calendar, today: NaiveDate) -> Vec<HoursRow> {
    let row = |(date, plan): (NaiveDate, DayPlan)| HoursRow {
        date,
        day: short_date(t, date),
        hours: plan_words(t, &plan),
        is_today: date == today,
    };
    week_of(site, calendar, today).into_iter().map(row).collect()
}

/// "samedi 21 novembre": for days near a full date on the same page.
pub fn short_date(t: &Texts, date: NaiveDate) -> String {
    format!("{} {}", (t.weekday)(date.weekday()), (t.day_month)(date))
}

/// "10 h à 12 h 30, 14 h à 17 h", or why not.
pub fn plan_words(t: &Texts, plan: &DayPlan) -> String {
    let because = match &plan.rule {
        DayRule::PublicHoliday(name) | DayRule::PublicHolidayUnknown(name) => {
            Some(name.as_ref().map_or(t.public_holiday, |name| name.get(t.lang)))
        }
        DayRule::Exception(reason) => Some(reason.as_ref().map_or(t.exceptional_hours, |reason| reason.get(t.lang))),
        DayRule::Regular | DayRule::Unknown => None,
    };
    let spans: Vec<_> = plan.spans.iter().map(|span| (t.span)(*span)).collect();
    let base = match (plan.is_known(), spans.is_empty()) {
        (false, _) => t.hours_unknown_short.to_owned(),
        (true, true) => t.closed_day.to_owned(),
        (true, false) => spans.join(", "),
    };
    because.map_or(base.clone(), |because| format!("{base} ({because})"))
}

/// The days that differ in the season ahead, by date: "vendredi 25 décembre : fermé (Noël)".
pub fn days_ahead(t: &Texts, site: &Site, calendar: &Calendar, from: NaiveDate) -> Vec<String> {
    let last = from + TimeDelta::days(AHEAD_DAYS);
    let exceptions = site.exceptions.iter().map(|exception| exception.date);
    let holidays = calendar.public_holidays.iter().map(|holiday| holiday.date);
    let mut dates: Vec<NaiveDate> = exceptions.chain(holidays).filter(|date| (from..=last).contains(date)).collect();
    dates.sort_unstable();
    dates.dedup();
    let plans = dates.into_iter().map(|date| (date, DayPlan::of(site, calendar, date)));
    let special = plans.filter(|(_, plan)| !matches!(plan.rule, DayRule::Regular | DayRule::Unknown));
    special.map(|(date, plan)| (t.labelled)(&short_date(t, date), &plan_words(t, &plan))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Lang, fixtures::*},
        present::texts,
    };

    #[test]
    fn a_week_names_its_days_its_spans_and_its_holidays() {
        let rows = week_rows(texts(Lang::Fr), &riantec(), &holidays(), date("2026-07-16"));
        let shown: Vec<_> = rows.iter().map(|r| format!("{} : {}", r.day, r.hours)).collect();
        assert_eq!(shown[0], "lundi 13\u{a0}juillet : fermé");
        assert_eq!(shown[1], "mardi 14\u{a0}juillet : fermé (Fête nationale)");
        assert_eq!(shown[2], "mercredi 15\u{a0}juillet : 10\u{a0}h à 12\u{a0}h\u{a0}30, 14\u{a0}h à 18\u{a0}h");
        assert!(rows[3].is_today && !rows[2].is_today);
    }

    #[test]
    fn special_days_ahead_are_named_by_date() {
        let ahead = days_ahead(texts(Lang::Fr), &riantec(), &holidays(), date("2026-11-21"));
        assert_eq!(ahead.join(";").replace('\u{a0}', " "), "vendredi 25 décembre : fermé (Noël)");
        assert!(days_ahead(texts(Lang::Fr), &riantec(), &holidays(), date("2026-07-15")).is_empty());
    }

    #[test]
    fn unknown_hours_are_said_to_be_unknown_on_each_day() {
        let rows = week_rows(texts(Lang::En), &site(None), &holidays(), date("2026-08-05"));
        assert!(rows.iter().all(|r| r.hours.starts_with("not known")), "{rows:?}");
    }
}
