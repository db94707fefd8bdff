//! `schools.json` and `schools_live.json`: public buildings, their meters and what those say now.

use chrono::{Duration, NaiveDate};
use serde_json::Value;

use crate::{
    api::{Problems, text::text, wire::wire},
    domain::{
        Coverage, Instant, Measured, Meter, MeterKind, MeterReading, PlaceKind, Position, School, SiteId, WattHours,
        Watts, short_decimal,
    },
};

wire! {
    /// The document; each of `schools` is a [`SchoolDto`].
    pub struct SchoolsDto {
        pub version: u32,
        pub schools: Vec<Value> = default,
    }

    pub struct SchoolDto {
        pub id: String,
        /// `school` where it says nothing.
        pub kind: Option<String>,
        pub name: Option<String>,
        pub commune: Option<String>,
        pub lat: Option<f64>,
        pub lon: Option<f64>,
        pub pupils: Option<u32>,
        pub pv_peak_w: Option<f64>,
        /// `YYYY-MM`.
        pub since: Option<String>,
        pub meters: Vec<Value> = default,
    }

    pub struct MeterDto {
        pub id: String,
        pub kind: String,
        /// Always `W`.
        pub unit: Option<String>,
        pub step_s: Option<u32>,
        /// `YYYY-MM-DD`.
        pub best_day: Option<String>,
        pub best_wh: Option<f64>,
    }

    /// The document; each of `meters` is a [`MeterReadingDto`].
    pub struct SchoolsLiveDto {
        pub version: u32,
        pub generated_at: Option<String>,
        pub meters: Vec<Value> = default,
    }

    pub struct MeterReadingDto {
        pub school: String,
        pub meter: String,
        pub at: Option<String>,
        /// Watts.
        pub value: Option<f64>,
        /// Watt-hours since the local midnight.
        pub today_wh: Option<f64>,
        /// The share of the time since then that was measured, 0 to 1.
        pub today_coverage: Option<f64>,
    }
}

/// The step of a meter that does not say its own.
const USUAL_STEP_S: u32 = 600;
/// No meter of a building is read more rarely than once a day, nor are there shorter steps than a second.
const STEPS_S: std::ops::RangeInclusive<u32> = 1..=86_400;

impl SchoolsDto {
    /// The places; a second one with the same identifier is left out.
    pub fn into_domain(self, problems: &mut Problems) -> Vec<School> {
        let mut seen = Vec::new();
        problems.records("schools", self.schools, |problems, place, dto: SchoolDto| {
            school(problems, place, dto).filter(|school| problems.is_first(place, &mut seen, school.id.as_str()))
        })
    }
}

impl SchoolsDto {
    /// The first place with panels: its identifier, that of their meter, and its name. No more of it is read, for pages
    /// that need no more: the rest of a place's reader weighs 1.2 kB.
    pub fn first_roof(self, problems: &mut Problems) -> Option<(SiteId, SiteId, String)> {
        let roofs = problems.records("schools", self.schools, |problems, place, dto: SchoolDto| {
            let is_pv = |meter: &&Value| meter.get("kind").and_then(Value::as_str) == Some("pv_production");
            let meter = dto.meters.iter().find(is_pv)?.get("id")?.as_str()?;
            Some((problems.site_id(place, &dto.id)?, problems.site_id(place, meter)?, text(dto.name)?))
        });
        roofs.into_iter().next()
    }
}

