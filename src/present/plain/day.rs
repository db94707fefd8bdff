//! One day of a centre, told by its date.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use super::PlainTexts;
use crate::{
    domain::{Context, DayPlan, Instant, Notice, Site},
    present::{Texts, full_instant, plan_words},
};

/// "samedi 21 novembre 2026".
pub fn full_date(t: &Texts, p: &PlainTexts, date: NaiveDate) -> String {
    (p.dated)((t.weekday)(date.weekday()), &(t.day_month)(date), date.year())
}

/// The hours of a day with the closures that fall on it: what one reads who knows nothing else.
pub fn day_hours(t: &Texts, p: &PlainTexts, site: &Site, context: Context, date: NaiveDate) -> String {
    let hours = plan_words(t, &DayPlan::of(site, context, date));
    let closures = closures_of_day(t, p, site, context, date);
    if closures.is_empty() { hours } else { format!("{hours}. {}", closures.join(". ")) }
}

/// The closures that fall on a day, each with its ends and its reason.
pub fn closures_of_day(t: &Texts, p: &PlainTexts, site: &Site, context: Context, date: NaiveDate) -> Vec<String> {
    let midnight = |date: NaiveDate| context.zone.instant(date.and_time(NaiveTime::MIN));
    let (begins, ends) = (midnight(date), midnight(date + TimeDelta::days(1)));
    let clock = |at: Instant| full_instant(t, at, context);
    let of_zone = site.closures.iter().map(|closure| (closure, closure.ends(context.zone)));
    let on_day = of_zone.filter(|(_, (from, until))| *from < ends && until.is_none_or(|until| until > begins));
    on_day
        .map(|(closure, (from, until))| {
            let when = (p.closed_from_until)(&clock(from), until.map(clock).as_deref());
            closure.reason.as_ref().map_or(when.clone(), |reason| format!("{when} ({})", reason.get(t.lang)))
        })
        .collect()
}

/// A notice, as `text` says it, with the days that it holds for.
pub fn notice_words(t: &Texts, p: &PlainTexts, notice: &Notice, text: String, context: Context) -> String {
    let clock = |at: Instant| full_instant(t, at, context);
    match (notice.from, notice.until) {
        (Some(from), until) => (p.dated_notice)(&(t.from_until)(&clock(from), until.map(clock).as_deref()), &text),
        (None, Some(until)) => (p.dated_notice)(&(p.until_day)(&clock(until)), &text),
        (None, None) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Closure, Lang, fixtures::*},
        present::{plain::plain_texts, texts},
    };

    fn hours(site: &Site, day: &str) -> String {
        let (calendar, zone) = (holidays(), paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-21T09:30:00Z") };
        day_hours(texts(Lang::Fr), plain_texts(Lang::Fr), site, context, date(day)).replace('\u{a0}', " ")
    }

    #[test]
    fn a_day_says_its_spans_its_holiday_and_its_closures() {
        let mut site = riantec();
        assert_eq!(hours(&site, "2026-11-21"), "10 h à 12 h 30, 14 h à 17 h");
        assert_eq!(hours(&site, "2026-12-25"), "fermé (Noël)");
        let (from, until) = (utc("2026-11-21T13:00:00Z").into(), Some(utc("2026-11-22T23:00:00Z").into()));
        site.closures = vec![Closure { from, until, reason: text("Grève") }];
        let closed = hours(&site, "2026-11-21");
        assert!(closed.starts_with("10 h à 12 h 30 (Grève). "), "{closed}");
        assert!(closed.ends_with("(Grève)") && closed.contains("samedi 21 novembre à 14 h"), "{closed}");
        assert_eq!(hours(&site, "2026-11-24"), "10 h à 12 h 30, 14 h à 17 h");
    }
}
