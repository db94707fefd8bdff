//! The number of a delivery point (« PRM », 14 digits): it finds a home, so that it is never held whole.

/// A PRM of which the last four digits are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaskedPrm(u16);

impl MaskedPrm {
    /// Digits that a PRM has.
    const DIGITS: usize = 14;

    /// Reads a whole PRM, or one that is masked already (`**********1234`).
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('\'');
        let (head, tail) = text.split_at_checked(text.len().checked_sub(4)?)?;
        let is_prm = text.len() == Self::DIGITS && head.bytes().all(|b| b.is_ascii_digit());
        let is_masked = head.len() == Self::DIGITS - 4 && head.bytes().all(|b| b == b'*');
        let is_number = tail.bytes().all(|b| b.is_ascii_digit());
        (is_number && (is_prm || is_masked)).then(|| tail.parse().ok().map(Self)).flatten()
    }

    pub const fn last_digits(self) -> u16 {
        self.0
    }

    pub fn from_last_digits(digits: u16) -> Option<Self> {
        (digits < 10_000).then_some(Self(digits))
    }
}

impl std::fmt::Display for MaskedPrm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "**********{:04}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_left_of_a_number() {
        let prm = MaskedPrm::read("22516914714270").unwrap();
        assert_eq!(prm.to_string(), "**********4270");
        assert_eq!(MaskedPrm::read(&prm.to_string()), Some(prm));
        assert_eq!(MaskedPrm::read("'00000000000007").unwrap().to_string(), "**********0007");
    }

    #[test]
    fn other_numbers_are_no_prm() {
        for text in
            ["", "1234", "2251691471427", "225169147142700", "2251691471427é", "é2516914714270", "**********12a4"]
        {
            assert_eq!(MaskedPrm::read(text), None, "{text}");
        }
    }
}
