//! What the service says of itself, held against the project.

use std::{fs, path::Path};

use bon_moment::{
    present::plain::statements::{Answer, Finding, Proof, Unit, budgets, rgaa, rgaa_counts, rgesn, rgesn_count},
    relay::{Source, plain::Plain},
};

use crate::{
    html::words,
    territories::{OPEN, demo, demo_pages, instant, page},
};

const ACCESSIBILITY: &str = "sobre/accessibilite/";

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn exists(path: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()
}

/// The tags of a rule in axe's source: what it is part of, and which criteria of the RGAA its makers say that it tests.
fn tags<'a>(axe: &'a str, rule: &str) -> Option<&'a str> {
    let rule = &axe[axe.find(&format!("id: '{rule}',"))?..];
    rule[rule.find("tags: [")?..].split(']').next()
}

#[test]
fn each_proof_of_accessibility_exists_and_axe_says_the_same_criterion() {
    let axe = read("tests/browser/node_modules/axe-core/axe.js");
    for row in rgaa() {
        let (Finding::Shown(proofs) | Finding::ToCheck(proofs)) = &row.finding else { continue };
        for proof in proofs {
            match proof {
                Proof::File(path) => assert!(exists(path), "{}: {path}", row.number),
                Proof::AxeRule(rule) => {
                    let tags = tags(&axe, rule).unwrap_or_else(|| panic!("{}: no rule {rule}", row.number));
                    assert!(tags.contains(&format!("'RGAA-{}.", row.number)), "{}: {rule} has {tags}", row.number);
                    assert!(tags.contains("'wcag2") || tags.contains("'best-practice'"), "{rule} is run: {tags}");
                    assert!(!tags.contains("'experimental'"), "{rule} is run: {tags}");
                }
            }
        }
    }
}

#[test]
fn each_proof_of_ecodesign_exists() {
    for row in rgesn() {
        for proof in &row.proofs {
            assert!(matches!(proof, Proof::File(path) if exists(path)), "{}: {proof}", row.number);
        }
    }
}

#[test]
fn what_does_not_apply_is_nowhere_in_the_views() {
    let index = read("index.html");
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/views")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            for element in ["iframe", "frame", "video", "audio", "figcaption", "blockquote"] {
                assert!(!source.contains(&format!("\"{element}\"")), "{element} in {path:?}");
                assert!(!index.contains(&format!("<{element}")), "{element} in index.html");
            }
        }
    }
}

#[test]
fn every_page_declares_its_type() {
    assert!(read("index.html").starts_with("<!doctype html>"));
    assert!(page(&demo_pages(OPEN), ACCESSIBILITY).starts_with("<!doctype html>"));
}

#[test]
fn the_limits_are_those_that_the_budgets_hold() {
    let script = read("tests/browser/budgets.mjs");
    let held = script.lines().filter_map(|line| line.trim().strip_prefix("[\"")?.strip_suffix("],"));
    let held: Vec<(&str, f64, bool)> = held
        .map(|line| {
            let (name, rest) = line.split_once("\", ").unwrap();
            let limit = rest.split(',').next().unwrap().replace('_', "");
            (name, limit.parse().unwrap(), rest.ends_with(", true"))
        })
        .collect();
    let told: Vec<_> = budgets().iter().map(|b| (b.name, b.limit, b.unit == Unit::Points)).collect();
    assert_eq!(told, held);
    assert!(held.len() >= 18, "{}", held.len());
}

