use super::*;
use crate::{api::Problems, api::dto::SitesDto};

fn documents(territory: Value, sites: Value, live: Value) -> Documents {
    let mut documents = Documents::default();
    documents.insert("territory.json", &territory);
    documents.insert("sites.json", &json!({"version": 1, "materials": [{"id": "rubble"}], "sites": sites}));
    documents.insert("live.json", &json!({"version": 1, "sites": live}));
    documents.insert("profiles.json", &json!({"version": 1, "sites": []}));
    documents
}

fn ours() -> Documents {
    documents(
        json!({"version": 1, "id": "lorient", "time_zone": "Europe/Paris", "bbox": [-3.5, 47.6, -3.1, 48.0],
            "communes": [{"id": "riantec", "name": "Riantec", "lat": 47.7, "lon": -3.3}],
            "public_holidays": [{"date": "2026-12-25"}]}),
        json!([{"id": "riantec", "lat": 47.7, "lon": -3.3}]),
        json!([{"id": "riantec", "wait_min": [5, 10]}]),
    )
}

/// A neighbour whose territory and centres are changed by `change`.
fn neighbour(change: impl Fn(&mut Value, &mut Value)) -> Copied {
    let mut territory = json!({"version": 1, "id": "auray", "name": {"fr": "Auray Quiberon"}, "time_zone": "Europe/Paris",
        "licence": "Licence Ouverte 2.0", "bbox": [-3.2, 47.4, -2.8, 47.8],
        "communes": [{"id": "riantec", "name": "Riantec", "lat": 47.7, "lon": -3.3}, {"id": "auray", "name": "Auray", "lat": 47.6, "lon": -3.0}],
        "public_holidays": [{"date": "2026-12-25"}, {"date": "2026-12-26", "name": {"fr": "Saint-Étienne"}}],
        "notices": [{"id": "frost", "text": {"fr": "Verglas"}}]});
    let mut sites = json!({"version": 1, "materials": [{"id": "rubble"}, {"id": "oysters"}],
        "sites": [{"id": "riantec", "lat": 47.6, "lon": -3.0, "closed_on_public_holidays": true}]});
    change(&mut territory, &mut sites);
    let live = json!({"version": 1, "sites": [{"id": "riantec", "wait_min": [20, 30]}, {"id": "gone"}]});
    let mut copied = Copied::default();
    for (name, document) in [("territory.json", &territory), ("sites.json", &sites), ("live.json", &live)] {
        copied.take(name, document.to_string().as_bytes()).unwrap();
    }
    copied
}

fn merged(copied: &Copied) -> (Documents, Result<usize, String>) {
    let mut documents = ours();
    let kept = merge(&mut documents, &"auray".parse().unwrap(), copied);
    (documents, kept)
}

#[test]
fn two_centres_of_one_name_stay_two_and_each_says_whose_it_is() {
    let (documents, kept) = merged(&neighbour(|_, _| {}));
    assert_eq!(kept, Ok(1));
    let sites = parsed(&documents, "sites.json");
    assert_eq!(identifiers(&sites, "sites").into_iter().collect::<Vec<_>>(), ["auray-riantec", "riantec"]);
    assert_eq!(sites["sites"][1]["territory"], "auray");
    assert_eq!(sites["sites"][1]["sources"][0]["name"], "Auray Quiberon");
    assert_eq!(sites["sites"][1]["sources"][0]["licence"], "Licence Ouverte 2.0");
    let live = parsed(&documents, "live.json");
    assert_eq!(live["sites"].as_array().unwrap().len(), 2, "a reading of no centre is nobody's");
    assert_eq!(live["sites"][1], json!({"id": "auray-riantec", "wait_min": [20, 30]}));
    let territory = parsed(&documents, "territory.json");
    assert_eq!(territory["communes"].as_array().unwrap().len(), 2);
    assert_eq!(territory["bbox"], json!([-3.5, 47.4, -2.8, 48.0]));
    assert_eq!(
        territory["notices"][0]["sites"],
        json!(["auray-riantec"]),
        "for everybody there is not for everybody here"
    );
    assert_eq!(identifiers(&sites, "materials").len(), 2);
    let mut problems = Problems::default();
    let read: SitesDto = crate::api::decode(documents.get("sites.json").unwrap()).unwrap();
    assert_eq!(read.into_domain(&mut problems).1.len(), 2);
    assert_eq!(problems, Problems::default());
}

#[test]
fn the_other_side_s_holidays_close_the_other_side_s_centres_alone() {
    let (documents, _) = merged(&neighbour(|_, _| {}));
    let site = parsed(&documents, "sites.json")["sites"][1].clone();
    assert_eq!(site["closed_on_public_holidays"], true);
    let closed = json!([{"date": "2026-12-26", "open": [], "reason": {"fr": "Saint-Étienne"}}]);
    assert_eq!(site["exceptions"], closed);
    // Where they have fewer, all of theirs are told one by one.
    let (documents, _) = merged(&neighbour(|territory, _| {
        territory["public_holidays"] = json!([{"date": "2026-12-26"}]);
    }));
    let site = parsed(&documents, "sites.json")["sites"][1].clone();
    assert_eq!(site["closed_on_public_holidays"], false);
    assert_eq!(site["exceptions"], json!([{"date": "2026-12-26", "open": [], "reason": null}]));
}

#[test]
fn a_neighbour_that_lists_no_holidays_is_not_open_on_them() {
    let (documents, _) = merged(&neighbour(|territory, _| {
        territory["public_holidays"] = json!([]);
    }));
    let site = parsed(&documents, "sites.json")["sites"][1].clone();
    assert_eq!((&site["closed_on_public_holidays"], &site["exceptions"]), (&json!(true), &json!([])));
}

#[test]
fn what_a_neighbour_has_from_its_neighbours_is_not_told_on() {
    let (_, kept) = merged(&neighbour(|_, sites| sites["sites"][0]["territory"] = json!("lorient")));
    assert_eq!(kept, Ok(0));
}

#[test]
fn other_clocks_and_invented_waits_are_refused_and_ours_stay() {
    for (key, value) in [("time_zone", json!("Europe/London")), ("demo", json!(true))] {
        let (documents, kept) = merged(&neighbour(|territory, _| territory[key] = value.clone()));
        assert!(kept.unwrap_err().contains("its waits are invented") || key == "time_zone");
        assert_eq!(documents, ours());
    }
}

#[test]
fn a_neighbour_that_never_answered_changes_nothing() {
    let (documents, kept) = merged(&Copied::default());
    assert_eq!((documents, kept), (ours(), Ok(0)));
}
