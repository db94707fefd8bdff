//! One record of a file of centres: as its readers will read it, and all that is wrong in it.

use chrono_tz::Tz;
use serde_json::{Value, json};

use super::{
    announced::{Unclear, listed, spoils_hours},
    checked,
    hints::hints_of,
    keys::unknown_keys,
    lengths::cut_texts,
    standard_form,
};
use crate::{
    api::{Problems, Record, read},
    domain::Site,
    relay::json::twice::{self, Twice},
};

/// Stands in the place of a value that is written twice, differently.
const WRITTEN_TWICE: &str = "written twice";

/// A record that can be published, and the centre that its readers see.
pub(super) struct Read {
    pub record: Value,
    pub site: Site,
    /// What may be meant otherwise than it is read.
    pub hints: Vec<String>,
}

/// Reads a record by itself. What cannot be read is taken out of it; what is announced against its hours and cannot be read makes
/// its time unclear. `misplaced` is what the document announces outside of its records.
pub(super) fn read_record(
    text: &str,
    place: &str,
    misplaced: &[Misplaced],
    time_zone: Tz,
    problems: &mut Problems,
) -> Option<Read> {
    let (mut record, twice) = problems.ok(place, twice::read(text))?;
    // A number among hundreds of records helps nobody to find its centre.
    let written = record.get("id").and_then(Value::as_str);
    let id = written.map(|id| format!("{}: ", super::short(id))).unwrap_or_default();
    for key in &twice {
        let tail = if key.differs() { " with different values, so that it cannot be read" } else { "" };
        problems
            .add(format!("{place}{}", key.place()), format!("{id}\"{}\" stands twice{tail}", super::short(&key.key)));
    }
    let mut unclear = settle_twice(&mut record, &twice);
    let mut found = Problems::default();
    let site = read(&record, &mut found);
    note_exceptions_without_hours(&record, &mut found);
    note(&found, &id, place, problems);
    checked::note_words(&record, place, problems);
    checked::without_unreadable(&mut record, "sites[0]", &found);
    unclear.extend(unclear_by_unknown_keys(&mut record, &id, place, time_zone, problems));
    let own_id = site.as_ref().map(|site| site.id.as_str()).unwrap_or_default();
    unclear.extend(misplaced.iter().filter(|of| of.concerns(own_id)).map(|of| of.unclear.clone()));
    cut_texts(&mut record, &id, place, problems);
    let mut site = site?;
    let twice_open = checked::note_contradictions(&record, &site, &id, place, problems);
    let exceptions: Vec<Value> = twice_open.into_iter().map(|date| Unclear::day(date, None)).collect();
    if !exceptions.is_empty() {
        unclear.push(Unclear { exceptions, ..Unclear::default() });
    }
    if !unclear.is_empty() {
        for unclear in unclear {
            unclear.add_to(&mut record);
        }
        // It is known by now what is wrong.
        site = read(&record, &mut Problems::default())?;
    }
    let hints = hints_of(&record, &site, place);
    standard_form::write_standard_form(&mut record, time_zone);
    standard_form::write_instants_of_notices(&mut record, time_zone);
    Some(Read { record, site, hints })
}

fn read(record: &Value, found: &mut Problems) -> Option<Site> {
    let mut reader = Record::new(record, "sites[0]", found);
    reader.is_object().then(|| read::site(&mut reader)).flatten()
}

/// A day that differs, of which nothing more is said: readers cannot tell whether it was forgotten.
fn note_exceptions_without_hours(record: &Value, found: &mut Problems) {
    let exceptions = record.get("exceptions").and_then(Value::as_array).into_iter().flatten();
    for (i, exception) in exceptions.enumerate() {
        if exception.is_object() && exception.get("open").is_none_or(Value::is_null) {
            found.add(format!("sites[0].exceptions[{i}].open"), "expected a list, found nothing");
        }
    }
}

/// A closure or an exception as a whole; of others the place itself.
fn item_of(place: &str) -> &str {
    let item = ["closures[", "exceptions["].iter().find_map(|list| place.split_once(list));
    let end =
        item.and_then(|(before, rest)| Some(place.len() - rest.len() + rest.find(']')?).filter(|_| !before.is_empty()));
    end.map_or(place, |end| &place[..=end])
}

/// Notes what was found in a record, one line for all that is wrong with one item.
fn note(found: &Problems, id: &str, place: &str, problems: &mut Problems) {
    let mut lines: Vec<(String, String)> = Vec::new();
    for problem in found.as_slice() {
        let item = item_of(&problem.place);
        match lines.last_mut().filter(|(at, _)| at == item) {
            Some((_, reasons)) => *reasons = format!("{reasons}; {}", problem.reason),
            None => lines.push((item.to_owned(), problem.reason.clone())),
        }
    }
    for (at, reasons) in lines {
        let example = example(&at).map(|example| format!("; expected such as {example}")).unwrap_or_default();
        problems.add(at.replacen("sites[0]", place, 1), format!("{id}{reasons}{example}"));
    }
}

