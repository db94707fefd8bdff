//! Numbers as files write them.

use crate::domain::household::Reason;

/// The number in a cell, with a comma or a point; nothing where the file says that nothing is known.
///
/// # Errors
/// Where it is neither.
pub fn number(cell: &str) -> Result<Option<f64>, Reason> {
    /// Numbers are shorter, and a hostile cell is not copied.
    const LONGEST: usize = 40;
    // Most cells are a few digits, and files have a hundred thousand of them.
    if let Some(whole) = whole_number(cell) {
        return Ok(Some(f64::from(whole)));
    }
    let cell = cell.trim().trim_matches('"').trim();
    if ["", "-"].contains(&cell)
        || ["na", "nd", "nan", "n/a", "null", "none", "unavailable", "unknown"]
            .iter()
            .any(|gap| cell.eq_ignore_ascii_case(gap))
    {
        return Ok(None);
    }
    if cell.len() > LONGEST {
        return Err(Reason::BadValue);
    }
    let plain: String = cell.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let number = plain.parse().ok().filter(|number: &f64| number.is_finite());
    number.map(Some).ok_or(Reason::BadValue)
}

/// Up to nine digits and nothing else.
fn whole_number(cell: &str) -> Option<u32> {
    let add = |number, digit: u8| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'));
    (1..10).contains(&cell.len()).then(|| cell.bytes().try_fold(0, add)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_points_and_spaces_and_gaps_are_no_zeros() {
        for (cell, expected) in [
            ("692", Ok(Some(692.0))),
            ("0,62", Ok(Some(0.62))),
            ("\"1,5\"", Ok(Some(1.5))),
            ("1\u{a0}234,5", Ok(Some(1234.5))),
            ("", Ok(None)),
            ("NA", Ok(None)),
            ("null", Ok(None)),
            ("unavailable", Ok(None)),
            ("zéro", Err(Reason::BadValue)),
            ("1.234,5", Err(Reason::BadValue)),
            ("1e999", Err(Reason::BadValue)),
        ] {
            assert_eq!(number(cell), expected, "{cell}");
        }
    }
}
