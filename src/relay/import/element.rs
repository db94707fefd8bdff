//! One element of an Overpass answer as a recycling centre (« déchetterie »).

use std::collections::HashMap;

use super::{
    ImportOptions, ImportReport,
    materials::Materials,
    opening_hours::{Hours, KeptAsText, read_hours},
    place::Identity,
    tags::Tags,
};
use crate::{
    api::dto::{AccessDto, SiteDto, SourceNoteDto},
    domain::Position,
};

/// The licence of OpenStreetMap's data.
const LICENCE: &str = "ODbL 1.0";
const SOURCE: &str = "OpenStreetMap contributors";

/// Some programs that gather centres write the commune and its code under keys that are not OpenStreetMap's.
const COMMUNE: [&str; 2] = ["addr:city", "city"];
const POSTCODE: [&str; 2] = ["addr:postcode", "addr:zip"];

/// # Errors
/// When the element is a centre of other days.
pub(super) fn check_in_use(tags: Tags) -> Result<(), String> {
    match ["disused", "abandoned", "demolished"].into_iter().find(|key| tags.get(key) == Some("yes")) {
        Some(state) => Err(format!("tagged {state}=yes")),
        None => Ok(()),
    }
}

/// Makes centres of elements; what these lack or have too much of goes to the report.
pub(super) struct SiteReader {
    options: ImportOptions,
    retrieved_on: Option<String>,
    /// Centres of one operator often share their hours, and to read them takes longer than all the rest.
    hours: HashMap<String, Result<Hours, KeptAsText>>,
    pub report: ImportReport,
}

impl SiteReader {
    pub(super) fn new(options: ImportOptions, retrieved_on: Option<String>, report: ImportReport) -> Self {
        Self { options, retrieved_on, hours: HashMap::new(), report }
    }

    pub(super) fn site(&mut self, tags: Tags<'_>, position: Position, identity: &Identity) -> SiteDto {
        let materials = Materials::of(tags.iter());
        self.report.count_materials(&materials);
        let mut site = SiteDto {
            id: identity.site_id(),
            name: tags.text("name"),
            commune: tags.first(&COMMUNE).map(str::to_owned),
            address: address(tags, self.options),
            lat: position.lat(),
            lon: position.lon(),
            position: Some("exact".to_owned()),
            phone: tags.first(&["phone", "contact:phone"]).map(str::to_owned),
            url: website(tags, &mut self.report),
            wheelchair: tags.text("wheelchair").filter(|value| ["yes", "limited", "no"].contains(&value.as_str())),
            territory: None,
            access: max_height(tags).map(|height| AccessDto { max_height_m: Some(height), ..AccessDto::default() }),
            accepts: materials.accepts,
            refuses: materials.refuses,
            sources: vec![SourceNoteDto {
                name: SOURCE.to_owned(),
                url: Some(identity.page()),
                licence: Some(LICENCE.to_owned()),
                retrieved_on: self.retrieved_on.clone(),
            }],
            ..SiteDto::default()
        };
        self.read_opening_hours(&mut site, tags);
        self.report.without_name += usize::from(site.name.is_none());
        self.report.without_number += usize::from(matches!(identity, Identity::Placed(_)));
        site
    }

    fn read_opening_hours(&mut self, site: &mut SiteDto, tags: Tags<'_>) {
        let report = &mut self.report.hours;
        let Some(text) = tags.get("opening_hours") else {
            report.untagged += 1;
            return;
        };
        if !self.hours.contains_key(text) {
            self.hours.insert(text.to_owned(), read_hours(text));
        }
        match &self.hours[text] {
            Ok(hours) => {
                report.understood += 1;
                report.tidied += usize::from(hours.tidied.is_some());
                if hours.worth_checking {
                    report.worth_checking.push(site.id.clone());
                }
                site.closed_on_public_holidays = hours.closed_on_public_holidays;
                site.hours = Some(hours.seasons.clone());
            }
            Err(reason) => {
                *report.kept_as_text.entry(*reason).or_default() += 1;
                site.hours_text = Some(text.to_owned());
            }
        }
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
    let town = [tags.first(&POSTCODE), tags.first(&COMMUNE)].into_iter().flatten().collect::<Vec<_>>().join(" ");
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
