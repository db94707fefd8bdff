//! Tables among rows of cells, found by their header cells: where they stand, in which order and under what differs from
//! file to file.

mod begin;

use chrono::NaiveDate;

use super::{
    Reading,
    cells::{Found, Shown, cell_of, hour_of, later_by_an_hour, time},
    column::{Column, Foreign, Values, direction, direction_of_name, foreign},
    draft::{Cell, Draft, Row, number},
    evidence::Claim,
    header::{Unit, plain, step_seconds},
    layout::{Layout, Stream},
    signature::Title,
    stamp::{Stamp, at_clock, clock, month, stamp},
};
use crate::domain::{
    Zone,
    household::{Answer, Direction, Evidence, Form, Kind, Known, NotRead, Reason, Stamps},
};

/// Cells of a row that are looked at: no known form has more, and a hostile one a million.
pub const MOST_CELLS: usize = 64;
/// Rows of a table in which columns that are not used are looked at for numbers.
const ROWS_LOOKED_AT: u32 = 60;

/// Reads rows one after the other.
pub struct Tables<'a> {
    draft: Draft<'a>,
    form: Option<Form>,
    /// What the columns of the rows to come hold.
    layout: Layout,
    /// Where the values of each stream go; `None`: what is claimed of them has changed.
    series: Option<Vec<usize>>,
    /// The row to come has the values of such a head.
    head: Option<Vec<Column>>,
    title: Title,
    unit: Option<Unit>,
    direction: Known<Direction>,
    foreign: Option<Foreign>,
    /// What a column said in the row before that describes its rows.
    described: Vec<String>,
    /// The first sensor of a file, and whether the rows to come are of it.
    entity: Option<String>,
    /// The day of the times to come.
    day: Option<NaiveDate>,
    looked_at: u32,
    is_sheet: bool,
    mentions_gas: bool,
    is_gas: bool,
    /// What the only columns with numbers were, where nothing else is found.
    only: Option<NotRead>,
}

const CONSUMPTION: Known<Direction> = Known::new(Direction::Consumption, Evidence::NotSaid);

impl<'a> Tables<'a> {
    pub fn new(zone: &'a Zone, answers: &'a [Answer], is_sheet: bool) -> Self {
        Self {
            draft: Draft::new(zone, answers),
            form: None,
            layout: Layout::default(),
            series: None,
            head: None,
            title: Title::default(),
            unit: None,
            direction: CONSUMPTION,
            foreign: None,
            described: Vec::new(),
            entity: None,
            day: None,
            looked_at: 0,
            is_sheet,
            mentions_gas: false,
            is_gas: false,
            only: None,
        }
    }

    /// Another sheet of a workbook begins; its name tells consumption from production.
    pub fn begin_sheet(&mut self, name: &str) {
        self.end_block();
        self.layout = Layout::default();
        self.head = None;
        self.unit = None;
        self.foreign = None;
        self.title = Title::default();
        self.title.note(name);
        self.direction = direction(name).map_or(CONSUMPTION, |direction| Known::new(direction, Evidence::Header));
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
        if self.layout.columns.is_empty() && !self.take_bare(cells) {
            self.take_remark(cells);
        } else {
            self.take_reading(cells);
        }
    }

    /// # Errors
    /// When no table was found, or nothing in it; or when there is a question.
    pub fn finish(self) -> Result<Reading, NotRead> {
        if self.is_gas || self.form.is_none() && self.mentions_gas {
            return Err(NotRead::Gas);
        }
        let form = self.form.ok_or_else(|| self.only.unwrap_or(NotRead::Unknown))?;
        let only = self.only;
        self.draft.finish(form).map_err(|why| match (why, only) {
            (NotRead::NoReadings, Some(only)) => only,
            (why, _) => why,
        })
    }

    fn end_block(&mut self) {
        self.draft.end_block();
        self.series = None;
    }

