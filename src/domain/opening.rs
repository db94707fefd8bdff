//! Whether a centre is open, until when one is let in, and when it opens next.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::{Calendar, ClockTime, Closure, DaySpan, Instant, LocalText, Minutes, Site, Zone};

/// What the hours of one local day rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayRule {
    Regular,
    /// Closed for a public holiday.
    PublicHoliday(Option<LocalText>),
    /// Another opening than usual, or none, with its reason.
    Exception(Option<LocalText>),
    /// A public holiday, and nobody said whether the centre opens.
    PublicHolidayUnknown(Option<LocalText>),
    /// The centre's hours are not known.
    Unknown,
}

/// The opening of one local day, before closures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan {
    pub rule: DayRule,
    /// Ascending, not overlapping.
    pub spans: Vec<DaySpan>,
}

impl DayPlan {
    /// Exceptions win over closed public holidays, which win over regular hours.
    pub fn of(site: &Site, calendar: &Calendar, date: NaiveDate) -> Self {
        if let Some(exception) = site.exceptions.iter().find(|e| e.date == date) {
            return Self { rule: DayRule::Exception(exception.reason.clone()), spans: merged(exception.open.clone()) };
        }
        if let Some(holiday) = calendar.public_holiday(date) {
            match site.closed_on_public_holidays {
                Some(true) => return Self { rule: DayRule::PublicHoliday(holiday.name.clone()), spans: vec![] },
                None => return Self { rule: DayRule::PublicHolidayUnknown(holiday.name.clone()), spans: vec![] },
                Some(false) => {}
            }
        }
        match regular_spans(site, date, date.weekday()) {
            Some(spans) => Self { rule: DayRule::Regular, spans },
            None => Self { rule: DayRule::Unknown, spans: vec![] },
        }
    }

    /// Whether one can say when the centre opens on that day.
    pub fn is_known(&self) -> bool {
        match self.rule {
            DayRule::Regular | DayRule::PublicHoliday(_) | DayRule::Exception(_) => true,
            DayRule::PublicHolidayUnknown(_) | DayRule::Unknown => false,
        }
    }

    /// Of an hour of the day, the minutes in which one may enter; `None` where the hours are not known. Entry ends
    /// `last_entry` before a closing.
    pub fn entry_minutes(&self, hour: u8, last_entry: Option<Minutes>) -> Option<u16> {
        let (begin, margin) = (u16::from(hour) * 60, last_entry.map_or(0, |margin| margin.0 as u16));
        let within = |span: &DaySpan| {
            let from = span.from.minutes().max(begin);
            let until = span.until.minutes().saturating_sub(margin).min(begin + 60);
            until.saturating_sub(from)
        };
        self.is_known().then(|| self.spans.iter().map(within).sum())
    }
}

/// The regular opening of a day of the week in the part of the year that `date` lies in, holidays, exceptions and closures
/// apart. `None`: the hours are not known.
pub fn regular_spans(site: &Site, date: NaiveDate, weekday: Weekday) -> Option<Vec<DaySpan>> {
    let seasons = site.hours.as_ref()?.iter().filter(|season| season.covers(date) && season.days.contains(weekday));
    Some(merged(seasons.flat_map(|season| season.open.iter().copied()).collect()))
}

/// Sorted, with overlapping and touching spans made one.
fn merged(mut spans: Vec<DaySpan>) -> Vec<DaySpan> {
    spans.sort_unstable();
    let mut kept: Vec<DaySpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match kept.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => kept.push(span),
        }
    }
    kept
}

/// Why a centre is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedBecause {
    /// It is outside of the hours.
    Hours,
    PublicHoliday(Option<LocalText>),
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
    /// Nobody can say from the hours.
    Unknown,
}

/// How far ahead the next opening is looked for, days.
const HORIZON_DAYS: u64 = 62;
/// A centre that does not close for so many days is open round the clock.
const ROUND_THE_CLOCK_DAYS: i64 = 8;

