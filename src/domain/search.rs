//! Finding materials by everyday words and centres by name: accents, plurals and one wrong letter are forgiven.
//!
//! At each key thousands of names are looked at: comparing two words takes no memory.

use std::borrow::Cow;

use super::{Material, MaterialId, Site, is_of_word, lower};

/// Words that say nothing about what one brings.
const STOP_WORDS: [&str; 24] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "a", "au", "aux", "en", "et", "ou", "mon", "ma",
    "mes", "vieux", "vieille", "the", "of", "old",
];

/// Lower case without accents, ligatures spelt out, everything but letters and digits a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(lower) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // Accents written apart from their letter.
            '\u{300}'..='\u{36f}' => {}
            c if is_of_word(c) => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded
}

/// What a centre's name is sorted by: "Déchetterie d’Hennebont" stands among the h, where people look for it.
pub fn name_key(name: &str) -> String {
    const GENERIC: [&str; 6] = ["dechetterie", "dechetteries", "decheterie", "recycling", "centre", "center"];
    let folded = fold(name);
    let telling: Vec<_> = words(&folded).into_iter().skip_while(|word| GENERIC.contains(word)).collect();
    if telling.is_empty() { folded } else { telling.join(" ") }
}

/// The words of a folded text that carry meaning; all of them when none does.
fn words(folded: &str) -> Vec<&str> {
    let all: Vec<_> = folded.split_whitespace().collect();
    let telling: Vec<_> = all.iter().copied().filter(|word| !STOP_WORDS.contains(word)).collect();
    if telling.is_empty() { all } else { telling }
}

/// A word without the mark of its plural: "cartons" → "carton", "journaux" → "journal", "tuyaux" → "tuyal".
///
/// Both sides are reduced alike, so that a reduction that no dictionary knows does no harm.
fn singular(word: &str) -> Cow<'_, str> {
    match word {
        _ if word.len() <= 3 || word.ends_with("ss") => word.into(),
        _ if word.ends_with("eaux") => word[..word.len() - 1].into(),
        _ if word.ends_with("aux") => format!("{}al", &word[..word.len() - 3]).into(),
        _ => word.strip_suffix(['s', 'x']).unwrap_or(word).into(),
    }
}

/// How well a typed word fits a known one: 0 not at all, 4 the same.
fn fit(typed: &str, known: &str) -> i32 {
    let typed_stem = singular(typed);
    let known_stem = singular(known);
    if typed_stem == known_stem {
        4
    } else if typed.len() >= 3 && known.starts_with(typed) {
        3
    } else if typed_stem.len() >= 4 && is_one_edit_away(&typed_stem, &known_stem) {
        2
    } else if typed_stem.len() >= 5 && known_stem.len() > typed_stem.len() {
        // A wrong letter in a word that is still being typed.
        let end = known_stem.char_indices().nth(typed_stem.chars().count()).map_or(known_stem.len(), |(end, _)| end);
        i32::from(is_one_edit_away(&typed_stem, &known_stem[..end]))
    } else {
        0
    }
}

/// Whether one letter inserted, left out, replaced or two neighbours exchanged turn `a` into `b`.
fn is_one_edit_away(a: &str, b: &str) -> bool {
    fn same(pairs: impl Iterator<Item = (char, char)>) -> usize {
        pairs.take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
    }
    let start = same(a.chars().zip(b.chars()));
    let (a, b) = (&a[start..], &b[start..]);
    let end = same(a.chars().rev().zip(b.chars().rev()));
    // What differs between the common start and the common end: a letter at most on each side, or two exchanged.
    let (mut a, mut b) = (a[..a.len() - end].chars(), b[..b.len() - end].chars());
    match ((a.next(), a.next(), a.next()), (b.next(), b.next(), b.next())) {
        ((_, None, _), (_, None, _)) => true,
        ((a0, a1, None), (b0, b1, None)) => a0 == b1 && a1 == b0,
        _ => false,
    }
}

/// An index over a territory's materials and centres, made once for a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Folded phrases of each material.
    materials: Vec<(MaterialId, Vec<String>)>,
    /// Folded name, commune and address of each centre, in the order given.
    sites: Vec<String>,
}

impl Search {
    pub fn new(materials: &[Material], sites: &[Site]) -> Self {
        let phrases = |m: &Material| {
            let labels = m.label.iter().flat_map(|label| label.entries().map(|(_, text)| fold(text)));
            let words = m.words.iter().flat_map(|(_, words)| words.iter().map(|word| fold(word)));
            labels.chain(words).collect()
        };
        let text = |site: &Site| {
            let parts = [&site.name, &site.commune, &site.address];
            fold(&parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
        };
        Self {
            materials: materials.iter().map(|m| (m.id.clone(), phrases(m))).collect(),
            sites: sites.iter().map(text).collect(),
        }
    }

    /// The materials that `query` may mean, the likeliest first, those much less likely left out.
    pub fn materials(&self, query: &str) -> Vec<&MaterialId> {
        let query = fold(query);
        let typed = words(&query);
        if typed.is_empty() {
            return Vec::new();
        }
        let best = |phrases: &[String]| phrases.iter().map(|phrase| score(&typed, phrase)).max().unwrap_or(0);
        let mut found: Vec<_> = self.materials.iter().map(|(id, phrases)| (best(phrases), id)).collect();
        found.retain(|(score, _)| *score > 0);
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let least = found.first().map_or(0, |(score, _)| score / 2);
        found.retain(|(score, _)| *score > least);
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Indices of the centres whose name, commune or address has every word of `query`.
    pub fn sites(&self, query: &str) -> Vec<usize> {
        let query = fold(query);
        let typed: Vec<_> = query.split_whitespace().collect();
        let has = |text: &str, word: &str| {
            text.split_whitespace().any(|known| known.starts_with(word) || fit(word, known) >= 2)
        };
        let matching = |(i, text): (usize, &String)| typed.iter().all(|word| has(text, word)).then_some(i);
        if typed.is_empty() { Vec::new() } else { self.sites.iter().enumerate().filter_map(matching).collect() }
    }
}

/// How well the typed words fit a phrase; words left over on either side count against it.
fn score(typed: &[&str], phrase: &str) -> i32 {
    let known = words(phrase);
    let fits: Vec<_> = typed.iter().map(|t| known.iter().map(|k| fit(t, k)).max().unwrap_or(0)).collect();
    let fitting = fits.iter().filter(|fit| **fit > 0).count();
    if fitting == 0 {
        return 0;
    }
    let left_over = |all: usize| i32::try_from(all - fitting.min(all)).unwrap_or(i32::MAX);
    4 * fits.iter().sum::<i32>() - 3 * left_over(typed.len()) - left_over(known.len())
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
