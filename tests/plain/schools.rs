//! Schools without a script: their list, their pages and their walls.

use std::sync::Arc;

use bon_moment::relay::{Source, demo::Misbehaviour, plain::Plain};
use serde_json::json;

use crate::{
    html::words,
    territories::{NIGHT, calm, demo, demo_pages, deployment, instant, page, plain_of},
};

const SUNNY: &str = "2026-06-19T14:05:00+02:00";
const KERMELO: &str = "sobre/ecoles/lorient/kermelo/";
const WALL: &str = "sobre/ecoles/lorient/kermelo/ecran/";

#[test]
fn the_list_says_what_each_roof_gives_with_the_time_and_leads_on() {
    let plain = demo_pages(SUNNY);
    assert!(page(&plain, "sobre/").contains("href=\"/sobre/ecoles/\""));
    let html = page(&plain, "sobre/ecoles/");
    let said = words(&html);
    for part in [
        "Le soleil sur le toit des écoles",
        "Démonstration : toutes les mesures sont inventées.",
        "Page préparée le vendredi 19 juin 2026 à 14 h 05.",
        "École des Dunes (Larmor-Plage)",
        "Médiathèque de Plouay",
        "Relevé à 14 h : le soleil donne",
        "Vendredi 19 juin 2026, jusqu’à 14 h : le soleil a donné",
        "les capteurs d’eau chaude donnent",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
    assert_eq!(html.matches("href=\"/sobre/ecoles/lorient/").count(), 5);
}

#[test]
fn each_page_leads_to_the_same_in_the_app_and_leaves_that_name_to_it() {
    let plain = demo_pages(SUNNY);
    for (plain_path, app_path) in [
        ("ecoles/", "ecoles"),
        ("ecoles/lorient/kermelo/", "ecoles/lorient/kermelo"),
        ("ecoles/lorient/kermelo/ecran/", "ecoles/lorient/kermelo/ecran"),
    ] {
        for (root, query) in [("sobre/", ""), ("sobre/en/", "?lang=en")] {
            let html = page(&plain, &format!("{root}{plain_path}"));
            let canonical = format!("rel=\"canonical\" href=\"https://dechetteries.example.fr/{app_path}{query}\"");
            assert!(html.contains(&canonical), "{html}");
            // A wall has no way out but its own page.
            let leads = html.contains(&format!("<a href=\"/{app_path}{query}\""));
            assert_eq!(leads, !plain_path.ends_with("ecran/"), "{html}");
        }
    }
    assert!(words(&page(&plain, KERMELO)).contains("Cette page dans la version complète"));
}

#[test]
fn a_school_says_its_moment_its_days_its_month_and_its_year() {
    let plain = demo_pages(SUNNY);
    let said = words(&page(&plain, KERMELO));
    let mut at = 0;
    for part in [
        "École de Kermélo (Lorient)",
        "Relevé à 14 h : le soleil donne",
        "Vendredi 19 juin 2026, jusqu’à 14 h",
        "Le plus fort :",
        "Sur 10 kWh consommés,",
        "Courbe du 19 juin : en surface, ce que le soleil donne, en trait, ce qui est consommé.",
        "Jeudi 18 juin 2026",
        "Juin 2026, jusqu’au 19 juin",
        "Le plus beau jour bien mesuré :",
        "2026, jusqu’au 19 juin",
        "Mois par mois, en kWh",
        "Mai",
        "Vendredi 19 juin 2026, heure par heure, en kWh",
        "13 à 14 h",
        "210 élèves. En plein soleil, les panneaux donnent jusqu’à 15 kW. Mesuré depuis février 2015.",
        "Toutes les écoles",
    ] {
        at += said[at..].find(part).unwrap_or_else(|| panic!("{part} is not where it should be in {said}"));
    }
    assert!(!said.contains("14 à 15 h"), "that hour is not over");
    let english = words(&page(&plain, "sobre/en/ecoles/lorient/kermelo/"));
    assert!(
        english.contains("Read at 14:00: the sun gives") && english.contains("June 2026, until 19 June"),
        "{english}"
    );
}

#[test]
fn the_figures_of_the_table_are_those_of_the_documents() {
    let documents = calm().documents(instant(SUNNY));
    let bytes = documents.get("series/kermelo/pv/2026-06-19.json").unwrap();
    let series: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let hour: f64 = series["values"].as_array().unwrap()[60..66].iter().map(|value| value.as_f64().unwrap()).sum();
    let expected = format!("{:.1}", hour / 6.0 / 1000.0).replace('.', ",");
    let said = words(&page(&plain_of(&documents, SUNNY), KERMELO));
    assert!(said.contains(&format!("10 à 11 h {expected} ")), "{expected} in {said}");
}

#[test]
fn a_wall_renews_itself_and_has_a_way_out_and_nothing_else_around_it() {
    let html = page(&demo_pages(SUNNY), WALL);
    assert!(html.contains("<meta http-equiv=\"refresh\" content=\"300\""));
    assert!(html.contains("<svg") && !html.contains("<nav") && !html.contains("class=\"skip\""));
    assert!(html.contains(&format!("href=\"/{KERMELO}\"")));
    let said = words(&html);
    for part in [
        "École de Kermélo Le soleil donne",
        "L’école consomme",
        "relevé à 14 h",
        "toutes les 5 minutes",
        "Démonstration",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
}

#[test]
fn a_drawing_is_called_what_it_shows() {
    let plain = demo_pages(SUNNY);
    let said = |place: &str| words(&page(&plain, &format!("sobre/ecoles/lorient/{place}/")));
    assert!(said("mediatheque-plouay").contains("en trait, ce qui est consommé."));
    assert!(said("lanveur").contains("en surface, la chaleur pour l’eau, en trait, ce qui est consommé."));
    assert!(said("lanveur").contains("La chaleur des capteurs ne s’ajoute pas à l’électricité."));
    assert!(said("dunes").contains("Courbe du 19 juin : en surface, ce que le soleil donne."));
}

#[test]
fn the_sun_sleeps_at_night_and_a_silent_meter_is_no_sleeping_sun() {
    let plain = demo_pages(NIGHT);
    assert!(words(&page(&plain, KERMELO)).contains("Relevé à 22 h 20 : le soleil dort, l’école consomme"));
    let now = "2026-11-21T14:05:00+01:00";
    let plain = plain_of(&demo(&[Misbehaviour::MeterSilent]).documents(instant(now)), now);
    let said = words(&page(&plain, "sobre/ecoles/lorient/kersabiec/"));
    assert!(said.contains("Pas de mesure récente ; la dernière, à 12 h : le soleil donne"), "{said}");
    let wall = words(&page(&plain, "sobre/ecoles/lorient/kersabiec/ecran/"));
    assert!(wall.contains("Le soleil donne – pas de mesure récente ; la dernière, à 12 h"), "{wall}");
}

#[test]
fn a_place_that_is_read_at_the_grid_alone_tells_what_it_uses() {
    let plain = demo_pages(SUNNY);
    let said = words(&page(&plain, "sobre/ecoles/lorient/mediatheque-plouay/"));
    assert!(
        said.contains("le soleil donne 6,8 kW, la médiathèque consomme 4,2 kW.")
            && said.contains("La médiathèque a consommé"),
        "{said}"
    );
    assert!(said.contains("viennent du réseau"), "what is measured stays: {said}");
    let mut documents = calm().documents(instant(SUNNY));
    let mut live: serde_json::Value = serde_json::from_slice(documents.get("schools_live.json").unwrap()).unwrap();
    live["meters"].as_array_mut().unwrap().retain(|reading| reading["meter"] != "export");
    documents.insert("schools_live.json", &live);
    let said = words(&page(&plain_of(&documents, SUNNY), "sobre/ecoles/lorient/mediatheque-plouay/"));
    assert!(!said.to_lowercase().contains("la médiathèque consomme"), "of three, one is not known: {said}");
}

#[test]
fn where_a_school_lies_may_be_unknown_and_the_sun_sleeps_there_too() {
    let unplaced = |now: &str| {
        let mut documents = calm().documents(instant(now));
        let mut schools: serde_json::Value = serde_json::from_slice(documents.get("schools.json").unwrap()).unwrap();
        for school in schools["schools"].as_array_mut().unwrap() {
            school.as_object_mut().unwrap().retain(|key, _| key != "lat" && key != "lon");
        }
        documents.insert("schools.json", &schools);
        words(&page(&plain_of(&documents, now), KERMELO))
    };
    assert!(unplaced(NIGHT).contains("Relevé à 22 h 20 : le soleil dort"), "{}", unplaced(NIGHT));
    assert!(!unplaced(SUNNY).contains("le soleil dort"));
}

#[test]
fn a_dead_inverter_at_noon_is_no_sleeping_sun() {
    let mut documents = calm().documents(instant(SUNNY));
    let mut live: serde_json::Value = serde_json::from_slice(documents.get("schools_live.json").unwrap()).unwrap();
    for reading in live["meters"].as_array_mut().unwrap() {
        if reading["school"] == "kermelo" && reading["meter"] == "pv" {
            reading["value"] = json!(0);
        }
    }
    documents.insert("schools_live.json", &live);
    let plain = plain_of(&documents, SUNNY);
    let (said, wall) = (words(&page(&plain, KERMELO)), words(&page(&plain, WALL)));
    assert!(said.contains("Relevé à 14 h : le soleil donne 0 W"), "{said}");
    assert!(wall.contains("Le soleil donne 0 W relevé à 14 h"), "{wall}");
}

#[test]
fn a_wall_tells_of_yesterday_until_the_sun_rises_and_of_today_until_midnight() {
    let wall = |now: &str| words(&page(&demo_pages(now), WALL));
    let (early, late) = (wall("2026-06-19T02:05:00+02:00"), wall("2026-06-19T23:25:00+02:00"));
    assert!(early.contains("Le soleil dort") && early.contains("kWh Jeudi 18 juin 2026"), "{early}");
    assert!(!early.contains(" 0 W") && !early.contains(" 0 kWh"), "a zero reads as a fault: {early}");
    assert!(early.contains("Jeudi 18 juin 2026 : le soleil a donné"), "{early}");
    assert!(late.contains("Le soleil dort") && late.contains("kWh Vendredi 19 juin 2026"), "{late}");
    assert!(late.contains("Vendredi 19 juin 2026, jusqu’à 23 h 20 : le soleil a donné"), "{late}");
}

#[test]
fn missing_measurements_are_told_and_not_counted_as_nothing() {
    let now = "2026-11-22T10:00:00+01:00";
    let plain = plain_of(&demo(&[Misbehaviour::MeterWild]).documents(instant(now)), now);
    let said = words(&page(&plain, "sobre/ecoles/lorient/dunes/"));
    let yesterday = said.split("Samedi 21 novembre 2026").nth(1).unwrap();
    assert!(yesterday.contains("Il manque des mesures : le vrai total est plus grand."), "{said}");
    assert!(!said.contains("heure par heure"), "no hour was measured whole: {said}");
}

#[test]
fn schools_change_with_their_meters_and_leave_the_other_pages_alone() {
    let source = calm();
    let at = |before: &Arc<Plain>, now: &str| {
        let documents = source.documents(instant(now));
        before.next(&|name| documents.get(name), instant(now))
    };
    let first = demo_pages("2026-11-21T22:31:00+01:00");
    let minute = at(&first, "2026-11-21T22:32:00+01:00");
    assert_eq!(page(&first, KERMELO), page(&minute, KERMELO), "nothing new was read");
    let later = at(&minute, "2026-11-21T22:41:00+01:00");
    assert_ne!(page(&minute, WALL), page(&later, WALL));
    assert_eq!(page(&minute, "sobre/"), page(&later, "sobre/"), "the centres' night is quiet");
}

#[test]
fn without_schools_there_are_no_pages_of_them() {
    let mut documents = calm().documents(instant(SUNNY));
    documents.insert("schools.json", &json!({"version": 1, "schools": []}));
    let plain = plain_of(&documents, SUNNY);
    assert!(plain.page("sobre/ecoles/").is_none() && plain.page(KERMELO).is_none());
    assert!(!page(&plain, "sobre/").contains("ecoles"));
    assert!(!plain.paths().iter().any(|path| path.contains("ecoles")));
}

#[test]
fn a_school_whose_series_cannot_be_read_says_what_it_knows() {
    let source = calm().documents(instant(SUNNY));
    let read = |name: &str| source.get(name).filter(|_| !name.starts_with("series/"));
    let plain = Arc::new(Plain::new(&deployment())).next(&read, instant(SUNNY));
    let html = page(&plain, KERMELO);
    assert!(words(&html).contains("le soleil donne") && words(&html).contains("Rien n’a été mesuré."));
    assert!(!html.contains("<svg") && !html.contains("<table"));
    assert!(plain.page("sobre/ecoles/lorient/nowhere/").is_none() && plain.page("sobre/ecoles/x/kermelo/").is_none());
}

#[test]
fn every_series_can_be_taken_away_as_a_table_and_as_data_with_its_licence() {
    let plain = demo_pages(SUNNY);
    assert!(page(&plain, KERMELO).contains("href=\"/sobre/donnees/lorient/kermelo/\""));
    let all = page(&plain, "sobre/donnees/");
    assert_eq!(all.matches("href=\"/sobre/donnees/lorient/").count(), 5);
    assert!(words(&all).contains("Licence"), "{all}");
    let html = page(&plain, "sobre/donnees/lorient/kermelo/");
    let documents = demo(&[]).documents(instant(SUNNY));
    let published: Vec<&str> =
        documents.iter().map(|(path, _)| path).filter(|path| path.starts_with("series/kermelo/")).collect();
    assert!(published.len() > 100);
    for path in published {
        for ending in ["json", "csv"] {
            let href = format!("href=\"/api/v1/{}.{ending}\"", path.trim_end_matches(".json"));
            assert!(html.contains(&href), "{href} is missing");
        }
    }
    for part in ["Année 2026", "juin 2026", "Le soleil donne", "pas mesuré"] {
        assert!(words(&html).contains(part), "{part} is missing");
    }
}

#[test]
fn a_territory_without_meters_says_that_there_is_nothing_to_take_away() {
    let mut documents = calm().documents(instant(NIGHT));
    documents.insert("schools.json", &json!({"version": 1, "schools": []}));
    let plain = plain_of(&documents, NIGHT);
    assert!(words(&page(&plain, "sobre/donnees/")).contains("Aucun bâtiment n’est mesuré ici."));
    assert!(
        words(&page(&plain, "sobre/donnees/")).contains("Rapport de l’année 2026"),
        "what was told is offered all the same"
    );
}
