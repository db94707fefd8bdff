//! Habits: who reads a clock, where a program may end, what is compiled for browsers alone, how long a file gets.

use std::collections::BTreeSet;

use crate::source::{Finding, Source, sources};

/// Main loops. Everybody else is told the time.
const CLOCKS: [&str; 3] = ["src/platform/clock.rs", "src/relay/clock.rs", "src/relay/listen/progress.rs"];
/// Who asks them: the page's heartbeat and its first instant, the watch for somebody at a shared computer; the relay's
/// commands, its server and the tasks of its sources.
const ASK_CLOCKS: [&str; 8] = [
    "src/state/app.rs",
    // When a person keeps something.
    "src/state/household/keeping.rs",
    "src/state/idle.rs",
    "src/state/refresh.rs",
    "src/relay/cli.rs",
    "src/relay/serve.rs",
    "src/relay/sources/supervise.rs",
    "src/relay/tasks.rs",
];

/// What is compiled for browsers alone or never for them, outside of `platform`, and why.
const TWO_WORLDS: [(&str, &str); 11] = [
    ("src/lib.rs", "the relay is native"),
    ("src/main.rs", "natively it only says what it is"),
    ("src/areas/mediation.rs", "natively it only says what it is"),
    ("src/areas/consommation.rs", "natively it only says what it is"),
    ("src/areas/ecoles.rs", "natively it only says what it is"),
    ("src/state/schools/mod.rs", "natively there is no network to ask"),
    ("src/state/household/asking.rs", "natively there is no network to ask"),
    ("src/api/mod.rs", "the client is the browser's"),
    ("src/api/client.rs", "the client is the browser's"),
    ("src/state/refresh.rs", "natively there is no network to ask"),
    ("src/views/mod.rs", "only a browser has a page to mount in"),
];

const LONGEST: usize = 400;
/// Longer, and why.
const LONG: [(&str, &str); 2] = [
    ("src/present/household/fr.rs", "every French phrase of the household, in one table that is read as a whole"),
    ("src/present/household/en.rs", "every English phrase of the household, as the French"),
];

fn clocks_read(source: &Source) -> Vec<Finding> {
    if CLOCKS.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let reading = ["SystemTime", "Date::new_0", "Performance", "::now(", "now_utc(", ".elapsed("];
    let asking = ["clock::now(", ".now()"];
    let asks = ASK_CLOCKS.contains(&source.path.as_str());
    let is_asking = |at: usize| source.code[..at].ends_with("clock");
    let read = reading.iter().flat_map(|word| source.places(word)).filter(|at| !is_asking(*at));
    let asked = asking.iter().flat_map(|word| source.places(word)).filter(|_| !asks);
    let mut findings: Vec<_> = read.chain(asked).map(|at| source.finding(at, "reads a clock")).collect();
    findings.dedup();
    findings
}

fn ends_badly(source: &Source) -> Vec<Finding> {
    let words = [".unwrap()", ".unwrap_err()", "todo!", "unimplemented!", "dbg!", "panic!", "unwrap_unchecked"];
    let at = words.iter().flat_map(|word| source.places(word).into_iter().map(move |at| (at, *word)));
    let mut findings: Vec<_> = at.map(|(at, word)| source.finding(at, word)).collect();
    // `expect` says why it cannot happen: one word is no reason.
    findings.extend(source.literals.iter().filter_map(|literal| {
        let is_expect = source.code[..literal.at].trim_end().ends_with(".expect(");
        (is_expect && literal.text.split_whitespace().count() < 3).then(|| source.finding(literal.at, "no reason"))
    }));
    findings
}

fn made_for_one_world(source: &Source) -> Vec<Finding> {
    let listed = source.layer() == "platform" || TWO_WORLDS.iter().any(|(path, _)| *path == source.path);
    let found = source.places("target_arch").into_iter().chain(source.places("target_family"));
    found.filter(|_| !listed).map(|at| source.finding(at, "is compiled for one world only")).collect()
}

fn too_long(source: &Source) -> Vec<Finding> {
    let listed = LONG.iter().any(|(path, _)| *path == source.path);
    let finding = || source.finding(0, &format!("{} lines: two things live together", source.lines));
    if source.lines > LONGEST && !listed { vec![finding()] } else { Vec::new() }
}

fn findings(rule: fn(&Source) -> Vec<Finding>) -> Vec<Finding> {
    sources().iter().flat_map(rule).collect()
}

#[test]
fn only_main_loops_read_a_clock() {
    assert_eq!(findings(clocks_read), []);
}

#[test]
fn nothing_ends_the_program_without_a_reason() {
    assert_eq!(findings(ends_badly), []);
}

#[test]
fn browsers_and_servers_share_their_code() {
    assert_eq!(findings(made_for_one_world), []);
}

#[test]
fn files_are_short() {
    assert_eq!(findings(too_long), []);
}

#[test]
fn exceptions_that_are_no_longer_needed_are_taken_away() {
    let sources = sources();
    let two_worlds: BTreeSet<_> = sources.iter().filter(|s| s.code.contains("target_arch")).map(|s| &*s.path).collect();
    let long: BTreeSet<_> = sources.iter().filter(|s| s.lines > LONGEST).map(|s| &*s.path).collect();
    let asking: BTreeSet<_> = sources.iter().filter(|s| s.code.contains("now()")).map(|s| &*s.path).collect();
    for (path, _) in TWO_WORLDS {
        assert!(two_worlds.contains(path), "{path}");
    }
    for (path, _) in LONG {
        assert!(long.contains(path), "{path}");
    }
    for path in CLOCKS.iter().chain(&ASK_CLOCKS) {
        assert!(asking.contains(path), "{path}");
    }
}

#[test]
fn a_bad_habit_is_found() {
    let source = |code: &str| Source::new("src/domain/x.rs", code);
    for code in [
        "Utc::now()",
        "std::time::Instant::now()",
        "SystemTime::UNIX_EPOCH",
        "js_sys::Date::now()",
        "crate::platform::clock::now()",
        "relay.clock.now()",
        "started.elapsed()",
    ] {
        assert_eq!(clocks_read(&source(code)).len(), 1, "{code}");
    }
    for code in ["x.unwrap()", "todo!()", "unimplemented!(\"later\")", "dbg!(x)", "panic!()", "x.expect(\"some\")"] {
        assert_eq!(ends_badly(&source(code)).len(), 1, "{code}");
    }
    assert_eq!(made_for_one_world(&source("#[cfg(target_arch = \"wasm32\")]\nfn f() {}")).len(), 1);
    assert_eq!(too_long(&source(&"\n".repeat(401))).len(), 1);
}

#[test]
fn good_habits_are_left_alone() {
    let innocent = "// x.unwrap(), Utc::now()\nfn f(now: Instant) { x.unwrap_or(now).expect(\"it is never empty here\") }\n\
                    #[cfg(test)]\nmod tests { fn g() { x.unwrap(); Utc::now() } }\n";
    let source = Source::new("src/domain/x.rs", innocent);
    for rule in [clocks_read, ends_badly, made_for_one_world, too_long] {
        assert_eq!(rule(&source), []);
    }
    assert_eq!(clocks_read(&Source::new("src/state/refresh.rs", "clock::now()")), []);
}
