//! Rows on their way to intervals: clocks, steps, units and what is left out, once for all forms.

mod index;
mod steps;

use std::fmt::Display;

use chrono::{Duration, NaiveTime};

use super::{
    Reading,
    header::Unit,
    stamp::{Stamp, WallClock},
};
use crate::domain::{
    Instant, WattHours, Watts, Zone,
    household::{Clocks, Direction, Form, Interval, LeftOut, MaskedPrm, NotRead, Reason, Record, ShortName, Stamps},
};

/// A row as it stands in the file.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub time: Stamp,
    pub value: &'a str,
    pub unit: Unit,
    /// Seconds, where the row says them.
    pub step: Option<u32>,
}

/// A row that waits for its neighbours, which tell how long its step was.
#[derive(Clone, Copy)]
struct Point {
    time: Stamp,
    value: f64,
    is_power: bool,
    step: Option<u32>,
}

/// What was read so far.
pub struct Draft<'a> {
    zone: &'a Zone,
    pub prm: Option<MaskedPrm>,
    /// The rows to come are of another meter than the first: two homes make no third.
    pub is_other_meter: bool,
    /// Of the rows to come.
    pub direction: Direction,
    /// What the head of the rows to come says of their step.
    pub declared_step: Option<u32>,
    /// Which moment of their step rows bear; `None` where they themselves have to tell.
    pub stamps: Option<Stamps>,
    clocks: Option<Clocks>,
    points: Vec<Point>,
    counters: Vec<(Instant, f64)>,
    found: [Vec<Interval>; 2],
    left_out: Vec<LeftOut>,
    span_clock: WallClock<'a>,
    counter_clock: WallClock<'a>,
}

impl<'a> Draft<'a> {
    pub const fn new(zone: &'a Zone) -> Self {
        Self {
            zone,
            prm: None,
            is_other_meter: false,
            direction: Direction::Consumption,
            declared_step: None,
            stamps: Some(Stamps::End),
            clocks: None,
            points: Vec::new(),
            counters: Vec::new(),
            found: [Vec::new(), Vec::new()],
            left_out: Vec::new(),
            span_clock: WallClock::new(zone, false),
            counter_clock: WallClock::new(zone, true),
        }
    }

    /// Whose rows follow, where something says so. The first meter is the file's.
    pub fn note_prm(&mut self, written: &str) {
        if let Some(prm) = MaskedPrm::read(written) {
            self.is_other_meter = *self.prm.get_or_insert(prm) != prm;
        }
    }

