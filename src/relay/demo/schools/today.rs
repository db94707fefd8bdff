//! One building on one local day.

use std::rc::Rc;

use chrono::{NaiveDate, NaiveTime};
use rand::Rng;

use super::{
    super::queue::day_rng,
    load::Use,
    places::Building,
    roof::{Collectors, Plane},
    sky::{Sky, between_nodes},
};
use crate::{
    domain::{MeterKind, Position, Sun, Zone},
    relay::schools::LocalDay,
};

/// Clouds come from the west at this speed, so that one darkens the schools one after the other, km/h.
const WIND_KMH: f64 = 30.0;
/// The sky is drawn for this place; a degree of longitude here, kilometres.
const SKY_OVER_LON: f64 = -3.37;
const KM_PER_DEGREE: f64 = 74.8;
/// One step differs from the next: lifts, kettles, ovens that switch on and off.
const FLICKER: f64 = 0.09;
const NODES: usize = 156;
const MINUTES_OF_A_DAY: f64 = 1440.0;

pub(super) struct BuildingDay {
    building: &'static Building,
    place: Position,
    date: NaiveDate,
    /// Minutes from midnight in universal time to local midnight, before it where that is behind.
    utc_min: f64,
    /// Minutes east of UTC at noon: a school's day begins by the clock on its wall.
    clock_min: f64,
    sun: Sun,
    sky: Rc<Sky>,
    flicker: Vec<f64>,
    usage: Use,
}

impl BuildingDay {
    pub fn new(seed: u64, building: &'static Building, day: LocalDay, zone: &Zone, sky: Rc<Sky>) -> Self {
        let LocalDay { date, start, end, .. } = day;
        let mut rng = day_rng(seed, building.id, date);
        Self {
            building,
            place: building.position(),
            date,
            utc_min: (start - date.and_time(NaiveTime::MIN).and_utc()).num_minutes() as f64,
            clock_min: f64::from(zone.offset_at(start + (end - start) / 2)),
            sun: Sun::on(date),
            sky,
            flicker: (0..NODES).map(|_| 1.0 + FLICKER * (2.0 * rng.random::<f64>() - 1.0)).collect(),
            usage: building.rhythm.on(date),
        }
    }

    /// What a meter would show some minutes after local midnight, watts.
    pub fn power(&self, kind: MeterKind, minute: f64) -> f64 {
        match kind {
            MeterKind::PvProduction => self.panels(minute),
            MeterKind::Consumption => self.load(minute),
            MeterKind::GridImport => (self.load(minute) - self.panels(minute)).max(0.0),
            MeterKind::GridExport => (self.panels(minute) - self.load(minute)).max(0.0),
            MeterKind::SelfConsumed => self.panels(minute).min(self.load(minute)),
            MeterKind::SolarThermal => self.heat(minute),
        }
    }

    fn irradiance(&self, plane: Plane, minute: f64) -> f64 {
        let delay = (self.place.lon() - SKY_OVER_LON) * KM_PER_DEGREE / WIND_KMH * 60.0;
        plane.irradiance(self.sun.seen_from(self.place, self.utc_min + minute), self.sky.at(minute - delay))
    }

    fn panels(&self, minute: f64) -> f64 {
        self.building.panels.map_or(0.0, |panels| panels.power(self.irradiance(panels.plane, minute)))
    }

    fn heat(&self, minute: f64) -> f64 {
        /// While nobody uses hot water the tank is full and the collectors rest.
        const RESTING: f64 = 0.2;
        let drawn = if self.usage == Use::Empty { RESTING } else { 1.0 };
        let heat = |collectors: Collectors| collectors.power(self.irradiance(collectors.plane, minute)) * drawn;
        self.building.collectors.map_or(0.0, heat)
    }

    fn load(&self, minute: f64) -> f64 {
        let clock = (self.utc_min + minute + self.clock_min).rem_euclid(MINUTES_OF_A_DAY);
        self.building.uses.power(self.usage, self.date, clock / 60.0) * between_nodes(&self.flicker, minute)
    }
}
