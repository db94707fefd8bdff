//! Paths to fields: `a.b.0.c`, or a JSON Pointer (RFC 6901) where names have dots of their own.

use serde_json::Value;

/// What stands at a path. A name that is there as a whole wins over its parts, so that columns with dots are found.
pub fn find<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    if path.is_empty() {
        return Some(value);
    }
    if path.starts_with('/') {
        return value.pointer(path);
    }
    if let Some(found) = value.get(path) {
        return Some(found);
    }
    path.split('.').try_fold(value, |value, part| match value {
        Value::Array(items) => items.get(part.parse::<usize>().ok()?),
        Value::Object(fields) => fields.get(part),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_lead_through_objects_and_lists() {
        let value = json!({"a": {"b": [{"c": 7}]}, "x.y": 1, "@iot.id": 3});
        assert_eq!(find(&value, "a.b.0.c"), Some(&json!(7)));
        assert_eq!(find(&value, "x.y"), Some(&json!(1)));
        assert_eq!(find(&value, "/@iot.id"), Some(&json!(3)));
        assert_eq!(find(&value, ""), Some(&value));
        for nowhere in ["a.c", "a.b.1", "a.b.x", "a.b.0.c.d", "/a/c", "."] {
            assert_eq!(find(&value, nowhere), None, "{nowhere}");
        }
    }
}
