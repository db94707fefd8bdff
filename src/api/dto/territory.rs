//! `territory.json`: who publishes, and what holds for all centres.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::TextDto;

/// The document; the lists hold [`CommuneDto`], [`HolidayDto`], [`SchoolHolidayDto`] and [`NoticeDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TerritoryDto {
    pub version: u32,
    pub id: String,
    pub name: Option<TextDto>,
    pub demo: Option<bool>,
    pub publisher: Option<PublisherDto>,
    pub licence: Option<String>,
    pub languages: Option<Vec<String>>,
    pub time_zone: Option<String>,
    /// Instants of change and minutes east of UTC from then on.
    pub utc_offsets: Vec<(String, i32)>,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    pub communes: Vec<Value>,
    pub map: Option<MapDto>,
    pub contact: Option<ContactDto>,
    pub public_holidays: Vec<Value>,
    pub school_holidays: Vec<Value>,
    pub notices: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PublisherDto {
    pub name: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CommuneDto {
    pub id: String,
    pub name: String,
    pub lat: f64,
    pub lon: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MapDto {
    /// With `{z}`, `{x}` and `{y}`.
    pub tiles: Option<String>,
    pub attribution: Option<String>,
    pub min_zoom: Option<u8>,
    pub max_zoom: Option<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ContactDto {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HolidayDto {
    pub date: String,
    pub name: Option<TextDto>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SchoolHolidayDto {
    pub from: String,
    pub until: String,
    pub name: Option<TextDto>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticeDto {
    pub id: String,
    pub level: Option<String>,
    pub text: Option<TextDto>,
    pub from: Option<String>,
    pub until: Option<String>,
    #[serde(default)]
    pub sites: Vec<String>,
}
