//! `status.json` of the demonstration: the health of its sensors.

use chrono::NaiveTime;

use super::{
    Demo, centres::Centre, live::last_report, misbehaviour::Misbehaviour, schools, text, to_value, today::Today,
};
use crate::{
    api::{
        VERSION,
        dto::{SourceStatusDto, StatusDto},
    },
    domain::{Instant, rfc3339},
};

/// The document: one source for each sensor, which reports every minute of day and night, and one
/// for the meters of the schools.
pub(super) fn status(demo: &Demo, today: &Today, now: Instant) -> StatusDto {
    let mut sources: Vec<_> = today
        .centres()
        .filter(|(centre, ..)| centre.gate.sensor)
        .map(|(centre, ..)| to_value(&source(demo, today, centre, now)))
        .collect();
    sources.push(to_value(&schools::status(demo, &today.zone, now)));
    StatusDto { version: VERSION, generated_at: Some(rfc3339(now)), sources }
}

fn source(demo: &Demo, today: &Today, centre: &Centre, now: Instant) -> SourceStatusDto {
    let midnight = today.zone.instant(today.date.and_time(NaiveTime::MIN));
    let reports_since = |start: Instant, end: Instant| (end - start).num_minutes().max(0).unsigned_abs();
    let report = last_report(centre, now);
    let healthy = SourceStatusDto {
        id: format!("sensor-{}", centre.id),
        label: Some(text(&format!("Capteur, déchetterie {}", centre.name), &format!("Sensor, {}", centre.commune))),
        kind: Some("demonstration".to_owned()),
        ok: Some(true),
        last_success: Some(rfc3339(report)),
        kept: Some(reports_since(midnight, report)),
        rejected: Some(0),
        last_error: None,
    };
    let fault = Misbehaviour::ALL.into_iter().find(|fault| demo.misbehaves(*fault) && fault.site() == centre.id);
    let failing = |since: Option<Instant>, error: &str| SourceStatusDto {
        ok: Some(false),
        last_success: since.map(rfc3339),
        kept: Some(since.map_or(0, |since| reports_since(midnight, since))),
        rejected: Some(0),
        last_error: Some(error.to_owned()),
        ..healthy.clone()
    };
    let rejected = |error: &str| SourceStatusDto { rejected: healthy.kept, ..failing(None, error) };
    match fault {
        // Faults of the site are no faults of its sensor, and schools have their own source.
        None
        | Some(
            Misbehaviour::Strike
            | Misbehaviour::SkipFull
            | Misbehaviour::GateShut
            | Misbehaviour::MeterSilent
            | Misbehaviour::MeterWild,
        ) => healthy,
        Some(Misbehaviour::SensorSilent) => failing(Some(midnight), "no message since midnight"),
        Some(Misbehaviour::Stale) => failing(Some(report - chrono::Duration::hours(1)), "no message for 60 minutes"),
        Some(Misbehaviour::FutureClock) => rejected("clock 10 minutes ahead"),
        Some(Misbehaviour::BrokenRecord) => rejected("the payload is not understood"),
    }
}
