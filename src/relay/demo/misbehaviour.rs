//! Faults that the demonstration can be asked for, so that every state of the app can be seen.

use std::{fmt, str::FromStr};

/// A fault, always at the same centre or school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Misbehaviour {
    /// The sensor has said nothing since midnight: no reading.
    SensorSilent,
    /// The last reading is an hour old.
    Stale,
    /// Closed for the day by a strike, announced by a notice.
    Strike,
    /// The skip for rubble is full.
    SkipFull,
    /// The sensor's clock is ten minutes ahead.
    FutureClock,
    /// The gate is reported shut although the hours say open.
    GateShut,
    /// The record in `live.json` is one that no reader can understand.
    BrokenRecord,
    /// The meter of a school's panels has said nothing for two hours.
    MeterSilent,
    /// The meter of a school's panels says impossible powers now and then.
    MeterWild,
}

/// Why a text names no fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no misbehaviour of the demonstration")]
pub struct UnknownMisbehaviour(pub String);

impl Misbehaviour {
    pub const ALL: [Misbehaviour; 9] = [
        Self::SensorSilent,
        Self::Stale,
        Self::Strike,
        Self::SkipFull,
        Self::FutureClock,
        Self::GateShut,
        Self::BrokenRecord,
        Self::MeterSilent,
        Self::MeterWild,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SensorSilent => "sensor-silent",
            Self::Stale => "stale",
            Self::Strike => "strike",
            Self::SkipFull => "skip-full",
            Self::FutureClock => "future-clock",
            Self::GateShut => "gate-shut",
            Self::BrokenRecord => "broken-record",
            Self::MeterSilent => "meter-silent",
            Self::MeterWild => "meter-wild",
        }
    }

    /// The centre or school that the fault happens to.
    pub const fn site(self) -> &'static str {
        match self {
            Self::SensorSilent => "hennebont",
            Self::Stale => "ploemeur",
            Self::Strike => "guidel",
            Self::SkipFull => "riantec",
            Self::FutureClock => "queven",
            Self::GateShut => "caudan",
            Self::BrokenRecord => "plouay",
            Self::MeterSilent => "kersabiec",
            Self::MeterWild => "dunes",
        }
    }
}

impl FromStr for Misbehaviour {
    type Err = UnknownMisbehaviour;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|m| m.name() == text).ok_or_else(|| UnknownMisbehaviour(text.to_owned()))
    }
}

impl fmt::Display for Misbehaviour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for fault in Misbehaviour::ALL {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        assert_eq!("tired".parse::<Misbehaviour>(), Err(UnknownMisbehaviour("tired".to_owned())));
    }

    #[test]
    fn no_two_faults_share_a_place() {
        let sites: std::collections::BTreeSet<_> = Misbehaviour::ALL.map(Misbehaviour::site).into();
        assert_eq!(sites.len(), Misbehaviour::ALL.len());
    }
}
