//! `live.json`: waits now.

use serde::Serialize;
use serde_json::Value;

use super::TextDto;

/// The document; each of `sites` is a [`ReadingDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LiveDto {
    pub version: u32,
    pub generated_at: Option<String>,
    pub sites: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReadingDto {
    pub id: String,
    pub at: Option<String>,
    pub state: Option<String>,
    /// Low and high minutes; `high` null for "more than low".
    pub wait_min: Option<(Option<f64>, Option<f64>)>,
    pub vehicles: Option<f64>,
    pub trend: Option<String>,
    pub unavailable: Vec<String>,
    pub note: Option<TextDto>,
}
