use serde_json::json;

use super::*;
use crate::api::ByLang;

wire! {
    /// A record with all that records have.
    pub struct Record {
        pub id: String,
        pub lat: Option<f64>,
        pub days: Vec<u8> = default,
        pub spans: Option<Vec<(String, i32)>>,
        pub parts: Vec<Part> = default,
        pub text: Option<ByLang<String>>,
        pub corners: Option<[f64; 4]>,
        pub open: Option<bool>,
        pub counts: Option<(Option<u32>, u64)>,
        pub rest: Value = default,
    }

    pub struct Part {
        pub lat: f64,
    }
}

fn read(value: Value) -> Result<Record, String> {
    from_value(value, &mut Vec::new()).map_err(|fault| fault.to_string())
}

/// Why a record with one more key cannot be read.
fn fault(key: &str, value: Value) -> String {
    let mut record = json!({ "id": "a" });
    record[key] = value;
    read(record).unwrap_err()
}

#[test]
fn all_that_a_record_may_hold_is_read() {
    let record = json!({
        "id": "a", "lat": 47, "days": [1, 255], "spans": [["x", -60]], "parts": [{ "lat": -3.5, "later": 1 }],
        "text": { "fr": "Grève", "en": null }, "corners": [1, 2, 3, 4.5], "open": false, "counts": [null, 0], "rest": [7],
    });
    let expected = Record {
        id: "a".to_owned(),
        lat: Some(47.0),
        days: vec![1, 255],
        spans: Some(vec![("x".to_owned(), -60)]),
        parts: vec![Part { lat: -3.5 }],
        text: Some([("fr".to_owned(), "Grève".to_owned())].into()),
        corners: Some([1.0, 2.0, 3.0, 4.5]),
        open: Some(false),
        counts: Some((None, 0)),
        rest: json!([7]),
    };
    assert_eq!(read(record.clone()), Ok(expected.clone()));
    assert_eq!(serde_json::from_value::<Record>(record).unwrap(), expected, "serde reads by the same reader");
}

#[test]
fn a_fault_says_its_place_and_reason() {
    for (key, value, expected) in [
        ("lat", json!("47.7"), "lat: expected a number, found a string"),
        ("days", json!("all"), "days: expected a list, found a string"),
        ("days", json!([1, null]), "days[1]: expected a whole number from 0 to 255, found null"),
        ("spans", json!([["x", 1], ["x", "y"]]), "spans[1][1]: expected a whole number of 32 bits, found a string"),
        ("spans", json!([["x"]]), "spans[0]: expected a list of two, found a list"),
        ("parts", json!([{}]), "parts[0].lat: expected a value, found nothing"),
        ("parts", json!([[]]), "parts[0]: expected an object, found a list"),
        ("text", json!({ "fr": 7 }), "text.fr: expected a string, found a number"),
        ("corners", json!({}), "corners: expected a list of four numbers, found an object"),
        ("open", json!("yes"), "open: expected true or false, found a string"),
    ] {
        assert_eq!(fault(key, value), expected);
    }
    assert_eq!(read(json!([])).unwrap_err(), "expected an object, found a list");
    assert_eq!(read(json!({})).unwrap_err(), "id: expected a value, found nothing");
    assert_eq!(read(json!({ "id": null })).unwrap_err(), "id: expected a string, found null");
}

#[test]
fn whole_numbers_are_neither_fractions_nor_out_of_range() {
    for (key, wrong) in [
        ("days", json!([256])),
        ("days", json!([-1])),
        ("days", json!([1.5])),
        ("spans", json!([["x", 2_147_483_648_u32]])),
        ("counts", json!([4_294_967_296_u64, 0])),
        ("counts", json!([-1, 0])),
        ("counts", json!([1, -1])),
    ] {
        assert!(fault(key, wrong.clone()).contains("whole number"), "{key} {wrong}");
    }
}

#[test]
fn whole_numbers_may_be_written_with_a_point() {
    let record = read(json!({ "id": "a", "days": [1.0, 2e1], "counts": [7.0, 9_007_199_254_740_992_u64] })).unwrap();
    assert_eq!((record.days, record.counts), (vec![1, 20], Some((Some(7), 9_007_199_254_740_992))));
    assert!(fault("counts", json!([0, 9_007_199_254_740_994_u64])).contains("whole number"));
}

#[test]
fn a_list_of_fixed_length_has_that_length() {
    for (key, wrong) in [
        ("corners", json!([1, 2, 3])),
        ("corners", json!([1, 2, 3, 4, 5])),
        ("counts", json!([])),
        ("counts", json!([1, 2, 3])),
    ] {
        assert!(read(json!({ "id": "a", key: wrong.clone() })).is_err(), "{key} {wrong}");
    }
}

#[test]
fn null_and_nothing_are_the_same_where_a_field_may_be_missing() {
    let nulls = json!({
        "id": "a", "lat": null, "days": null, "spans": null, "parts": null, "text": null, "corners": null, "open": null,
        "counts": null, "rest": null,
    });
    assert_eq!(read(nulls), Ok(Record { id: "a".to_owned(), ..Record::default() }));
    assert_eq!(read(json!({ "id": "a" })), Ok(Record { id: "a".to_owned(), ..Record::default() }));
}

wire! {
    pub struct Loose: lenient {
        pub id: String,
        pub name: Option<String>,
        pub open: Option<bool>,
        pub parts: Vec<Part> = default,
        pub inner: Option<Inner>,
        pub records: Records = default,
        pub clocks: Vec<u8> = strict,
    }

    pub struct Inner: lenient {
        pub badge: Option<String>,
        pub height: Option<f64>,
    }
}

#[test]
fn a_lenient_record_loses_only_what_has_another_shape() {
    let mut left_out = Vec::new();
    let record: Loose = from_value(
        json!({
            "id": "a", "name": 7, "open": "yes", "parts": [{ "lat": 1.5 }, {}],
            "inner": { "badge": true, "height": 2.1 }, "records": "Grève", "clocks": [1],
        }),
        &mut left_out,
    )
    .unwrap();
    let inner = Inner { badge: None, height: Some(2.1) };
    assert_eq!((record.name, record.open, record.inner), (None, None, Some(inner)));
    assert_eq!((record.parts, record.records.0), (vec![Part { lat: 1.5 }], vec![json!("Grève")]));
    let places: Vec<_> = left_out.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!(places, ["name", "open", "parts[1].lat", "inner.badge"]);
    let strict = |record| from_value::<Loose>(record, &mut Vec::new()).unwrap_err().place;
    assert_eq!(strict(json!({ "id": 7 })), "id");
    assert_eq!(strict(json!({ "id": "a", "clocks": ["x"] })), "clocks[0]");
}
