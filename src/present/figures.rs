//! Powers, energies and shares as people say them, in the signs of a language.

use super::decimal;
use crate::domain::{WattHours, Watts};

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// Before the decimals.
    pub point: char,
    /// Between groups of three digits.
    pub group: char,
}

impl Digits {
    pub const FR: Digits = Digits { point: ',', group: '\u{202f}' };
    pub const EN: Digits = Digits { point: '.', group: ',' };

    /// A whole number in groups of three.
    pub fn grouped(self, value: f64) -> String {
        let digits = decimal(value.abs(), 0, self.point);
        let mut grouped = String::from(if value <= -0.5 { "−" } else { "" });
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(self.group);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A power's figure and its unit, such as "4,2" and "kW".
    pub fn power_parts(self, power: Watts) -> (String, &'static str) {
        match power.0 {
            // Nobody acts on three watts.
            watts if watts < 950.0 => (decimal((watts / 10.0).round() * 10.0, 0, self.point), "W"),
            watts if watts < 99_500.0 => (decimal(watts / 1000.0, 1, self.point), "kW"),
            watts => (self.grouped(watts / 1000.0), "kW"),
        }
    }

    /// An energy in kilowatt-hours, the unit of the bill: the figure alone.
    pub fn kilowatt_hours(self, energy: WattHours) -> String {
        if energy.0 < 9_950.0 { decimal(energy.kilo(), 1, self.point) } else { self.grouped(energy.kilo()) }
    }

    pub fn power(self, power: Watts) -> String {
        joined(self.power_parts(power))
    }

    pub fn energy(self, energy: WattHours) -> String {
        joined((self.kilowatt_hours(energy), "kWh"))
    }

    /// A power that stands on an axis or on a label: a whole number has no decimals.
    pub fn round_power(self, power: Watts) -> String {
        match power.0 {
            watts if watts <= 0.0 => "0".to_owned(),
            watts if watts < 1000.0 => joined((decimal(watts, 0, self.point), "W")),
            watts => joined((self.round(watts / 1000.0), "kW")),
        }
    }

    /// An energy that stands on an axis.
    pub fn round_energy(self, energy: WattHours) -> String {
        if energy.0 <= 0.0 { "0".to_owned() } else { joined((self.round(energy.kilo()), "kWh")) }
    }

    fn round(self, value: f64) -> String {
        if (value - value.round()).abs() > 0.04 { decimal(value, 1, self.point) } else { self.grouped(value) }
    }
}

fn joined((figure, unit): (String, &str)) -> String {
    format!("{figure}\u{a0}{unit}")
}

/// A share as people are told it. What is rounded is never nothing, all, or a tenth that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    Nothing,
    /// Less than half a tenth.
    Little,
    /// So many of ten, 1 to 9.
    Tenths(u8),
    /// All but less than half a tenth.
    NearlyAll,
    All,
}

impl Share {
    /// Of a share between 0 and 1.
    pub fn of(share: f64) -> Self {
        /// Less is a rounding of the readings.
        const NOTHING: f64 = 0.000_5;
        const HALF_TENTH: f64 = 0.05;
        match share {
            share if share <= NOTHING => Self::Nothing,
            share if share < HALF_TENTH => Self::Little,
            share if share >= 1.0 - NOTHING => Self::All,
            share if share > 1.0 - HALF_TENTH => Self::NearlyAll,
            share => Self::Tenths(((share * 10.0).round() as u8).clamp(1, 9)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_said_as_exactly_as_anybody_needs() {
        let said = [0.0, 4.0, 847.0, 949.0, 951.0, 4_210.0, 99_999.0, 1_234_000.0].map(|w| Digits::FR.power(Watts(w)));
        let expected = ["0 W", "0 W", "850 W", "950 W", "1,0 kW", "4,2 kW", "100 kW", "1\u{202f}234 kW"];
        assert_eq!(said.map(|text| text.replace('\u{a0}', " ")), expected);
    }

    #[test]
    fn energies_are_in_the_unit_of_the_bill() {
        let said = |digits: Digits| {
            [0.0, 850.0, 9_949.0, 18_250.0, 17_452_000.0].map(|wh| digits.energy(WattHours(wh)).replace('\u{a0}', " "))
        };
        assert_eq!(said(Digits::FR), ["0,0 kWh", "0,9 kWh", "9,9 kWh", "18 kWh", "17\u{202f}452 kWh"]);
        assert_eq!(said(Digits::EN)[4], "17,452 kWh");
    }

    #[test]
    fn an_axis_has_no_decimals_where_it_needs_none() {
        let said = [0.0, 200.0, 1_000.0, 1_500.0, 25_000.0].map(|w| Digits::FR.round_power(Watts(w)));
        assert_eq!(said.map(|text| text.replace('\u{a0}', " ")), ["0", "200 W", "1 kW", "1,5 kW", "25 kW"]);
        let said = [0.0, 500.0, 2_000_000.0].map(|wh| Digits::FR.round_energy(WattHours(wh)));
        assert_eq!(said.map(|text| text.replace('\u{a0}', " ")), ["0", "0,5 kWh", "2\u{202f}000 kWh"]);
    }

    #[test]
    fn numbers_come_in_groups_of_three() {
        let said = [0.0, 999.0, 1000.0, -1_234_567.0, -0.2].map(|value| Digits::EN.grouped(value));
        assert_eq!(said, ["0", "999", "1,000", "−1,234,567", "0"]);
    }

    #[test]
    fn a_little_is_neither_nothing_nor_a_tenth_and_nearly_all_is_not_all() {
        use Share::{All, Little, NearlyAll, Nothing, Tenths};
        let shares = [0.0, 0.004, 0.5 / 31.0, 0.05, 0.24, 0.25, 0.95, 0.97, 0.999, 1.0].map(Share::of);
        let said = [Nothing, Little, Little, Tenths(1), Tenths(2), Tenths(3), Tenths(9), NearlyAll, NearlyAll, All];
        assert_eq!(shares, said);
    }

    #[test]
    fn tenths_are_never_off_by_more_than_half_of_one() {
        for thousandths in 0..=1000 {
            let share = f64::from(thousandths) / 1000.0;
            if let Share::Tenths(tenths) = Share::of(share) {
                assert!((f64::from(tenths) / 10.0 - share).abs() <= 0.05 + 1e-9, "{share}: {tenths}");
            }
        }
    }
}
