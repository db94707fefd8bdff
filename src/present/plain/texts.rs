//! The form of a language for plain pages: what [`crate::present::Texts`] does not already say.

use chrono::Weekday;

use crate::{domain::Lang, present::Section};

/// Every phrase of one language that plain pages alone say.
pub struct PlainTexts {
    /// What these pages are, beside the name of the app.
    pub edition: &'static str,
    pub list_intro: &'static str,
    pub communes_title: &'static str,
    pub communes_intro: &'static str,
    pub no_commune: &'static str,
    pub centres_of: fn(commune: &str) -> String,
    pub page_of: fn(page: usize, of: usize) -> String,
    pub from_to: fn(first: &str, last: &str) -> String,
    pub other_pages: &'static str,
    pub previous_page: &'static str,
    pub next_page: &'static str,
    pub not_found_title: &'static str,
    pub not_found_text: &'static str,

    // When
    /// "samedi 21 novembre 2026"; the date as [`crate::present::Texts::day_month`] says it.
    pub dated: fn(weekday: &str, day_month: &str, year: i32) -> String,
    pub made: fn(date: &str, time: &str) -> String,
    pub stays: &'static str,
    pub refresh_by_itself: fn(seconds: u32) -> String,
    pub refreshing: fn(seconds: u32) -> String,
    pub stop_refreshing: &'static str,
    /// "à 14 h 04".
    pub at_time: fn(time: &str) -> String,
    /// `at` is a moment with its preposition.
    pub read_until: fn(at: &str, until: &str) -> String,
    pub read_counts_until: fn(at: &str, until: &str) -> String,
    pub not_measured: &'static str,
    pub situation: fn(time: &str, date: &str) -> String,
    pub hours_of: fn(day: &str) -> String,
    pub closed_from_until: fn(from: &str, until: Option<&str>) -> String,
    pub full_at: fn(time: &str) -> String,

    // What is usual
    pub usual_on: fn(Weekday) -> String,
    pub usual_in_term: &'static str,
    pub usual_in_holidays: &'static str,
    pub usual_any: &'static str,
    /// "5 à 10 min d’attente de 10 h à 12 h 30 et de 14 h à 15 h".
    pub usual_run: fn(band: &str, spans: &[String]) -> String,
    pub week_sentence: fn(quiet: (Weekday, u8), busy: (Weekday, u8)) -> String,
    pub week_flat: fn(band: &str) -> String,

    // A centre
    pub week_of: fn(monday: &str) -> String,
    pub regular_hours: &'static str,
    pub dated_notice: fn(when: &str, text: &str) -> String,
    pub phone_of_territory: &'static str,
    pub no_phone: &'static str,
    pub materials_by_phone: &'static str,

    // The other forms
    pub other_forms: &'static str,
    pub full_app: &'static str,
    pub full_page: &'static str,
    pub as_text: &'static str,
    pub as_poster: &'static str,
    pub help: &'static str,
    pub help_title: &'static str,
    pub help_sections: &'static [Section],
    pub help_measured: Section,
    /// How a wait is chosen, and what wins over it.
    pub wait_method: Section,
    pub help_invented: Section,
    pub help_statements: &'static str,
    pub help_badge: fn(phone: Option<&str>) -> String,

    // What the law asks
    pub legal: &'static str,
    pub legal_sections: &'static [Section],
    pub legal_contact: &'static str,
    pub privacy: &'static str,
    pub privacy_sections: &'static [Section],

    // The poster
    pub poster_title: &'static str,
    pub poster_intro: &'static str,
    pub poster_calm: &'static str,
    pub poster_calm_column: &'static str,
    pub poster_unknown: &'static str,
    pub poster_too_many: &'static str,
    pub poster_scan: &'static str,
    pub poster_made: fn(date: &str) -> String,
    pub poster_phone: fn(phone: &str) -> String,
    pub print_it: &'static str,
    pub all_year: &'static str,
    pub until_day: fn(date: &str) -> String,
    pub from_day: fn(date: &str) -> String,
    pub day_to_day: fn(first: &str, last: &str) -> String,
    /// "de 11 h à 12 h 30 et de 15 h à 17 h".
    pub calm_spans: fn(spans: &[String]) -> String,
    pub calm_all_day: &'static str,
    /// Between sentences that stand in one line.
    pub semicolon: &'static str,

    // The first sight of the app
    pub shell_title: fn(date: &str) -> String,
    pub shell_many: fn(count: usize) -> String,
    pub shell_link: &'static str,
    pub shell_link_other: &'static str,

    /// A unit's sign, and how it is said of one and of several.
    pub spoken_units: &'static [(&'static str, &'static str, &'static str)],
    pub spoken_title: &'static str,
}

/// The phrases of a language.
pub fn plain_texts(lang: Lang) -> &'static PlainTexts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}
