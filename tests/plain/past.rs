//! What was told on days that are over: its page of files, and the report of a year.

use bon_moment::relay::Source;
use serde_json::{Value, json};

use crate::{
    html::words,
    territories::{OPEN, calm, demo_pages, instant, large, page, plain_of},
};

const REPORT: &str = "sobre/rapport/2026/";

#[test]
fn each_day_of_waits_is_offered_as_a_table_and_as_data_beside_the_reports() {
    let documents = calm().documents(instant(OPEN));
    let plain = demo_pages(OPEN);
    for (root, word) in [("sobre/", "Les attentes annoncées"), ("sobre/en/", "Waits told")] {
        let html = page(&plain, &format!("{root}donnees/"));
        assert!(words(&html).contains(word), "{html}");
        assert!(html.contains(&format!("href=\"/{root}rapport/2026/\"")));
        let days: Vec<&str> =
            documents.iter().map(|(path, _)| path).filter(|path| path.starts_with("waits/")).collect();
        assert!(days.len() > 4, "closed on some days: {days:?}");
        for path in days {
            for ending in ["json", "csv"] {
                let href = format!("href=\"/api/v1/{}.{ending}\"", path.trim_end_matches(".json"));
                assert!(html.contains(&href), "{href} is missing");
            }
        }
    }
}

#[test]
fn the_report_says_what_its_document_says_and_how_much_of_the_year_it_covers() {
    let documents = calm().documents(instant(OPEN));
    let report: Value = serde_json::from_slice(documents.get("report/2026.json").unwrap()).unwrap();
    let plain = demo_pages(OPEN);
    let html = page(&plain, REPORT);
    let said = words(&html);
    for part in [
        "Rapport de l’année 2026",
        "jusqu’au vendredi 20 novembre 2026",
        "pour 23 jours sur les 365 de l’année",
        "Ce que le service a envoyé n’est pas connu.",
        "Licence",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
    for site in report["sites"].as_array().unwrap() {
        let id = &site["id"];
        let row = match site["wait_median_min"].as_u64() {
            Some(median) => format!(
                "{median} min au plus la moitié du temps, {} min au plus neuf fois sur dix",
                site["wait_p90_min"]
            ),
            None => "pas annoncée".to_owned(),
        };
        assert!(said.contains(&row), "{id}: {row} is missing in {said}");
    }
    assert!(said.contains("pas de capteur") && said.contains("pas comptés"), "one centre has no sensor: {said}");
    for link in ["/api/v1/report/2026.csv", "/api/v1/report/2026.json", "/sobre/donnees/", "/sobre/en/rapport/2026/"] {
        assert!(html.contains(&format!("href=\"{link}\"")), "{link} is missing");
    }
    assert!(words(&page(&plain, "sobre/en/rapport/2026/")).contains("Report of the year 2026"));
}

#[test]
fn a_territory_without_a_history_says_so_and_has_no_report() {
    let documents = calm().documents(instant(OPEN));
    let is_of_today = |name: &str| name != "history.json" && !name.starts_with("report/");
    let mut kept = bon_moment::relay::Documents::default();
    for (name, bytes) in documents.iter().filter(|(name, _)| is_of_today(name)) {
        kept.insert_bytes(name, bytes.to_vec());
    }
    let plain = plain_of(&kept, OPEN);
    assert!(words(&page(&plain, "sobre/donnees/")).contains("Les attentes annoncées ne sont pas gardées ici."));
    assert!(plain.page(REPORT).is_none());
    assert!(!plain.paths().iter().any(|path| path.contains("rapport")));
}

#[test]
fn fifteen_hundred_centres_fit_by_leaving_their_table_to_the_file() {
    let mut documents = large(1500, 700);
    let site = |index: usize| json!({"id": format!("site-{index}"), "vehicles": 1000 + 7 * index, "vehicles_coverage": 0.9, "wait_mean_min": 4.5, "wait_median_min": index % 30, "wait_p90_min": index % 50, "heard_share": 0.5});
    let sites: Vec<Value> = (0..1500).map(site).collect();
    documents.insert(
        "report/2026.json",
        &json!({"version": 1, "year": 2026, "until": "2026-11-20", "days": 300, "sites": sites}),
    );
    let html = page(&plain_of(&documents, OPEN), REPORT);
    assert!(words(&html).contains("Les 1500 déchetteries ne tiennent pas sur une page"), "{html}");
    assert!(words(&html).contains("dans 1500 déchetteries sur 1500") && !html.contains("<table"));
}

#[test]
fn the_state_of_each_source_is_told_with_all_that_is_wrong() {
    let mut documents = calm().documents(instant(OPEN));
    let status = |age: &str| {
        let lines = format!("no answer for {age}\nloop: <b> is no number\nlane: no instant");
        json!({"version": 1, "generated_at": OPEN, "sources": [
            {"id": "sites-file", "label": {"fr": "Fichier des déchetteries", "en": "File of the centres"}, "ok": true, "kept": 13},
            {"id": "lorawan", "ok": false, "last_success": OPEN, "rejected": 2, "last_error": lines}]})
    };
    documents.insert("status.json", &status("11 minutes"));
    let plain = plain_of(&documents, OPEN);
    let html = page(&plain, "sobre/donnees/");
    let told = words(&html);
    for part in
        ["État des sources", "Fichier des déchetteries ● fonctionne", "lorawan ○ à vérifier", "lane: no instant"]
    {
        assert!(told.contains(part), "{part} is missing in {told}");
    }
    assert!(
        html.contains("<li>loop: &lt;b&gt; is no number") && html.contains("href=\"/api/v1/status.json\""),
        "{html}"
    );
    assert!(!told.contains("11 minutes"), "a page that is made anew each minute is for nobody's cache");
    assert!(words(&page(&plain, "sobre/en/donnees/")).contains("lorawan ○ to be checked"));
    documents.insert("status.json", &status("12 minutes"));
    let later = plain.next(&|name| documents.get(name), instant(OPEN));
    assert_eq!(page(&later, "sobre/donnees/"), html);
}
