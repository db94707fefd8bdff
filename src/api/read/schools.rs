//! `schools.json` and `schools_live.json`: public buildings, their meters and what those say now.

use chrono::Duration;

use crate::{
    api::Record,
    domain::{
        Coverage, Instant, Measured, Meter, MeterKind, MeterReading, PlaceKind, School, SiteId, WattHours, Watts,
        short_decimal,
    },
};

/// The step of a meter that does not say its own.
const USUAL_STEP_S: u32 = 600;
/// No meter of a building is read more rarely than once a day, nor are there shorter steps than a second.
const STEPS_S: std::ops::RangeInclusive<u32> = 1..=86_400;

/// The places; a second one with the same identifier is left out.
pub fn schools(record: &mut Record) -> Option<Vec<School>> {
    let schools = record.list("schools")?;
    let mut seen = Vec::new();
    Some(record.records_of("schools", schools, |record| {
        let school = school(record)?;
        record.is_first(&mut seen, school.id.as_str()).then_some(school)
    }))
}

/// The first place with panels: its identifier, that of their meter, and its name. No more of it is read, for pages that need
/// no more.
pub fn first_roof(record: &mut Record) -> Option<Option<(SiteId, SiteId, String)>> {
    let schools = record.list("schools")?;
    let roofs = record.records_of("schools", schools, |record| {
        let meters = record.list("meters")?;
        let mut meter = None;
        record.for_each_record("meters", meters, &mut |record| {
            if meter.is_none() && record.str("kind") == Some("pv_production") {
                meter = record.site_id("id");
            }
        });
        Some((record.site_id("id")?, meter?, record.text("name")?))
    });
    Some(roofs.into_iter().next())
}

fn school(record: &mut Record) -> Option<School> {
    const KINDS: [(&str, PlaceKind); 4] = [
        ("school", PlaceKind::School),
        ("library", PlaceKind::Library),
        ("town_hall", PlaceKind::TownHall),
        ("sports_hall", PlaceKind::SportsHall),
    ];
    record.requires(&["id"])?;
    let id = record.site_id("id")?;
    let meters = record.list("meters")?;
    let otherwise = if record.has("kind") { PlaceKind::Other } else { PlaceKind::School };
    let school = School {
        id,
        kind: record.choice("kind", &KINDS, otherwise),
        name: record.text("name"),
        commune: record.text("commune"),
        position: record.position(),
        near: None,
        pupils: record.u32("pupils").filter(|pupils| *pupils > 0),
        pv_peak: power(record, "pv_peak_w").filter(|peak| peak.0 > 0.0),
        since: record.month("since"),
        meters: Vec::new(),
    };
    if !record.is_well_formed() {
        return None;
    }
    let mut seen = Vec::new();
    let meters = record.records_of("meters", meters, |record| {
        let meter = meter(record)?;
        record.is_first(&mut seen, meter.id.as_str()).then_some(meter)
    });
    Some(School { meters, ..school })
}

fn meter(record: &mut Record) -> Option<Meter> {
    const KINDS: [(&str, Option<MeterKind>); 6] = [
        ("pv_production", Some(MeterKind::PvProduction)),
        ("consumption", Some(MeterKind::Consumption)),
        ("grid_import", Some(MeterKind::GridImport)),
        ("grid_export", Some(MeterKind::GridExport)),
        ("solar_thermal", Some(MeterKind::SolarThermal)),
        ("self_consumed", Some(MeterKind::SelfConsumed)),
    ];
    record.requires(&["id", "kind"])?;
    let kind = record.choice("kind", &KINDS, None);
    let unit = record.str("unit").unwrap_or("W");
    let step = record.u32("step_s").unwrap_or(USUAL_STEP_S);
    let best = record.day("best_day");
    let most = record.number("best_wh").filter(|energy| *energy > 0.0).map(WattHours);
    if !record.is_well_formed() {
        return None;
    }
    // A kind that came later is nothing wrong: this reader does not know it, and leaves it alone.
    let kind = kind?;
    if unit != "W" {
        record.note("unit", &format_args!("unit \"{unit}\" is not W"));
        return None;
    }
    if !STEPS_S.contains(&step) {
        record.note("step_s", &format_args!("a step of {step} s is none"));
        return None;
    }
    Some(Meter { id: record.site_id("id")?, kind, step: Duration::seconds(i64::from(step)), best: best.zip(most) })
}

/// When the document was put together, and its values.
pub fn schools_live(record: &mut Record) -> Option<(Option<Instant>, Vec<MeterReading>)> {
    let generated_at = record.instant("generated_at");
    let meters = record.list("meters")?;
    record.is_well_formed().then(|| (generated_at, record.records_of("meters", meters, meter_reading)))
}

fn meter_reading(record: &mut Record) -> Option<MeterReading> {
    record.requires(&["school", "meter"])?;
    let reading = MeterReading {
        school: record.site_id("school")?,
        meter: record.site_id("meter")?,
        at: record.instant("at"),
        value: power(record, "value"),
        today: today(record),
    };
    record.is_well_formed().then_some(reading)
}

/// Without a coverage all that could be measured was.
fn today(record: &mut Record) -> Option<Measured> {
    let coverage = record.number("today_coverage").unwrap_or(1.0);
    let energy = record.number("today_wh")?;
    if energy >= 0.0 {
        let coverage = Coverage::of(coverage, 1.0);
        return Some(Measured { energy: WattHours(energy), coverage }).filter(|measured| measured.known().is_some());
    }
    record.note("today_wh", &format_args!("{} Wh is no energy of a day", short_decimal(energy)));
    None
}

/// A power that can be: never negative, and less than a power station's.
pub(super) fn power(record: &mut Record, key: &str) -> Option<Watts> {
    const HIGHEST_W: f64 = 1e8;
    let watts = record.number(key)?;
    let possible = (0.0..=HIGHEST_W).contains(&watts);
    if !possible {
        record.note(key, &format_args!("{} W is no power of a building", short_decimal(watts)));
    }
    possible.then_some(Watts(watts))
}
