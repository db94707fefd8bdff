//! A local day as it is known at an instant.

use chrono::{Duration, NaiveDate};

use crate::domain::{Instant, Zone, day_bounds};

/// A local day, and until when it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalDay {
    pub date: NaiveDate,
    pub start: Instant,
    pub end: Instant,
    /// What comes later has not happened yet.
    pub now: Instant,
}

impl LocalDay {
    pub fn of(date: NaiveDate, zone: &Zone, now: Instant) -> Self {
        let (start, end) = day_bounds(date, zone);
        Self { date, start, end, now }
    }

    /// How many steps of this length the day has; a last one that the day cuts off counts.
    pub fn steps(&self, step: Duration) -> usize {
        whole(self.end - self.start + step - Duration::seconds(1), step)
    }

    /// How many of them are over.
    pub fn past_steps(&self, step: Duration) -> usize {
        if self.now >= self.end { self.steps(step) } else { whole(self.now - self.start, step) }
    }
}

fn whole(time: Duration, step: Duration) -> usize {
    usize::try_from(time.num_seconds().div_euclid(step.num_seconds().max(1))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::paris;

    #[test]
    fn steps_count_once_they_are_over() {
        let day = |date: &str, now: &str| LocalDay::of(date.parse().unwrap(), &paris(), now.parse().unwrap());
        let steps = |day: LocalDay| (day.past_steps(Duration::minutes(10)), day.steps(Duration::minutes(10)));
        assert_eq!(steps(day("2026-11-21", "2026-11-20T22:59:59Z")), (0, 144), "it has not begun");
        assert_eq!(steps(day("2026-11-21", "2026-11-20T23:19:59Z")), (1, 144));
        assert_eq!(steps(day("2026-11-21", "2026-11-20T23:20:00Z")), (2, 144));
        assert_eq!(steps(day("2026-11-21", "2026-12-01T00:00:00Z")), (144, 144), "it is long over");
    }

    #[test]
    fn days_of_the_clock_change_have_six_steps_less_or_more() {
        let steps = |date: &str| {
            LocalDay::of(date.parse().unwrap(), &paris(), "2027-01-01T00:00:00Z".parse().unwrap())
                .past_steps(Duration::minutes(10))
        };
        assert_eq!([steps("2026-03-29"), steps("2026-10-25")], [138, 150]);
    }
}
