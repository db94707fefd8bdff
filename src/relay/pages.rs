//! The addresses that the app knows, so that servers answer for them.

use serde_json::Value;

use super::{Documents, assets::INDEX};
use crate::present::{
    Area, Route,
    schools::{SchoolPage, SchoolView},
};

/// Whether the app or an area of its own has a page at `path`, given without its first slash. Identifiers are taken as they come: the page itself
/// says that a centre is unknown.
pub fn is_page(path: &str) -> bool {
    !path.starts_with('/') && (Route::parse(path).is_some() || Area::at(path).is_some())
}

/// The file that answers for a page, known or not: that of its area, else the app's.
pub fn page_file(path: &str) -> String {
    Area::at(path).map_or_else(|| INDEX.to_owned(), area_file)
}

/// An area's own HTML page among the built files.
pub fn area_file(area: Area) -> String {
    format!("{}/{INDEX}", area.path())
}

/// An area's pages that the documents give an address, without slashes at either end.
pub fn area_pages(area: Area, documents: &Documents) -> Vec<String> {
    let below = |page: &str| format!("{}/{page}", area.path()).trim_end_matches('/').to_owned();
    let mut pages: Vec<String> = area.pages().iter().map(|page| below(page)).collect();
    if area == Area::Schools {
        for (territory, school) in addressed(documents, "schools.json", "schools") {
            let of = |view| SchoolPage::Of { territory: territory.clone(), school: school.clone(), view };
            pages.extend(SchoolView::ALL.map(|view| below(&of(view).path())));
        }
    }
    // An identifier that is none has no address, and never becomes a path on the disk.
    pages.retain(|path| is_page(path));
    pages
}

/// All pages of the app that the documents give an address, without slashes at either end: what a static host needs a file for.
pub fn all_pages(documents: &Documents) -> Vec<String> {
    let fixed = Route::FIXED.iter().filter(|route| **route != Route::Home).map(Route::path);
    let sites = addressed(documents, "sites.json", "sites").into_iter();
    let sites = sites.map(|(territory, site)| Route::Site { territory, site }.path());
    fixed.chain(sites.filter(|path| is_page(path))).collect()
}

/// Territory and identifier of each record of a document.
fn addressed(documents: &Documents, document: &str, records: &str) -> Vec<(String, String)> {
    let parsed = |path| documents.get(path).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let territory = parsed("territory.json").and_then(|value| Some(value.get("id")?.as_str()?.to_owned()));
    let Some(territory) = territory else { return Vec::new() };
    let document = parsed(document).unwrap_or_default();
    let records = document.get(records).and_then(Value::as_array).into_iter().flatten();
    records.filter_map(|record| Some((territory.clone(), record.get("id")?.as_str()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pages_are_known_with_and_without_a_slash_at_the_end() {
        for path in ["", "dechetteries", "carte/", "dechetteries/lorient/riantec", "sources", "mediation/aide/"] {
            assert!(is_page(path), "{path}");
        }
        for path in ["wp-admin", "dechetteries/lorient", "dechetteries/../carte", "carte/x", "Carte", "/", "//carte"] {
            assert!(!is_page(path), "{path}");
        }
    }

    #[test]
    fn an_area_answers_for_its_own_pages_alone() {
        for path in ["mediation", "mediation/", "mediation/aide"] {
            assert_eq!(page_file(path), "mediation/index.html");
        }
        for path in ["", "carte", "mediation/x", "mediations"] {
            assert_eq!(page_file(path), INDEX);
        }
        assert_eq!(area_pages(Area::Desk, &Documents::default()), ["mediation", "mediation/aide"]);
        assert_eq!(area_pages(Area::Schools, &Documents::default()), ["ecoles"]);
    }

    #[test]
    fn each_centre_has_its_page_unless_its_identifier_is_none() {
        let mut documents = Documents::default();
        documents.insert("territory.json", &json!({"id": "lorient"}));
        documents.insert("sites.json", &json!({"sites": [{"id": "riantec"}, {"id": "../../etc"}, {}, 3]}));
        let pages = all_pages(&documents);
        let fixed = Route::FIXED.len() - 1;
        assert_eq!(pages[fixed..], ["dechetteries/lorient/riantec"]);
        assert!(pages.iter().all(|page| is_page(page)));
        assert_eq!(all_pages(&Documents::default()).len(), fixed);
    }

    #[test]
    fn each_school_has_all_its_pages_unless_its_identifier_is_none() {
        let mut documents = Documents::default();
        documents.insert("territory.json", &json!({"id": "lorient"}));
        documents.insert("schools.json", &json!({"schools": [{"id": "kermelo"}, {"id": "../../etc"}]}));
        let below = ["", "/lorient/kermelo", "/lorient/kermelo/ecran", "/lorient/kermelo/installer"];
        let mut expected = below.map(|path| format!("ecoles{path}")).to_vec();
        expected.push("ecoles/lorient/kermelo/classe".to_owned());
        assert_eq!(area_pages(Area::Schools, &documents), expected);
    }
}
