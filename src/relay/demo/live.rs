//! `live.json` of the demonstration: what the sensors would say.

use chrono::{Duration, DurationRound};
use serde_json::{Value, json};

use super::{
    Demo,
    centres::Centre,
    misbehaviour::Misbehaviour,
    model::{Day, minute_of_day},
    queue::Sample,
    text, to_value,
    today::Today,
};
use crate::{
    api::{
        VERSION,
        dto::{LiveDto, ReadingDto},
    },
    domain::{Instant, OpeningState, Site, opening_at, rfc3339},
};

/// How far back the trend looks, minutes, and the change of wait that it takes to be one.
const TREND_MIN: u32 = 15;
const SHORTEST_TREND_MIN: u32 = 5;
const TREND_CHANGE_MIN: f64 = 3.0;
/// Sensors report some seconds before the minute mark, each at a moment of its own.
const REPORT_SPREAD_S: i64 = 20;
const STALE_MIN: i64 = 60;
const AHEAD_MIN: i64 = 10;

/// The document. Centres that are closed by their hours have no reading: nobody queues, and a night without news costs
/// its readers nothing.
pub(super) fn live(demo: &Demo, today: &Today, now: Instant) -> LiveDto {
    let sites =
        today.centres().filter_map(|(centre, site, day)| reading(demo, today, (centre, site, day), now)).collect();
    LiveDto { version: VERSION, generated_at: Some(rfc3339(now)), sites }
}

fn reading(demo: &Demo, today: &Today, (centre, site, day): (&Centre, &Site, &Day), now: Instant) -> Option<Value> {
    let happens = |fault: Misbehaviour| demo.misbehaves(fault) && fault.site() == centre.id;
    if !centre.gate.sensor || happens(Misbehaviour::SensorSilent) {
        return None;
    }
    let OpeningState::Open(_) = opening_at(site, &today.calendar, &today.zone, now) else { return None };
    let minute = minute_of_day(today.zone.local(now));
    let sample = day.at(minute)?;
    let mut at = last_report(centre, now);
    if happens(Misbehaviour::BrokenRecord) {
        return Some(json!({ "id": [centre.id], "at": at.timestamp(), "wait_min": "a while" }));
    }
    if happens(Misbehaviour::Stale) {
        at -= Duration::minutes(STALE_MIN);
    }
    if happens(Misbehaviour::FutureClock) {
        at += Duration::minutes(AHEAD_MIN);
    }
    let common = ReadingDto { id: centre.id.to_owned(), at: Some(rfc3339(at)), ..ReadingDto::default() };
    if happens(Misbehaviour::GateShut) {
        let note = text("Portail fermé, réouverture non annoncée", "Gate shut, reopening not announced");
        return Some(to_value(&ReadingDto { state: Some("closed".to_owned()), note: Some(note), ..common }));
    }
    let mut reading = ReadingDto {
        state: Some("open".to_owned()),
        wait_min: Some(band(sample.wait_min)),
        vehicles: Some(f64::from(sample.vehicles)),
        trend: trend(day, minute, sample).map(str::to_owned),
        ..common
    };
    if happens(Misbehaviour::SkipFull) {
        reading.unavailable = vec!["rubble".to_owned()];
        reading.note = Some(text("Benne à gravats pleine", "The rubble skip is full"));
    }
    Some(to_value(&reading))
}

/// The last minute mark, less some seconds of the centre's own.
pub(super) fn last_report(centre: &Centre, now: Instant) -> Instant {
    let own: i64 = centre.id.bytes().map(i64::from).sum();
    let mark = now.duration_trunc(Duration::minutes(1)).expect("a minute divides the range of instants");
    mark - Duration::seconds(own % REPORT_SPREAD_S + 1)
}

/// The band that a wait is published in.
pub(super) fn band(minutes: f64) -> (Option<f64>, Option<f64>) {
    const EDGES: [f64; 5] = [0.0, 5.0, 10.0, 20.0, 30.0];
    let above = EDGES.partition_point(|edge| *edge <= minutes).max(1);
    (Some(EDGES[above - 1]), EDGES.get(above).copied())
}

/// `None` just after the opening, when there is nothing to compare with.
fn trend(day: &Day, minute: u32, sample: Sample) -> Option<&'static str> {
    let earlier = (SHORTEST_TREND_MIN..=TREND_MIN).rev().find_map(|back| day.at(minute.checked_sub(back)?))?;
    Some(match sample.wait_min - earlier.wait_min {
        change if change >= TREND_CHANGE_MIN => "rising",
        change if change <= -TREND_CHANGE_MIN => "falling",
        _ => "steady",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_told_in_bands_only() {
        let at = |minutes| band(minutes);
        assert_eq!(at(0.0), (Some(0.0), Some(5.0)));
        assert_eq!(at(4.99), (Some(0.0), Some(5.0)));
        assert_eq!(at(5.0), (Some(5.0), Some(10.0)));
        assert_eq!(at(19.0), (Some(10.0), Some(20.0)));
        assert_eq!(at(29.9), (Some(20.0), Some(30.0)));
        assert_eq!(at(47.0), (Some(30.0), None));
    }
}
