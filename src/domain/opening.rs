//! Whether a centre is open, until when one is let in, and when it opens next.

use chrono::{Duration, NaiveDate};

use super::{
    Calendar, ClockTime, DayPlan, DayRule, DaySpan, HolidayName, Instant, LocalText, Site, Zone,
    blocked::{Block, blocks},
};

/// Why a centre is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedBecause {
    /// It is outside of the hours.
    Hours,
    PublicHoliday(Option<HolidayName>),
    Exception(Option<LocalText>),
    /// An announced closure: a strike, works, a storm.
    Closure(Option<LocalText>),
    /// The site itself says so, against its hours.
    Reported,
}

/// From one instant to another, the end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub from: Instant,
    /// `None`: round the clock, for longer than anybody needs to know.
    pub until: Option<Instant>,
    /// The last instant at which one is let in; `None` as `until`.
    pub last_entry: Option<Instant>,
}

impl Opening {
    pub fn contains(&self, instant: Instant) -> bool {
        self.from <= instant && self.until.is_none_or(|until| instant < until)
    }

    pub fn lets_in(&self, instant: Instant) -> bool {
        self.contains(instant) && self.last_entry.is_none_or(|last| instant <= last)
    }
}

/// Whether a centre is open at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningState {
    Open(Opening),
    Closed {
        because: ClosedBecause,
        /// `None`: not within the next two months, or not known.
        next: Option<Opening>,
    },
    /// Nobody can say.
    Unknown(Unsure),
}

/// Why nobody can say whether a centre is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// Its hours are not known.
    Hours,
    /// It is a public holiday, and nobody said whether the centre opens then.
    PublicHoliday(Option<HolidayName>),
    /// It would be open, unless the day is a public holiday: the territory does not say which days are.
    PerhapsPublicHoliday,
    /// A closure or another opening was announced for that time, perhaps with its reason, and cannot be read.
    Unclear(Option<LocalText>),
}

/// How far ahead the next opening is looked for, days.
const HORIZON_DAYS: i64 = 62;
/// A centre that does not close for so many days is open round the clock.
const ROUND_THE_CLOCK_DAYS: i64 = 8;

/// Whether `site` is open at `now` by its hours, holidays, exceptions and closures.
pub fn opening_at(site: &Site, calendar: &Calendar, zone: &Zone, now: Instant) -> OpeningState {
    let today = zone.local(now).date();
    let block = block_at(site, zone, now);
    if let Some(closure) = block.filter(|block| block.is_closure) {
        let next = after_blocks(site, zone, now).and_then(|from| next_opening(site, calendar, zone, from));
        return OpeningState::Closed { because: ClosedBecause::Closure(closure.reason.clone()), next };
    }
    if let Some(open) = opening_around(site, calendar, zone, now) {
        return match block {
            Some(unclear) => OpeningState::Unknown(Unsure::Unclear(unclear.reason.clone())),
            None => OpeningState::Open(open),
        };
    }
    if is_perhaps_open(site, calendar, zone, now) {
        return OpeningState::Unknown(Unsure::PerhapsPublicHoliday);
    }
    let because = match DayPlan::scheduled(site, calendar, today).rule {
        DayRule::Unknown => return OpeningState::Unknown(Unsure::Hours),
        DayRule::PublicHolidayUnknown(name) => return OpeningState::Unknown(Unsure::PublicHoliday(name)),
        DayRule::Unclear(reason) => return OpeningState::Unknown(Unsure::Unclear(reason)),
        DayRule::Regular | DayRule::PerhapsPublicHoliday(_) => ClosedBecause::Hours,
        DayRule::PublicHoliday(name) => ClosedBecause::PublicHoliday(name),
        DayRule::Exception(reason) => ClosedBecause::Exception(reason),
        DayRule::Closure(reason) => ClosedBecause::Closure(reason),
    };
    OpeningState::Closed { because, next: opening_after(site, calendar, zone, now) }
}

/// Whether `now` lies in an opening that holds unless its day is a public holiday.
fn is_perhaps_open(site: &Site, calendar: &Calendar, zone: &Zone, now: Instant) -> bool {
    let today = zone.local(now).date();
    let is_perhaps_open_on = |date| match DayPlan::scheduled(site, calendar, date).rule {
        DayRule::PerhapsPublicHoliday(spans) => containing(&openings_of(site, zone, date, &spans), now).is_some(),
        DayRule::Regular
        | DayRule::PublicHoliday(_)
        | DayRule::Exception(_)
        | DayRule::Closure(_)
        | DayRule::PublicHolidayUnknown(_)
        | DayRule::Unclear(_)
        | DayRule::Unknown => false,
    };
    is_perhaps_open_on(today - Duration::days(1)) || is_perhaps_open_on(today)
}

