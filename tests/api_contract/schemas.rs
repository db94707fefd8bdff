//! The wire types and the schemas against each other.

use std::collections::BTreeSet;

use bon_moment::relay::contract;
use serde_json::{Value, json};

use crate::{
    readers::reading,
    samples::{Sample, all},
};

/// A validator for one schema of the components; references between them resolve.
pub fn validator(openapi: &Value, schema: &str) -> jsonschema::Validator {
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{schema}"),
        "components": openapi["components"],
    });
    jsonschema::options().should_validate_formats(true).build(&root).unwrap_or_else(|e| panic!("{schema}: {e}"))
}

fn schema(name: &str) -> &'static Value {
    &contract::openapi()["components"]["schemas"][name]
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn required(name: &str) -> BTreeSet<&'static str> {
    schema(name)["required"].as_array().into_iter().flatten().map(|key| key.as_str().unwrap()).collect()
}

fn with(full: &Value, key: &str, value: Option<Value>) -> Value {
    let mut object = full.as_object().unwrap().clone();
    match value {
        Some(value) => object.insert(key.to_owned(), value),
        None => object.remove(key),
    };
    Value::Object(object)
}

#[test]
fn every_schema_is_a_valid_one() {
    for name in keys(&contract::openapi()["components"]["schemas"]) {
        if let Err(error) = jsonschema::meta::validate(schema(name)) {
            panic!("{name}: {error}");
        }
        validator(contract::openapi(), name);
    }
}

#[test]
fn every_object_with_named_properties_is_a_wire_type_and_the_other_way_round() {
    let described: BTreeSet<_> = keys(&contract::openapi()["components"]["schemas"])
        .into_iter()
        // RFC 9457's shape is the servers', no document of this program.
        .filter(|name| schema(name).get("properties").is_some() && *name != "Problem")
        .collect();
    assert_eq!(described, all().iter().map(|sample| sample.schema).collect());
}

#[test]
fn properties_are_the_keys_of_the_wire_type() {
    for Sample { schema: name, full, .. } in all() {
        assert_eq!(keys(&full), keys(&schema(name)["properties"]), "{name}");
    }
}

#[test]
fn full_values_fit_their_schemas() {
    for Sample { schema: name, full, reads } in all() {
        let errors: Vec<_> = validator(contract::openapi(), name)
            .iter_errors(&full)
            .map(|e| format!("{}: {e}", e.instance_path))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        assert!(reads(full), "{name}");
    }
}

#[test]
fn required_is_what_the_wire_type_cannot_do_without() {
    for Sample { schema: name, full, reads } in all() {
        let needed: BTreeSet<_> = keys(&full).into_iter().filter(|key| !reads(with(&full, key, None))).collect();
        assert_eq!(needed, required(name), "{name}");
    }
}

#[test]
fn null_is_allowed_where_a_key_may_be_missing_and_nowhere_else() {
    for Sample { schema: name, full, reads } in all() {
        let validator = validator(contract::openapi(), name);
        for key in keys(&full) {
            let nulled = with(&full, key, Some(Value::Null));
            let may_be_missing = !required(name).contains(key);
            assert_eq!(validator.is_valid(&nulled), may_be_missing, "{name}.{key} by its schema");
            assert_eq!(reads(nulled), may_be_missing, "{name}.{key} by its type");
        }
    }
}

#[test]
fn unknown_keys_and_unknown_words_are_no_error() {
    for Sample { schema: name, full, reads } in all() {
        let grown = with(&full, "added_later", Some(json!({ "a": 1 })));
        assert!(validator(contract::openapi(), name).is_valid(&grown), "{name}");
        assert!(reads(grown), "{name}");
        for (key, property) in schema(name)["properties"].as_object().unwrap() {
            if property.get("x-known-values").is_some() {
                let new_word = with(&full, key, Some(json!("word-of-tomorrow")));
                assert!(validator(contract::openapi(), name).is_valid(&new_word) && reads(new_word), "{name}.{key}");
            }
        }
    }
}

#[test]
fn wrong_types_are_errors_for_the_schema_and_for_the_type() {
    for Sample { schema: name, full, reads } in all() {
        let validator = validator(contract::openapi(), name);
        for key in keys(&full) {
            // No key of the contract holds a list of a list of a list.
            let wrong = with(&full, key, Some(json!([[[true]]])));
            assert!(!validator.is_valid(&wrong), "{name}.{key} by its schema");
            // Lists of records are read record by record.
            let items_are_read_later = full[key].as_array().is_some_and(|items| items.iter().any(Value::is_object));
            let may_be_missing = reads(with(&full, key, None));
            let costs_itself_only = LENIENT.contains(&name) && may_be_missing && (name, key) != CLOCKS || key == REASON;
            let items_are_read_later = items_are_read_later && (name, key) != PRICES;
            assert_eq!(reads(wrong), items_are_read_later || costs_itself_only, "{name}.{key} by its type");
        }
    }
}

/// Keys that the program does not use, besides `version`; the shape of those of strict types is looked at all the same.
const UNUSED: [(&str, &[&str]); 14] = [
    ("Territory", &["languages"]),
    ("Sites", &["updated_at"]),
    // The name that the territory is given stands for it.
    ("Site", &["territory"]),
    ("Profiles", &["weeks"]),
    ("Waits", &["basis"]),
    ("Report", &["days_in_year"]),
    ("SiteReport", &["name", "days", "open_min", "told_min"]),
    ("ServiceReport", &["running_min"]),
    // Of these one word alone is read, and that is what is meant where there is none.
    ("Meter", &["unit"]),
    ("Tariffs", &["currency"]),
    ("DaySeries", &["school", "meter", "unit"]),
    ("EnergySeries", &["school", "meter", "unit"]),
    ("Tempo", &["source"]),
    ("Weather", &["step", "unit", "source"]),
];

#[test]
fn every_key_of_the_contract_changes_what_is_read() {
    for Sample { schema: name, full, .. } in all() {
        let unused = UNUSED.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, keys)| keys);
        let changes = |key: &&str| reading(name, with(&full, key, None)) != reading(name, full.clone());
        let changing: BTreeSet<_> = keys(&full).into_iter().filter(changes).collect();
        let used = keys(&full).into_iter().filter(|key| !unused.contains(key)).collect();
        assert_eq!(changing, used, "{name}");
    }
}

/// Types of which a detail of another shape is left out, and the rest is read.
const LENIENT: [&str; 14] = [
    "Territory",
    "Publisher",
    "Commune",
    "Map",
    "Contact",
    "PublicHoliday",
    "SchoolHoliday",
    "Sites",
    "Material",
    "Site",
    "Access",
    "SourceNote",
    "Live",
    "Reading",
];
/// Without them every hour would be told wrongly.
const CLOCKS: (&str, &str) = ("Territory", "utc_offsets");
/// Why a centre is closed is worth nothing more than that it is.
const REASON: &str = "reason";
/// A tariff that lacks a price would make a bill too low.
const PRICES: (&str, &str) = ("Tariff", "periods");
