//! How fast the gate lets vehicles in.

use chrono::Duration;

use super::Passed;
use crate::domain::Instant;

/// What was counted so long ago weighs half: staff change, and what people bring.
const HALF_LIFE_MIN: f64 = 45.0;
/// A gate that let nobody in for so long, before a queue that became shorter by so many, was not counted right.
const SILENT_MIN: f64 = 10.0;
const LEFT_UNSEEN: u32 = 3;

/// What a territory says of a gate before anything was counted there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServicePrior {
    /// Between two vehicles let in while there is a queue.
    pub minutes: f64,
    /// As good as having counted so many vehicles.
    pub weight: f64,
}

impl Default for ServicePrior {
    /// An assumption where nobody said anything: about a minute and a half, and between a half and four minutes as likely
    /// as not outside of it. It is told in wide bands only, until vehicles are counted.
    fn default() -> Self {
        Self { minutes: 1.5, weight: 4.0 }
    }
}

/// The rate of service as a gamma distribution: so many vehicles in so many minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    pub vehicles: f64,
    pub minutes: f64,
}

impl Service {
    /// Mean minutes between two vehicles.
    pub fn mean_minutes(&self) -> f64 {
        self.minutes / (self.vehicles - 1.0).max(1.0)
    }

    /// From what passed the gate while somebody queued all the time; `queue_at` says how many did, where that is known.
    pub fn measured(
        prior: ServicePrior,
        entries: &[Passed],
        queue_at: impl Fn(Instant) -> Option<u32>,
        now: Instant,
    ) -> Self {
        let busy: Vec<_> = entries
            .iter()
            .filter(|passed| passed.until <= now)
            .filter_map(|passed| Some((passed, queue_at(passed.from)?, queue_at(passed.until)?)))
            .filter(|(_, before, after)| *before > 0 && *after > 0)
            .collect();
        let silent: f64 = busy.iter().filter(|(passed, ..)| passed.vehicles == 0).map(|(p, ..)| p.minutes()).sum();
        let counted: u32 = busy.iter().map(|(passed, ..)| passed.vehicles).sum();
        let shorter: u32 = busy.iter().map(|(_, before, after)| before.saturating_sub(*after)).sum();
        // The median of the inverse of such a rate is about minutes / (vehicles - 1/3).
        let mut service = Self { vehicles: prior.weight + 1.0 / 3.0, minutes: prior.weight * prior.minutes };
        if counted == 0 && silent >= SILENT_MIN && shorter >= LEFT_UNSEEN {
            return service;
        }
        for (passed, ..) in busy {
            let weight = 0.5_f64.powf(minutes(now - passed.until) / HALF_LIFE_MIN);
            service.vehicles += weight * f64::from(passed.vehicles);
            service.minutes += weight * passed.minutes();
        }
        service
    }
}

fn minutes(span: Duration) -> f64 {
    span.num_milliseconds() as f64 / 60_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Instant {
        "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
    }
    fn each_minute(vehicles: &[u32]) -> Vec<Passed> {
        let step =
            |(minute, vehicles): (i64, &u32)| Passed { from: at(minute), until: at(minute + 1), vehicles: *vehicles };
        (0..).zip(vehicles).map(step).collect()
    }
    const PRIOR: ServicePrior = ServicePrior { minutes: 1.0, weight: 4.0 };

    #[test]
    fn the_rate_is_that_of_the_busy_minutes() {
        let entries = each_minute(&[1; 60]);
        let half = each_minute(&[1, 0].repeat(30));
        let busy = |entries: &[Passed]| Service::measured(PRIOR, entries, |_| Some(5), at(60)).mean_minutes();
        assert!((busy(&entries) - 1.0).abs() < 0.05);
        assert!((busy(&half) - 1.9).abs() < 0.15, "{}", busy(&half));
    }

    #[test]
    fn an_empty_lane_says_nothing_about_the_gate() {
        let idle = Service::measured(PRIOR, &each_minute(&[0; 60]), |_| Some(0), at(60));
        assert!((idle.minutes - PRIOR.weight * PRIOR.minutes).abs() < 1e-9);
        assert_eq!(Service::measured(PRIOR, &each_minute(&[1; 60]), |_| None, at(60)), idle);
    }

    #[test]
    fn a_gate_that_stands_still_takes_ever_longer() {
        let still = Service::measured(PRIOR, &each_minute(&[0; 30]), |_| Some(6), at(30));
        assert!(still.mean_minutes() > 5.0);
    }

    #[test]
    fn a_dead_counter_before_a_queue_that_goes_in_is_not_believed() {
        let falling = |instant: Instant| Some(30 - (instant - at(0)).num_minutes() as u32 / 2);
        let service = Service::measured(PRIOR, &each_minute(&[0; 30]), falling, at(30));
        assert!((service.mean_minutes() - 1.2).abs() < 0.01, "the stated minute, with its uncertainty");
    }
}
