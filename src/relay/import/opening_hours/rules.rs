//! The syntax library's expression as rules that the evaluation understands, or the reason why they cannot be.

use chrono::{Datelike, NaiveDate, Weekday};
use opening_hours_syntax::rules::{
    OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence,
    day::{Date, DateOffset, HolidayKind, MonthdayRange, WeekDayRange},
    time::{Time, TimeSpan},
};

use super::{
    KeptAsText,
    spans::{Span, merged},
};

/// Days of a leap year, so that 29 February is one of them.
pub(super) const YEAR_LENGTH: u16 = 366;
pub(super) const LEAP_YEAR: i32 = 2024;
const MIDNIGHT: u16 = 24 * 60;

/// Days of a leap year from 0, both ends included; wraps over New Year when the end comes before the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct YearDays {
    pub from: u16,
    pub until: u16,
}

impl YearDays {
    pub(super) fn contains(self, day: u16) -> bool {
        if self.from <= self.until {
            (self.from..=self.until).contains(&day)
        } else {
            day >= self.from || day <= self.until
        }
    }
}

/// A kind of day that rules may tell apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Day of a leap year from 0.
    pub day: u16,
    /// 0 is Monday.
    pub weekday: u8,
    pub public_holiday: bool,
}

/// Which weekdays a rule names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NamedDays {
    /// A bit per day, Monday first.
    pub weekdays: u8,
    pub public_holidays: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// Empty: the whole year.
    pub parts: Vec<YearDays>,
    /// `None`: every day.
    pub days: Option<NamedDays>,
    pub spans: Vec<Span>,
    pub closes: bool,
    /// It adds to the rules before it instead of replacing them.
    pub adds: bool,
}

impl Rule {
    /// `text` is what the expression was read from.
    pub(super) fn read_all(expression: &OpeningHoursExpression, text: &str) -> Result<Vec<Rule>, KeptAsText> {
        let rules = expression.rules.iter().map(Rule::read).collect::<Result<Vec<_>, _>>()?;
        // The library reads days without times as the whole day, as the specification says. Whoever writes `Apr-Sep` or
        // `Mo-Fr` for a recycling centre did not mean day and night, so those words must have been written.
        let round_the_clock =
            rules.iter().filter(|r| !r.closes).flat_map(|r| &r.spans).filter(|s| **s == (0, MIDNIGHT));
        if round_the_clock.count() != whole_days_written(text) {
            return Err(KeptAsText::NoTimes);
        }
        // `PH off` alone says nothing about other days, while `off` alone says that it never opens.
        if rules.iter().all(|rule| rule.closes && (rule.days.is_some() || !rule.parts.is_empty())) {
            return Err(KeptAsText::NoTimes);
        }
        let passes_midnight = rules.iter().any(|rule| rule.spans.iter().any(|(_, until)| *until > MIDNIGHT));
        // Whether the next day's rule cuts off the hours after midnight is told differently by different programs.
        if passes_midnight && rules.iter().skip(1).any(|rule| !rule.adds || rule.closes) {
            return Err(KeptAsText::PastMidnight);
        }
        Ok(rules)
    }

    fn read(rule: &RuleSequence) -> Result<Rule, KeptAsText> {
        if !rule.comment.is_empty() {
            return Err(KeptAsText::Comment);
        }
        let closes = match rule.kind {
            RuleKind::Open => false,
            RuleKind::Closed => true,
            RuleKind::Unknown => return Err(KeptAsText::SaidUnknown),
        };
        let adds = match rule.operator {
            RuleOperator::Normal => false,
            RuleOperator::Additional => true,
            RuleOperator::Fallback => return Err(KeptAsText::Fallback),
        };
        if !rule.day_selector.year.is_empty() {
            return Err(KeptAsText::Years);
        }
        if !rule.day_selector.week.is_empty() {
            return Err(KeptAsText::Weeks);
        }
        let parts = rule.day_selector.monthday.iter().map(year_days).collect::<Result<_, _>>()?;
        let days = match rule.day_selector.weekday.as_slice() {
            [] => None,
            ranges => Some(ranges.iter().try_fold(NamedDays::default(), named_days)?),
        };
        let spans = merged(rule.time_selector.spans.iter().map(span).collect::<Result<_, _>>()?);
        Ok(Rule { parts, days, spans, closes, adds })
    }

    pub(super) fn names(&self, cell: Cell) -> bool {
        (self.parts.is_empty() || self.parts.iter().any(|part| part.contains(cell.day)))
            && self.days.is_none_or(|days| {
                days.weekdays & (1 << cell.weekday) != 0 || (days.public_holidays && cell.public_holiday)
            })
    }

