//! Places, readings and series as they are written.

use chrono::Duration;
use serde_json::Value;

use super::LastValue;
use crate::{
    api::{
        VERSION,
        dto::{DaySeriesDto, EnergySeriesDto, MeterDto, MeterReadingDto, SchoolDto, SchoolsDto, SchoolsLiveDto},
    },
    domain::{
        Coverage, Energies, Instant, Measured, Meter, MeterKind, PlaceKind, Position, PowerSeries, School, rfc3339,
    },
};

/// `schools.json`.
pub fn schools<'a>(places: impl IntoIterator<Item = (&'a School, Vec<Meter>)>) -> SchoolsDto {
    let places = places.into_iter().map(|(place, meters)| to_value(&school(place, &meters)));
    SchoolsDto { version: VERSION, schools: places.collect() }
}

/// `schools_live.json`.
pub fn schools_live<'a>(
    readings: impl IntoIterator<Item = (&'a School, &'a Meter, LastValue, Option<Measured>)>,
    now: Instant,
) -> SchoolsLiveDto {
    let known = readings.into_iter().filter_map(|(place, meter, last, today)| Some((place, meter, last?, today)));
    let meters = known.map(|(place, meter, (at, watts), today)| {
        to_value(&MeterReadingDto {
            school: place.id.to_string(),
            meter: meter.id.to_string(),
            at: Some(rfc3339(at)),
            value: Some(watts.0.round()),
            today_wh: today.and_then(Measured::known).map(|energy| energy.0),
            today_coverage: today.map(|today| thousandths(today.coverage)),
        })
    });
    SchoolsLiveDto { version: VERSION, generated_at: Some(rfc3339(now)), meters: meters.collect() }
}

fn school(place: &School, meters: &[Meter]) -> SchoolDto {
    SchoolDto {
        id: place.id.to_string(),
        kind: Some(place_kind(place.kind).to_owned()),
        name: place.name.clone(),
        commune: place.commune.clone(),
        lat: place.position.map(Position::lat),
        lon: place.position.map(Position::lon),
        pupils: place.pupils,
        pv_peak_w: place.pv_peak.map(|peak| peak.0),
        since: place.since.map(|month| month.to_string()),
        meters: meters.iter().map(|meter| to_value(&meter_dto(meter))).collect(),
    }
}

fn meter_dto(meter: &Meter) -> MeterDto {
    MeterDto {
        id: meter.id.to_string(),
        kind: meter_kind(meter.kind).to_owned(),
        unit: Some("W".to_owned()),
        step_s: Some(seconds(meter.step)),
        best_day: meter.best.map(|(date, _)| date.to_string()),
        best_wh: meter.best.map(|(_, energy)| energy.0),
    }
}

const fn place_kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::School => "school",
        PlaceKind::Library => "library",
        PlaceKind::TownHall => "town_hall",
        PlaceKind::SportsHall => "sports_hall",
        PlaceKind::Other => "other",
    }
}

const fn meter_kind(kind: MeterKind) -> &'static str {
    match kind {
        MeterKind::PvProduction => "pv_production",
        MeterKind::Consumption => "consumption",
        MeterKind::GridImport => "grid_import",
        MeterKind::GridExport => "grid_export",
        MeterKind::SolarThermal => "solar_thermal",
        MeterKind::SelfConsumed => "self_consumed",
    }
}

pub(super) fn day_series(place: &School, meter: &Meter, series: &PowerSeries) -> DaySeriesDto {
    DaySeriesDto {
        version: VERSION,
        school: Some(place.id.to_string()),
        meter: Some(meter.id.to_string()),
        unit: Some("W".to_owned()),
        start: rfc3339(series.start),
        step_s: seconds(series.step),
        values: series.values.iter().map(|value| value.map(|watts| watts.0)).collect(),
    }
}

/// `step` is `day` or `month`.
pub(super) fn energy_series(
    place: &School,
    meter: &Meter,
    start: String,
    step: &str,
    energies: &Energies,
) -> EnergySeriesDto {
    EnergySeriesDto {
        version: VERSION,
        school: Some(place.id.to_string()),
        meter: Some(meter.id.to_string()),
        unit: Some("Wh".to_owned()),
        start,
        step: step.to_owned(),
        values: energies.0.iter().map(|part| part.and_then(Measured::known).map(|energy| energy.0)).collect(),
        coverage: energies.0.iter().map(|part| part.map_or(0.0, |part| thousandths(part.coverage))).collect(),
    }
}

/// Rounded down, but nothing known becomes nothing: 1 says that all was measured and 0 that nothing was.
fn thousandths(coverage: Coverage) -> f64 {
    if coverage.is_full() {
        1.0
    } else if coverage.is_nothing() {
        0.0
    } else {
        ((coverage.share() * 1000.0).floor() / 1000.0).max(0.001)
    }
}

fn seconds(step: Duration) -> u32 {
    u32::try_from(step.num_seconds()).unwrap_or(u32::MAX)
}

fn to_value(record: &impl serde::Serialize) -> Value {
    serde_json::to_value(record).expect("wire types have string keys and no failing serialisation")
}
