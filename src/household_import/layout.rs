//! Which columns of a table are read: one column in each direction, or the registers of a tariff, which add up.

use super::column::{Column, Values};
use crate::domain::household::{Direction, Kind};

/// The columns of a table.
#[derive(Debug, Default, PartialEq)]
pub struct Layout {
    pub columns: Vec<Column>,
    /// One for each direction.
    pub streams: Vec<Stream>,
    /// Columns that are named where they hold numbers, by their place and header.
    pub unused: Vec<(usize, String)>,
}

/// Columns whose sum is the value of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    pub values: Values,
    pub columns: Vec<usize>,
    /// The rows of the table, apart from a column of another direction.
    pub direction: Option<Direction>,
}

impl Layout {
    /// `cells` is the header row.
    pub fn of(cells: &[&str]) -> Self {
        let mut columns: Vec<Column> = cells.iter().map(|cell| Column::of(cell)).collect();
        let is_home_assistant = columns.contains(&Column::Entity);
        for column in &mut columns {
            *column = match *column {
                Column::State(kind) if is_home_assistant => Column::Value(Values { kind, ..Values::default() }),
                Column::State(_) => Column::Other,
                other => other,
            };
        }
        join_date_and_hour(&mut columns);
        let values = || {
            columns.iter().enumerate().filter_map(|(place, column)| match column {
                Column::Value(values) => Some((place, *values)),
                _ => None,
            })
        };
        let mut streams: Vec<Stream> = Vec::new();
        for direction in [Some(Direction::Consumption), Some(Direction::Production), None] {
            streams
                .extend(stream(direction, &values().filter(|(_, of)| of.direction == direction).collect::<Vec<_>>()));
        }
        // A column that does not say its direction is one more only where no other is there.
        if streams.len() > 1 {
            streams.retain(|stream| stream.direction.is_some());
        }
        let is_used = |place: &usize| streams.iter().any(|stream| stream.columns.contains(place));
        let may_hold = |column: &Column| match column {
            Column::Value(_) => !is_home_assistant,
            Column::Maximum | Column::Cost | Column::OtherUnit | Column::Other => true,
            _ => false,
        };
        let unused = (0..columns.len()).filter(|place| may_hold(&columns[*place]) && !is_used(place));
        let unused = unused.map(|place| (place, header(cells[place]))).filter(|(_, name)| !name.is_empty()).collect();
        Self { columns, streams, unused }
    }

    pub fn has(&self, wanted: fn(&Column) -> bool) -> bool {
        self.columns.iter().any(wanted)
    }

    pub fn is_span(&self) -> bool {
        self.columns.contains(&Column::Start) && self.columns.contains(&Column::End)
    }

    pub fn is_index(&self) -> bool {
        self.has(|column| matches!(column, Column::IndexTotal(_) | Column::IndexPart(_)))
    }

    pub fn is_timed(&self) -> bool {
        self.is_span()
            || self.has(|column| matches!(column, Column::Time(_)))
            || self.columns.contains(&Column::Start) && self.columns.contains(&Column::Entity)
    }

    /// A table of maxima alone.
    pub fn is_of_maxima(&self) -> bool {
        self.streams.is_empty() && self.columns.contains(&Column::Maximum)
    }
}

/// A second column of times is the hour; and without a date there is no hour.
fn join_date_and_hour(columns: &mut [Column]) {
    let mut has_time = false;
    for column in columns {
        match *column {
            Column::Time(stamps) if has_time => *column = Column::Hour(stamps),
            Column::Time(_) => has_time = true,
            _ => {}
        }
    }
}

/// What is read of the columns of one direction.
fn stream(direction: Option<Direction>, all: &[(usize, Values)]) -> Option<Stream> {
    // Energies of steps say most, counters least; and what has a unit goes before what has none.
    let rank = |values: &Values| match values.kind {
        Some(Kind::StepEnergy) => 0,
        Some(Kind::MeanPower) => 1,
        Some(Kind::Counter) => 2,
        None => 3,
    };
    let best = all.iter().map(|(_, values)| rank(values)).min()?;
    let of_kind: Vec<&(usize, Values)> = all.iter().filter(|(_, values)| rank(values) == best).collect();
    let registers: Vec<usize> =
        of_kind.iter().filter(|(_, values)| values.is_register).map(|(place, _)| *place).collect();
    // A column beside registers that is none of them is their total.
    let total = of_kind.iter().find(|(_, values)| !values.is_register);
    let (columns, values) = match total {
        Some((place, values)) => (vec![*place], *values),
        None => (registers, of_kind[0].1),
    };
    // Registers in different units do not add up.
    let columns =
        columns.into_iter().filter(|place| all.iter().any(|(of, other)| of == place && other.unit == values.unit));
    Some(Stream { values, columns: columns.collect(), direction })
}

/// A header cell as it is shown; no more of it than a person needs.
fn header(cell: &str) -> String {
    const LONGEST: usize = 40;
    cell.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> (Vec<Vec<usize>>, Vec<String>) {
        let layout = Layout::of(&header.split(';').collect::<Vec<_>>());
        let streams = layout.streams.iter().map(|stream| stream.columns.clone()).collect();
        (streams, layout.unused.into_iter().map(|(_, name)| name).collect())
    }

    #[test]
    fn registers_add_up_a_total_goes_before_them_and_the_rest_is_named() {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (header, columns, unused) in [
            ("Date;HP (kWh);HC (kWh)", vec![vec![1, 2]], vec![]),
            ("Date;HP (kWh);HC (kWh);Total (kWh)", vec![vec![3]], vec!["HP (kWh)", "HC (kWh)"]),
            ("Date;Production (kWh);Consommation (kWh)", vec![vec![2], vec![1]], vec![]),
            ("Date;Consommation (kWh);Coût (€);Température", vec![vec![1]], vec!["Coût (€)", "Température"]),
            ("Date;Puissance (kW);Consommation (kWh)", vec![vec![2]], vec!["Puissance (kW)"]),
            ("Date;Consommation 2023 (kWh);Consommation 2024 (kWh)", vec![vec![1]], vec!["Consommation 2024 (kWh)"]),
            ("Date;Coût (€)", vec![], vec!["Coût (€)"]),
        ] {
            assert_eq!(read(header), (columns, named(&unused)), "{header}");
        }
    }
}
