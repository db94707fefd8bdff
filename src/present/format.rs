//! Numbers as text, without the machinery of general float formatting, which weighs more than all of our sentences.

/// `value` with `digits` decimals, the point as `.`; what is no number is "?".
///
/// Correct for magnitudes below 10^12, far above any of ours.
pub fn decimal(value: f64, digits: u32, point: char) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let scale = 10_u64.pow(digits);
    let scaled = (value.abs() * scale as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let whole = scaled / scale;
    if digits == 0 {
        return format!("{sign}{whole}");
    }
    let rest = (scaled % scale).to_string();
    let zeros = "0".repeat(digits as usize - rest.len());
    format!("{sign}{whole}{point}{zeros}{rest}")
}

/// The text with its first letter as a capital.
pub fn initial_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded_and_padded() {
        assert_eq!(decimal(3.25, 1, ','), "3,3");
        assert_eq!(decimal(-3.312, 6, '.'), "-3.312000");
        assert_eq!(decimal(0.04, 1, ','), "0,0");
        assert_eq!(decimal(-0.04, 1, ','), "0,0");
        assert_eq!(decimal(12.0, 0, ','), "12");
        assert_eq!(decimal(f64::NAN, 1, ','), "?");
    }

    #[test]
    fn a_capital_begins_a_sentence_even_with_an_accent() {
        assert_eq!(initial_capital("élevé"), "Élevé");
        assert_eq!(initial_capital(""), "");
    }
}
