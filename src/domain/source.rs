//! The health of the sources behind the data.

use super::Instant;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHealth {
    pub id: String,
    pub kind: Option<String>,
    /// `None`: not said.
    pub ok: Option<bool>,
    pub last_success: Option<Instant>,
    pub kept: Option<u64>,
    pub rejected: Option<u64>,
    pub last_error: Option<String>,
}
