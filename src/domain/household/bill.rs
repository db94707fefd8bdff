//! What a consumption costs under a tariff.

use chrono::Duration;

use super::{Curve, Interval, Money, Tariff, TempoCalendar, tariff::PeriodTable};
use crate::domain::{Coverage, Instant, WattHours, Zone};

/// What was used at one price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BillLine {
    /// Index of the tariff's period.
    pub period: usize,
    pub energy: WattHours,
    /// Rounded to the cent, as on a bill.
    pub amount: Money,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bill {
    pub lines: Vec<BillLine>,
    pub days: u32,
    /// The subscription for those days, rounded to the cent.
    pub standing: Money,
    pub total: Money,
    /// The share of the time whose energy is known: the rest is not on the bill.
    pub coverage: Coverage,
    /// Known, but at no known price: a colour is missing, or a day's figure cannot be told apart into hours.
    pub unpriced: WattHours,
}

impl Bill {
    /// Whether it says what all of the time costs.
    pub fn is_whole(&self) -> bool {
        self.coverage.is_full() && self.unpriced.0 <= 0.0
    }

    pub fn energy(&self) -> WattHours {
        self.lines.iter().map(|line| line.energy).sum()
    }
}

/// The bill for a stretch of time, at the prices of one tariff. The subscription counts for the calendar days in it.
pub fn bill(
    curve: &Curve,
    (from, until): (Instant, Instant),
    tariff: &Tariff,
    zone: &Zone,
    colours: &TempoCalendar,
) -> Bill {
    let table = tariff.table();
    let mut energies = vec![WattHours::default(); tariff.periods.len()];
    let mut unpriced = WattHours::default();
    for interval in curve.between(from, until) {
        let part = cut(interval, from, until);
        let mut put = |period: Option<usize>, energy: WattHours| match period.and_then(|index| energies.get_mut(index))
        {
            Some(sum) => *sum += energy,
            None => unpriced += energy,
        };
        share_out(&part, &table, zone, colours, &mut put);
    }
    let lines: Vec<BillLine> = energies
        .into_iter()
        .enumerate()
        .map(|(period, energy)| {
            let amount = tariff.periods[period].price.per_kilowatt_hour(energy).to_the_cent();
            BillLine { period, energy, amount }
        })
        .collect();
    let days = (zone.local(until) - zone.local(from)).num_hours().max(0).div_euclid(24);
    let days = u32::try_from(days).unwrap_or(0);
    let standing = tariff.standing_per_year.for_days(days).to_the_cent();
    let total = lines.iter().map(|line| line.amount).sum::<Money>() + standing;
    Bill { lines, days, standing, total, coverage: curve.sum(from, until).coverage, unpriced }
}

/// The part of an interval that lies in a stretch of time.
fn cut(interval: &Interval, from: Instant, until: Instant) -> Interval {
    let (start, end) = (interval.start.max(from), interval.end().min(until));
    if (start, end) == (interval.start, interval.end()) {
        return *interval;
    }
    let seconds = u32::try_from((end - start).num_seconds()).unwrap_or(0);
    Interval::new(start, seconds, WattHours(interval.energy.0 * f64::from(seconds) / f64::from(interval.seconds)))
}

/// Gives each price its share of an interval's energy. An interval that is longer than an hour has one price or none.
fn share_out(
    interval: &Interval,
    table: &PeriodTable,
    zone: &Zone,
    colours: &TempoCalendar,
    put: &mut impl FnMut(Option<usize>, WattHours),
) {
    const HOUR_S: u32 = 3600;
    let at = |instant: Instant| table.at(zone.local(instant), colours);
    let first = at(interval.start);
    if interval.seconds > HOUR_S {
        return put(first.filter(|_| table.is_flat()), interval.energy);
    }
    let last = at(interval.end() - Duration::seconds(1));
    let middle = at(interval.start + Duration::seconds(i64::from(interval.seconds / 2)));
    if first == last && first == middle {
        return put(first, interval.energy);
    }
    let minutes = interval.seconds.div_ceil(60);
    let share = WattHours(interval.energy.0 / f64::from(minutes));
    for minute in 0..minutes {
        put(at(interval.start + Duration::minutes(i64::from(minute))), share);
    }
}

#[cfg(test)]
#[path = "bill_tests.rs"]
mod tests;
