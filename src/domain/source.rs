//! The health of the sources behind the data.

use super::{Instant, LocalText};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHealth {
    pub id: String,
    /// What people call it.
    pub label: Option<LocalText>,
    pub kind: Option<String>,
    /// `None`: not said.
    pub ok: Option<bool>,
    pub last_success: Option<Instant>,
    pub kept: Option<u64>,
    pub rejected: Option<u64>,
    pub last_error: Option<String>,
}
