//! Rows on their way to intervals: clocks, steps, units and what is left out, once for all forms.

mod days;
mod index;
mod number;
mod place;
mod steps;

use std::fmt::Display;

use chrono::{Duration, NaiveTime};

pub use self::number::number;
use super::{
    Reading,
    evidence::{Claim, shape_of},
    stamp::{Stamp, WallClock},
};
use crate::domain::{
    Instant, WattHours, Watts, Zone,
    household::{
        Answer, Basis, Clocks, Direction, Form, Interval, Kind, LeftOut, MaskedPrm, NotRead, Question, Reason, Record,
        ShortName, Stamps,
    },
};

/// A row as it stands in the file.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub time: Stamp,
    pub value: Cell<'a>,
    /// Seconds, where the row says them.
    pub step: Option<u32>,
}

/// The value of a row.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Text(&'a str),
    /// The sum of several cells.
    Sum(f64),
}

/// A row that waits for its neighbours, which say how long its step was and what its value is. `NaN`: unknown.
#[derive(Clone, Copy)]
struct Point {
    time: Stamp,
    /// Where the row says its end.
    end: Option<Stamp>,
    value: f64,
    step: Option<u32>,
}

impl Point {
    /// Whether a row stands there a second time.
    fn is_repeat_of(&self, other: &Point) -> bool {
        self.time == other.time && self.end == other.end && self.value.to_bits() == other.value.to_bits()
    }
}

/// Rows of which the file claims the same.
struct Series {
    claim: Claim,
    points: Vec<Point>,
    /// Rows that say both ends of their step.
    spans: Vec<Point>,
}

/// What was read so far.
pub struct Draft<'a> {
    zone: &'a Zone,
    answers: &'a [Answer],
    pub prm: Option<MaskedPrm>,
    /// The rows to come are of another meter than the first: two homes make no third.
    pub is_other_meter: bool,
    /// Seconds that the head of the rows to come names as their step.
    pub declared_step: Option<u32>,
    /// Of the rows to come: what identifies a question about them.
    pub shape: u32,
    clocks: Option<Clocks>,
    stamps: Option<Stamps>,
    series: Vec<Series>,
    found: [Vec<Interval>; 2],
    bases: Vec<Basis>,
    question: Option<Question>,
    /// Values in no unit that a household could have.
    is_unlikely: bool,
    left_out: Vec<LeftOut>,
    pub unused: Vec<String>,
}

impl<'a> Draft<'a> {
    pub const fn new(zone: &'a Zone, answers: &'a [Answer]) -> Self {
        Self {
            zone,
            answers,
            prm: None,
            is_other_meter: false,
            declared_step: None,
            shape: 0,
            clocks: None,
            stamps: None,
            series: Vec::new(),
            found: [Vec::new(), Vec::new()],
            bases: Vec::new(),
            question: None,
            is_unlikely: false,
            left_out: Vec::new(),
            unused: Vec::new(),
        }
    }

    /// Whose rows follow, where something says so. The first meter is the file's.
    pub fn note_prm(&mut self, written: &str) {
        if let Some(prm) = MaskedPrm::read(written) {
            self.is_other_meter = *self.prm.get_or_insert(prm) != prm;
        }
    }

    /// Questions about the rows to come are the same for files with the same words.
    pub fn note_shape<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        self.shape = shape_of(words);
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

    /// Where rows of a claim go; it holds until the block ends.
    pub fn series(&mut self, claim: &Claim) -> usize {
        self.series.iter().position(|series| series.claim == *claim).unwrap_or_else(|| {
            self.series.push(Series { claim: *claim, points: Vec::new(), spans: Vec::new() });
            self.series.len() - 1
        })
    }

    /// A row that bears one moment, or a day.
    pub fn row(&mut self, series: usize, row: Row, text: &dyn Display) {
        if self.is_other_meter {
            return self.leave_out(Reason::OtherMeter, text);
        }
        let holds = self.series[series].claim.holds;
        let value = match known(row.value) {
            Ok(value) => value,
            Err(reason) => {
                self.leave_out(reason, text);
                // What held before holds no longer.
                if !holds {
                    return;
                }
                f64::NAN
            }
        };
        self.series[series].points.push(Point { time: row.time, end: None, value, step: row.step });
    }

