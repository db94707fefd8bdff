//! What the project keeps for every territory: the contract's description and the vocabulary of materials.

use std::sync::LazyLock;

use axum::body::Bytes;
use serde_json::Value;

use crate::api::dto::MaterialDto;

const OPENAPI: &str = include_str!("../api/openapi.json");

/// The public API as an OpenAPI 3.1 document with its JSON Schemas, served as `openapi.json`.
pub fn openapi() -> &'static Value {
    static READ: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(OPENAPI).expect("a test reads it"));
    &READ
}

/// The same, written without its blanks: made once, since it changes with a release alone. A relay keeps no tree of it.
pub(super) fn openapi_document() -> &'static Bytes {
    static WRITTEN: LazyLock<Bytes> = LazyLock::new(|| {
        let openapi: Value = serde_json::from_str(OPENAPI).expect("a test reads it");
        openapi.to_string().into_boxed_str().into_boxed_bytes().into()
    });
    &WRITTEN
}

/// The vocabulary of materials with labels and everyday words. A territory may add words and labels to it, not new
/// meanings for old identifiers.
pub fn materials() -> &'static [MaterialDto] {
    static MATERIALS: LazyLock<Vec<MaterialDto>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../api/materials.json")).expect("a test reads it"));
    &MATERIALS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_material_has_an_identifier_of_its_own_and_words_in_both_languages() {
        let ids: BTreeSet<_> = materials().iter().map(|m| m.id.as_str()).collect();
        assert_eq!(ids.len(), materials().len());
        for material in materials() {
            assert!(material.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", material.id);
            let label = material.label.as_ref().unwrap();
            let words = material.words.as_ref().unwrap();
            for lang in ["fr", "en"] {
                assert!(!label.get(lang).unwrap().trim().is_empty(), "{} in {lang}", material.id);
                assert!(!words.get(lang).unwrap().is_empty(), "{} in {lang}", material.id);
            }
        }
    }

    #[test]
    fn a_word_is_given_once_and_in_small_letters() {
        for material in materials() {
            for lang in ["fr", "en"] {
                let mut seen = BTreeSet::new();
                for word in material.words.as_ref().unwrap().get(lang).unwrap() {
                    assert_eq!(word.trim().to_lowercase(), *word);
                    assert!(seen.insert(word), "{word} is given twice to {}", material.id);
                }
            }
        }
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod words_tests;
