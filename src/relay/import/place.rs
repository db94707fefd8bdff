//! Where an element is, and by which name it is known from one import to the next.

use serde_json::Value;

use crate::domain::Position;

/// What stays the same of an element when its file is made anew.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    /// `node/123`, which is also where OpenStreetMap shows it.
    Numbered(String),
    /// Its place on the globe, for elements without a number.
    Placed(String),
}

impl Identity {
    /// The number counts where there is one: two centres may share a gate. Programs that gather elements from other files
    /// leave it out or write 0, which OpenStreetMap gives to nothing.
    ///
    /// # Errors
    /// When the element has no type, or a number that is none.
    pub(super) fn of(element: &Value, position: Position) -> Result<Self, String> {
        let kind = kind(element)?;
        let id = element.get("id").unwrap_or(&Value::Null);
        match id.as_u64() {
            _ if id.is_null() => Ok(Self::Placed(placed(position))),
            Some(0) => Ok(Self::Placed(placed(position))),
            Some(id) => Ok(Self::Numbered(format!("{kind}/{id}"))),
            None => Err(format!("id {} is no positive whole number", shortened(id))),
        }
    }

    /// `osm-node-123` or `osm-at-47-71140-w3-31170`.
    pub(super) fn site_id(&self) -> String {
        match self {
            Self::Numbered(reference) => format!("osm-{}", reference.replace('/', "-")),
            Self::Placed(place) => format!("osm-at-{place}"),
        }
    }

    /// Where one can read of it; without a number only the page about the source.
    pub(super) fn page(&self) -> String {
        match self {
            Self::Numbered(reference) => format!("https://www.openstreetmap.org/{reference}"),
            Self::Placed(_) => "https://www.openstreetmap.org/copyright".to_owned(),
        }
    }
}

fn kind(element: &Value) -> Result<&str, String> {
    match element.get("type").and_then(Value::as_str) {
        Some(kind @ ("node" | "way" | "relation")) => Ok(kind),
        Some(other) => Err(format!("type {other:?} is neither node, way nor relation")),
        None => Err("no type".to_owned()),
    }
}

/// `47-71140-w3-31170` for 47.7114, −3.3117: degrees and five decimals, which is about a metre; `s` and `w` stand for
/// south and west.
fn placed(position: Position) -> String {
    let degrees = |degrees: f64, negative: &str| {
        // The sign is that of the rounded number, so that there is one zero only.
        let rounded = (degrees * 100_000.0).round() as i64;
        let sign = if rounded < 0 { negative } else { "" };
        let size = rounded.unsigned_abs();
        format!("{sign}{}-{:05}", size / 100_000, size % 100_000)
    };
    format!("{}-{}", degrees(position.lat(), "s"), degrees(position.lon(), "w"))
}

/// A node's own position, else the centre that Overpass was asked for (`out center`), else the middle of the bounds.
///
/// # Errors
/// When there is none of them, or it is not on the globe.
pub(super) fn position(element: &Value) -> Result<Position, String> {
    let number = |value: &Value, key: &str| match value.get(key) {
        Some(number) => number.as_f64().ok_or_else(|| format!("{key} {} is no number", shortened(number))),
        None => Err(format!("no {key}")),
    };
    let at = |lat, lon| Position::new(lat, lon).map_err(|e| e.to_string());
    if kind(element)? == "node" {
        return at(number(element, "lat")?, number(element, "lon")?);
    }
    if let Some(center) = element.get("center") {
        return at(number(center, "lat")?, number(center, "lon")?);
    }
    let Some(bounds) = element.get("bounds") else {
        return Err("neither centre nor bounds: ask Overpass for `out center`".to_owned());
    };
    let south_west = at(number(bounds, "minlat")?, number(bounds, "minlon")?)?;
    let north_east = at(number(bounds, "maxlat")?, number(bounds, "maxlon")?)?;
    if south_west.lat() > north_east.lat() || south_west.lon() > north_east.lon() {
        return Err("bounds that end before they begin".to_owned());
    }
    at(f64::midpoint(south_west.lat(), north_east.lat()), f64::midpoint(south_west.lon(), north_east.lon()))
}

/// Foreign values may be of any length.
fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// How the report names an element that cannot be shown: `way/123`, or its place in the file when it has no number.
pub(super) fn label(element: &Value, index: usize) -> String {
    match (kind(element), element.get("id").and_then(Value::as_u64)) {
        (Ok(kind), Some(id)) if id > 0 => format!("{kind}/{id}"),
        _ => format!("elements[{index}]"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn site_id(id: &Value, lat: f64, lon: f64) -> String {
        let element = json!({"type": "node", "id": id, "lat": lat, "lon": lon});
        Identity::of(&element, position(&element).unwrap()).unwrap().site_id()
    }

    #[test]
    fn a_number_names_an_element_and_without_one_its_place_does() {
        assert_eq!(site_id(&json!(7), 47.7114, -3.3117), "osm-node-7");
        assert_eq!(site_id(&json!(0), 47.7114, 3.3117), "osm-at-47-71140-3-31170");
        assert_eq!(site_id(&json!(null), 47.7114, 3.3117), "osm-at-47-71140-3-31170");
    }

    #[test]
    fn south_and_west_are_letters_and_there_is_one_zero() {
        assert_eq!(site_id(&json!(0), 47.7114, -3.3117), "osm-at-47-71140-w3-31170");
        assert_eq!(site_id(&json!(0), -20.9, 55.000_01), "osm-at-s20-90000-55-00001");
        assert_eq!(site_id(&json!(0), -0.5, -0.000_001), "osm-at-s0-50000-0-00000");
        assert_eq!(site_id(&json!(0), -90.0, -180.0), "osm-at-s90-00000-w180-00000");
    }

    #[test]
    fn a_metre_is_told_apart_and_a_millimetre_is_not() {
        assert_eq!(site_id(&json!(0), 49.210_168_12, 9.226_369_86), "osm-at-49-21017-9-22637");
        assert_eq!(site_id(&json!(0), 49.210_168_13, 9.226_369_86), "osm-at-49-21017-9-22637");
        assert_ne!(site_id(&json!(0), 49.210_18, 9.226_37), "osm-at-49-21017-9-22637");
    }
}
