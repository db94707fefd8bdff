//! What an energy equals in things that a child knows: physics first, each with its derivation in words.
//!
//! Sources of the constants: specific heat of water, 4 186 J/(kg·K) at 15 °C (CRC Handbook of Chemistry and Physics);
//! standard gravity 9.81 m/s²; height of the Eiffel Tower 330 m (its operating company, since 2022); a male Asian elephant
//! weighs about 4 t (A. Larramendi, Acta Palaeontologica Polonica 61, 2016); a LED lamp of 8 W gives the light of an old bulb
//! of 60 W (800 lm, ADEME's guides on lighting); telephones of 2024 say 4 000 mAh at 3.85 V, 15.4 Wh, on their batteries.
//! The page names them all.

use chrono::{Datelike, NaiveDate};

use super::SchoolTexts;
use crate::{
    domain::{WattHours, Watts},
    present::decimal,
};

/// Something that an energy can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equivalent {
    /// Litres of water brought from 15 to 100 °C.
    BoilingWater,
    /// Times an elephant of four tonnes is lifted to the top of the Eiffel Tower.
    Elephant,
    /// Days of light by one lamp of 8 W.
    Lamp,
    /// The same where days would be too many to picture.
    LampYears,
    /// Charges of a telephone with a battery of 15 Wh.
    Telephone,
}

const JOULES_PER_WATT_HOUR: f64 = 3600.0;
/// J/(kg·K), for a litre a kilogram.
const HEAT_OF_WATER: f64 = 4186.0;
/// From tap to boiling, K.
const WARMING: f64 = 85.0;
/// kg, m/s² and m.
const ELEPHANT: (f64, f64, f64) = (4000.0, 9.81, 330.0);
const LAMP: Watts = Watts(8.0);
const DAYS_PER_YEAR: f64 = 365.25;
const BATTERY: WattHours = WattHours(15.0);

impl Equivalent {
    /// Those that an energy is compared with.
    pub const ALL: [Equivalent; 4] =
        [Equivalent::BoilingWater, Equivalent::Elephant, Equivalent::Lamp, Equivalent::Telephone];

    /// The energy of one of it.
    pub fn one(self) -> WattHours {
        match self {
            Equivalent::BoilingWater => WattHours(HEAT_OF_WATER * WARMING / JOULES_PER_WATT_HOUR),
            Equivalent::Elephant => WattHours(ELEPHANT.0 * ELEPHANT.1 * ELEPHANT.2 / JOULES_PER_WATT_HOUR),
            Equivalent::Lamp => LAMP.over(chrono::Duration::days(1)),
            Equivalent::LampYears => WattHours(LAMP.over(chrono::Duration::days(1)).0 * DAYS_PER_YEAR),
            Equivalent::Telephone => BATTERY,
        }
    }
}

/// What an energy equals, with its derivation; what it is not even once is left out.
pub fn equivalents(t: &SchoolTexts, energy: WattHours) -> Vec<(String, &'static str)> {
    let said = |which: Equivalent| {
        let is_long = which == Equivalent::Lamp && energy.0 >= 2.0 * Equivalent::LampYears.one().0;
        let which = if is_long { Equivalent::LampYears } else { which };
        let count = energy.0 / which.one().0;
        let said = || (t.equivalent)(which, &rounded(t, count), (count * 2.0).round() / 2.0);
        (count >= 1.0).then(|| (said(), (t.derivation)(which)))
    };
    Equivalent::ALL.into_iter().filter_map(said).collect()
}

/// One of them, another each day: the wall shows one at a time.
pub fn of_the_day(t: &SchoolTexts, energy: WattHours, date: NaiveDate) -> Option<String> {
    let mut all = equivalents(t, energy);
    let count = all.len();
    (count > 0).then(|| all.swap_remove(date.num_days_from_ce().unsigned_abs() as usize % count).0)
}

/// Two digits that mean something, as nobody can picture more.
fn rounded(t: &SchoolTexts, count: f64) -> String {
    if count < 10.0 {
        return decimal((count * 2.0).round() / 2.0, u32::from((count * 2.0).round() % 2.0 != 0.0), t.digits.point);
    }
    let magnitude = 10_f64.powi(count.log10().floor() as i32 - 1);
    t.digits.grouped((count / magnitude).round() * magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Lang, present::schools::school_texts};

    #[test]
    fn the_energies_are_those_of_the_derivations() {
        // By hand: 4186 × 85 / 3600 = 98.8 Wh; 4000 × 9.81 × 330 / 3600 = 3597 Wh; 8 × 24 = 192 Wh.
        let one = Equivalent::ALL.map(|which| which.one().0.round());
        for (found, expected) in one.into_iter().zip([99.0, 3597.0, 192.0, 15.0]) {
            assert!((found - expected).abs() < f64::EPSILON, "{found} {expected}");
        }
    }

    #[test]
    fn a_derivation_says_the_figures_that_are_reckoned_with() {
        for lang in Lang::ALL {
            let derived = |which| (school_texts(lang).derivation)(which).replace(['\u{a0}', '\u{202f}', ','], " ");
            let says = |which, figure: &str| assert!(derived(which).contains(figure), "{figure}: {}", derived(which));
            says(Equivalent::BoilingWater, "100 Wh");
            says(Equivalent::Elephant, "330 m");
            says(Equivalent::Elephant, "4 tonnes");
            says(Equivalent::Lamp, "8 W");
            says(Equivalent::Telephone, "15 Wh");
            for which in Equivalent::ALL.into_iter().chain([Equivalent::LampYears]) {
                says(which, "Source");
            }
        }
    }

    #[test]
    fn a_little_energy_lifts_no_elephant() {
        let t = school_texts(Lang::Fr);
        assert_eq!(equivalents(t, WattHours(0.0)), []);
        assert_eq!(equivalents(t, WattHours(400.0)).len(), 3);
        assert!(equivalents(t, WattHours(891_000.0)).iter().any(|(sentence, _)| sentence.contains("13\u{a0}ans")));
        assert_eq!(of_the_day(t, WattHours(0.0), "2026-11-21".parse().unwrap()), None);
        assert!(of_the_day(t, WattHours(400.0), "2026-11-21".parse().unwrap()).is_some());
    }

    #[test]
    fn one_of_a_thing_is_no_plural() {
        let said = |lang, energy| {
            let all = equivalents(school_texts(lang), WattHours(energy)).into_iter();
            all.map(|(sentence, _)| sentence.replace('\u{a0}', " ")).collect::<Vec<_>>().join(" / ")
        };
        assert_eq!(said(Lang::Fr, 16.0), "charger 1 téléphone");
        assert_eq!(said(Lang::Fr, 150.0), "faire bouillir 1,5 litre d’eau / charger 10 téléphones");
        assert_eq!(said(Lang::En, 150.0), "boil 1.5 litres of water / charge 10 telephones");
        assert!(said(Lang::En, 100.0).starts_with("boil 1 litre of water"));
        assert!(said(Lang::Fr, 200.0).contains("pendant 1 jour /"), "{}", said(Lang::Fr, 200.0));
    }

    #[test]
    fn counts_are_rounded_to_what_one_can_picture() {
        let t = school_texts(Lang::Fr);
        assert_eq!(
            [1.0, 1.6, 4.9, 12.4, 187.0, 18_432.0].map(|count| rounded(t, count)),
            ["1", "1,5", "5", "12", "190", "18\u{202f}000"]
        );
    }
}
