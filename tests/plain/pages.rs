//! What stands on the pages.

use std::sync::Arc;

use bon_moment::relay::{Source, demo::Misbehaviour, plain::Plain};

use crate::{
    html::{faults, words},
    territories::{NIGHT, OPEN, calm, demo, demo_pages, instant, page, plain_of},
};

const CENTRE: &str = "sobre/dechetteries/lorient/riantec/";

/// Words that are false as soon as a page is read later than it was made.
const AGE_WORDS: [&str; 14] = [
    "aujourd’hui",
    "aujourd'hui",
    "maintenant",
    "demain",
    " hier",
    "il y a",
    "en ce moment",
    "à l’instant",
    "cette semaine",
    "today",
    "tomorrow",
    " now",
    " ago",
    "this week",
];

#[test]
fn every_page_is_well_formed_and_has_no_script_and_no_word_that_ages() {
    for now in [OPEN, NIGHT] {
        let plain = demo_pages(now);
        for path in plain.paths() {
            let html = page(&plain, &path);
            if path.ends_with('/') {
                assert_eq!(faults(&html), Vec::<String>::new(), "{path}");
            }
            let said = if path.ends_with('/') { words(&html) } else { html };
            let said = format!(" {} ", said.to_lowercase());
            for word in AGE_WORDS {
                assert!(!said.contains(word), "{path} at {now} says {word}: {said}");
            }
        }
    }
}

#[test]
fn each_page_has_its_language_its_other_language_and_the_way_to_the_app() {
    let plain = demo_pages(OPEN);
    let french = page(&plain, CENTRE);
    let english = page(&plain, "sobre/en/dechetteries/lorient/riantec/");
    assert!(french.contains("<html lang=\"fr\">") && english.contains("<html lang=\"en\">"));
    let home = "https://dechetteries.example.fr/";
    for html in [&french, &english] {
        assert!(html.contains(&format!("href=\"{home}{CENTRE}\" hreflang=\"fr\"")));
        assert!(html.contains(&format!("href=\"{home}sobre/en/dechetteries/lorient/riantec/\" hreflang=\"en\"")));
    }
    assert!(french.contains(&format!("rel=\"canonical\" href=\"{home}dechetteries/lorient/riantec\"")));
    assert!(english.contains(&format!("rel=\"canonical\" href=\"{home}dechetteries/lorient/riantec?lang=en\"")));
    // What the app has no page for is named by its own address.
    for (path, own) in
        [("sobre/aide/", "aide/"), ("sobre/en/aide/", "sobre/en/aide/"), ("sobre/affiche/", "sobre/affiche/")]
    {
        assert!(page(&plain, path).contains(&format!("rel=\"canonical\" href=\"{home}{own}\"")), "{path}");
    }
    assert!(words(&english).contains("Demonstration: invented waits"));
    assert!(french.contains("href=\"tel:0800100601\""));
}

