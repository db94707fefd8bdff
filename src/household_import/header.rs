//! Header cells, and what they say of the column below.

use crate::domain::fold;

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

    /// Watts or watt-hours in one of it.
    pub const fn factor(self) -> f64 {
        match self {
            Unit::Watts | Unit::WattHours => 1.0,
            Unit::Kilowatts | Unit::KilowattHours => 1000.0,
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

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A moment, or the day.
    Time,
    Start,
    End,
    Value(Option<Unit>),
    /// What a counter shows in all (`EAS T`), or one of its parts (`EAS F1`).
    IndexTotal,
    IndexPart,
    Step,
    Prm,
    /// Consumption or production.
    Direction,
    /// Active energy or something else.
    Quantity,
    UnitOfRow,
    Other,
}

impl Column {
    pub fn of(cell: &str) -> Self {
        let plain = plain(cell);
        let mut words = plain.split(' ');
        match (words.next().unwrap_or_default(), words.next()) {
            ("horodate" | "date" | "horodatage", None) => Column::Time,
            ("debut" | "start", None) => Column::Start,
            ("fin" | "end", None) => Column::End,
            ("valeur" | "value" | "consommation" | "production" | "puissance", _) => {
                Column::Value(Unit::named_in(cell))
            }
            ("kw" | "kwh" | "w" | "wh", None) => Column::Value(Unit::named_in(cell)),
            ("eas" | "eai", Some("t")) => Column::IndexTotal,
            ("eas" | "eai", Some(part)) if part.starts_with('f') => Column::IndexPart,
            ("pas", _) => Column::Step,
            ("prm", None) | ("identifiant" | "id", Some("prm")) => Column::Prm,
            ("grandeur", Some("metier")) | ("direction", None) => Column::Direction,
            ("grandeur", Some("physique")) => Column::Quantity,
            ("unite", None) => Column::UnitOfRow,
            _ => Column::Other,
        }
    }
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
    fn headers_are_known_with_and_without_accents() {
        assert_eq!(Column::of("Début"), Column::Start);
        assert_eq!(Column::of(" DEBUT "), Column::Start);
        assert_eq!(Column::of("Valeur (en kW)"), Column::Value(Some(Unit::Kilowatts)));
        assert_eq!(Column::of("Valeur (en kWh)"), Column::Value(Some(Unit::KilowattHours)));
        assert_eq!(Column::of("Valeur"), Column::Value(None));
        assert_eq!(Column::of("Identifiant PRM"), Column::Prm);
        assert_eq!(Column::of("EAS F10"), Column::IndexPart);
        assert_eq!(Column::of("EAS D1"), Column::Other);
        assert_eq!(Column::of("EAS T"), Column::IndexTotal);
        assert_eq!(Column::of("Grandeur métier"), Column::Direction);
        assert_eq!(Column::of("Date de début"), Column::Other);
    }

    #[test]
    fn steps_are_periods_or_minutes() {
        let steps = ["PT30M", "PT1H", "P1D", "30", "", "PT", "P", "0", "PT99999999H", "é"].map(step_seconds);
        assert_eq!(steps, [Some(1800), Some(3600), Some(86_400), Some(1800), None, None, None, None, None, None]);
    }
}
