//! The form of the schools' phrases: a table of its own, so that residents do not load it.

use chrono::{NaiveDate, Weekday};

use super::{CsvForm, Equivalent, Fairness};
use crate::{
    domain::{Lang, Month, PlaceKind},
    present::{Digits, Share},
};

/// A heading and what stands below it.
pub type Named = (&'static str, &'static [&'static str]);

pub struct SchoolTexts {
    pub digits: Digits,

    pub demo_banner: &'static str,

    // The list
    pub list_title: &'static str,
    pub list_intro: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub sort: &'static str,
    pub sort_name: &'static str,
    pub sort_production: &'static str,
    pub sort_today: &'static str,
    pub sort_per_peak: &'static str,
    pub found: fn(usize) -> String,
    pub no_schools: &'static str,
    pub show_map: &'static str,
    pub map_label: &'static str,
    pub map_chosen: &'static str,
    pub map_light: &'static str,
    pub map_together: fn(usize) -> String,
    /// What a mark is called: the place, and what its roof gives.
    pub map_name: fn(name: &str, what: &str) -> String,
    pub menu: &'static str,
    pub centres: &'static str,
    pub all_schools: &'static str,
    pub unnamed: fn(PlaceKind) -> &'static str,
    pub pupils: fn(u32) -> String,
    pub panels: fn(peak: &str, since: Option<&str>) -> String,
    pub not_found_title: &'static str,
    pub not_found_text: &'static str,

    // Now
    pub now_title: &'static str,
    pub sun_gives: &'static str,
    pub sun_sleeps: &'static str,
    pub building_uses: fn(PlaceKind) -> &'static str,
    pub collectors_give: &'static str,
    pub collectors_note: &'static str,
    pub roof_covers_all: fn(surplus: &str) -> String,
    pub roof_covers: fn(Share) -> String,
    pub roof_nothing: &'static str,
    pub unknown: &'static str,
    /// `when` is a moment with its preposition.
    pub read_at: fn(when: &str, minutes: Option<u32>) -> String,
    pub old_reading: fn(power: &str, clock: &str) -> String,
    /// What came since midnight; a part was not measured.
    pub since_midnight: fn(energy: &str, partial: bool) -> String,
    /// The best day of all, or of the last three years.
    pub record: fn(day: &str, energy: &str, of_all: bool) -> String,

    // Over time
    pub curve_title: &'static str,
    pub day: &'static str,
    pub week: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub choose_span: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub today: &'static str,
    pub week_of: fn(NaiveDate) -> String,
    pub month_name: fn(Month) -> String,
    pub short_month: fn(u32) -> &'static str,
    pub short_weekday: fn(Weekday) -> &'static str,
    pub production: &'static str,
    pub consumption: &'static str,
    pub thermal: &'static str,
    pub day_before: &'static str,
    /// What the panels gave, what the building used, and when the most came.
    /// `partial`: a part was not measured, the true energy is larger.
    pub day_produced: fn(energy: &str, running: bool, partial: bool) -> String,
    pub day_peak: fn(power: &str, clock: &str) -> String,
    pub consumed: fn(PlaceKind, energy: &str) -> String,
    pub produced: fn(energy: &str) -> String,
    pub heated: fn(energy: &str) -> String,
    pub best_day: fn(day: &str, energy: &str) -> String,
    pub best_month: fn(month: &str, energy: &str) -> String,
    pub partly_measured: &'static str,
    pub gaps: &'static str,
    pub still_running: &'static str,
    pub nothing_known: &'static str,
    pub not_published: &'static str,
    pub read_curve: &'static str,
    pub at_time: fn(clock: &str, production: Option<&str>, consumption: Option<&str>, heat: Option<&str>) -> String,
    pub see_table: &'static str,
    pub table_hour: &'static str,
    pub table_day: &'static str,
    pub table_month: &'static str,
    pub table_heat: &'static str,
    pub hour: fn(u32) -> String,
    pub hour_mark: fn(u32) -> String,
    pub download: &'static str,
    pub csv: CsvForm,

    // Shares
    pub shares_title: &'static str,
    pub self_consumption: fn(Share) -> String,
    pub self_coverage: fn(Share) -> String,
    pub shares_method: &'static str,
    pub method: &'static str,

    // Equivalents
    pub equals_title: fn(energy: &str) -> String,
    pub wall_equals: fn(energy: &str, yesterday: bool) -> String,
    /// `count` is written with its number `value`, which decides on one or several.
    pub equivalent: fn(Equivalent, count: &str, value: f64) -> String,
    pub derivation: fn(Equivalent) -> &'static str,
    pub co2_title: &'static str,
    pub co2: &'static [&'static str],

    // Comparison
    pub compare_title: &'static str,
    /// This year, or in January last year.
    pub compare_open: fn(last_year: bool) -> &'static str,
    pub compare_last_year: fn(i32) -> String,
    pub compare_by: fn(Fairness) -> &'static str,
    pub compare_why: fn(Fairness) -> &'static str,
    pub compare_months: fn(months: &[&str]) -> String,
    pub compare_none: &'static str,
    pub compare_unit: fn(Fairness) -> &'static str,
    pub school: &'static str,

    pub how_title: &'static str,
    pub how: &'static [&'static str],

    // The wall
    pub wall: &'static str,
    pub wall_setup: &'static str,
    pub class: &'static str,
    pub wall_yesterday: fn(energy: &str, partial: bool) -> String,
    pub wall_data_of: fn(when: &str) -> String,
    pub wall_old: fn(age: &str) -> String,
    pub wall_holidays: fn(name: Option<&str>) -> String,
    pub wall_offline: &'static str,
    pub hours_minutes: fn(minutes: i64) -> String,
    pub setup_intro: &'static str,
    pub setup_address: &'static str,
    pub setup_code: &'static str,
    pub setup_options: &'static str,
    pub setup_turn: &'static str,
    pub setup_every: &'static str,
    pub setup_seconds: fn(u32) -> String,
    pub setup_plain: &'static str,
    pub setup_plain_why: &'static str,
    pub setup_steps: &'static [Named],
    pub open_wall: &'static str,
    pub pause: &'static str,
    pub resume: &'static str,

    // The classroom
    pub class_intro: &'static str,
    pub class_day: fn(date: &str) -> String,
    pub class_none: &'static str,
    pub class_other_day: &'static str,
    pub print: &'static str,
    pub answers: &'static str,
    pub class_read_title: &'static str,
    pub class_read_steps: [&'static str; 3],
    pub class_read_answer: fn(clock: &str, power: &str) -> String,
    pub class_cloud_title: &'static str,
    pub class_cloud_steps: [&'static str; 3],
    pub class_cloud_answer: fn(clock: &str, from: &str, to: &str, minutes: i64) -> String,
    pub class_panels_title: &'static str,
    pub class_panels_steps: [&'static str; 3],
    pub class_panels_answer: fn(power: &str, clock: &str, panels: u32) -> String,
    pub class_days_title: &'static str,
    pub class_days_steps: [&'static str; 3],
    pub class_days_answer: fn(day: &str, before: &str) -> String,
}

/// The phrases of a language.
pub fn school_texts(lang: Lang) -> &'static SchoolTexts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}
