//! Words of what stands below every page of the app and of its areas, outside of their programs.

mod en;
mod fr;

use crate::domain::Lang;

/// Every phrase of one language that stands there. The state of accessibility has its words in
/// [`crate::present::plain::statements`]: the statement and the link say it from one place.
pub struct ServiceTexts {
    /// What screen readers call all of it.
    pub label: &'static str,
    pub display: &'static str,
    pub large: &'static str,
    pub contrast: &'static str,
    pub remember: &'static str,
    /// Leads to the easy page.
    pub easy: &'static str,
    /// Shows what the visit weighed.
    pub weight: &'static str,
}

/// The phrases of a language.
pub fn service_texts(lang: Lang) -> &'static ServiceTexts {
    match lang {
        Lang::Fr => &fr::TEXTS,
        Lang::En => &en::TEXTS,
    }
}