#[test]
fn the_statement_says_what_the_law_asks_and_claims_no_conformity() {
    let said = words(&page(&demo_pages(OPEN), ACCESSIBILITY));
    let counts = rgaa_counts();
    for part in [
        "Déclaration d’accessibilité Établie le dimanche 22 novembre 2026.",
        "État de conformité Bon Moment est non conforme",
        "Personne n’a encore fait d’audit.",
        &format!("en montrent {} sur", counts.shown),
        &format!("{} restent à vérifier", counts.to_check),
        &format!("{} sont sans objet", counts.not_applicable),
        "Non-conformités",
        "Dérogations pour charge disproportionnée",
        "Contenus non soumis à l’obligation d’accessibilité",
        "Retour d’information et contact",
        "Téléphone : 0 800 100 601",
        "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
    assert!(!said.contains('%'), "no rate: {said}");
    let english = words(&page(&demo_pages(OPEN), "sobre/en/accessibilite/"));
    assert!(english.contains("Bon Moment does not comply"), "{english}");
    let version = read("tests/browser/package.json");
    let version = version.split("\"axe-core\": \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(said.contains(&format!("axe-core {version},")) && english.contains(&format!("axe-core {version},")));
}

#[test]
fn the_criteria_are_all_told() {
    let html = page(&demo_pages(OPEN), "sobre/accessibilite/criteres/");
    assert_eq!(html.matches("<th scope=\"row\">").count(), 106);
    let said = words(&html);
    assert!(said.contains("13.12 Rien ne demande de bouger l’appareil Sans objet"), "{said}");
    assert_eq!(said.matches("Montré par un test :").count(), rgaa_counts().shown);
}

#[test]
fn the_page_on_ecodesign_counts_its_answers_and_names_what_is_exceeded() {
    let said = words(&page(&demo_pages(OPEN), "sobre/ecoconception/"));
    let exceeded = budgets().iter().filter(|budget| !budget.is_kept()).count();
    assert_eq!(said.matches("limite dépassée").count(), exceeded);
    assert!(said.contains(&format!("répondons à {} de ses 78 critères", rgesn().len())), "{said}");
    assert!(said.contains(&format!(
        "Oui : {}. En partie : {}.",
        rgesn_count(Answer::Yes),
        rgesn_count(Answer::Partly)
    )));
    let limit = budgets()[0].limit / 1000.0;
    assert!(said.contains(&format!("Programme de l’application, compressé {limit},0 ko")), "{said}");
}

#[test]
fn the_statements_lie_at_the_apps_own_addresses_too_and_say_which_one_counts() {
    let plain = demo_pages(OPEN);
    let home = "https://dechetteries.example.fr/";
    for name in ["accessibilite/", "ecoconception/", "mentions-legales/", "vie-privee/"] {
        let outside = page(&plain, name);
        assert_eq!(outside, page(&plain, &format!("sobre/{name}")));
        assert!(outside.contains(&format!("rel=\"canonical\" href=\"{home}{name}\"")), "{name}");
        let english = page(&plain, &format!("sobre/en/{name}"));
        assert!(english.contains(&format!("rel=\"canonical\" href=\"{home}sobre/en/{name}\"")), "{name}");
        assert!(page(&plain, "sobre/").contains(&format!("href=\"/sobre/{name}\"")), "every foot leads to {name}");
        assert!(read("public/sw.js").contains(name.trim_end_matches('/')), "the worker leaves {name} to the network");
    }
}

#[test]
fn the_legal_notice_names_who_publishes_and_privacy_says_what_stays_on_the_device() {
    let plain = demo_pages(OPEN);
    let territory: serde_json::Value =
        serde_json::from_slice(demo(&[]).documents(instant(OPEN)).get("territory.json").unwrap()).unwrap();
    let said = |path: &str| words(&page(&plain, path)).replace('\u{a0}', " ");
    let legal = said("mentions-legales/");
    assert!(legal.contains("EUPL 1.2") && legal.contains(territory["publisher"]["name"].as_str().unwrap()), "{legal}");
    assert!(legal.contains("Téléphone"), "{legal}");
    let privacy = said("vie-privee/");
    assert!(
        privacy.contains("ni compte, ni cookie") && privacy.contains("Elle reste dans votre appareil"),
        "{privacy}"
    );
    assert!(said("sobre/en/vie-privee/").contains("no account, no cookie"));
}

#[test]
fn the_contact_is_the_territorys_and_a_foreign_scheme_is_no_link() {
    let mut documents = demo(&[]).documents(instant(OPEN));
    let mut territory: serde_json::Value = serde_json::from_slice(documents.get("territory.json").unwrap()).unwrap();
    let mut said = |contact: serde_json::Value| {
        territory["contact"] = contact;
        documents.insert("territory.json", &territory);
        let plain = std::sync::Arc::new(Plain::new(&crate::territories::deployment()));
        page(&plain.next(&|name| documents.get(name), instant(OPEN)), ACCESSIBILITY)
    };
    let all = said(serde_json::json!({"email": "acces@example.fr", "url": "https://example.fr/contact"}));
    assert!(all.contains("href=\"mailto:acces@example.fr\"") && all.contains("href=\"https://example.fr/contact\""));
    let none = said(serde_json::json!({"url": "javascript:alert(1)"}));
    assert!(!none.contains("javascript:") && words(&none).contains("Aucun moyen de joindre le responsable"));
}
