//! What a service says itself of why it gives no data: in JSON, in XML, on a web page or in plain words, with an HTTP status
//! of an error or a good one.
//!
//! Shapes: ArcGIS REST (`{"error":{"code","message","details"}}` with status 200), Opendatasoft (`error_code`, `message`),
//! emoncms (`{"success":false,"message"}`, also plain text), FROST (`{"code","type":"error","message"}`), NGSI-LD and others
//! by RFC 9457 (`title`, `detail`), Orion (`error`, `description`), OGC's exception reports (OWS Common 06-121r3, clause 8, in
//! XML or GeoServer's JSON), Overpass (`remark`, or a page).

use serde_json::Value;

/// Longer bodies are not looked into, and what stands there is data rather than a reason.
pub const MOST_BYTES: usize = 64 << 10;
/// A reason is a sentence or two, in characters.
const LONGEST: usize = 300;
/// Elements of XML that hold a reason, by their names without a prefix, in lower case.
const ELEMENTS: [&str; 5] = ["exceptiontext", "serviceexception", "faultstring", "message", "error"];

/// The service's own reason in a body that is no data.
pub fn stated(body: &[u8]) -> Option<String> {
    let text = str::from_utf8(&body[..body.len().min(MOST_BYTES)]).ok().or_else(|| whole_part(body))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let reason = match text.chars().next()? {
        '{' | '[' => serde_json::from_str(text).ok().as_ref().and_then(of_json),
        '<' => of_markup(text),
        _ => Some(text.to_owned()),
    };
    reason.map(|reason| tidy(&reason)).filter(|reason| reason.chars().any(char::is_alphanumeric))
}

/// The same of a body that may be data: only what no data look like counts.
pub fn refusal(body: &[u8]) -> Option<String> {
    if body.len() > MOST_BYTES {
        return None;
    }
    let value: Value = serde_json::from_slice(body).ok()?;
    let has_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let is_error = value.get("error").is_some_and(|error| {
        has_text(error)
            || error.get("message").is_some()
            || error.get("code").is_some_and(|code| code.as_u64() != Some(0))
    });
    let is_refusal = is_error
        || value.get("success") == Some(&Value::Bool(false))
        || value.get("exceptions").and_then(Value::as_array).is_some_and(|list| !list.is_empty())
        || value.get("error_code").or(value.get("errorcode")).is_some()
        || value.get("type").and_then(Value::as_str) == Some("error")
        || value.get("remark").and_then(Value::as_str).is_some_and(is_broken_off);
    if is_refusal { Some(stated(body).unwrap_or_else(|| "no reason given".to_owned())) } else { None }
}

/// Whether Overpass says in a remark that it did not come to the end.
pub fn is_broken_off(remark: &str) -> bool {
    remark.contains("error")
}

/// Foreign words as they may stand in a line of ours: without control characters, in one line, not too long.
pub fn tidy(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() || is_direction(c) { ' ' } else { c }).collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

/// Characters that turn the direction of the words around them.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What is left of a body that was cut inside of a character.
fn whole_part(body: &[u8]) -> Option<&str> {
    let body = &body[..body.len().min(MOST_BYTES)];
    let end = str::from_utf8(body).err()?.valid_up_to();
    // Bytes of another kind are no words.
    if body.len() - end < 4 { str::from_utf8(&body[..end]).ok() } else { None }
}

fn of_json(value: &Value) -> Option<String> {
    let value = match value {
        Value::Array(list) => list.first()?,
        value => value,
    };
    let mut said = Vec::new();
    collect(value, &mut said, 0);
    let mut reason = String::new();
    for text in said {
        if reason.contains(&text) {
            continue;
        }
        if !reason.is_empty() {
            reason += if reason.ends_with(['.', ':', '!', '?']) { " " } else { ": " };
        }
        reason += &text;
    }
    (!reason.is_empty()).then_some(reason)
}

/// Texts under the keys that services use, the general before the particular.
fn collect(value: &Value, said: &mut Vec<String>, depth: u32) {
    const KEYS: [&str; 17] = [
        "error",
        "errors",
        "exceptions",
        "fault",
        "error_code",
        "errorcode",
        "title",
        "message",
        "msg",
        "text",
        "faultstring",
        "detail",
        "description",
        "error_description",
        "reason",
        "remark",
        "details",
    ];
    match value {
        Value::String(text) if !text.trim().is_empty() => said.push(text.trim().to_owned()),
        Value::Array(list) if depth < 4 => list.iter().take(3).for_each(|item| collect(item, said, depth + 1)),
        Value::Object(fields) if depth < 4 => {
            KEYS.iter().filter_map(|key| fields.get(*key)).for_each(|value| collect(value, said, depth + 1));
        }
        _ => {}
    }
}

/// The text of the first element that holds a reason, wherever in the document it stands; of a page what stands after its
/// word "Error", or its title.
fn of_markup(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.contains("<html") {
        let error = lower.find("error</strong>").map(|at| at + "error</strong>".len());
        let error = error.and_then(|at| Some(&text[at..at + lower[at..].find("</p>")?]));
        let title = || element(text, &lower, "title");
        return error.map(|error| plain(error).trim_start_matches([':', ' ']).to_owned()).or_else(title);
    }
    ELEMENTS.iter().find_map(|name| element(text, &lower, name))
}

/// What stands in the first element of a name, with whatever prefix.
fn element(text: &str, lower: &str, name: &str) -> Option<String> {
    let opening = lower.match_indices('<').find_map(|(at, _)| {
        let tag = &lower[at + 1..];
        let full = &tag[..tag.find(|c: char| c == '>' || c == '/' || c.is_whitespace())?];
        let local = full.rsplit(':').next().unwrap_or(full);
        (local == name).then(|| tag.find('>').map(|end| at + 1 + end + 1)).flatten()
    })?;
    let closing = lower[opening..].match_indices("</").find_map(|(at, _)| {
        let tag = &lower[opening + at + 2..];
        let full = &tag[..tag.find('>')?];
        (full.trim().rsplit(':').next() == Some(name)).then_some(opening + at)
    })?;
    Some(plain(&text[opening..closing])).filter(|text| !text.trim().is_empty())
}

/// Text without tags and entities.
fn plain(markup: &str) -> String {
    let markup = markup.replace("<![CDATA[", "").replace("]]>", "");
    let mut plain = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    for (entity, text) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")]
    {
        plain = plain.replace(entity, text);
    }
    plain
}

#[cfg(test)]
#[path = "reason_tests.rs"]
mod tests;
