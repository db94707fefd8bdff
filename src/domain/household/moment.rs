//! The good moment for a machine tomorrow.

use chrono::{Duration, NaiveDate, NaiveTime};

use super::{Money, SunForMachine, Tariff, TempoCalendar};
use crate::domain::WattHours;

/// Why this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Electricity costs least then.
    Cheap,
    /// It costs the same all day, and the sun usually shines then.
    Sun,
    /// It costs least then, and the sun usually shines.
    CheapAndSun,
    /// One's own panels usually give more then than a machine uses, whatever the grid's price.
    OwnSun,
}

/// When a machine suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At any hour: it costs the same all day, and nothing is known of the sun.
    AnyHour,
    /// Between these minutes after midnight.
    Between { from: u16, until: u16, because: Because },
}

/// When to run a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoodMoment {
    pub day: NaiveDate,
    pub when: When,
    /// The price of a kilowatt-hour then, and at the dearest time of the day.
    pub price: Option<Money>,
    pub dearest: Option<Money>,
}

impl GoodMoment {
    /// How long a machine runs, minutes.
    pub const RUNS: u16 = 120;

    /// The two hours in which what is usually fed in is most, where that runs a machine: its electricity then costs next
    /// to nothing.
    pub fn of_own_sun(day: NaiveDate, sun: &[WattHours; 24]) -> Option<Self> {
        let hours = usize::from(Self::RUNS / 60);
        let starts = 0..=24 - hours;
        let all = starts.map(|from| (from, sun[from..from + hours].iter().map(|energy| energy.0).sum::<f64>()));
        // Of equals the first.
        let (from, energy) = all.rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let from = from as u16 * 60;
        let when = When::Between { from, until: from + Self::RUNS, because: Because::OwnSun };
        (energy >= SunForMachine::ENERGY.0).then_some(Self { day, when, price: None, dearest: None })
    }

