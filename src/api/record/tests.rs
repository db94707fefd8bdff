use serde_json::{Value, json};

use super::*;
use crate::{
    api::text::{LONGEST_LINE, LONGEST_TEXT},
    domain::LocalText,
};

/// What is read of a value, and what was noted.
fn read<T>(value: &Value, read: impl FnOnce(&mut Record) -> T) -> (T, Vec<String>) {
    let mut problems = Problems::default();
    let read = read(&mut Record::new(value, "", &mut problems));
    let noted = problems.as_slice().iter().map(|problem| format!("{}: {}", problem.place, problem.reason)).collect();
    (read, noted)
}

/// What is noted of the value under a key.
fn noted<T>(key: &'static str, value: Value, ask: impl FnOnce(&mut Record) -> T) -> String {
    read(&json!({ key: value }), ask).1.join("; ")
}

fn pair(record: &mut Record) -> Option<(String, i32)> {
    if !record.has_places(2) {
        return None;
    }
    record.requires(&["0", "1"])?;
    record.string("0").zip(record.i32("1"))
}

#[test]
fn all_that_a_record_may_hold_is_read() {
    let value = json!({
        "id": "a", "lat": 47, "days": [1, 255], "spans": [["x", -60]], "parts": [{ "lat": -3.5, "later": 1 }],
        "text": { "fr": "Grève", "en": null }, "open": false, "counts": [null, 0], "kept": 9_007_199_254_740_992_u64,
    });
    let ((), noted) = read(&value, |record| {
        assert_eq!((record.string("id").as_deref(), record.number("lat")), (Some("a"), Some(47.0)));
        assert_eq!(record.every("days", |day| day.u8("")), Some(vec![1, 255]));
        assert_eq!(record.every("spans", pair), Some(vec![("x".to_owned(), -60)]));
        assert_eq!(record.records("parts", |part| part.number("lat")), [-3.5]);
        assert_eq!(record.words("text"), LocalText::new([("fr".to_owned(), "Grève".to_owned())]));
        assert_eq!((record.flag("open"), record.u64("kept")), (Some(false), Some(9_007_199_254_740_992)));
        let mut counts = record.inside("counts").unwrap();
        assert!(counts.has_places(2));
        assert_eq!((counts.u32("0"), counts.u32("1")), (None, Some(0)));
        assert!(counts.is_well_formed());
    });
    assert_eq!(noted, Vec::<String>::new());
}

#[test]
fn a_fault_says_its_place_and_reason() {
    let list = |record: &mut Record| {
        record.every("days", |day| day.u8(""));
    };
    let spans = |record: &mut Record| {
        record.every("spans", pair);
    };
    let parts = |record: &mut Record| {
        record.records("parts", |part| {
            part.requires(&["lat"])?;
            part.number("lat")
        });
    };
    for (said, expected) in [
        (noted("lat", json!("47.7"), |record| record.number("lat")), "lat: expected a number, found a string"),
        (noted("days", json!("all"), list), "days: expected a list, found a string"),
        (noted("days", json!([1, null]), list), "days[1]: expected a value, found null"),
        (noted("days", json!([1, []]), list), "days[1]: expected a number, found a list"),
        (noted("days", json!([1, 256]), list), "days[1]: expected a whole number from 0 to 255, found 256"),
        (noted("spans", json!([["x", 1], ["x", "y"]]), spans), "spans[1][1]: expected a number, found a string"),
        (noted("spans", json!([["x"]]), spans), "spans[0]: expected a list of 2, found a list"),
        (noted("parts", json!([{}]), parts), "parts[0].lat: expected a value, found nothing"),
        (noted("parts", json!([{ "lat": null }]), parts), "parts[0].lat: expected a value, found null"),
        (noted("parts", json!([[]]), parts), "parts[0]: expected an object, found a list"),
        (noted("text", json!({ "fr": 7 }), |r| r.words("text")), "text.fr: expected a string, found a number"),
        (noted("text", json!([]), |record| record.words("text")), "text: expected an object, found a list"),
        (noted("open", json!("yes"), |record| record.flag("open")), "open: expected true or false, found a string"),
        (noted("id", json!({}), |record| record.string("id")), "id: expected a string, found an object"),
        (noted("a", json!([]), |record| record.record("a").is_some()), "a: expected an object, found a list"),
        (noted("a", json!({}), |record| record.requires(&["b"])), "b: expected a value, found nothing"),
        (noted("at", json!("soon"), |record| record.instant("at")), "at: \"soon\" is not an RFC 3339 instant"),
    ] {
        assert_eq!(said, expected);
    }
    assert_eq!(
        read(&json!([]), |record| record.record("").is_some()),
        (false, vec![": expected an object, found a list".to_owned()])
    );
}

#[test]
fn whole_numbers_are_neither_fractions_nor_out_of_range() {
    type Ask = fn(&mut Record) -> bool;
    let asked: [(Ask, &[f64]); 4] = [
        (|record| record.u8("n").is_some(), &[256.0, -1.0, 1.5]),
        (|record| record.i32("n").is_some(), &[2_147_483_648.0, -2_147_483_649.0, 0.1]),
        (|record| record.u32("n").is_some(), &[4_294_967_296.0, -1.0]),
        (|record| record.u64("n").is_some(), &[9_007_199_254_740_994.0, -1.0, 1e300]),
    ];
    for (ask, wrong) in asked {
        for wrong in wrong {
            let (is_read, noted) = read(&json!({ "n": wrong }), ask);
            assert!(!is_read && noted.len() == 1 && noted[0].contains("whole number"), "{wrong}: {noted:?}");
        }
    }
}

