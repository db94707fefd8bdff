//! A territory: who publishes, and what holds for all of its centres.

use super::{BoundingBox, Calendar, LocalText, Notice, Position, Zone};

/// A commune, from which people say where they set off.
#[derive(Clone, Debug, PartialEq)]
pub struct Commune {
    pub id: String,
    pub name: String,
    pub position: Position,
}

/// The map's background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapTiles {
    /// With `{z}`, `{x}` and `{y}`.
    pub template: String,
    pub attribution: String,
    pub min_zoom: u8,
    pub max_zoom: u8,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Territory {
    pub id: String,
    pub name: Option<LocalText>,
    /// Invented data, which every page says.
    pub demo: bool,
    pub publisher: Option<String>,
    pub publisher_url: Option<String>,
    pub licence: Option<String>,
    pub zone: Zone,
    pub bbox: Option<BoundingBox>,
    pub communes: Vec<Commune>,
    pub tiles: Option<MapTiles>,
    pub contact: Contact,
    pub calendar: Calendar,
    pub notices: Vec<Notice>,
}
