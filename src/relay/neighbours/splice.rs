//! Records behind those of a document, whose own bytes stay as they are.

use serde_json::Value;

use crate::relay::{Documents, outline::members};

/// Adds records to a list of one of our documents, and the list where there is none. Nothing of what stands there is written
/// anew: what we publish of our own does not depend on who else adds to it.
pub(in crate::relay) fn extend(documents: &mut Documents, name: &str, list: &str, records: &[Value]) {
    let written: Vec<Vec<u8>> = records.iter().map(|record| record.to_string().into_bytes()).collect();
    extend_written(documents, name, list, &written);
}

/// The same with records that are written already.
pub(super) fn extend_written(documents: &mut Documents, name: &str, list: &str, records: &[Vec<u8>]) {
    if let Some(bytes) = documents.get(name).and_then(|document| extended(document, list, &records.join(&b','))) {
        documents.insert_bytes(name, bytes);
    }
}

fn extended(document: &[u8], list: &str, records: &[u8]) -> Option<Vec<u8>> {
    if records.is_empty() {
        return None;
    }
    let members = members(document)?;
    let (at, before, after) = match members.get(list) {
        // A member's text is a part of the document's; where it ends is what lies between the two beginnings.
        Some(own) => {
            let inside = own.get().strip_prefix('[')?.strip_suffix(']')?;
            let end = own.get().as_ptr().addr() - document.as_ptr().addr() + own.get().len() - 1;
            (end, if inside.trim().is_empty() { String::new() } else { ",".to_owned() }, "")
        }
        None => {
            let end = document.iter().rposition(|byte| *byte == b'}')?;
            (end, format!("{}\"{list}\":[", if members.is_empty() { "" } else { "," }), "]")
        }
    };
    Some([&document[..at], before.as_bytes(), records, after.as_bytes(), &document[at..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_behind_the_others_and_nothing_else_changes() {
        for (document, expected) in [
            (
                r#"{"b": 1.50, "sites": [ {"id":"a"} ] , "a":[]}"#,
                r#"{"b": 1.50, "sites": [ {"id":"a"} ,1,2] , "a":[]}"#,
            ),
            (r#"{"version":1,"sites":[]}"#, r#"{"version":1,"sites":[1,2]}"#),
            (r#"{"version":1}"#, r#"{"version":1,"sites":[1,2]}"#),
            ("{}", r#"{"sites":[1,2]}"#),
        ] {
            let bytes = extended(document.as_bytes(), "sites", b"1,2").unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
        for whole in ["{", "[]", r#"{"sites":3}"#] {
            assert_eq!(extended(whole.as_bytes(), "sites", b"1"), None, "{whole}");
        }
        assert_eq!(extended(b"{}", "sites", b""), None);
    }
}
