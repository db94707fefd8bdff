//! What is usual, hour by hour, in words.

use chrono::{NaiveDate, Weekday};

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
    /// "de 10 h à 12 h, 5 à 10 min d’attente ; …".
    pub fn words(&self, t: &Texts, p: &PlainTexts) -> String {
        let runs: Vec<_> = self.runs.iter().map(|(span, band)| (p.run)(&(t.span)(*span), (t.band)(*band))).collect();
        runs.join("\u{a0}; ")
    }
}

/// An hour of a day at which the centre is open by its regular hours, with its usual wait.
struct Hour {
    weekday: Weekday,
    /// The part of the hour in which the centre is open.
    span: DaySpan,
    hour: u8,
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
        Some(Hour { weekday, span: open, hour, median: slot.median })
    };
    (0..24).filter_map(of_hour).collect()
}

/// What is usual on `weekday` in the part of the year of `date`; `None` when nothing is known of that day.
pub fn usual_day(
    site: &Site,
    profile: &Profile,
    date: NaiveDate,
    weekday: Weekday,
    holiday: bool,
) -> Option<UsualDay> {
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
        (p.week_sentence)((quiet.weekday, quiet.hour), (busy.weekday, busy.hour))
    } else {
        (p.week_flat)((t.band)(WaitBand::of(quiet.median)))
    })
}

/// The `count` calmest hours of the week at most, in the order of the week, neighbours as one: "mardi de 11 h à 12 h 30".
pub fn calm_moments(
    t: &Texts,
    p: &PlainTexts,
    site: &Site,
    profile: &Profile,
    date: NaiveDate,
    holiday: bool,
    count: usize,
) -> Vec<String> {
    let mut hours = hours_of_week(site, profile, date, holiday);
    hours.sort_by_key(|hour| hour.median);
    hours.truncate(count);
    hours.sort_by_key(|hour| (hour.weekday.number_from_monday(), hour.hour));
    let mut moments: Vec<(Weekday, DaySpan)> = Vec::new();
    for Hour { weekday, span, .. } in hours {
        match moments.last_mut() {
            Some((day, last)) if *day == weekday && last.until == span.from => last.until = span.until,
            _ => moments.push((weekday, span)),
        }
    }
    moments.into_iter().map(|(weekday, span)| (p.calm_moment)(weekday, &(t.span)(span))).collect()
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
        assert!(day.words(t, p).contains("5 à 10"));
        assert_eq!(usual_day(&riantec(), &profile, date("2026-11-21"), Weekday::Mon, false), None);
    }

    #[test]
    fn the_calmest_hours_stand_in_the_order_of_the_week() {
        let profile = profile(&[(6, 10, 30), (6, 11, 2), (6, 12, 2), (2, 15, 1), (3, 15, 20)]);
        let (t, p) = (texts(Lang::Fr), plain_texts(Lang::Fr));
        let calm = calm_moments(t, p, &riantec(), &profile, date("2026-11-21"), false, 3);
        assert_eq!(calm.len(), 2, "{calm:?}");
        assert!(calm[0].starts_with("mardi") && calm[1].starts_with("samedi"), "{calm:?}");
        let sentence = week_sentence(t, p, &riantec(), &profile, date("2026-11-21"), false).unwrap();
        assert!(sentence.contains("mardi") && sentence.contains("samedi"), "{sentence}");
    }
}
