//! Schools and a town's other public buildings, with what their meters say.

use chrono::Duration;

use super::{Freshness, Instant, Month, Position, SiteId, Watts};

/// What kind of building a place is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceKind {
    #[default]
    School,
    Library,
    TownHall,
    SportsHall,
    Other,
}

/// What a meter measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeterKind {
    /// What solar panels give as electricity.
    PvProduction,
    /// All that the building uses, its own sun included.
    Consumption,
    GridImport,
    GridExport,
    /// What solar collectors give as hot water. It is heat, and is never added to electricity.
    SolarThermal,
    /// What of the panels' production the building uses at the same moment: reckoned, not measured.
    SelfConsumed,
}

/// A meter of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meter {
    pub id: SiteId,
    pub kind: MeterKind,
    /// The length of its steps.
    pub step: Duration,
}

/// A school, or another public building.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    pub id: SiteId,
    pub kind: PlaceKind,
    pub name: Option<String>,
    pub commune: Option<String>,
    pub position: Option<Position>,
    pub pupils: Option<u32>,
    /// What the panels give in full sun (« puissance-crête »).
    pub pv_peak: Option<Watts>,
    /// Since when its meters are read.
    pub since: Option<Month>,
    pub meters: Vec<Meter>,
}

impl School {
    /// Its first meter of a kind.
    pub fn meter(&self, kind: MeterKind) -> Option<&Meter> {
        self.meters.iter().find(|meter| meter.kind == kind)
    }
}

/// The last value of a meter.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterReading {
    pub school: SiteId,
    pub meter: SiteId,
    pub at: Option<Instant>,
    pub value: Option<Watts>,
}

impl MeterReading {
    /// How far ahead of the clock a reading may be, as for waits.
    const TOLERATED_AHEAD: Duration = Duration::minutes(2);

    /// How old the reading is, told by its meter's step: live up to two steps, recent up to six, then old. Without an
    /// instant, or with one ahead of the clock, it is old.
    pub fn freshness(&self, step: Duration, now: Instant) -> Freshness {
        let Some(at) = self.at else { return Freshness::Old };
        let age = now - at;
        if age < -Self::TOLERATED_AHEAD {
            Freshness::Old
        } else if age <= step * 2 {
            Freshness::Live
        } else if age <= step * 6 {
            Freshness::Recent
        } else {
            Freshness::Old
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_live_for_two_steps_and_recent_for_six() {
        let at: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let reading = |at| MeterReading {
            school: "kermelo".parse().unwrap(),
            meter: "pv".parse().unwrap(),
            at,
            value: Some(Watts(1.0)),
        };
        let after = |minutes| reading(Some(at)).freshness(Duration::minutes(10), at + Duration::minutes(minutes));
        assert_eq!(
            [0, 20, 21, 60, 61, -3, -1].map(after),
            [
                Freshness::Live,
                Freshness::Live,
                Freshness::Recent,
                Freshness::Recent,
                Freshness::Old,
                Freshness::Old,
                Freshness::Live,
            ]
        );
        assert_eq!(reading(None).freshness(Duration::minutes(10), at), Freshness::Old);
    }
}