    /// `sun` is what one's panels usually feed in at each hour, where that is known: where it runs a machine it wins over
    /// any price of the grid. Moments by day win over moments at night where they are as cheap: a machine that runs is
    /// better not left alone. Nothing where a price of the day is not known.
    pub fn of(day: NaiveDate, tariff: &Tariff, colours: &TempoCalendar, sun: Option<&[WattHours; 24]>) -> Option<Self> {
        const STARTS: u16 = 30;
        const QUARTER: u16 = 15;
        /// From here to here most people are up, minutes.
        const AWAKE: std::ops::RangeInclusive<u16> = 420..=1200;
        if let Some(moment) = sun.and_then(|sun| Self::of_own_sun(day, sun)) {
            return Some(moment);
        }
        let table = tariff.table();
        let midnight = day.and_time(NaiveTime::MIN);
        let price_at = |quarter: u16| {
            let period = table.at(midnight + Duration::minutes(i64::from(quarter * QUARTER)), colours)?;
            tariff.periods.get(period).map(|period| period.price.0)
        };
        // Of a day whose colour is not published the first six hours are known; those that are not may be the dearest.
        let prices = (0..24 * 60 / QUARTER).map(price_at).collect::<Option<Vec<i64>>>()?;
        let starts = (0..=24 * 60 - Self::RUNS).step_by(usize::from(STARTS));
        let moments: Vec<(u16, i64, f64)> = starts
            .map(|from| {
                let quarters = usize::from(from / QUARTER)..usize::from((from + Self::RUNS) / QUARTER);
                let price = prices[quarters.clone()].iter().sum::<i64>() / i64::from(Self::RUNS / QUARTER);
                let light = sun.map_or(0.0, |sun| quarters.map(|quarter| sun[quarter / 4].0).sum());
                (from, price, light)
            })
            .collect();
        let cheapest = moments.iter().map(|(_, price, _)| *price).min()?;
        let dearest = prices.into_iter().max().map(Money)?;
        let is_flat = cheapest == dearest.0;
        let cheap = moments.iter().filter(|(_, price, _)| *price == cheapest);
        let best = cheap.max_by(|a, b| {
            let awake = |from: &u16| AWAKE.contains(from);
            a.2.total_cmp(&b.2).then(awake(&a.0).cmp(&awake(&b.0))).then(b.0.cmp(&a.0))
        })?;
        let between = |because| When::Between { from: best.0, until: best.0 + Self::RUNS, because };
        let is_sunny = best.2 > 0.0;
        let when = match (is_flat, is_sunny) {
            (true, true) => between(Because::Sun),
            (true, false) => When::AnyHour,
            (false, true) => between(Because::CheapAndSun),
            (false, false) => between(Because::Cheap),
        };
        Some(Self { day, when, price: Some(Money(cheapest)), dearest: Some(dearest) })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    fn tariff(prices: &[(f64, (u16, u16))]) -> Tariff {
        let period = |(price, (from, until)): &(f64, (u16, u16))| Period {
            id: String::new(),
            label: None,
            price: Money::from_euros(*price).unwrap(),
            hours: vec![Hours::new(from * 60, until * 60).unwrap()],
            colour: None,
        };
        Tariff {
            id: String::new(),
            option: TariffOption::OffPeak,
            kva: None,
            label: None,
            taxes_included: None,
            from: None,
            until: None,
            standing_per_year: Money::default(),
            periods: prices.iter().map(period).collect(),
            source: None,
        }
    }
    fn moment(tariff: &Tariff, sun: Option<&[WattHours; 24]>) -> When {
        let day = "2026-06-10".parse().unwrap();
        GoodMoment::of(day, tariff, &TempoCalendar::default(), sun).unwrap().when
    }
    fn hours(from: u16, until: u16, because: Because) -> When {
        When::Between { from: from * 60, until: until * 60, because }
    }
    fn noon() -> [WattHours; 24] {
        let light = |hour: usize| if (11..16).contains(&hour) { 5.0 - (hour as f64 - 13.0).abs() } else { 0.0 };
        std::array::from_fn(|hour| WattHours(light(hour)))
    }

    #[test]
    fn cheap_hours_win_unless_the_own_sun_runs_the_machine_and_decides_between_equals() {
        let night = tariff(&[(0.2, (6, 22)), (0.1, (22, 6))]);
        assert_eq!(moment(&night, None), hours(0, 2, Because::Cheap));
        assert_eq!(moment(&night, Some(&noon())), hours(0, 2, Because::Cheap));
        // What would run no machine decides between equals only; what does wins over the night's price.
        let surplus = noon().map(|light| WattHours(light.0 * 200.0));
        assert_eq!(moment(&night, Some(&surplus)), hours(12, 14, Because::OwnSun));
        let little = noon().map(|light| WattHours(light.0 * 100.0));
        assert_eq!(moment(&night, Some(&little)), hours(0, 2, Because::Cheap));
        let noon_too = tariff(&[(0.1, (12, 17)), (0.1, (1, 4)), (0.2, (0, 24))]);
        assert_eq!(moment(&noon_too, None), hours(12, 14, Because::Cheap));
        assert_eq!(moment(&noon_too, Some(&noon())), hours(12, 14, Because::CheapAndSun));
    }

    #[test]
    fn a_day_whose_colour_is_not_published_is_not_told_to_cost_the_same_all_day() {
        let at_night = |(from, until): (u16, u16), price: f64, colour| Period {
            id: String::new(),
            label: None,
            price: Money::from_euros(price).unwrap(),
            hours: vec![Hours::new(from * 60, until * 60).unwrap()],
            colour: Some(colour),
        };
        let tempo = Tariff {
            option: TariffOption::Tempo,
            periods: vec![
                at_night((22, 6), 0.13, TempoColour::Blue),
                at_night((6, 22), 0.16, TempoColour::Blue),
                at_night((22, 6), 0.15, TempoColour::Red),
                at_night((6, 22), 0.7, TempoColour::Red),
            ],
            ..tariff(&[])
        };
        let day: NaiveDate = "2026-01-15".parse().unwrap();
        let blue_before = (day.pred_opt().unwrap(), TempoColour::Blue);
        let of = |colours: &[(NaiveDate, TempoColour)]| {
            GoodMoment::of(day, &tempo, &colours.iter().copied().collect(), None)
        };
        assert_eq!(of(&[blue_before]), None);
        let published = of(&[blue_before, (day, TempoColour::Red)]).unwrap();
        assert_eq!(published.when, hours(0, 2, Because::Cheap));
        assert_eq!(published.dearest, Money::from_euros(0.7));
    }

    #[test]
    fn one_price_leaves_it_to_the_sun_or_to_nobody() {
        let flat = tariff(&[(0.2, (0, 24))]);
        assert_eq!(moment(&flat, Some(&noon())), hours(12, 14, Because::Sun));
        assert_eq!(moment(&flat, None), When::AnyHour);
    }
}
