//! Money as whole numbers, so that a bill is exact.

use std::{
    iter::Sum,
    ops::{Add, AddAssign, Sub},
};

use crate::domain::WattHours;

/// Millionths of a euro.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

impl Money {
    const PER_CENT: i64 = 10_000;

    pub const fn from_cents(cents: i64) -> Self {
        Self(cents * Self::PER_CENT)
    }

    /// `None` for what is no price: a number that is none, below nothing or above a million.
    pub fn from_euros(euros: f64) -> Option<Self> {
        (0.0..=1e6).contains(&euros).then(|| Self((euros * 1e6).round() as i64))
    }

    /// Whole cents, half a cent up.
    pub fn cents(self) -> i64 {
        (self.0 + Self::PER_CENT / 2).div_euclid(Self::PER_CENT)
    }

    /// As it stands on a bill.
    #[must_use]
    pub fn to_the_cent(self) -> Self {
        Self::from_cents(self.cents())
    }

    pub fn euros(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// What an energy costs where this is the price of a kilowatt-hour.
    #[must_use]
    pub fn per_kilowatt_hour(self, energy: WattHours) -> Self {
        /// Milliwatt-hours in a kilowatt-hour.
        const PARTS: i128 = 1_000_000;
        let parts = (energy.0 * 1000.0).round() as i128;
        let product = i128::from(self.0) * parts;
        Self(i64::try_from((product + PARTS / 2).div_euclid(PARTS)).unwrap_or(i64::MAX))
    }

    /// The share of a year's price that days have.
    #[must_use]
    pub fn for_days(self, days: u32) -> Self {
        const YEAR: i64 = 365;
        Self((self.0.saturating_mul(i64::from(days)) + YEAR / 2).div_euclid(YEAR))
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(all: I) -> Money {
        all.fold(Money::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cent_is_rounded_up_and_never_lost_before() {
        let price = Money::from_euros(0.1952).unwrap();
        assert_eq!(price.per_kilowatt_hour(WattHours(1_234_500.0)), Money(240_974_400));
        assert_eq!(price.per_kilowatt_hour(WattHours(1_234_500.0)).cents(), 24_097);
        assert_eq!([Money(4_999), Money(5_000), Money(14_999)].map(Money::cents), [0, 1, 1]);
        assert_eq!([f64::NAN, -0.1, 2e6].map(Money::from_euros), [None; 3]);
    }

    #[test]
    fn a_year_s_price_is_shared_by_days() {
        assert_eq!(Money::from_cents(18_828).for_days(365), Money::from_cents(18_828));
        assert_eq!(Money::from_cents(18_828).for_days(31).cents(), 1_599);
    }
}
