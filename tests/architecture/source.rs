//! A source file as the rules see it: its code without comments, without what stands in literals, without tests.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// One file below `src/`.
pub struct Source {
    /// From the project's root, such as `src/domain/geo.rs`.
    pub path: String,
    pub lines: usize,
    /// The file with blanks for comments, contents of literals and tests; each byte keeps its place.
    pub code: String,
    pub literals: Vec<Literal>,
    /// Files that are compiled for tests alone.
    test_files: Vec<String>,
}

/// A string outside of tests.
pub struct Literal {
    /// Of its opening quote.
    pub at: usize,
    pub text: String,
}

/// What breaks a rule, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding(pub String);

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let (mut code, mut literals) = blanked(text);
        let mut test_files = Vec::new();
        while let Some((start, end)) = next_test(&code) {
            if code[start..end].ends_with(';') {
                test_files.push(module_file(path, &code[start..end], &text[start..end]));
            }
            literals.retain(|literal| literal.at < start || literal.at >= end);
            code.replace_range(start..end, &blanks(&text[start..end]));
        }
        Self { path: path.to_owned(), lines: text.lines().count(), code, literals, test_files }
    }

    /// The part that the file belongs to: a folder of `src/`, or the file itself where it lies at the top.
    pub fn layer(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split('/').next().unwrap_or(inside)
    }

    /// Modules around the file's own code: 0 for `src/lib.rs`, 1 for `src/domain/mod.rs`, 2 for `src/domain/geo.rs`.
    pub fn depth(&self) -> usize {
        let is_module = self.path.ends_with("/mod.rs") || self.path.ends_with("/lib.rs");
        self.path.split('/').count() - 1 - usize::from(is_module)
    }

    pub fn finding(&self, at: usize, what: &str) -> Finding {
        let line = self.code[..at].matches('\n').count() + 1;
        Finding(format!("{}:{line}: {what}", self.path))
    }

    /// Where `word` stands in the code as a whole word or path.
    pub fn places(&self, word: &str) -> Vec<usize> {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let begins = word.starts_with(is_part);
        let ends = word.ends_with(is_part);
        let free = |at: usize| {
            let before = self.code[..at].chars().next_back().is_some_and(is_part);
            let after = self.code[at + word.len()..].chars().next().is_some_and(is_part);
            !(begins && before || ends && after)
        };
        self.code.match_indices(word).map(|(at, _)| at).filter(|at| free(*at)).collect()
    }
}

/// Every file of the program; those that only tests compile are left out.
pub fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(read_sources);
    &SOURCES
}

fn read_sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join("src"), &mut paths);
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        Source::new(&name, &fs::read_to_string(path).unwrap())
    };
    let all: Vec<_> = paths.iter().map(read).collect();
    let tests: BTreeSet<String> = all.iter().flat_map(|source| source.test_files.clone()).collect();
    let kept: Vec<_> = all.into_iter().filter(|source| !tests.contains(&source.path)).collect();
    assert!(kept.len() > 50, "only {} files were found", kept.len());
    kept
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

