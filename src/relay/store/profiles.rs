//! What is usual, from what was told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Timelike};

use super::ToldWait;
use crate::domain::{Calendar, DayKind, Minutes, Profile, SiteId, Slot, Zone};

/// A kind of day speaks for itself when it was met on so many days.
const ENOUGH_DAYS: usize = 2;
/// What is usual more widely counts as so many days of an hour's own (empirical Bayes with a fixed weight; B. Efron and
/// C. Morris, "Data analysis using Stein's estimator", JASA 70, 1975): few days lean on it, many do not.
const WIDER_DAYS: f64 = 2.0;

/// Usual waits by site.
pub type Profiles = Vec<Profile>;

/// The waits of some days, and which days they were.
#[derive(Clone, Default)]
struct Waits {
    minutes: Vec<f64>,
    dates: BTreeSet<NaiveDate>,
}

impl Waits {
    fn add(&mut self, date: NaiveDate, minutes: f64) {
        self.minutes.push(minutes);
        self.dates.insert(date);
    }

    fn append(&mut self, other: &Self) {
        self.minutes.extend(&other.minutes);
        self.dates.extend(&other.dates);
    }

    /// The smallest wait that at least this share of all does not exceed.
    fn quantile(&self, percent: usize) -> f64 {
        let mut sorted = self.minutes.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0.0)
    }

    /// The same, leaning on what is usual more widely where days are few.
    fn leaning(&self, percent: usize, wider: &Self) -> f64 {
        let own = self.dates.len() as f64;
        // What the wider set knows beyond these very days.
        let more = wider.dates.len() as f64 - own;
        if more <= 0.0 {
            return self.quantile(percent);
        }
        (own * self.quantile(percent) + WIDER_DAYS * wider.quantile(percent)) / (own + WIDER_DAYS)
    }
}

/// Usual waits by the hour, from what was told, in the clocks of the territory. A public holiday is no day of its week:
/// what was told on one is left out.
pub fn profiles(waits: &[ToldWait], calendar: &Calendar, zone: &Zone) -> Profiles {
    let mut by_site: BTreeMap<&SiteId, BTreeMap<(u8, u8), [Waits; 2]>> = BTreeMap::new();
    for told in waits {
        let local = zone.local(told.at);
        if calendar.is_public_holiday(local.date()) {
            continue;
        }
        let slot = (local.weekday().number_from_monday() as u8, local.hour() as u8);
        let kind = usize::from(calendar.is_school_holiday(local.date()));
        by_site.entry(&told.site).or_default().entry(slot).or_default()[kind].add(local.date(), told.median);
    }
    let profile = |(site, slots): (&SiteId, BTreeMap<(u8, u8), [Waits; 2]>)| {
        let mut by_hour: BTreeMap<u8, Waits> = BTreeMap::new();
        for ((_, hour), kinds) in &slots {
            for waits in kinds {
                by_hour.entry(*hour).or_default().append(waits);
            }
        }
        let slots = slots.iter().flat_map(|((weekday, hour), kinds)| of_hour(*weekday, *hour, kinds, &by_hour[hour]));
        Profile { site: site.clone(), slots: slots.collect() }
    };
    by_site.into_iter().map(profile).collect()
}

