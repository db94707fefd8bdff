//! How well two folded words fit: the same but for a plural, the beginning of a longer one, or one wrong letter. No comparison
//! takes memory.

/// The fit of two words that are the same.
pub(super) const SAME: i32 = 4;

/// A word without the mark of its plural: "cartons" → "carton".
pub(super) fn singular(word: &str) -> &str {
    match word.len() {
        0..=2 => word,
        _ if word.ends_with("ss") => word,
        3 => word.strip_suffix('s').unwrap_or(word),
        _ => word.strip_suffix(['s', 'x']).unwrap_or(word),
    }
}

/// What singular and plural have in common, in two parts: "journaux" and "journal" are "journ" and "al", "boxes" and "box"
/// are "box" and nothing, "batteries", "battery" and "batterie" are "batter" and "y".
///
/// Both sides are reduced alike, so that a reduction that no dictionary knows does no harm.
pub(super) fn stem(word: &str) -> (&str, &'static str) {
    let one = singular(word);
    let cut = |ending: &str| one.strip_suffix(ending).filter(|rest| rest.len() >= 2);
    if one.ends_with("eau") {
        (one, "")
    } else if let Some(rest) = cut("au").or_else(|| cut("al")) {
        (rest, "al")
    } else if let Some(rest) = cut("ie").or_else(|| cut("y")) {
        (rest, "y")
    } else if ["xe", "che", "she", "sse"].iter().any(|ending| one.ends_with(ending)) {
        (&one[..one.len() - 1], "")
    } else {
        (one, "")
    }
}

/// How well a typed word fits a known one: 0 not at all, [`SAME`] the same but for its plural. Few people mistake the first
/// letter: "bateau" is no wrong "râteau".
pub(super) fn fit(typed: &str, known: &str) -> i32 {
    if typed.as_bytes().first() != known.as_bytes().first() {
        return 0;
    }
    if stem(typed) == stem(known) {
        return SAME;
    }
    let (typed_one, known_one) = (singular(typed), singular(known));
    let may_be_wrong = typed_one.len() >= 5;
    if typed.len() >= 3 && known.starts_with(typed) {
        3
    } else if may_be_wrong && is_one_edit_away(typed_one, known_one) {
        2
    } else if may_be_wrong && typed_one.len() >= 5 && known_one.len() > typed_one.len() {
        // A wrong letter in a word that is still being typed.
        let end = known_one.char_indices().nth(typed_one.chars().count()).map_or(known_one.len(), |(end, _)| end);
        i32::from(is_one_edit_away(typed_one, &known_one[..end]))
    } else {
        0
    }
}

/// Whether one letter inserted, left out, replaced or two neighbours exchanged turn `a` into `b`.
pub(super) fn is_one_edit_away(a: &str, b: &str) -> bool {
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
