use serde_json::json;

use super::*;
use crate::{
    api::{Problems, decode, read},
    relay::neighbours::ours::Remembered,
};

fn documents(territory: &Value, sites: &Value, live: &Value) -> Documents {
    let mut documents = Documents::default();
    documents.insert("territory.json", territory);
    documents.insert("sites.json", &json!({"version": 1, "materials": [{"id": "rubble"}], "sites": sites}));
    documents.insert("live.json", &json!({"version": 1, "sites": live}));
    documents.insert("profiles.json", &json!({"version": 1, "sites": []}));
    documents
}

fn ours() -> Documents {
    documents(
        &json!({"version": 1, "id": "lorient", "time_zone": "Europe/Paris", "bbox": [-3.5, 47.6, -3.1, 48.0],
            "communes": [{"id": "riantec", "name": "Riantec", "lat": 47.7, "lon": -3.3}],
            "public_holidays": [{"date": "2026-12-25"}]}),
        &json!([{"id": "riantec", "lat": 47.7, "lon": -3.3}]),
        &json!([{"id": "riantec", "wait_min": [5, 10]}]),
    )
}

/// A neighbour's documents, changed by `change`.
fn neighbour(change: impl Fn(&mut Value, &mut Value, &mut Value)) -> Copied {
    let mut territory = json!({"version": 1, "id": "auray", "name": {"fr": "Lorient"}, "time_zone": "Europe/Paris",
        "licence": "Licence Ouverte 2.0", "bbox": [-3.2, 47.4, -2.8, 47.8],
        "communes": [{"id": "auray", "name": "Auray", "lat": 47.6, "lon": -3.0}],
        "public_holidays": [{"date": "2026-12-25"}, {"date": "2026-12-26", "name": {"fr": "Saint-Étienne"}}],
        "notices": [{"id": "frost", "text": {"fr": "Verglas"}}]});
    let mut sites = json!({"version": 1, "materials": [{"id": "rubble", "words": {"fr": ["frigo"]}}, {"id": "oysters"}],
        "sites": [{"id": "riantec", "lat": 47.6, "lon": -3.0, "closed_on_public_holidays": true}]});
    let mut live = json!({"version": 1, "sites": [
        {"id": "riantec", "at": "2026-11-21T10:00:00Z", "wait_min": [20, 30]}, {"id": "gone"}]});
    change(&mut territory, &mut sites, &mut live);
    let mut copied = Copied::default();
    for (name, document) in [("territory.json", &territory), ("sites.json", &sites), ("live.json", &live)] {
        copied.take(name, document.to_string().as_bytes()).unwrap();
    }
    copied
}

fn configured() -> NeighbourConfig {
    NeighbourConfig {
        id: "auray".parse().unwrap(),
        name: "Auray Quiberon".to_owned(),
        bounds: None,
        api: "https://auray.example/api/v1/".parse().unwrap(),
    }
}

fn merged_as(configured: &NeighbourConfig, copied: &Copied) -> (Documents, Result<Merged, String>) {
    let mut documents = ours();
    let now = "2026-11-21T10:05:00Z".parse().unwrap();
    let mut remembered = Remembered::default();
    let ours = remembered.of(&documents).clone();
    let merged = merge(&mut documents, &ours, &mut BTreeSet::new(), configured, copied, now);
    (documents, merged)
}

fn merged(copied: &Copied) -> (Documents, Result<Merged, String>) {
    merged_as(&configured(), copied)
}

fn parsed(documents: &Documents, name: &str) -> Value {
    serde_json::from_slice(documents.get(name).unwrap()).unwrap()
}

/// The neighbour's centres among ours.
fn theirs(copied: &Copied) -> Vec<Value> {
    let sites = parsed(&merged(copied).0, "sites.json")["sites"].take();
    sites.as_array().unwrap()[1..].to_vec()
}

fn site(copied: &Copied) -> Value {
    let sites = theirs(copied);
    assert_eq!(sites.len(), 1, "{sites:?}");
    sites[0].clone()
}