/// What may be written at a place.
fn example(place: &str) -> Option<&'static str> {
    const EXAMPLES: [(&str, &str); 3] = [
        (".hours", "[{\"days\": [1, 2, 3], \"open\": [[\"09:00\", \"12:00\"]]}]"),
        (".closures", "{\"from\": \"2026-12-24\", \"until\": \"2026-12-26\"}"),
        (".exceptions", "{\"date\": \"2026-12-24\", \"open\": []}"),
    ];
    let within = place.strip_prefix("sites[0]")?;
    EXAMPLES
        .iter()
        .find(|(key, _)| within.strip_prefix(key).is_some_and(|rest| !rest.starts_with('_')))
        .map(|(_, example)| *example)
}

/// Of a key that stands twice with different values no value counts; of closures and exceptions each does.
fn settle_twice(record: &mut Value, twice: &[Twice]) -> Vec<Unclear> {
    let mut unclear = Vec::new();
    for Twice { object, key, values, .. } in twice.iter().filter(|twice| twice.differs()) {
        let list = object.split('/').nth(1).unwrap_or(key);
        let Some(fields) = record.pointer_mut(object).and_then(Value::as_object_mut) else { continue };
        match (object.as_str(), key.as_str(), list) {
            ("", "closures", _) => {
                let all = values.iter().flat_map(|value| listed(Some(value)));
                fields.insert(key.clone(), all.collect());
            }
            ("", "exceptions", _) => {
                // A day of which the file tells two openings has none that is known.
                let all: Vec<Value> = values.iter().flat_map(|value| listed(Some(value))).collect();
                fields.remove(key);
                unclear
                    .push(Unclear { closures: Vec::new(), exceptions: all.into_iter().map(without_opening).collect() });
            }
            (_, "from" | "until" | "days" | "open" | "date", "hours" | "closures" | "exceptions") => {
                fields.insert(key.clone(), json!(WRITTEN_TWICE));
            }
            _ => {
                fields.remove(key);
            }
        }
    }
    unclear
}

fn without_opening(mut exception: Value) -> Value {
    if exception.is_object() {
        exception["open"] = Value::Null;
    }
    exception
}

/// Names the keys that no reader knows. What they announce becomes unclear; hours whose parts bear such a key are not known.
fn unclear_by_unknown_keys(
    record: &mut Value,
    id: &str,
    place: &str,
    time_zone: Tz,
    problems: &mut Problems,
) -> Vec<Unclear> {
    let (mut unclear, mut spoilt, mut doubtful) = (Vec::new(), false, Vec::new());
    for unknown in unknown_keys("Site", record) {
        let meaning = Unclear::of(&unknown, time_zone);
        let bears_on_hours = spoils_hours(&unknown);
        let is_doubtful =
            unknown.place.starts_with(".exceptions") && super::announced::announces(unknown.key, unknown.value);
        let effect = match (&meaning, bears_on_hours, is_doubtful) {
            (Some(meaning), ..) if meaning.closures.is_empty() => "these days are shown as to be confirmed",
            (Some(_), ..) => "until it is corrected the centre is shown as to be confirmed",
            (None, true, _) => "until it is corrected its hours are not known",
            (None, false, true) => "that day is shown as to be confirmed",
            (None, false, false) => "",
        };
        problems.add(format!("{place}{}", unknown.place), format!("{id}{}", unknown.said(effect)));
        unclear.extend(meaning);
        spoilt |= bears_on_hours;
        if is_doubtful {
            doubtful.push(unknown.place.replace(['.', '['], "/").replace(']', ""));
        }
    }
    for pointer in doubtful {
        if let Some(exception) = record.pointer_mut(&pointer) {
            exception["open"] = Value::Null;
            unclear.push(Unclear::default());
        }
    }
    if spoilt && let Some(fields) = record.as_object_mut() {
        fields.remove("hours");
        unclear.push(Unclear::default());
    }
    unclear
}

/// What a document announces outside of its records.
#[derive(Clone, Debug)]
pub(super) struct Misplaced {
    /// Of these centres; empty: of all.
    of: Vec<String>,
    unclear: Unclear,
}

impl Misplaced {
    /// Of the keys of a document that no reader knows; each is named.
    pub fn of(head: &Value, time_zone: Tz, problems: &mut Problems) -> Vec<Self> {
        let mut all = Vec::new();
        for unknown in unknown_keys("Sites", head) {
            let announced = super::announced::announces(unknown.key, unknown.value)
                || unknown.key == "closures"
                || unknown.key == "exceptions";
            let mut effect = "";
            if announced {
                effect = "until it is corrected its centres are shown as to be confirmed";
                for item in listed(Some(unknown.value)) {
                    let alone =
                        super::keys::UnknownKey { value: &item, key: "closures", place: String::new(), meant: None };
                    let unclear = Unclear::of(&alone, time_zone).unwrap_or_else(Unclear::for_ever);
                    all.push(Self { of: named_in(&item), unclear });
                }
            }
            problems.add("the document", unknown.said(effect));
        }
        all
    }

    fn concerns(&self, id: &str) -> bool {
        self.of.is_empty() || self.of.iter().any(|of| of == id)
    }
}

/// The centres that an announcement names.
fn named_in(item: &Value) -> Vec<String> {
    let keys = ["site", "sites", "id", "centre", "dechetterie"].into_iter();
    let values = keys.flat_map(|key| listed(item.get(key)));
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
