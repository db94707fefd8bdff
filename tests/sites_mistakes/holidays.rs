//! Public holidays that hold in a part of the country, and those that nobody knows.

use bon_moment::{
    domain::{ClosedBecause, OpeningState, Unsure},
    relay::Source,
};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::{document, documents, is_open, now, opened, site, state, told};

const STRASBOURG: (f64, f64) = (48.583, 7.745);
const NANCY: (f64, f64) = (48.692, 6.184);
const NOVEANT: (f64, f64) = (49.02, 6.045);
/// The Saturday after Christmas, and Good Friday.
const EASTERN_DAYS: [&str; 2] = ["2026-12-26T10:00:00Z", "2027-03-26T10:00:00Z"];

#[test]
fn a_centre_of_alsace_without_a_postcode_is_closed_on_its_two_days() {
    let documents = documents(&document(&[site("a", STRASBOURG, &json!({}))]), Tz::Europe__Paris);
    for day in EASTERN_DAYS {
        let state = state(&documents, "a", day);
        assert!(
            matches!(state, OpeningState::Closed { because: ClosedBecause::PublicHoliday(Some(_)), .. }),
            "{day}: {state:?}"
        );
    }
    assert!(is_open(&documents, "a", "2026-12-28T10:00:00Z"));
    assert_eq!(told(&documents), (true, String::new()));
}

#[test]
fn in_a_territory_on_both_sides_each_centre_has_its_days() {
    let sites = [site("west", NANCY, &json!({})), site("east", STRASBOURG, &json!({}))];
    let documents = documents(&document(&sites), Tz::Europe__Paris);
    for day in EASTERN_DAYS {
        assert!(is_open(&documents, "west", day), "{day}");
        assert!(matches!(state(&documents, "east", day), OpeningState::Closed { .. }), "{day}");
    }
    for id in ["west", "east"] {
        assert!(matches!(state(&documents, id, "2026-12-25T10:00:00Z"), OpeningState::Closed { .. }));
    }
}

#[test]
fn where_the_department_is_not_known_its_days_are_unknown_and_it_is_said() {
    let documents_of = |details: Value| documents(&document(&[site("a", NOVEANT, &details)]), Tz::Europe__Paris);
    let documents = documents_of(json!({}));
    for day in EASTERN_DAYS {
        assert!(matches!(state(&documents, "a", day), OpeningState::Unknown(Unsure::Unclear(Some(_)))), "{day}");
    }
    assert!(is_open(&documents, "a", "2026-12-28T10:00:00Z"));
    let (is_well, said) = told(&documents);
    assert!(!is_well && said.contains("write the postcode") && said.ends_with(": a"), "{said}");
    // The days that the centre itself tells, and the postcode, settle it.
    let settled = documents_of(json!({"address": "54700 Pagny"}));
    assert!(EASTERN_DAYS.into_iter().all(|day| is_open(&settled, "a", day)));
    assert_eq!(told(&settled), (true, String::new()));
    let whatever = documents_of(json!({"closed_on_public_holidays": false}));
    assert!(EASTERN_DAYS.into_iter().all(|day| is_open(&whatever, "a", day)));
    assert_eq!(told(&whatever), (true, String::new()));
}

#[test]
fn a_list_of_the_territory_settles_the_days_of_its_year() {
    let file = opened(document(&[site("a", NOVEANT, &json!({}))]).as_bytes(), Tz::Europe__Paris).unwrap();
    let days = ["2026-12-25", "2026-12-26"].map(|day| (day.parse().unwrap(), None));
    let documents = file.with_holidays(days.into_iter(), std::iter::empty()).documents(now());
    assert!(matches!(state(&documents, "a", EASTERN_DAYS[0]), OpeningState::Closed { .. }));
    assert!(matches!(state(&documents, "a", EASTERN_DAYS[1]), OpeningState::Unknown(_)));
}

#[test]
fn overseas_the_day_of_the_abolition_is_known_by_the_place() {
    let text = document(&[site("a", (-20.882, 55.45), &json!({}))]);
    let by_zone = documents(&text, Tz::Indian__Reunion);
    assert!(matches!(state(&by_zone, "a", "2027-12-20T08:00:00Z"), OpeningState::Closed { .. }));
    assert_eq!(told(&by_zone), (true, String::new()));
    let by_place = documents(&text, Tz::Europe__Paris);
    assert!(matches!(state(&by_place, "a", "2027-12-20T08:00:00Z"), OpeningState::Closed { .. }));
    assert!(told(&by_place).1.contains("other clocks"), "{}", told(&by_place).1);
}

#[test]
fn holidays_that_nobody_knows_are_named() {
    let text = document(&[site("a", (50.85, 4.35), &json!({}))]);
    let (is_well, said) = told(&documents(&text, Tz::Europe__Brussels));
    assert!(!is_well && said.contains("Europe/Brussels") && said.contains("[territory] public_holidays"), "{said}");
    let open_always = document(&[site("a", (50.85, 4.35), &json!({"closed_on_public_holidays": false}))]);
    assert_eq!(told(&documents(&open_always, Tz::Europe__Brussels)), (true, String::new()));
    let file = opened(text.as_bytes(), Tz::Europe__Brussels).unwrap();
    let days = ["2026-12-25", "2027-12-25"].map(|day| (day.parse().unwrap(), None));
    let listed = file.with_holidays(days.into_iter(), std::iter::empty()).documents(now());
    assert_eq!(told(&listed), (true, String::new()));
}
