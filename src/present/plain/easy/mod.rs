//! The easy page: the main things in words after the rules of « facile à lire et à comprendre » (Information for all, Inclusion
//! Europe and UNAPEI, 2009): one idea a sentence, short words, no sign that must be worked out, dates in full.

mod en;
mod fr;
mod needs;
pub mod signs;
mod told;

use chrono::Weekday;

pub use told::{TalkedOf, Told, told};

use crate::domain::{Lang, WaitBand};

/// Every phrase of one language that the easy page alone says.
pub struct EasyTexts {
    pub menu: &'static str,
    pub title: &'static str,

    // Where to go
    pub where_title: &'static str,
    pub made: fn(date: &str, time: &str) -> [String; 2],
    /// Leads to the page itself, made later.
    pub again: &'static str,
    pub open_at: fn(time: &str) -> String,
    pub none_open_at: fn(time: &str) -> String,
    /// Of some nobody knows the hours.
    pub none_known_at: fn(time: &str) -> String,
    pub enter_until: fn(time: &str) -> String,
    pub open_until: fn(time: &str) -> String,
    pub opens_on: fn(date: &str, time: &str) -> String,
    pub band: fn(WaitBand) -> &'static str,
    pub measured_at: fn(time: &str) -> String,
    pub is_usual: &'static str,
    pub wait_unknown: &'static str,
    pub others: &'static str,
    pub all_centres: &'static str,

    // What to bring
    pub bring_title: &'static str,
    pub everywhere: &'static str,
    pub in_some: &'static str,
    pub in_some_hint: &'static str,
    pub nowhere: &'static str,
    pub materials_unknown: &'static str,
    pub ask_before: &'static str,

    // What is needed
    pub needs_title: &'static str,
    pub card_everywhere: &'static str,
    pub card_in_some: &'static str,
    pub card_nowhere: &'static str,
    pub card_unknown: &'static str,
    pub get_card: &'static [&'static str],
    pub height: fn(metres: &str) -> [String; 2],

    // When it is calm
    pub calm_title: &'static str,
    pub calm_intro: &'static str,
    pub calm_at: fn(name: &str, Weekday, hour: &str) -> String,
    pub calm_unknown: &'static str,
    pub calm_once: &'static str,

    // Help
    pub help_title: &'static str,
    pub call: &'static str,
    pub no_phone: &'static str,
    pub ask_somebody: &'static [&'static str],

    pub use_title: &'static str,
    pub use_steps: &'static [&'static str],

    pub about_title: &'static str,
    pub about: &'static [&'static str],
}

/// The phrases of a language.
pub fn easy_texts(lang: Lang) -> &'static EasyTexts {
    match lang {
        Lang::Fr => &fr::TEXTS,
        Lang::En => &en::TEXTS,
    }
}
