//! No test depends on the machine's day, hour or zone: each gives the relay and the browser their instant.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Reads the computer's clock, in Rust. A monotonic one that measures how long something took reads no day.
const IN_RUST: [&str; 4] = ["Utc::now()", "Local::now()", "SystemTime::now()", "RelayClock::Real"];
/// The same in a browser test, and a browser's context that nobody gave an instant (`newContext` of support.mjs does).
const IN_SCRIPT: [&str; 3] = ["Date.now()", "new Date()", ".newContext({"];

/// What may: it makes moved clocks out of the machine's, or measures.
const ALLOWED: [&str; 4] =
    ["tests/browser/support.mjs", "tests/browser/bench/", "tests/architecture/", "src/relay/clock.rs"];

/// Lines of a test that read the machine's day, each with its number.
fn reads_the_day(path: &str, text: &str) -> Vec<String> {
    if ALLOWED.iter().any(|allowed| path.starts_with(allowed)) {
        return vec![];
    }
    let is_rust = Path::new(path).extension().is_some_and(|kind| kind == "rs");
    let words = if is_rust { &IN_RUST[..] } else { &IN_SCRIPT };
    // What runs in a page reads the page's clock, which has its instant.
    let is_in_page = |line: &str| line.contains("page.evaluate(() => Date.now())");
    let has = |line: &str| words.iter().any(|word| line.contains(word)) && !is_in_page(line);
    let lines = text.lines().enumerate().filter(|(_, line)| has(line));
    let mut found: Vec<_> = lines.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim())).collect();
    // The one program that has a clock of its own in these tests. What only tries wrong arguments does not run.
    let runs = ["\"serve\"", "\"publish\"", "\"check\"", "\"status\", "].iter().any(|command| text.contains(command));
    if is_rust && text.contains("CARGO_BIN_EXE_relay") && runs && !text.contains("\"--now\"") {
        found.push(format!("{path}: the relay runs by the machine's clock"));
    }
    found
}

fn tests_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path.extension().is_some_and(|kind| kind == "rs" || kind == "mjs");
        if path.is_dir() && !path.ends_with("node_modules") {
            tests_below(&path, found);
        } else if is_test {
            found.push(path);
        }
    }
}

#[test]
fn no_test_reads_the_machine_s_day() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    tests_below(&root.join("tests"), &mut files);
    tests_below(&root.join("src"), &mut files);
    let mut found = Vec::new();
    for file in &files {
        let path = file.strip_prefix(root).unwrap().to_str().unwrap();
        let text = fs::read_to_string(file).unwrap();
        // Of the program's own files only their tests; what else reads a clock there is held by `habits`.
        let tests = match path.strip_prefix("src/") {
            Some(path) if !path.ends_with("tests.rs") => text.find("#[cfg(test)]").map_or("", |at| &text[at..]),
            _ => &text,
        };
        found.extend(reads_the_day(path, tests));
    }
    assert_eq!(found, Vec::<String>::new());
    assert!(files.len() > 100, "{} files", files.len());
}

#[test]
fn a_test_that_reads_the_day_is_found() {
    for (path, line) in [
        ("tests/x.rs", "let at = Utc::now();"),
        ("src/relay/x.rs", "let at = SystemTime::now();"),
        ("tests/browser/x.test.mjs", "const now = new Date().toISOString();"),
        ("tests/browser/x.test.mjs", "await page.clock.setFixedTime(Date.now() + 5);"),
        ("tests/browser/x.test.mjs", "await browser.newContext({ viewport: PHONE });"),
        ("tests/x.rs", "Command::new(env!(\"CARGO_BIN_EXE_relay\")).arg(\"serve\")"),
    ] {
        assert_eq!(reads_the_day(path, line).len(), 1, "{line}");
    }
    for (path, line) in [
        ("tests/x.rs", "let begun = std::time::Instant::now();"),
        ("tests/x.rs", "Command::new(env!(\"CARGO_BIN_EXE_relay\")).args([\"serve\", \"--now\", NOW])"),
        ("tests/browser/x.test.mjs", "new Date(\"2026-11-21T10:20:00+01:00\"); performance.now()"),
        ("tests/browser/x.test.mjs", "await page.evaluate(() => Date.now())"),
    ] {
        assert_eq!(reads_the_day(path, line), Vec::<String>::new());
    }
}
