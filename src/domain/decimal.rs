//! Numbers as text and back, without the machinery of general floats: to write them weighs more than all of our
//! sentences, to read them as much again.

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

/// A number that a person typed: digits with a point or a comma, without an exponent. `None` for anything else, and for
/// more than fifteen digits.
pub fn read_decimal(text: &str) -> Option<f64> {
    /// So many digits are exact in an `f64`, and so are the powers of ten up to them: their quotient is the nearest there is
    /// (W. D. Clinger, “How to read floating point numbers accurately”, 1990).
    const DIGITS: usize = 15;
    let text = text.trim();
    let (sign, unsigned) = text.strip_prefix(['-', '−']).map_or((1.0, text), |rest| (-1.0, rest));
    let (whole, rest) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, ""));
    let (mut value, mut count) = (0_u64, 0);
    for digit in whole.chars().chain(rest.chars()) {
        value = value * 10 + u64::from(digit.to_digit(10)?);
        count += 1;
        if count > DIGITS {
            return None;
        }
    }
    (count > 0).then(|| sign * (value as f64 / 10_u64.pow(rest.len() as u32) as f64))
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
    fn a_typed_number_is_read_as_the_standard_library_reads_it() {
        for text in ["0", "12", "0.2516", ".5", "7.", "-3.25", "0.1", "123456789.012345", "0.00000000000001", "007"] {
            assert_eq!(read_decimal(text), text.parse().ok(), "{text}");
        }
        for tenths in 0..10_000 {
            let text = format!("{}.{:04}", tenths / 7, tenths);
            assert_eq!(read_decimal(&text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn commas_are_points_and_what_is_no_plain_number_is_none() {
        assert_eq!([" 0,25 ", "−1,5", "1,"].map(read_decimal), [Some(0.25), Some(-1.5), Some(1.0)]);
        for text in ["", " ", ",", "-", "1e3", "inf", "NaN", "1.2.3", "1,2.3", "12 kWh", "1234567890123456", "--1"] {
            assert_eq!(read_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn a_message_says_a_number_no_longer_than_it_is() {
        let numbers = [0.0, 100.0, -3.3, 47.711_4, 90.000_001, 1e9].map(short_decimal);
        assert_eq!(numbers, ["0", "100", "-3.3", "47.7114", "90.000001", "1000000000"]);
        assert_eq!([1e300, -1e13, f64::NAN].map(short_decimal), ["over 10^12", "under -10^12", "?"]);
    }
}
