//! Mistakes in a file of centres: none opens a centre, and each is told with its place.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use bon_moment::{
    api::{
        Problems, decode,
        dto::{SitesDto, StatusDto, TerritoryDto},
    },
    domain::{ClosedBecause, Instant, OpeningState, Unsure, opening_at},
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
    let status: StatusDto = decode(documents.get("status.json").unwrap()).unwrap();
    let (_, sources) = status.into_domain(&mut Problems::default());
    (sources[0].ok == Some(true), sources[0].last_error.clone().unwrap_or_default())
}

/// Whether a centre is said to be open at an instant, by all that a reader of the documents knows.
fn state(documents: &Documents, id: &str, at: &str) -> OpeningState {
    let sites: SitesDto = decode(documents.get("sites.json").unwrap()).unwrap();
    let (_, sites) = sites.into_domain(&mut Problems::default());
    let site = sites.iter().find(|site| site.id.as_str() == id).unwrap();
    let territory: TerritoryDto = decode(documents.get("territory.json").unwrap()).unwrap();
    let territory = territory.into_domain(&mut Problems::default());
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
const STRASBOURG: (f64, f64) = (48.583, 7.745);
const NANCY: (f64, f64) = (48.692, 6.184);
const NOVEANT: (f64, f64) = (49.02, 6.045);
/// The Saturday after Christmas, and Good Friday.
const EASTERN_DAYS: [&str; 2] = ["2026-12-26T10:00:00Z", "2027-03-26T10:00:00Z"];
/// The first of December 2026, a Tuesday.
const TUESDAY: &str = "2026-12-01T09:00:00Z";
const WEDNESDAY: &str = "2026-12-02T09:00:00Z";

#[test]
fn a_centre_of_alsace_without_a_postcode_is_closed_on_its_two_days() {
    let documents = documents(&document(&[site("a", STRASBOURG, &json!({}))]), Tz::Europe__Paris);
    for day in EASTERN_DAYS {
        let state = state(&documents, "a", day);
        assert!(
            matches!(state, OpeningState::Closed { because: ClosedBecause::PublicHoliday(Some(_)), .. }),
            "{day}: {state:?}"
        );
    }
    assert!(is_open(&documents, "a", "2026-12-28T10:00:00Z"));
    assert_eq!(told(&documents), (true, String::new()));
}

#[test]
fn in_a_territory_on_both_sides_each_centre_has_its_days() {
    let sites = [site("west", NANCY, &json!({})), site("east", STRASBOURG, &json!({}))];
    let documents = documents(&document(&sites), Tz::Europe__Paris);
    for day in EASTERN_DAYS {
        assert!(is_open(&documents, "west", day), "{day}");
        assert!(matches!(state(&documents, "east", day), OpeningState::Closed { .. }), "{day}");
    }
    for id in ["west", "east"] {
        assert!(matches!(state(&documents, id, "2026-12-25T10:00:00Z"), OpeningState::Closed { .. }));
    }
}

#[test]
fn where_the_department_is_not_known_its_days_are_unknown_and_it_is_said() {
    let documents_of = |details: Value| documents(&document(&[site("a", NOVEANT, &details)]), Tz::Europe__Paris);
    let documents = documents_of(json!({}));
    for day in EASTERN_DAYS {
        assert!(matches!(state(&documents, "a", day), OpeningState::Unknown(Unsure::Unclear(Some(_)))), "{day}");
    }
    assert!(is_open(&documents, "a", "2026-12-28T10:00:00Z"));
    let (is_well, said) = told(&documents);
    assert!(!is_well && said.contains("write the postcode") && said.ends_with(": a"), "{said}");
    // The days that the centre itself tells, and the postcode, settle it.
    let settled = documents_of(json!({"address": "54700 Pagny"}));
    assert!(EASTERN_DAYS.into_iter().all(|day| is_open(&settled, "a", day)));
    assert_eq!(told(&settled), (true, String::new()));
    let whatever = documents_of(json!({"closed_on_public_holidays": false}));
    assert!(EASTERN_DAYS.into_iter().all(|day| is_open(&whatever, "a", day)));
    assert_eq!(told(&whatever), (true, String::new()));
}

#[test]
fn a_list_of_the_territory_settles_the_days_of_its_year() {
    let file = opened(document(&[site("a", NOVEANT, &json!({}))]).as_bytes(), Tz::Europe__Paris).unwrap();
    let days = ["2026-12-25", "2026-12-26"].map(|day| (day.parse().unwrap(), None));
    let documents = file.with_holidays(days.into_iter(), std::iter::empty()).documents(now());
    assert!(matches!(state(&documents, "a", EASTERN_DAYS[0]), OpeningState::Closed { .. }));
    assert!(matches!(state(&documents, "a", EASTERN_DAYS[1]), OpeningState::Unknown(_)));
}

#[test]
fn overseas_the_day_of_the_abolition_is_known_by_the_place() {
    let text = document(&[site("a", (-20.882, 55.45), &json!({}))]);
    let by_zone = documents(&text, Tz::Indian__Reunion);
    assert!(matches!(state(&by_zone, "a", "2027-12-20T08:00:00Z"), OpeningState::Closed { .. }));
    assert_eq!(told(&by_zone), (true, String::new()));
    let by_place = documents(&text, Tz::Europe__Paris);
    assert!(matches!(state(&by_place, "a", "2027-12-20T08:00:00Z"), OpeningState::Closed { .. }));
    assert!(told(&by_place).1.contains("other clocks"), "{}", told(&by_place).1);
}

#[test]
fn holidays_that_nobody_knows_are_named() {
    let text = document(&[site("a", (50.85, 4.35), &json!({}))]);
    let (is_well, said) = told(&documents(&text, Tz::Europe__Brussels));
    assert!(!is_well && said.contains("Europe/Brussels") && said.contains("[territory] public_holidays"), "{said}");
    let open_always = document(&[site("a", (50.85, 4.35), &json!({"closed_on_public_holidays": false}))]);
    assert_eq!(told(&documents(&open_always, Tz::Europe__Brussels)), (true, String::new()));
    let file = opened(text.as_bytes(), Tz::Europe__Brussels).unwrap();
    let days = ["2026-12-25", "2027-12-25"].map(|day| (day.parse().unwrap(), None));
    let listed = file.with_holidays(days.into_iter(), std::iter::empty()).documents(now());
    assert_eq!(told(&listed), (true, String::new()));
}

#[test]
fn a_misspelt_closure_opens_no_centre() {
    let strike = json!([{"from": "2026-12-01", "until": "2026-12-01", "reason": "Grève"}]);
    for (key, value) in [
        ("closure", strike.clone()),
        ("Closures", strike.clone()),
        ("fermetures", strike.clone()),
        ("colsures", strike.clone()),
        ("fermetures_exceptionnelles", strike.clone()),
        ("exception", json!([{"date": "2026-12-01", "open": []}])),
        ("exeptions", json!([{"date": "2026-12-01", "open": []}])),
        ("Fermé", json!(true)),
        ("closed", json!(true)),
        ("isClosed", json!("yes")),
        ("status", json!("closed")),
        ("statut", json!("fermé pour travaux")),
        ("open", json!(false)),
        ("access", json!({"badge": "required", "closed": true})),
        ("access", json!({"closures": strike})),
    ] {
        let documents =
            documents(&document(&[site("riantec", RIANTEC, &json!({key: value.clone()}))]), Tz::Europe__Paris);
        let on_tuesday = state(&documents, "riantec", TUESDAY);
        assert!(matches!(on_tuesday, OpeningState::Unknown(_)), "{key}: {value}: {on_tuesday:?}");
        let (is_well, said) = told(&documents);
        assert!(!is_well && said.starts_with("riantec: unknown key ") && said.lines().count() == 1, "{key}: {said}");
    }
}

#[test]
fn a_misspelt_closure_that_can_be_read_is_unclear_for_its_days_alone() {
    let strike = json!({"closure": [{"from": "2026-12-01", "until": "2026-12-01", "reason": "Grève"}]});
    let documents = documents(&document(&[site("a", RIANTEC, &strike)]), Tz::Europe__Paris);
    assert!(matches!(state(&documents, "a", TUESDAY), OpeningState::Unknown(Unsure::Unclear(Some(_)))));
    assert!(is_open(&documents, "a", WEDNESDAY));
    let (_, said) = told(&documents);
    assert_eq!(
        said,
        "a: unknown key \"closure\"; did you mean \"closures\"? these days are shown as to be confirmed (sites[0])"
    );
}

#[test]
fn a_key_that_is_known_to_nobody_is_named_wherever_it_stands_and_closes_nothing() {
    let details = json!({
        "insee": "56188",
        "status": "open",
        "closed": false,
        "limits": [{"material": "rubble", "max_m3_per_day": 1, "per_week": 2}],
        "access": {"heigth": 2},
        "sources": [{"name": "a", "status": "validated"}],
        "notices": [{"id": "n", "text": "x", "titre": "y"}],
        "_comment": "passed over",
    });
    let mut value: Value = serde_json::from_str(&document(&[site("a", RIANTEC, &details)])).unwrap();
    value["generator"] = json!("by hand");
    value["materials"] = json!([{"id": "rubble", "label": "Gravats", "mots": ["gravats"]}]);
    let documents = documents(&value.to_string(), Tz::Europe__Paris);
    assert!(is_open(&documents, "a", TUESDAY));
    let (is_well, said) = told(&documents);
    for named in [
        "unknown key \"generator\", which has no effect (the document)",
        "rubble: unknown key \"mots\"; did you mean \"words\"? (materials[0])",
        "a: unknown key \"insee\", which has no effect (sites[0])",
        "a: unknown key \"per_week\", which has no effect (sites[0].limits[0])",
        "\"heigth\"",
        "a: unknown key \"titre\"",
        "a: unknown key \"closed\"",
    ] {
        assert!(said.contains(named), "{named} in {said}");
    }
    assert!(!is_well && !said.contains("passed over") && !said.contains("confirmed"), "{said}");
}

#[test]
fn hours_with_a_key_that_bears_on_them_are_not_known() {
    for season in [
        json!({"du": "04-01", "until": "09-30", "days": [2], "open": [["09:00", "17:00"]]}),
        json!({"form": "04-01", "days": [2], "open": [["09:00", "17:00"]]}),
        json!({"days": [2], "open": [["09:00", "17:00"]], "closed": true}),
    ] {
        let documents =
            documents(&document(&[site("a", RIANTEC, &json!({"hours": [season.clone()]}))]), Tz::Europe__Paris);
        assert_eq!(state(&documents, "a", TUESDAY), OpeningState::Unknown(Unsure::Hours), "{season}");
        assert!(told(&documents).1.contains("its hours are not known"), "{}", told(&documents).1);
    }
    let day = json!({"exceptions": [{"date": "2026-12-01", "open": [["09:00", "17:00"]], "closed": true}]});
    let documents = documents(&document(&[site("a", RIANTEC, &day)]), Tz::Europe__Paris);
    assert!(matches!(state(&documents, "a", TUESDAY), OpeningState::Unknown(_)));
    assert!(is_open(&documents, "a", WEDNESDAY));
}

#[test]
fn what_a_document_announces_beside_its_centres_opens_none_of_them() {
    let with = |key: &str, announced: Value| {
        let sites = [site("a", RIANTEC, &json!({})), site("b", RIANTEC, &json!({}))];
        let mut value: Value = serde_json::from_str(&document(&sites)).unwrap();
        value[key] = announced;
        documents(&value.to_string(), Tz::Europe__Paris)
    };
    let strike = with("closures", json!([{"site": "b", "from": "2026-12-01", "until": "2026-12-01"}]));
    assert!(is_open(&strike, "a", TUESDAY) && !is_open(&strike, "b", TUESDAY) && is_open(&strike, "b", WEDNESDAY));
    assert!(!told(&strike).0);
    for (key, announced) in
        [("fermetures", json!(["a et b, mardi"])), ("closed", json!(true)), ("status", json!("closed"))]
    {
        let documents = with(key, announced);
        assert!(!is_open(&documents, "a", TUESDAY) && !is_open(&documents, "b", TUESDAY), "{key}");
        assert!(told(&documents).1.contains(key), "{}", told(&documents).1);
    }
    let harmless = with("status", json!("open"));
    assert!(is_open(&harmless, "a", TUESDAY) && !told(&harmless).0);
}

#[test]
fn a_key_that_stands_twice_is_named_and_opens_nothing() {
    let with = |details: &str| {
        let start = document(&[site("a", RIANTEC, &json!({}))]);
        let text = start.replacen("{\"closed_on", &format!("{{{details},\"closed_on"), 1);
        assert_ne!(text, start, "the details are in the record");
        documents(&text, Tz::Europe__Paris)
    };
    const STRIKE: &str = r#""closures":[{"from":"2026-12-01","until":"2026-12-01"}]"#;
    for details in [
        format!("{STRIKE},\"closures\":[]"),
        format!("\"closures\":[],{STRIKE}"),
        format!("{STRIKE},\"closures\":null"),
        r#""exceptions":[{"date":"2026-12-01","open":[]}],"exceptions":[]"#.to_owned(),
        r#""closures":[{"from":"2026-12-01","from":"2026-12-03","until":"2026-12-04"}]"#.to_owned(),
        r#""exceptions":[{"date":"2026-12-01","open":[],"open":[["09:00","17:00"]]}]"#.to_owned(),
        r#""hours":[{"days":[2],"open":[["09:00","17:00"]]}]"#.to_owned(),
    ] {
        let documents = with(&details);
        let on_tuesday = state(&documents, "a", TUESDAY);
        assert!(!matches!(on_tuesday, OpeningState::Open(_)), "{details}: {on_tuesday:?}");
        let (is_well, said) = told(&documents);
        assert!(!is_well && said.contains("stands twice with different values"), "{details}: {said}");
    }
    let same = with(&format!("{STRIKE},{STRIKE},\"name\":\"A\",\"name\":\"B\""));
    assert!(is_open(&same, "a", WEDNESDAY) && !is_open(&same, "a", TUESDAY));
    let said = told(&same).1;
    assert!(said.contains("a: \"closures\" stands twice (sites[0].closures)"), "{said}");
    assert!(said.contains("a: \"name\" stands twice with different values, so that it cannot be read"), "{said}");
    let two_lists = opened(br#"{"version":1,"sites":[{"id":"a","lat":1,"lon":1}],"sites":[]}"#, Tz::Europe__Paris);
    assert!(two_lists.unwrap_err().to_string().contains("\"sites\" stands twice"));
}

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
             [{\"days\": [1, 2, 3], \"open\": [[\"09:00\", \"12:00\"]]}] (sites[0].hours)",
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
