//! What a record says against its hours under a key that no reader knows: that time becomes unclear, never open.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::keys::UnknownKey;
use crate::{
    api::read,
    domain::{Site, TimePoint, fold, lowercase},
    relay::config::letters_between,
};

/// Words of keys that announce a closure or another opening.
const AGAINST_HOURS: [&str; 19] = [
    "closed",
    "close",
    "closure",
    "closures",
    "clos",
    "cloture",
    "exception",
    "exceptions",
    "exceptionnel",
    "exceptionnelle",
    "exceptionnelles",
    "ferme",
    "fermee",
    "fermes",
    "fermeture",
    "fermetures",
    "greve",
    "strike",
    "travaux",
];
/// Words of keys that say how things stand.
const STATE: [&str; 4] = ["status", "statut", "state", "etat"];
/// Words of keys that say that it is open.
const OPEN: [&str; 4] = ["open", "opened", "ouvert", "ouverte"];
/// Values that say that nothing is announced.
const NOTHING: [&str; 14] = [
    "", "non", "no", "none", "never", "jamais", "aucun", "aucune", "neant", "ok", "normal", "false", "active", "actif",
];

/// Longest announcement of which each day is published, days; a longer one has no end.
const LONGEST_DAYS: i64 = 62;

/// What is added to a record so that its readers say of a time that nobody knows: a closure whose beginning or end cannot be
/// read, and days without an opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unclear {
    pub closures: Vec<Value>,
    pub exceptions: Vec<Value>,
}

impl Unclear {
    /// Until somebody corrects the file.
    pub fn for_ever() -> Self {
        // A word instead of an instant: readers of every release know that such a closure cannot be read.
        Self { closures: vec![json!({"from": "unclear"})], exceptions: Vec::new() }
    }

    pub fn day(date: NaiveDate, reason: Option<Value>) -> Value {
        json!({"date": date.to_string(), "open": null, "reason": reason})
    }

    /// Where it announces something, what becomes unclear by a key that is not known. Of a key inside of the hours nothing: they
    /// cannot be read then ([`spoils_hours`]).
    pub fn of(unknown: &UnknownKey, time_zone: Tz) -> Option<Self> {
        let is_looked_at = [".closures", ".exceptions", ".hours", ".sources", ".notices"];
        if is_looked_at.iter().any(|place| unknown.place.starts_with(place)) || !announces(unknown.key, unknown.value) {
            return None;
        }
        Some(readable(unknown.value, time_zone).unwrap_or_else(Self::for_ever))
    }

    pub fn add_to(self, record: &mut Value) {
        for (key, more) in [("closures", self.closures), ("exceptions", self.exceptions)] {
            if more.is_empty() {
                continue;
            }
            let mut all = listed(record.get(key));
            all.extend(more);
            record[key] = Value::Array(all);
        }
    }
}

/// The items of a list, or what stands alone in its place.
pub(super) fn listed(value: Option<&Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.clone(),
        Some(one) => vec![one.clone()],
    }
}

/// Whether a key inside of a part of the hours means something for when they hold.
pub(super) fn spoils_hours(unknown: &UnknownKey) -> bool {
    const WHEN: [&str; 6] = ["from", "until", "days", "open", "closures", "exceptions"];
    unknown.place.starts_with(".hours")
        && (unknown.meant.is_some_and(|meant| WHEN.contains(&meant)) || announces(unknown.key, unknown.value))
}

