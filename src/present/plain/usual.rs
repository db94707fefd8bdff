//! What is usual, hour by hour, in words.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::PlainTexts;
use crate::{
    domain::{ClockTime, DaySpan, Minutes, Profile, Site, WaitBand, regular_spans},
    present::Texts,
};

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The usual waits of a day of the week: spans of the regular hours with their band, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualDay {
    pub weekday: Weekday,
    runs: Vec<(DaySpan, WaitBand)>,
}

impl UsualDay {
    /// "5 à 10 min d’attente de 10 h à 12 h 30 et de 14 h à 15 h", and what follows.
    pub fn words(&self, t: &Texts, p: &PlainTexts) -> Vec<String> {
        let same = self.runs.chunk_by(|(_, one), (_, next)| one == next);
        let words = |runs: &[(DaySpan, WaitBand)]| {
            let spans: Vec<_> = runs.iter().map(|(span, _)| (t.span)(*span)).collect();
            let band = (t.band)(runs[0].1);
            // "Day and night" goes after no "from".
            match runs {
                [(span, _)] if is_all_day(*span) => format!("{band} {}", p.calm_all_day),
                _ => (p.usual_run)(band, &spans),
            }
        };
        same.map(words).collect()
    }

    /// The same as one sentence.
    pub fn sentence(&self, t: &Texts, p: &PlainTexts) -> String {
        self.words(t, p).join(p.semicolon)
    }
}

fn is_all_day(span: DaySpan) -> bool {
    span.from == ClockTime::MIDNIGHT && span.until == ClockTime::END_OF_DAY
}

/// An hour of a day at which the centre is open by its regular hours, with its usual wait.
struct Hour {
    weekday: Weekday,
    /// The part of the hour in which the centre is open.
    span: DaySpan,
    begins: u8,
    median: Minutes,
}

fn hours_of(site: &Site, profile: &Profile, date: NaiveDate, weekday: Weekday, holiday: bool) -> Vec<Hour> {
    let known = regular_spans(site, date, weekday);
    let all_day = DaySpan { from: ClockTime::MIDNIGHT, until: ClockTime::END_OF_DAY };
    let spans = known.unwrap_or_else(|| vec![all_day]);
    let of_hour = |hour: u8| {
        let slot = profile.usual(weekday.number_from_monday() as u8, hour, holiday)?;
        let (begins, ends) = (ClockTime::new(hour.into(), 0)?, ClockTime::new(u16::from(hour) + 1, 0)?);
        let open = spans.iter().find_map(|span| DaySpan::new(span.from.max(begins), span.until.min(ends)))?;
        Some(Hour { weekday, span: open, begins: hour, median: slot.median })
    };
    (0..24).filter_map(of_hour).collect()
}

/// What is usual on `weekday` in the part of the year of `date`; `None` when nothing is known of that day.
pub fn usual_day(site: &Site, profile: &Profile, date: NaiveDate, weekday: Weekday, holiday: bool) -> Option<UsualDay> {
    let mut runs: Vec<(DaySpan, WaitBand)> = Vec::new();
    for Hour { span, median, .. } in hours_of(site, profile, date, weekday, holiday) {
        let band = WaitBand::of(median);
        match runs.last_mut() {
            Some((last, same)) if *same == band && last.until == span.from => last.until = span.until,
            _ => runs.push((span, band)),
        }
    }
    (!runs.is_empty()).then_some(UsualDay { weekday, runs })
}

/// What is usual on each day of the week that something is known of, Monday first.
pub fn usual_week(site: &Site, profile: &Profile, date: NaiveDate, holiday: bool) -> Vec<UsualDay> {
    DAYS.into_iter().filter_map(|weekday| usual_day(site, profile, date, weekday, holiday)).collect()
}

fn hours_of_week(site: &Site, profile: &Profile, date: NaiveDate, holiday: bool) -> Vec<Hour> {
    DAYS.into_iter().flat_map(|weekday| hours_of(site, profile, date, weekday, holiday)).collect()
}

/// The calmest and the busiest moment of the week in one sentence; `None` when nothing is known.
pub fn week_sentence(
    t: &Texts,
    p: &PlainTexts,
    site: &Site,
    profile: &Profile,
    date: NaiveDate,
    holiday: bool,
) -> Option<String> {
    let hours = hours_of_week(site, profile, date, holiday);
    let quiet = hours.iter().min_by_key(|hour| hour.median)?;
    let busy = hours.iter().rev().max_by_key(|hour| hour.median)?;
    let differ = WaitBand::of(quiet.median) != WaitBand::of(busy.median);
    Some(if differ {
        (p.week_sentence)((quiet.weekday, quiet.begins), (busy.weekday, busy.begins))
    } else {
        (p.week_flat)((t.band)(WaitBand::of(quiet.median)))
    })
}

/// The day and the hour at which one usually waits least; `None` where nothing is known, or where all hours are alike.
pub fn calmest(site: &Site, profile: &Profile, date: NaiveDate, holiday: bool) -> Option<(Weekday, NaiveTime)> {
    let hours = hours_of_week(site, profile, date, holiday);
    let quiet = hours.iter().min_by_key(|hour| hour.median)?;
    let differ = hours.iter().any(|hour| WaitBand::of(hour.median) != WaitBand::of(quiet.median));
    differ.then_some((quiet.weekday, NaiveTime::from_hms_opt(quiet.begins.into(), 0, 0)?))
}

/// The week as rows: days in words and what is usual on them.
pub fn usual_rows(t: &Texts, p: &PlainTexts, days: &[UsualDay]) -> Vec<(String, String)> {
    grouped(t, p, days.iter().map(|day| (day.weekday, day.sentence(t, p))).collect())
}

