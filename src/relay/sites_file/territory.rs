//! The territory around a file's centres.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::Datelike;

use super::{SitesFile, record};
use crate::{
    api::{
        VERSION,
        dto::{CommuneDto, HolidayDto, TerritoryDto},
        read,
    },
    domain::{BoundingBox, Calendar, Instant, Site},
    relay::{holidays, utc_offsets},
};

/// Longest identifier of the public API.
const LONGEST: usize = 64;

impl SitesFile {
    pub(in crate::relay) fn territory(&self, now: Instant) -> TerritoryDto {
        let around = BoundingBox::around(self.sites.iter().map(|site| site.position));
        TerritoryDto {
            version: VERSION,
            id: self.territory.clone(),
            name: Some([("fr".to_owned(), self.name.clone())].into()),
            demo: Some(false),
            publisher: self.publisher.clone(),
            licence: self.licence.clone().or_else(|| licence(&self.sites)),
            languages: Some(vec!["fr".to_owned(), "en".to_owned()]),
            time_zone: Some(self.time_zone.name().to_owned()),
            utc_offsets: utc_offsets(self.time_zone, now),
            bbox: around.map(|b| [b.west, b.south, b.east, b.north]),
            communes: communes(&self.sites).iter().map(record).collect(),
            map: self.tiles.clone(),
            contact: None,
            public_holidays: self.known_holidays(now).iter().map(record).collect(),
            school_holidays: self.school_holidays.iter().map(record).collect(),
            notices: Vec::new(),
        }
    }
}

/// How many years are reckoned after that of the instant.
const HOLIDAY_YEARS_AHEAD: i32 = 1;

impl SitesFile {
    /// The days that were given; and for years of which none was, those that are reckoned in France.
    fn known_holidays(&self, now: Instant) -> Vec<HolidayDto> {
        let calendar = Calendar { area: self.areas.common, ..self.given_calendar() };
        let listed = || calendar.public_holidays.iter().map(|holiday| holiday.date.year());
        let year = now.with_timezone(&self.time_zone).year();
        let first = listed().min().map_or(year, |first| first.min(year));
        let last = listed().max().map_or(year, |last| last.max(year)).max(year + HOLIDAY_YEARS_AHEAD);
        holidays::public_holidays(&calendar, first, last)
    }

    /// The days that were given alone: of other years nothing is known.
    pub(super) fn given_calendar(&self) -> Calendar {
        let public_holidays = self.public_holidays.iter().map(record).collect();
        let alone = record(&TerritoryDto { public_holidays, ..TerritoryDto::default() });
        let given = read::alone(&alone, read::territory).map(|territory| territory.calendar).unwrap_or_default();
        Calendar { area: None, ..given }
    }
}

/// The communes that centres name, each in the middle of its centres, by identifier.
fn communes(sites: &[Arc<Site>]) -> Vec<CommuneDto> {
    let mut by_name: BTreeMap<&str, Vec<&Site>> = BTreeMap::new();
    for site in sites {
        if let Some(name) = &site.commune {
            by_name.entry(name).or_default().push(site);
        }
    }
    let mut taken = BTreeSet::new();
    let commune = |(name, sites): (&str, Vec<&Site>)| {
        let mean = |of: fn(&Site) -> f64| sites.iter().map(|site| of(site)).sum::<f64>() / sites.len() as f64;
        CommuneDto {
            id: free_identifier(name, &mut taken),
            name: name.to_owned(),
            lat: mean(|site| site.position.lat()),
            lon: mean(|site| site.position.lon()),
        }
    };
    let mut communes: Vec<CommuneDto> = by_name.into_iter().map(commune).collect();
    communes.sort_by(|a, b| a.id.cmp(&b.id));
    communes
}

/// The licence that all sources of all centres name, if it is one.
fn licence(sites: &[Arc<Site>]) -> Option<String> {
    let mut licences = sites.iter().flat_map(|site| &site.sources).map(|source| source.licence.as_ref());
    let first = licences.next()??;
    licences.all(|other| other == Some(first)).then(|| first.clone())
}

fn free_identifier(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = identifier(name);
    let numbered = (2..).map(|n| {
        let ending = format!("-{n}");
        format!("{}{ending}", &plain[..plain.len().min(LONGEST - ending.len())])
    });
    let free = std::iter::once(plain.clone()).chain(numbered).find(|id| !taken.contains(id));
    let free = free.expect("there are more numbers than communes");
    taken.insert(free.clone());
    free
}

/// An identifier `[a-z0-9-]{1,64}` that still reads like `name`: « Cléguer (Nord) » is `cleguer-nord`.
pub(super) fn identifier(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            "" if c.is_ascii_alphanumeric() => id.push(c),
            // Words are separated once, and never at the beginning.
            "" if id.is_empty() || id.ends_with('-') => {}
            "" => id.push('-'),
            letters => id.push_str(letters),
        }
    }
    id.truncate(LONGEST);
    let id = id.trim_end_matches('-');
    if id.is_empty() { "territory".to_owned() } else { id.to_owned() }
}

/// The letters that stand for one with an accent; empty for any other character.
fn plain(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'ä' | 'æ' => "ae",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ù' | 'ú' | 'û' => "u",
        'ü' => "ue",
        'ÿ' => "y",
        'ß' => "ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_still_read_like_the_name() {
        assert_eq!(identifier("Cléguer (Nord)"), "cleguer-nord");
        assert_eq!(identifier("L'Haÿ-les-Roses"), "l-hay-les-roses");
        assert_eq!(identifier("Köln"), "koeln");
        assert_eq!(identifier("  "), "territory");
        assert_eq!(identifier("東京"), "territory");
        assert_eq!(identifier(&"é".repeat(70)), "e".repeat(64));
    }

    #[test]
    fn two_names_that_read_alike_get_two_identifiers() {
        let mut taken = BTreeSet::new();
        assert_eq!(free_identifier("Plouay", &mut taken), "plouay");
        assert_eq!(free_identifier("PLOUAY", &mut taken), "plouay-2");
        let long = "a".repeat(64);
        assert_eq!(free_identifier(&long, &mut taken), long);
        assert_eq!(free_identifier(&long, &mut taken), format!("{}-2", "a".repeat(62)));
    }
}