#[test]
fn two_centres_of_one_name_stay_two_and_each_says_whose_it_is() {
    let (documents, kept) = merged(&neighbour(|_, _, _| {}));
    assert_eq!(kept, Ok(Merged { kept: 1, rejected: 0, trouble: None }));
    let sites = parsed(&documents, "sites.json");
    assert_eq!((&sites["sites"][0]["id"], &sites["sites"][1]["id"]), (&json!("riantec"), &json!("auray-riantec")));
    assert_eq!(sites["sites"][1]["territory"], "auray");
    // It calls itself Lorient; we do not.
    assert_eq!(sites["sites"][1]["territory_name"], "Auray Quiberon");
    let source = json!({"name": "Auray Quiberon", "url": null, "licence": "Licence Ouverte 2.0"});
    assert_eq!(sites["sites"][1]["sources"], json!([source]));
    let live = parsed(&documents, "live.json");
    assert_eq!(live["sites"].as_array().unwrap().len(), 2, "a reading of no centre is nobody's");
    let reading = json!({"id": "auray-riantec", "at": "2026-11-21T10:00:00Z", "wait_min": [20, 30]});
    assert_eq!(live["sites"][1], reading);
    let mut problems = Problems::default();
    let sites = decode(documents.get("sites.json").unwrap(), &mut problems, read::sites).unwrap().1;
    assert_eq!(sites.iter().map(|site| site.origin.as_deref()).collect::<Vec<_>>(), [None, Some("Auray Quiberon")]);
    assert_eq!(problems, Problems::default());
}

#[test]
fn a_neighbour_s_notice_stands_at_its_centres_alone_and_bears_its_name() {
    let (documents, _) = merged(&neighbour(|_, _, _| {}));
    assert_eq!(documents.get("territory.json"), ours().get("territory.json"), "nothing for everybody");
    let site = parsed(&documents, "sites.json")["sites"][1].clone();
    assert_eq!(site["notices"], json!([{"id": "auray-frost", "text": {"fr": "Verglas"}}]));
    let of = |notice: Value| {
        let site = site_with_notice(&notice);
        site.get("notices").is_some()
    };
    assert!(of(json!({"id": "a", "text": {"fr": "x"}, "sites": ["riantec"]})));
    for refused in [
        json!({"id": "a", "text": {"fr": "x"}, "sites": ["other"]}),
        json!({"id": "a", "text": {"fr": "x"}, "sites": "riantec"}),
        json!({"id": "a", "text": {"fr": "x"}, "until": "tomorrow"}),
        json!({"id": "a", "text": {"fr": "x"}, "until": "2026-11-21T10:00:00Z"}),
        json!({"id": "a", "text": {"fr": "\u{202e}"}}),
        json!({"id": "A", "text": {"fr": "x"}}),
    ] {
        assert!(!of(refused.clone()), "{refused}");
    }
}

fn site_with_notice(notice: &Value) -> Value {
    site(&neighbour(|territory, _, _| territory["notices"] = json!([notice])))
}

#[test]
fn a_neighbour_adds_no_word_no_material_and_no_place_to_ours() {
    let copied = neighbour(|_, sites, live| {
        sites["sites"][0]["accepts"] = json!(["oysters", "rubble", "rubble"]);
        sites["sites"][0]["limits"] = json!([{"material": "oysters", "max_m3_per_day": 1}]);
        live["sites"][0]["unavailable"] = json!(["oysters"]);
    });
    let (documents, _) = merged(&copied);
    let sites = parsed(&documents, "sites.json");
    assert_eq!(sites["materials"], json!([{"id": "rubble"}]));
    assert_eq!((&sites["sites"][1]["accepts"], &sites["sites"][1]["limits"]), (&json!(["rubble"]), &json!([])));
    assert_eq!(parsed(&documents, "live.json")["sites"][1]["unavailable"], json!([]));
    assert_eq!(documents.get("territory.json"), ours().get("territory.json"));
}

#[test]
fn a_phone_number_is_an_ordinary_one_and_an_address_is_https() {
    let with = |phone: &str, url: &str| {
        site(&neighbour(|_, sites, _| {
            sites["sites"][0]["phone"] = json!(phone);
            sites["sites"][0]["url"] = json!(url);
        }))
    };
    let site = with("0297123456", "https://auray.example/dechetterie");
    assert_eq!(
        (&site["phone"], &site["url"]),
        (&json!("02\u{a0}97\u{a0}12\u{a0}34\u{a0}56"), &json!("https://auray.example/dechetterie"))
    );
    let site = with("0 899 70 00 00", "javascript:alert(1)");
    assert_eq!((site.get("phone"), site.get("url")), (None, None));
}