    /// A row that says where its step begins and ends.
    pub fn span(&mut self, series: usize, (start, end): (Stamp, Stamp), value: Cell, text: &dyn Display) {
        if self.is_other_meter {
            return self.leave_out(Reason::OtherMeter, text);
        }
        let value = known(value).unwrap_or_else(|reason| {
            self.leave_out(reason, text);
            // The clocks go on even where nothing is known.
            f64::NAN
        });
        self.series[series].spans.push(Point { time: start, end: Some(end), value, step: None });
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

    /// The figure of a month, from its first day.
    pub fn month(&mut self, series: usize, first: chrono::NaiveDate, value: Cell, text: &dyn Display) {
        if self.is_other_meter {
            return self.leave_out(Reason::OtherMeter, text);
        }
        let Some(next) = first.checked_add_months(chrono::Months::new(1)) else { return };
        let midnight = |day: chrono::NaiveDate| self.zone.instant(day.and_time(NaiveTime::MIN));
        let step = u32::try_from((midnight(next) - midnight(first)).num_seconds()).ok();
        match known(value) {
            Ok(value) => {
                let (time, end) = (Stamp::Day(first), Some(Stamp::Day(next)));
                self.series[series].spans.push(Point { time, end, value, step });
            }
            Err(reason) => self.leave_out(reason, text),
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

    /// Flushes the rows collected so far; call before a new table header.
    pub fn end_block(&mut self) {
        for series in std::mem::take(&mut self.series) {
            place::take(self, series);
        }
        self.declared_step = None;
    }

    /// Keeps the energy of a step. `value` is what the basis says: a mean power, an energy, or what a counter grew by.
    pub fn keep(&mut self, basis: &Basis, (from, seconds): (Instant, u32), value: f64, text: &dyn Display) {
        /// Far above the 250 kVA at which another kind of connection begins.
        const LARGEST: Watts = Watts(1_000_000.0);
        let length = Duration::seconds(i64::from(seconds));
        let value = value * basis.quantity().factor();
        let energy = match basis.kind.value {
            Kind::MeanPower => Watts(value).over(length),
            Kind::StepEnergy | Kind::Counter => WattHours(value),
        };
        let interval = Interval::new(from, seconds, energy);
        if interval.power() > LARGEST {
            return self.leave_out(Reason::Implausible, text);
        }
        self.found_of(basis.direction.value).push(interval);
    }

    /// Notes what energies are computed from.
    pub fn note_basis(&mut self, basis: Basis) {
        self.stamps.get_or_insert(basis.stamps.value);
        if !self.bases.contains(&basis) {
            self.bases.push(basis);
        }
    }

    fn found_of(&mut self, direction: Direction) -> &mut Vec<Interval> {
        &mut self.found[usize::from(direction == Direction::Production)]
    }

    /// # Errors
    /// When a question is left, or nothing of the file.
    pub fn finish(mut self, form: Form) -> Result<Reading, NotRead> {
        self.end_block();
        if let Some(question) = self.question {
            return Err(NotRead::Ambiguous(question));
        }
        let [consumption, production] = self.found.map(Record::new);
        if consumption.is_empty() && production.is_empty() {
            let left = |reason| self.left_out.iter().find(|left| left.reason == reason);
            if let Some(left) = left(Reason::UnknownUnit) {
                return Err(NotRead::UnknownUnit(ShortName::of(&left.first)));
            }
            return Err(match () {
                () if self.is_unlikely => NotRead::UnknownUnit(ShortName::NONE),
                () if left(Reason::MaximumPower).is_some() => NotRead::MaximumPower,
                () if left(Reason::OtherQuantity).is_some() => NotRead::OtherQuantity,
                () => NotRead::NoReadings,
            });
        }
        self.left_out.sort_by_key(|left| left.reason);
        self.unused.dedup();
        Ok(Reading {
            form,
            prm: self.prm,
            stamps: self.stamps.unwrap_or(Stamps::End),
            clocks: self.clocks.unwrap_or(Clocks::Wall),
            consumption,
            production,
            bases: self.bases,
            left_out: self.left_out,
            unused: self.unused,
        })
    }
}

/// The number of a cell, where it has one.
fn known(cell: Cell) -> Result<f64, Reason> {
    let number = match cell {
        Cell::Text(text) => number(text)?.ok_or(Reason::NoValue)?,
        Cell::Sum(sum) => sum,
    };
    if number < 0.0 { Err(Reason::Negative) } else { Ok(number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_a_row_holds_no_prm() {
        let zone = Zone::fixed(60);
        let mut draft = Draft::new(&zone, &[]);
        draft.leave_out(Reason::BadTime, &"12345678901234;2023-03-13 99:30:00;\u{0}x");
        assert_eq!(draft.left_out[0].first, "*** 2023-03-13 99:30:00 x");
    }
}
