//! What a page says of one centre at the instant that it was made.

use chrono::{Datelike, TimeDelta};

use super::{PlainTexts, UsualDay, day_hours, usual_day};
use crate::{
    domain::{
        Context, DayPlan, Freshness, Instant, Minutes, Opening, OpeningState, Profile, Site, Situation, Trend, Wait,
        WaitBand, WaitInterval, week_of,
    },
    present::{Badge, Texts, Tone, WaitWords, full_instant, moment_text, sentences::badge_by, short_date, site_name},
};

/// A centre in words that stay true.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: String,
    pub name: String,
    /// Only where the name does not already say it.
    pub commune: Option<String>,
    /// "Ouvert", "à 14 h 04, jusqu’à 17 h".
    pub badge: Badge,
    /// While it is open: the measured wait and until when it holds, or that none is measured.
    pub wait: Option<WaitWords>,
    /// "D’habitude le samedi" and what is then usual.
    pub usual: Option<(String, Vec<String>)>,
    /// "Horaires du samedi 21 novembre" and the hours.
    pub hours: (String, String),
}

/// Puts a centre into words as it is at `context.now`.
pub fn entry(
    t: &Texts,
    p: &PlainTexts,
    site: &Site,
    situation: &Situation,
    profile: Option<&Profile>,
    context: Context,
) -> Entry {
    let date = context.zone.local(context.now).date();
    let holiday = context.calendar.is_school_holiday(date);
    // What is usual on a day on which the centre does not open would read as if it did.
    let opens = !DayPlan::of(site, context, date).is_closed();
    let usual = profile.filter(|_| opens).and_then(|profile| usual_day(site, profile, date, date.weekday(), holiday));
    let hours = day_hours(t, p, site, context, date);
    worded(t, p, site, situation, usual.as_ref(), hours, context)
}

/// The widest words that the centre could ever need: pages are divided by these, so that they stay where they are while
/// waits come and go. `index` varies the figures, since equal sentences would be compressed away.
pub fn widest_entry(
    t: &Texts,
    p: &PlainTexts,
    site: &Site,
    profile: Option<&Profile>,
    context: Context,
    index: usize,
) -> Entry {
    let varied = |below: usize| i64::try_from(index % below).expect("a remainder below a small number");
    let until = context.now + TimeDelta::minutes(37 + 13 * varied(31));
    let at = context.now - TimeDelta::minutes(varied(5));
    let band = WaitBand::ALL[index % 5].level();
    let open = Opening { from: context.now, until: Some(until), last_entry: Some(until - TimeDelta::minutes(15)) };
    let interval = WaitInterval::new(Minutes(u32::from(band) * 6), None).expect("half an hour is a sane wait");
    let trend = Some([Trend::Rising, Trend::Steady, Trend::Falling][index % 3]);
    let wait = Wait::Measured { interval, at, freshness: Freshness::Recent, trend };
    let situation = Situation { opening: OpeningState::Open(open), wait, stale: None };
    let date = context.zone.local(context.now).date();
    let week = week_of(site, context, date);
    let hours = week.iter().map(|(day, _)| day_hours(t, p, site, context, *day)).max_by_key(String::len);
    let holiday = context.calendar.is_school_holiday(date);
    let usual = week.iter().filter_map(|(day, _)| usual_day(site, profile?, date, day.weekday(), holiday));
    let usual = usual.max_by_key(|usual| usual.sentence(t, p).len());
    worded(t, p, site, &situation, usual.as_ref(), hours.unwrap_or_default(), context)
}

fn worded(
    t: &Texts,
    p: &PlainTexts,
    site: &Site,
    situation: &Situation,
    usual: Option<&UsualDay>,
    hours: String,
    context: Context,
) -> Entry {
    let name = site_name(t, site);
    let date = context.zone.local(context.now).date();
    Entry {
        id: site.id.to_string(),
        commune: site.commune.clone().filter(|commune| !name.contains(commune.as_str())),
        name,
        badge: badge(t, p, situation, context),
        wait: wait(t, p, situation, context),
        usual: usual.map(|usual| ((p.usual_on)(usual.weekday), usual.words(t, p))),
        hours: ((p.hours_of)(&short_date(t, date)), hours),
    }
}

/// The time of day, with the date where it is another day than the page's own.
pub(super) fn dated(t: &Texts, at: Instant, context: Context) -> String {
    let (local, made) = (context.zone.local(at), context.zone.local(context.now));
    if local.date() == made.date() { (t.time)(local.time()) } else { full_instant(t, at, context) }
}

