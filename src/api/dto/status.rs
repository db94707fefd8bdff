//! `status.json`: the health of each source.

use serde::Serialize;
use serde_json::Value;

use super::TextDto;

/// The document; each of `sources` is a [`SourceStatusDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StatusDto {
    pub version: u32,
    pub generated_at: Option<String>,
    pub sources: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceStatusDto {
    pub id: String,
    /// What people call it.
    pub label: Option<TextDto>,
    pub kind: Option<String>,
    pub ok: Option<bool>,
    pub last_success: Option<String>,
    pub kept: Option<u64>,
    pub rejected: Option<u64>,
    pub last_error: Option<String>,
}
