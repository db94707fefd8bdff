//! What people read stands in `present`: nowhere else is there a sentence for them.

use crate::source::{Finding, Literal, Source, sources};

/// Parts whose strings are names, addresses and reasons for other programmers. The relay holds the demonstration's data and
/// speaks to those who run it.
const MUTE: [&str; 5] = ["domain", "api", "platform", "state", "views"];
/// Markup is where a sentence would slip in: here a single word is one too many.
const MARKUP: [&str; 2] = ["state", "views"];

fn sentences(source: &Source) -> Vec<Finding> {
    if !MUTE.contains(&source.layer()) {
        return Vec::new();
    }
    let is_markup = MARKUP.contains(&source.layer());
    let mut findings: Vec<_> = source
        .literals
        .iter()
        .filter(|literal| is_for_people(source, literal, is_markup))
        .map(|literal| source.finding(literal.at, &format!("{:?} belongs into present", literal.text)))
        .collect();
    // Markup may hold text without quotes: letters with accents are no code, nor are words right after a tag.
    let bare = source.code.char_indices().filter(|(_, letter)| is_french(*letter)).map(|(at, _)| at);
    let after_tag = source.code.match_indices('>').map(|(at, _)| at);
    let after_tag = after_tag.filter(|at| is_markup && source.code[at + 1..].starts_with(char::is_alphabetic));
    findings.extend(bare.chain(after_tag).map(|at| source.finding(at, "text without quotes belongs into present")));
    findings
}

fn is_for_people(source: &Source, literal: &Literal, is_markup: bool) -> bool {
    let text = &literal.text;
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let begins_as_a_sentence = text.starts_with(|c: char| c.is_uppercase());
    let before = source.code[..literal.at].trim_end();
    let is_reason = ["expect(", "reason =", "error("].iter().any(|call| before.ends_with(call));
    let is_class = before.ends_with("class=") || before.ends_with("rel=");
    text.contains(is_french)
        || begins_as_a_sentence && words > 1
        || is_markup && begins_as_a_sentence && text.chars().nth(1).is_some_and(char::is_lowercase)
        || is_markup && words > 2 && !is_reason && !is_class
}

/// Letters and signs that French has and code has not; the shapes of states are neither.
fn is_french(letter: char) -> bool {
    matches!(letter, 'À'..='ÿ' | 'Œ' | 'œ' | '«' | '»' | '’' | '\u{a0}' | '\u{202f}') && !matches!(letter, '×' | '÷')
}

#[test]
fn sentences_for_people_stand_in_present_alone() {
    let findings: Vec<_> = sources().iter().flat_map(sentences).collect();
    assert_eq!(findings, []);
}

#[test]
fn a_stray_sentence_is_found() {
    let found = |path: &str, code: &str| sentences(&Source::new(path, code)).len();
    assert_eq!(found("src/domain/x.rs", r#"fn f() { "fermé" }"#), 1);
    assert_eq!(found("src/api/x.rs", r#"fn f() { "Nothing was found" }"#), 1);
    assert_eq!(found("src/views/x.rs", r#"view! { <p>"Ouvert"</p> }"#), 1);
    assert_eq!(found("src/views/x.rs", r#"view! { <p title="ouvre demain matin">{t}</p> }"#), 1);
    assert_eq!(found("src/views/x.rs", "view! { <p>Bonjour</p> }"), 1);
    assert_eq!(found("src/views/x.rs", "view! { <p> fermé </p> }"), 1);
}

#[test]
fn names_reasons_and_data_are_left_alone() {
    let found = |path: &str, code: &str| sentences(&Source::new(path, code)).len();
    assert_eq!(found("src/views/x.rs", r#"view! { <p class="a b c d" role="status">{t.a}" "</p> }"#), 0);
    assert_eq!(found("src/state/x.rs", r#"x.expect("a list of strings has no end")"#), 0);
    assert_eq!(found("src/api/x.rs", r#"#[error("the server answered {0}")] struct E; // « déchetterie »"#), 0);
    assert_eq!(found("src/relay/demo/x.rs", r#"fn f() { "Déchetterie de Riantec" }"#), 0);
    assert_eq!(found("src/present/fr.rs", r#"fn f() { "Fermé aujourd’hui" }"#), 0);
    assert_eq!(found("src/domain/x.rs", "#[cfg(test)]\nmod tests { fn f() { \"Fermé demain\" } }"), 0);
}
