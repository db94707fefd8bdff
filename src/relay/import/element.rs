//! One element of an Overpass answer as a recycling centre (« déchetterie »).

use serde_json::{Map, Value};

use super::{ImportOptions, ImportReport, materials::Materials, opening_hours::read_hours};
use crate::{
    api::dto::{AccessDto, SiteDto, SourceNoteDto},
    domain::Position,
};

/// The licence of OpenStreetMap's data.
const LICENCE: &str = "ODbL 1.0";
const SOURCE: &str = "OpenStreetMap contributors";

/// The tags of an element; a value that is no text counts as missing.
#[derive(Clone, Copy)]
pub(super) struct Tags<'a>(Option<&'a Map<String, Value>>);

impl<'a> Tags<'a> {
    pub(super) fn of(element: &'a Value) -> Self {
        Self(element.get("tags").and_then(Value::as_object))
    }

    fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.into_iter().flatten().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?.trim())))
    }

    /// `None` for blank text too.
    fn get(self, key: &str) -> Option<&'a str> {
        self.0?.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    fn text(self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    pub(super) fn is_recycling_centre(self) -> bool {
        self.get("amenity") == Some("recycling") && self.get("recycling_type") == Some("centre")
    }

    /// Probably a centre, but not tagged so that one can rely on it.
    pub(super) fn is_half_tagged(self) -> bool {
        !self.is_recycling_centre() && matches!(self.get("recycling_type"), Some("centre" | "center"))
    }
}

/// `node/123`, which is also where OpenStreetMap shows it.
///
/// # Errors
/// When the element has no type or number.
pub(super) fn reference(element: &Value) -> Result<String, String> {
    let kind = match element.get("type").and_then(Value::as_str) {
        Some(kind @ ("node" | "way" | "relation")) => kind,
        Some(other) => return Err(format!("type {other:?} is neither node, way nor relation")),
        None => return Err("no type".to_owned()),
    };
    match element.get("id") {
        Some(id) => {
            id.as_u64().map(|id| format!("{kind}/{id}")).ok_or_else(|| format!("id {id} is no positive whole number"))
        }
        None => Err("no id".to_owned()),
    }
}

/// The centre; what it lacks or has too much of goes to the report.
///
/// # Errors
/// Why it cannot be shown at all.
pub(super) fn site(
    element: &Value,
    reference: &str,
    options: ImportOptions,
    retrieved_on: Option<&str>,
    report: &mut ImportReport,
) -> Result<SiteDto, String> {
    let tags = Tags::of(element);
    if let Some(state) = ["disused", "abandoned", "demolished"].into_iter().find(|key| tags.get(key) == Some("yes")) {
        return Err(format!("tagged {state}=yes"));
    }
    let position = position(element)?;
    let materials = Materials::of(tags.iter());
    let mut site = SiteDto {
        id: format!("osm-{}", reference.replace('/', "-")),
        name: tags.text("name"),
        commune: tags.text("addr:city"),
        address: address(tags, options),
        lat: position.lat(),
        lon: position.lon(),
        position: Some("exact".to_owned()),
        phone: tags.text("phone").or_else(|| tags.text("contact:phone")),
        url: website(tags, report),
        wheelchair: tags.text("wheelchair").filter(|value| ["yes", "limited", "no"].contains(&value.as_str())),
        access: max_height(tags).map(|height| AccessDto { max_height_m: Some(height), ..AccessDto::default() }),
        sources: vec![SourceNoteDto {
            name: SOURCE.to_owned(),
            url: Some(format!("https://www.openstreetmap.org/{reference}")),
            licence: Some(LICENCE.to_owned()),
            retrieved_on: retrieved_on.map(str::to_owned),
        }],
        ..SiteDto::default()
    };
    read_opening_hours(&mut site, tags, report);
    report.count_materials(&materials);
    site.accepts = materials.accepts;
    site.refuses = materials.refuses;
    report.without_name += usize::from(site.name.is_none());
    Ok(site)
}

fn read_opening_hours(site: &mut SiteDto, tags: Tags, report: &mut ImportReport) {
    let Some(text) = tags.get("opening_hours") else {
        report.hours.untagged += 1;
        return;
    };
    match read_hours(text) {
        Ok(hours) => {
            report.hours.understood += 1;
            report.hours.tidied += usize::from(hours.tidied.is_some());
            if hours.worth_checking {
                report.hours.worth_checking.push(site.id.clone());
            }
            site.closed_on_public_holidays = hours.closed_on_public_holidays;
            site.hours = Some(hours.seasons);
        }
        Err(reason) => {
            *report.hours.kept_as_text.entry(reason).or_default() += 1;
            site.hours_text = Some(text.to_owned());
        }
    }
}

/// A node's own position, else the centre that Overpass was asked for (`out center`), else the middle of the bounds.
fn position(element: &Value) -> Result<Position, String> {
    let number = |value: &Value, key: &str| match value.get(key) {
        Some(number) => number.as_f64().ok_or_else(|| format!("{key} {} is no number", shortened(number))),
        None => Err(format!("no {key}")),
    };
    let at = |lat, lon| Position::new(lat, lon).map_err(|e| e.to_string());
    if element.get("type").and_then(Value::as_str) == Some("node") {
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

/// `12 rue des Lilas, 56670 Riantec`, or `Lindenweg 12, …` where the number follows the street.
fn address(tags: Tags, options: ImportOptions) -> Option<String> {
    let street =
        tags.get("addr:street").or_else(|| tags.get("addr:place")).map(|street| match tags.get("addr:housenumber") {
            Some(number) if options.number_before_street() => format!("{number} {street}"),
            Some(number) => format!("{street} {number}"),
            None => street.to_owned(),
        });
    let town = [tags.get("addr:postcode"), tags.get("addr:city")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [street, Some(town).filter(|town| !town.is_empty())];
    let address = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(address).filter(|address| !address.is_empty()).or_else(|| tags.text("addr:full"))
}

/// The first of the two keys that is plainly a web page.
fn website(tags: Tags, report: &mut ImportReport) -> Option<String> {
    let tagged = ["website", "contact:website"].map(|key| tags.get(key));
    let is_page = |url: &&str| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    let page = tagged.into_iter().flatten().find(is_page);
    report.websites_left_out += usize::from(page.is_none() && tagged.iter().any(Option::is_some));
    page.map(str::to_owned)
}

/// Metres, where plainly so; `2.1` is in metres by OpenStreetMap's definition.
fn max_height(tags: Tags) -> Option<f64> {
    let text = tags.get("maxheight")?;
    let metres: f64 = text.strip_suffix('m').unwrap_or(text).trim().parse().ok()?;
    (0.5..=10.0).contains(&metres).then_some(metres)
}
