//! The addresses that the app knows, so that servers answer for them.

use serde_json::Value;

use super::Documents;
use crate::domain::SiteId;

/// Pages with an address of their own, beside `/`.
const PAGES: [&str; 11] = [
    "dechetteries",
    "carte",
    "sources",
    "mentions-legales",
    "vie-privee",
    "ecoles",
    "consommation",
    "mediation",
    "aide",
    "accessibilite",
    "ecoconception",
];

/// Whether the app has a page at `path`, given without its first slash. Identifiers are taken as they come: the page itself
/// says that a centre is unknown.
pub fn is_page(path: &str) -> bool {
    let segments: Vec<&str> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
    match segments[..] {
        [""] => path.is_empty(),
        [page] => PAGES.contains(&page),
        ["dechetteries", territory, id] => is_id(territory) && is_id(id),
        ["ecoles", ref below @ ..] => below.len() <= 3 && below.iter().all(|segment| is_id(segment)),
        _ => false,
    }
}

/// All pages that the documents give an address, without slashes at either end: what a static host needs a file for.
pub fn all_pages(documents: &Documents) -> Vec<String> {
    let mut pages: Vec<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
    let parsed = |path| documents.get(path).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let territory = parsed("territory.json").and_then(|value| Some(value.get("id")?.as_str()?.to_owned()));
    let Some(territory) = territory.filter(|id| is_id(id)) else { return pages };
    for (path, list, page) in [("sites.json", "sites", "dechetteries"), ("schools.json", "schools", "ecoles")] {
        let document = parsed(path).unwrap_or_default();
        let records = document.get(list).and_then(Value::as_array).into_iter().flatten();
        let ids = records.filter_map(|record| record.get("id")?.as_str()).filter(|id| is_id(id));
        pages.extend(ids.map(|id| format!("{page}/{territory}/{id}")));
    }
    pages
}

fn is_id(text: &str) -> bool {
    text.parse::<SiteId>().is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pages_are_known_with_and_without_a_slash_at_the_end() {
        for path in
            ["", "dechetteries", "carte/", "dechetteries/lorient/riantec", "ecoles/lorient/kermelo/", "vie-privee"]
        {
            assert!(is_page(path), "{path}");
        }
        for path in
            ["wp-admin", "dechetteries/lorient", "dechetteries/../carte", "carte/x", "Carte", "/", "ecoles/a/b/c/d"]
        {
            assert!(!is_page(path), "{path}");
        }
    }

    #[test]
    fn each_centre_and_school_has_its_page_unless_its_identifier_is_none() {
        let mut documents = Documents::default();
        documents.insert("territory.json", &json!({"id": "lorient"}));
        documents.insert("sites.json", &json!({"sites": [{"id": "riantec"}, {"id": "../../etc"}, {}, 3]}));
        documents.insert("schools.json", &json!({"schools": [{"id": "kermelo"}]}));
        let pages = all_pages(&documents);
        assert_eq!(pages[PAGES.len()..], ["dechetteries/lorient/riantec", "ecoles/lorient/kermelo"]);
        assert!(pages.iter().all(|page| is_page(page)));
        assert_eq!(all_pages(&Documents::default()).len(), PAGES.len());
    }
}