/// Term and school holidays apart where both were met often enough, leaning on all such days; otherwise all together,
/// leaning on the hour of all days of the week.
fn of_hour(weekday: u8, hour: u8, [term, holidays]: &[Waits; 2], every_day: &Waits) -> Vec<Slot> {
    let slot = |days, waits: &Waits, wider: &Waits| {
        let minutes = |percent| Minutes(waits.leaning(percent, wider).round() as u32);
        let (median, p80) = (minutes(50), Some(minutes(80)));
        Slot { days, weekday, hour, median, p80, count: Some(waits.minutes.len() as u32) }
    };
    let mut both = term.clone();
    both.append(holidays);
    if [term, holidays].iter().all(|kind| kind.dates.len() >= ENOUGH_DAYS) {
        return vec![slot(DayKind::Term, term, &both), slot(DayKind::SchoolHolidays, holidays, &both)];
    }
    vec![slot(DayKind::Any, &both, every_day)]
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::domain::{Holiday, Instant, SchoolHoliday, WaitInterval};

    fn told(at: &str, median: f64) -> ToldWait {
        let at = at.parse::<Instant>().unwrap();
        let wait = WaitInterval::new(Minutes(5), Some(Minutes(10))).unwrap();
        ToldWait { site: "riantec".parse().unwrap(), at, wait, median, vehicles: None }
    }
    /// One wait at ten o'clock on each of so many Saturdays from 3 October on.
    fn saturdays(medians: &[f64]) -> Vec<ToldWait> {
        let first = told("2026-10-03T08:00:00Z", 0.0);
        let week = |(week, median): (i32, &f64)| ToldWait {
            at: first.at + Duration::weeks(week.into()),
            median: *median,
            ..first.clone()
        };
        (0..).zip(medians).map(week).collect()
    }
    fn usual(waits: &[ToldWait], calendar: &Calendar) -> Vec<Slot> {
        profiles(waits, calendar, &Zone::fixed(120)).remove(0).slots
    }

    #[test]
    fn an_hour_has_its_median_its_spread_and_its_count() {
        let slots = usual(&saturdays(&[4.0, 8.0, 6.0, 20.0, 5.0]), &Calendar::default());
        let expected = Slot {
            days: DayKind::Any,
            weekday: 6,
            hour: 10,
            median: Minutes(6),
            p80: Some(Minutes(8)),
            count: Some(5),
        };
        assert_eq!(slots, [expected]);
    }

    #[test]
    fn few_days_lean_on_the_hour_of_the_other_days() {
        let mut waits = saturdays(&[30.0]);
        // Ten o'clock from Monday to Friday of two weeks.
        for day in [5, 6, 7, 8, 9, 12, 13, 14, 15, 16] {
            waits.push(told(&format!("2026-10-{day:02}T08:00:00Z"), 3.0));
        }
        let slots = usual(&waits, &Calendar::default());
        let saturday = slots.iter().find(|slot| slot.weekday == 6).unwrap();
        assert_eq!(saturday.median, Minutes(12), "one day of thirty and two of three minutes");
        assert_eq!(slots.iter().find(|slot| slot.weekday == 1).unwrap().median, Minutes(3));
    }

    #[test]
    fn school_holidays_stand_apart_once_they_were_met_twice() {
        let holidays = |from: &str, until: &str| Calendar {
            school_holidays: vec![SchoolHoliday {
                from: from.parse().unwrap(),
                until: until.parse().unwrap(),
                name: None,
            }],
            ..Calendar::default()
        };
        let waits = saturdays(&[4.0, 4.0, 20.0, 20.0]);
        let kinds = |calendar: &Calendar| usual(&waits, calendar).iter().map(|slot| slot.days).collect::<Vec<_>>();
        assert_eq!(kinds(&holidays("2026-10-24", "2026-10-24")), [DayKind::Any]);
        let apart = usual(&waits, &holidays("2026-10-17", "2026-11-01"));
        assert_eq!(apart.iter().map(|slot| slot.days).collect::<Vec<_>>(), [DayKind::Term, DayKind::SchoolHolidays]);
        assert!(apart[0].median < apart[1].median);
    }

    #[test]
    fn a_public_holiday_is_no_day_of_its_week() {
        // All Saints' Day of 2026 is a Sunday, Armistice Day a Wednesday.
        let holiday = |date: &str| Holiday { date: date.parse().unwrap(), name: None };
        let calendar =
            Calendar { public_holidays: vec![holiday("2026-11-01"), holiday("2026-11-11")], ..Calendar::default() };
        let week = ["2026-11-04", "2026-11-11", "2026-11-18"].map(|day| format!("{day}T08:00:00Z"));
        let waits: Vec<_> = week.iter().zip([4.0, 40.0, 4.0]).map(|(at, median)| told(at, median)).collect();
        let slots = usual(&waits, &calendar);
        assert_eq!(
            slots.iter().map(|slot| (slot.weekday, slot.median, slot.count)).collect::<Vec<_>>(),
            [(3, Minutes(4), Some(2))]
        );
        assert_eq!(profiles(&waits[1..2], &calendar, &Zone::fixed(60)), [], "nothing is usual of holidays alone");
    }

    #[test]
    fn hours_are_those_on_the_wall() {
        let zone = Zone::new(vec![
            ("2026-03-29T01:00:00Z".parse().unwrap(), 120),
            ("2026-10-25T01:00:00Z".parse().unwrap(), 60),
        ]);
        let waits = [told("2026-10-24T08:00:00Z", 4.0), told("2026-10-31T09:00:00Z", 4.0)];
        let slots = &profiles(&waits, &Calendar::default(), &zone)[0].slots;
        assert_eq!(slots.iter().map(|slot| (slot.hour, slot.count)).collect::<Vec<_>>(), [(10, Some(2))]);
    }
}
