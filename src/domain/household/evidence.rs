//! What the numbers of a file are, and how this is known.
//!
//! An energy is computed only from a [`Basis`]: the kind of the values, their unit, the length of their step, the moment that
//! their stamps mean and the direction, each with the [`Evidence`] for it. Where the evidence does not agree the reading ends
//! in a [`Question`] with an example from the file, and the file is read again with the [`Answer`].

use chrono::NaiveDate;

use super::{Direction, ShortName, Stamps};

/// What a value measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Mean power over a step; in a history of states, the power until the next state.
    MeanPower,
    /// Energy of a step.
    StepEnergy,
    /// Reading of a counter at a moment.
    Counter,
}

/// Whether values are in W and Wh or in kW and kWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    Unit,
    Kilo,
}

/// What a value is, with its unit. A maximum is none of these: it carries no energy, and a file of maxima is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub kind: Kind,
    pub scale: Scale,
}

impl Quantity {
    pub const ALL: [Quantity; 6] = [
        Quantity::new(Kind::MeanPower, Scale::Unit),
        Quantity::new(Kind::MeanPower, Scale::Kilo),
        Quantity::new(Kind::StepEnergy, Scale::Unit),
        Quantity::new(Kind::StepEnergy, Scale::Kilo),
        Quantity::new(Kind::Counter, Scale::Unit),
        Quantity::new(Kind::Counter, Scale::Kilo),
    ];

    pub const fn new(kind: Kind, scale: Scale) -> Self {
        Self { kind, scale }
    }

    /// Watts or watt-hours in one of it.
    pub const fn factor(self) -> f64 {
        match self.scale {
            Scale::Unit => 1.0,
            Scale::Kilo => 1000.0,
        }
    }

    /// The unit as it is written in every language.
    pub const fn unit(self) -> &'static str {
        match (self.kind, self.scale) {
            (Kind::MeanPower, Scale::Unit) => "W",
            (Kind::MeanPower, Scale::Kilo) => "kW",
            (Kind::StepEnergy | Kind::Counter, Scale::Unit) => "Wh",
            (Kind::StepEnergy | Kind::Counter, Scale::Kilo) => "kWh",
        }
    }
}

/// Where a fact about a file's values comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A known export: its title, quantity and step. Outranks the unit in its header.
    Signature,
    /// Header cells, a head or a field beside the value.
    Header,
    /// The instants of the rows.
    Grid,
    /// The size of the values, and whether they ever fall.
    Magnitude,
    /// The person said so.
    Answer,
    /// The file says nothing of it, and nothing else is likely: said beside the total.
    NotSaid,
}

impl Evidence {
    pub const ALL: [Evidence; 6] = [
        Evidence::Signature,
        Evidence::Header,
        Evidence::Grid,
        Evidence::Magnitude,
        Evidence::Answer,
        Evidence::NotSaid,
    ];
}

/// A fact and the evidence for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    pub value: T,
    pub by: Evidence,
}

impl<T> Known<T> {
    pub const fn new(value: T, by: Evidence) -> Self {
        Self { value, by }
    }
}

/// All that an energy is computed from, each with its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    pub kind: Known<Kind>,
    pub scale: Known<Scale>,
    /// Evidence for the length of the steps; the lengths themselves differ from row to row.
    pub step: Evidence,
    pub stamps: Known<Stamps>,
    pub direction: Known<Direction>,
    /// A known export whose header names another unit than its values have.
    pub header_differs: bool,
}

impl Basis {
    pub const fn quantity(&self) -> Quantity {
        Quantity::new(self.kind.value, self.scale.value)
    }
}

/// One possible answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Quantity(Quantity),
    /// The stamps are the beginnings of the steps, or their ends.
    Stamps(Stamps),
}

impl Choice {
    pub const ALL: [Choice; 8] = [
        Choice::Quantity(Quantity::ALL[0]),
        Choice::Quantity(Quantity::ALL[1]),
        Choice::Quantity(Quantity::ALL[2]),
        Choice::Quantity(Quantity::ALL[3]),
        Choice::Quantity(Quantity::ALL[4]),
        Choice::Quantity(Quantity::ALL[5]),
        Choice::Stamps(Stamps::Start),
        Choice::Stamps(Stamps::End),
    ];
}

/// What has to be asked before a file can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Same for files with the same header: one answer serves them all.
    pub shape: u32,
    /// A value as it stands in the file, its local day, and its step in seconds (0: unknown).
    pub value: ShortName,
    pub day: NaiveDate,
    pub step: u32,
    /// Bit `i` set: `Choice::ALL[i]` is possible.
    pub options: u8,
}

impl Question {
    pub fn choices(&self) -> impl Iterator<Item = Choice> + use<> {
        let options = self.options;
        Choice::ALL
            .into_iter()
            .enumerate()
            .filter(move |(place, _)| options & (1 << place) != 0)
            .map(|(_, choice)| choice)
    }

    /// The bits of these choices.
    pub fn options_of(choices: impl IntoIterator<Item = Choice>) -> u8 {
        choices
            .into_iter()
            .filter_map(|choice| Choice::ALL.iter().position(|known| *known == choice))
            .fold(0, |all, place| all | 1 << place)
    }
}

/// What a person answered for all files of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub shape: u32,
    pub choice: Choice,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_keeps_its_choices_in_order() {
        let choices = [Choice::Quantity(Quantity::new(Kind::StepEnergy, Scale::Kilo)), Choice::Stamps(Stamps::End)];
        let options = Question::options_of([choices[1], choices[0]]);
        let day = NaiveDate::from_ymd_opt(2024, 7, 15).unwrap();
        let question = Question { shape: 1, value: ShortName::of("25,2"), day, step: 86_400, options };
        assert_eq!(question.choices().collect::<Vec<_>>(), choices);
        assert_eq!(
            Choice::ALL.map(|choice| Question::options_of([choice]).trailing_zeros() as usize),
            [0, 1, 2, 3, 4, 5, 6, 7]
        );
    }
}
