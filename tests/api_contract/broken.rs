//! Records that cannot be read are left out and counted; the others are kept.

use bon_moment::{
    api::{DecodeError, Problems, Record, decode, read},
    domain::{
        Badge, LiveState, Minutes, NoticeLevel, PositionQuality, PublicHoliday, Reading, Site, Territory, Wheelchair,
    },
};
use serde_json::{Value, json};

/// What is read of a document, and how many problems there were.
fn read<T>(document: &Value, reader: fn(&mut Record) -> Option<T>) -> (T, usize) {
    let mut problems = Problems::default();
    let read = decode(document.to_string().as_bytes(), &mut problems, reader).unwrap();
    (read, problems.len())
}

fn sites(sites: &Value) -> (Vec<Site>, usize) {
    let ((_, kept), problems) = read(&json!({ "version": 1, "sites": sites }), read::sites);
    (kept, problems)
}

fn readings(sites: &Value) -> (Vec<Reading>, usize) {
    let ((_, kept), problems) = read(&json!({ "version": 1, "sites": sites }), read::live);
    (kept, problems)
}

fn territory(mut document: Value) -> (Territory, usize) {
    document["version"] = json!(1);
    document["id"] = json!("lorient");
    read(&document, read::territory)
}

fn ids(sites: &[Site]) -> Vec<&str> {
    sites.iter().map(|site| site.id.as_str()).collect()
}

