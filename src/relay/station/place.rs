//! Where in a JSON text a value stands.

/// The line of the value at a place such as `tariffs[1].periods[0]`, from 1; of the nearest one around it where it is not
/// there. `json` is known to be JSON.
pub fn line_of(json: &[u8], place: &str) -> usize {
    let mut at = skip_space(json, 0);
    for step in place.split(['.', '[']).filter(|step| !step.is_empty()) {
        let found = match step.strip_suffix(']').map(str::parse) {
            Some(Ok(index)) => item(json, at, index),
            Some(Err(_)) => None,
            None => member(json, at, step.as_bytes()),
        };
        match found {
            Some(place) => at = place,
            None => break,
        }
    }
    json.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn skip_space(json: &[u8], from: usize) -> usize {
    from + json.iter().skip(from).take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// After the value that begins at `from`.
fn skip_value(json: &[u8], from: usize) -> usize {
    let (mut depth, mut at) = (0_usize, from);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => at = skip_text(json, at),
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' | b',' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                at += 1;
            }
            _ => at += 1,
        }
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return at;
        }
    }
    at
}

fn skip_text(json: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(byte) = json.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

fn item(json: &[u8], list: usize, index: usize) -> Option<usize> {
    if json.get(list) != Some(&b'[') {
        return None;
    }
    let mut at = skip_space(json, list + 1);
    for _ in 0..index {
        at = next(json, skip_value(json, at))?;
    }
    (json.get(at) != Some(&b']')).then_some(at)
}

fn member(json: &[u8], object: usize, key: &[u8]) -> Option<usize> {
    if json.get(object) != Some(&b'{') {
        return None;
    }
    let mut at = skip_space(json, object + 1);
    while json.get(at) == Some(&b'"') {
        let end = skip_text(json, at);
        let value = skip_space(json, skip_space(json, end) + 1);
        if json.get(at + 1..end - 1) == Some(key) {
            return Some(value);
        }
        at = next(json, skip_value(json, value))?;
    }
    None
}

/// After the comma, if one comes.
fn next(json: &[u8], from: usize) -> Option<usize> {
    let at = skip_space(json, from);
    (json.get(at) == Some(&b',')).then(|| skip_space(json, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_value_is_found_by_its_place() {
        let json = b"{\"a\": \"x]\\\"}\",\n \"list\": [ {\"b\":[1,\n2]},\n\n {\"b\": null ,\"c\"\n:\n true} ] }";
        for (place, line) in [
            ("", 1),
            ("list", 2),
            ("list[0].b[1]", 3),
            ("list[1]", 5),
            ("list[1].c", 7),
            ("list[1].d", 5),
            ("list[7]", 2),
            ("none", 1),
        ] {
            assert_eq!(line_of(json, place), line, "{place}");
        }
    }
}
