//! The cells of a row, and what is read from them.

use std::fmt::{self, Display};

use chrono::Duration;

use super::{
    column::Column,
    draft::{Cell, number},
    layout::Stream,
    stamp::{Stamp, clock, spreadsheet_stamp, stamp, unix_stamp},
};
use crate::domain::household::{Direction, ShortName};

pub fn time(cell: &str) -> Option<Stamp> {
    stamp(cell).or_else(|| {
        let number = number(cell).ok()??;
        unix_stamp(number).or_else(|| spreadsheet_stamp(number))
    })
}

/// A time of day, also as the fraction of a day that spreadsheets write.
pub fn hour_of(cell: &str) -> Option<(u32, u32, u32)> {
    clock(cell).or_else(|| {
        let share = number(cell).ok()??;
        let second = (share * 86_400.0).round() as u32;
        (0.0..=1.0).contains(&share).then_some((second / 3600, second / 60 % 60, second % 60))
    })
}

pub fn later_by_an_hour(time: Stamp) -> Stamp {
    let hour = Duration::hours(1);
    match time {
        Stamp::At(at) => Stamp::At(at + hour),
        Stamp::Wall(wall) => Stamp::Wall(wall + hour),
        Stamp::Day(day) => Stamp::Day(day),
    }
}

/// The value of a row: a cell, or the sum of its registers. Where a register of two is empty the sum is not known; of the
/// many of a tariff with colours only those of the day are filled.
pub fn cell_of<'c>(stream: &Stream, cells: &[&'c str]) -> Cell<'c> {
    let cell = |place: &usize| cells.get(*place).copied().unwrap_or_default();
    let [only] = stream.columns.as_slice() else {
        let mut sum = None;
        for place in &stream.columns {
            match number(cell(place)) {
                Ok(Some(part)) if part >= 0.0 => sum = Some(sum.unwrap_or(0.0) + part),
                Ok(None) if stream.columns.len() > 2 => {}
                Ok(_) | Err(_) => return Cell::Text(cell(place)),
            }
        }
        return sum.map_or(Cell::Text(""), Cell::Sum);
    };
    Cell::Text(cell(only))
}

pub fn other_unit(cells: &[&str]) -> ShortName {
    let header = cells.iter().find(|cell| Column::of(cell) == Column::OtherUnit).copied().unwrap_or_default();
    let unit = header.split(['(', ')', ' ', '[', ']']).rfind(|word| !word.is_empty());
    ShortName::of(unit.unwrap_or_default())
}

/// What a counter shows in all, and the sum of its parts.
pub type Counter = (Option<f64>, Option<f64>);

/// The cells of a row, by what they hold.
#[derive(Default)]
pub struct Found<'a> {
    pub time: &'a str,
    pub hour: Option<&'a str>,
    pub start: &'a str,
    pub end: &'a str,
    pub step: Option<u32>,
    /// What counters show in all and in parts, in each direction.
    pub index: [Counter; 2],
}

impl Found<'_> {
    pub fn index(&mut self, direction: Direction) -> &mut Counter {
        &mut self.index[usize::from(direction == Direction::Production)]
    }
}

/// A row as it is shown to the person.
pub struct Shown<'a> {
    pub found: &'a Found<'a>,
    pub value: &'a str,
}

impl Display for Shown<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let Found { time, hour, start, .. } = self.found;
        write!(out, "{time}{start} {} {}", hour.unwrap_or_default(), self.value)
    }
}
