//! A file of centres, served as a territory.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bon_moment::{
    api::{Problems, decode, dto::MapDto, read},
    domain::{ClosedBecause, Instant, LocalText, OpeningState, Territory, Unsure, opening_at},
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

fn document(documents: &Documents, name: &str) -> serde_json::Value {
    serde_json::from_slice(documents.get(name).unwrap()).unwrap()
}

fn territory(documents: &Documents) -> Territory {
    let mut problems = Problems::default();
    let territory = decode(documents.get("territory.json").unwrap(), &mut problems, read::territory).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    territory
}

#[test]
fn broken_records_are_left_out_and_told_with_their_place() {
    let file = open("sites.json", &by_hand());
    assert_eq!((file.kept(), file.rejected()), (3, 5));
    let places: Vec<_> = file.problems().as_slice().iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(
        places,
        ["sites[2].hours[0].days[0]", "sites[3].id", "sites[4].id", "sites[5].lat", "sites[6].lat", "sites[7]"]
    );
    assert!(file.problems().as_slice()[0].reason.starts_with("island: "), "{:?}", file.problems());
    let documents = file.documents(now());
    let served = document(&documents, "sites.json");
    let ids: Vec<_> = served["sites"].as_array().unwrap().iter().map(|site| site["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["north", "south", "island"]);
    assert_eq!(served["sites"][0]["name"], "Nord", "the first of two with the same identifier is kept");
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
    assert!(territory.calendar.school_holidays.is_empty());
    assert!(territory.tiles.is_none() && territory.notices.is_empty() && territory.publisher.is_none());
    for (name, list) in [("live", "sites"), ("profiles", "sites"), ("schools", "schools"), ("schools_live", "meters")] {
        assert_eq!(document(&documents, &format!("{name}.json"))[list], json!([]), "{name}");
    }
}

/// Whether a centre is said to be open at an instant, by all that a reader of the documents knows.
fn state(documents: &Documents, id: &str, at: &str) -> OpeningState {
    let ignored = &mut Problems::default();
    let (_, sites) = decode(documents.get("sites.json").unwrap(), ignored, read::sites).unwrap();
    let site = sites.iter().find(|site| site.id.as_str() == id).unwrap();
    let territory = decode(documents.get("territory.json").unwrap(), ignored, read::territory).unwrap();
    opening_at(site, &territory.calendar, &territory.zone, at.parse().unwrap())
}

fn one(details: &serde_json::Value) -> serde_json::Value {
    let mut site = json!({"id": "riantec", "lat": 47.7, "lon": -3.3,
        "hours": [{"days": [1, 2, 3, 4, 5, 6], "open": [["09:00", "17:00"]]}]});
    for (key, value) in details.as_object().unwrap() {
        site[key] = value.clone();
    }
    json!({"version": 1, "sites": [site]})
}

#[test]
fn french_public_holidays_are_published_where_none_was_given() {
    let file = open("sites.json", &one(&json!({"closed_on_public_holidays": true})));
    let documents = file.documents(now());
    let listed = territory(&documents).calendar.public_holidays;
    assert_eq!(listed.len(), 22, "this year and the next");
    let christmas = state(&documents, "riantec", "2026-12-25T10:00:00Z");
    assert!(matches!(christmas, OpeningState::Closed { because: ClosedBecause::PublicHoliday(Some(_)), .. }));
    assert!(matches!(state(&documents, "riantec", "2026-12-24T10:00:00Z"), OpeningState::Open(_)));
    // Of a year that is given nothing is added, and the one after is reckoned.
    let given = [("2026-12-24".parse().unwrap(), None)];
    let documents = file.with_holidays(given.into_iter(), std::iter::empty()).documents(now());
    assert_eq!(territory(&documents).calendar.public_holidays.len(), 12);
    assert!(matches!(state(&documents, "riantec", "2026-12-25T10:00:00Z"), OpeningState::Open(_)));
    assert!(matches!(state(&documents, "riantec", "2027-12-25T10:00:00Z"), OpeningState::Closed { .. }));
}

#[test]
fn alsace_has_its_two_days_and_abroad_nothing_is_guessed() {
    let details = json!({"closed_on_public_holidays": true, "address": "1 quai Kléber, 67000 Strasbourg"});
    let documents = open("sites.json", &one(&details)).documents(now());
    assert!(matches!(state(&documents, "riantec", "2026-12-26T10:00:00Z"), OpeningState::Closed { .. }));
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, "sites.json", one(&details).to_string().as_bytes());
    let documents = SitesFile::open(&path, Tz::Europe__Brussels).unwrap().documents(now());
    assert!(territory(&documents).calendar.public_holidays.is_empty());
    for day in ["2026-12-25T10:00:00Z", "2026-12-23T10:00:00Z"] {
        let state = state(&documents, "riantec", day);
        assert_eq!(state, OpeningState::Unknown(Unsure::PerhapsPublicHoliday), "{day}");
    }
}

#[test]
fn closures_are_read_as_people_write_them_and_none_vanishes() {
    // The first of December 2026 is a Tuesday; at ten it would be open.
    let on_tuesday = |details: serde_json::Value| {
        let file = open("sites.json", &one(&details));
        let problems = file.problems().as_slice().to_vec();
        assert_eq!(file.kept(), 1, "{details}");
        (state(&file.documents(now()), "riantec", "2026-12-01T09:00:00Z"), problems)
    };
    let closed = |reason: &str| {
        let reason = LocalText::new([("fr".to_owned(), reason.to_owned())]);
        ClosedBecause::Closure(reason)
    };
    for closure in [
        json!([{"from": "2026-12-01T00:00:00", "until": "2026-12-02T00:00:00", "reason": {"fr": "Grève"}}]),
        json!([{"from": "2026-11-30", "until": "2026-12-01", "reason": "Grève"}]),
        json!([{"from": "01/12/2026", "until": "01/12/2026", "reason": "Grève"}]),
        json!([{"from": "2026-12-01 08:00", "reason": "Grève"}]),
        json!({"from": "2026-12-01", "reason": "Grève"}),
    ] {
        let (state, problems) = on_tuesday(json!({"closures": closure}));
        assert!(
            matches!(&state, OpeningState::Closed { because, .. } if *because == closed("Grève")),
            "{closure}: {state:?}"
        );
        assert!(problems.is_empty(), "{problems:?}");
    }
    for details in [
        json!({"closures": [{"from": "mardi", "reason": "Grève"}]}),
        json!({"closures": [{"from": "2026-11-30", "until": "fin décembre"}]}),
        json!({"closures": [{"from": "2026-12-03", "until": "2026-11-30T08:00:00"}]}),
        json!({"closures": [{"until": "2026-12-03"}]}),
        json!({"closures": [{"from": 1_780_000_000}]}),
        json!({"closures": ["Grève"]}),
        json!({"closures": "Grève"}),
        json!({"exceptions": [{"date": "2026-12-01", "open": [["10h", "12h"]]}]}),
        json!({"exceptions": [{"date": "2026-12-01"}]}),
        json!({"exceptions": [{"date": "1er décembre", "open": []}]}),
        json!({"exceptions": {"2026-12-01": []}}),
    ] {
        let (state, problems) = on_tuesday(details.clone());
        assert!(matches!(state, OpeningState::Unknown(Unsure::Unclear(_))), "{details}: {state:?}");
        assert!(problems.iter().all(|problem| problem.reason.starts_with("riantec: ")), "{problems:?}");
        assert!(!problems.is_empty(), "{details}");
    }
}

#[test]
fn what_people_write_is_published_as_the_contract_wants_it() {
    let details = json!({
        "closures": [
            {"from": "01/12/2026", "until": "2026-12-03", "reason": "Grève"},
            {"from": "2026-07-01T08:00:00"},
            {"from": "mardi"},
        ],
        "exceptions": [{"date": "24/12/2026", "open": [["09:00", "12:00"]]}],
    });
    let documents = open("sites.json", &one(&details)).documents(now());
    let published: serde_json::Value = serde_json::from_slice(documents.get("sites.json").unwrap()).unwrap();
    assert_eq!(
        published["sites"][0]["closures"],
        json!([
            {"from": "2026-12-01T00:00:00+01:00", "until": "2026-12-04T00:00:00+01:00", "reason": {"fr": "Grève"}},
            {"from": "2026-07-01T08:00:00+02:00", "until": null, "reason": null},
            {"from": "mardi"},
        ])
    );
    assert_eq!(
        published["sites"][0]["exceptions"],
        json!([{"date": "2026-12-24", "open": [["09:00", "12:00"]], "reason": null}])
    );
}

#[test]
fn a_detail_of_another_shape_deletes_no_centre_and_opens_none() {
    for (key, value) in [
        ("name", json!(7)),
        ("commune", json!(["Plouay"])),
        ("address", json!({"street": "…"})),
        ("phone", json!(297_000_000)),
        ("url", json!(false)),
        ("position", json!(1)),
        ("hours_text", json!([])),
        ("last_entry_minutes", json!("15")),
        ("accepts", json!("rubble")),
        ("refuses", json!([1])),
        ("limits", json!({"rubble": 1})),
        ("access", json!("badge")),
        ("access", json!({"badge": true, "professionals": "no", "max_height_m": "2,10"})),
        ("wheelchair", json!(true)),
        ("territory", json!(1)),
        ("sources", json!("OpenStreetMap")),
        ("sources", json!([{"name": "a", "retrieved_on": "hier"}])),
    ] {
        let file = open("sites.json", &one(&json!({key: value.clone()})));
        assert_eq!((file.kept(), file.problems().is_empty()), (1, false), "{key}: {value}");
    }
    // What bears on being open becomes unknown.
    let state_with = |details: serde_json::Value, at: &str| {
        state(&open("sites.json", &one(&details)).documents(now()), "riantec", at)
    };
    let unsure = |state: &OpeningState| matches!(state, OpeningState::Unknown(_));
    assert!(unsure(&state_with(json!({"hours": "always"}), "2026-12-01T09:00:00Z")));
    assert!(unsure(&state_with(json!({"hours": [{"days": [2]}]}), "2026-12-01T09:00:00Z")));
    assert!(unsure(&state_with(json!({"closed_on_public_holidays": "yes"}), "2026-12-25T09:00:00Z")));
}

#[test]
fn the_status_tells_the_source_and_what_was_rejected() {
    let documents = open("sites.json", &by_hand()).documents(now());
    let mut problems = Problems::default();
    let (at, sources) = decode(documents.get("status.json").unwrap(), &mut problems, read::status).unwrap();
    assert_eq!(at, Some(now()));
    assert_eq!((sources[0].ok, sources[0].kept, sources[0].rejected), (Some(false), Some(3), Some(5)));
    let said = sources[0].last_error.as_deref().unwrap();
    assert_eq!(said.lines().count(), 6, "all of it, by centre: {said}");
    assert!(said.contains("nowhere: ") && said.contains("(sites[5].lat)"), "{said}");
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
        document(&documents, "sites.json")["materials"].clone()
    };
    assert_eq!(materials(&by_hand()), json!(words));
    let own = json!({"version": 1, "materials": [{"id": "wood"}], "sites": []});
    assert_eq!(materials(&own), json!([{"id": "wood"}]));
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
    assert_eq!(document(&documents, "sites.json")["sites"], json!(imported.sites.sites));
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
    let served = document(&documents, "sites.json");
    let keys = |n: usize| served["sites"][n].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(0), ["hours_text", "id", "insee", "lat", "lon"], "what is one's own stays");
    assert_eq!(keys(1), ["hours", "id", "last_entry_minutes", "lat", "lon"]);
    let mut problems = Problems::default();
    let (_, sites) = decode(documents.get("sites.json").unwrap(), &mut problems, read::sites).unwrap();
    assert!(problems.is_empty() && sites[0].hours.is_none(), "readers have nothing to find out again: {problems:?}");
    assert_eq!(file.faults(now()).len(), 3, "{:?}", file.faults(now()));
}
