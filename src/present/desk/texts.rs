//! The form of the library desk's phrases: a table of its own, so that residents do not load it.

use crate::{
    domain::{HalfDay, Lang},
    present::IdleTexts,
};

/// A heading and its paragraphs.
pub type HelpSection = (&'static str, &'static [&'static str]);

pub struct DeskTexts {
    // The frame
    pub title: &'static str,
    pub help: &'static str,
    pub back_to_questions: &'static str,
    pub next_person: &'static str,
    pub wipe_and_leave: &'static str,
    pub nothing_kept: &'static str,
    pub was_wiped: &'static str,
    pub question_of: fn(question: u8, of: u8) -> String,
    pub previous: &'static str,

    // What
    pub what: &'static str,
    pub what_label: &'static str,
    pub what_hint: &'static str,
    pub what_found: fn(usize) -> String,
    pub what_groups: &'static str,
    /// In the order of the groups; the last is of what is in none of them.
    pub groups: [&'static str; super::groups::COUNT],
    pub kind: fn(group: &str) -> String,
    pub not_known: &'static str,

    // Where
    pub from: &'static str,
    pub from_label: &'static str,
    pub from_hint: &'static str,
    pub from_found: fn(usize) -> String,
    pub from_unknown: fn(typed: &str) -> String,
    pub from_many: &'static str,

    // When
    pub when: &'static str,
    pub now: &'static str,
    pub now_hint: &'static str,
    pub later_today: &'static str,
    pub other_day: &'static str,
    pub which_day: &'static str,
    pub which_half: fn(day: &str) -> String,
    pub half: fn(HalfDay) -> &'static str,

    // The answer
    pub go_to: fn(name: &str) -> String,
    pub right_now: &'static str,
    pub around: fn(day: &str, time: &str) -> String,
    pub between: fn(day: &str, from: &str, until: Option<&str>) -> String,
    pub rests_on_habit: &'static str,
    pub rests_on_nothing: &'static str,
    pub estimate: &'static str,
    pub brings: fn(material: &str, words: &str) -> String,
    pub brings_not_said: &'static str,
    pub print: &'static str,
    pub take_along: &'static str,
    pub scan: &'static str,
    pub code_of: fn(name: &str) -> String,
    pub others: &'static str,
    pub take_this: &'static str,
    pub take_this_of: fn(name: &str) -> String,
    pub back_to_best: &'static str,
    pub hours_unknown_call: &'static str,
    /// In the place of the quiet hours of a day on which it does not open.
    pub quiet_closed: &'static str,

    // Where nothing fits
    pub nothing: &'static str,
    pub nobody_takes: fn(material: &str) -> String,
    pub none_open: &'static str,
    /// Of some nobody knows the hours.
    pub none_known: &'static str,
    pub none_open_takes: fn(material: &str) -> String,
    pub no_centre: &'static str,
    pub no_day: &'static str,
    pub see_day: fn(day: &str) -> String,
    pub call: fn(phone: &str) -> String,
    pub call_somebody: &'static str,
    pub never_leave: &'static str,

    // The sheet
    pub sheet_when: &'static str,
    pub read_at: fn(when: &str) -> String,
    pub sheet_rules: &'static str,
    pub sheet_hours: &'static str,
    pub sheet_quiet: &'static str,
    pub quiet_at: fn(weekday: &str, quiet: u8, busy: u8) -> String,
    pub quiet_all_day: fn(weekday: &str, band: &str) -> String,
    pub quiet_unknown: &'static str,
    pub sheet_map: &'static str,
    pub map_of: fn(name: &str) -> String,
    pub map_home: fn(commune: &str) -> String,
    pub map_note: &'static str,
    pub map_approximate: &'static str,
    pub north: &'static str,
    pub kilometres: fn(&str) -> String,
    pub metres: fn(u32) -> String,
    pub sheet_online: &'static str,
    pub phone: fn(&str) -> String,
    pub territory_phone: fn(territory: &str, phone: &str) -> String,
    pub made: fn(instant: &str) -> String,
    pub closures: fn(&str) -> String,

    // Idle
    pub idle: IdleTexts,

    // Help
    pub help_title: &'static str,
    pub help_sections: &'static [HelpSection],
    pub consumption: &'static str,
    pub badge_title: &'static str,
    pub badge_text: &'static str,
    pub badge_unknown: &'static str,
    pub new_tab: fn(&str) -> String,
    pub figures_title: &'static str,
    pub figures: &'static [&'static str],
    pub figures_demo: &'static [&'static str],
}

/// The phrases of a language.
pub fn desk_texts(lang: Lang) -> &'static DeskTexts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}
