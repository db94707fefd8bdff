//! `territory.json`: who publishes, and what holds for all centres.

use crate::{
    api::Record,
    domain::{
        BoundingBox, Calendar, Commune, Contact, FrenchArea, Holiday, Instant, MapTiles, Notice, NoticeLevel,
        SchoolHoliday, Territory, Zone,
    },
};

/// The territory; `None` without its identifier, or where its clocks cannot be read: every hour would be told wrongly.
pub fn territory(record: &mut Record) -> Option<Territory> {
    record.requires(&["id"])?;
    let id = record.string("id")?;
    let zone = Zone::new(utc_offsets(record)?);
    let listed = record.one_or_more("public_holidays");
    let public_holidays = record.records_of("public_holidays", listed, |record| {
        record.requires(&["date"])?;
        Some(Holiday { date: record.day("date")?, name: record.words("name") })
    });
    let calendar = Calendar {
        is_incomplete: public_holidays.len() < listed.len(),
        public_holidays,
        school_holidays: record.records("school_holidays", school_holiday),
        // Most who write such a document by hand are in France, and leave the zone out.
        area: record.str("time_zone").map_or(Some(FrenchArea::Metropolitan), FrenchArea::of_time_zone),
    };
    let (publisher, publisher_url) = match record.record("publisher") {
        Some(mut record) => (record.string("name"), record.web_address("url")),
        None => (None, None),
    };
    Some(Territory {
        id,
        name: record.words("name"),
        demo: record.flag("demo").unwrap_or(false),
        publisher,
        publisher_url,
        licence: record.string("licence"),
        bbox: bounding_box(record),
        communes: record.records("communes", commune),
        tiles: tiles(record),
        contact: contact(record),
        calendar,
        notices: record.records("notices", |record| notice(record, &zone)),
        zone,
    })
}

/// Instants of change and minutes east of UTC from then on.
fn utc_offsets(record: &mut Record) -> Option<Vec<(Instant, i32)>> {
    let listed = record.list("utc_offsets")?;
    let mut offsets = Vec::with_capacity(listed.len());
    record.for_each("utc_offsets", listed, &mut |record| {
        if record.has_places(2) && record.requires(&["0", "1"]).is_some() {
            offsets.extend(record.instant("0").zip(record.i32("1")));
        }
    });
    record.is_well_formed().then_some(offsets)
}

fn bounding_box(record: &mut Record) -> Option<BoundingBox> {
    let corners = record.every("bbox", |record| record.number(""))?;
    let [west, south, east, north] = corners[..] else {
        record.note("bbox", &"these are not four numbers");
        return None;
    };
    (west <= east && south <= north).then_some(BoundingBox { west, south, east, north })
}

fn commune(record: &mut Record) -> Option<Commune> {
    record.requires(&["id", "name", "lat", "lon"])?;
    Some(Commune { id: record.string("id")?, position: record.position()?, name: record.text("name")? })
}

fn tiles(record: &mut Record) -> Option<MapTiles> {
    let mut record = record.record("map")?;
    Some(MapTiles {
        template: record.web_address("tiles")?,
        attribution: record.string("attribution").unwrap_or_default(),
        min_zoom: record.u8("min_zoom").unwrap_or(0),
        max_zoom: record.u8("max_zoom").unwrap_or(18),
    })
}

fn contact(record: &mut Record) -> Contact {
    let Some(mut record) = record.record("contact") else { return Contact::default() };
    Contact { phone: record.text("phone"), email: record.string("email"), url: record.web_address("url") }
}

fn school_holiday(record: &mut Record) -> Option<SchoolHoliday> {
    record.requires(&["from", "until"])?;
    Some(SchoolHoliday { from: record.day("from")?, until: record.day("until")?, name: record.words("name") })
}

#[inline(never)]
pub(super) fn notice(record: &mut Record, zone: &Zone) -> Option<Notice> {
    record.requires(&["id"])?;
    let id = record.string("id")?;
    let text = record.words("text");
    let level = record.choice("level", &[("warning", NoticeLevel::Warning)], NoticeLevel::Info);
    let from = record.time_point("from", false).map(|from| from.instant(zone));
    let until = record.time_point("until", true).map(|until| until.instant(zone));
    let named = record.list("sites")?;
    let mut sites = Vec::new();
    record.for_each_present("sites", named, &mut |record| sites.extend(record.site_id("")));
    if !record.is_well_formed() {
        return None;
    }
    if text.is_none() {
        record.note("text", &"a notice without text");
    }
    // A notice whose every centre is misspelt would otherwise concern them all.
    if sites.is_empty() && !named.is_empty() {
        return None;
    }
    Some(Notice { id, level, text: text?, from, until, sites })
}
