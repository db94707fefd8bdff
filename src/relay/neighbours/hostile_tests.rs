//! Neighbours that publish anything: whatever they say, what we publish of our own is byte by byte what it is without them.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::*;
use crate::{
    api::{Problems, decode, read},
    domain::{Search, fold},
    relay::outline::members,
};

const NAMES: [&str; 4] = ["territory.json", "sites.json", "live.json", "profiles.json"];
const NOW: &str = "2026-11-21T10:05:00Z";

struct Own;
impl Source for Own {
    fn documents(&self, _: Instant) -> Documents {
        let mut documents = Documents::default();
        let week = json!([{"days": [2, 3, 4, 5, 6], "open": [["10:00", "12:30"], ["14:00", "18:00"]]}]);
        documents.insert("territory.json", &json!({"version": 1, "id": "lorient", "name": {"fr": "Lorient"},
            "time_zone": "Europe/Paris", "bbox": [-3.5, 47.6, -3.1, 48.0], "licence": "Licence Ouverte 2.0",
            "communes": [{"id": "riantec", "name": "Riantec", "lat": 47.7, "lon": -3.3}], "contact": {"phone": "0 800 100 601"},
            "public_holidays": [{"date": "2026-12-25"}], "notices": [{"id": "ours", "text": {"fr": "Travaux"}}]}));
        documents.insert("sites.json", &json!({"version": 1,
            "materials": [{"id": "appliances", "label": {"fr": "Électroménager"}, "words": {"fr": ["frigo"]}}, {"id": "rubble"}],
            "sites": [{"id": "riantec", "name": "Déchetterie de Riantec", "lat": 47.7, "lon": -3.3, "hours": week},
                {"id": "auray-nord", "name": "Déchetterie Nord", "lat": 47.72, "lon": -3.32}]}));
        documents.insert(
            "live.json",
            &json!({"version": 1, "generated_at": NOW,
            "sites": [{"id": "riantec", "at": "2026-11-21T10:04:00Z", "wait_min": [5, 10]}]}),
        );
        documents.insert("profiles.json", &json!({"version": 1, "weeks": 12, "sites": []}));
        documents.insert("status.json", &json!({"version": 1, "sources": [{"id": "sites"}]}));
        documents
    }
}

/// A neighbour's documents with every member that there is.
fn theirs() -> [Value; 4] {
    let text = |text: &str| json!({"fr": text, "en": text, "br": text});
    let site = |id: &str| {
        json!({"id": id, "name": format!("Déchetterie {id}"), "commune": "Auray", "address": "1 rue du Frigo", "lat": 47.66,
            "lon": -3.0, "position": "exact", "phone": "02 97 12 34 56", "url": "https://auray.example/", "hours_text": "le matin",
            "hours": [{"from": "04-01", "until": "10-31", "days": [1, 2], "open": [["08:00", "12:00"]]}],
            "closed_on_public_holidays": true, "last_entry_minutes": 15,
            "closures": [{"from": "2026-12-01T00:00:00+01:00", "until": "2026-12-02T00:00:00+01:00", "reason": text("Grève")}],
            "exceptions": [{"date": "2026-12-24", "open": [["10:00", "12:30"]], "reason": text("Veille")}],
            "accepts": ["rubble", "oysters"], "refuses": ["appliances"], "limits": [{"material": "rubble", "max_m3_per_day": 1.5}],
            "access": {"badge": "required", "professionals": false, "max_height_m": 2.1}, "wheelchair": "yes",
            "sources": [{"name": "OSM", "url": "https://osm.example/", "licence": "ODbL", "retrieved_on": "2026-11-01"}]})
    };
    let reading = |id: &str| {
        json!({"id": id, "at": "2026-11-21T10:03:00Z", "state": "open", "wait_min": [0, 5], "vehicles": 2, "trend": "rising",
            "unavailable": ["rubble"], "note": text("Benne pleine")})
    };
    let profile =
        |id: &str| json!({"id": id, "slots": [{"days": "term", "day": 6, "hour": 10, "p50": 8, "p80": 16, "n": 40}]});
    let ids = ["sud", "nord", "riantec"];
    [
        json!({"version": 1, "id": "lorient", "name": text("Lorient"), "demo": false, "time_zone": "Europe/Paris",
            "languages": ["tlh"], "bbox": [-180, -90, 180, 90], "licence": "Tout à nous", "contact": {"phone": "0 899 70 00 00"},
            "publisher": {"name": "Lorient", "url": "https://auray.example/"}, "map": {"tiles": "https://evil.example/{z}"},
            "communes": [{"id": "riantec", "name": "Lorient", "lat": 0, "lon": 0}],
            "public_holidays": [{"date": "2026-12-26", "name": text("Saint-Étienne")}], "school_holidays": [],
            "notices": [{"id": "n", "level": "warning", "text": text("Verglas"), "from": "2026-11-20T00:00:00Z",
                "until": "2026-11-30T00:00:00Z", "sites": ["sud"]}, {"id": "m", "text": text("Tout est fermé")}]}),
        json!({"version": 1, "materials": [{"id": "appliances", "label": text("Rien"), "words": {"fr": ["frigo"]}},
            {"id": "oysters", "label": text("Huîtres"), "words": {"fr": ["frigo"]}}], "sites": ids.map(site)}),
        json!({"version": 1, "generated_at": NOW, "sites": ids.map(reading)}),
        json!({"version": 1, "weeks": 12, "sites": ids.map(profile)}),
    ]
}