#[test]
fn a_centre_says_its_state_with_the_time_and_its_wait_with_its_end() {
    let said = words(&page(&demo_pages(OPEN), CENTRE));
    for part in [
        "Page préparée le samedi 21 novembre 2026 à 10 h 20.",
        "Ouvert à 10 h 20, jusqu’à 12 h 30, entrée jusqu’à 12 h 15",
        "relevé à 10 h 19, vaut jusqu’à 10 h 24",
        "D’habitude le samedi :",
        "Horaires du samedi 21 novembre : 10 h à 12 h 30, 14 h à 17 h",
        "Carte d’accès obligatoire",
        "vendredi 25 décembre : fermé (Noël)",
        "Gravats (1 m³ par jour au plus)",
        "Comptée en période scolaire.",
        "À partir du jeudi 1er avril 2027 : mardi à samedi 10 h à 12 h 30, 14 h à 18 h",
        "Zone de Villemarion, 56670 Riantec",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
}

#[test]
fn a_strike_and_a_full_skip_are_told_with_their_times() {
    let now = "2026-11-21T15:00:00+01:00";
    let misbehave = [Misbehaviour::Strike, Misbehaviour::SkipFull];
    let plain = plain_of(&demo(&misbehave).documents(instant(now)), now);
    let all: String = plain
        .paths()
        .iter()
        .filter(|path| path.contains("dechetteries/") && path.ends_with('/'))
        .map(|path| words(&page(&plain, path)))
        .collect();
    assert!(all.contains("Fermé du samedi 21 novembre à 0 h au dimanche 22 novembre à 0 h (Grève)"), "{all}");
    assert!(all.contains("Bennes pleines à 1"), "{all}");
}

#[test]
fn a_strike_at_one_centre_names_it_where_others_stand_beside() {
    let now = "2026-11-21T10:20:00+01:00";
    let plain = plain_of(&demo(&[Misbehaviour::Strike]).documents(instant(now)), now);
    for path in ["sobre/", "sobre/facile/", "sobre/texte.txt"] {
        let said = if path.ends_with("texte.txt") { page(&plain, path) } else { words(&page(&plain, path)) };
        let said = said.replace('\u{a0}', " ").replace(" :", ":");
        assert!(said.contains("Déchetterie de Guidel: Un mouvement de grève"), "{path}: {said}");
    }
    let own = words(&page(&plain, "sobre/dechetteries/lorient/guidel/"));
    assert!(
        !own.contains("Déchetterie de Guidel : Un mouvement de grève") && own.contains("Un mouvement de grève"),
        "{own}"
    );
}

#[test]
fn the_renewing_page_says_so_and_the_still_one_leads_there() {
    let plain = demo_pages(OPEN);
    let (still, renewing) = (page(&plain, "sobre/"), page(&plain, "sobre/actualise/"));
    assert!(!still.contains("http-equiv") && still.contains("href=\"/sobre/actualise/\""));
    assert!(renewing.contains("<meta http-equiv=\"refresh\" content=\"60\""));
    assert!(words(&renewing).contains("toutes les 60 secondes") && renewing.contains("href=\"/sobre/\""));
}

#[test]
fn pages_stay_the_same_until_something_that_they_say_changes() {
    let source = calm();
    let at = |before: &Arc<Plain>, now: &str| {
        let documents = source.documents(instant(now));
        before.next(&|name| documents.get(name), instant(now))
    };
    let night = demo_pages(NIGHT);
    let later = at(&night, "2026-11-21T22:45:00+01:00");
    assert_eq!(page(&night, CENTRE), page(&later, CENTRE), "a quiet night");
    let sunday = at(&later, "2026-11-22T00:05:00+01:00");
    assert_ne!(page(&later, CENTRE), page(&sunday, CENTRE), "another day");
    let morning = at(&at(&sunday, "2026-11-24T09:59:00+01:00"), "2026-11-24T10:00:00+01:00");
    assert!(words(&page(&morning, CENTRE)).contains("Ouvert à 10 h"), "the gate opens although no document says so");
}

#[test]
fn the_text_has_short_lines_and_nothing_that_a_voice_cannot_say() {
    let plain = demo_pages(OPEN);
    for path in [
        "sobre/texte.txt",
        "sobre/en/texte.txt",
        "sobre/dechetteries/lorient/riantec/texte.txt",
        "sobre/ecoles/texte.txt",
        "sobre/en/ecoles/texte.txt",
        "sobre/ecoles/lorient/kermelo/texte.txt",
        "sobre/ecoles/lorient/mediatheque-plouay/texte.txt",
    ] {
        let text = page(&plain, path);
        for line in text.lines() {
            assert!(line.chars().count() <= 160, "{path}: {line}");
            let said = |c: char| c.is_alphanumeric() || " '-,.:;?".contains(c);
            assert!(line.chars().all(said), "{path}: {line}");
            let words: Vec<_> = line.split([' ', '.', ',']).collect();
            assert!(
                !words.iter().any(|word| ["h", "min", "m³", "km", "W", "kW", "kWh"].contains(word)),
                "{path}: {line}"
            );
        }
    }
    let text = page(&plain, "sobre/texte.txt");
    assert!(text.contains("vaut jusqu'à 10 heures 24."), "{text}");
}

#[test]
fn without_a_public_address_there_is_no_code_and_the_page_says_nothing_of_one() {
    let documents = calm().documents(instant(OPEN));
    let mut deployment = crate::territories::deployment();
    assert!(page(&demo_pages(OPEN), "sobre/affiche/").contains("<svg"));
    deployment.public_url = None;
    let plain = Arc::new(Plain::new(&deployment)).next(&|name| documents.get(name), instant(OPEN));
    for path in ["sobre/affiche/", "sobre/affiche/riantec/"] {
        let html = page(&plain, path);
        assert!(!html.contains("<svg") && !words(&html).contains("visez"), "{path}");
    }
}