#[test]
fn one_record_an_identifier_and_none_of_ours() {
    let twice = neighbour(|_, sites, live| {
        let site = sites["sites"][0].clone();
        sites["sites"] =
            json!([site, site, {"id": "Riantec", "lat": 47.6, "lon": -3.0}, {"id": "a", "lat": 200, "lon": 0}, 3]);
        sites["sites"][1]["name"] = json!("Another");
        let reading = live["sites"][0].clone();
        live["sites"] = json!([reading, reading]);
    });
    let (documents, kept) = merged(&twice);
    assert_eq!(kept.map(|merged| (merged.kept, merged.rejected)), Ok((1, 5)));
    assert_eq!(parsed(&documents, "sites.json")["sites"].as_array().unwrap().len(), 2);
    assert_eq!(parsed(&documents, "live.json")["sites"].as_array().unwrap().len(), 2);
    // "auray-riantec" is ours already.
    let mut own = ours();
    let named = json!({"version": 1, "sites": [{"id": "auray-riantec", "lat": 47.7, "lon": -3.3, "name": "Nôtre"}]});
    own.insert("sites.json", &named);
    let before = own.clone();
    let known = Remembered::default().of(&own).clone();
    let now = "2026-11-21T10:05:00Z".parse().unwrap();
    merge(&mut own, &known, &mut BTreeSet::new(), &configured(), &twice, now).unwrap();
    assert_eq!(own, before);
}

#[test]
fn a_wait_counts_with_a_plausible_instant_alone() {
    let counts = |at: &Value| {
        let copied = neighbour(|_, _, live| live["sites"][0]["at"] = at.clone());
        parsed(&merged(&copied).0, "live.json")["sites"].as_array().unwrap().len() == 2
    };
    assert!(counts(&json!("2026-11-21T10:06:00Z")) && counts(&json!("2026-11-21T09:00:00+01:00")));
    for at in [
        json!(null),
        json!("now"),
        json!("2026-11-21T10:08:00Z"),
        json!("2027-11-21T10:00:00Z"),
        json!("2026-11-19T10:00:00Z"),
        json!(3),
    ] {
        assert!(!counts(&at), "{at}");
    }
}

#[test]
fn a_centre_far_from_where_it_should_lie_is_left_out_and_said() {
    let far = neighbour(|_, sites, _| sites["sites"][0]["lat"] = json!(43.3));
    let (documents, kept) = merged(&far);
    assert_eq!(documents, ours());
    assert!(kept.unwrap().trouble.unwrap().contains("1 of its centres lies outside"));
    let bounds = Some(crate::domain::BoundingBox { west: -3.1, south: 43.0, east: -2.9, north: 44.0 });
    let (_, kept) = merged_as(&NeighbourConfig { bounds, ..configured() }, &far);
    assert_eq!(kept.map(|merged| merged.kept), Ok(1), "it is known to lie there");
    let (_, kept) = merged_as(&NeighbourConfig { bounds, ..configured() }, &neighbour(|_, _, _| {}));
    assert_eq!(kept.map(|merged| merged.kept), Ok(0));
}

#[test]
fn a_neighbour_s_share_is_bounded_and_what_is_nearest_comes_first() {
    let many = neighbour(|_, sites, live| {
        let site = |i: u32| json!({"id": format!("s{i}"), "lat": 47.0 + f64::from(i) / 1e4, "lon": -3.3, "name": "N".repeat(500)});
        sites["sites"] = (0..2100).map(site).collect();
        let reading =
            |i: u32| json!({"id": format!("s{i}"), "at": "2026-11-21T10:00:00Z", "note": {"fr": "n".repeat(500)}});
        live["sites"] = (1_800..2_100).map(reading).collect();
    });
    let (documents, kept) = merged(&many);
    let kept = kept.unwrap();
    assert_eq!(kept.kept, caps::CENTRES);
    assert!(kept.trouble.unwrap().contains("100 of its 2000 centres"));
    let added = |name: &str| documents.get(name).unwrap().len() - ours().get(name).unwrap().len();
    assert!(added("sites.json") <= caps::SITES_BYTES + caps::CENTRES && added("live.json") <= caps::LIVE_BYTES + 1);
    assert_eq!(
        parsed(&documents, "sites.json")["sites"][1]["id"],
        "auray-s1999",
        "the nearest of those that were looked at"
    );
}