#[test]
fn what_is_no_document_says_why() {
    let error = |bytes: &[u8]| decode(bytes, &mut Problems::default(), read::live).unwrap_err();
    assert!(matches!(error(b"<!doctype html><title>Wi-Fi</title>"), DecodeError::NotJson(_)));
    assert!(matches!(error(br#"{"version":1,"sites":[{"id":"ri"#), DecodeError::NotJson(_)));
    assert!(matches!(error(br#"{"version":1,"sites":[{"id":"a","vehicles":NaN}]}"#), DecodeError::NotJson(_)));
    assert!(matches!(error(br#"{"sites":[]}"#), DecodeError::Unexpected(_)));
    assert!(matches!(error(br#"{"version":1,"sites":"closed"}"#), DecodeError::Unexpected(_)));
    assert_eq!(error(br#"{"version":2}"#), DecodeError::OtherVersion("2".to_owned()));
    assert_eq!(error(br#"{"version":"1"}"#), DecodeError::OtherVersion("\"1\"".to_owned()));
}

#[test]
fn centres_without_identifier_or_place_are_left_out() {
    let (kept, problems) = sites(&json!([
        { "id": "good", "lat": 47.7, "lon": -3.3 },
        { "lat": 47.7, "lon": -3.3 },
        { "id": "Not An Id", "lat": 47.7, "lon": -3.3 },
        { "id": "nowhere" },
        { "id": "null-island", "lat": null, "lon": null },
        { "id": "text", "lat": "47.7", "lon": "-3.3" },
        { "id": "off-the-globe", "lat": 477.0, "lon": -3.3 },
        { "id": "far-east", "lat": 47.7, "lon": 1e9 },
        { "id": "good", "lat": 48.0, "lon": -3.0 },
        "riantec", null, 7, [],
        { "id": "also-good", "lat": 47.8, "lon": -3.4 },
    ]));
    assert_eq!((ids(&kept), problems), (vec!["good", "also-good"], 12));
    assert!((kept[0].position.lat() - 47.7).abs() < 1e-9, "the first of two is kept");
}

#[test]
fn hours_that_cannot_be_read_are_unknown_and_not_closed() {
    for hours in [
        json!([{ "days": [0], "open": [["10:00", "12:00"]] }]),
        json!([{ "days": [2], "open": [["12:00", "10:00"]] }]),
        json!([{ "days": [2], "open": [["10h", "12h"]] }]),
        json!([{ "from": "02-30", "days": [2], "open": [["10:00", "12:00"]] }]),
        json!([{ "days": [2], "open": [["10:00", "12:00"]] }, { "days": [8], "open": [] }]),
    ] {
        let (kept, problems) = sites(&json!([{ "id": "riantec", "lat": 47.7, "lon": -3.3, "hours": hours }]));
        assert_eq!((&kept[0].hours, problems), (&None, 1), "{hours}");
    }
}

#[test]
fn absurd_details_of_a_centre_are_unknown_and_the_centre_is_kept() {
    let (kept, problems) = sites(&json!([{
        "id": "riantec", "lat": 47.7, "lon": -3.3, "name": " ", "url": "javascript:alert(1)",
        "position": "somewhere", "wheelchair": "perhaps", "last_entry_minutes": 1_000_000_000,
        "closures": [{ "from": "tomorrow" }, { "from": "2026-11-24T00:00:00+01:00", "until": "later" }],
        "exceptions": [{ "date": "2026-02-30", "open": [] }, { "date": "2026-12-24", "open": [["x", "y"]] }],
        "limits": [{ "material": "rubble", "max_m3_per_day": -1.0 }, { "material": "wood", "max_m3_per_day": 3.0 }],
        "access": { "badge": "golden", "max_height_m": -2.1 },
        "sources": [{ "name": "Annuaire", "retrieved_on": "yesterday" }],
    }]));
    let site = &kept[0];
    assert_eq!((site.name.as_ref(), site.url.as_ref(), site.last_entry), (None, None, None));
    assert_eq!((site.position_quality, site.wheelchair), (PositionQuality::Unknown, Wheelchair::Unknown));
    assert_eq!((site.access.badge, site.access.max_height_m), (Badge::Unknown, None));
    assert!(site.closures.is_empty() && site.exceptions.is_empty());
    assert_eq!(site.unclear.len(), 4, "none of them vanishes");
    assert_eq!((site.limits.len(), site.sources.len()), (1, 1));
    // Margin, two closures, two exceptions, a limit, a date: blank text and new words are no mistakes.
    assert_eq!(problems, 7);
}

#[test]
fn a_detail_of_a_wrong_type_costs_itself_only() {
    let (kept, problems) = sites(&json!([
        { "id": "a", "lat": 47.7, "lon": -3.3, "accepts": "rubble" },
        { "id": "b", "lat": 47.7, "lon": -3.3, "hours": "always" },
        { "id": "c", "lat": 47.7, "lon": -3.3, "last_entry_minutes": -15 },
        { "id": "d", "lat": 47.7, "lon": -3.3, "closed_on_public_holidays": "yes" },
        { "id": "e", "lat": 47.7, "lon": -3.3 },
    ]));
    assert_eq!((ids(&kept), problems), (vec!["a", "b", "c", "d", "e"], 4));
    assert!(kept[0].accepts.is_empty() && kept[1].hours.is_none() && kept[2].last_entry.is_none());
    assert_eq!(kept[3].closed_on_public_holidays, None);
}

#[test]
fn a_gate_that_is_closed_stays_so_whatever_else_its_reading_says() {
    for (key, value) in [
        ("note", json!("Grève")),
        ("note", json!(["Grève"])),
        ("wait_min", json!("long")),
        ("wait_min", json!([5])),
        ("vehicles", json!("four")),
        ("unavailable", json!("rubble")),
        ("trend", json!(1)),
    ] {
        let mut reading = json!({ "id": "riantec", "at": "2026-11-21T14:04:10Z", "state": "closed" });
        reading[key] = value.clone();
        let (kept, _) = readings(&json!([reading]));
        assert_eq!((kept[0].state, kept[0].at.is_some()), (LiveState::Closed, true), "{key}: {value}");
    }
    let (kept, _) = readings(&json!([{ "id": "riantec", "note": "Grève" }]));
    assert_eq!(kept[0].note.as_ref().unwrap().get(bon_moment::domain::Lang::En), "Grève");
}

#[test]
fn a_list_of_holidays_that_cannot_be_read_opens_no_christmas() {
    for holidays in [
        json!("voir la mairie"),
        json!([{ "date": "Noël" }]),
        json!([{ "date": "01/05/2026", "name": "Fête du Travail" }, { "date": "25 décembre 2026" }]),
        json!([{ "date": "2026-12-25", "name": 7 }]),
        json!([]),
    ] {
        let (territory, _) = territory(json!({ "time_zone": "Europe/Paris", "public_holidays": holidays }));
        assert!(territory.calendar.is_public_holiday("2026-12-25".parse().unwrap()), "{holidays}");
        let abroad = json!({ "time_zone": "Europe/Brussels", "public_holidays": holidays });
        let on_christmas = self::territory(abroad).0.calendar.public_holiday("2026-12-25".parse().unwrap());
        assert_ne!(on_christmas, PublicHoliday::No, "{holidays}");
    }
}

#[test]
fn a_detail_of_a_territory_of_another_shape_leaves_the_rest() {
    let (territory, _) = territory(json!({
        "name": "Lorient Agglomération", "publisher": "Lorient", "licence": 2, "languages": "fr", "bbox": "here",
        "communes": "Lorient", "map": { "tiles": 3, "min_zoom": "9" }, "contact": "0 800 100 601", "demo": "no",
        "school_holidays": {}, "notices": [{ "id": "a", "text": "Fermé", "from": "2026-11-23", "until": "24/11/2026" }],
    }));
    assert_eq!(territory.name.unwrap().get(bon_moment::domain::Lang::Fr), "Lorient Agglomération");
    let notice = &territory.notices[0];
    let utc = |text: &str| Some(text.parse().unwrap());
    assert_eq!((notice.from, notice.until), (utc("2026-11-23T00:00:00Z"), utc("2026-11-25T00:00:00Z")));
    // Wrong clocks would open gates at wrong hours.
    let document = json!({ "version": 1, "id": "lorient", "utc_offsets": "Paris" });
    assert!(decode(document.to_string().as_bytes(), &mut Problems::default(), read::territory).is_err());
}

#[test]
fn a_material_given_twice_is_kept_once_and_languages_may_be_null() {
    let document = json!({ "version": 1, "materials": [
        { "id": "rubble", "label": { "fr": "Gravats", "en": null }, "words": { "fr": ["tuile"], "en": null } },
        { "id": "rubble", "label": { "fr": "Autres" } },
        { "label": { "fr": "Sans nom" } },
        { "id": "wood", "words": { "fr": "planche" } },
    ] });
    let ((kept, _), problems) = read(&document, read::sites);
    assert_eq!((kept.len(), problems), (2, 3));
    assert!(kept[1].words.is_empty());
    assert_eq!(kept[0].words, [("fr".to_owned(), vec!["tuile".to_owned()])]);
}

#[test]
fn absurd_waits_are_unknown_and_the_reading_is_kept() {
    for wait in [json!([1e9, null]), json!([0, 1e9]), json!([-5, 5]), json!([10, 5]), json!([null, 10])] {
        let (kept, problems) = readings(&json!([{ "id": "riantec", "state": "open", "wait_min": wait }]));
        assert_eq!((kept[0].wait, kept[0].state, problems), (None, LiveState::Open, 1), "{wait}");
    }
    let (kept, problems) = readings(&json!([{ "id": "riantec", "wait_min": [30, null], "vehicles": 0 }]));
    assert_eq!((kept[0].wait.unwrap().low(), kept[0].vehicles, problems), (Minutes(30), Some(0), 0));
}

#[test]
fn readings_that_cannot_be_understood_are_left_out() {
    let (kept, problems) = readings(&json!([
        { "id": "riantec", "state": "on-fire", "trend": "sideways", "vehicles": -3, "at": "yesterday" },
        { "id": "riantec", "state": "open" },
        { "state": "open" },
        { "id": 7 },
        { "id": "a", "wait_min": "long" },
        { "id": "b", "wait_min": [5] },
        { "id": "c", "vehicles": "four" },
        { "id": "d", "unavailable": [1] },
        { "id": "guidel", "state": null, "unavailable": null, "note": null },
    ]));
    let known = kept.iter().map(|r| r.site.as_str()).collect::<Vec<_>>();
    assert_eq!(known, ["riantec", "a", "b", "c", "d", "guidel"]);
    assert!(kept[1..].iter().all(|reading| reading.wait.is_none() && reading.vehicles.is_none()));
    assert_eq!(problems, 8);
    let first = &kept[0];
    assert_eq!((first.state, first.trend, first.vehicles, first.at), (LiveState::Unknown, None, None, None));
}

#[test]
fn absurd_usual_waits_are_left_out() {
    let slot = |p50: f64| json!({ "day": 6, "hour": 10, "p50": p50 });
    let document = json!({ "version": 1, "weeks": null, "sites": [
        { "id": "riantec", "slots": [
            slot(8.0), slot(1e9), slot(-1.0),
            { "day": 8, "hour": 10, "p50": 1.0 }, { "day": 6, "hour": 24, "p50": 1.0 }, { "day": 6, "hour": 10 },
            { "days": "carnival", "day": 6, "hour": 10, "p50": 1.0 },
            { "days": null, "day": 6, "hour": 11, "p50": 2.4, "p80": -4.0, "n": null },
        ] },
        { "id": "riantec", "slots": [] },
        { "slots": [] },
    ] });
    let (kept, problems) = read(&document, read::profiles);
    assert_eq!((kept.len(), kept[0].slots.len(), problems), (1, 2, 8));
    assert_eq!((kept[0].slots[1].median, kept[0].slots[1].p80), (Minutes(2), None));
}

#[test]
fn sources_that_cannot_be_read_are_left_out() {
    let document = json!({ "version": 1, "generated_at": "now", "sources": [
        { "id": "a", "ok": null, "kept": 0, "last_success": "once" },
        { "id": "b", "kept": -1 }, { "id": "c", "ok": "yes" }, { "ok": true },
    ] });
    let ((generated_at, kept), problems) = read(&document, read::status);
    assert_eq!((generated_at, kept.len(), kept[0].kept, kept[0].rejected), (None, 1, Some(0), None));
    assert_eq!(problems, 5);
}

#[test]
fn records_of_a_territory_that_cannot_be_read_are_left_out() {
    let (territory, problems) = territory(json!({
        "bbox": [10.0, 50.0, -10.0, 40.0],
        "utc_offsets": [["2026-03-29T01:00:00Z", 120], ["spring", 60]],
        "communes": [{ "id": "a", "name": "A", "lat": 47.7, "lon": -3.3 }, { "id": "b", "name": "B", "lat": 99, "lon": 0 }],
        "map": { "tiles": "data:image/png;base64,AAAA" },
        "contact": { "url": "mailto:a@example.org" },
        "public_holidays": [{ "date": "2026-12-25", "name": null }, { "date": "Christmas" }, {}],
        "school_holidays": [{ "from": "2026-12-19", "until": "2027-01-03" }, { "from": "2026-12-19" }],
        "notices": [
            { "id": "quiet" },
            { "id": "blank", "text": { "fr": " " } },
            { "id": "elsewhere", "text": { "fr": "Fermé" }, "sites": ["NOT AN ID"] },
            { "id": "new", "level": "apocalypse", "text": { "fr": "Fermé", "en": null }, "from": "soon", "sites": null },
        ],
    }));
    assert_eq!((territory.bbox, territory.tiles, territory.contact.url), (None, None, None));
    assert_eq!((territory.communes.len(), territory.calendar.public_holidays.len()), (1, 1));
    assert_eq!(territory.calendar.school_holidays.len(), 1);
    assert_eq!((territory.notices.len(), territory.notices[0].level), (1, NoticeLevel::Info));
    // An offset, a commune, two holidays, half a school holiday, two notices without text, a site, an instant.
    assert_eq!(problems, 9);
}

#[test]
fn a_territory_that_says_nothing_is_one_of_which_nothing_is_known() {
    let everything_null = json!({
        "name": null, "demo": null, "publisher": null, "licence": null, "languages": null, "time_zone": null,
        "utc_offsets": null, "bbox": null, "communes": null, "map": null, "contact": null, "public_holidays": null,
        "school_holidays": null, "notices": null,
    });
    assert_eq!(territory(everything_null), territory(json!({})));
}