    /// What holds for a row, or for all rows below.
    fn note(&mut self, column: Column, cell: &str) {
        match column {
            Column::Prm => self.draft.note_prm(cell),
            Column::Direction => {
                let said = direction(cell).map(|direction| Known::new(direction, Evidence::Header));
                self.direction = said.unwrap_or(self.direction);
            }
            Column::Quantity | Column::DataType => {
                self.foreign = self.foreign.or(foreign(cell));
                self.title.note(cell);
            }
            Column::UnitOfRow => {
                self.unit = Unit::named_in(cell);
                let is_other = self.unit.is_none() && !cell.trim().is_empty();
                self.foreign = self.foreign.or(if is_other { foreign(cell).or(Some(Foreign::Other)) } else { None });
            }
            Column::Step => self.draft.declared_step = step_seconds(cell),
            Column::Entity => {
                let name = cell.trim();
                let first = self.entity.get_or_insert_with(|| name.to_owned());
                self.draft.is_other_meter = first != name;
                let said = direction_of_name(name).map(|direction| Known::new(direction, Evidence::Header));
                self.direction = said.unwrap_or(CONSUMPTION);
                self.foreign = ["papp", "sinst", "apparent", "voltage", "tension", "temperature"]
                    .iter()
                    .any(|word| plain(name).contains(word))
                    .then_some(Foreign::Other);
            }
            Column::Time(_)
            | Column::Hour(_)
            | Column::Start
            | Column::End
            | Column::Value(_)
            | Column::State(_)
            | Column::IndexTotal(_)
            | Column::IndexPart(_)
            | Column::Maximum
            | Column::Cost
            | Column::OtherUnit
            | Column::Ignored
            | Column::Other => {}
        }
    }

    fn take_reading(&mut self, cells: &[&str]) {
        let mut found = Found::default();
        let layout = std::mem::take(&mut self.layout);
        for (place, (column, cell)) in layout.columns.iter().zip(cells).enumerate() {
            match column {
                Column::Time(_) => found.time = cell,
                Column::Hour(_) => found.hour = found.hour.or(Some(*cell)),
                Column::Start => found.start = cell,
                Column::End => found.end = cell,
                Column::IndexTotal(direction) => found.index(*direction).0 = number(cell).ok().flatten(),
                Column::IndexPart(direction) => {
                    let part = number(cell).ok().flatten();
                    let parts = &mut found.index(*direction).1;
                    *parts = part.map_or(*parts, |part| Some(parts.unwrap_or(0.0) + part));
                }
                Column::Step => found.step = step_seconds(cell),
                Column::Direction | Column::Prm | Column::Quantity | Column::UnitOfRow | Column::Entity => {
                    // Most rows say the same as the one before.
                    if self.described[place] != **cell {
                        self.described[place].clear();
                        self.described[place].push_str(cell);
                        self.series = None;
                    }
                }
                Column::Value(_)
                | Column::State(_)
                | Column::DataType
                | Column::Maximum
                | Column::Cost
                | Column::OtherUnit
                | Column::Ignored
                | Column::Other => {}
            }
        }
        if self.series.is_none() {
            self.describe(&layout);
        }
        self.layout = layout;
        if self.looked_at < ROWS_LOOKED_AT {
            self.looked_at += 1;
            self.look_for_unused(cells);
        }
        self.put(cells, &found);
    }

    /// What the cells that describe a row say of it, and where its values go.
    fn describe(&mut self, layout: &Layout) {
        let described = std::mem::take(&mut self.described);
        if layout.columns.iter().any(|c| matches!(c, Column::Quantity | Column::UnitOfRow)) {
            self.foreign = None;
        }
        for (column, cell) in layout.columns.iter().zip(&described) {
            self.note(*column, cell);
        }
        self.described = described;
        let is_bare = self.form == Some(Form::EmoncmsFeed);
        let claims: Vec<Claim> = if layout.is_index() {
            let stream = Stream { values: Values::default(), columns: Vec::new(), direction: None };
            let claim = self.title.claim(layout, &stream, self.unit);
            Direction::ALL.iter().map(|direction| Claim { direction: self.of_counter(*direction), ..claim }).collect()
        } else {
            let claim = |stream: &Stream| {
                let claim = if is_bare {
                    Claim { is_sensor: true, ..Claim::NONE }.with_stamps(Stamps::Start, Evidence::Signature)
                } else {
                    self.title.claim(layout, stream, self.unit)
                };
                Claim { direction: self.towards(stream.direction), ..claim }
            };
            layout.streams.iter().map(claim).collect()
        };
        self.series = Some(claims.iter().map(|claim| self.draft.series(claim)).collect());
    }

    /// The direction that a column says, or else its row or its head.
    fn towards(&self, column: Option<Direction>) -> Known<Direction> {
        match column {
            Some(direction) => Known::new(direction, Evidence::Header),
            None => self.direction,
        }
    }

    /// `EAS` is what is drawn, unless a head says otherwise; `EAI` is what is fed in.
    fn of_counter(&self, direction: Direction) -> Known<Direction> {
        let is_said = direction == Direction::Consumption && self.direction.by != Evidence::NotSaid;
        if is_said { self.direction } else { Known::new(direction, Evidence::Header) }
    }