/// Whether `site` is open at `now` by its hours, holidays, exceptions and closures.
pub fn opening_at(site: &Site, calendar: &Calendar, zone: &Zone, now: Instant) -> OpeningState {
    let today = zone.local(now).date();
    if let Some(closure) = closure_at(site, now) {
        let next = after_closures(site, now).and_then(|from| next_opening(site, calendar, zone, from));
        return OpeningState::Closed { because: ClosedBecause::Closure(closure.reason.clone()), next };
    }
    if let Some(open) = opening_around(site, calendar, zone, now) {
        return OpeningState::Open(open);
    }
    let because = match DayPlan::of(site, calendar, today).rule {
        DayRule::Unknown | DayRule::PublicHolidayUnknown(_) => return OpeningState::Unknown,
        DayRule::Regular => ClosedBecause::Hours,
        DayRule::PublicHoliday(name) => ClosedBecause::PublicHoliday(name),
        DayRule::Exception(reason) => ClosedBecause::Exception(reason),
    };
    OpeningState::Closed { because, next: opening_after(site, calendar, zone, now) }
}

/// The opening that contains `now`, closures apart.
fn opening_around(site: &Site, calendar: &Calendar, zone: &Zone, now: Instant) -> Option<Opening> {
    let today = zone.local(now).date();
    // A span may reach 48 hours past the midnight that began its day.
    let yesterday = today - Duration::days(1);
    let mut found = openings_of_day(site, calendar, zone, yesterday)
        .chain(openings_of_day(site, calendar, zone, today))
        .find(|o| o.contains(now))?;
    // Openings that touch, such as one until midnight and one from midnight, are one.
    let mut day = yesterday;
    while let Some(until) = found.until {
        if until - now > Duration::days(ROUND_THE_CLOCK_DAYS) {
            found = Opening { until: None, last_entry: None, ..found };
            break;
        }
        let longer = openings_of_day(site, calendar, zone, day).find(|o| o.contains(until));
        match longer {
            Some(next) => found = Opening { from: found.from, ..next },
            None if day > zone.local(until).date() => break,
            None => day += Duration::days(1),
        }
    }
    Some(cut_by_closures(site, found, now))
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
    first
        .iter_days()
        .take_while(|date| (*date - first).num_days().unsigned_abs() <= HORIZON_DAYS)
        .flat_map(|date| openings_of_day(site, calendar, zone, date))
        .filter(|o| o.from >= from)
        .find_map(|o| {
            // The rest of an opening that begins in a closure.
            let from = after_closures(site, o.from).filter(|from| o.contains(*from))?;
            Some(cut_by_closures(site, Opening { from, ..o }, from))
        })
}

fn closure_at(site: &Site, at: Instant) -> Option<&Closure> {
    site.closures.iter().find(|c| c.from <= at && c.until.is_none_or(|until| at < until))
}

/// The first instant from `at` on in no announced closure: one may follow upon another. `None` where the last has no end.
fn after_closures(site: &Site, mut at: Instant) -> Option<Instant> {
    while let Some(closure) = closure_at(site, at) {
        at = closure.until?;
    }
    Some(at)
}

/// The openings that begin on a local day.
fn openings_of_day(
    site: &Site,
    calendar: &Calendar,
    zone: &Zone,
    date: NaiveDate,
) -> impl Iterator<Item = Opening> + use<> {
    let at = |time: ClockTime| {
        let midnight = date.and_time(chrono::NaiveTime::MIN);
        zone.instant(midnight + Duration::minutes(i64::from(time.minutes())))
    };
    let openings: Vec<_> = DayPlan::of(site, calendar, date)
        .spans
        .iter()
        .map(|span| opening(site, at(span.from), at(span.until)))
        // A span that lies wholly in the hour that spring skips is no opening.
        .filter(|o| o.until.is_some_and(|until| o.from < until))
        .collect();
    openings.into_iter()
}

fn opening(site: &Site, from: Instant, until: Instant) -> Opening {
    let margin = site.last_entry.map_or(Duration::zero(), Duration::from);
    Opening { from, until: Some(until), last_entry: Some((until - margin).max(from)) }
}

/// What announced closures leave of an opening around `now`: one that is over begins it late, one to come ends it early.
fn cut_by_closures(site: &Site, mut open: Opening, now: Instant) -> Opening {
    for closure in &site.closures {
        if let Some(until) = closure.until
            && until <= now
            && open.contains(until)
        {
            open.from = until;
        }
        if closure.from > now && open.contains(closure.from) {
            open = opening(site, open.from, closure.from);
        }
    }
    open
}

/// The week that contains `date`, Monday first, with each day's plan.
pub fn week_of(site: &Site, calendar: &Calendar, date: NaiveDate) -> Vec<(NaiveDate, DayPlan)> {
    let monday = date - Duration::days(i64::from(date.weekday().num_days_from_monday()));
    monday.iter_days().take(7).map(|day| (day, DayPlan::of(site, calendar, day))).collect()
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
