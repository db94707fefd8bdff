//! Tables among rows of cells, found by their header cells: where they stand, in which order and under what differs from
//! file to file.

use std::fmt::{self, Display};

use super::{
    Reading,
    draft::{Draft, Row, number},
    header::{Column, Unit, plain, step_seconds},
    sniff::is_about_gas,
    stamp::{spreadsheet_stamp, stamp},
};
use crate::domain::{
    Zone,
    household::{Direction, Form, MaskedPrm, NotRead, Reason, Stamps},
};

/// Cells of a row that are looked at: no known form has more, and a hostile one a million.
pub const MOST_CELLS: usize = 64;

/// Reads rows one after the other.
pub struct Tables<'a> {
    draft: Draft<'a>,
    form: Option<Form>,
    /// What the columns of the rows to come hold.
    columns: Vec<Column>,
    /// The row to come has the values of such a head.
    head: Option<Vec<Column>>,
    unit: Option<Unit>,
    is_other_quantity: bool,
    is_sheet: bool,
    is_about_gas: bool,
}

impl<'a> Tables<'a> {
    pub const fn new(zone: &'a Zone, is_sheet: bool) -> Self {
        Self {
            draft: Draft::new(zone),
            form: None,
            columns: Vec::new(),
            head: None,
            unit: None,
            is_other_quantity: false,
            is_sheet,
            is_about_gas: false,
        }
    }

    /// Another sheet of a workbook begins; its name tells consumption from production.
    pub fn begin_sheet(&mut self, name: &str) {
        self.draft.end_block();
        self.columns.clear();
        self.head = None;
        self.draft.direction = direction(name).unwrap_or(Direction::Consumption);
    }

