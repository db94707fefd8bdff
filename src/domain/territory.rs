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

impl Territory {
    /// The mean of its communes, or else the middle of its box: where it is to anybody who needs no more than that.
    pub fn middle(&self) -> Option<Position> {
        middle(&self.communes.iter().map(|commune| commune.position).collect::<Vec<_>>()).or_else(|| {
            let bbox = self.bbox?;
            Position::new(f64::midpoint(bbox.south, bbox.north), f64::midpoint(bbox.west, bbox.east)).ok()
        })
    }
}

/// The mean of positions that lie close together; nothing where there are none.
pub fn middle(positions: &[Position]) -> Option<Position> {
    let count = positions.len() as f64;
    let mean = |of: fn(&Position) -> f64| positions.iter().map(of).sum::<f64>() / count;
    (count > 0.0).then(|| Position::new(mean(|place| place.lat()), mean(|place| place.lon())).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_some_places_is_their_mean_and_of_none_nothing() {
        let at = |lat, lon| Position::new(lat, lon).unwrap();
        let found = middle(&[at(47.0, -3.0), at(48.0, -4.0), at(47.5, -3.2)]).unwrap();
        assert!((found.lat() - 47.5).abs() < 1e-9 && (found.lon() + 3.4).abs() < 1e-9, "{found:?}");
        assert_eq!(middle(&[]), None);
    }
}