fn badge(t: &Texts, p: &PlainTexts, situation: &Situation, context: Context) -> Badge {
    let badge = badge_by(t, situation, context, dated, full_instant);
    // "Closes soon" is about the reader's moment; that it is open at an instant, and until when, stays true.
    let word = match badge.tone {
        Tone::ClosesSoon => t.open,
        Tone::Open | Tone::Closed | Tone::Unknown => badge.word,
    };
    let at = (p.at_time)(&(t.time)(context.zone.local(context.now).time()));
    let detail = match badge.tone {
        Tone::Unknown => badge.detail.clone(),
        Tone::Open | Tone::ClosesSoon | Tone::Closed if badge.detail.is_empty() => at,
        Tone::Open | Tone::ClosesSoon | Tone::Closed => format!("{at}, {}", badge.detail),
    };
    Badge { word, detail, ..badge }
}

fn wait(t: &Texts, p: &PlainTexts, situation: &Situation, context: Context) -> Option<WaitWords> {
    if !situation.is_open() {
        return None;
    }
    let (band, level, trend, basis) = match situation.wait {
        Wait::Measured { interval, at, freshness, trend } => {
            let words = match freshness {
                Freshness::Live => p.read_until,
                Freshness::Recent | Freshness::Old | Freshness::Undated => p.read_counts_until,
            };
            let until = freshness.until(at).unwrap_or(at);
            let basis = words(&moment_text(t, at, context), &dated(t, until, context));
            ((t.band)(interval.band()), interval.band().level(), trend.map(|trend| (t.trend)(trend)), basis)
        }
        Wait::Usual { .. } | Wait::Unknown => (p.not_measured, 0, None, String::new()),
    };
    let old = situation.stale.map(|(at, _)| (t.old_reading)(&moment_text(t, at, context)));
    let basis = old.unwrap_or(basis);
    Some(WaitWords { band, level, trend, basis })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Lang, LiveState, Reading, fixtures::*},
        present::{plain::plain_texts, texts},
    };

    fn entry_at(now: &str, reading: Option<&Reading>) -> Entry {
        let (calendar, zone) = (holidays(), paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc(now) };
        let site = riantec();
        let profile = saturdays("riantec", 15);
        let situation = Situation::of(&site, reading, Some(&profile), context);
        entry(texts(Lang::Fr), plain_texts(Lang::Fr), &site, &situation, Some(&profile), context)
    }
    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn an_open_centre_says_when_that_was_and_until_when_its_wait_holds() {
        let live = reading("2026-11-21T09:28:00Z", LiveState::Open, Some((5, 10)));
        let entry = entry_at("2026-11-21T09:30:00Z", Some(&live));
        assert_eq!(entry.badge.word, "Ouvert");
        assert_eq!(plain(&entry.badge.detail), "à 10 h 30, jusqu’à 12 h 30, entrée jusqu’à 12 h 15");
        assert_eq!(plain(&entry.wait.unwrap().basis), "relevé à 10 h 28, vaut jusqu’à 10 h 33");
        let (label, usual) = entry.usual.unwrap();
        assert_eq!(plain(&label), "D’habitude le samedi");
        assert_eq!(plain(&usual.join(";")), "10 à 20 min d’attente de 10 h à 12 h 30 et de 14 h à 17 h");
    }

    #[test]
    fn a_closed_centre_names_the_date_of_its_next_opening() {
        let entry = entry_at("2026-11-21T18:00:00Z", None);
        assert_eq!(plain(&entry.badge.detail), "à 19 h, ouvre mardi 24 novembre à 10 h");
        assert_eq!(entry.wait, None);
    }

    #[test]
    fn an_old_reading_is_no_wait() {
        let old = reading("2026-11-21T08:30:00Z", LiveState::Open, Some((5, 10)));
        let wait = entry_at("2026-11-21T09:30:00Z", Some(&old)).wait.unwrap();
        assert_eq!((wait.band, wait.level), (plain_texts(Lang::Fr).not_measured, 0));
        assert!(plain(&wait.basis).contains("9 h 30"), "{}", wait.basis);
    }

    #[test]
    fn a_centre_about_to_close_is_open_until_then() {
        let entry = entry_at("2026-11-21T15:40:00Z", None);
        assert_eq!((entry.badge.tone, entry.badge.word), (Tone::ClosesSoon, "Ouvert"));
    }
}
