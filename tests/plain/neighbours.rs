//! Pages with another territory's centres on them, which says anything it likes.

use bon_moment::relay::{Documents, Source};
use serde_json::{Value, json};

use crate::{
    html::{faults, words},
    territories::{OPEN, calm, instant, page, plain_of},
};

const NOTICE: &str = "Toutes les déchetteries sont fermées";

fn read(documents: &Documents, name: &str) -> Value {
    serde_json::from_slice(documents.get(name).unwrap()).unwrap()
}

/// Centres that look like ours, all of them open without a wait, with a notice for everybody.
fn with_neighbour(count: usize) -> Documents {
    let mut documents = calm().documents(instant(OPEN));
    let (mut sites, mut live) = (read(&documents, "sites.json"), read(&documents, "live.json"));
    let commune = sites["sites"][0]["commune"].clone();
    let records = (0..count).map(|index| {
        json!({"id": format!("auray-{index}"), "name": format!("Aaa{index} Riantec"), "commune": commune, "lat": 47.7, "lon": -3.35,
            "hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "open": [["00:00", "24:00"]]}],
            "access": {"badge": "none", "max_height_m": 1.0}, "refuses": ["green-waste", "rubble"],
            "territory": "auray", "territory_name": "Auray Quiberon",
            "notices": [{"id": "auray-n", "level": "warning", "text": {"fr": NOTICE, "en": NOTICE}}]})
    });
    sites["sites"].as_array_mut().unwrap().extend(records);
    let reading = |index: usize| json!({"id": format!("auray-{index}"), "at": "2026-11-21T09:19:00Z", "state": "open", "wait_min": [0, 0]});
    live["sites"].as_array_mut().unwrap().extend((0..count).map(reading));
    documents.insert("sites.json", &sites);
    documents.insert("live.json", &live);
    documents
}

#[test]
fn every_page_says_of_another_territory_s_centre_whose_it_is() {
    let plain = plain_of(&with_neighbour(3), OPEN);
    let mut seen = 0;
    for path in plain.paths() {
        let html = page(&plain, &path);
        if path.ends_with('/') {
            assert_eq!(faults(&html), Vec::<String>::new(), "{path}");
        }
        let said = if path.ends_with('/') { words(&html) } else { html };
        for (at, name) in said.match_indices("Riantec").filter(|(at, _)| said[..*at].ends_with("Aaa1 ")) {
            let behind = &said[at + name.len()..];
            // A voice reads no brackets.
            let behind = behind.trim_start_matches([' ', '(', ',']);
            let is_said = ["selon Auray Quiberon", "according to Auray Quiberon"];
            assert!(is_said.iter().any(|origin| behind.starts_with(origin)), "{path}: {behind:.80}");
            seen += 1;
        }
        for (at, _) in said.match_indices(NOTICE) {
            assert!(path.contains("auray-"), "{path} shows another territory's notice");
            let before = said[..at].trim_end_matches([':', ' ', '\u{a0}']);
            assert!(
                ["elon Auray Quiberon", "ccording to Auray Quiberon"].iter().any(|origin| before.ends_with(origin)),
                "{path}"
            );
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn pages_about_our_own_centres_are_what_they_are_without_a_neighbour() {
    let (alone, beside) = (plain_of(&calm().documents(instant(OPEN)), OPEN), plain_of(&with_neighbour(100), OPEN));
    let paths = alone.paths();
    let own = paths.iter().filter(|path| path.contains("dechetteries/") || path.contains("affiche"));
    let mut compared = 0;
    for path in own {
        assert_eq!(page(&alone, path), page(&beside, path), "{path}");
        compared += 1;
    }
    assert!(compared > 13 * 4, "{compared}");
    for home in ["sobre/", "sobre/texte.txt"] {
        let (before, after) = (page(&alone, home), page(&beside, home));
        let names = read(&calm().documents(instant(OPEN)), "sites.json");
        for site in names["sites"].as_array().unwrap() {
            let name = site["name"].as_str().unwrap();
            // A message has the apostrophe that every telephone knows.
            let name = if home.ends_with('/') { name.to_owned() } else { name.replace('’', "'") };
            let name = name.as_str();
            assert!(before.contains(name) && after.contains(name), "{home} hides {name}");
            // Ours stand before theirs.
            assert!(after.find("Aaa").is_none_or(|theirs| after.rfind(name).unwrap() < theirs), "{home}: {name}");
        }
    }
}

#[test]
fn what_holds_for_our_centres_is_said_of_ours_alone_in_easy_words() {
    let easy = |documents: &Documents| words(&page(&plain_of(documents, OPEN), "sobre/facile/"));
    let (alone, beside) = (easy(&calm().documents(instant(OPEN))), easy(&with_neighbour(100)));
    let after = |said: &str, heading: &str| said[said.find(heading).unwrap()..].to_owned();
    let heading = "apporter";
    assert!(alone.contains(heading));
    assert_eq!(after(&alone, heading), after(&beside, heading));
}
