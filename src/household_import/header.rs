//! Words of header cells: units and steps.

use crate::domain::{fold, household::Scale};

/// In what a column is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Watts,
    Kilowatts,
    WattHours,
    KilowattHours,
}

impl Unit {
    /// The unit that a header cell or a file's head names; `None` where it names none or another.
    pub fn named_in(text: &str) -> Option<Self> {
        plain(text).split(' ').rev().find_map(|word| match word {
            "w" => Some(Unit::Watts),
            "kw" => Some(Unit::Kilowatts),
            "wh" => Some(Unit::WattHours),
            "kwh" => Some(Unit::KilowattHours),
            _ => None,
        })
    }

    pub const fn scale(self) -> Scale {
        match self {
            Unit::Watts | Unit::WattHours => Scale::Unit,
            Unit::Kilowatts | Unit::KilowattHours => Scale::Kilo,
        }
    }

    pub const fn is_power(self) -> bool {
        matches!(self, Unit::Watts | Unit::Kilowatts)
    }
}

/// Words in lower case without accents, one space between them.
pub fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Seconds in a step written as `PT30M`, `PT1H`, `P1D` or as a number of minutes.
pub fn step_seconds(text: &str) -> Option<u32> {
    /// The longest step that anybody writes: a month of 31 days.
    const LONGEST: u32 = 31 * 86_400;
    let text = text.trim().trim_matches('"');
    let seconds = if let Some(period) = text.strip_prefix('P') {
        let (time, is_time) = period.strip_prefix('T').map_or((period, false), |time| (time, true));
        let (number, unit) = time.split_at_checked(time.len().checked_sub(1)?)?;
        let unit = match (unit, is_time) {
            ("S", true) => 1,
            ("M", true) => 60,
            ("H", true) => 3600,
            ("D", false) => 86_400,
            _ => return None,
        };
        number.parse::<u32>().ok()?.checked_mul(unit)?
    } else {
        text.parse::<u32>().ok()?.checked_mul(60)?
    };
    (1..=LONGEST).contains(&seconds).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_periods_or_minutes() {
        let steps = ["PT30M", "PT1H", "P1D", "30", "", "PT", "P", "0", "PT99999999H", "é"].map(step_seconds);
        assert_eq!(steps, [Some(1800), Some(3600), Some(86_400), Some(1800), None, None, None, None, None, None]);
    }
}