fn blanks(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

fn quoted(quote: &str, text: &str) -> String {
    [quote, &blanks(text), quote].concat()
}

/// The code with blanks where comments and contents of literals stand, and the strings.
fn blanked(text: &str) -> (String, Vec<Literal>) {
    let mut code = String::with_capacity(text.len());
    let mut literals = Vec::new();
    while code.len() < text.len() {
        let at = code.len();
        let rest = &text[at..];
        let in_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if rest.starts_with("//") {
            code += &blanks(&rest[..rest.find('\n').unwrap_or(rest.len())]);
        } else if rest.starts_with("/*") {
            code += &blanks(&rest[..block_comment(rest)]);
        } else if let Some((open, close)) = if in_word { None } else { raw_string(rest) } {
            let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end);
            literals.push(Literal { at, text: rest[open..end].to_owned() });
            let end = (end + close.len()).min(rest.len());
            code += &quoted("\"", &rest[2..end]);
        } else if rest.starts_with('"') {
            let end = closing(rest, '"').unwrap_or(rest.len() - 1);
            literals.push(Literal { at, text: rest[1..end].to_owned() });
            code += &quoted("\"", &rest[1..end]);
        } else if let Some(end) = character(rest) {
            code += &quoted("'", &rest[1..end]);
        } else {
            code.push(rest.chars().next().unwrap());
        }
    }
    (code, literals)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a raw string's beginning, and its end.
fn raw_string(rest: &str) -> Option<(usize, String)> {
    let inside = ["br", "cr", "r"].iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    inside[hashes..]
        .starts_with('"')
        .then(|| (rest.len() - inside.len() + hashes + 1, format!("\"{}", "#".repeat(hashes))))
}

/// The place of the quote that closes the one at the beginning.
fn closing(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// The place of a character's closing quote; `None` for lifetimes.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        return closing(rest, '\'');
    }
    inside[first.len_utf8()..].starts_with('\'').then_some(1 + first.len_utf8())
}

/// The first item that only tests compile.
fn next_test(code: &str) -> Option<(usize, usize)> {
    const MARK: &str = "#[cfg(test)]";
    let start = code.find(MARK)?;
    let mut depth = 0_i32;
    for (at, letter) in code[start + MARK.len()..].char_indices() {
        depth += match letter {
            '{' | '(' | '[' => 1,
            '}' | ')' | ']' => -1,
            _ => 0,
        };
        if depth == 0 && matches!(letter, '}' | ';') {
            return Some((start, start + MARK.len() + at + 1));
        }
    }
    Some((start, code.len()))
}

/// The file of `mod name;` with or without a path of its own.
fn module_file(parent: &str, code: &str, text: &str) -> String {
    let folder = parent.rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some((_, path)) = text.split_once("#[path = \"") {
        return format!("{folder}/{}", path.split('"').next().unwrap());
    }
    let name = code.trim_end_matches(';').rsplit(' ').next().unwrap();
    match parent.strip_suffix("/mod.rs") {
        Some(module) => format!("{module}/{name}.rs"),
        None => format!("{}/{name}.rs", parent.trim_end_matches(".rs")),
    }
}

#[test]
fn comments_literals_and_tests_are_no_code() {
    let text = concat!(
        "// a::b\n/* c /* d */ e */ fn f<'a>() { g(\"h::\\\"i\", r#\"j\"k\"#, '\"', '\\'', b'l') }\n",
        "#[cfg(test)]\nmod tests { fn m() { \"}\" } }\nfn n() {}\n#[cfg(test)]\n#[path = \"x_tests.rs\"]\nmod tests;\n",
    );
    let source = Source::new("src/a/x.rs", text);
    assert_eq!(source.code.len(), text.len());
    let words: Vec<_> = source.code.split_whitespace().collect();
    assert_eq!(words.join(" "), "fn f<'a>() { g(\" \", \" \", ' ', ' ', b' ') } fn n() {}");
    let literals: Vec<_> = source.literals.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(literals, ["h::\\\"i", "j\"k"]);
    assert_eq!(source.test_files, ["src/a/x_tests.rs"]);
    assert_eq!(Source::new("src/a/mod.rs", "#[cfg(test)]\npub(crate) mod y;").test_files, ["src/a/y.rs"]);
    assert_eq!(source.finding(source.code.find("fn n").unwrap(), "here"), Finding("src/a/x.rs:5: here".to_owned()));
    assert_eq!((source.layer(), source.depth()), ("a", 2));
}

#[test]
fn words_are_found_whole() {
    let source = Source::new("src/a.rs", "xa::b a::b; a::bc (a::b)");
    assert_eq!(source.places("a::b"), [6, 19]);
    assert_eq!(source.places(".c("), Vec::<usize>::new());
}
