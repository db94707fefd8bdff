//! Closures, exceptions and holidays on every page that shows hours.

use bon_moment::relay::{Documents, Source};
use serde_json::{Value, json};

use crate::{
    html::words,
    territories::{calm, instant, page, plain_of},
};

const LIST: &str = "sobre/";
const CENTRE: &str = "sobre/dechetteries/lorient/riantec/";
const CENTRE_TEXT: &str = "sobre/dechetteries/lorient/riantec/texte.txt";
const LIST_TEXT: &str = "sobre/texte.txt";
const POSTER: &str = "sobre/affiche/riantec/";
const ALL_POSTERS: &str = "sobre/affiche/";
const EASY: &str = "sobre/facile/";

/// A Monday morning, and the Tuesday of the strike.
const EVE: &str = "2026-11-23T11:00:00+01:00";
const STRIKE: &str = "2026-11-24T10:20:00+01:00";

/// The demonstration's documents with some details of Riantec put in.
fn documents(now: &str, details: &Value) -> Documents {
    let mut documents = calm().documents(instant(now));
    let mut sites: Value = serde_json::from_slice(documents.get("sites.json").unwrap()).unwrap();
    let riantec = sites["sites"].as_array_mut().unwrap().iter_mut().find(|site| site["id"] == "riantec").unwrap();
    for (key, value) in details.as_object().unwrap() {
        riantec[key] = value.clone();
    }
    documents.insert("sites.json", &sites);
    documents
}

fn said(now: &str, details: &Value, path: &str) -> String {
    words(&page(&plain_of(&documents(now, details), now), path))
}

/// What a page says of Riantec: all of it where it is the page of that centre.
fn of_riantec<'a>(text: &'a str, path: &str) -> &'a str {
    if path.contains("riantec") { text } else { part(text, "Déchetterie de Riantec", "Déchetterie de ") }
}

/// What stands between two parts of a text.
fn part<'a>(text: &'a str, from: &str, until: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("{from} is missing in {text}"));
    let rest = &text[start..];
    &rest[..rest[from.len()..].find(until).map_or(rest.len(), |end| from.len() + end)]
}

fn strike() -> Value {
    json!({"closures": [{"from": "2026-11-24", "until": "24/11/2026", "reason": "Grève"}]})
}

#[test]
fn a_strike_tomorrow_stands_wherever_hours_stand_beyond_today() {
    let centre = said(EVE, &strike(), CENTRE);
    assert!(centre.contains("mardi 24 novembre fermé (Grève)"), "{centre}");
    assert!(centre.contains("ouvre mercredi 25 novembre à"), "{centre}");
    for path in [CENTRE, CENTRE_TEXT, POSTER, ALL_POSTERS] {
        let page = said(EVE, &strike(), path);
        assert!(page.contains("mardi 24 novembre à") && page.contains("Grève"), "{path}: {page}");
    }
}

#[test]
fn on_the_day_of_a_strike_no_page_shows_the_usual_hours() {
    for path in [LIST, LIST_TEXT, CENTRE, CENTRE_TEXT] {
        let page = said(STRIKE, &strike(), path);
        let riantec = of_riantec(&page, path);
        assert!(riantec.contains("ermé") && riantec.contains("Grève"), "{path}: {riantec}");
        let today = part(riantec, "Horaires du mardi", "Grève");
        assert!(today.contains("fermé") && !today.contains("10 h"), "{path}: {today}");
        assert!(!riantec.contains("D’habitude le mardi"), "{path}: {riantec}");
    }
    let easy = said(STRIKE, &strike(), EASY);
    let open = part(&easy, "ces déchetteries sont ouvertes", "Que pouvez-vous apporter");
    assert!(!open.contains("Riantec"), "{open}");
}

#[test]
fn a_closure_that_cannot_be_read_is_said_to_be_unclear_everywhere() {
    let unclear = json!({"closures": [{"from": "mardi", "reason": "Travaux"}]});
    for path in [LIST, LIST_TEXT, CENTRE, CENTRE_TEXT] {
        let page = said(STRIKE, &unclear, path);
        let riantec = of_riantec(&page, path);
        assert!(riantec.contains("Horaires à confirmer"), "{path}: {riantec}");
        assert!(riantec.contains("appelez avant de venir"), "{path}: {riantec}");
        assert!(!riantec.contains("Ouvert"), "{path}: {riantec}");
    }
    assert!(said(STRIKE, &unclear, POSTER).contains("Travaux : dates à confirmer, appelez avant de venir"));
    let easy = said(STRIKE, &unclear, EASY);
    assert!(!part(&easy, "ces déchetteries sont ouvertes", "Que pouvez-vous apporter").contains("Riantec"), "{easy}");
}

#[test]
fn a_public_holiday_is_closed_though_the_territory_lists_none() {
    const CHRISTMAS: &str = "2026-12-25T10:20:00+01:00";
    let mut documents = documents(CHRISTMAS, &json!({"closed_on_public_holidays": true}));
    let mut territory: Value = serde_json::from_slice(documents.get("territory.json").unwrap()).unwrap();
    territory["public_holidays"] = json!([]);
    documents.insert("territory.json", &territory);
    let list = words(&page(&plain_of(&documents, CHRISTMAS), LIST));
    let riantec = of_riantec(&list, LIST);
    assert!(riantec.contains("Fermé") && riantec.contains("fermé (Noël)"), "{riantec}");
    let poster = words(&page(&plain_of(&documents, CHRISTMAS), POSTER));
    assert!(poster.contains("Vendredi 1er janvier : fermé (Jour de l’an)"), "{poster}");
}

#[test]
fn no_page_tells_a_rule_that_no_data_bear() {
    const UNFOUNDED: [&str; 6] =
        ["quart d’heure avant", "carte d’identité", "votre mairie", "identity card", "your town hall", "le samedi."];
    let plain = plain_of(&documents(STRIKE, &json!({})), STRIKE);
    let pages = plain.paths().into_iter().map(|path| (path.clone(), page(&plain, &path)));
    let shells =
        ["index.html", "areas/mediation/index.html", "areas/ecoles/index.html", "areas/consommation/index.html"];
    let shells = shells.map(|path| (path.to_owned(), std::fs::read_to_string(path).unwrap()));
    for (path, html) in pages.chain(shells) {
        for words in UNFOUNDED {
            assert!(!html.contains(words), "{path}: {words}");
        }
    }
}
