//! `territory.json` of the demonstration: Lorient Agglomération.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::{holidays, text, to_value};
use crate::{
    api::{
        VERSION,
        dto::{CommuneDto, ContactDto, MapDto, NoticeDto, PublisherDto, TerritoryDto},
    },
    domain::Instant,
    relay::utc_offsets,
};

/// Clocks of the territory.
pub(super) const TIME_ZONE: chrono_tz::Tz = chrono_tz::Europe::Paris;

/// The IGN's Plan V2, whose tiles anybody may show with this attribution (Licence Ouverte 2.0).
const TILES: &str = "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0\
    &LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png\
    &TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";

/// West, south, east, north, degrees; around all communes. The island of Groix is left out: a drive there cannot be estimated from a distance.
const BBOX: [f64; 4] = [-3.55, 47.69, -3.10, 47.99];

/// Identifier, name, latitude and longitude of the centre, to about a kilometre. Of the 25 communes those whose place is
/// sure.
const COMMUNES: [(&str, &str, f64, f64); 18] = [
    ("branderion", "Brandérion", 47.794, -3.195),
    ("bubry", "Bubry", 47.961, -3.173),
    ("caudan", "Caudan", 47.811, -3.342),
    ("cleguer", "Cléguer", 47.853, -3.373),
    ("gestel", "Gestel", 47.805, -3.442),
    ("guidel", "Guidel", 47.791, -3.490),
    ("hennebont", "Hennebont", 47.804, -3.279),
    ("lanester", "Lanester", 47.765, -3.342),
    ("languidic", "Languidic", 47.833, -3.157),
    ("larmor-plage", "Larmor-Plage", 47.706, -3.383),
    ("locmiquelic", "Locmiquélic", 47.725, -3.342),
    ("lorient", "Lorient", 47.748, -3.366),
    ("ploemeur", "Ploemeur", 47.737, -3.428),
    ("plouay", "Plouay", 47.916, -3.334),
    ("pont-scorff", "Pont-Scorff", 47.834, -3.403),
    ("port-louis", "Port-Louis", 47.707, -3.354),
    ("queven", "Quéven", 47.789, -3.415),
    ("riantec", "Riantec", 47.711, -3.312),
];

/// The document on a local date; `strike` is the notice of one.
pub(super) fn territory(now: Instant, today: NaiveDate, strike: Option<&NoticeDto>) -> TerritoryDto {
    TerritoryDto {
        version: VERSION,
        id: "lorient".to_owned(),
        name: Some(text("Lorient Agglomération", "Lorient Agglomération")),
        demo: Some(true),
        publisher: Some(PublisherDto { name: Some("Bon Moment, démonstration".to_owned()), url: None }),
        licence: Some("Licence Ouverte 2.0".to_owned()),
        languages: Some(vec!["fr".to_owned(), "en".to_owned()]),
        time_zone: Some(TIME_ZONE.name().to_owned()),
        utc_offsets: utc_offsets(TIME_ZONE, now),
        bbox: Some(BBOX),
        communes: COMMUNES.iter().map(commune).collect(),
        map: Some(MapDto {
            tiles: Some(TILES.to_owned()),
            attribution: Some("© IGN – Géoplateforme".to_owned()),
            min_zoom: Some(9),
            max_zoom: Some(18),
        }),
        contact: Some(ContactDto {
            phone: Some("0 800 100 601".to_owned()),
            email: None,
            url: Some("https://www.lorient-agglo.bzh/".to_owned()),
        }),
        public_holidays: values(&holidays::public_holidays(today.year() - 1, today.year() + 2)),
        school_holidays: values(&holidays::school_holidays()),
        notices: strike.map(to_value).into_iter().collect(),
    }
}

fn commune((id, name, lat, lon): &(&str, &str, f64, f64)) -> Value {
    to_value(&CommuneDto { id: (*id).to_owned(), name: (*name).to_owned(), lat: *lat, lon: *lon })
}

fn values(records: &[impl serde::Serialize]) -> Vec<Value> {
    records.iter().map(to_value).collect()
}

/// The announcement of a strike at one centre on a day, from the eve on.
pub(super) fn strike_notice(site: &str, date: NaiveDate, from: String, until: String) -> NoticeDto {
    NoticeDto {
        id: format!("strike-{date}"),
        level: Some("warning".to_owned()),
        text: Some(text(
            "Un mouvement de grève ferme cette déchetterie toute la journée.",
            "A strike closes this recycling centre for the whole day.",
        )),
        from: Some(from),
        until: Some(until),
        sites: vec![site.to_owned()],
    }
}
