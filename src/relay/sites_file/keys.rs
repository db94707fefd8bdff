//! Keys of a file of centres that no reader knows: each is named, with the key that was probably meant.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Map, Value};

use super::short;
use crate::{
    domain::fold,
    relay::{
        config::{letters_between, nearest},
        contract,
    },
};

/// What the values of some keys are, by the contract's names: the key of the record, and the schema of its value or items.
const NESTED: [(&str, &str); 7] = [
    ("hours", "Season"),
    ("closures", "Closure"),
    ("exceptions", "Exception"),
    ("limits", "Limit"),
    ("access", "Access"),
    ("notices", "Notice"),
    ("sources", "SourceNote"),
];

/// Keys that people write, in French or in English, for those of the contract.
const OTHER_WORDS: [(&str, &str); 46] = [
    ("adresse", "address"),
    ("au", "until"),
    ("begin", "from"),
    ("begins", "from"),
    ("closure", "closures"),
    ("closed", "closures"),
    ("conditions", "access"),
    ("debut", "from"),
    ("du", "from"),
    ("end", "until"),
    ("ends", "until"),
    ("exception", "exceptions"),
    ("ferme", "closures"),
    ("fermee", "closures"),
    ("fermeture", "closures"),
    ("fermetures", "closures"),
    ("fermetures exceptionnelles", "closures"),
    ("fin", "until"),
    ("horaires", "hours"),
    ("jour", "days"),
    ("jours", "days"),
    ("jours feries", "closed_on_public_holidays"),
    ("latitude", "lat"),
    ("libelle", "label"),
    ("licence", "licence"),
    ("license", "licence"),
    ("lng", "lon"),
    ("long", "lon"),
    ("longitude", "lon"),
    ("materiaux", "accepts"),
    ("message", "text"),
    ("motif", "reason"),
    ("mots", "words"),
    ("nom", "name"),
    ("opening", "open"),
    ("opening hours", "hours"),
    ("ouverture", "open"),
    ("raison", "reason"),
    ("start", "from"),
    ("starts", "from"),
    ("status", "closures"),
    ("statut", "closures"),
    ("tel", "phone"),
    ("telephone", "phone"),
    ("to", "until"),
    ("ville", "commune"),
];

/// A key that means nothing to readers.
pub(super) struct UnknownKey<'a> {
    /// Of the object that has it, such as `.hours[0]`; empty for the record itself.
    pub place: String,
    pub key: &'a str,
    pub value: &'a Value,
    /// The known key that was probably meant and is not there.
    pub meant: Option<&'static str>,
}

impl UnknownKey<'_> {
    /// What is wrong, and `effect`, what comes of it; empty: nothing.
    pub fn said(&self, effect: &str) -> String {
        let key = short(self.key);
        let meant = self.meant.map(|meant| format!("; did you mean \"{meant}\"?")).unwrap_or_default();
        let effect = match (effect, self.meant) {
            ("", None) => ", which has no effect".to_owned(),
            ("", Some(_)) => String::new(),
            (effect, None) => format!("; {effect}"),
            (effect, Some(_)) => format!(" {effect}"),
        };
        format!("unknown key \"{key}\"{meant}{effect}")
    }
}

/// The keys of an object and of what lies in it that the contract's schema of that name does not have.
pub(super) fn unknown_keys<'a>(schema: &str, object: &'a Value) -> Vec<UnknownKey<'a>> {
    let mut found = Vec::new();
    look(schema, object, "", &mut found);
    found
}

fn look<'a>(schema: &str, value: &'a Value, place: &str, found: &mut Vec<UnknownKey<'a>>) {
    let Some(fields) = value.as_object() else { return };
    let known = known_keys(schema);
    for (key, value) in fields {
        if !known.contains(&key.as_str()) && !is_own(key) {
            found.push(UnknownKey { place: place.to_owned(), key, value, meant: meant(key, known, fields) });
        }
    }
    if schema != SITE {
        return;
    }
    for (key, schema) in NESTED {
        let place = format!("{place}.{key}");
        match fields.get(key) {
            Some(Value::Array(items)) => {
                for (n, item) in items.iter().enumerate() {
                    look(schema, item, &format!("{place}[{n}]"), found);
                }
            }
            Some(one) => look(schema, one, &place, found),
            None => {}
        }
    }
}

const SITE: &str = "Site";

