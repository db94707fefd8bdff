//! The addresses that the app knows, so that servers answer for them.

use serde_json::Value;

use super::{Documents, assets::INDEX};
use crate::present::{Area, Route};

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

/// An area's pages, without slashes at either end.
pub fn area_pages(area: Area) -> impl Iterator<Item = String> {
    area.pages().iter().map(move |page| format!("{}/{page}", area.path()).trim_end_matches('/').to_owned())
}

/// All pages of the app that the documents give an address, without slashes at either end: what a static host needs a file for.
pub fn all_pages(documents: &Documents) -> Vec<String> {
    let fixed = Route::FIXED.iter().filter(|route| **route != Route::Home).map(Route::path);
    let mut pages: Vec<String> = fixed.collect();
    let parsed = |path| documents.get(path).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let territory = parsed("territory.json").and_then(|value| Some(value.get("id")?.as_str()?.to_owned()));
    let Some(territory) = territory else { return pages };
    let sites = parsed("sites.json").unwrap_or_default();
    let records = sites.get("sites").and_then(Value::as_array).into_iter().flatten();
    for id in records.filter_map(|record| record.get("id")?.as_str()) {
        let path = Route::Site { territory: territory.clone(), site: id.to_owned() }.path();
        // An identifier that is none has no address, and never becomes a path on the disk.
        if is_page(&path) {
            pages.push(path);
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pages_are_known_with_and_without_a_slash_at_the_end() {
        for path in ["", "dechetteries", "carte/", "dechetteries/lorient/riantec", "vie-privee", "mediation/aide/"] {
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
        assert_eq!(area_pages(Area::Desk).collect::<Vec<_>>(), ["mediation", "mediation/aide"]);
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
}
