//! What is known of a place: its record, and of each meter its last value, two days, a month and a year.

use chrono::Duration;

use crate::domain::{Energies, MeterKind, MeterReading, PowerSeries, School};

/// What one meter said.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub kind: MeterKind,
    pub step: Duration,
    pub reading: Option<MeterReading>,
    pub today: Option<PowerSeries>,
    pub yesterday: Option<PowerSeries>,
    /// The days of the month, until today.
    pub month: Energies,
    /// The months of the year, until this one.
    pub year: Energies,
}

/// A place with what its meters said.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub school: School,
    pub meters: Vec<Known>,
}

impl Place {
    /// Those that have a column in tables: not what is reckoned from three others, which would be one too many for a telephone.
    pub fn columns(&self) -> impl Iterator<Item = &Known> {
        self.meters.iter().filter(|meter| self.school.meter(meter.kind).is_some())
    }

    pub fn meter(&self, kind: MeterKind) -> Option<&Known> {
        self.meters.iter().find(|meter| meter.kind == kind)
    }
}
