//! What a neighbour's records are held against: our own documents, as they are without any neighbour.

use std::collections::BTreeSet;

use axum::body::Bytes;
use chrono::NaiveDate;
use serde_json::Value;

use crate::{
    domain::{BoundingBox, DistanceMetres, Position},
    relay::{Documents, outline::Outline},
};

/// Facts of our own documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Ours {
    /// Identifiers of our centres.
    pub ids: BTreeSet<String>,
    /// Identifiers of the materials that have a label here.
    pub materials: BTreeSet<String>,
    /// Around our centres.
    around: Option<BoundingBox>,
    pub time_zone: Option<String>,
    pub is_demo: bool,
    pub holidays: BTreeSet<NaiveDate>,
}

impl Ours {
    fn of(territory: &[u8], sites: &[u8]) -> Self {
        let territory: Value = serde_json::from_slice(territory).unwrap_or_default();
        let outline = Outline::of(sites, "sites");
        let head: Value = serde_json::from_slice(outline.head()).unwrap_or_default();
        let mut ours = Self {
            materials: list(&head, "materials").filter_map(identifier).map(str::to_owned).collect(),
            time_zone: territory.get("time_zone").and_then(Value::as_str).map(str::to_owned),
            is_demo: is_demo(&territory),
            holidays: holidays(&territory).map(|(date, _)| date).collect(),
            ..Self::default()
        };
        let mut positions = Vec::new();
        for site in outline.parts().flatten() {
            ours.ids.extend(identifier(&site).map(str::to_owned));
            positions.extend(position(&site));
        }
        ours.around = BoundingBox::around(positions);
        ours
    }

    /// How far a place lies outside of the box around our centres; nothing where we have none.
    pub fn distance(&self, to: Position) -> DistanceMetres {
        let Some(BoundingBox { west, south, east, north }) = self.around else { return DistanceMetres(0.0) };
        let nearest = Position::new(to.lat().clamp(south, north), to.lon().clamp(west, east));
        nearest.map_or(DistanceMetres(f64::INFINITY), |nearest| nearest.distance(to))
    }
}

/// The facts of the documents that were last seen, so that thousands of centres are not read again each minute.
#[derive(Debug, Default)]
pub(super) struct Remembered(Option<([Bytes; 2], Ours)>);

impl Remembered {
    pub fn of(&mut self, documents: &Documents) -> &Ours {
        let seen = ["territory.json", "sites.json"].map(|name| documents.bytes(name).cloned().unwrap_or_default());
        if self.0.as_ref().is_none_or(|(known, _)| *known != seen) {
            self.0 = None;
        }
        &self
            .0
            .get_or_insert_with(|| {
                let ours = Ours::of(&seen[0], &seen[1]);
                (seen, ours)
            })
            .1
    }
}

pub(super) fn identifier(record: &Value) -> Option<&str> {
    record.get("id")?.as_str()
}

pub(super) fn is_demo(territory: &Value) -> bool {
    territory.get("demo") == Some(&Value::Bool(true))
}

/// The public holidays whose dates can be read, each with what it says beside.
pub(super) fn holidays(territory: &Value) -> impl Iterator<Item = (NaiveDate, &Value)> {
    list(territory, "public_holidays").filter_map(|day| Some((day.get("date")?.as_str()?.parse().ok()?, day)))
}

pub(super) fn position(site: &Value) -> Option<Position> {
    Position::new(site.get("lat")?.as_f64()?, site.get("lon")?.as_f64()?).ok()
}

pub(super) fn list<'a>(document: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    document.get(name).and_then(Value::as_array).into_iter().flatten()
}
