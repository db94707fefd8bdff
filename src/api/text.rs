//! Values that the wire writes as text.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Problems;
use crate::domain::{Instant, LocalText};

/// `{"fr": "…", "en": "…"}`.
pub type TextDto = BTreeMap<String, String>;

pub(super) fn local_text(dto: Option<TextDto>) -> Option<LocalText> {
    LocalText::new(dto.unwrap_or_default())
}

/// Reads an RFC 3339 instant with an offset or `Z`.
pub(super) fn instant(text: &str) -> Result<Instant, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .map_err(|_| format!("{text:?} is not an RFC 3339 instant"))
}

impl Problems {
    pub(super) fn instant(&mut self, place: &str, text: Option<&str>) -> Option<Instant> {
        text.and_then(|text| self.ok(place, instant(text)))
    }

    /// Reads any optional value that is written as text.
    pub(super) fn parse<T: std::str::FromStr<Err: ToString>>(&mut self, place: &str, text: &str) -> Option<T> {
        self.ok(place, text.parse())
    }
}
