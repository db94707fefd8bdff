//! The form of a language for what the service says of itself.

use chrono::NaiveDate;

use super::{Answer, Counts, Reason};
use crate::{domain::Lang, present::Section};

/// The day of the accessibility statement.
pub const ESTABLISHED_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

/// Every phrase of one language on these pages.
pub struct StatementTexts {
    // Accessibility
    pub access_title: &'static str,
    /// What the law wants on the first page: the state of conformity, which leads to the statement.
    pub access_link: &'static str,
    pub established: fn(date: &str) -> String,
    pub commitment: fn(publisher: Option<&str>) -> String,
    pub access_scope: &'static str,
    pub conformity: Section,
    pub results_title: &'static str,
    pub results: fn(Counts) -> [String; 2],
    pub criteria_link: &'static str,
    pub not_accessible_title: &'static str,
    pub defects: fn(Counts) -> (&'static str, String),
    pub not_accessible: &'static [Section],
    pub making: Section,
    pub pages_read_title: &'static str,
    pub pages_read: &'static [&'static str],
    pub contact: Section,
    pub email: &'static str,
    pub website: &'static str,
    pub no_contact: &'static str,
    pub recourse: Section,
    /// Words and address.
    pub recourse_links: [(&'static str, &'static str); 2],
    pub recourse_letter: &'static str,

    // The table of criteria
    pub criteria_title: &'static str,
    pub criteria_intro: &'static [&'static str],
    pub statement_link: &'static str,
    /// Of the RGAA's 13 topics.
    pub topics: [&'static str; 13],
    pub criterion: &'static str,
    pub result: &'static str,
    pub shown: fn(proofs: &str) -> String,
    pub to_check: fn(proofs: Option<&str>) -> String,
    pub not_applicable: fn(Reason) -> String,

    // Ecodesign
    pub eco_title: &'static str,
    pub eco_link: &'static str,
    pub limits_title: &'static str,
    pub limits: fn(date: &str, kept: usize, all: usize) -> [String; 2],
    pub measure: &'static str,
    pub limit: &'static str,
    pub measured: &'static str,
    pub exceeded: fn(amount: &str) -> String,
    pub kilobytes: &'static str,
    pub visit_title: &'static str,
    /// Where the page itself has no figures: it cannot measure, and where they are. `link` is its name there.
    pub visit_here: fn(link: &str) -> [String; 2],
    /// With the figures: what they hold for, and what is not among them.
    pub visit_notes: &'static [&'static str],
    pub visit_unknown: &'static str,
    pub visit_column: &'static str,
    pub visit_rows: [&'static str; 4],
    pub not_measured_here: &'static str,
    pub at_least: &'static str,
    pub at_most: &'static str,
    pub unknown: &'static str,
    pub ecoindex: Section,
    pub rgesn_title: &'static str,
    pub rgesn: fn(answered: usize, of: usize) -> [String; 2],
    pub rgesn_counts: fn(yes: usize, partly: usize, no: usize, not_applicable: usize) -> String,
    pub answer: fn(Answer) -> &'static str,
    pub shown_by: fn(proofs: &str) -> String,
}

/// The phrases of a language.
pub fn statement_texts(lang: Lang) -> &'static StatementTexts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}