    pub(super) fn names_public_holidays(&self) -> bool {
        self.days.is_some_and(|days| days.public_holidays)
    }
}

fn year_days(range: &MonthdayRange) -> Result<YearDays, KeptAsText> {
    match range {
        MonthdayRange::Month { year: Some(_), .. } => Err(KeptAsText::Years),
        MonthdayRange::Month { range, year: None } => {
            let last = (28..=31).rev().find_map(|day| day_of_year(*range.end() as u8, day));
            let first = day_of_year(*range.start() as u8, 1);
            let (from, until) = first.zip(last).expect("each month has a first and a last day");
            Ok(YearDays { from, until })
        }
        MonthdayRange::Date { start, end } => Ok(YearDays { from: fixed_date(start)?, until: fixed_date(end)? }),
    }
}

fn fixed_date((date, offset): &(Date, DateOffset)) -> Result<u16, KeptAsText> {
    if *offset != DateOffset::default() {
        return Err(KeptAsText::DayOffset);
    }
    match *date {
        Date::Fixed { year: Some(_), .. } | Date::Weekday { year: Some(_), .. } | Date::Easter { year: Some(_) } => {
            Err(KeptAsText::Years)
        }
        Date::Fixed { year: None, month, day } => day_of_year(month as u8, day).ok_or(KeptAsText::NoSuchDay),
        Date::Weekday { year: None, .. } => Err(KeptAsText::NthWeekday),
        Date::Easter { year: None } => Err(KeptAsText::Easter),
    }
}

fn day_of_year(month: u8, day: u8) -> Option<u16> {
    NaiveDate::from_ymd_opt(LEAP_YEAR, month.into(), day.into()).map(|date| date.ordinal0() as u16)
}

fn named_days(so_far: NamedDays, range: &WeekDayRange) -> Result<NamedDays, KeptAsText> {
    match range {
        WeekDayRange::Fixed { offset, .. } | WeekDayRange::Holiday { offset, .. } if *offset != 0 => {
            Err(KeptAsText::DayOffset)
        }
        WeekDayRange::Fixed { range, nth_from_start, nth_from_end, .. } => {
            if nth_from_start.contains(&false) || nth_from_end.contains(&false) {
                return Err(KeptAsText::NthWeekday);
            }
            Ok(NamedDays { weekdays: so_far.weekdays | weekdays(*range.start(), *range.end()), ..so_far })
        }
        WeekDayRange::Holiday { kind: HolidayKind::Public, .. } => Ok(NamedDays { public_holidays: true, ..so_far }),
        WeekDayRange::Holiday { kind: HolidayKind::School, .. } => Err(KeptAsText::SchoolHolidays),
    }
}

/// `Sa-Mo` wraps over the end of the week.
fn weekdays(first: Weekday, last: Weekday) -> u8 {
    let mut bits = 0;
    let mut day = first;
    loop {
        bits |= 1 << day.num_days_from_monday();
        if day == last {
            return bits;
        }
        day = day.succ();
    }
}

fn span(span: &TimeSpan) -> Result<Span, KeptAsText> {
    if span.open_end {
        return Err(KeptAsText::OpenEnd);
    }
    if span.repeats.is_some() {
        return Err(KeptAsText::Intervals);
    }
    let minutes = |time: Time| match time {
        Time::Fixed(time) => Ok(time.mins_from_midnight()),
        Time::Variable(_) => Err(KeptAsText::Sun),
    };
    let (from, until) = (minutes(span.range.start)?, minutes(span.range.end)?);
    if from >= MIDNIGHT || from == until {
        return Err(KeptAsText::NoLength);
    }
    // `22:00-02:00` ends on the next day.
    Ok((from, if until < from { until + MIDNIGHT } else { until }))
}

/// How often a text says in so many words that it is open day and night.
fn whole_days_written(text: &str) -> usize {
    let text = text.to_lowercase().replace(" - ", "-");
    let opens = |end: usize| !["off", "closed"].iter().any(|word| text[end..].trim_start().starts_with(word));
    let midnights = text.match_indices("0:00-24:00").filter(|(at, found)| {
        // `00:00-24:00` and `0:00-24:00`, but not the end of `10:00-24:00`.
        let before = text[..*at].strip_suffix('0').unwrap_or(&text[..*at]);
        !before.ends_with(|c: char| c.is_ascii_digit()) && opens(at + found.len())
    });
    midnights.count() + text.match_indices("24/7").filter(|(at, found)| opens(at + found.len())).count()
}
