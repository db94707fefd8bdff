//! Sentences about a centre, put together from a language's phrases.

use chrono::Datelike;

use super::{Texts, full_day, hours::holiday_name};
use crate::domain::{ArrivalWait, ClosedBecause, Context, Freshness, Instant, OpeningState, Situation, Unsure, Wait};

/// The look that goes with a state; each has its own shape, so that it reads without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Open,
    ClosesSoon,
    Closed,
    Unknown,
}

impl Tone {
    /// ● open, ◐ closes soon, ○ closed, ? unknown.
    pub const fn shape(self) -> &'static str {
        match self {
            Tone::Open => "●",
            Tone::ClosesSoon => "◐",
            Tone::Closed => "○",
            Tone::Unknown => "?",
        }
    }
}

/// A state as a word, a shape and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    pub tone: Tone,
    /// "Ouvert".
    pub word: &'static str,
    /// "jusqu'à 12 h 30, entrée jusqu'à 12 h 15".
    pub detail: String,
}

/// How a centre's opening is told.
pub fn state_badge(t: &Texts, situation: &Situation, context: Context) -> Badge {
    badge_by(t, situation, context, instant_text, opening_day)
}

/// A badge whose instants are told by `until` (ends) and `from` (the next opening).
pub(super) fn badge_by(
    t: &Texts,
    situation: &Situation,
    context: Context,
    until: fn(&Texts, Instant, Context) -> String,
    from: fn(&Texts, Instant, Context) -> String,
) -> Badge {
    match &situation.opening {
        OpeningState::Open(open) => {
            let soon = situation.closes_soon(context.now);
            let too_late = open.last_entry.is_some_and(|last| last < context.now);
            let detail = match (open.until, open.last_entry) {
                _ if too_late => t.no_more_entry.to_owned(),
                (Some(end), Some(last)) if last < end => {
                    (t.open_until_entry)(&until(t, end, context), &clock_text(t, last, context))
                }
                (Some(end), _) => (t.open_until)(&until(t, end, context)),
                (None, _) => String::new(),
            };
            let (tone, word) = if soon { (Tone::ClosesSoon, t.closes_soon) } else { (Tone::Open, t.open) };
            Badge { tone, word, detail }
        }
        OpeningState::Closed { because, next } => {
            let reason = match because {
                ClosedBecause::Hours => None,
                ClosedBecause::PublicHoliday(name) => Some(holiday_name(t, name.as_ref())),
                ClosedBecause::Exception(reason) => {
                    Some(reason.as_ref().map_or(t.exceptional_closure, |reason| reason.get(t.lang)))
                }
                ClosedBecause::Closure(reason) => {
                    Some(reason.as_ref().map_or(t.exceptional_closure, |reason| reason.get(t.lang)))
                }
                ClosedBecause::Reported => Some(t.reported_closed),
            };
            let next = next.as_ref().map(|open| (t.opens)(&from(t, open.from, context)));
            Badge { tone: Tone::Closed, word: t.closed, detail: joined(reason, &next.unwrap_or_default()) }
        }
        OpeningState::Unknown(unsure) => unsure_badge(t, unsure),
    }
}

/// That nobody can say whether it is open, why, and what to do about it.
fn unsure_badge(t: &Texts, unsure: &Unsure) -> Badge {
    let (word, why) = match unsure {
        Unsure::Hours => return Badge { tone: Tone::Unknown, word: t.hours_unknown, detail: String::new() },
        Unsure::PublicHoliday(name) => (t.state_to_confirm, Some(holiday_name(t, name.as_ref()))),
        Unsure::PerhapsPublicHoliday => (t.state_to_confirm, Some(t.perhaps_holiday)),
        Unsure::Unclear(reason) => (t.state_to_confirm, reason.as_ref().map(|reason| reason.get(t.lang))),
    };
    Badge { tone: Tone::Unknown, word, detail: joined(why, t.call_first) }
}

