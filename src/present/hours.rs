//! The hours of days: a week as rows to show, and the days ahead that differ.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::Texts;
use super::full_instant;
use crate::domain::{Context, DayPlan, DayRule, DaySpan, HolidayName, LocalText, PublicHoliday, Site, week_of};

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

/// The week of `today`, Monday first, without what closures take of it.
pub fn week_rows(t: &Texts, site: &Site, context: Context, today: NaiveDate) -> Vec<HoursRow> {
    let row = |(date, plan): (NaiveDate, DayPlan)| HoursRow {
        date,
        day: short_date(t, date),
        hours: plan_words(t, &plan),
        is_today: date == today,
    };
    week_of(site, context, today).into_iter().map(row).collect()
}

/// "samedi 21 novembre": for days near a full date on the same page.
pub fn short_date(t: &Texts, date: NaiveDate) -> String {
    format!("{} {}", (t.weekday)(date.weekday()), (t.day_month)(date))
}

/// "10 h à 12 h 30, 14 h à 17 h", or why not.
pub fn plan_words(t: &Texts, plan: &DayPlan) -> String {
    let words = |spans: &[DaySpan]| {
        let mut words = String::new();
        for span in spans {
            if !words.is_empty() {
                words.push_str(", ");
            }
            words.push_str(&(t.span)(*span));
        }
        words
    };
    let named = |name: &Option<LocalText>, unnamed: &'static str| {
        Some(name.as_ref().map_or(unnamed, |name| name.get(t.lang)).to_owned())
    };
    let open = if plan.spans.is_empty() { t.closed_day.to_owned() } else { words(&plan.spans) };
    let (base, because) = match &plan.rule {
        DayRule::Regular => (open, None),
        DayRule::PublicHoliday(name) => (open, Some(holiday_name(t, name.as_ref()).to_owned())),
        DayRule::Exception(reason) => (open, named(reason, t.exceptional_hours)),
        DayRule::Closure(reason) => (open, named(reason, t.exceptional_closure)),
        DayRule::PublicHolidayUnknown(name) => {
            (t.to_confirm.to_owned(), Some(holiday_name(t, name.as_ref()).to_owned()))
        }
        DayRule::Unclear(reason) => {
            (t.to_confirm.to_owned(), reason.as_ref().map(|reason| reason.get(t.lang).to_owned()))
        }
        DayRule::PerhapsPublicHoliday(spans) => (words(spans), Some(t.except_holidays.to_owned())),
        DayRule::Unknown => (t.hours_unknown_short.to_owned(), None),
    };
    because.map_or(base.clone(), |because| format!("{base} ({because})"))
}

/// What a public holiday is called: "Noël", or else that it is one.
pub fn holiday_name<'a>(t: &Texts, name: Option<&'a HolidayName>) -> &'a str {
    match name {
        Some(HolidayName::Text(name)) => name.get(t.lang),
        Some(HolidayName::French(day)) => (t.french_holiday)(*day),
        None => t.public_holiday,
    }
}

/// The days that differ in the season ahead, by date: "vendredi 25 décembre : fermé (Noël)".
pub fn days_ahead(t: &Texts, site: &Site, context: Context, from: NaiveDate) -> Vec<String> {
    let is_holiday = |date| matches!(context.calendar.public_holiday(date), PublicHoliday::Yes(_));
    special_days(t, site, context, from, &|date| is_holiday(date) || has_exception(site, date))
}

/// Those among them on which this centre alone differs.
pub fn exceptions_ahead(t: &Texts, site: &Site, context: Context, from: NaiveDate) -> Vec<String> {
    special_days(t, site, context, from, &|date| has_exception(site, date))
}

fn has_exception(site: &Site, date: NaiveDate) -> bool {
    site.exceptions.iter().any(|exception| exception.date == date)
}

fn special_days(
    t: &Texts,
    site: &Site,
    context: Context,
    from: NaiveDate,
    is_special: &dyn Fn(NaiveDate) -> bool,
) -> Vec<String> {
    let mut special = Vec::new();
    for day in 0..=AHEAD_DAYS {
        let date = from + TimeDelta::days(day);
        if is_special(date) {
            let plan = DayPlan::of(site, context, date);
            if !matches!(plan.rule, DayRule::Regular | DayRule::Unknown) {
                special.push((t.labelled)(&short_date(t, date), &plan_words(t, &plan)));
            }
        }
    }
    special
}

