//! Keys that are misspelt, misplaced or written twice.

use bon_moment::domain::{OpeningState, Unsure};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::{RIANTEC, TUESDAY, WEDNESDAY, document, documents, is_open, opened, site, state, told};

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
    const STRIKE: &str = r#""closures":[{"from":"2026-12-01","until":"2026-12-01"}]"#;
    let with = |details: &str| {
        let start = document(&[site("a", RIANTEC, &json!({}))]);
        let text = start.replacen("{\"closed_on", &format!("{{{details},\"closed_on"), 1);
        assert_ne!(text, start, "the details are in the record");
        documents(&text, Tz::Europe__Paris)
    };
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
