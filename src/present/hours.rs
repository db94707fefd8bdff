//! The hours of a week as rows to show.

use chrono::{Datelike, NaiveDate};

use super::Texts;
use crate::domain::{Calendar, DayRule, Site, week_of};

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
    let row = |(date, plan): (NaiveDate, crate::domain::DayPlan)| {
        let spans: Vec<_> = plan.spans.iter().map(|span| (t.span)(*span)).collect();
        let spans = spans.join(", ");
        let because = match &plan.rule {
            DayRule::PublicHoliday(name) | DayRule::PublicHolidayUnknown(name) => {
                Some(name.as_ref().map_or(t.public_holiday, |name| name.get(t.lang)))
            }
            DayRule::Exception(reason) => {
                Some(reason.as_ref().map_or(t.exceptional_hours, |reason| reason.get(t.lang)))
            }
            DayRule::Regular | DayRule::Unknown => None,
        };
        let base = match (plan.is_known(), plan.spans.is_empty()) {
            (false, _) => t.hours_unknown_short.to_owned(),
            (true, true) => t.closed_day.to_owned(),
            (true, false) => spans,
        };
        HoursRow {
            date,
            day: format!("{} {}", (t.weekday)(date.weekday()), (t.day_month)(date)),
            hours: because.map_or(base.clone(), |because| format!("{base} ({because})")),
            is_today: date == today,
        }
    };
    week_of(site, calendar, today).into_iter().map(row).collect()
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
    fn unknown_hours_are_said_to_be_unknown_on_each_day() {
        let rows = week_rows(texts(Lang::En), &site(None), &holidays(), date("2026-08-05"));
        assert!(rows.iter().all(|r| r.hours.starts_with("not known")), "{rows:?}");
    }
}