/// Both with a comma between, or the one that there is.
fn joined(first: Option<&str>, second: &str) -> String {
    match first {
        None => second.to_owned(),
        Some(first) if second.is_empty() => first.to_owned(),
        Some(first) => format!("{first}, {second}"),
    }
}

/// "demain à 10 h".
pub fn opening_day(t: &Texts, at: Instant, context: Context) -> String {
    let (opens, today) = (context.zone.local(at), context.zone.local(context.now).date());
    (t.day_at)(&relative_day(t, opens.date(), today), &(t.time)(opens.time()))
}

/// The time of day, with the day where it is another one than today.
pub fn instant_text(t: &Texts, at: Instant, context: Context) -> String {
    let (local, today) = (context.zone.local(at), context.zone.local(context.now).date());
    let time = (t.time)(local.time());
    if local.date() == today { time } else { (t.day_at)(&relative_day(t, local.date(), today), &time) }
}

/// A moment with its preposition: "à 10 h", and of another day "samedi 21 novembre à 10 h".
pub fn moment_text(t: &Texts, at: Instant, context: Context) -> String {
    let (local, today) = (context.zone.local(at), context.zone.local(context.now).date());
    let time = (t.time)(local.time());
    if local.date() == today { (t.at_time)(&time) } else { (t.on_day_at)(&full_day(t, local.date()), &time) }
}

/// The day in full and the time: "mardi 24 novembre à 0 h".
pub fn full_instant(t: &Texts, at: Instant, context: Context) -> String {
    let local = context.zone.local(at);
    let date = local.date();
    (t.day_at)(&format!("{} {}", (t.weekday)(date.weekday()), (t.day_month)(date)), &(t.time)(local.time()))
}

fn clock_text(t: &Texts, at: Instant, context: Context) -> String {
    (t.time)(context.zone.local(at).time())
}

/// "aujourd'hui", "demain", "mardi", "mardi 1er décembre".
pub fn relative_day(t: &Texts, date: chrono::NaiveDate, today: chrono::NaiveDate) -> String {
    match (date - today).num_days() {
        0 => t.today.to_owned(),
        1 => t.tomorrow.to_owned(),
        2..=6 => (t.weekday)(date.weekday()).to_owned(),
        _ => format!("{} {}", (t.weekday)(date.weekday()), (t.day_month)(date)),
    }
}

/// The wait as a phrase and what it rests on: "5 à 10 min", "relevé à 14 h 04, il y a 3 min".
pub fn wait_phrase(t: &Texts, wait: Wait, context: Context) -> (&'static str, String) {
    let band = wait.band().map_or(t.wait_unknown, |band| (t.band)(band));
    let basis = match wait {
        Wait::Measured { at, freshness, .. } => read_at(t, at, freshness, context),
        Wait::Usual { .. } => t.usual_at_this_hour.to_owned(),
        Wait::Unknown => String::new(),
    };
    (band, basis)
}

/// What a wait on arrival rests on; where another one is measured now, that one too.
pub fn arrival_basis(t: &Texts, wait: ArrivalWait, context: Context) -> String {
    match wait {
        ArrivalWait::Foreseen { measured, at, freshness, .. } => {
            let read = read_at(t, at, freshness, context);
            let is_same = wait.band() == Some(measured.band());
            if is_same { read } else { (t.for_the_moment)((t.band)(measured.band()), &read) }
        }
        ArrivalWait::Usual { .. } => t.usual_at_this_hour.to_owned(),
        ArrivalWait::Unknown => String::new(),
    }
}

/// "relevé à 14 h 04, il y a 3 min"; an older day is named.
pub fn read_at(t: &Texts, at: Instant, freshness: Freshness, context: Context) -> String {
    let age = (context.now - at).num_minutes().max(0);
    let when = moment_text(t, at, context);
    match freshness {
        Freshness::Live | Freshness::Recent => (t.read_at_ago)(&when, age),
        Freshness::Old | Freshness::Undated => (t.old_reading)(&when),
    }
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