fn school(problems: &mut Problems, place: &str, dto: SchoolDto) -> Option<School> {
    let position = match (dto.lat, dto.lon) {
        (Some(lat), Some(lon)) => problems.ok(place, Position::new(lat, lon)),
        (Some(_) | None, Some(_) | None) => None,
    };
    let mut seen = Vec::new();
    Some(School {
        id: problems.site_id(place, &dto.id)?,
        kind: match dto.kind.as_deref() {
            None | Some("school") => PlaceKind::School,
            Some("library") => PlaceKind::Library,
            Some("town_hall") => PlaceKind::TownHall,
            Some("sports_hall") => PlaceKind::SportsHall,
            Some(_) => PlaceKind::Other,
        },
        name: text(dto.name),
        commune: text(dto.commune),
        position,
        near: None,
        pupils: dto.pupils.filter(|pupils| *pupils > 0),
        pv_peak: dto.pv_peak_w.and_then(|watts| power(problems, place, watts)).filter(|peak| peak.0 > 0.0),
        since: dto.since.and_then(|since| problems.ok(place, since.parse())),
        meters: problems.records(&format!("{place}.meters"), dto.meters, |problems, place, dto: MeterDto| {
            let meter = meter(problems, place, dto)?;
            problems.is_first(place, &mut seen, meter.id.as_str()).then_some(meter)
        }),
    })
}

fn meter(problems: &mut Problems, place: &str, dto: MeterDto) -> Option<Meter> {
    let kind = match dto.kind.as_str() {
        "pv_production" => MeterKind::PvProduction,
        "consumption" => MeterKind::Consumption,
        "grid_import" => MeterKind::GridImport,
        "grid_export" => MeterKind::GridExport,
        "solar_thermal" => MeterKind::SolarThermal,
        "self_consumed" => MeterKind::SelfConsumed,
        // A kind that came later is nothing wrong: this reader does not know it, and leaves it alone.
        _ => return None,
    };
    if let Some(unit) = dto.unit.filter(|unit| unit != "W") {
        problems.add(place, format!("unit \"{unit}\" is not W"));
        return None;
    }
    let step = dto.step_s.unwrap_or(USUAL_STEP_S);
    if !STEPS_S.contains(&step) {
        problems.add(place, format!("a step of {step} s is none"));
        return None;
    }
    let best = dto.best_day.and_then(|date| problems.ok(place, date.parse::<NaiveDate>()));
    let most = dto.best_wh.filter(|energy| energy.is_finite() && *energy > 0.0).map(WattHours);
    Some(Meter {
        id: problems.site_id(place, &dto.id)?,
        kind,
        step: Duration::seconds(i64::from(step)),
        best: best.zip(most),
    })
}

impl SchoolsLiveDto {
    /// When the document was put together, and its values.
    pub fn into_domain(self, problems: &mut Problems) -> (Option<Instant>, Vec<MeterReading>) {
        let generated_at = problems.instant("generated_at", self.generated_at.as_deref());
        let readings = problems.records("meters", self.meters, |problems, place, dto: MeterReadingDto| {
            Some(MeterReading {
                school: problems.site_id(place, &dto.school)?,
                meter: problems.site_id(place, &dto.meter)?,
                at: problems.instant(&format!("{place}.at"), dto.at.as_deref()),
                value: dto.value.and_then(|watts| power(problems, place, watts)),
                today: today(problems, place, dto.today_wh, dto.today_coverage),
            })
        });
        (generated_at, readings)
    }
}

/// Without a coverage all that could be measured was.
fn today(problems: &mut Problems, place: &str, energy: Option<f64>, coverage: Option<f64>) -> Option<Measured> {
    let energy = energy?;
    if energy.is_finite() && energy >= 0.0 {
        let coverage = Coverage::of(coverage.unwrap_or(1.0), 1.0);
        return Some(Measured { energy: WattHours(energy), coverage }).filter(|measured| measured.known().is_some());
    }
    problems.add(place, format!("{} Wh is no energy of a day", short_decimal(energy)));
    None
}

/// A power that can be: never negative, and less than a power station's.
pub(super) fn power(problems: &mut Problems, place: &str, watts: f64) -> Option<Watts> {
    const HIGHEST_W: f64 = 1e8;
    let possible = (0.0..=HIGHEST_W).contains(&watts);
    if !possible {
        problems.add(place, format!("{} W is no power of a building", short_decimal(watts)));
    }
    possible.then_some(Watts(watts))
}