    /// Leaves a row out. No more of it is kept than a person needs to find it, and no number that could be a PRM.
    /// It is written only here: most rows are never shown.
    pub fn leave_out(&mut self, reason: Reason, row: &dyn Display) {
        const SHOWN: usize = 48;
        if let Some(left) = self.left_out.iter_mut().find(|left| left.reason == reason) {
            left.rows = left.rows.saturating_add(1);
            return;
        }
        let row = row.to_string();
        let is_long_number =
            |word: &str| word.bytes().filter(u8::is_ascii_digit).count() >= 10 && !word.contains(['-', ':', '/']);
        let words = row.split([' ', ';']).map(|word| if is_long_number(word) { "***" } else { word });
        let first: String =
            words.collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).take(SHOWN).collect();
        self.left_out.push(LeftOut { reason, rows: 1, first: first.trim().to_owned() });
    }

    /// A row that bears one moment, or a day.
    pub fn row(&mut self, row: Row, text: &dyn Display) {
        if self.is_other_meter {
            return self.leave_out(Reason::OtherMeter, text);
        }
        let value = match known(row.value, row.unit) {
            Ok(value) => value,
            Err(reason) => return self.leave_out(reason, text),
        };
        self.points.push(Point { time: row.time, value, is_power: row.unit.is_power(), step: row.step });
    }

    /// A row that says where its step begins and ends.
    pub fn span(&mut self, start: Stamp, end: Stamp, (value, unit): (&str, Unit), text: &dyn Display) {
        if self.is_other_meter {
            return self.leave_out(Reason::OtherMeter, text);
        }
        self.note_clock(start);
        self.stamps = Some(Stamps::Both);
        let value = match known(value, unit) {
            Ok(value) => value,
            // The clocks go on even where nothing is known.
            Err(reason) => {
                let _ = self.span_clock.instant(start);
                return self.leave_out(reason, text);
            }
        };
        let Some(from) = self.span_clock.instant(start) else { return self.leave_out(Reason::HourThatIsNot, text) };
        match self.length(from, start, end) {
            Some(seconds) => self.keep(from, seconds, value, unit.is_power(), text),
            None => self.leave_out(Reason::NoStep, text),
        }
    }

    /// Seconds from one written time to another. As the clocks show it, where that is an hour at most; else by instants,
    /// for the steps in which the clocks are changed.
    fn length(&self, from: Instant, start: Stamp, end: Stamp) -> Option<u32> {
        /// A day in autumn.
        const LONGEST_S: i64 = 25 * 3600;
        let as_wall = |stamp| match stamp {
            Stamp::Wall(wall) => Some(wall),
            Stamp::Day(day) => Some(day.and_time(NaiveTime::MIN)),
            Stamp::At(_) => None,
        };
        if let (Some(start), Some(end)) = (as_wall(start), as_wall(end))
            && (1..=3600).contains(&(end - start).num_seconds())
        {
            return u32::try_from((end - start).num_seconds()).ok();
        }
        let until = WallClock::new(self.zone, true).instant(end)?;
        let seconds = (until - from).num_seconds();
        // In the repeated hour the end may be the second time that clocks show it.
        let seconds = if seconds <= 0 { seconds + 3600 } else { seconds };
        u32::try_from(seconds).ok().filter(|_| (1..=LONGEST_S).contains(&seconds))
    }

    /// What the meter's counter shows at a moment.
    pub fn counter(&mut self, time: Stamp, watt_hours: f64, text: &dyn Display) {
        if self.is_other_meter {
            return self.leave_out(Reason::OtherMeter, text);
        }
        self.note_clock(time);
        self.stamps = Some(Stamps::Index);
        match self.counter_clock.instant(time) {
            Some(at) => self.counters.push((at, watt_hours)),
            None => self.leave_out(Reason::HourThatIsNot, text),
        }
    }

    fn note_clock(&mut self, stamp: Stamp) {
        let clocks = if matches!(stamp, Stamp::At(_)) { Clocks::Offset } else { Clocks::Wall };
        self.clocks.get_or_insert(clocks);
    }

    /// Times were written with their distance from UTC.
    pub fn note_offsets(&mut self) {
        self.clocks.get_or_insert(Clocks::Offset);
    }

    /// The rows to come have another head: those before it are a whole.
    pub fn end_block(&mut self) {
        let mut points = std::mem::take(&mut self.points);
        if points.len() > 1 && later(points[0].time, points[points.len() - 1].time) {
            points.reverse();
        }
        if let Some(first) = points.first() {
            self.note_clock(first.time);
        }
        let days = points.extract_if(.., whole_days(&points)).collect::<Vec<_>>();
        self.take_days(&days);
        self.take_points(&points);
        index::take(self);
        (self.span_clock, self.counter_clock) = (WallClock::new(self.zone, false), WallClock::new(self.zone, true));
        self.declared_step = None;
    }

    fn take_days(&mut self, days: &[Point]) {
        for point in days {
            let day = match point.time {
                Stamp::Day(day) => day,
                Stamp::Wall(wall) => wall.date(),
                Stamp::At(instant) => self.zone.local(instant).date(),
            };
            self.stamps = Some(Stamps::Day);
            let midnight =
                |day: Option<chrono::NaiveDate>| day.map(|day| self.zone.instant(day.and_time(NaiveTime::MIN)));
            let (Some(from), Some(until)) = (midnight(Some(day)), midnight(day.succ_opt())) else { continue };
            let seconds = u32::try_from((until - from).num_seconds()).unwrap_or(86_400);
            self.keep(from, seconds, point.value, point.is_power, &day);
        }
    }

    fn take_points(&mut self, points: &[Point]) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        // A file of whole days that begins at midnight and does not end there bears the beginnings of its steps.
        let stamps = self.stamps.unwrap_or_else(|| {
            if is_midnight(first.time) && !is_midnight(last.time) { Stamps::Start } else { Stamps::End }
        });
        self.stamps = Some(stamps);
        let at_end = stamps != Stamps::Start;
        let mut clock = WallClock::new(self.zone, at_end);
        let (mut placed, mut moments) = (Vec::with_capacity(points.len()), Vec::with_capacity(points.len()));
        for point in points {
            match clock.instant(point.time) {
                Some(at) => {
                    placed.push(point);
                    moments.push(at);
                }
                None => self.leave_out(Reason::HourThatIsNot, &point.time),
            }
        }
        let steps = steps::steps(&moments, at_end, self.declared_step);
        self.found_of(self.direction).reserve(placed.len());
        for ((point, at), step) in placed.into_iter().zip(moments).zip(steps) {
            let Some(seconds) = point.step.or(step) else {
                self.leave_out(Reason::NoStep, &point.time);
                continue;
            };
            let from = if at_end { at - Duration::seconds(i64::from(seconds)) } else { at };
            self.keep(from, seconds, point.value, point.is_power, &point.time);
        }
    }

    /// `value` in watts or in watt-hours.
    pub fn keep(&mut self, from: Instant, seconds: u32, value: f64, is_power: bool, text: &dyn Display) {
        /// Far above the 250 kVA at which another kind of connection begins.
        const LARGEST: Watts = Watts(1_000_000.0);
        let length = Duration::seconds(i64::from(seconds));
        let energy = if is_power { Watts(value).over(length) } else { WattHours(value) };
        let interval = Interval::new(from, seconds, energy);
        if interval.power() > LARGEST {
            return self.leave_out(Reason::Implausible, text);
        }
        self.found_of(self.direction).push(interval);
    }

    fn found_of(&mut self, direction: Direction) -> &mut Vec<Interval> {
        &mut self.found[usize::from(direction == Direction::Production)]
    }

    /// # Errors
    /// When nothing is left of the file.
    pub fn finish(mut self, form: Form) -> Result<Reading, NotRead> {
        self.end_block();
        let [consumption, production] = self.found.map(Record::new);
        if consumption.is_empty() && production.is_empty() {
            let is_unit = |left: &&LeftOut| left.reason == Reason::UnknownUnit;
            if let Some(left) = self.left_out.iter().find(is_unit) {
                return Err(NotRead::UnknownUnit(ShortName::of(&left.first)));
            }
            let only_other = self.left_out.iter().any(|left| left.reason == Reason::OtherQuantity);
            return Err(if only_other { NotRead::OtherQuantity } else { NotRead::NoReadings });
        }
        self.left_out.sort_by_key(|left| left.reason);
        Ok(Reading {
            form,
            prm: self.prm,
            stamps: self.stamps.unwrap_or(Stamps::End),
            clocks: self.clocks.unwrap_or(Clocks::Wall),
            consumption,
            production,
            left_out: self.left_out,
        })
    }
}

