//! Meters out of readings as they came, in whatever rhythm.

use chrono::Duration;

use super::{LastValue, LocalDay, Meters, Unreadable, gather_rules};
use crate::domain::{Instant, Meter, PowerSeries, Raw, School, SiteId, gather};

/// Where readings are kept.
pub trait Readings {
    /// Those of a meter from `from` on and before `until`, in order of time.
    ///
    /// # Errors
    /// When they cannot be read now.
    fn between(&self, place: &SiteId, meter: &SiteId, from: Instant, until: Instant) -> Result<Read, Unreadable>;
}

/// Readings, each with its instant.
pub type Read = Vec<(Instant, Raw)>;

/// Places, and the readings of their meters.
pub struct GatheredMeters<'a, R> {
    places: &'a [School],
    readings: R,
}

/// How far beyond a day, and before now, a reading is looked for: a counter that was read once a day still tells what lay
/// between.
const AROUND: Duration = Duration::days(1);

impl<'a, R: Readings> GatheredMeters<'a, R> {
    pub fn new(places: &'a [School], readings: R) -> Self {
        Self { places, readings }
    }

    /// What has happened already: a reading from the future is that of a wrong clock.
    fn known(
        &self,
        place: &School,
        meter: &Meter,
        (from, until): (Instant, Instant),
        now: Instant,
    ) -> Result<Read, Unreadable> {
        let mut readings = self.readings.between(&place.id, &meter.id, from, until)?;
        readings.retain(|(at, _)| *at <= now);
        Ok(readings)
    }

    fn day_of(&self, place: &School, meter: &Meter, day: LocalDay) -> Result<PowerSeries, Unreadable> {
        let readings = self.known(place, meter, (day.start - AROUND, day.end + AROUND), day.now)?;
        Ok(gather(&readings, day.start, meter.step, day.past_steps(meter.step), &gather_rules(place, meter)))
    }

    /// The last reading that can be believed: a power as it was read, of a counter the mean since the reading before.
    fn last_of(&self, place: &School, meter: &Meter, now: Instant) -> Result<LastValue, Unreadable> {
        let a_second = Duration::seconds(1);
        let readings = self.known(place, meter, (now - AROUND, now + a_second), now)?;
        let rules = gather_rules(place, meter);
        let last = (0..readings.len()).rev().find_map(|i| {
            let (at, raw) = readings[i];
            let (from, start) = match raw {
                Raw::Power(_) => (i, at),
                Raw::Counter(_) => (i.saturating_sub(1), at - a_second),
            };
            let moment = gather(&readings[from..=i], start, a_second, 1, &rules);
            moment.values.first().copied().flatten().map(|watts| (at, watts))
        });
        Ok(last)
    }
}

