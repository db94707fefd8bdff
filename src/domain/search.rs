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
    let is_listed = |word: &str| list.split_whitespace().any(|listed| listed == word);
    let telling: Vec<_> = all.iter().copied().filter(|word| !is_listed(word)).collect();
    if telling.is_empty() { all } else { telling }
}

/// Words written in one, without the mark of a plural: "lavelinge" and "lave-linge" are the same.
fn joined(words: &[&str]) -> String {
    singular(&words.concat()).to_owned()
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
    joined: String,
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
        let phrase = |lang: &str, text: &str, is_label| {
            let folded = fold(text);
            let words = words(&folded);
            Phrase {
                joined: joined(&words),
                words: words.into_iter().map(str::to_owned).collect(),
                is_head_last: lang == "en",
                is_label,
            }
        };
        let phrases = |m: &Material| {
            let mut phrases = Vec::new();
            if let Some(label) = &m.label {
                for (lang, text) in label.entries() {
                    phrases.push(phrase(lang, text, true));
                }
            }
            for (lang, words) in &m.words {
                for word in words {
                    phrases.push(phrase(lang, word, false));
                }
            }
            phrases
        };
        let text = |site: &Site| {
            let mut text = String::new();
            for part in [&site.name, &site.commune, &site.address] {
                text.push_str(part.as_deref().unwrap_or_default());
                text.push(' ');
            }
            fold(&text)
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
        let (meaning, is_known) = self.meaning(&typed);
        let bare = without(typed.clone(), SIDE_WORDS);
        if is_known || bare.len() == typed.len() { meaning } else { self.meaning(&bare).0 }
    }

    /// What the words mean, and whether they are a phrase of any material.
    fn meaning(&self, typed: &[&str]) -> (Meaning<'_>, bool) {
        let in_one = joined(typed);
        let best = |phrases: &[Phrase]| phrases.iter().map(|phrase| score(typed, &in_one, phrase)).max().unwrap_or(0);
        let mut found: Vec<_> = self.materials.iter().map(|(id, phrases)| (best(phrases), id)).collect();
        found.retain(|(score, _)| *score > 0);
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let most = found.first().map_or(0, |(score, _)| *score);
        let is_as_exact = |score: i32| most >= EXACT && score / EXACT == most / EXACT;
        let exact = found.iter().filter(|(score, _)| is_as_exact(*score)).count();
        // Of words that mean several things nothing else is proposed.
        let least = if exact > 0 { most % EXACT / 2 } else { most / 2 };
        found.retain(|(score, _)| is_as_exact(*score) || (exact < 2 && *score > least));
        let materials = found.into_iter().map(|(_, id)| id).collect();
        (Meaning { materials, is_sure: exact == 1 }, exact > 0)
    }

    /// Indices of the centres whose name, commune or address has every word of `query`.
    pub fn sites(&self, query: &str) -> Vec<usize> {
        let query = fold(query);
        let typed: Vec<_> = query.split_whitespace().collect();
        let has = |text: &str, word: &str| {
            text.split_whitespace().any(|known| known.starts_with(word) || fit(word, known) >= 2)
        };
        let mut found = Vec::new();
        for (index, text) in self.sites.iter().enumerate() {
            if !typed.is_empty() && typed.iter().all(|word| has(text, word)) {
                found.push(index);
            }
        }
        found
    }
}

/// Added to the fit of words that are a phrase, and twice to that of a label in full: no sum of fits comes near it.
const EXACT: i32 = 1_000;

/// How well the typed words fit a phrase, 0 not at all; words left over on either side count against it.
fn score(typed: &[&str], in_one: &str, phrase: &Phrase) -> i32 {
    let known = &phrase.words;
    let (mut sum, mut fitting, mut same) = (0, 0, 0);
    for typed in typed {
        let best = known.iter().map(|known| fit(typed, known)).max().unwrap_or(0);
        sum += best;
        fitting += i32::from(best > 0);
        same += i32::from(best == SAME);
    }
    let count = |words: usize| i32::try_from(words).unwrap_or(i32::MAX);
    let (typed_count, known_count) = (count(typed.len()), count(known.len()));
    let all_known = known.iter().all(|known| typed.iter().any(|typed| fit(typed, known) == SAME));
    if (same == typed_count && all_known) || phrase.joined == in_one {
        let is_label = phrase.is_label && known == typed;
        return EXACT * (1 + i32::from(is_label)) + 4 * SAME * known_count;
    }
    let (thing, typed_thing) =
        if phrase.is_head_last { (known.last(), typed.last()) } else { (known.first(), typed.first()) };
    let (Some(thing), Some(typed_thing)) = (thing, typed_thing) else { return 0 };
    // « voiture » is no « batterie de voiture », and of words that are not known one has to be known to the letter.
    let names_thing = typed.iter().map(|typed| fit(typed, thing)).max().unwrap_or(0);
    if names_thing == 0 || (fitting < typed_count && names_thing < SAME) {
        return 0;
    }
    let is_first = i32::from(fit(typed_thing, thing) > 0);
    4 * sum + is_first - 3 * (typed_count - fitting) - (known_count - fitting).max(0)
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
