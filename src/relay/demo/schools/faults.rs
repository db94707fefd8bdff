//! What the demonstration's meters can be asked to do wrong.

use chrono::Duration;

use super::super::misbehaviour::Misbehaviour;
use crate::{
    domain::{Instant, Meter, PowerSeries, Raw, School, gather},
    relay::schools::gather_rules,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing has come for two hours.
    Silent,
    /// Now and then a negative power, or the highest number that two bytes hold.
    Wild,
}

impl Fault {
    pub const ALL: [Fault; 2] = [Self::Silent, Self::Wild];

    pub const fn misbehaviour(self) -> Misbehaviour {
        match self {
            Self::Silent => Misbehaviour::MeterSilent,
            Self::Wild => Misbehaviour::MeterWild,
        }
    }

    pub fn happens_to(self, place: &str, meter: &str) -> bool {
        meter == "pv" && place == self.misbehaviour().site()
    }

    /// How long nothing has come.
    pub fn silence(self) -> Duration {
        match self {
            Self::Silent => Duration::hours(2),
            Self::Wild => Duration::zero(),
        }
    }

    pub const fn error(self) -> &'static str {
        match self {
            Self::Silent => "kersabiec/pv: no value for two hours",
            Self::Wild => "dunes/pv: -3000 W and 65535 W left out",
        }
    }

    /// What becomes of a day's powers.
    pub fn befall(self, mut series: PowerSeries, place: &School, meter: &Meter, now: Instant) -> PowerSeries {
        match self {
            Self::Silent => {
                let end = now - self.silence();
                let stamps: Vec<_> = (0..series.values.len()).map(|i| series.stamp(i) + series.step).collect();
                for (value, stamp) in series.values.iter_mut().zip(stamps) {
                    *value = value.filter(|_| stamp <= end);
                }
                series
            }
            Self::Wild => {
                let readings: Vec<_> = (0..series.values.len())
                    .map(|i| {
                        let watts = match i % 12 {
                            4 => Some(-3000.0),
                            9 => Some(65_535.0),
                            _ => series.values[i].map(|watts| watts.0),
                        };
                        (series.stamp(i), Raw::Power(watts))
                    })
                    .collect();
                gather(&readings, series.start, series.step, readings.len(), &gather_rules(place, meter))
            }
        }
    }
}