/// When it is calmest on each day, as rows like [`usual_rows`]: "mardi à vendredi", "toute la journée". A day on which one
/// waits long at any hour is not among them.
pub fn calm_rows(t: &Texts, p: &PlainTexts, days: &[UsualDay]) -> Vec<(String, String)> {
    let calm = |day: &UsualDay| {
        let band = day.runs.iter().map(|(_, band)| *band).min()?;
        let spans = day.runs.iter().filter(|(_, other)| *other == band).map(|(span, _)| (t.span)(*span));
        let spans: Vec<_> = spans.collect();
        let words = if spans.len() < day.runs.len() {
            (p.calm_spans)(&spans)
        } else if band <= WaitBand::From5To10 {
            p.calm_all_day.to_owned()
        } else {
            return None;
        };
        Some((day.weekday, words))
    };
    grouped(t, p, days.iter().filter_map(calm).collect())
}

/// Days of which the same is said stand together, in the order of the first.
pub(super) fn grouped(t: &Texts, p: &PlainTexts, days: Vec<(Weekday, String)>) -> Vec<(String, String)> {
    let mut groups: Vec<(Vec<Weekday>, String)> = Vec::new();
    for (day, words) in days {
        match groups.iter_mut().find(|(_, other)| *other == words) {
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], words)),
        }
    }
    groups.into_iter().map(|(days, words)| (days_words(t, p, &days), words)).collect()
}

/// "lundi, mercredi à samedi".
fn days_words(t: &Texts, p: &PlainTexts, days: &[Weekday]) -> String {
    let parts = days.chunk_by(|day, next| day.succ() == *next).flat_map(|run| match run {
        [first, _, .., last] => vec![(p.day_to_day)((t.weekday)(*first), (t.weekday)(*last))],
        few => few.iter().map(|day| (t.weekday)(*day).to_owned()).collect(),
    });
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{DayKind, Lang, Slot, fixtures::*},
        present::{plain::plain_texts, texts},
    };

    fn profile(waits: &[(u8, u8, u32)]) -> Profile {
        let slot = |(weekday, hour, median): &(u8, u8, u32)| Slot {
            days: DayKind::Any,
            weekday: *weekday,
            hour: *hour,
            median: Minutes(*median),
            p80: None,
            count: None,
        };
        Profile { site: "riantec".parse().unwrap(), slots: waits.iter().map(slot).collect() }
    }

    #[test]
    fn hours_of_one_band_are_one_span_cut_to_the_regular_hours() {
        let profile = profile(&[(6, 10, 6), (6, 11, 8), (6, 12, 8), (6, 14, 25), (6, 16, 2), (6, 17, 2)]);
        let (t, p) = (texts(Lang::Fr), plain_texts(Lang::Fr));
        let day = usual_day(&riantec(), &profile, date("2026-11-21"), Weekday::Sat, false).unwrap();
        let spans: Vec<_> = day.runs.iter().map(|(span, _)| (t.span)(*span).replace('\u{a0}', " ")).collect();
        assert_eq!(spans, ["10 h à 12 h 30", "14 h à 15 h", "16 h à 17 h"]);
        let words: Vec<_> = day.words(t, p).iter().map(|words| words.replace('\u{a0}', " ")).collect();
        assert_eq!(words[0], "5 à 10 min d’attente de 10 h à 12 h 30");
        assert_eq!(words.len(), 3);
        assert_eq!(usual_day(&riantec(), &profile, date("2026-11-21"), Weekday::Mon, false), None);
    }

    #[test]
    fn neighbouring_days_of_the_same_calm_stand_together() {
        let mut waits = vec![(6, 10, 30), (6, 14, 2), (6, 15, 25)];
        waits.extend((2..=4).flat_map(|day| [(day, 10, 2), (day, 11, 1), (day, 14, 3)]));
        let profile = profile(&waits);
        let (t, p) = (texts(Lang::Fr), plain_texts(Lang::Fr));
        let days = usual_week(&riantec(), &profile, date("2026-11-21"), false);
        let rows: Vec<_> = calm_rows(t, p, &days).iter().map(|(days, words)| format!("{days} {words}")).collect();
        let rows = rows.join(" / ").replace('\u{a0}', " ");
        assert_eq!(rows, "mardi à jeudi toute la journée / samedi de 14 h à 15 h");
        assert_eq!(usual_rows(t, p, &days).len(), 2);
        let sentence = week_sentence(t, p, &riantec(), &profile, date("2026-11-21"), false).unwrap();
        assert!(sentence.contains("mardi") && sentence.contains("samedi"), "{sentence}");
    }

    #[test]
    fn a_gate_that_never_shuts_is_calm_all_day_and_not_from_day_and_night() {
        let hours: Vec<_> = (0..24).map(|hour| (6, hour, 2)).collect();
        let site = Site { hours: None, ..riantec() };
        let day = usual_day(&site, &profile(&hours), date("2026-11-21"), Weekday::Sat, false).unwrap();
        let words = |lang| day.sentence(texts(lang), plain_texts(lang));
        assert_eq!(words(Lang::Fr), "presque pas d’attente toute la journée");
        assert_eq!(words(Lang::En), "almost no wait all day");
    }

    #[test]
    fn a_day_of_long_waits_is_not_called_calm() {
        let profile = profile(&[(6, 10, 40), (6, 11, 45)]);
        let days = usual_week(&riantec(), &profile, date("2026-11-21"), false);
        assert!(calm_rows(texts(Lang::Fr), plain_texts(Lang::Fr), &days).is_empty());
    }
}
