//! The form of a language for the schools' plain pages.

use crate::{
    domain::{Lang, MeterKind, PlaceKind},
    present::{Digits, Share},
};

pub struct SchoolTexts {
    pub digits: Digits,
    pub menu: &'static str,
    pub title: &'static str,
    pub intro: &'static str,
    pub demo_banner: &'static str,
    pub unnamed: fn(PlaceKind) -> &'static str,
    pub pupils: fn(u32) -> String,
    pub panels: fn(peak: &str) -> String,
    pub since: fn(month: &str) -> String,
    /// "novembre 2026".
    pub month: fn(number: u32, year: i32) -> String,
    pub month_alone: fn(number: u32) -> &'static str,

    /// What a meter shows: "le soleil donne 4,2 kW".
    pub gives: fn(MeterKind, PlaceKind, power: &str) -> String,
    /// What it added up to: "le soleil a donné 18 kWh".
    pub gave: fn(MeterKind, PlaceKind, energy: &str) -> String,
    /// At the head of a column: a word or two.
    pub column: fn(MeterKind, PlaceKind) -> &'static str,
    /// Above a figure.
    pub label: fn(MeterKind, PlaceKind) -> &'static str,
    pub sun_sleeps: &'static str,
    pub read_at: fn(when: &str) -> String,
    /// "relevé à 14 h 04 : le soleil donne 4,2 kW, l’école consomme 9,8 kW".
    pub read: fn(time: &str, words: &str) -> String,
    pub old: fn(at: &str, words: &str) -> String,
    pub silent: fn(MeterKind, PlaceKind) -> String,

    pub hour_by_hour: fn(day: &str) -> String,
    pub hour: &'static str,
    pub hours: fn(from: u32) -> String,
    pub in_kwh: &'static str,
    pub until: fn(day: &str, time: &str) -> String,
    pub until_day: fn(period: &str, day: &str) -> String,
    pub peak: fn(power: &str, time: &str) -> String,
    pub gaps: &'static str,
    pub nothing: &'static str,
    pub best_day: fn(day: &str, energy: &str) -> String,
    pub month_by_month: &'static str,
    pub in_month: &'static str,
    /// How many of ten kilowatt-hours of the roof are used on the spot.
    pub used_here: fn(Share) -> String,
    /// How many of ten that are used come from the roof.
    pub from_roof: fn(Share) -> String,
    pub heat_apart: &'static str,
    pub gap_sign: &'static str,
    pub about: &'static str,

    pub curve_of: fn(day: &str, parts: &str) -> String,
    /// What the area shows: a production.
    pub area: fn(MeterKind) -> &'static str,
    /// What the line shows: a use.
    pub line: fn(MeterKind) -> &'static str,

    pub all_schools: &'static str,
    pub wall: &'static str,
    pub wall_still: &'static str,
    pub wall_renews: fn(minutes: u32) -> String,
}

/// The phrases of a language.
pub fn school_texts(lang: Lang) -> &'static SchoolTexts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}