#[test]
fn what_cannot_be_read_of_a_closure_does_not_open_a_centre() {
    let week = json!([{"days": [1, 2, 3, 4, 5, 6, 7], "open": [["08:00", "18:00"]]}]);
    let with = |closures: Value| {
        theirs(&neighbour(|_, sites, _| {
            sites["sites"][0]["hours"] = week.clone();
            sites["sites"][0]["closures"] = closures.clone();
        }))
    };
    assert_eq!(with(json!([]))[0]["hours"], week);
    // The reader drops what it cannot read of a closure: either it keeps the closure or the hours are unknown.
    let sites = with(json!([{"from": "never"}]));
    let is_closed = sites.iter().all(|site| !read::alone(site, read::site).unwrap().closures.is_empty());
    assert!(is_closed || sites.iter().all(|site| site.get("hours").is_none()), "{sites:?}");
    for refused in [json!("tomorrow"), json!([3]), json!([{"from": 3}]), json!([{}])] {
        let sites = with(refused.clone());
        assert!(sites.iter().all(|site| site.get("hours").is_none()), "{refused}: {sites:?}");
    }
}

#[test]
fn a_day_of_which_nothing_is_known_leaves_the_other_days_their_hours() {
    let week = json!([{"days": [1, 2, 3, 4, 5, 6, 7], "open": [["08:00", "18:00"]]}]);
    let sites = theirs(&neighbour(|_, sites, _| {
        sites["sites"][0]["hours"] = week.clone();
        sites["sites"][0]["exceptions"] = json!([{"date": "2026-12-26", "open": null, "reason": {"fr": "x"}}]);
    }));
    assert_eq!(sites[0]["hours"], week);
    assert_eq!(read::alone(&sites[0], read::site).unwrap().unclear.len(), 1);
}

#[test]
fn a_name_does_not_say_itself_whose_it_is() {
    let named = |name: &str| site(&neighbour(|_, sites, _| sites["sites"][0]["name"] = json!(name)))["name"].clone();
    assert_eq!(named("Déchetterie de Lorient (selon Lorient Agglomération)"), "Déchetterie de Lorient");
    assert_eq!(named("Déchetterie (According to us)"), "Déchetterie");
    assert_eq!(named("(selon nous)"), Value::Null);
}

#[test]
fn the_other_side_s_holidays_close_the_other_side_s_centres_alone() {
    let site_of = |days: Value| site(&neighbour(|territory, _, _| territory["public_holidays"] = days.clone()));
    let site = site(&neighbour(|_, _, _| {}));
    assert_eq!(site["closed_on_public_holidays"], true);
    let closed = json!([{"date": "2026-12-26", "open": [], "reason": {"fr": "Saint-Étienne"}}]);
    assert_eq!(site["exceptions"], closed);
    // Where they have fewer, all of theirs are told one by one.
    let site = site_of(json!([{"date": "2026-12-26"}]));
    assert_eq!(site["closed_on_public_holidays"], false);
    assert_eq!(site["exceptions"], json!([{"date": "2026-12-26", "open": [], "reason": null}]));
    // Where they list none, or none of that year, theirs are not known: ours hold.
    for unknown in [json!([]), json!([{"date": "2025-12-26"}]), json!("none"), json!([{"date": 3}])] {
        assert_eq!(site_of(unknown.clone())["closed_on_public_holidays"], true, "{unknown}");
    }
}

#[test]
fn a_neighbour_that_lists_no_holidays_is_not_open_on_them() {
    let site = site(&neighbour(|territory, _, _| territory["public_holidays"] = json!([])));
    assert_eq!(site["closed_on_public_holidays"], true, "{site}");
}

#[test]
fn what_a_neighbour_has_from_its_neighbours_is_not_told_on() {
    let (_, kept) = merged(&neighbour(|_, sites, _| sites["sites"][0]["territory"] = json!("lorient")));
    assert_eq!(kept.map(|merged| merged.kept), Ok(0));
}

#[test]
fn other_clocks_and_invented_waits_are_refused_and_ours_stay() {
    for (key, value) in
        [("time_zone", json!("Europe/London")), ("time_zone", json!("x".repeat(5000))), ("demo", json!(true))]
    {
        let (documents, kept) = merged(&neighbour(|territory, _, _| territory[key] = value.clone()));
        let reason = kept.unwrap_err();
        assert!(reason.contains("its waits are invented") || key == "time_zone");
        assert!(reason.len() < 200, "{reason}");
        assert_eq!(documents, ours());
    }
}

#[test]
fn a_neighbour_that_never_answered_changes_nothing() {
    let (documents, kept) = merged(&Copied::default());
    assert_eq!((documents, kept), (ours(), Ok(Merged::default())));
}