/// Whether `a` is written as later than `b`.
fn later(a: Stamp, b: Stamp) -> bool {
    match (a, b) {
        (Stamp::At(a), Stamp::At(b)) => a > b,
        (Stamp::Wall(a), Stamp::Wall(b)) => a > b,
        (Stamp::Day(a), Stamp::Day(b)) => a > b,
        (Stamp::At(_) | Stamp::Wall(_) | Stamp::Day(_), _) => false,
    }
}

/// Which points tell of a whole day: those of a table of days, and those that say so. A spreadsheet writes midnight without
/// its hour, so that among half-hours a day alone is a moment like the others.
fn whole_days(points: &[Point]) -> impl Fn(&mut Point) -> bool + use<> {
    const DAY_S: u32 = 86_400;
    let is_bare = |point: &Point| matches!(point.time, Stamp::Day(_));
    let are_days =
        points.iter().all(|point| !point.is_power && point.step.is_none_or(|s| s == DAY_S) && is_midnight(point.time));
    let are_mostly_bare = 2 * points.iter().filter(|point| is_bare(point)).count() > points.len();
    move |point| are_days || is_bare(point) && point.step.map_or(are_mostly_bare, |seconds| seconds == DAY_S)
}

fn is_midnight(stamp: Stamp) -> bool {
    match stamp {
        Stamp::Wall(wall) => wall.time() == NaiveTime::MIN,
        Stamp::Day(_) => true,
        Stamp::At(_) => false,
    }
}

/// Watts or watt-hours, where the cell says any.
fn known(cell: &str, unit: Unit) -> Result<f64, Reason> {
    let number = number(cell)?.ok_or(Reason::NoValue)? * unit.factor();
    if number < 0.0 { Err(Reason::Negative) } else { Ok(number) }
}

/// The number in a cell, with a comma or a point; nothing where the file says that nothing is known.
///
/// # Errors
/// Where it is neither.
pub fn number(cell: &str) -> Result<Option<f64>, Reason> {
    /// Numbers are shorter, and a hostile cell is not copied.
    const LONGEST: usize = 40;
    // Most cells are a few digits, and files have a hundred thousand of them.
    if let Some(whole) = whole_number(cell) {
        return Ok(Some(f64::from(whole)));
    }
    let cell = cell.trim().trim_matches('"').trim();
    if ["", "-"].contains(&cell)
        || ["na", "nd", "nan", "n/a", "null", "none"].iter().any(|gap| cell.eq_ignore_ascii_case(gap))
    {
        return Ok(None);
    }
    if cell.len() > LONGEST {
        return Err(Reason::BadValue);
    }
    let plain: String = cell.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let number = plain.parse().ok().filter(|number: &f64| number.is_finite());
    number.map(Some).ok_or(Reason::BadValue)
}

/// Up to nine digits and nothing else.
fn whole_number(cell: &str) -> Option<u32> {
    let add = |number, digit: u8| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'));
    (1..10).contains(&cell.len()).then(|| cell.bytes().try_fold(0, add)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_points_and_spaces_and_gaps_are_no_zeros() {
        for (cell, expected) in [
            ("692", Ok(Some(692.0))),
            ("0,62", Ok(Some(0.62))),
            ("\"1,5\"", Ok(Some(1.5))),
            ("1\u{a0}234,5", Ok(Some(1234.5))),
            ("", Ok(None)),
            ("NA", Ok(None)),
            ("null", Ok(None)),
            ("zéro", Err(Reason::BadValue)),
            ("1.234,5", Err(Reason::BadValue)),
            ("1e999", Err(Reason::BadValue)),
        ] {
            assert_eq!(number(cell), expected, "{cell}");
        }
    }

    #[test]
    fn what_is_shown_of_a_row_holds_no_prm() {
        let zone = Zone::fixed(60);
        let mut draft = Draft::new(&zone);
        draft.leave_out(Reason::BadTime, &"12345678901234;2023-03-13 99:30:00;\u{0}x");
        assert_eq!(draft.left_out[0].first, "*** 2023-03-13 99:30:00 x");
    }
}