impl<R: Readings> Meters for GatheredMeters<'_, R> {
    fn places(&self) -> &[School] {
        self.places
    }

    fn day(&self, place: &School, day: LocalDay) -> Result<Vec<PowerSeries>, Unreadable> {
        place.meters.iter().map(|meter| self.day_of(place, meter, day)).collect()
    }

    fn last(&self, place: &School, now: Instant) -> Result<Vec<LastValue>, Unreadable> {
        place.meters.iter().map(|meter| self.last_of(place, meter, now)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::{
        domain::{MeterKind, PlaceKind, Position, Watts, fixtures::paris},
        relay::schools::Publication,
    };

    struct Kept(Read);

    impl Readings for Kept {
        fn between(&self, _: &SiteId, _: &SiteId, from: Instant, until: Instant) -> Result<Read, Unreadable> {
            Ok(self.0.iter().filter(|(at, _)| (from..until).contains(at)).copied().collect())
        }
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn school() -> School {
        School {
            id: "kermelo".parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position: Some(Position::new(47.73, -3.39).unwrap()),
            near: None,
            pupils: None,
            pv_peak: Some(Watts(15_000.0)),
            since: Some("2026-11".parse().unwrap()),
            meters: vec![Meter {
                id: "pv".parse().unwrap(),
                kind: MeterKind::PvProduction,
                step: Duration::minutes(10),
                best: None,
            }],
        }
    }

    static SCHOOLS: LazyLock<[School; 1]> = LazyLock::new(|| [school()]);

    fn meters(readings: &[(&str, Raw)]) -> GatheredMeters<'static, Kept> {
        let readings = readings.iter().map(|(time, raw)| (at(&format!("2026-11-{time}Z")), *raw));
        GatheredMeters::new(&*SCHOOLS, Kept(readings.collect()))
    }

    fn day(meters: &GatheredMeters<'_, Kept>, now: &str) -> Vec<Option<f64>> {
        let day = LocalDay::of("2026-11-21".parse().unwrap(), &paris(), at(now));
        let series = meters.day(&meters.places()[0], day).unwrap().remove(0);
        assert_eq!(series.start, day.start);
        series.values.into_iter().map(|value| value.map(|watts| watts.0)).collect()
    }

    #[test]
    fn a_reading_from_before_midnight_still_holds_and_one_from_the_future_counts_for_nothing() {
        let meters = meters(&[
            ("20T22:55:00", Raw::Power(Some(40.0))),
            ("20T23:10:00", Raw::Power(Some(60.0))),
            ("20T23:35:00", Raw::Power(Some(9000.0))),
        ]);
        assert_eq!(day(&meters, "2026-11-20T23:31:00Z"), [Some(40.0), Some(60.0), Some(60.0)]);
    }

    #[test]
    fn an_inverter_without_a_value_gives_nothing_at_night_and_is_a_gap_at_noon() {
        let unknown = |time| (time, Raw::Power(None));
        let readings = [unknown("21T03:00:00"), unknown("21T03:10:00"), unknown("21T11:00:00"), unknown("21T11:10:00")];
        let meters = meters(&readings);
        let values = day(&meters, "2026-11-21T11:20:00Z");
        assert_eq!((&values[24..26], &values[72..74]), (&[Some(0.0); 2][..], &[None; 2][..]));
        let last = meters.last(&meters.places()[0], at("2026-11-21T11:20:00Z")).unwrap().remove(0);
        assert_eq!(last, Some((at("2026-11-21T03:10:00Z"), Watts(0.0))), "what was unknown at noon is no value");
    }

    #[test]
    fn where_a_school_lies_may_be_unknown_its_nights_are_no_gaps() {
        let readings = [at("2026-11-21T03:00:00Z"), at("2026-11-21T11:00:00Z")].map(|time| (time, Raw::Power(None)));
        let school = School { position: None, ..school() };
        let values = |school: School| {
            let places = [school];
            let meters = GatheredMeters::new(&places, Kept(readings.to_vec()));
            let values = day(&meters, "2026-11-21T11:20:00Z");
            (values[24], values[72])
        };
        assert_eq!(values(school.clone()), (None, None), "nobody knows where");
        assert_eq!(values(school.near(Position::new(47.8, -3.3).ok())), (Some(0.0), None), "night, and noon");
    }

    #[test]
    fn an_impossible_power_is_a_gap_and_a_little_below_zero_is_nothing() {
        let readings = [
            ("21T10:10:00", Raw::Power(Some(70_000.0))),
            ("21T10:20:00", Raw::Power(Some(-30.0))),
            ("21T10:30:00", Raw::Power(Some(5000.0))),
        ];
        assert_eq!(day(&meters(&readings), "2026-11-21T10:40:00Z")[67..70], [None, Some(0.0), Some(5000.0)]);
    }

    #[test]
    fn counters_become_energy_to_the_watt_hour() {
        // By hand: 1 500 Wh between 10:00 and 10:30, 250 Wh until 10:40, then the counter begins again.
        let meters = meters(&[
            ("21T10:00:00", Raw::Counter(80_000.0)),
            ("21T10:30:00", Raw::Counter(81_500.0)),
            ("21T10:40:00", Raw::Counter(81_750.0)),
            ("21T10:50:00", Raw::Counter(0.0)),
        ]);
        let values = day(&meters, "2026-11-21T11:00:00Z");
        assert_eq!(values[66..71], [Some(3000.0), Some(3000.0), Some(3000.0), Some(1500.0), None]);
        let documents = Publication::default().documents(&meters, &paris(), at("2026-11-21T11:00:00Z"));
        let month: serde_json::Value =
            serde_json::from_slice(documents.get("series/kermelo/pv/2026-11.json").unwrap()).unwrap();
        assert_eq!(month["values"][20], serde_json::json!(1750.0));
        assert_eq!(month["values"][19], serde_json::Value::Null);
    }

    #[test]
    fn the_last_value_is_the_last_that_can_be_believed() {
        let last = |readings: &[(&str, Raw)], now: &str| {
            let meters = meters(readings);
            meters.last(&meters.places()[0], at(now)).unwrap().remove(0)
        };
        let powers = [
            ("21T10:00:00", Raw::Power(Some(4210.0))),
            ("21T10:10:00", Raw::Power(Some(65_535.0))),
            ("21T12:00:00", Raw::Power(Some(1.0))),
        ];
        let expected = Some((at("2026-11-21T10:00:00Z"), Watts(4210.0)));
        assert_eq!(last(&powers, "2026-11-21T10:15:00Z"), expected);
        let counters = [("21T10:00:00", Raw::Counter(100.0)), ("21T10:10:00", Raw::Counter(600.0))];
        assert_eq!(last(&counters, "2026-11-21T10:15:00Z"), Some((at("2026-11-21T10:10:00Z"), Watts(3000.0))));
        assert_eq!(last(&counters, "2026-11-23T10:15:00Z"), None, "too long ago to be looked for");
        assert_eq!(last(&counters[..1], "2026-11-21T10:15:00Z"), None, "one reading of a counter says no power");
    }
}
