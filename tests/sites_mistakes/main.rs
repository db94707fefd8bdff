//! Mistakes in a file of centres: none opens a centre, and each is told with its place.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod holidays;
mod keys;

use std::fs;

use bon_moment::{
    api::{Problems, decode, read},
    domain::{Instant, OpeningState, opening_at},
    relay::{
        Documents, Source,
        sites_file::{SitesFile, SitesFileError},
    },
};
use chrono_tz::Tz;
use serde_json::{Value, json};

fn now() -> Instant {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

fn opened(text: &[u8], time_zone: Tz) -> Result<SitesFile, SitesFileError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sites.json");
    fs::write(&path, text).unwrap();
    SitesFile::open(&path, time_zone)
}

fn documents(text: &str, time_zone: Tz) -> Documents {
    opened(text.as_bytes(), time_zone).map_err(|error| error.to_string()).unwrap().documents(now())
}

/// What the status says of the file: whether all is well, and the lines.
fn told(documents: &Documents) -> (bool, String) {
    let sources = decode(documents.get("status.json").unwrap(), &mut Problems::default(), read::status).unwrap().1;
    (sources[0].ok == Some(true), sources[0].last_error.clone().unwrap_or_default())
}

/// Whether a centre is said to be open at an instant, by all that a reader of the documents knows.
fn state(documents: &Documents, id: &str, at: &str) -> OpeningState {
    let (_, sites) = decode(documents.get("sites.json").unwrap(), &mut Problems::default(), read::sites).unwrap();
    let site = sites.iter().find(|site| site.id.as_str() == id).unwrap();
    let territory = documents.get("territory.json").unwrap();
    let territory = decode(territory, &mut Problems::default(), read::territory).unwrap();
    opening_at(site, &territory.calendar, &territory.zone, at.parse().unwrap())
}

fn is_open(documents: &Documents, id: &str, at: &str) -> bool {
    matches!(state(documents, id, at), OpeningState::Open(_))
}

/// A centre in Brittany that is open each day but Sunday, with some details more.
fn site(id: &str, (lat, lon): (f64, f64), details: &Value) -> Value {
    let mut site = json!({"id": id, "lat": lat, "lon": lon, "closed_on_public_holidays": true,
        "hours": [{"days": [1, 2, 3, 4, 5, 6], "open": [["09:00", "17:00"]]}]});
    for (key, value) in details.as_object().unwrap() {
        site[key] = value.clone();
    }
    site
}

fn document(sites: &[Value]) -> String {
    json!({"version": 1, "sites": sites}).to_string()
}

const RIANTEC: (f64, f64) = (47.7114, -3.3117);
/// The first of December 2026, a Tuesday.
const TUESDAY: &str = "2026-12-01T09:00:00Z";
const WEDNESDAY: &str = "2026-12-02T09:00:00Z";

#[test]
fn a_file_without_centres_is_not_well() {
    for text in [r#"{"version":1,"sites":[]}"#, r#"{"version":1,"centres":[]}"#] {
        let (is_well, said) = told(&documents(text, Tz::Europe__Paris));
        assert!(!is_well && said.contains("not one centre"), "{said}");
    }
}

#[test]
fn long_texts_are_published_cut_and_it_is_said_where() {
    let long = "é".repeat(100_000);
    let details = json!({"name": long, "closures": [{"from": "2026-12-01", "reason": long}]});
    let documents = documents(&document(&[site("a", RIANTEC, &details)]), Tz::Europe__Paris);
    assert!(documents.get("sites.json").unwrap().len() < 5_000);
    let (is_well, said) = told(&documents);
    assert!(!is_well && said.contains("a: 100000 letters, of which 300 are shown (sites[0].name)"), "{said}");
    assert!(said.contains("(sites[0].closures[0].reason)"), "{said}");
}

#[test]
fn a_byte_order_mark_is_passed_over_and_another_encoding_named() {
    let text = document(&[site("a", RIANTEC, &json!({"name": "Déchetterie"}))]);
    assert_eq!(opened(format!("\u{feff}{text}").as_bytes(), Tz::Europe__Paris).unwrap().kept(), 1);
    let error = |bytes: &[u8]| opened(bytes, Tz::Europe__Paris).unwrap_err().to_string();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert!(error(&latin).contains("Latin-1") && error(&latin).contains("save it as UTF-8"), "{}", error(&latin));
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(error(&wide).contains("it is written in UTF-16; save it as UTF-8"), "{}", error(&wide));
}

