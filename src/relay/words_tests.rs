//! The search with the project's own vocabulary, held against what people type and mean by it
//! (`tests/data/search/words.tsv`).

use std::sync::LazyLock;

use super::*;
use crate::{
    api::read,
    domain::{MaterialId, Search},
};

static SEARCH: LazyLock<Search> = LazyLock::new(|| {
    let document = serde_json::json!({ "materials": materials() });
    Search::new(&read::alone(&document, read::sites).unwrap().0, &[])
});

/// What somebody types and means.
struct Line {
    words: &'static str,
    meanings: Vec<&'static str>,
}

fn lines() -> Vec<Line> {
    let table = include_str!("../../tests/data/search/words.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let line = |row: &'static str| {
        let cells: Vec<_> = row.split('\t').collect();
        let [_, words, meaning] = cells[..] else { panic!("{row:?} has not three cells") };
        let meanings: Vec<_> = if meaning == "-" { vec![] } else { meaning.split('|').collect() };
        let known = |id: &&str| materials().iter().any(|material| material.id == *id);
        assert!(meanings.iter().all(known), "{row}: no such material");
        Line { words, meanings }
    };
    rows.map(line).collect()
}

fn ids(found: &[&MaterialId]) -> Vec<&'static str> {
    let of = |id: &&MaterialId| materials().iter().find(|m| m.id == id.0).map_or("", |m| m.id.as_str());
    found.iter().map(of).collect()
}

/// What the search answers to a line.
struct Answer {
    line: Line,
    found: Vec<&'static str>,
    is_sure: bool,
}

impl Answer {
    fn of(line: Line) -> Self {
        let meaning = SEARCH.materials(line.words);
        Self { found: ids(&meaning.materials), is_sure: meaning.is_sure, line }
    }

    /// What has one meaning comes first; what has several is asked, with all of them among the three that are proposed; of
    /// what means nothing nothing is claimed.
    fn is_right(&self) -> bool {
        match self.line.meanings[..] {
            [] => !self.is_sure,
            [id] => self.found.first() == Some(&id),
            ref all => !self.is_sure && all.iter().all(|id| self.found.iter().take(3).any(|of| of == id)),
        }
    }
}

fn described<'a>(answers: impl Iterator<Item = &'a Answer>) -> Vec<String> {
    answers.map(|answer| format!("{} → {:?}", answer.line.words, answer.found)).collect()
}

#[test]
fn everyday_words_are_understood_and_none_is_wrong_without_a_question() {
    let answers: Vec<_> = lines().into_iter().map(Answer::of).collect();
    let confidently_wrong = described(answers.iter().filter(|answer| answer.is_sure && !answer.is_right()));
    assert!(confidently_wrong.is_empty(), "wrong without a question: {confidently_wrong:#?}");

    let (meant, meaningless): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| !answer.line.meanings.is_empty());
    assert!(meant.len() >= 400 && meaningless.len() >= 100, "{} {}", meant.len(), meaningless.len());
    let missed = described(meant.iter().copied().filter(|answer| !answer.is_right()));
    assert!(missed.len() * 100 <= meant.len() * 3, "{} of {} missed: {missed:#?}", missed.len(), meant.len());

    // A question at each word would be no wrong answer either, and no help.
    let clear: Vec<_> = meant.iter().filter(|answer| answer.line.meanings.len() == 1).collect();
    let asked = described(clear.iter().copied().copied().filter(|answer| !answer.is_sure));
    assert!(asked.len() * 20 <= clear.len(), "{} of {} are asked back: {asked:#?}", asked.len(), clear.len());
    let proposed = described(meaningless.iter().copied().filter(|answer| !answer.found.is_empty()));
    assert!(proposed.len() * 5 <= meaningless.len(), "proposed to words that mean nothing: {proposed:#?}");
}

#[test]
fn a_label_means_its_material_in_each_language() {
    for material in materials() {
        for lang in ["fr", "en"] {
            let label = material.label.as_ref().unwrap().get(lang).unwrap();
            let meaning = SEARCH.materials(label);
            assert_eq!(meaning.sure().map(|id| id.0.as_str()), Some(material.id.as_str()), "{label}");
        }
    }
}

#[test]
fn each_word_of_the_vocabulary_leads_to_its_material() {
    for material in materials() {
        for word in ["fr", "en"].iter().filter_map(|lang| material.words.as_ref()?.get(lang)).flatten() {
            let meaning = SEARCH.materials(word);
            let found = ids(&meaning.materials);
            assert!(found.contains(&material.id.as_str()), "{word}: {found:?}");
            assert!(!meaning.is_sure || found[0] == material.id, "{word} of {} is {}", material.id, found[0]);
        }
    }
}