    pub fn row(&mut self, cells: &[&str]) {
        let cells = &cells[..cells.len().min(MOST_CELLS)];
        let Some(first) = cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()) else { return };
        if let Some(head) = self.head.take() {
            return self.take_head(&head, cells);
        }
        // Words begin a header; readings begin with a time or a PRM.
        if !first.starts_with(|c: char| c.is_ascii_digit()) && self.take_header(cells) {
            return;
        }
        if self.columns.is_empty() {
            self.take_remark(cells);
        } else {
            self.take_reading(cells);
        }
    }

    /// # Errors
    /// When no table was found, or nothing in it.
    pub fn finish(self) -> Result<Reading, NotRead> {
        let form = self.form.ok_or(if self.is_about_gas { NotRead::Gas } else { NotRead::Unknown })?;
        self.draft.finish(form)
    }

    fn take_header(&mut self, cells: &[&str]) -> bool {
        let columns: Vec<Column> = cells.iter().map(|cell| Column::of(cell)).collect();
        let has = |wanted: fn(&Column) -> bool| columns.iter().any(wanted);
        let is_timed = has(|c| matches!(c, Column::Time));
        let is_span = has(|c| matches!(c, Column::Start)) && has(|c| matches!(c, Column::End));
        let is_counter = has(|c| matches!(c, Column::IndexTotal | Column::IndexPart));
        let is_value = has(|c| matches!(c, Column::Value(_)));
        if (is_timed || is_span) && (is_value || is_counter) {
            let step = self.draft.declared_step;
            self.draft.end_block();
            // The head above the first table still holds.
            self.draft.declared_step = step;
            let form = self.form_of(&columns, is_span, is_counter);
            self.form.get_or_insert(form);
            self.draft.stamps = if form == Form::FlatCsv { None } else { Some(Stamps::End) };
            self.columns = columns;
            return true;
        }
        if has(|c| matches!(c, Column::Prm))
            && has(|c| matches!(c, Column::Direction | Column::Quantity | Column::UnitOfRow))
        {
            self.draft.end_block();
            self.columns.clear();
            self.head = Some(columns);
            return true;
        }
        false
    }

    fn form_of(&self, columns: &[Column], is_span: bool, is_counter: bool) -> Form {
        let is_energy = columns.iter().any(|c| matches!(c, Column::Value(Some(unit)) if !unit.is_power()));
        let is_flat = columns.contains(&Column::Prm) || columns.contains(&Column::Step);
        match (is_span, is_counter) {
            (true, _) if columns.contains(&Column::Direction) => Form::OwnCsv,
            (true, _) if self.is_sheet => Form::HalfHourSheet,
            (true, _) => Form::ExtensionCsv,
            (false, true) => Form::IndexCsv,
            (false, false) if is_energy => Form::DailySheet,
            (false, false) if is_flat => Form::FlatCsv,
            (false, false) => Form::LoadCurveCsv,
        }
    }

    /// The row below a head: who, what, in which unit, at which step.
    fn take_head(&mut self, head: &[Column], cells: &[&str]) {
        (self.unit, self.is_other_quantity) = (None, false);
        for (column, cell) in head.iter().zip(cells) {
            self.note(*column, cell);
        }
    }

    /// What holds for a row, or for all rows below.
    fn note(&mut self, column: Column, cell: &str) {
        match column {
            Column::Prm => self.draft.note_prm(cell),
            Column::Direction => self.draft.direction = direction(cell).unwrap_or(self.draft.direction),
            Column::Quantity => self.is_other_quantity |= !is_active_energy(cell),
            Column::UnitOfRow => {
                self.unit = Unit::named_in(cell);
                self.is_other_quantity |= self.unit.is_none() && !cell.trim().is_empty();
            }
            Column::Step => self.draft.declared_step = step_seconds(cell),
            Column::Time
            | Column::Start
            | Column::End
            | Column::Value(_)
            | Column::IndexTotal
            | Column::IndexPart
            | Column::Other => {}
        }
    }

    /// A row above the table may name the PRM, and what the table is about.
    fn take_remark(&mut self, cells: &[&str]) {
        for cell in cells {
            self.draft.prm = self.draft.prm.or_else(|| cell.split([' ', ':']).find_map(MaskedPrm::read));
            if let (Some(direction), true) = (direction(cell), cell.len() < 80) {
                self.draft.direction = direction;
            }
            self.is_about_gas |= is_about_gas(&plain(cell));
        }
    }

    fn take_reading(&mut self, cells: &[&str]) {
        let mut found = Found::default();
        let columns = std::mem::take(&mut self.columns);
        for (column, cell) in columns.iter().zip(cells) {
            match column {
                Column::Time => found.time = cell,
                Column::Start => found.start = cell,
                Column::End => found.end = cell,
                Column::Value(unit) => (found.value, found.unit) = (cell, *unit),
                Column::IndexTotal => found.total = number(cell).ok().flatten(),
                Column::IndexPart => found.add_part(number(cell).ok().flatten()),
                Column::Step => found.step = step_seconds(cell),
                Column::Direction | Column::Prm => {
                    let before = self.draft.direction;
                    if direction(cell).is_some_and(|now| now != before) {
                        self.draft.end_block();
                    }
                    self.note(*column, cell);
                }
                Column::Quantity | Column::UnitOfRow => {
                    if *column == Column::Quantity {
                        self.is_other_quantity = false;
                    }
                    self.note(*column, cell);
                }
                Column::Other => {}
            }
        }
        self.put(&columns, &found);
        self.columns = columns;
    }

    fn put(&mut self, columns: &[Column], found: &Found) {
        if self.is_other_quantity {
            return self.draft.leave_out(Reason::OtherQuantity, found);
        }
        let time = |cell: &str| stamp(cell).or_else(|| spreadsheet_stamp(number(cell).ok()??));
        // Power is what load curves say where they say nothing.
        let unit = found.unit.or(self.unit);
        if columns.contains(&Column::Start) {
            let (Some(start), Some(end)) = (time(found.start), time(found.end)) else {
                return self.draft.leave_out(Reason::BadTime, found);
            };
            return self.draft.span(start, end, (found.value, unit.unwrap_or(Unit::Kilowatts)), found);
        }
        let Some(time) = time(found.time) else { return self.draft.leave_out(Reason::BadTime, found) };
        if columns.iter().any(|c| matches!(c, Column::IndexTotal | Column::IndexPart)) {
            let factor = unit.unwrap_or(Unit::WattHours).factor();
            match found.total.or(found.parts) {
                Some(counter) if counter >= 0.0 => self.draft.counter(time, counter * factor, found),
                Some(_) => self.draft.leave_out(Reason::Negative, found),
                None => self.draft.leave_out(Reason::NoValue, found),
            }
            return;
        }
        let reading = Row { time, value: found.value, unit: unit.unwrap_or(Unit::Watts), step: found.step };
        self.draft.row(reading, found);
    }
}

/// The cells of a row, by what they hold.
#[derive(Default)]
struct Found<'a> {
    time: &'a str,
    start: &'a str,
    end: &'a str,
    value: &'a str,
    unit: Option<Unit>,
    step: Option<u32>,
    total: Option<f64>,
    parts: Option<f64>,
}

/// A row as it is shown to the person.
impl Display for Found<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}{} {}", self.time, self.start, self.value)
    }
}

impl Found<'_> {
    fn add_part(&mut self, part: Option<f64>) {
        if let Some(part) = part {
            self.parts = Some(self.parts.unwrap_or(0.0) + part);
        }
    }
}

pub fn direction(text: &str) -> Option<Direction> {
    plain(text).split(' ').find_map(|word| match word {
        "production" | "injection" | "prod" => Some(Direction::Production),
        "consommation" | "consumption" | "soutirage" | "cons" => Some(Direction::Consumption),
        _ => None,
    })
}

/// Whether a quantity is active energy or its power; a maximum of a day, reactive energy and voltage are not.
pub fn is_active_energy(text: &str) -> bool {
    let plain = plain(text);
    let is_other = plain.split(' ').any(|word| {
        word.starts_with("reacti") || word.starts_with("max") || word == "tension" || word == "pma" || word == "er"
    });
    !is_other
}
