//! The paths that a piece of code names, with the groups of `use` taken apart.

/// A path below `crate::` or another root, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub at: usize,
    /// `present::Route`; `*` for everything.
    pub path: String,
}

/// Every path that begins with `root` (`crate::`, say), without it. `code` is free of comments and literals.
pub fn paths(code: &str, root: &str) -> Vec<Named> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$';
    let mut found = Vec::new();
    for (at, _) in code.match_indices(root) {
        if !code[..at].ends_with(is_part) {
            tree(code, at + root.len(), "", &mut found);
        }
    }
    found
}

/// Reads one tree of a `use`, or a plain path; says where it ends.
fn tree(code: &str, mut at: usize, before: &str, found: &mut Vec<Named>) -> usize {
    let start = at;
    let mut path = before.to_owned();
    loop {
        let rest = &code[at..];
        if rest.starts_with('{') {
            return group(code, at + 1, &path, found);
        }
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let part = if rest.starts_with('*') { "*" } else { &rest[..length] };
        path += part;
        at += part.len();
        if !code[at..].starts_with("::") || part.is_empty() {
            found.push(Named { at: start, path });
            return at;
        }
        path += "::";
        at += 2;
        // `collect::<Vec<_>>` ends a path, as far as modules go.
        if code[at..].starts_with('<') {
            found.push(Named { at: start, path: path.trim_end_matches(':').to_owned() });
            return at;
        }
    }
}

fn group(code: &str, mut at: usize, before: &str, found: &mut Vec<Named>) -> usize {
    loop {
        let rest = &code[at..];
        let Some(next) = rest.find(|c: char| !c.is_whitespace() && c != ',') else { return code.len() };
        at += next;
        if code[at..].starts_with('}') {
            return at + 1;
        }
        at = tree(code, at, before, found);
        // `as name`, and what else stands before the next one.
        at += code[at..].find([',', '}']).unwrap_or(code.len() - at);
    }
}

#[test]
fn groups_are_taken_apart() {
    let code = "use crate::{\n a::{self, B as C, d::*},\n e,\n}; x(crate::f::g(1)); mycrate::h; crate::i::<J>()";
    let named: Vec<_> = paths(code, "crate::").into_iter().map(|named| named.path).collect();
    assert_eq!(named, ["a::self", "a::B", "a::d::*", "e", "f::g", "i"]);
}