#[test]
fn whole_numbers_may_be_written_with_a_point() {
    let value: Value = serde_json::from_str(r#"{"a": 1.0, "b": 2e1, "c": 9007199254740992}"#).unwrap();
    let numbers = read(&value, |record| (record.u8("a"), record.u32("b"), record.u64("c")));
    assert_eq!(numbers, ((Some(1), Some(20), Some(9_007_199_254_740_992)), vec![]));
}

#[test]
fn a_list_of_fixed_length_has_that_length() {
    for (list, count, has) in [
        (json!([1, 2, 3]), 4, false),
        (json!([1, 2, 3, 4, 5]), 4, false),
        (json!([]), 2, false),
        (json!([1, 2]), 2, true),
        (json!({}), 2, false),
    ] {
        assert_eq!(read(&list, |record| record.has_places(count)).0, has, "{list}");
    }
    // A key of an object is no place of a list.
    let list = json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    assert_eq!(
        read(&list, |record| (record.number("1"), record.has("a"), record.has(":"))).0,
        (Some(2.0), false, false)
    );
}

#[test]
fn null_and_nothing_are_the_same_where_a_field_may_be_missing() {
    for value in [json!({}), json!({ "a": null })] {
        let ((), noted) = read(&value, |record| {
            assert_eq!((record.string("a"), record.text("a"), record.words("a")), (None, None, None));
            assert_eq!((record.number("a"), record.flag("a"), record.u8("a")), (None, None, None));
            assert_eq!((record.instant("a"), record.day("a"), record.site_id("a")), (None, None, None));
            assert!(record.record("a").is_none() && record.inside("a").is_none() && !record.has("a"));
            assert_eq!(record.every("a", |record| record.u8("")), None);
            assert!(record.strings("a").is_empty() && record.one_or_more("a").is_empty());
            assert_eq!(record.list("a"), Some(&[][..]));
            assert!(record.records("a", |_| Some(())).is_empty());
            assert_eq!(record.choice("a", &[("b", 1)], 2), 2);
            record.for_each_entry("a", &mut |_, _| unreachable!());
        });
        assert_eq!(noted, Vec::<String>::new());
    }
}

#[test]
fn what_is_wrong_within_a_list_costs_itself_only() {
    let value = json!({ "id": 7, "names": ["a", 7, null, "b"], "parts": [{ "n": 1 }, { "n": "x" }, 7, { "n": 3 }] });
    let (read, noted) = read(&value, |record| {
        let parts = record.records("parts", |part| {
            let n = part.u8("n");
            part.is_well_formed().then_some(n)
        });
        // The parts' own faults are not the record's.
        assert!(record.is_well_formed());
        let names = record.strings("names");
        (parts, names, record.is_well_formed(), record.string("id"))
    });
    assert_eq!(read, (vec![Some(1), Some(3)], vec!["a".to_owned(), "b".to_owned()], false, None));
    let places: Vec<_> = noted.iter().map(|noted| noted.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["parts[1].n", "parts[2]", "names[1]", "names[2]", "id"]);
}

#[test]
fn faults_within_a_value_are_those_of_what_it_is_part_of() {
    let value = json!({ "inner": { "badge": true, "height": 2.1 } });
    let (read, noted) = read(&value, |record| {
        let mut inner = record.record("inner").unwrap();
        let read = (inner.string("badge"), inner.number("height"));
        (read, record.is_well_formed())
    });
    assert_eq!(read, ((None, Some(2.1)), false));
    assert_eq!(noted, ["inner.badge: expected a string, found a boolean"]);
}

#[test]
fn what_is_no_list_is_one_record_where_none_may_vanish() {
    let value = json!({ "closures": "Grève", "more": [1, 2] });
    let (count, _) = read(&value, |record| (record.one_or_more("closures").len(), record.one_or_more("more").len()));
    assert_eq!(count, (1, 2));
}

#[test]
fn texts_are_cut_and_addresses_are_those_of_web_pages() {
    let value = json!({
        "long": "a".repeat(10_000), "blank": " \u{202e}\n", "words": { "fr": "a\u{202e}".repeat(10_000) },
        "page": "https://example.org/a\u{202e}b", "script": "javascript:alert(1)", "plain": "Fermé",
    });
    let ((), noted) = read(&value, |record| {
        assert_eq!(record.text("long").map(|text| text.len()), Some(LONGEST_LINE));
        assert_eq!(record.text("blank"), None);
        assert_eq!(record.words("words").unwrap().entries().collect::<Vec<_>>(), [("fr", &*"a".repeat(LONGEST_TEXT))]);
        assert_eq!(record.words("plain").unwrap().entries().collect::<Vec<_>>(), [("fr", "Fermé")]);
        assert_eq!(record.web_address("page").as_deref(), Some("https://example.org/ab"));
        assert_eq!(record.web_address("script"), None);
    });
    assert_eq!(noted, Vec::<String>::new());
}
