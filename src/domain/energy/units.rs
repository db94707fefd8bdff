//! Units of electricity, so that watts are never taken for watt-hours.

use std::{
    iter::Sum,
    ops::{Add, AddAssign, Sub},
};

use chrono::Duration;

/// A power, in watts.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Watts(pub f64);

/// An energy, in watt-hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct WattHours(pub f64);

/// The share of a period that was measured, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Coverage(f64);

impl Watts {
    /// The energy of this mean power over a time.
    pub fn over(self, time: Duration) -> WattHours {
        WattHours(self.0 * time.num_seconds() as f64 / 3600.0)
    }
}

impl WattHours {
    pub fn kilo(self) -> f64 {
        self.0 / 1000.0
    }

    /// The mean power over a time; `None` where there is no time.
    pub fn mean_over(self, time: Duration) -> Option<Watts> {
        let seconds = time.num_seconds();
        (seconds > 0).then(|| Watts(self.0 * 3600.0 / seconds as f64))
    }
}

impl Coverage {
    pub const NONE: Coverage = Coverage(0.0);
    pub const FULL: Coverage = Coverage(1.0);

    /// The share of `whole` that is `part`, held between nothing and all.
    pub fn of(part: f64, whole: f64) -> Self {
        let share = part / whole;
        Self(if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 })
    }

    pub const fn share(self) -> f64 {
        self.0
    }

    pub fn is_nothing(self) -> bool {
        self.0 <= 0.0
    }

    /// Whether the whole period was measured; a share that rounding alone keeps from 1 counts.
    pub fn is_full(self) -> bool {
        const ROUNDING: f64 = 1e-9;
        self.0 >= 1.0 - ROUNDING
    }
}

impl Add for WattHours {
    type Output = WattHours;
    fn add(self, other: WattHours) -> WattHours {
        WattHours(self.0 + other.0)
    }
}

impl AddAssign for WattHours {
    fn add_assign(&mut self, other: WattHours) {
        self.0 += other.0;
    }
}

impl Sub for WattHours {
    type Output = WattHours;
    fn sub(self, other: WattHours) -> WattHours {
        WattHours(self.0 - other.0)
    }
}

impl Sum for WattHours {
    fn sum<I: Iterator<Item = WattHours>>(energies: I) -> WattHours {
        energies.fold(WattHours::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_hour_of_two_kilowatts_is_one_kilowatt_hour() {
        let energy = Watts(2000.0).over(Duration::minutes(30));
        assert_eq!(energy, WattHours(1000.0));
        assert_eq!(energy.mean_over(Duration::minutes(30)), Some(Watts(2000.0)));
        assert_eq!(energy.mean_over(Duration::zero()), None);
    }

    #[test]
    fn coverage_stays_between_nothing_and_all() {
        let shares = [(1.0, 2.0), (3.0, 2.0), (-1.0, 2.0), (1.0, 0.0)].map(|(part, whole)| Coverage::of(part, whole));
        assert_eq!(shares, [Coverage(0.5), Coverage::FULL, Coverage::NONE, Coverage::NONE]);
        assert!(Coverage::of(0.1 + 0.2, 0.3).is_full());
    }
}
