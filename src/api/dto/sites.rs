//! `sites.json`: the recycling centres.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{TextDto, territory::NoticeDto};
use crate::api::ByLang;

/// The document; `materials` are [`MaterialDto`]s, `sites` are [`SiteDto`]s.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SitesDto {
    pub version: u32,
    pub updated_at: Option<String>,
    pub materials: Vec<Value>,
    pub sites: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MaterialDto {
    pub id: String,
    pub label: Option<TextDto>,
    /// Everyday words by language.
    pub words: Option<ByLang<Vec<String>>>,
}

/// Only `id`, `lat` and `lon` are compulsory. `closures` holds [`ClosureDto`]s, `exceptions` [`ExceptionDto`]s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteDto {
    pub id: String,
    pub name: Option<String>,
    pub commune: Option<String>,
    pub address: Option<String>,
    pub lat: f64,
    pub lon: f64,
    pub position: Option<String>,
    pub phone: Option<String>,
    pub url: Option<String>,
    pub hours: Option<Vec<SeasonDto>>,
    pub hours_text: Option<String>,
    pub closed_on_public_holidays: Option<bool>,
    #[serde(default)]
    pub closures: Vec<Value>,
    #[serde(default)]
    pub exceptions: Vec<Value>,
    pub last_entry_minutes: Option<u32>,
    #[serde(default)]
    pub accepts: Vec<String>,
    #[serde(default)]
    pub refuses: Vec<String>,
    #[serde(default)]
    pub limits: Vec<LimitDto>,
    pub access: Option<AccessDto>,
    pub wheelchair: Option<String>,
    /// Whose centre it is, where that is another territory.
    pub territory: Option<String>,
    /// That territory's name, as the publisher of this document calls it.
    pub territory_name: Option<String>,
    /// What that territory announces for this centre.
    #[serde(default)]
    pub notices: Vec<NoticeDto>,
    #[serde(default)]
    pub sources: Vec<SourceNoteDto>,
}

/// `from` and `until` are `MM-DD`, both included; missing: the whole year. `open` holds pairs of `HH:MM`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeasonDto {
    pub from: Option<String>,
    pub until: Option<String>,
    pub days: Vec<u8>,
    pub open: Vec<(String, String)>,
}

/// An end without an offset is on the territory's clocks, and a day is a whole one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClosureDto {
    pub from: String,
    pub until: Option<String>,
    pub reason: Option<TextDto>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExceptionDto {
    pub date: String,
    pub open: Vec<(String, String)>,
    pub reason: Option<TextDto>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LimitDto {
    pub material: String,
    pub max_m3_per_day: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AccessDto {
    pub badge: Option<String>,
    pub professionals: Option<bool>,
    pub max_height_m: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceNoteDto {
    pub name: String,
    pub url: Option<String>,
    pub licence: Option<String>,
    pub retrieved_on: Option<String>,
}
