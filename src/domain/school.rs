//! Schools and a town's other public buildings, with what their meters say.

use chrono::{Duration, NaiveDate, Timelike};

use super::{CLOCK_TOLERANCE, Freshness, Instant, Measured, Month, Position, SiteId, WattHours, Watts, Zone, is_dark};

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
#[derive(Clone, Debug, PartialEq)]
pub struct Meter {
    pub id: SiteId,
    pub kind: MeterKind,
    /// The length of its steps.
    pub step: Duration,
    /// The day on which it measured the most, of the days that are published, and how much.
    pub best: Option<(NaiveDate, WattHours)>,
}

/// A school, or another public building.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    pub id: SiteId,
    pub kind: PlaceKind,
    pub name: Option<String>,
    pub commune: Option<String>,
    pub position: Option<Position>,
    /// The middle of its territory, where the sun is looked for when the place itself is not known. A territory is tens of
    /// kilometres wide: over thirty of them the sun stands a third of a degree lower at most, and sets two minutes later.
    pub near: Option<Position>,
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

    /// The meters that tell what it uses: one that measures it, or those from which it follows; none where it is not known.
    pub fn meters_of_use(&self) -> Vec<MeterKind> {
        const GRID: [MeterKind; 3] = [MeterKind::PvProduction, MeterKind::GridImport, MeterKind::GridExport];
        if self.meter(MeterKind::Consumption).is_some() {
            vec![MeterKind::Consumption]
        } else if GRID.into_iter().all(|kind| self.meter(kind).is_some()) {
            GRID.to_vec()
        } else {
            Vec::new()
        }
    }

    /// From where its sun is seen.
    pub fn under_the_sun_of(&self) -> Option<Position> {
        self.position.or(self.near)
    }

    /// The same place, whose sun is that of the middle of its territory where its own position is not known.
    #[must_use]
    pub fn near(self, middle: Option<Position>) -> Self {
        Self { near: middle, ..self }
    }

    /// Whether panels that gave this power then were asleep: they gave nothing to speak of, and it was dark. At noon the
    /// same power is no sleep but a fault. Where not even the territory is known nobody says that it was dark.
    pub fn sun_sleeps(&self, power: Watts, at: Instant) -> bool {
        /// What an inverter at rest is mistaken by.
        const NOTHING: Watts = Watts(20.0);
        power.0 < NOTHING.0 && self.under_the_sun_of().is_some_and(|place| is_dark(place, at))
    }

    /// Whether the night is the one before the day's sun: the day before is what there is to tell.
    pub fn awaits_sunrise(&self, at: Instant, zone: &Zone) -> bool {
        zone.local(at).hour() < 12 && self.under_the_sun_of().is_some_and(|place| is_dark(place, at))
    }
}

/// The last value of a meter.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterReading {
    pub school: SiteId,
    pub meter: SiteId,
    pub at: Option<Instant>,
    pub value: Option<Watts>,
    /// What was measured of the day of its instant until then, and of which share of it.
    pub today: Option<Measured>,
}

impl MeterReading {
    /// How old the reading is, told by its meter's step: live up to two steps, recent up to six, then old. Without an
    /// instant, or with one ahead of the clock, it is old.
    pub fn freshness(&self, step: Duration, now: Instant) -> Freshness {
        let Some(at) = self.at else { return Freshness::Old };
        let age = now - at;
        if age < -CLOCK_TOLERANCE {
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
    use crate::domain::fixtures::paris;

    #[test]
    fn panels_sleep_in_the_dark_and_are_broken_at_noon() {
        let at = |text: &str| -> Instant { text.parse().unwrap() };
        let school = |position| School {
            id: "kermelo".parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position,
            near: None,
            pupils: None,
            pv_peak: None,
            since: None,
            meters: vec![],
        };
        let (night, noon) = (at("2026-06-12T21:20:00Z"), at("2026-06-12T10:00:00Z"));
        let here = school(Position::new(47.73, -3.39).ok());
        assert!(here.sun_sleeps(Watts(0.0), night) && !here.sun_sleeps(Watts(0.0), noon));
        assert!(!here.sun_sleeps(Watts(300.0), night), "a lamp on the roof");
        assert!(!school(None).sun_sleeps(Watts(0.0), night), "nobody knows where");
        let somewhere = school(None).near(Position::new(47.8, -3.3).ok());
        assert!(somewhere.sun_sleeps(Watts(0.0), night) && !somewhere.sun_sleeps(Watts(0.0), noon));
        // A quarter past midnight, four in the morning, and noon, in France.
        let waits = |text| here.awaits_sunrise(at(text), &paris());
        assert!(waits("2026-06-11T22:15:00Z") && waits("2026-06-12T02:00:00Z"));
        assert!(!here.awaits_sunrise(night, &paris()) && !here.awaits_sunrise(noon, &paris()));
    }

    #[test]
    fn a_value_is_live_for_two_steps_and_recent_for_six() {
        let at: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let reading = |at| MeterReading {
            school: "kermelo".parse().unwrap(),
            meter: "pv".parse().unwrap(),
            at,
            value: Some(Watts(1.0)),
            today: None,
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