/// Whether a key and its value say, in words that no reader knows, that the centre is not open as usual.
pub(super) fn announces(key: &str, value: &Value) -> bool {
    let words = words(key);
    let has = |known: &[&str]| words.iter().any(|word| known.iter().any(|known| is_like(word, known)));
    // Without `closed_on_public_holidays` the opening on such days is unknown anyway.
    if ["holiday", "holidays", "ferie", "feries"].iter().any(|word| words.iter().any(|other| other == word)) {
        return false;
    }
    let said = match value {
        Value::String(text) => Some(fold(text).trim().to_owned()),
        Value::Bool(_) | Value::Number(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    let is_nothing = match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(_) => said.as_ref().is_some_and(|said| NOTHING.contains(&said.as_str())),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
    };
    let says_open = said.as_ref().is_some_and(|said| said.split(' ').any(|word| OPEN.contains(&word)));
    if words.last().is_some_and(|word| OPEN.contains(&word.as_str())) {
        let says_closed = said.as_ref().is_some_and(|said| {
            ["no", "non", "false"].contains(&said.as_str()) || said.split(' ').any(|word| AGAINST_HOURS.contains(&word))
        });
        return value == &Value::Bool(false) || says_closed;
    }
    let is_true = value == &Value::Bool(true);
    has(&AGAINST_HOURS) && !is_nothing || has(&STATE) && !is_nothing && !is_true && !says_open
}

/// The words of a key, folded: `isClosed` and `is_closed` are two.
fn words(key: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut was_small = false;
    for c in key.chars() {
        if was_small && c.is_uppercase() {
            spaced.push(' ');
        }
        was_small = c.is_lowercase();
        spaced.push(c);
    }
    fold(&lowercase(&spaced)).split_whitespace().map(str::to_owned).collect()
}

/// Whether a word is another one with a wrong letter or two.
fn is_like(word: &str, known: &str) -> bool {
    let most = match known.len() {
        ..6 => 0,
        6 => 1,
        _ => 2,
    };
    word == known || (word.len() >= 6 && letters_between(word, known) <= most)
}

/// What was announced, where it can be read as closures or as days: these times alone are unclear then.
fn readable(value: &Value, time_zone: Tz) -> Option<Unclear> {
    let mut unclear = Unclear::default();
    for item in listed(Some(value)) {
        let reason = item.get("reason").filter(|reason| reason.is_string() || reason.is_object()).cloned();
        let (from, until) = time_of(&item, time_zone)?;
        let days = until.map(|until| (from.date(), (until - Duration::seconds(1)).date()));
        match days.filter(|(first, last)| (*last - *first).num_days() < LONGEST_DAYS) {
            Some((first, last)) => {
                let dates = first.iter_days().take_while(|date| *date <= last);
                unclear.exceptions.extend(dates.map(|date| Unclear::day(date, reason.clone())));
            }
            None => {
                unclear.closures.push(json!({"from": from.date().to_string(), "until": "unclear", "reason": reason}));
            }
        }
    }
    Some(unclear)
}

/// When a closure or an exception holds, on the territory's clocks; `None` where it cannot be read.
fn time_of(item: &Value, time_zone: Tz) -> Option<(NaiveDateTime, Option<NaiveDateTime>)> {
    let naive = |point: TimePoint| match point {
        TimePoint::Absolute(at) => at.with_timezone(&time_zone).naive_local(),
        TimePoint::Local(at) => at,
    };
    if let Some(closure) = alone("closures", item)?.closures.first() {
        return Some((naive(closure.from), closure.until.map(naive)));
    }
    let exception = item.get("date")?.clone();
    let day = json!({"date": exception, "open": []});
    let date = alone("exceptions", &day)?.exceptions.first()?.date;
    Some((date.and_time(chrono::NaiveTime::MIN), Some(date.succ_opt()?.and_time(chrono::NaiveTime::MIN))))
}

/// A centre with this one item in a list.
fn alone(list: &str, item: &Value) -> Option<Site> {
    let site = json!({ "id": "alone", "lat": 0, "lon": 0, list: [item] });
    read::alone(&site, read::site)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_that_a_centre_is_closed_is_told_from_what_does_not() {
        let strike = json!([{"from": "2026-12-01", "until": "2026-12-01"}]);
        for (key, value) in [
            ("closure", strike.clone()),
            ("Closures", strike.clone()),
            ("fermetures", strike.clone()),
            ("fermeturesExceptionnelles", strike.clone()),
            ("colsures", strike.clone()),
            ("exeptions", strike),
            ("closed", json!(true)),
            ("fermé", json!("oui")),
            ("is_closed", json!(1)),
            ("temporarily-closed", json!("works")),
            ("status", json!("closed")),
            ("opening_status", json!("CLOSED_TEMPORARILY")),
            ("état", json!("en travaux")),
            ("open", json!(false)),
            ("isOpen", json!("no")),
            ("ouvert", json!("fermé")),
            ("grève", json!(["2026-12-01"])),
        ] {
            assert!(announces(key, &value), "{key}: {value}");
        }
        for (key, value) in [
            ("closed", json!(false)),
            ("closed", json!(null)),
            ("closures_", json!([])),
            ("fermetures", json!("aucune")),
            ("status", json!("open")),
            ("statut", json!("Ouverte")),
            ("status", json!(true)),
            ("open", json!(true)),
            ("closedOnPublicHolidays", json!(true)),
            ("ferme_les_jours_feries", json!(true)),
            ("closest_town", json!("Plouay")),
            ("state_of_the_road", json!(null)),
            ("insee", json!("56098")),
            ("clothes", json!(true)),
            ("forme", json!("ronde")),
            ("closing_time", json!("17:00")),
        ] {
            assert!(!announces(key, &value), "{key}: {value}");
        }
    }

    #[test]
    fn an_announcement_that_can_be_read_is_unclear_for_its_time_alone() {
        let of = |value: Value| {
            let unknown = UnknownKey { place: String::new(), key: "closure", value: &value, meant: None };
            Unclear::of(&unknown, Tz::Europe__Paris).unwrap()
        };
        let strike = of(json!({"from": "2026-12-01", "until": "02/12/2026", "reason": "Grève"}));
        assert_eq!(
            strike.exceptions,
            [
                json!({"date": "2026-12-01", "open": null, "reason": "Grève"}),
                json!({"date": "2026-12-02", "open": null, "reason": "Grève"}),
            ]
        );
        assert!(strike.closures.is_empty());
        let by_clock = of(json!({"from": "2026-12-01T00:00:00+01:00", "until": "2026-12-02T00:00:00+01:00"}));
        assert_eq!(by_clock.exceptions, [json!({"date": "2026-12-01", "open": null, "reason": null})]);
        let without_end = of(json!([{"from": "2026-12-01T08:00"}]));
        assert_eq!(without_end.closures, [json!({"from": "2026-12-01", "until": "unclear", "reason": null})]);
        let day = of(json!([{"date": "2026-12-24", "open": [["9h", "12h"]]}]));
        assert_eq!(day.exceptions, [json!({"date": "2026-12-24", "open": null, "reason": null})]);
        for unreadable in [json!(true), json!(["2026-12-01"]), json!([{"from": "mardi"}])] {
            assert_eq!(of(unreadable), Unclear::for_ever());
        }
    }
}