/// The opening that contains `now`, closures apart.
fn opening_around(site: &Site, calendar: &Calendar, zone: &Zone, now: Instant) -> Option<Opening> {
    let today = zone.local(now).date();
    // A span may reach 48 hours past the midnight that began its day.
    let yesterday = today - Duration::days(1);
    let on = |date, at| containing(&openings_of_day(site, calendar, zone, date), at);
    let mut found = on(yesterday, now).or_else(|| on(today, now))?;
    // Openings that touch, such as one until midnight and one from midnight, are one.
    let mut day = yesterday;
    while let Some(until) = found.until {
        if until - now > Duration::days(ROUND_THE_CLOCK_DAYS) {
            found = Opening { until: None, last_entry: None, ..found };
            break;
        }
        match on(day, until) {
            Some(next) => found = Opening { from: found.from, ..next },
            None if day > zone.local(until).date() => break,
            None => day += Duration::days(1),
        }
    }
    Some(cut_by_blocks(site, zone, found, now))
}

/// The first opening that contains `from` or comes after it.
fn next_opening(site: &Site, calendar: &Calendar, zone: &Zone, from: Instant) -> Option<Opening> {
    match opening_around(site, calendar, zone, from).filter(|o| o.contains(from)) {
        Some(open) => Some(Opening { from: open.from.max(from), ..open }),
        None => opening_after(site, calendar, zone, from),
    }
}

/// The first opening that begins at `from` or later.
fn opening_after(site: &Site, calendar: &Calendar, zone: &Zone, from: Instant) -> Option<Opening> {
    let first = zone.local(from).date();
    for day in 0..=HORIZON_DAYS {
        for open in openings_of_day(site, calendar, zone, first + Duration::days(day)) {
            // The rest of an opening that begins in a closure.
            if open.from >= from
                && let Some(from) = after_blocks(site, zone, open.from).filter(|from| open.contains(*from))
            {
                return Some(cut_by_blocks(site, zone, Opening { from, ..open }, from));
            }
        }
    }
    None
}

fn containing(openings: &[Opening], at: Instant) -> Option<Opening> {
    openings.iter().copied().find(|open| open.contains(at))
}

/// What stands against being open at an instant: a closure before what is unclear.
fn block_at<'a>(site: &'a Site, zone: &Zone, at: Instant) -> Option<Block<'a>> {
    blocks(site, zone).into_iter().find(|block| block.contains(at))
}

/// The first instant from `at` on at which nothing is announced against being open: one closure may follow upon another.
/// `None` where the last has no end.
fn after_blocks(site: &Site, zone: &Zone, mut at: Instant) -> Option<Instant> {
    while let Some(block) = block_at(site, zone, at) {
        at = block.until?;
    }
    Some(at)
}

/// The openings that begin on a local day.
fn openings_of_day(site: &Site, calendar: &Calendar, zone: &Zone, date: NaiveDate) -> Vec<Opening> {
    openings_of(site, zone, date, &DayPlan::scheduled(site, calendar, date).spans)
}

fn openings_of(site: &Site, zone: &Zone, date: NaiveDate, spans: &[DaySpan]) -> Vec<Opening> {
    let at = |time: ClockTime| {
        let midnight = date.and_time(chrono::NaiveTime::MIN);
        zone.instant(midnight + Duration::minutes(i64::from(time.minutes())))
    };
    let mut openings = Vec::new();
    for span in spans {
        let (from, until) = (at(span.from), at(span.until));
        // A span that lies wholly in the hour that spring skips is no opening.
        if from < until {
            openings.push(opening(site, from, until));
        }
    }
    openings
}

fn opening(site: &Site, from: Instant, until: Instant) -> Opening {
    let margin = site.last_entry.map_or(Duration::zero(), Duration::from);
    Opening { from, until: Some(until), last_entry: Some((until - margin).max(from)) }
}

/// What is announced against it leaves of an opening around `now`: what is over begins it late, what is to come ends it early.
fn cut_by_blocks(site: &Site, zone: &Zone, mut open: Opening, now: Instant) -> Opening {
    for block in blocks(site, zone) {
        if let Some(until) = block.until
            && until <= now
            && open.contains(until)
        {
            open.from = until;
        }
        if let Some(from) = block.from
            && from > now
            && open.contains(from)
        {
            open = opening(site, open.from, from);
        }
    }
    open
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
