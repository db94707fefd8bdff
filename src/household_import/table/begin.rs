//! Where tables begin: their headers, the heads and the remarks above them.

use super::{CONSUMPTION, Tables};
use crate::{
    domain::household::{Evidence, Form, Known, MaskedPrm, NotRead},
    household_import::{
        cells::other_unit,
        column::{Column, Values, direction},
        draft::number,
        header::plain,
        layout::{Layout, Stream},
        sniff::{is_about_gas, is_of_gas_meter},
        stamp::{stamp, unix_stamp},
    },
};

impl Tables<'_> {
    pub(super) fn take_header(&mut self, cells: &[&str]) -> bool {
        let layout = Layout::of(cells);
        if layout.is_timed() && (!layout.streams.is_empty() || layout.is_index()) {
            let step = self.draft.declared_step;
            self.end_block();
            // The head above the first table still holds.
            self.draft.declared_step = step;
            let form = self.title.form(&layout, self.is_sheet);
            self.form.get_or_insert(form);
            self.is_gas |= cells.iter().any(|cell| is_of_gas_meter(&plain(cell)));
            self.draft.note_shape(cells.iter().copied());
            (self.looked_at, self.day) = (0, None);
            self.described = vec![String::new(); layout.columns.len()];
            self.layout = layout;
            return true;
        }
        if layout.is_timed() && !layout.unused.is_empty() {
            self.end_block();
            let only = match () {
                () if layout.is_of_maxima() => Some(NotRead::MaximumPower),
                () if layout.columns.contains(&Column::OtherUnit) => Some(NotRead::UnknownUnit(other_unit(cells))),
                () if layout.columns.contains(&Column::Cost) => Some(NotRead::Cost),
                () => None,
            };
            self.is_gas |= cells.iter().any(|cell| is_of_gas_meter(&plain(cell)));
            self.only = self.only.or(only);
            // What stands below belongs to no table that is read.
            self.layout = Layout::default();
            return only.is_some();
        }
        let is_head = |c: &Column| matches!(c, Column::Direction | Column::Quantity | Column::UnitOfRow);
        if layout.columns.contains(&Column::Prm) && layout.has(is_head) {
            self.end_block();
            self.head = Some(layout.columns);
            self.layout = Layout::default();
            return true;
        }
        false
    }

    /// Two columns without a header: a sensor's times and values.
    pub(super) fn take_bare(&mut self, cells: &[&str]) -> bool {
        let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let [time, value] = filled.as_slice() else { return false };
        if !matches!(number(value), Ok(Some(_))) || self.form.is_some() || time.starts_with('0') {
            return false;
        }
        let is_unix = number(time).ok().flatten().and_then(unix_stamp).is_some();
        if !is_unix && stamp(time).is_none() {
            return false;
        }
        self.form = Some(if is_unix { Form::EmoncmsFeed } else { Form::Table });
        let stream = Stream { values: Values::default(), columns: vec![1], direction: None };
        let columns = vec![Column::Time(None), Column::Value(Values::default())];
        self.layout = Layout { columns, streams: vec![stream], unused: Vec::new() };
        self.described = vec![String::new(); 2];
        self.draft.note_shape([if is_unix { "seconds" } else { "bare" }]);
        true
    }

    /// The row below a head: who, what, in which unit, at which step.
    pub(super) fn take_head(&mut self, head: &[Column], cells: &[&str]) {
        (self.unit, self.foreign, self.direction) = (None, None, CONSUMPTION);
        self.title.has_head = true;
        for (column, cell) in head.iter().zip(cells) {
            self.note(*column, cell);
        }
    }

    /// A row above the table may name the PRM, and what the table is about.
    pub(super) fn take_remark(&mut self, cells: &[&str]) {
        for cell in cells {
            self.draft.prm = self.draft.prm.or_else(|| cell.split([' ', ':']).find_map(MaskedPrm::read));
            if let (Some(direction), true) = (direction(cell), cell.len() < 80) {
                self.direction = Known::new(direction, Evidence::Header);
            }
            self.title.note(cell);
            let plain = plain(cell);
            self.mentions_gas |= is_about_gas(&plain);
            self.is_gas |= is_of_gas_meter(&plain);
        }
    }
}
