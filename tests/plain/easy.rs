//! The easy page: its words, its length, and the ways to it.

use crate::{
    html::words,
    territories::{NIGHT, OPEN, calm, demo, demo_pages, instant, large, page, plain_of},
};
use bon_moment::relay::{Source, demo::Misbehaviour};

const EASY: &str = "sobre/facile/";
const EASY_ENGLISH: &str = "sobre/en/facile/";

/// What stands between the tags of the main part, a piece each, as one reads it line by line.
fn pieces(html: &str) -> Vec<String> {
    let main = html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let texts = main.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    let texts = texts.map(|text| text.replace('\u{a0}', " ").trim().to_owned());
    texts.filter(|text| text.chars().any(char::is_alphabetic)).collect()
}

#[test]
fn each_line_is_short_and_has_no_percentage_no_abbreviation_and_no_bracket() {
    /// Words of a sentence. The rules of easy reading give no number; writers of such texts keep to about fifteen.
    const MOST: usize = 16;
    for (now, path) in [(OPEN, EASY), (NIGHT, EASY), (OPEN, EASY_ENGLISH), (NIGHT, EASY_ENGLISH)] {
        for line in pieces(&page(&demo_pages(now), path)) {
            for sentence in line.split_inclusive(['.', '?']) {
                assert!(sentence.split_whitespace().count() <= MOST, "{path} at {now}: {sentence}");
            }
            let short: Vec<&str> = line.split([' ', ',', '.', '’']).collect();
            for abbreviation in ["h", "min", "km", "m", "m³", "kg", "etc", "ex", "n°", "tél", "lun", "sam"] {
                assert!(!short.contains(&abbreviation), "{path} at {now}: {line}");
            }
            assert!(!line.contains(['%', '(', ';', '/', '…']), "{path} at {now}: {line}");
        }
    }
}

#[test]
fn it_says_where_to_go_what_to_bring_what_is_needed_when_it_is_calm_and_who_helps() {
    let said = words(&page(&demo_pages(OPEN), EASY));
    for part in [
        "Cette page dit ce qui est vrai le samedi 21 novembre 2026. Il était 10 heures 20.",
        "À 10 heures 20, ces déchetteries sont ouvertes :",
        "Déchetterie de Riantec Vous pouvez entrer jusqu’à 12 heures 15.",
        "Vous pouvez apporter partout :",
        "N’apportez pas :",
        "Téléphonez pour savoir comment l’obtenir.",
        "D’habitude, on attend le moins :",
        "Le numéro est : 0 800 100 601",
        "Les personnes pour qui elle est faite ne l’ont pas encore relue.",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
    for unfounded in ["carte d’identité", "mairie", "papier"] {
        assert!(!said.contains(unfounded), "{unfounded}: no data say so");
    }
    let html = page(&demo_pages(OPEN), EASY);
    assert!(html.contains("href=\"tel:0800100601\"") && html.contains("href=\"/sobre/dechetteries/lorient/riantec/\""));
    assert!(words(&page(&demo_pages(OPEN), EASY_ENGLISH)).contains("You can go in until 12:15"));
}

#[test]
fn at_night_it_says_when_centres_open_with_the_date_in_full() {
    let said = words(&page(&demo_pages(NIGHT), EASY));
    assert!(said.contains("À 22 heures 30, les déchetteries sont fermées."), "{said}");
    assert!(said.contains("novembre 2026, à ") && !said.contains("Vous pouvez entrer"), "{said}");
}

#[test]
fn it_changes_with_what_it_says() {
    let source = calm();
    let before = demo_pages("2026-11-24T09:59:00+01:00");
    let documents = source.documents(instant("2026-11-24T10:00:00+01:00"));
    let after = before.next(&|name| documents.get(name), instant("2026-11-24T10:00:00+01:00"));
    assert_ne!(page(&before, EASY), page(&after, EASY), "the gates open");
}

#[test]
fn a_strike_is_announced_there_too() {
    let now = "2026-11-21T15:00:00+01:00";
    let plain = plain_of(&demo(&[Misbehaviour::Strike]).documents(instant(now)), now);
    assert!(page(&plain, EASY).contains("class=\"notice\""));
}

#[test]
fn every_plain_page_leads_there() {
    let plain = demo_pages(OPEN);
    for path in ["sobre/", "sobre/aide/", "sobre/dechetteries/lorient/riantec/", "accessibilite/"] {
        assert!(page(&plain, path).contains("href=\"/sobre/facile/\">Facile à lire</a>"), "{path}");
    }
    assert!(page(&plain, "sobre/en/").contains("href=\"/sobre/en/facile/\">Easy to read</a>"));
}

#[test]
fn of_many_centres_it_names_a_few_and_leads_to_the_rest() {
    let html = page(&plain_of(&large(372, 180), OPEN), EASY);
    assert_eq!(html.matches("Vous pouvez entrer jusqu’à").count(), 12);
    assert!(words(&html).contains("Il y a d’autres déchetteries. Voir toutes les déchetteries"));
}
