//! The form of the household's phrases.

use chrono::{NaiveDate, Weekday};

use crate::{
    domain::{
        Lang,
        household::{
            Because, Choice, Direction, Evidence, Form, NotRead, Quantity, Reason, Stamps, Step, TariffOption,
            TempoColour,
        },
    },
    present::IdleTexts,
};

/// A heading and its paragraphs.
pub type Passage = (&'static str, &'static [&'static str]);

pub struct HouseholdTexts {
    pub lang: Lang,
    pub point: char,
    /// Between groups of three digits.
    pub group: char,

    // The frame
    pub menu: &'static str,
    pub demo_banner: &'static str,
    /// In the order of the pages: the heading, and the word in the menu.
    pub pages: [(&'static str, &'static str); 8],
    pub stays_here: &'static str,
    pub stays_here_why: &'static str,
    pub sample_banner: &'static str,
    pub bring_own: &'static str,
    pub shared_banner: &'static str,
    pub wipe_and_leave: &'static str,
    pub idle: IdleTexts,
    pub not_found: &'static str,
    pub method: &'static str,
    pub table: &'static str,
    pub how: &'static str,
    pub head_against: &'static str,
    /// Goes on a sentence.
    pub about_euros: fn(&str) -> String,

    // Bringing files
    pub lead: &'static str,
    pub pick: &'static str,
    pub drop_hint: &'static str,
    pub paste_hint: &'static str,
    pub paste_name: &'static str,
    pub where_file: &'static str,
    pub look_sample: &'static str,
    pub look_sample_hint: &'static str,
    pub reading: fn(done: u32, of: u32) -> String,
    pub cancel: &'static str,
    pub failed: &'static str,
    pub failed_offline: &'static str,
    pub understood: &'static str,
    pub understood_none: &'static str,
    pub understood_files: fn(read: usize, refused: usize) -> String,
    pub take: &'static str,
    pub do_not_take: &'static str,
    pub check_bill: &'static str,
    pub direction: fn(Direction) -> &'static str,
    pub form: fn(Form) -> &'static str,
    pub stamps: fn(Stamps) -> &'static str,
    pub clock_offset: &'static str,
    pub clock_wall: &'static str,
    pub clock_of_device: &'static str,
    pub not_read: fn(NotRead) -> (&'static str, &'static str),
    pub unknown_unit: fn(unit: &str) -> String,
    pub reason: fn(Reason) -> &'static str,
    pub part: fn(kind: &str, period: &str, rows: &str, step: &str) -> String,
    pub part_total: fn(energy: &str) -> String,
    pub prm: fn(&str) -> String,
    pub left_out: fn(rows: u32, reason: &str, first: &str) -> String,
    pub step_seconds: fn(u32) -> String,
    pub steps_mixed: fn(low: &str, high: &str) -> String,
    pub each_file: &'static str,
    pub unused: fn(&str) -> String,

    // What has to be asked, and what was assumed
    pub ask_title: &'static str,
    /// A value as it stands in the file, and its day.
    pub ask_quantity: fn(value: &str, day: &str) -> String,
    pub ask_stamps: fn(value: &str, day: &str) -> String,
    pub ask_hint: &'static str,
    pub ask_files: fn(count: usize) -> String,
    /// The step is in seconds; 0: unknown.
    pub choice: fn(Choice, step: u32) -> String,
    pub do_not_know: &'static str,
    pub quantity: fn(Quantity) -> &'static str,
    /// What the values were taken for, and on what evidence; `None` where nothing was assumed.
    pub read_as: fn(quantity: &str, unit: &str, Evidence) -> Option<String>,
    pub assumed_export: &'static str,
    pub assumed_stamps: fn(Stamps, Evidence) -> Option<&'static str>,
    pub assumed_direction: &'static str,

    // What is not likely
    pub doubt_power: fn(power: &str, when: &str, kva: u32) -> String,
    pub doubt_day: fn(energy: &str, day: &str, kva: u32) -> String,
    pub doubt_year: fn(year: i32, a_day: &str, neighbour: i32, neighbour_day: &str) -> String,
    pub doubt_way: &'static str,

    // At a glance
    /// `period`: "du 1er septembre 2022 au 31 août 2023".
    pub glance_year: fn(energy: &str, missing: usize, period: &str) -> String,
    /// `days` of which something is known.
    pub glance_known: fn(energy: &str, days: i64) -> String,
    pub glance_base: fn(power: &str, cost: &str) -> String,
    pub production_only: &'static str,
    pub production_only_what: &'static str,
    pub see: fn(&str) -> String,
    pub print_sheet: &'static str,

    // The curve
    pub step: fn(Step) -> &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub latest: &'static str,
    pub keys: &'static str,
    pub curve_sentence: fn(direction: Direction, stretch: &str, energy: &str) -> String,
    pub curve_partial: fn(known: &str) -> String,
    pub curve_nothing: &'static str,
    pub curve_highest: fn(label: &str, energy: &str) -> String,
    pub curve_method: &'static str,
    pub head_when: &'static str,
    pub head_energy: &'static str,
    pub head_known: &'static str,
    pub known_whole: &'static str,
    /// `share` is more than nothing and less than all.
    pub known_part: fn(share: f64) -> String,
    pub known_not: &'static str,
    pub week_of: fn(NaiveDate) -> String,
    pub day: fn(NaiveDate) -> String,
    pub day_short: fn(NaiveDate) -> String,
    pub month: fn(NaiveDate) -> String,
    pub month_short: fn(u32) -> &'static str,
    pub weekday: fn(Weekday) -> &'static str,
    pub weekday_short: fn(Weekday) -> &'static str,
    /// A day with its preposition.
    pub on_day: fn(day: &str) -> String,
    pub from_to: fn(&str, &str) -> String,
    pub hour: fn(hour: u16, minute: u16) -> String,

    // Habits
    pub week_title: &'static str,
    pub week_sentence: fn(days: &str, hours: &str, power: &str) -> String,
    /// All hours of all days are alike.
    pub week_flat: fn(power: &str) -> String,
    /// "chaque jour", "le mardi", "du lundi au vendredi".
    pub usual_days: fn(&[Weekday]) -> String,
    /// "vers 19 h", "entre 22 h et 6 h"; `until` counts on over midnight.
    pub usual_hours: fn(from: u16, until: u16) -> String,
    pub week_none: &'static str,
    pub week_method: &'static str,
    pub week_low: &'static str,
    pub week_high: &'static str,
    pub base_title: &'static str,
    pub base_sentence: fn(power: &str) -> String,
    /// Less than a watt runs all the time.
    pub base_nothing: &'static str,
    pub base_year: fn(energy: &str, cost: &str) -> String,
    pub base_usual: &'static str,
    pub base_none: &'static str,
    pub base_method: &'static str,
    pub peak_title: &'static str,
    pub peak_sentence: fn(period: &str, power: &str, when: &str) -> String,
    pub peak_fits: fn(kva: u32) -> String,
    pub peak_near: fn(count: usize, kva: u32) -> String,
    pub peak_above: fn(count: usize, kva: u32) -> String,
    pub peak_method: &'static str,
    pub peak_label: &'static str,
    pub heat_title: &'static str,
    pub heat_sentence: fn(heating: &str, of: &str) -> String,
    pub heat_degree: fn(per_degree: &str, without: &str) -> String,
    pub heat_none: &'static str,
    pub heat_no_weather: &'static str,
    pub heat_method: &'static str,
    pub years_title: &'static str,
    pub years_less: fn(less: &str, now: &str, before: &str) -> String,
    pub years_more: fn(more: &str, now: &str, before: &str) -> String,
    pub years_same: fn(now: &str, before: &str) -> String,
    /// `until` is the last day of the later year.
    pub years_days: fn(days: usize, until: &str) -> String,
    pub years_none: &'static str,
    pub years_method: &'static str,
    pub others_title: &'static str,
    pub others_sentence: fn(energy: &str, period: &str) -> String,
    pub others_none: &'static str,
    pub others_method: &'static str,
    pub others_you: &'static str,
    pub source: fn(&str) -> String,

    // Costs
    pub cost_pick: &'static str,
    pub cost_none: &'static str,
    pub option: fn(TariffOption) -> &'static str,
    pub kva: fn(u32) -> String,
    pub prices: &'static str,
    pub prices_hint: &'static str,
    pub prices_dated: fn(from: &str) -> String,
    pub prices_own: &'static str,
    pub prices_missing: &'static str,
    pub prices_ended: fn(until: &str) -> String,
    pub own_tariff: fn(TariffOption) -> &'static str,
    pub own_period: fn(is_off_peak: bool) -> &'static str,
    pub number_wrong: &'static str,
    pub hours_wrong: &'static str,
    pub still_holds: fn(&str) -> String,
    pub standing: &'static str,
    pub price_of: fn(period: &str) -> String,
    pub off_peak_hours: &'static str,
    pub off_peak_hint: &'static str,
    pub bill_title: &'static str,
    pub bill_sentence: fn(total: &str, period: &str) -> String,
    /// A part of it is not known.
    pub bill_at_least: fn(total: &str, period: &str) -> String,
    /// Nothing has a price.
    pub bill_unknown: &'static str,
    pub bill_partial: &'static str,
    pub bill_unpriced: fn(energy: &str) -> String,
    pub bill_days: fn(days: u32) -> String,
    pub bill_total: &'static str,
    pub a_kilowatt_hour: fn(price: &str) -> String,
    pub head_amount: &'static str,
    pub bill_method: &'static str,
    pub options_title: &'static str,
    pub options_yours: &'static str,
    pub options_less: fn(&str) -> String,
    pub options_more: fn(&str) -> String,
    pub options_same: &'static str,
    pub options_unknown: &'static str,
    pub options_note: &'static str,
    pub colour: fn(TempoColour) -> &'static str,

    // The good moment
    pub moment_sentence: fn(from: &str, until: &str) -> String,
    pub moment_night: fn(from: &str, until: &str) -> String,
    pub midnight: &'static str,
    pub moment_school: fn(school: &str, from: &str, until: &str) -> String,
    pub moment_any: &'static str,
    pub because: fn(Because) -> &'static str,
    pub moment_price: fn(price: &str, dearest: &str) -> String,
    pub moment_colour: fn(colour: &str) -> String,
    pub moment_unknown: &'static str,
    pub moment_method: &'static str,
    pub sun_title: &'static str,
    /// It would never have.
    pub sun_no_machine: fn(of: usize) -> String,
    pub sun_machine: fn(days: usize, of: usize, hour: u16) -> String,
    pub sun_none: &'static str,
    pub sun_label: &'static str,
    pub sun_hint: &'static str,
    pub sun_own: fn(used: &str, produced: &str) -> String,
    /// Readings are missing in that time.
    pub sun_unknown: &'static str,
    pub sun_cover: fn(used: &str, all: &str) -> String,
    pub sun_wrong: &'static str,
    pub sun_method: &'static str,

    // The data
    pub keep_title: &'static str,
    pub keep_not: &'static str,
    pub keep: &'static str,
    pub kept_since: fn(&str) -> String,
    pub keep_refused: &'static str,
    pub not_renewed: fn(&str) -> String,
    pub keep_sample: &'static str,
    pub export_title: &'static str,
    pub export_csv: &'static str,
    pub export_json: &'static str,
    pub export_hint: &'static str,
    pub delete_title: &'static str,
    pub delete: &'static str,
    pub delete_hint: &'static str,
    pub deleted: &'static str,
    pub not_deleted: &'static str,
    pub add_title: &'static str,

    // The sheet
    pub sheet_made: fn(&str) -> String,
    pub sheet_for: &'static str,
    pub sheet_questions: &'static str,
    pub sheet_question_list: &'static [&'static str],
    pub sheet_print: &'static str,

    // Help
    pub help_steps_title: &'static str,
    pub help_steps: [(&'static str, &'static str); 4],
    pub help_picture: [&'static str; 4],
    pub help_passages: &'static [Passage],
}

/// The phrases of a language.
pub fn household_texts(lang: Lang) -> &'static HouseholdTexts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}
