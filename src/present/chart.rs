//! The geometry of the usual waits of one day: bars over the hours, drawn as SVG by the views.

use crate::domain::{DayPlan, Minutes, Profile, Site, Slot, WaitBand};

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
    /// Width of all bars.
    pub width: u32,
    /// The wait that a bar of full height stands for.
    pub scale: Minutes,
    /// Hours with the shortest and the longest usual wait, where they differ in band. One may enter for half of them at
    /// least: nobody goes at "about noon" to a gate that shuts at a quarter past.
    pub quietest: Option<u8>,
    pub busiest: Option<u8>,
}

impl WaitChart {
    /// Units of width that an hour takes.
    pub const HOUR_WIDTH: u32 = 24;
    pub const HEIGHT: u32 = 100;

    /// The hours of `plan` in which one may enter the centre, as far as they are known. `None` when nothing is known of
    /// the waits of that day.
    pub fn of(profile: &Profile, weekday: u8, school_holiday: bool, site: &Site, plan: &DayPlan) -> Option<Self> {
        /// Waits over an hour are drawn as an hour; the table has their figure.
        const TALLEST: u32 = 60;
        let entry =
            |hour: u8| plan.entry_minutes(hour, site.last_entry).filter(|_| !plan.spans.is_empty()).unwrap_or(60);
        let (mut bars, mut longest) = (Vec::new(), 0);
        let mut quiet: Option<(u8, Minutes)> = None;
        let mut busy: Option<(u8, Minutes)> = None;
        for hour in 0..24 {
            let (minutes, slot) = (entry(hour), profile.usual(weekday, hour, school_holiday));
            let Some(Slot { median, .. }) = slot.filter(|_| minutes > 0).copied() else { continue };
            bars.push(Bar { hour, median, x: 0, height: 0 });
            longest = longest.max(median.0);
            if minutes >= 30 {
                if quiet.is_none_or(|(_, least)| median < least) {
                    quiet = Some((hour, median));
                }
                if busy.is_none_or(|(_, most)| median > most) {
                    busy = Some((hour, median));
                }
            }
        }
        let (first, last) = (bars.first()?.hour, bars.last()?.hour);
        // A scale in whole tens, and none that makes a mountain of five minutes.
        let scale = (longest.div_ceil(10) * 10).clamp(20, TALLEST);
        for bar in &mut bars {
            bar.x = u32::from(bar.hour - first) * Self::HOUR_WIDTH;
            bar.height = (bar.median.0.min(scale) * Self::HEIGHT / scale).max(2);
        }
        let differ = quiet.map(|(_, median)| WaitBand::of(median)) != busy.map(|(_, median)| WaitBand::of(median));
        Some(Self {
            bars,
            first_hour: first,
            width: u32::from(last - first + 1) * Self::HOUR_WIDTH,
            scale: Minutes(scale),
            quietest: quiet.filter(|_| differ).map(|(hour, _)| hour),
            busiest: busy.filter(|_| differ).map(|(hour, _)| hour),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DayKind, Slot, fixtures::*};

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

    /// The chart of a Saturday of the week in which 2026-07-18 lies, at a centre that is open from 10 to 12.30 and from 14.
    fn chart(profile: &Profile) -> Option<WaitChart> {
        let site = riantec();
        WaitChart::of(profile, 6, false, &site, &DayPlan::scheduled(&site, &holidays(), date("2026-07-18")))
    }

    #[test]
    fn bars_stand_at_their_hours_and_the_lunch_break_stays_empty() {
        let chart = chart(&profile(&[(10, 20), (11, 10), (14, 0)])).unwrap();
        let bars: Vec<_> = chart.bars.iter().map(|b| (b.hour, b.x, b.height)).collect();
        assert_eq!(bars, [(10, 0, 100), (11, 24, 50), (14, 96, 2)]);
        assert_eq!((chart.first_hour, chart.width, chart.scale), (10, 120, Minutes(20)));
        assert_eq!((chart.quietest, chart.busiest), (Some(14), Some(10)));
    }

    #[test]
    fn hours_without_entry_have_no_bar_and_a_quarter_of_an_hour_is_not_recommended() {
        let chart = chart(&profile(&[(9, 0), (10, 30), (11, 20), (12, 5), (13, 5), (22, 0)])).unwrap();
        assert_eq!(chart.bars.iter().map(|b| b.hour).collect::<Vec<_>>(), [10, 11, 12]);
        assert_eq!((chart.quietest, chart.busiest), (Some(11), Some(10)));
    }

    #[test]
    fn where_hours_are_not_known_all_known_waits_are_drawn() {
        let site = site(None);
        let plan = DayPlan::scheduled(&site, &holidays(), date("2026-07-18"));
        let chart = WaitChart::of(&profile(&[(9, 0), (22, 33)]), 6, false, &site, &plan).unwrap();
        assert_eq!((chart.bars.len(), chart.scale), (2, Minutes(40)));
    }

    #[test]
    fn five_minutes_are_no_mountain() {
        let chart = chart(&profile(&[(10, 4), (11, 3)])).unwrap();
        assert!(chart.bars.iter().all(|b| b.height <= 20));
        assert_eq!((chart.quietest, chart.busiest), (None, None));
    }

    #[test]
    fn a_day_that_nobody_knows_has_no_chart() {
        let mut other = profile(&[(10, 4)]);
        other.slots[0].weekday = 2;
        assert_eq!(chart(&other), None);
    }
}