fn neighbourhood(documents: &[Value; 4]) -> Neighbourhood {
    let api = |name: &str| format!("https://{name}.example/api/v1/").parse().unwrap();
    let configured = NeighbourConfig {
        id: "auray".parse().unwrap(),
        name: "Auray Quiberon".to_owned(),
        bounds: None,
        api: api("auray"),
    };
    let mut copied = Copied::default();
    for (name, document) in NAMES.into_iter().zip(documents) {
        // What is refused as a whole never came.
        let _ = copied.take(name, document.to_string().as_bytes());
    }
    Neighbourhood {
        own: Arc::new(Own),
        copies: Mutex::new(BTreeMap::from([(configured.id.clone(), Arc::new(copied))])),
        neighbours: vec![configured],
        ours: Mutex::default(),
    }
}

/// What is added to a list; everything else has to be as it was.
fn added(before: &[u8], after: &[u8], list: &str, case: &str) -> Vec<Value> {
    let (before, after) = (members(before).unwrap(), members(after).unwrap());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "{case}");
    for (key, own) in &before {
        let (own, now) = (own.get(), after[key].get());
        let is_same = if key == list { now.starts_with(&own[..own.len() - 1]) } else { now == own };
        assert!(is_same, "{case}: {key}: {own} became {now}");
    }
    let count = |text: &str| serde_json::from_str::<Vec<Value>>(text).unwrap();
    count(after[list].get()).split_off(count(before[list].get()).len())
}

