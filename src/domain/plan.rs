//! The opening of one local day.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};

use super::{
    Calendar, ClockTime, Context, DaySpan, HolidayName, LocalText, Minutes, PublicHoliday, Site, Zone,
    blocked::{Block, blocks},
};

/// What the hours of one local day rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayRule {
    Regular,
    /// Closed for a public holiday.
    PublicHoliday(Option<HolidayName>),
    /// Another opening than usual, or none, with its reason.
    Exception(Option<LocalText>),
    /// An announced closure takes the day, or a part of it.
    Closure(Option<LocalText>),
    /// A public holiday, and nobody said whether the centre opens.
    PublicHolidayUnknown(Option<HolidayName>),
    /// Open at these times unless the day is a public holiday: the territory does not say which days are.
    PerhapsPublicHoliday(Vec<DaySpan>),
    /// A closure or another opening was announced for that day, perhaps with its reason, and cannot be read.
    Unclear(Option<LocalText>),
    /// The centre's hours are not known.
    Unknown,
}

/// The opening of one local day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan {
    pub rule: DayRule,
    /// Ascending, not overlapping; empty where the opening is not known.
    pub spans: Vec<DaySpan>,
}

impl DayPlan {
    /// What may be shown of a day: the scheduled opening without what closures take of it.
    pub fn of(site: &Site, context: Context, date: NaiveDate) -> Self {
        let mut plan = Self::scheduled(site, context.calendar, date);
        for block in blocks(site, context.zone) {
            plan = plan.without(&block, context.zone, date);
        }
        plan
    }

    /// The opening before closures. Exceptions win over public holidays, which win over regular hours.
    pub fn scheduled(site: &Site, calendar: &Calendar, date: NaiveDate) -> Self {
        if let Some(exception) = site.exceptions.iter().find(|e| e.date == date) {
            return Self { rule: DayRule::Exception(exception.reason.clone()), spans: merged(exception.open.clone()) };
        }
        let holiday = match site.closed_on_public_holidays {
            Some(false) => PublicHoliday::No,
            Some(true) | None => calendar.public_holiday(date),
        };
        let regular = regular_spans(site, date, date.weekday());
        match (holiday, regular) {
            (PublicHoliday::Yes(name), _) if site.closed_on_public_holidays.is_some() => {
                Self::not_open(DayRule::PublicHoliday(name))
            }
            (PublicHoliday::Yes(name), _) => Self::not_open(DayRule::PublicHolidayUnknown(name)),
            (_, None) => Self::not_open(DayRule::Unknown),
            // On a day without regular hours it changes nothing.
            (PublicHoliday::Unknown, Some(spans)) if !spans.is_empty() => {
                Self::not_open(DayRule::PerhapsPublicHoliday(spans))
            }
            (PublicHoliday::Unknown | PublicHoliday::No, Some(spans)) => Self { rule: DayRule::Regular, spans },
        }
    }

    fn not_open(rule: DayRule) -> Self {
        Self { rule, spans: Vec::new() }
    }

    /// Whether one can say when the centre opens on that day.
    pub fn is_known(&self) -> bool {
        match self.rule {
            DayRule::Regular | DayRule::PublicHoliday(_) | DayRule::Exception(_) | DayRule::Closure(_) => true,
            DayRule::PublicHolidayUnknown(_)
            | DayRule::PerhapsPublicHoliday(_)
            | DayRule::Unclear(_)
            | DayRule::Unknown => false,
        }
    }

    /// Whether it surely does not open on that day.
    pub fn is_closed(&self) -> bool {
        self.is_known() && self.spans.is_empty()
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

    /// The plan without what is announced against it.
    fn without(mut self, block: &Block, zone: &Zone, date: NaiveDate) -> Self {
        let midnight = date.and_time(NaiveTime::MIN);
        let minutes = |at| (zone.local(at) - midnight).num_minutes();
        let (from, until) = (block.from.map_or(i64::MIN, minutes), block.until.map_or(i64::MAX, minutes));
        let touches = |spans: &[DaySpan]| {
            let overlaps =
                |span: &DaySpan| from < i64::from(span.until.minutes()) && until > i64::from(span.from.minutes());
            spans.iter().any(overlaps)
        };
        let takes_all = from <= 0 && until >= i64::from(ClockTime::END_OF_DAY.minutes());
        let touches_day = from < i64::from(ClockTime::END_OF_DAY.minutes()) && until > 0;
        let is_touched = match &self.rule {
            DayRule::PerhapsPublicHoliday(spans) => touches(spans),
            _ if self.is_known() => touches(&self.spans),
            _ => touches_day,
        };
        match (&self.rule, block.is_closure) {
            _ if !is_touched => self,
            (_, false) => Self::not_open(DayRule::Unclear(block.reason.clone())),
            (_, true) if self.is_known() => {
                self.spans = cut(&self.spans, from, until);
                Self { rule: DayRule::Closure(block.reason.clone()), ..self }
            }
            (_, true) if takes_all => Self::not_open(DayRule::Closure(block.reason.clone())),
            (DayRule::PerhapsPublicHoliday(spans), true) => {
                let left = cut(spans, from, until);
                if left.is_empty() {
                    Self::not_open(DayRule::Closure(block.reason.clone()))
                } else {
                    Self::not_open(DayRule::PerhapsPublicHoliday(left))
                }
            }
            _ => self,
        }
    }
}

/// What lies before and after the minutes `from` to `until` of the day.
fn cut(spans: &[DaySpan], from: i64, until: i64) -> Vec<DaySpan> {
    let time = |minutes: i64| {
        let minutes = minutes.clamp(0, 48 * 60) as u16;
        ClockTime::new(minutes / 60, minutes % 60).unwrap_or(ClockTime::MIDNIGHT)
    };
    let (from, until) = (time(from), time(until));
    let mut left = Vec::new();
    for span in spans {
        if let Some(before) = DaySpan::new(span.from, span.until.min(from)) {
            left.push(before);
        }
        if let Some(after) = DaySpan::new(span.from.max(until), span.until) {
            left.push(after);
        }
    }
    left
}

/// The regular opening of a day of the week in the part of the year that `date` lies in, holidays, exceptions and closures
/// apart. `None`: the hours are not known.
pub fn regular_spans(site: &Site, date: NaiveDate, weekday: Weekday) -> Option<Vec<DaySpan>> {
    let mut spans = Vec::new();
    for season in site.hours.as_ref()? {
        if season.covers(date) && season.days.contains(weekday) {
            spans.extend_from_slice(&season.open);
        }
    }
    Some(merged(spans))
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

/// The week that contains `date`, Monday first, with what may be shown of each day.
pub fn week_of(site: &Site, context: Context, date: NaiveDate) -> Vec<(NaiveDate, DayPlan)> {
    days_of_week(date).map(|day| (day, DayPlan::of(site, context, day))).into()
}

/// The week that contains `date`, Monday first, before closures: what is usual does not change with a strike.
pub fn scheduled_week(site: &Site, calendar: &Calendar, date: NaiveDate) -> Vec<(NaiveDate, DayPlan)> {
    days_of_week(date).map(|day| (day, DayPlan::scheduled(site, calendar, day))).into()
}

fn days_of_week(date: NaiveDate) -> [NaiveDate; 7] {
    let since_monday = i64::from(date.weekday().num_days_from_monday());
    [0, 1, 2, 3, 4, 5, 6].map(|day| date + Duration::days(day - since_monday))
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