#[test]
fn one_record_is_told_in_one_line() {
    let details = json!({"closures": [{"from": "mardi", "until": "jeudi"}]});
    let documents = documents(&document(&[site("a", RIANTEC, &details)]), Tz::Europe__Paris);
    assert_eq!(
        told(&documents).1,
        "a: \"mardi\" is not an instant or a day; \"jeudi\" is not an instant or a day; expected such as \
         {\"from\": \"2026-12-24\", \"until\": \"2026-12-26\"} (sites[0].closures[0])"
    );
}

#[test]
fn notices_of_a_centre_are_checked_and_keep_to_its_clocks() {
    let notices = json!([
        {"id": "empty"},
        {"id": "of-others", "text": "Travaux", "sites": ["a", "nowhere"]},
        {"id": "good", "text": "Travaux", "from": "2026-12-01 08:00", "until": "2026-12-01"},
    ]);
    let documents = documents(&document(&[site("a", RIANTEC, &json!({"notices": notices}))]), Tz::Europe__Paris);
    let said = told(&documents).1;
    assert!(said.contains("a: a notice without text"), "{said}");
    assert!(said.contains("a: there is no centre nowhere (notice of-others)"), "{said}");
    let published: Value = serde_json::from_slice(documents.get("sites.json").unwrap()).unwrap();
    let good = &published["sites"][0]["notices"][2];
    assert_eq!(
        (&good["from"], &good["until"]),
        (&json!("2026-12-01T08:00:00+01:00"), &json!("2026-12-02T00:00:00+01:00"))
    );
}

#[test]
fn what_contradicts_itself_or_is_passed_over_by_readers_is_told() {
    for (details, told_as) in [
        (
            json!({"accepts": ["wood", "rubble"], "refuses": ["rubble"]}),
            "a: both accepted and refused: rubble (sites[0])",
        ),
        (
            json!({"url": "www.example.fr"}),
            "a: \"www.example.fr\" begins with neither https:// nor http:// (sites[0].url)",
        ),
        (
            json!({"notices": [{"id": "n", "text": "x", "level": "alert"}]}),
            "a: \"alert\" is none of info, warning (sites[0].notices[0].level)",
        ),
        (
            json!({"lat": -3.3, "lon": 47.7}),
            "the position lies outside of France, whose clocks count; are lat and lon exchanged?: a",
        ),
        (
            json!({"hours": [{"days": [2], "open": [["9h", "12h"]]}]}),
            "a: \"9h\" is not a time between 00:00 and 48:00; expected such as \
             [{\"days\": [1, 2, 3], \"open\": [[\"09:00\", \"12:00\"]]}] (sites[0].hours[0].open[0][0])",
        ),
    ] {
        let documents = documents(&document(&[site("a", RIANTEC, &details)]), Tz::Europe__Paris);
        assert_eq!(told(&documents), (false, told_as.to_owned()), "{details}");
    }
    let written = json!({"version": 1, "updated_at": "hier", "sites": [site("a", RIANTEC, &json!({}))]}).to_string();
    assert!(told(&documents(&written, Tz::Europe__Paris)).1.contains("\"hier\" is no instant"));
}

#[test]
fn a_day_with_two_openings_is_to_be_confirmed() {
    let days = json!([{"date": "2026-12-01", "open": [["09:00", "17:00"]]}, {"date": "01/12/2026", "open": []}]);
    let documents_of =
        |days: &Value| documents(&document(&[site("a", RIANTEC, &json!({"exceptions": days}))]), Tz::Europe__Paris);
    let two = documents_of(&days);
    assert!(matches!(state(&two, "a", TUESDAY), OpeningState::Unknown(_)));
    assert!(is_open(&two, "a", WEDNESDAY));
    assert!(told(&two).1.contains("2026-12-01 stands twice with different hours"), "{}", told(&two).1);
    let same = documents_of(&json!([days[0], days[0]]));
    assert!(is_open(&same, "a", TUESDAY) && told(&same).0);
}
