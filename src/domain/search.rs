//! Finding materials by everyday words and centres by name: accents, plurals and one wrong letter are forgiven.
//!
//! A material is only taken for granted where every typed word is a whole known word of it and of no other: what begins
//! alike, has a wrong letter or is only a part of what was typed is a proposal, and a person is asked.
//!
//! At each key thousands of names are looked at: comparing two words takes no memory.

use super::{
    Material, MaterialId, Site, is_of_word, lower,
    word_fit::{SAME, fit, singular},
};

/// Words that say nothing about what one brings, each between blanks.
const STOP_WORDS: &str = " de du des d la le les l un une a au aux en et ou mon ma mes ce cette ces nos vos pour avec dans \
    the of an my our some for with and to ";

/// Words about the state, the size or the amount of a thing, each between blanks. They may be part of a name ("petit
/// électroménager"); where they are not, the thing is the same without them.
const SIDE_WORDS: &str = " vieux vieil vieille vieilles old used usage usagee usages usagees casse cassee casses cassees \
    broken abime abimee petit petite petits petites small grand grande grands grandes big gros grosse grosses large ancien \
    ancienne anciens anciennes neuf vide vides empty mort morte morts mortes sec seche dead hs panne tas sac sacs bag bags \
    morceau morceaux bout bouts reste restes debris rouleau paquet piece pieces lot dechet dechets waste ";

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
    without(folded.split_whitespace().collect(), STOP_WORDS)
}

/// Those of the words that are not in a list; all of them when each one is.
fn without<'a>(all: Vec<&'a str>, list: &str) -> Vec<&'a str> {
    let is_listed = |word: &str| {
        list.match_indices(word).any(|(at, _)| {
            let end = at + word.len();
            list[..at].ends_with(' ') && list[end..].starts_with(' ')
        })
    };
    let telling: Vec<_> = all.iter().copied().filter(|word| !is_listed(word)).collect();
    if telling.is_empty() { all } else { telling }
}

/// What typed words mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning<'a> {
    /// The likeliest first, those much less likely left out.
    pub materials: Vec<&'a MaterialId>,
    /// Whether the first one is what was typed, word by word, and no other is. Else they are proposals.
    pub is_sure: bool,
}

impl<'a> Meaning<'a> {
    /// The material that the words name beyond doubt.
    pub fn sure(&self) -> Option<&'a MaterialId> {
        self.materials.first().copied().filter(|_| self.is_sure)
    }
}

/// A label or everyday word of a material.
#[derive(Clone, Debug, PartialEq)]
struct Phrase {
    /// Folded, and only those that carry meaning.
    words: Vec<String>,
    /// Where the thing itself stands: "washing machine" is a machine, « machine à laver » too.
    is_head_last: bool,
    /// The material's own name, which means nothing else, whatever its words may.
    is_label: bool,
}

/// An index over a territory's materials and centres, made once for a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    materials: Vec<(MaterialId, Vec<Phrase>)>,
    /// Folded name, commune and address of each centre, in the order given.
    sites: Vec<String>,
}

impl Search {
    pub fn new(materials: &[Material], sites: &[Site]) -> Self {
        let phrase = |lang: &str, text: &str, is_label| Phrase {
            words: words(&fold(text)).into_iter().map(str::to_owned).collect(),
            is_head_last: lang == "en",
            is_label,
        };
        let phrases = |m: &Material| {
            let labels = m.label.iter().flat_map(|label| label.entries().map(|(lang, text)| phrase(lang, text, true)));
            let words = m.words.iter().flat_map(|(lang, words)| words.iter().map(|word| phrase(lang, word, false)));
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

    /// The materials that `query` means or may mean.
    pub fn materials(&self, query: &str) -> Meaning<'_> {
        let query = fold(query);
        let typed = words(&query);
        let is_label = |phrase: &Phrase| phrase.is_label && phrase.words == typed;
        if let Some((id, _)) = self.materials.iter().find(|(_, phrases)| phrases.iter().any(is_label)) {
            return Meaning { materials: vec![id], is_sure: true };
        }
        let (meaning, is_known) = self.meaning(&typed);
        if is_known {
            return meaning;
        }
        let bare = without(typed.clone(), SIDE_WORDS);
        if bare.len() < typed.len() { self.meaning(&bare).0 } else { meaning }
    }

    /// What the words mean, and whether they are a phrase of any material.
    fn meaning(&self, typed: &[&str]) -> (Meaning<'_>, bool) {
        let best = |phrases: &[Phrase]| phrases.iter().map(|phrase| score(typed, phrase)).max().unwrap_or_default();
        let mut found: Vec<_> = self.materials.iter().map(|(id, phrases)| (best(phrases), id)).collect();
        found.retain(|((_, score), _)| *score > 0);
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let (is_known, most) = found.first().map_or((false, 0), |(score, _)| *score);
        let exact = found.iter().take_while(|((is_exact, _), _)| *is_exact).count();
        // Of words that mean several things nothing else is proposed.
        found.retain(|((is_exact, score), _)| *is_exact || (exact < 2 && *score > most / 2));
        let materials = found.into_iter().map(|(_, id)| id).collect();
        (Meaning { materials, is_sure: exact == 1 }, is_known)
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

/// Whether the typed words are the phrase, and how well they fit it; words left over on either side count against it.
fn score(typed: &[&str], phrase: &Phrase) -> (bool, i32) {
    let known = &phrase.words;
    let fits = |typed: &&str| known.iter().map(|known| fit(typed, known)).max().unwrap_or(0);
    let (mut sum, mut fitting, mut same) = (0, 0, 0);
    for fit in typed.iter().map(fits) {
        sum += fit;
        fitting += usize::from(fit > 0);
        same += usize::from(fit == SAME);
    }
    let is_same = |known: &String| typed.iter().any(|typed| fit(typed, known) == SAME);
    let is_exact = (same == typed.len() && known.iter().all(is_same)) || is_joined(typed, known);
    if is_exact {
        return (true, 4 * SAME * i32::try_from(known.len()).unwrap_or(1) + 1);
    }
    let at_head = |count: usize| if phrase.is_head_last { count.saturating_sub(1) } else { 0 };
    let (thing, typed_thing) = (known.get(at_head(known.len())), typed.get(at_head(typed.len())));
    let (Some(thing), Some(typed_thing)) = (thing, typed_thing) else { return (false, 0) };
    // « voiture » is no « batterie de voiture », and of words that are not known one has to be known to the letter.
    let names_thing = typed.iter().map(|typed| fit(typed, thing)).max().unwrap_or(0);
    if names_thing == 0 || (fitting < typed.len() && names_thing < SAME) {
        return (false, 0);
    }
    let left_over = |all: usize| i32::try_from(all - fitting.min(all)).unwrap_or(i32::MAX);
    let is_first = i32::from(fit(typed_thing, thing) > 0);
    (false, 4 * sum + is_first - 3 * left_over(typed.len()) - left_over(known.len()))
}

/// Whether the words are the same written in one or apart: "lavelinge" and "lave-linge".
fn is_joined(a: &[&str], b: &[String]) -> bool {
    fn letters<'a>(words: impl DoubleEndedIterator<Item = &'a str>) -> impl Iterator<Item = u8> {
        // From the end, where the mark of a plural stands.
        words.rev().enumerate().flat_map(|(i, word)| if i == 0 { singular(word) } else { word }.bytes().rev())
    }
    a.len() != b.len() && letters(a.iter().copied()).eq(letters(b.iter().map(String::as_str)))
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