/// The announced closures that are not over: "Du lundi 30 novembre à 0 h au mardi 1er décembre à 0 h : Grève". Of one whose
/// dates cannot be read that is said, with its reason.
pub fn closures_ahead(t: &Texts, site: &Site, context: Context) -> Vec<String> {
    let clock = |at| full_instant(t, at, context);
    let mut lines = Vec::new();
    for closure in &site.closures {
        let (from, until) = closure.ends(context.zone);
        if until.is_none_or(|until| until > context.now) {
            let when = (t.from_until)(&clock(from), until.map(clock).as_deref());
            lines.push(match &closure.reason {
                Some(reason) => (t.labelled)(&when, reason.get(t.lang)),
                None => when,
            });
        }
    }
    for unclear in &site.unclear {
        if unclear.until.is_none_or(|until| until.instant(context.zone) > context.now) {
            let what = unclear.reason.as_ref().map_or(t.exceptional_closure, |reason| reason.get(t.lang));
            lines.push((t.labelled)(&super::initial_capital(what), t.dates_unclear));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Calendar, Closure, Exception, Lang, UnclearTime, fixtures::*},
        present::texts,
    };

    const NOW: &str = "2026-11-21T09:30:00Z";

    fn rows(lang: Lang, site: &Site, day: &str) -> Vec<HoursRow> {
        let (calendar, zone) = (holidays(), paris());
        week_rows(texts(lang), site, Context { calendar: &calendar, zone: &zone, now: utc(NOW) }, date(day))
    }
    fn ahead(site: &Site, day: &str) -> String {
        let (calendar, zone) = (holidays(), paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc(NOW) };
        days_ahead(texts(Lang::Fr), site, context, date(day)).join(";").replace('\u{a0}', " ")
    }
    fn closures(site: &Site) -> Vec<String> {
        let (calendar, zone) = (holidays(), paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc(NOW) };
        let words = closures_ahead(texts(Lang::Fr), site, context);
        words.iter().map(|words| words.replace('\u{a0}', " ")).collect()
    }
    fn tuesday(site: &Site) -> String {
        rows(Lang::Fr, site, "2026-11-24")[1].hours.replace('\u{a0}', " ")
    }

    #[test]
    fn the_week_of_a_strike_does_not_show_the_hours_of_its_day() {
        let (from, until) = (utc("2026-11-23T23:00:00Z").into(), Some(utc("2026-11-24T23:00:00Z").into()));
        let site = Site { closures: vec![Closure { from, until, reason: text("Grève") }], ..riantec() };
        assert_eq!(tuesday(&site), "fermé (Grève)");
        assert_eq!(closures(&site), ["Du mardi 24 novembre à 0 h au mercredi 25 novembre à 0 h : Grève"]);
        let afternoon = Closure { from: utc("2026-11-24T12:00:00Z").into(), until, reason: None };
        assert_eq!(
            tuesday(&Site { closures: vec![afternoon], ..riantec() }),
            "10 h à 12 h 30 (fermeture exceptionnelle)"
        );
    }

    #[test]
    fn a_closure_whose_dates_cannot_be_read_is_named_and_no_day_is_said_to_be_open() {
        let unclear = UnclearTime { reason: text("travaux"), ..UnclearTime::default() };
        let site = Site { unclear: vec![unclear], ..riantec() };
        assert_eq!(tuesday(&site), "à confirmer, appelez avant de venir (travaux)");
        assert_eq!(closures(&site), ["Travaux : dates à confirmer, appelez avant de venir"]);
    }

    #[test]
    fn hours_abroad_hold_except_on_public_holidays() {
        let (calendar, zone) = (Calendar { area: None, ..Calendar::default() }, paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc(NOW) };
        let rows = week_rows(texts(Lang::En), &riantec(), context, date("2026-11-24"));
        assert!(rows[1].hours.ends_with("(except on public holidays)"), "{}", rows[1].hours);
        assert_eq!(rows[0].hours, "closed");
    }

    #[test]
    fn a_week_names_its_days_its_spans_and_its_holidays() {
        let rows = rows(Lang::Fr, &riantec(), "2026-07-16");
        let shown: Vec<_> = rows.iter().map(|r| format!("{} : {}", r.day, r.hours)).collect();
        assert_eq!(shown[0], "lundi 13\u{a0}juillet : fermé");
        assert_eq!(shown[1], "mardi 14\u{a0}juillet : fermé (Fête nationale)");
        assert_eq!(shown[2], "mercredi 15\u{a0}juillet : 10\u{a0}h à 12\u{a0}h\u{a0}30, 14\u{a0}h à 18\u{a0}h");
        assert!(rows[3].is_today && !rows[2].is_today);
    }

    #[test]
    fn special_days_ahead_are_named_by_date() {
        assert_eq!(
            ahead(&riantec(), "2026-11-21"),
            "vendredi 25 décembre : fermé (Noël);vendredi 1er janvier : fermé (Jour de l’an)"
        );
        assert_eq!(ahead(&riantec(), "2026-07-15"), "");
        let strike = Closure { from: utc("2026-12-20T00:00:00Z").into(), until: None, reason: text("Grève") };
        let exception = Exception { date: date("2026-12-24"), open: vec![span("10:00", "12:00")], reason: None };
        let site = Site { closures: vec![strike], exceptions: vec![exception], ..riantec() };
        assert!(
            ahead(&site, "2026-11-21").starts_with("jeudi 24 décembre : fermé (Grève);"),
            "{}",
            ahead(&site, "2026-11-21")
        );
    }

    #[test]
    fn unknown_hours_are_said_to_be_unknown_on_each_day() {
        let rows = rows(Lang::En, &site(None), "2026-08-05");
        assert!(rows.iter().all(|r| r.hours.starts_with("not known")), "{rows:?}");
    }
}
