//! Words for a voice or a short message: no sign that cannot be said.

use super::PlainTexts;

/// The sentence with units in words, plain apostrophes and blanks, and nothing but letters, figures and the signs that a
/// voice pauses at.
pub fn spoken(p: &PlainTexts, text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let plain = text.replace(['(', '\u{2013}', '\u{2014}'], ", ").replace('’', "'").replace(['/', '+'], " ");
    for word in plain.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
        let after: String = word[bare.len()..].chars().filter(|sign| *sign != ')').collect();
        let unit = p.spoken_units.iter().find(|(sign, ..)| *sign == bare);
        let before = words.last().and_then(|word| word.replace(',', ".").parse::<f64>().ok());
        let said = match (unit, before) {
            (Some((_, one, _)), Some(count)) if count <= 1.0 => (*one).to_owned(),
            (Some((_, one, several)), None) if one == several => (*one).to_owned(),
            (Some((_, _, several)), Some(_)) => (*several).to_owned(),
            // "04" would be read as "zero four"; in a telephone number that is right, after an hour it is not.
            (None, _) if is_padded(bare) && words.last().is_some_and(|word| is_unit(p, word)) => bare[1..].to_owned(),
            (Some(_) | None, _) => bare.chars().filter(|sign| can_be_said(*sign)).collect(),
        };
        let said = said + &after;
        if said.chars().any(char::is_alphanumeric) {
            words.push(said);
        } else if let Some(last) = words.last_mut().filter(|last| last.ends_with(char::is_alphanumeric)) {
            // A sign that stood alone, as French colons do, goes with the word before it.
            last.push_str(&said);
        }
    }
    words.join(" ").replace(" ,", ",").replace(",,", ",")
}

fn is_padded(word: &str) -> bool {
    word.len() == 2 && word.starts_with('0') && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_unit(p: &PlainTexts, word: &str) -> bool {
    p.spoken_units.iter().any(|(_, one, several)| word == *one || word == *several)
}

fn can_be_said(sign: char) -> bool {
    sign.is_alphanumeric() || ['\'', '-', ',', '.', ':', ';'].contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Lang, present::plain::plain_texts};

    #[test]
    fn units_become_words_and_signs_go() {
        let said = |text| spoken(plain_texts(Lang::Fr), text);
        assert_eq!(
            said("● Ouvert à 14\u{a0}h\u{a0}04, jusqu’à 17\u{a0}h\u{a0}: 5 à 10\u{a0}min d’attente"),
            "Ouvert à 14 heures 4, jusqu'à 17 heures: 5 à 10 minutes d'attente"
        );
        assert_eq!(said("Gravats (1\u{a0}m³ par jour au plus)"), "Gravats, 1 mètre cube par jour au plus");
        assert_eq!(said("850\u{a0}W, 4,2\u{a0}kW et 1\u{a0}kWh"), "850 watts, 4,2 kilowatts et 1 kilowattheure");
        assert_eq!(said("Appeler le 02 97 00 04 05."), "Appeler le 02 97 00 04 05.");
        assert_eq!(said("«\u{a0}bois\u{a0}» – ferraille"), "bois, ferraille");
    }

    #[test]
    fn english_keeps_its_clock() {
        assert_eq!(
            spoken(plain_texts(Lang::En), "open until 17:30, 5 to 10\u{a0}min wait"),
            "open until 17:30, 5 to 10 minutes wait"
        );
    }
}
