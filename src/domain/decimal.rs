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

/// `value` for a message to those who keep the data: up to six decimals.
pub fn short_decimal(value: f64) -> String {
    /// Beyond, [`decimal`] is not correct.
    const LARGEST: f64 = 1e12;
    if value.abs() > LARGEST {
        return if value > 0.0 { "over 10^12" } else { "under -10^12" }.to_owned();
    }
    decimal(value, 6, '.').trim_end_matches('0').trim_end_matches('.').to_owned()
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
    fn a_message_says_a_number_no_longer_than_it_is() {
        let numbers = [0.0, 100.0, -3.3, 47.711_4, 90.000_001, 1e9].map(short_decimal);
        assert_eq!(numbers, ["0", "100", "-3.3", "47.7114", "90.000001", "1000000000"]);
        assert_eq!([1e300, -1e13, f64::NAN].map(short_decimal), ["over 10^12", "under -10^12", "?"]);
    }
}