/// Notes of those who write the file, and what programs add: they are meant for nobody else.
fn is_own(key: &str) -> bool {
    key.starts_with(['_', '$', '@', '#', '/']) || key.starts_with("x-")
}

fn meant(key: &str, known: &[&'static str], fields: &Map<String, Value>) -> Option<&'static str> {
    const SHORTEST: usize = 4;
    let free: Vec<&'static str> = known.iter().copied().filter(|known| !fields.contains_key(*known)).collect();
    let plain = fold(key).trim().to_owned();
    let word = OTHER_WORDS.iter().find(|(word, _)| *word == plain).map(|(_, meant)| *meant);
    let by_word = word.filter(|meant| known.contains(meant));
    let by_letters = || {
        let written = plain.replace(' ', "_");
        // A key that resembles one that is there as well is a second one of it.
        let is_long = key.len() >= SHORTEST;
        let nearest_free = nearest(&written, &free).filter(|_| is_long);
        let nearest = nearest(&written, known).filter(|_| is_long);
        match (nearest, nearest_free) {
            (Some(one), Some(free)) if letters_between(&written, one) == letters_between(&written, free) => Some(free),
            (one, _) => one,
        }
    };
    by_word.or_else(by_letters)
}

/// The keys of a schema of the contract.
fn known_keys(schema: &str) -> &'static [&'static str] {
    static KEYS: LazyLock<BTreeMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let contract: Value = serde_json::from_slice(contract::openapi_document()).unwrap_or_default();
        let keys = |schema: &str| {
            let properties = contract.pointer(&format!("/components/schemas/{schema}/properties"));
            let keys = properties.and_then(Value::as_object).into_iter().flat_map(Map::keys);
            // Some tens of words, once in the program.
            keys.map(|key| &*key.clone().leak()).collect::<Vec<&'static str>>()
        };
        let schemas = ["Sites", "Material", SITE].into_iter().chain(NESTED.map(|(_, schema)| schema));
        schemas.map(|schema| (schema.to_owned(), keys(schema))).collect()
    });
    KEYS.get(schema).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(site: &Value) -> Vec<String> {
        unknown_keys(SITE, site).iter().map(|unknown| format!("{}: {}", unknown.place, unknown.said(""))).collect()
    }

    #[test]
    fn each_unknown_key_is_named_wherever_it_stands() {
        let site = json!({
            "id": "a", "lat": 1, "lon": 2, "insee": "56098", "_note": 1, "x-own": 2,
            "hours": [{"days": [1], "open": [], "jusque": 1}, {"days": [1], "open": [], "untill": "10-01"}],
            "closures": {"from": "2026-12-01", "to": "2026-12-02"},
            "access": {"heigth": 1},
        });
        assert_eq!(
            told(&site),
            [
                ": unknown key \"insee\", which has no effect",
                ".hours[0]: unknown key \"jusque\", which has no effect",
                ".hours[1]: unknown key \"untill\"; did you mean \"until\"?",
                ".closures: unknown key \"to\"; did you mean \"until\"?",
                ".access: unknown key \"heigth\", which has no effect",
            ]
        );
    }

    #[test]
    fn what_was_meant_is_offered_in_either_language_and_any_spelling() {
        for (key, meant) in [
            ("closure", "closures"),
            ("Closures", "closures"),
            ("fermetures", "closures"),
            ("Fermé", "closures"),
            ("exception", "exceptions"),
            ("execptions", "exceptions"),
            ("closedOnPublicHolidays", "closed_on_public_holidays"),
            ("closed-on-public-holidays", "closed_on_public_holidays"),
            ("téléphone", "phone"),
            ("last_entry_minute", "last_entry_minutes"),
        ] {
            let site = json!({"id": "a", key: true});
            assert_eq!(unknown_keys(SITE, &site)[0].meant, Some(meant), "{key}");
        }
    }

    #[test]
    fn every_schema_that_is_looked_at_has_keys() {
        for schema in ["Sites", "Material", SITE].into_iter().chain(NESTED.map(|(_, schema)| schema)) {
            assert!(known_keys(schema).len() > 1, "{schema}");
        }
        for (word, meant) in OTHER_WORDS {
            let schemas = ["Sites", "Material", SITE].into_iter().chain(NESTED.map(|(_, schema)| schema));
            assert!(schemas.into_iter().any(|schema| known_keys(schema).contains(&meant)), "{word}");
        }
    }
}
