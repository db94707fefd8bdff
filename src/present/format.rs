//! Small helps for sentences.

pub use crate::domain::decimal;

/// The text with its first letter as a capital.
pub fn initial_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_begins_a_sentence_even_with_an_accent() {
        assert_eq!(initial_capital("élevé"), "Élevé");
        assert_eq!(initial_capital(""), "");
    }
}
