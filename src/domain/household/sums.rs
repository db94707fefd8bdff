//! Energy per day, week, month and year of the local calendar.

use chrono::{Datelike, Days, Duration, Months, NaiveDate, NaiveTime};

use super::{Curve, curve::share_of};
use crate::domain::{Coverage, Instant, WattHours, Zone};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Day,
    /// Monday to Sunday.
    Week,
    Month,
    Year,
}

impl Step {
    pub const ALL: [Step; 4] = [Step::Day, Step::Week, Step::Month, Step::Year];

    /// The first day of the stretch that a day lies in.
    pub fn first_day(self, date: NaiveDate) -> NaiveDate {
        let back = match self {
            Step::Day => 0,
            Step::Week => date.weekday().num_days_from_monday(),
            Step::Month => date.day0(),
            Step::Year => date.ordinal0(),
        };
        date.checked_sub_days(Days::new(u64::from(back))).unwrap_or(date)
    }

    /// The first day of the stretch after the one that begins on `first`.
    pub fn next(self, first: NaiveDate) -> NaiveDate {
        let next = match self {
            Step::Day => first.checked_add_days(Days::new(1)),
            Step::Week => first.checked_add_days(Days::new(7)),
            Step::Month => first.checked_add_months(Months::new(1)),
            Step::Year => first.checked_add_months(Months::new(12)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }

    /// The first day of the stretch before.
    pub fn previous(self, first: NaiveDate) -> NaiveDate {
        self.first_day(first.pred_opt().unwrap_or(first))
    }
}

/// A stretch of the calendar as instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub first_day: NaiveDate,
    pub from: Instant,
    pub until: Instant,
}

impl Window {
    /// The stretch that begins on `first_day`.
    pub fn of(step: Step, first_day: NaiveDate, zone: &Zone) -> Self {
        Self { first_day, from: midnight(zone, first_day), until: midnight(zone, step.next(first_day)) }
    }
}

/// The instant at which a local day begins.
pub(super) fn midnight(zone: &Zone, date: NaiveDate) -> Instant {
    zone.instant(date.and_time(NaiveTime::MIN))
}

/// The stretches that a curve lies in, ascending.
pub fn windows(curve: &Curve, step: Step, zone: &Zone) -> Vec<Window> {
    let Some((from, until)) = curve.span() else { return Vec::new() };
    let last = zone.local(until - Duration::seconds(1)).date();
    let mut first = step.first_day(zone.local(from).date());
    let mut windows = Vec::new();
    while first <= last {
        windows.push(Window::of(step, first, zone));
        first = step.next(first);
    }
    windows
}

/// What is known of the energy in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// Of the time that is known; of the rest nothing is said.
    pub energy: WattHours,
    pub coverage: Coverage,
}

impl Curve {
    /// An interval that reaches over an end counts by its share of time. One that is longer than a day and than the stretch
    /// says nothing of it: a month's figure does not tell its days.
    pub fn sum(&self, from: Instant, until: Instant) -> Sum {
        /// A day in autumn.
        const DAY_S: i64 = 25 * 3600;
        let longest = (until - from).num_seconds().max(DAY_S);
        let (mut energy, mut seconds) = (WattHours::default(), 0);
        for interval in self.between(from, until).iter().filter(|interval| i64::from(interval.seconds) <= longest) {
            let part = interval.end().min(until) - interval.start.max(from);
            energy += share_of(interval, part);
            seconds += part.num_seconds();
        }
        Sum { energy, coverage: Coverage::of(seconds as f64, (until - from).num_seconds() as f64) }
    }

    pub fn sum_of(&self, window: &Window) -> Sum {
        self.sum(window.from, window.until)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    fn paris() -> Zone {
        let utc = |text: &str| text.parse().unwrap();
        Zone::new(vec![
            (utc("2026-03-29T01:00:00Z"), 120),
            (utc("2026-10-25T01:00:00Z"), 60),
            (utc("2027-03-28T01:00:00Z"), 120),
        ])
    }
    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
    /// Half-hours of 100 Wh from one local midnight to another.
    fn steady(from: &str, until: &str) -> Curve {
        let (mut at, until) = (midnight(&paris(), date(from)), midnight(&paris(), date(until)));
        let mut intervals = Vec::new();
        while at < until {
            intervals.push(Interval::new(at, 1800, WattHours(100.0)));
            at += Duration::minutes(30);
        }
        Curve::of(&Record::new(intervals))
    }

    #[test]
    fn local_days_have_twenty_three_to_twenty_five_hours() {
        let energy = |day: &str| {
            let curve = steady("2026-03-01", "2026-11-01");
            let sum = curve.sum_of(&Window::of(Step::Day, date(day), &paris()));
            assert!(sum.coverage.is_full());
            sum.energy
        };
        let energies = [energy("2026-03-29"), energy("2026-07-14"), energy("2026-10-25")];
        assert_eq!(energies, [4600.0, 4800.0, 5000.0].map(WattHours));
    }

    #[test]
    fn a_months_figure_says_nothing_of_its_days() {
        let (from, until) = (midnight(&paris(), date("2026-03-01")), midnight(&paris(), date("2026-04-01")));
        let seconds = u32::try_from((until - from).num_seconds()).unwrap();
        let curve = Curve::of(&Record::new(vec![Interval::new(from, seconds, WattHours(310_000.0))]));
        let sum = |step, day| curve.sum_of(&Window::of(step, date(day), &paris()));
        assert_eq!(sum(Step::Month, "2026-03-01").energy, WattHours(310_000.0));
        assert!(sum(Step::Day, "2026-03-10").coverage.is_nothing());
        assert!(sum(Step::Year, "2026-01-01").energy == WattHours(310_000.0));
    }

    #[test]
    fn stretches_begin_where_the_calendar_says() {
        let curve = steady("2026-02-26", "2026-03-03");
        let first_days =
            |step| windows(&curve, step, &paris()).iter().map(|w| w.first_day.to_string()).collect::<Vec<_>>();
        assert_eq!(first_days(Step::Day).len(), 5);
        assert_eq!(first_days(Step::Week), ["2026-02-23", "2026-03-02"]);
        assert_eq!(first_days(Step::Month), ["2026-02-01", "2026-03-01"]);
        assert_eq!(first_days(Step::Year), ["2026-01-01"]);
        assert_eq!(Step::Month.previous(date("2026-01-01")), date("2025-12-01"));
        assert_eq!(Step::Year.next(date("2026-01-01")), date("2027-01-01"));
    }

    #[test]
    fn a_month_of_which_days_are_missing_says_how_much_is_known() {
        let sum = steady("2026-04-10", "2026-04-16").sum_of(&Window::of(Step::Month, date("2026-04-01"), &paris()));
        assert_eq!(sum.energy, WattHours(6.0 * 4800.0));
        assert!((sum.coverage.share() - 0.2).abs() < 1e-12);
    }
}
