//! The demonstration's buildings. Kermelo, Kersabiec and Lanveur are schools of Lorient's public pilot; their panels have
//! about the size that is known of it, all that is measured here is invented, as the other two buildings are.

use chrono::{Duration, DurationRound};

use super::{
    load::{Rhythm, Uses},
    roof::{Collectors, Panels, Plane},
};
use crate::domain::{Instant, Meter, MeterKind, PlaceKind, Position, School, Watts};

const STEP: Duration = Duration::minutes(10);
/// Meters report within the first minute after a step.
const REPORT_SPREAD_S: i64 = 40;

pub(super) struct Building {
    pub id: &'static str,
    kind: PlaceKind,
    name: &'static str,
    commune: &'static str,
    lat: f64,
    lon: f64,
    pupils: Option<u32>,
    since: &'static str,
    pub panels: Option<Panels>,
    pub collectors: Option<Collectors>,
    pub uses: Uses,
    pub rhythm: Rhythm,
    meters: &'static [(&'static str, MeterKind)],
}

const BUILDINGS: [Building; 5] = [
    Building {
        id: "kermelo",
        kind: PlaceKind::School,
        name: "École de Kermélo",
        commune: "Lorient",
        lat: 47.7338,
        lon: -3.3871,
        pupils: Some(210),
        since: "2015-02",
        panels: Some(Panels { plane: Plane { tilt: 25.0, azimuth: 10.0 }, peak_w: 15_000.0, inverter_w: 14_000.0 }),
        collectors: None,
        uses: Uses { base: 2400.0, people: 9000.0, kitchen: 13_000.0, heating: 5200.0 },
        rhythm: Rhythm::School,
        meters: &[("pv", MeterKind::PvProduction), ("load", MeterKind::Consumption)],
    },
    Building {
        id: "kersabiec",
        kind: PlaceKind::School,
        name: "École de Kersabiec",
        commune: "Lorient",
        lat: 47.7365,
        lon: -3.3786,
        pupils: Some(280),
        since: "2022-09",
        // More panels than inverter: a sunny noon is cut off flat.
        panels: Some(Panels { plane: Plane { tilt: 15.0, azimuth: -20.0 }, peak_w: 36_000.0, inverter_w: 27_600.0 }),
        // For the canteen's dishes.
        collectors: Some(Collectors { plane: Plane { tilt: 45.0, azimuth: -20.0 }, area_m2: 10.0 }),
        uses: Uses { base: 5400.0, people: 18_000.0, kitchen: 26_000.0, heating: 13_000.0 },
        rhythm: Rhythm::School,
        meters: &[
            ("pv", MeterKind::PvProduction),
            ("load", MeterKind::Consumption),
            ("thermal", MeterKind::SolarThermal),
        ],
    },
    Building {
        id: "lanveur",
        kind: PlaceKind::School,
        name: "École de Lanveur",
        commune: "Lorient",
        lat: 47.7521,
        lon: -3.3826,
        pupils: Some(165),
        since: "2024-03",
        panels: None,
        collectors: Some(Collectors { plane: Plane { tilt: 45.0, azimuth: 0.0 }, area_m2: 24.0 }),
        uses: Uses { base: 1900.0, people: 7000.0, kitchen: 9500.0, heating: 4000.0 },
        rhythm: Rhythm::School,
        meters: &[("thermal", MeterKind::SolarThermal), ("load", MeterKind::Consumption)],
    },
    Building {
        id: "dunes",
        kind: PlaceKind::School,
        name: "École des Dunes",
        commune: "Larmor-Plage",
        lat: 47.7079,
        lon: -3.3852,
        pupils: Some(140),
        since: "2026-03",
        panels: Some(Panels { plane: Plane { tilt: 30.0, azimuth: 45.0 }, peak_w: 9000.0, inverter_w: 8000.0 }),
        collectors: None,
        uses: Uses { base: 0.0, people: 0.0, kitchen: 0.0, heating: 0.0 },
        rhythm: Rhythm::School,
        meters: &[("pv", MeterKind::PvProduction)],
    },
    Building {
        id: "mediatheque-plouay",
        kind: PlaceKind::Library,
        name: "Médiathèque de Plouay",
        commune: "Plouay",
        lat: 47.9155,
        lon: -3.3337,
        pupils: None,
        since: "2023-06",
        panels: Some(Panels { plane: Plane { tilt: 12.0, azimuth: 0.0 }, peak_w: 9000.0, inverter_w: 9000.0 }),
        collectors: None,
        uses: Uses { base: 900.0, people: 3600.0, kitchen: 0.0, heating: 2600.0 },
        rhythm: Rhythm::Library,
        meters: &[
            ("pv", MeterKind::PvProduction),
            ("import", MeterKind::GridImport),
            ("export", MeterKind::GridExport),
        ],
    },
];

pub(super) fn buildings() -> &'static [Building] {
    &BUILDINGS
}

impl Building {
    pub fn find(id: &str) -> Option<&'static Building> {
        BUILDINGS.iter().find(|building| building.id == id)
    }

    pub fn position(&self) -> Position {
        Position::new(self.lat, self.lon).expect("a place in Brittany is one on the globe")
    }

    /// As it is published.
    pub fn school(&self) -> School {
        let meter = |(id, kind): &(&str, MeterKind)| Meter {
            id: id.parse().expect("a lower-case word is an identifier"),
            kind: *kind,
            step: STEP,
            best: None,
        };
        School {
            id: self.id.parse().expect("lower-case words are an identifier"),
            kind: self.kind,
            name: Some(self.name.to_owned()),
            commune: Some(self.commune.to_owned()),
            position: Some(self.position()),
            near: None,
            pupils: self.pupils,
            pv_peak: self.panels.map(|panels| Watts(panels.peak_w)),
            since: Some(self.since.parse().expect("a month of the list above")),
            meters: self.meters.iter().map(meter).collect(),
        }
    }

    /// The last report at or before an instant: some seconds of the building's own after the end of a step.
    pub fn last_report(&self, step: Duration, now: Instant) -> Instant {
        let own: i64 = self.id.bytes().map(i64::from).sum();
        let own = Duration::seconds(own % REPORT_SPREAD_S + 3);
        (now - own).duration_trunc(step).expect("minutes divide the range of instants") + own
    }
}
