//! The demonstration's waits, as if somebody had kept what it told.

use chrono::Duration;

use crate::{
    api::{Problems, decode, read},
    domain::{Calendar, Instant, Zone},
    relay::{Documents, Source, demo::Demo, store::ToldWait},
};

/// One look each ten minutes.
const STEP_MIN: i64 = 10;

/// What the demonstration told in so many days before `now`, and the days and clocks of its territory.
pub fn demo_waits(demo: &Demo, now: Instant, days: i64) -> (Vec<ToldWait>, Calendar, Zone) {
    let territory = territory(&demo.documents(now)).unwrap_or((Calendar::default(), Zone::fixed(0)));
    let steps = days * 24 * 60 / STEP_MIN;
    let looks = (0..steps).rev().map(|back| now - Duration::minutes(back * STEP_MIN));
    let waits = looks.flat_map(|at| told(&demo.documents(at), at)).collect();
    (waits, territory.0, territory.1)
}

fn territory(documents: &Documents) -> Option<(Calendar, Zone)> {
    let territory = decode(documents.get("territory.json")?, &mut Problems::default(), read::territory).ok()?;
    Some((territory.calendar, territory.zone))
}

fn told(documents: &Documents, at: Instant) -> Vec<ToldWait> {
    let read = |bytes| decode(bytes, &mut Problems::default(), read::live).ok();
    let (_, readings) = documents.get("live.json").and_then(read).unwrap_or_default();
    let told = readings.into_iter().filter_map(|reading| {
        let wait = reading.wait?;
        Some(ToldWait {
            site: reading.site,
            at,
            wait,
            median: f64::from(wait.expected().0),
            vehicles: reading.vehicles,
        })
    });
    told.collect()
}
