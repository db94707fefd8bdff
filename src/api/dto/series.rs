//! `series/{school}/{meter}/….json`: power over a day, energy over the days of a month or the months of a year.

use chrono::Duration;

use super::schools::power;
use crate::{
    api::{Problems, wire::wire},
    domain::{Coverage, Energies, Measured, PowerSeries, WattHours, short_decimal},
};

wire! {
    /// Mean power over the steps of one local day; a day that still runs ends at the last known step.
    pub struct DaySeriesDto {
        pub version: u32,
        pub school: Option<String>,
        pub meter: Option<String>,
        /// Always `W`.
        pub unit: Option<String>,
        /// The beginning of the local day.
        pub start: String,
        pub step_s: u32,
        pub values: Vec<Option<f64>> = default,
    }

    /// Energy of the days of a month, or of the months of a year.
    pub struct EnergySeriesDto {
        pub version: u32,
        pub school: Option<String>,
        pub meter: Option<String>,
        /// Always `Wh`.
        pub unit: Option<String>,
        /// `YYYY-MM` or `YYYY`.
        pub start: String,
        /// `day` or `month`.
        pub step: String,
        pub values: Vec<Option<f64>> = default,
        /// Which share of each was measured; all of it where this is missing.
        pub coverage: Vec<f64> = default,
    }
}

impl DaySeriesDto {
    /// The series; `None` where its beginning or its step cannot be read. A value that cannot be is a gap.
    pub fn into_domain(self, problems: &mut Problems) -> Option<PowerSeries> {
        /// Steps of a minute over 25 hours.
        const MOST: usize = 1500;
        let start = problems.instant("start", Some(&self.start))?;
        let places = self.values.len();
        if self.step_s == 0 || places > MOST || self.unit.is_some_and(|unit| unit != "W") {
            problems.add("step_s", format!("{places} steps of {} s are no day of powers", self.step_s));
            return None;
        }
        let step = Duration::seconds(i64::from(self.step_s));
        let values = self.values.into_iter().enumerate();
        let values = values.map(|(i, value)| power(problems, &format!("values[{i}]"), value?)).collect();
        Some(PowerSeries { start, step, values })
    }
}

impl EnergySeriesDto {
    /// The energies in their order; a value that cannot be is unknown.
    pub fn into_domain(self, problems: &mut Problems) -> Energies {
        /// A building uses less in a month.
        const HIGHEST_WH: f64 = 1e11;
        let coverage = self.coverage;
        let one = |(i, value): (usize, Option<f64>)| {
            let energy = value?;
            if !(0.0..=HIGHEST_WH).contains(&energy) {
                problems
                    .add(format!("values[{i}]"), format!("{} Wh is no energy of a building", short_decimal(energy)));
                return None;
            }
            let share = coverage.get(i).copied().unwrap_or(1.0);
            Some(Measured { energy: WattHours(energy), coverage: Coverage::of(share, 1.0) })
        };
        Energies(self.values.into_iter().enumerate().map(one).collect())
    }
}
