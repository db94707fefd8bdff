//! A file of centres, served as a territory.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use bon_moment::{
    api::{
        Problems, decode,
        dto::{LiveDto, MapDto, ProfilesDto, SchoolsDto, SchoolsLiveDto, SitesDto, StatusDto, TerritoryDto},
    },
    domain::{Instant, Territory},
    relay::{
        Documents, Source,
        import::{ImportOptions, overpass, write_sites},
        sites_file::{SitesFile, SitesFileError},
    },
};
use chrono_tz::Tz;
use serde_json::json;

fn now() -> Instant {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

fn written(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn open(name: &str, value: &serde_json::Value) -> SitesFile {
    let folder = tempfile::tempdir().unwrap();
    SitesFile::open(&written(&folder, name, value.to_string().as_bytes()), Tz::Europe__Paris).unwrap()
}

fn by_hand() -> serde_json::Value {
    json!({"version": 1, "updated_at": "2026-11-20T06:00:00Z", "sites": [
        {"id": "north", "name": "Nord", "commune": "Plouay", "lat": 47.92, "lon": -3.33, "sources": [{"name": "a", "licence": "ODbL 1.0"}]},
        {"id": "south", "commune": "Plouay", "lat": 47.90, "lon": -3.31, "hours": [], "sources": [{"name": "b", "licence": "ODbL 1.0"}]},
        {"id": "island", "commune": "Groix", "lat": 47.639, "lon": -3.454, "hours": [{"days": [9], "open": []}], "sources": [{"name": "c", "licence": "ODbL 1.0"}]},
        {"id": "north", "name": "Again", "lat": 1.0, "lon": 1.0},
        {"id": "Not an identifier", "lat": 1.0, "lon": 1.0},
        {"id": "nowhere", "lat": 95.0, "lon": 1.0},
        {"id": "text-as-place", "lat": "47.7", "lon": 1.0},
        17
    ]})
}

fn territory(documents: &Documents) -> Territory {
    let mut problems = Problems::default();
    let territory =
        decode::<TerritoryDto>(documents.get("territory.json").unwrap()).unwrap().into_domain(&mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    territory
}

#[test]
fn broken_records_are_left_out_and_told_with_their_place() {
    let file = open("sites.json", &by_hand());
    assert_eq!((file.kept(), file.rejected()), (3, 5));
    let places: Vec<_> = file.problems().as_slice().iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["sites[2].hours", "sites[3]", "sites[4]", "sites[5]", "sites[6]", "sites[7]"]);
    let documents = file.documents(now());
    let served: SitesDto = decode(documents.get("sites.json").unwrap()).unwrap();
    let ids: Vec<_> = served.sites.iter().map(|site| site["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["north", "south", "island"]);
    assert_eq!(served.sites[0]["name"], "Nord", "the first of two with the same identifier is kept");
}

#[test]
fn the_territory_is_made_around_its_centres() {
    let territory = territory(&open("Pays de Plouay.json", &by_hand()).documents(now()));
    assert_eq!(territory.id, "pays-de-plouay");
    assert_eq!(territory.name.unwrap().get(bon_moment::domain::Lang::Fr), "Pays de Plouay");
    assert!(!territory.demo);
    assert_eq!(territory.licence.as_deref(), Some("ODbL 1.0"));
    let bbox = territory.bbox.unwrap();
    assert_eq!((bbox.west, bbox.south, bbox.east, bbox.north), (-3.454, 47.639, -3.31, 47.92));
    let communes: Vec<_> = territory.communes.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
    assert_eq!(communes, [("groix", "Groix"), ("plouay", "Plouay")]);
    assert!((territory.communes[1].position.lat() - 47.91).abs() < 1e-9);
    assert_eq!(territory.zone.offset_at("2026-07-01T00:00:00Z".parse().unwrap()), 120);
}

#[test]
fn nothing_is_invented() {
    let documents = open("sites.json", &by_hand()).documents(now());
    let territory = territory(&documents);
    assert!(territory.calendar.public_holidays.is_empty() && territory.calendar.school_holidays.is_empty());
    assert!(territory.tiles.is_none() && territory.notices.is_empty() && territory.publisher.is_none());
    let live: LiveDto = decode(documents.get("live.json").unwrap()).unwrap();
    let profiles: ProfilesDto = decode(documents.get("profiles.json").unwrap()).unwrap();
    assert!(live.sites.is_empty() && profiles.sites.is_empty());
    let schools: SchoolsDto = decode(documents.get("schools.json").unwrap()).unwrap();
    let meters: SchoolsLiveDto = decode(documents.get("schools_live.json").unwrap()).unwrap();
    assert!(schools.schools.is_empty() && meters.meters.is_empty());
}

#[test]
fn the_status_tells_the_source_and_what_was_rejected() {
    let documents = open("sites.json", &by_hand()).documents(now());
    let mut problems = Problems::default();
    let status: StatusDto = decode(documents.get("status.json").unwrap()).unwrap();
    let (at, sources) = status.into_domain(&mut problems);
    assert_eq!(at, Some(now()));
    assert_eq!((sources[0].ok, sources[0].kept, sources[0].rejected), (Some(false), Some(3), Some(5)));
    let said = sources[0].last_error.as_deref().unwrap();
    assert_eq!(said.lines().count(), 6, "all of it, by centre: {said}");
    assert!(said.contains("nowhere: ") && said.contains("(sites[5])"), "{said}");
    assert!(sources[0].last_success.is_some() && problems.is_empty());
}

#[test]
fn a_minute_later_only_the_heartbeat_has_moved() {
    let file = open("sites.json", &json!({"version": 1, "sites": [{"id": "a", "lat": 47.0, "lon": -3.0}]}));
    let (before, after) = (file.documents(now()), file.documents(now() + chrono::Duration::minutes(1)));
    let moved: Vec<_> =
        before.iter().filter(|(path, bytes)| after.get(path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(moved, ["status.json"]);
}

#[test]
fn the_projects_materials_come_where_the_file_has_none() {
    let words = vec![json!({"id": "rubble", "label": {"fr": "Gravats"}})];
    let materials = |value: &serde_json::Value| {
        let documents = open("sites.json", value).with_materials(&words).documents(now());
        decode::<SitesDto>(documents.get("sites.json").unwrap()).unwrap().materials
    };
    assert_eq!(materials(&by_hand()), words);
    let own = json!({"version": 1, "materials": [{"id": "wood"}], "sites": []});
    assert_eq!(materials(&own), [json!({"id": "wood"})]);
}

#[test]
fn a_name_and_tiles_may_be_given() {
    let tiles = MapDto { tiles: Some("https://tiles.example.org/{z}/{x}/{y}.png".to_owned()), ..MapDto::default() };
    let file = open("sites.json", &by_hand()).named(&"plouay".parse().unwrap(), "Autour de Plouay").with_tiles(tiles);
    let territory = territory(&file.documents(now()));
    assert_eq!(territory.id, "plouay");
    assert!(territory.tiles.is_some());
}

#[test]
fn a_file_without_centres_is_a_territory_without_centres() {
    let territory = territory(&open("sites.json", &json!({"version": 1, "sites": null})).documents(now()));
    assert!(territory.bbox.is_none() && territory.communes.is_empty() && territory.licence.is_none());
}

#[test]
fn what_is_no_such_file_is_an_error_that_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let error = |bytes: &[u8]| SitesFile::open(&written(&folder, "sites.json", bytes), Tz::Europe__Paris).unwrap_err();
    for unreadable in
        [&b"{\"version\":1,\n oops"[..], b"", b"{\"version\":2,\"sites\":[]}", b"{\"sites\":[]}", b"\xff\xfe"]
    {
        assert!(matches!(error(unreadable), SitesFileError::Unreadable { .. }));
    }
    assert!(error(b"{\"version\":1,\n oops").to_string().contains("line 2"));
    let overpass_answer = fs::read("tests/data/overpass/territory.json").unwrap();
    assert!(matches!(error(&overpass_answer), SitesFileError::NotImported { .. }));
    let missing = SitesFile::open(&folder.path().join("none.json"), Tz::Europe__Paris);
    assert!(matches!(missing.unwrap_err(), SitesFileError::Unopened { .. }));
}

#[test]
fn an_import_can_be_served_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let imported = overpass(Path::new("tests/data/overpass/territory.json"), ImportOptions::default()).unwrap();
    let path = folder.path().join("sites.json");
    write_sites(&path, &imported.sites).unwrap();
    let file = SitesFile::open(&path, Tz::Europe__Paris).unwrap();
    assert_eq!((file.kept(), file.rejected(), file.problems().len()), (4, 0, 0));
    let documents = file.documents(now());
    let served: SitesDto = decode(documents.get("sites.json").unwrap()).unwrap();
    assert_eq!(served.sites, imported.sites.sites);
    assert_eq!(territory(&documents).licence.as_deref(), Some("ODbL 1.0"));
}

#[test]
fn what_cannot_be_read_is_not_passed_on() {
    let file = open(
        "sites.json",
        &json!({"version": 1, "sites": [
            {"id": "a", "lat": 47.0, "lon": -3.0, "hours": [{"days": [1], "open": [["9h", "12h"]]}], "hours_text": "9h-12h",
             "last_entry_minutes": 100_000, "insee": "56098"},
            {"id": "b", "lat": 47.0, "lon": -3.0, "hours": [{"days": [1], "open": [["09:00", "12:00"]]}], "last_entry_minutes": 15},
        ]}),
    );
    let documents = file.documents(now());
    let served: SitesDto = decode(documents.get("sites.json").unwrap()).unwrap();
    let keys = |n: usize| served.sites[n].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(0), ["hours_text", "id", "insee", "lat", "lon"], "what is one's own stays");
    assert_eq!(keys(1), ["hours", "id", "last_entry_minutes", "lat", "lon"]);
    let mut problems = Problems::default();
    let (_, sites) = served.into_domain(&mut problems);
    assert!(problems.is_empty() && sites[0].hours.is_none(), "readers have nothing to find out again: {problems:?}");
    assert_eq!(file.faults().len(), 2, "{:?}", file.faults());
}
