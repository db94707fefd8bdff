//! The geometry of the usual waits of one day: bars over the hours, drawn as SVG by the views.

use crate::domain::{Minutes, Profile, WaitBand};

/// One hour's bar in the chart's own units: width 24 per hour, height 100 for the longest wait that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub hour: u8,
    pub median: Minutes,
    pub x: u32,
    /// 2 to 100: a bar without any wait is still seen.
    pub height: u32,
}

/// The usual waits of one day of the week.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitChart {
    pub bars: Vec<Bar>,
    pub first_hour: u8,
    /// Width of the whole chart.
    pub width: u32,
    /// Hours with the shortest and the longest usual wait, where they differ in band.
    pub quietest: Option<u8>,
    pub busiest: Option<u8>,
}

impl WaitChart {
    /// Units of width that an hour takes.
    pub const HOUR_WIDTH: u32 = 24;
    pub const HEIGHT: u32 = 100;

    /// `None` when nothing is known of that day.
    pub fn of(profile: &Profile, weekday: u8, school_holiday: bool) -> Option<Self> {
        /// Waits over an hour are drawn as an hour; the table has their figure.
        const TALLEST: u32 = 60;
        let hours: Vec<(u8, Minutes)> = (0..24)
            .filter_map(|hour| profile.usual(weekday, hour, school_holiday).map(|slot| (hour, slot.median)))
            .collect();
        let (first, last) = (hours.first()?.0, hours.last()?.0);
        // A scale that does not make a mountain of five minutes.
        let scale = hours.iter().map(|(_, median)| median.0).max().unwrap_or(0).clamp(20, TALLEST);
        let bars = hours
            .iter()
            .map(|(hour, median)| Bar {
                hour: *hour,
                median: *median,
                x: u32::from(hour - first) * Self::HOUR_WIDTH,
                height: (median.0.min(scale) * Self::HEIGHT / scale).max(2),
            })
            .collect();
        let quiet = hours.iter().min_by_key(|(_, median)| *median)?;
        let busy = hours.iter().rev().max_by_key(|(_, median)| *median)?;
        let differ = WaitBand::of(quiet.1) != WaitBand::of(busy.1);
        Some(Self {
            bars,
            first_hour: first,
            width: u32::from(last - first + 1) * Self::HOUR_WIDTH,
            quietest: differ.then_some(quiet.0),
            busiest: differ.then_some(busy.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DayKind, Slot};

    fn profile(waits: &[(u8, u32)]) -> Profile {
        let slot = |(hour, median): &(u8, u32)| Slot {
            days: DayKind::Any,
            weekday: 6,
            hour: *hour,
            median: Minutes(*median),
            p80: None,
            count: None,
        };
        Profile { site: "riantec".parse().unwrap(), slots: waits.iter().map(slot).collect() }
    }

    #[test]
    fn bars_stand_at_their_hours_and_the_lunch_break_stays_empty() {
        let chart = WaitChart::of(&profile(&[(10, 20), (11, 10), (14, 0)]), 6, false).unwrap();
        let bars: Vec<_> = chart.bars.iter().map(|b| (b.hour, b.x, b.height)).collect();
        assert_eq!(bars, [(10, 0, 100), (11, 24, 50), (14, 96, 2)]);
        assert_eq!((chart.first_hour, chart.width), (10, 120));
        assert_eq!((chart.quietest, chart.busiest), (Some(14), Some(10)));
    }

    #[test]
    fn five_minutes_are_no_mountain() {
        let chart = WaitChart::of(&profile(&[(10, 4), (11, 3)]), 6, false).unwrap();
        assert!(chart.bars.iter().all(|b| b.height <= 20));
        assert_eq!((chart.quietest, chart.busiest), (None, None));
    }

    #[test]
    fn a_day_that_nobody_knows_has_no_chart() {
        assert_eq!(WaitChart::of(&profile(&[(10, 4)]), 2, false), None);
    }
}