/// Every text below a value, with the key that it stands under.
fn texts<'a>(key: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => found.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Value::Object(entries) => {
            // The languages of a text are no places of their own.
            let under = |entry: &'a str| if caps::LANGUAGES.contains(&entry) { key } else { entry };
            entries.iter().for_each(|(entry, value)| texts(under(entry), value, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Letters that a text under this key may have: figures of their own, so that a larger cap has to be meant.
fn most(key: &str) -> usize {
    match key {
        "name" => 150,
        "territory_name" | "commune" => 60,
        "address" | "reason" => 120,
        "hours_text" => 200,
        "licence" => 80,
        "note" => 140,
        "text" => 280,
        "url" => 300,
        "phone" => 20,
        _ => 64,
    }
}

fn check(documents: &[Value; 4], case: &str) -> [usize; 3] {
    let now = NOW.parse().unwrap();
    let (before, after) = (Own.documents(now), neighbourhood(documents).documents(now));
    assert_eq!(before.get("territory.json"), after.get("territory.json"), "{case}");
    let lists = ["sites.json", "live.json", "profiles.json"].map(|name| {
        let (own, all) = (before.get(name).unwrap(), after.get(name).unwrap());
        let records = added(own, all, "sites", case);
        assert!(records.len() <= caps::CENTRES && all.len() <= own.len() + (1 << 20), "{case}: {name}");
        let mut ids = BTreeSet::from(["riantec", "auray-nord"]);
        for record in &records {
            let id = record["id"].as_str().unwrap();
            assert!(id.starts_with("auray-") && ids.insert(id), "{case}: {id}");
            if name == "sites.json" {
                assert_eq!(
                    (&record["territory"], &record["territory_name"]),
                    (&json!("auray"), &json!("Auray Quiberon"))
                );
            }
            let mut found = Vec::new();
            texts("", record, &mut found);
            for (key, text) in found {
                let is_bad = |c: char| {
                    c.is_control()
                        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                };
                assert!(
                    text.chars().count() <= most(key) && !text.contains(is_bad),
                    "{case}: {name}: {key}: {text:.400}"
                );
                let is_known = ["accepts", "refuses", "unavailable", "material"].contains(&key);
                assert!(!is_known || ["rubble", "appliances"].contains(&text), "{case}: {key}: {text}");
            }
        }
        records.len()
    });
    let read = |documents: &Documents| {
        decode(documents.get("sites.json").unwrap(), &mut Problems::default(), read::sites).unwrap()
    };
    let ((materials, own), (all_materials, all)) = (read(&before), read(&after));
    assert_eq!((&materials, own.as_slice()), (&all_materials, &all[..own.len()]), "{case}");
    assert!(all[own.len()..].iter().all(|site| site.origin.is_some()) && all.len() == own.len() + lists[0], "{case}");
    let (alone, together) = (Search::new(&materials, &own), Search::new(&all_materials, &all));
    assert_eq!(alone.materials("frigo"), together.materials("frigo"));
    let status = added(before.get("status.json").unwrap(), after.get("status.json").unwrap(), "sources", case);
    assert_eq!((status.len(), &status[0]["label"]["fr"]), (1, &json!("Auray Quiberon")), "{case}");
    assert!(status[0].to_string().len() < 700, "{case}: {}", status[0]);
    lists
}

/// A place in a document, by the steps that lead there.
fn places(value: &Value, at: &mut Vec<String>, found: &mut Vec<String>) {
    found.push(at.iter().fold(String::new(), |path, step| path + "/" + step));
    let mut below = |step: String, value: &Value| {
        at.push(step);
        places(value, at, found);
        at.pop();
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| below(i.to_string(), item)),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| below(key.clone(), value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn changed(document: &mut Value, random: &mut ChaCha8Rng) {
    let mut found = Vec::new();
    places(document, &mut Vec::new(), &mut found);
    let mut pick = || found[random.random_range(0..found.len())].clone();
    let (place, other) = (pick(), pick());
    let other = document.pointer(&other).cloned().unwrap_or_default();
    let Some(value) = document.pointer_mut(&place) else { return };
    let old = value.take();
    *value = match random.random_range(0..18) {
        0 => Value::Null,
        1 => json!("a".repeat(100_000)),
        2 => json!("\u{202e}Lorient\u{2066}\u{0}\u{200b}\r\n\u{7}"),
        3 => json!(1e300),
        4 => json!(-1),
        5 => json!({"a": {"b": 0}}),
        6 => (0..100).fold(json!(0), |inside, _| json!([inside])),
        7 => json!([old, old]),
        8 => other,
        9 if old.to_string().len() < 1_000 => json!(vec![old; 300]),
        10 => json!("2036-01-01T00:00:00Z"),
        11 => json!("1970-01-01T00:00:00Z"),
        12 => json!("0 899 70 00 00"),
        13 => json!("riantec"),
        14 => json!("https://a@b.example:1/".repeat(50)),
        15 => json!(true),
        16 => json!("<script>alert(1)</script>"),
        // Of a list one more of each, of anything else nothing.
        _ => match old {
            Value::Array(items) => items.iter().chain(&items).cloned().collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => json!([]),
        },
    };
}

#[test]
fn a_neighbour_that_is_well_adds_its_centres_and_nothing_else() {
    // One of its three would have an identifier of ours.
    assert_eq!(check(&theirs(), "as it is"), [2, 2, 2]);
}

#[test]
fn whatever_a_neighbour_publishes_ours_stays_byte_by_byte() {
    let mut random = ChaCha8Rng::seed_from_u64(12);
    let (mut with, mut without) = (0, 0);
    for case in 0..300 {
        let mut documents = theirs();
        for _ in 0..random.random_range(1..5) {
            let one = random.random_range(0..documents.len());
            changed(&mut documents[one], &mut random);
        }
        let [sites, ..] = check(&documents, &format!("case {case}"));
        with += usize::from(sites > 0);
        without += usize::from(sites == 0);
    }
    // The generator is of no use where it breaks everything or nothing.
    assert!(with > 100 && without > 3, "{with} with centres, {without} without");
}

#[test]
fn a_document_of_many_centres_adds_no_more_than_its_share() {
    let [territory, mut sites, mut live, mut profiles] = theirs();
    let many = |list: &Value| -> Value {
        let one = |i: usize| {
            let mut record = list[0].clone();
            record["id"] = json!(format!("s{i}"));
            record
        };
        (0..700).map(one).collect()
    };
    for document in [&mut sites, &mut live, &mut profiles] {
        document["sites"] = many(&document["sites"]);
    }
    let added = check(&[territory, sites, live, profiles], "many");
    assert_eq!(added[0], caps::CENTRES);
}

#[test]
fn a_name_that_looks_like_ours_is_still_told_apart() {
    let [territory, mut sites, live, profiles] = theirs();
    sites["sites"][0]["name"] = json!("Déchetterie de Riantec");
    let documents = neighbourhood(&[territory, sites, live, profiles]).documents(NOW.parse().unwrap());
    let sites = decode(documents.get("sites.json").unwrap(), &mut Problems::default(), read::sites).unwrap().1;
    for lang in crate::domain::Lang::ALL {
        let names: BTreeSet<String> =
            sites.iter().map(|site| fold(&crate::present::site_name(crate::present::texts(lang), site))).collect();
        assert_eq!(names.len(), sites.len());
    }
}