    fn look_for_unused(&mut self, cells: &[&str]) {
        let draft = &mut self.draft;
        self.layout.unused.retain(|(place, name)| {
            let holds = cells.get(*place).is_some_and(|cell| matches!(number(cell), Ok(Some(_))));
            if holds && !draft.unused.contains(name) {
                draft.unused.push(name.clone());
            }
            !holds
        });
    }

    fn put(&mut self, cells: &[&str], found: &Found) {
        let value =
            |stream: &Stream| stream.columns.first().and_then(|place| cells.get(*place)).copied().unwrap_or_default();
        let shown = Shown { found, value: self.layout.streams.first().map(value).unwrap_or_default() };
        match self.foreign {
            Some(Foreign::Maximum) => return self.draft.leave_out(Reason::MaximumPower, &shown),
            Some(Foreign::Other) => return self.draft.leave_out(Reason::OtherQuantity, &shown),
            None => {}
        }
        let streams = self.layout.streams.len();
        if self.layout.is_span() {
            let (Some(start), Some(end)) = (time(found.start), time(found.end)) else {
                return self.draft.leave_out(Reason::BadTime, &shown);
            };
            for place in 0..streams {
                let value = cell_of(&self.layout.streams[place], cells);
                self.draft.span(self.series_of(place), (start, end), value, &shown);
            }
            return;
        }
        let Some(time) = self.time_of(found, shown.value) else { return };
        let Some(time) = time else {
            let Some(first) = month(found.time) else { return self.draft.leave_out(Reason::BadTime, &shown) };
            for place in 0..streams {
                let value = cell_of(&self.layout.streams[place], cells);
                self.draft.month(self.series_of(place), first, value, &shown);
            }
            self.form = self.form.map(|form| if form == Form::EdfDays { Form::EdfMonths } else { form });
            return;
        };
        if self.layout.is_index() {
            let has = found.index.map(|(total, parts)| total.or(parts));
            if has == [None, None] {
                self.draft.leave_out(Reason::NoValue, &shown);
            }
            for (place, counter) in has.into_iter().enumerate() {
                if let Some(counter) = counter {
                    let row = Row { time, value: Cell::Sum(counter), step: None };
                    self.draft.row(self.series_of(place), row, &shown);
                }
            }
            return;
        }
        for place in 0..streams {
            let stream = &self.layout.streams[place];
            let is_statistic =
                self.layout.columns.contains(&Column::Start) && stream.values.kind == Some(Kind::Counter);
            // What a counter shows at the end of a statistic's hour.
            let time = if is_statistic { later_by_an_hour(time) } else { time };
            let row = Row { time, value: cell_of(stream, cells), step: found.step };
            self.draft.row(self.series_of(place), row, &shown);
        }
    }

    /// Where the values of a stream go.
    fn series_of(&self, stream: usize) -> usize {
        self.series.as_ref().and_then(|all| all.get(stream)).copied().unwrap_or_default()
    }

    /// The time of a row: `None` where the row is none, `Some(None)` where its time cannot be read.
    #[expect(clippy::option_option, reason = "no row, a row without a readable time, and a row with one")]
    fn time_of(&mut self, found: &Found, value: &str) -> Option<Option<Stamp>> {
        let written = if found.time.is_empty() { found.start } else { found.time };
        if self.title.has_day_rows() {
            if let (Some(Stamp::Day(day)), true) = (stamp(written), value.trim().is_empty()) {
                self.day = Some(day);
                return None;
            }
            if let (Some(day), Some(clock)) = (self.day, clock(written)) {
                // The last half-hour of a day ends at its end.
                let clock = if clock == (0, 0, 0) { (24, 0, 0) } else { clock };
                return Some(at_clock(day, clock).map(Stamp::Wall));
            }
        }
        // The sum of a year among months.
        if [Some(Form::EdfDays), Some(Form::EdfMonths)].contains(&self.form) && plain(written).starts_with("annee") {
            return None;
        }
        let time = time(written);
        let Some(hour) = found.hour else { return Some(time) };
        let day = match time {
            Some(Stamp::Day(day)) => Some(day),
            Some(Stamp::Wall(wall)) => Some(wall.date()),
            Some(Stamp::At(_)) | None => None,
        };
        Some(day.zip(hour_of(hour)).and_then(|(day, clock)| at_clock(day, clock)).map(Stamp::Wall))
    }
}
