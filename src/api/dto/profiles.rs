//! `profiles.json`: usual waits.

use serde::Serialize;
use serde_json::Value;

/// The document; each of `sites` is a [`ProfileDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProfilesDto {
    pub version: u32,
    /// How many weeks were counted.
    pub weeks: Option<u32>,
    pub sites: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProfileDto {
    pub id: String,
    pub slots: Vec<Value>,
}

/// Minutes of one hour of one day of the week.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SlotDto {
    pub days: Option<String>,
    pub day: u8,
    pub hour: u8,
    pub p50: f64,
    pub p80: Option<f64>,
    pub n: Option<u32>,
}
