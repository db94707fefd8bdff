//! `sites.json`: the recycling centres.

use super::{announced::Announced, territory::notice};
use crate::{
    api::Record,
    domain::{
        Access, Badge, DaySpan, Limit, Material, MaterialId, Minutes, MonthDay, PositionQuality, Season, Site,
        SourceNote, WeekDays, Wheelchair, Zone, short_decimal,
    },
};

/// Materials and centres; a second one with the same identifier is left out.
pub fn sites(record: &mut Record) -> Option<(Vec<Material>, Vec<Site>)> {
    let sites = record.list("sites")?;
    let mut seen = Vec::new();
    let materials = record.records("materials", |record| {
        let material = material(record)?;
        record.is_first(&mut seen, &material.id.0).then_some(material)
    });
    let mut seen = Vec::new();
    let sites = record.records_of("sites", sites, |record| {
        let site = site(record)?;
        record.is_first(&mut seen, site.id.as_str()).then_some(site)
    });
    Some((materials, sites))
}

fn material(record: &mut Record) -> Option<Material> {
    record.requires(&["id"])?;
    let id = MaterialId(record.string("id")?);
    let mut words = Vec::new();
    record.for_each_entry("words", &mut |lang, record| {
        let of_lang = record.strings("");
        if !of_lang.is_empty() {
            words.push((lang.to_owned(), of_lang));
        }
    });
    Some(Material { id, label: record.words("label"), words })
}

/// A centre. Only its identifier and its place are compulsory; a detail that cannot be read is unknown.
pub fn site(record: &mut Record) -> Option<Site> {
    record.requires(&["id", "lat", "lon"])?;
    let id = record.site_id("id")?;
    let position = record.position()?;
    let announced = Announced::read(record);
    Some(Site {
        id,
        position,
        name: record.text("name"),
        commune: record.text("commune"),
        address: record.text("address"),
        position_quality: record.choice(
            "position",
            &[("exact", PositionQuality::Exact), ("approximate", PositionQuality::Approximate)],
            PositionQuality::Unknown,
        ),
        phone: record.text("phone"),
        url: record.web_address("url"),
        // One entry that cannot be read makes all hours unknown: half of them would be wrong hours.
        hours: record.every("hours", season),
        hours_text: record.text("hours_text"),
        closed_on_public_holidays: record.flag("closed_on_public_holidays"),
        closures: announced.closures,
        exceptions: announced.exceptions,
        unclear: announced.unclear,
        last_entry: margin(record),
        accepts: record.materials("accepts"),
        refuses: record.materials("refuses"),
        limits: record.records("limits", limit),
        access: access(record),
        wheelchair: record.choice(
            "wheelchair",
            &[("yes", Wheelchair::Yes), ("limited", Wheelchair::Limited), ("no", Wheelchair::No)],
            Wheelchair::Unknown,
        ),
        // A centre of another territory never stands without a name for it.
        origin: record.text("territory_name").or_else(|| record.text("territory")),
        // The relay lets only notices through whose instants bear their offset, so that no zone is needed here.
        notices: record.records("notices", |record| notice(record, &Zone::new(Vec::new()))),
        sources: record.records("sources", source),
    })
}

/// How long before closing the last visitor is let in.
fn margin(record: &mut Record) -> Option<Minutes> {
    const KEY: &str = "last_entry_minutes";
    const DAY: u32 = 24 * 60;
    let minutes = record.u32(KEY)?;
    if minutes > DAY {
        record.note(KEY, &format_args!("{minutes} minutes are more than a day"));
        return None;
    }
    Some(Minutes(minutes))
}

fn limit(record: &mut Record) -> Option<Limit> {
    record.requires(&["material", "max_m3_per_day"])?;
    let (material, most) = (record.string("material")?, record.number("max_m3_per_day")?);
    if most > 0.0 {
        return Some(Limit { material: MaterialId(material), max_m3_per_day: most });
    }
    record.note("max_m3_per_day", &format_args!("{} m3 of {material} a day is no limit", short_decimal(most)));
    None
}

fn access(record: &mut Record) -> Access {
    let Some(mut record) = record.record("access") else { return Access::default() };
    Access {
        badge: record.choice("badge", &[("required", Badge::Required), ("none", Badge::NotRequired)], Badge::Unknown),
        professionals: record.flag("professionals"),
        max_height_m: record.number("max_height_m").filter(|height| *height > 0.0),
    }
}

fn source(record: &mut Record) -> Option<SourceNote> {
    record.requires(&["name"])?;
    record.str("name")?;
    Some(SourceNote {
        name: record.text("name").unwrap_or_default(),
        url: record.web_address("url"),
        licence: record.text("licence"),
        retrieved_on: record.day("retrieved_on"),
    })
}

fn season(record: &mut Record) -> Option<Season> {
    if !record.is_object() {
        return None;
    }
    record.requires(&["days", "open"])?;
    let from = month_day(record, "from", "01-01")?;
    let until = month_day(record, "until", "12-31")?;
    let days = record.every("days", |record| {
        let day = record.u8("")?;
        let is_day = WeekDays::from_iso(&[day]);
        if is_day.is_none() {
            record.note("", &format_args!("{day} is not an ISO day of the week"));
        }
        is_day.and(Some(day))
    })?;
    Some(Season { from, until, days: WeekDays::from_iso(&days)?, open: record.every("open", span)? })
}

/// `None` where there is one and it cannot be read.
fn month_day(record: &mut Record, key: &str, default: &str) -> Option<MonthDay> {
    let written = if record.has(key) { record.str(key)? } else { default };
    let day = written.parse();
    record.ok(key, day)
}

/// A pair of `HH:MM`.
#[inline(never)]
pub(super) fn span(record: &mut Record) -> Option<DaySpan> {
    if !record.has_places(2) {
        return None;
    }
    record.requires(&["0", "1"])?;
    let (begin, end) = (record.clock("0")?, record.clock("1")?);
    let span = DaySpan::new(begin, end);
    if let (None, Some(from), Some(until)) = (span, record.str("0"), record.str("1")) {
        record.note("", &format_args!("{from} to {until} is not a span of a day"));
    }
    span
}
