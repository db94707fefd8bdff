//! Texts that are longer than readers show: they are cut in the published record, and it is said where.

use serde_json::Value;

use crate::api::{Problems, one_line};

/// Letters (Unicode scalar values) of a name, an address or hours as somebody wrote them, as readers cut them.
const LONGEST_LINE: usize = 300;
/// The same of an announcement, of a reason or of a label.
const LONGEST_TEXT: usize = 1_000;

/// The texts of a record by their key, with their longest length; `[]` stands for each item of a list.
const OF_SITE: [(&[&str], usize); 12] = [
    (&["name"], LONGEST_LINE),
    (&["commune"], LONGEST_LINE),
    (&["address"], LONGEST_LINE),
    (&["phone"], LONGEST_LINE),
    (&["hours_text"], LONGEST_LINE),
    (&["territory"], LONGEST_LINE),
    (&["territory_name"], LONGEST_LINE),
    (&["closures", "reason"], LONGEST_TEXT),
    (&["exceptions", "reason"], LONGEST_TEXT),
    (&["notices", "text"], LONGEST_TEXT),
    (&["sources", "name"], LONGEST_LINE),
    (&["sources", "licence"], LONGEST_LINE),
];
const OF_MATERIAL: [(&[&str], usize); 2] = [(&["label"], LONGEST_TEXT), (&["words"], LONGEST_LINE)];

/// A name or a licence as readers show it: on one line, and cut where it is longer.
pub(in crate::relay) fn shown(text: &str) -> String {
    if is_longer(text, LONGEST_LINE) { one_line(text, LONGEST_LINE - 1) + "…" } else { text.to_owned() }
}

/// What is said of such a text that is cut.
pub(in crate::relay) fn cut_of_line(text: &str) -> Option<String> {
    is_longer(text, LONGEST_LINE)
        .then(|| format!("{} letters, of which {LONGEST_LINE} are shown", text.chars().count()))
}

fn is_longer(text: &str, most: usize) -> bool {
    one_line(text, most + 1).chars().count() > most
}

/// Cuts the texts of a centre that are too long, and says which.
pub(super) fn cut_texts(record: &mut Value, id: &str, place: &str, problems: &mut Problems) {
    cut_all(record, &OF_SITE, id, place, problems);
}

/// The same of a material.
pub(super) fn cut_labels(material: &mut Value, id: &str, place: &str, problems: &mut Problems) {
    cut_all(material, &OF_MATERIAL, id, place, problems);
}

fn cut_all(record: &mut Value, texts: &[(&[&str], usize)], id: &str, place: &str, problems: &mut Problems) {
    for (keys, most) in texts {
        cut_at(record, keys, *most, &mut place.to_owned(), &mut |place, letters| {
            problems.add(place, format!("{id}{letters} letters, of which {most} are shown"));
        });
    }
}

/// Follows the keys through objects and lists; `say` is called with the place and the letters of each text that is cut.
fn cut_at(value: &mut Value, keys: &[&str], most: usize, place: &mut String, say: &mut impl FnMut(&str, usize)) {
    let length = place.len();
    match (value, keys) {
        (Value::Array(items), _) => {
            for (n, item) in items.iter_mut().enumerate() {
                place.extend(["[", &n.to_string(), "]"]);
                cut_at(item, keys, most, place, say);
                place.truncate(length);
            }
        }
        (Value::Object(fields), [key, rest @ ..]) => {
            if let Some(inner) = fields.get_mut(*key) {
                place.extend([".", key]);
                cut_at(inner, rest, most, place, say);
                place.truncate(length);
            }
        }
        // A text by language.
        (Value::Object(fields), []) => {
            for (lang, inner) in fields.iter_mut() {
                place.extend([".", lang]);
                cut_at(inner, keys, most, place, say);
                place.truncate(length);
            }
        }
        (Value::String(text), []) if is_longer(text, most) => {
            say(place, text.chars().count());
            *text = one_line(text, most - 1) + "…";
        }
        (Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_), _) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{api::read, domain::Lang};

    #[test]
    fn long_texts_are_cut_where_readers_cut_them_and_told() {
        let long = |letters: usize| "é".repeat(letters);
        let mut record = json!({
            "id": "a", "lat": 47, "lon": -3, "name": long(100_000), "address": long(300), "hours_text": long(301),
            "closures": [{"from": "2026-12-01", "reason": {"fr": long(100_000), "en": long(1000)}}],
            "exceptions": [{"date": "2026-12-01", "open": [], "reason": long(1001)}],
            "sources": [{"name": "x"}, {"name": long(301)}],
        });
        let mut problems = Problems::default();
        cut_texts(&mut record, "a: ", "sites[3]", &mut problems);
        let told: Vec<_> =
            problems.as_slice().iter().map(|problem| format!("{} ({})", problem.reason, problem.place)).collect();
        assert_eq!(
            told,
            [
                "a: 100000 letters, of which 300 are shown (sites[3].name)",
                "a: 301 letters, of which 300 are shown (sites[3].hours_text)",
                "a: 100000 letters, of which 1000 are shown (sites[3].closures[0].reason.fr)",
                "a: 1001 letters, of which 1000 are shown (sites[3].exceptions[0].reason)",
                "a: 301 letters, of which 300 are shown (sites[3].sources[1].name)",
            ]
        );
        let site = read::alone(&record, read::site).unwrap();
        // Readers cut nothing more, and would cut what is one letter longer.
        assert_eq!(site.name.unwrap(), long(299) + "…");
        assert_eq!(site.address.unwrap(), long(300));
        assert_eq!(site.closures[0].reason.as_ref().unwrap().get(Lang::Fr), long(999) + "…");
        record["name"] = json!(long(301));
        assert_eq!(read::alone(&record, read::site).unwrap().name.unwrap().chars().count(), 300);
    }
}
