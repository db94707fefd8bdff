//! What a header cell says of the column below.

use super::header::{Unit, plain};
use crate::domain::household::{Direction, Kind, Stamps};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A moment or a day; the header may say which end of the step it is.
    Time(Option<Stamps>),
    /// The hour of the day, beside a column with the date.
    Hour(Option<Stamps>),
    Start,
    End,
    Value(Values),
    /// What a counter shows in all (`EAS T`), or one of its parts (`EAS F1`).
    IndexTotal(Direction),
    IndexPart(Direction),
    /// State of a Home Assistant sensor, or a field of its statistics.
    State(Option<Kind>),
    Step,
    Prm,
    /// The name of a sensor.
    Entity,
    /// Consumption or production.
    Direction,
    /// Active energy or something else.
    Quantity,
    UnitOfRow,
    /// Load curve, index or maxima.
    DataType,
    /// Maximum or apparent power: no energy follows from it.
    Maximum,
    /// An amount of money.
    Cost,
    /// An energy in a unit that is not read.
    OtherUnit,
    /// Belongs to a known export and holds no value.
    Ignored,
    Other,
}

/// What a header cell says of the values below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values {
    pub kind: Option<Kind>,
    pub unit: Option<Unit>,
    pub direction: Option<Direction>,
    /// One of several registers of a tariff, which add up.
    pub is_register: bool,
}

/// Words with which the name of a column of values may begin where it has no unit.
const VALUE_WORDS: [&str; 20] = [
    "valeur",
    "value",
    "consommation",
    "consumption",
    "conso",
    "production",
    "puissance",
    "power",
    "energie",
    "energy",
    "soutirage",
    "injection",
    "kw",
    "kwh",
    "w",
    "wh",
    "index",
    "import",
    "export",
    "autoconsommation",
];
/// Words of a tariff's registers.
const REGISTER_WORDS: [&str; 22] = [
    "hp", "hc", "hph", "hch", "hpb", "hcb", "pleines", "creuses", "pleine", "creuse", "pointe", "base", "bleu",
    "blanc", "rouge", "peak", "offpeak", "nuit", "night", "jour", "t1", "t2",
];
/// Words with which columns begin that describe a row.
const DESCRIBING_WORDS: [&str; 17] = [
    "type",
    "nature",
    "indice",
    "statut",
    "etat",
    "qualite",
    "motif",
    "id",
    "identifiant",
    "code",
    "numero",
    "calendrier",
    "poste",
    "etape",
    "contrat",
    "pdl",
    "status",
];
const COST_WORDS: [&str; 10] = ["eur", "euro", "euros", "cout", "couts", "cost", "prix", "price", "montant", "facture"];
const APPARENT_WORDS: [&str; 5] = ["va", "kva", "mva", "pmax", "pma"];
const OTHER_UNITS: [&str; 7] = ["mwh", "gwh", "kj", "mj", "gj", "btu", "therms"];

impl Column {
    pub fn of(cell: &str) -> Self {
        let plain = plain(cell);
        let words: Vec<&str> = plain.split(' ').collect();
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
        let (first, second) = (words[0], words.get(1).copied());
        let end = if has(&["fin", "end"]) {
            Some(Stamps::End)
        } else if has(&["debut", "start", "begin"]) {
            Some(Stamps::Start)
        } else {
            None
        };
        match (first, second) {
            ("", _) => return Column::Other,
            ("debut" | "start", None) => return Column::Start,
            ("fin" | "end", None) => return Column::End,
            (
                "horodate" | "horodatage" | "timestamp" | "datetime" | "jour" | "day" | "mois" | "month" | "periode",
                _,
            )
            | ("date" | "time", None)
            | ("date", Some("et" | "heure" | "time"))
            | ("last", Some("changed" | "updated")) => return Column::Time(end),
            ("date", Some("de" | "du")) if has(&["consommation", "releve", "mesure"]) => return Column::Time(end),
            ("heure" | "hour", _) if words.len() <= 3 => return Column::Hour(end),
            ("eas", Some("t")) => return Column::IndexTotal(Direction::Consumption),
            ("eai", Some("t")) => return Column::IndexTotal(Direction::Production),
            ("eas", Some(part)) if part.starts_with('f') => return Column::IndexPart(Direction::Consumption),
            ("eai", Some(part)) if part.starts_with('f') => return Column::IndexPart(Direction::Production),
            // The distributor's registers count the same energy once more.
            ("eas" | "eai", Some(_)) => return Column::Ignored,
            ("pas", _) => return Column::Step,
            ("prm", None) | ("identifiant" | "id", Some("prm")) => return Column::Prm,
            ("entity" | "statistic", Some("id")) => return Column::Entity,
            ("state", None) => return Column::State(None),
            ("sum", None) => return Column::State(Some(Kind::Counter)),
            ("mean", None) => return Column::State(Some(Kind::MeanPower)),
            ("change", None) => return Column::State(Some(Kind::StepEnergy)),
            ("grandeur", Some("metier")) | ("direction", None) => return Column::Direction,
            ("grandeur", Some("physique")) => return Column::Quantity,
            ("unite" | "unit", None) => return Column::UnitOfRow,
            ("type", Some("de")) if has(&["donnees"]) => return Column::DataType,
            _ => {}
        }
        if cell.contains('€') || has(&COST_WORDS) {
            return Column::Cost;
        }
        if has(&APPARENT_WORDS) || words.iter().any(|word| word.starts_with("max")) || has(&["souscrite"]) {
            return Column::Maximum;
        }
        if DESCRIBING_WORDS.contains(&first) {
            return Column::Ignored;
        }
        if has(&OTHER_UNITS) {
            return Column::OtherUnit;
        }
        let is_reactive = words.iter().any(|word| word.starts_with("reacti") || word.starts_with("kvar"));
        let values = Values::said_by(cell, &words);
        let is_value = values.unit.is_some() || VALUE_WORDS.contains(&first) || values.is_register && words.len() <= 3;
        if is_value && !is_reactive { Column::Value(values) } else { Column::Other }
    }
}

impl Values {
    fn said_by(cell: &str, words: &[&str]) -> Self {
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
        let unit = Unit::named_in(cell);
        let is_counter = has(&["index", "compteur", "counter"]) || words.iter().any(|word| word.starts_with("cumul"));
        let kind = match unit {
            _ if is_counter => Some(Kind::Counter),
            Some(unit) if unit.is_power() => Some(Kind::MeanPower),
            Some(_) => Some(Kind::StepEnergy),
            None if has(&["puissance", "power"]) => Some(Kind::MeanPower),
            None if has(&["energie", "energy"]) => Some(Kind::StepEnergy),
            None => None,
        };
        Self { kind, unit, direction: direction_of_name(&words.join(" ")), is_register: has(&REGISTER_WORDS) }
    }
}

/// Consumption or production, where words say one of them.
pub fn direction(text: &str) -> Option<Direction> {
    plain(text).split(' ').find_map(|word| match word {
        "production" | "injection" | "prod" | "injectee" => Some(Direction::Production),
        "consommation" | "consumption" | "soutirage" | "cons" | "conso" | "soutiree" => Some(Direction::Consumption),
        _ => None,
    })
}

/// The same for the name of a column or of a sensor, in which an export is what goes out.
pub fn direction_of_name(text: &str) -> Option<Direction> {
    let plain = plain(text);
    let by_word = plain.split(' ').find_map(|word| match word {
        "export" | "exported" | "return" | "returned" => Some(Direction::Production),
        "import" | "imported" => Some(Direction::Consumption),
        _ => None,
    });
    direction(text).or(by_word)
}

/// What a quantity is, where it is not active energy or its mean power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    Maximum,
    Other,
}

/// Whether words name a maximum, an apparent power, a reactive energy or a voltage.
pub fn foreign(text: &str) -> Option<Foreign> {
    let plain = plain(text);
    let is_maximum = |word: &str| word.starts_with("max") || APPARENT_WORDS.contains(&word);
    let is_other =
        |word: &str| word.starts_with("reacti") || ["tension", "er", "eri", "erc", "pri", "prc"].contains(&word);
    match () {
        () if plain.split(' ').any(is_maximum) => Some(Foreign::Maximum),
        () if plain.split(' ').any(is_other) => Some(Foreign::Other),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: Option<Kind>, unit: Option<Unit>, direction: Option<Direction>, is_register: bool) -> Column {
        Column::Value(Values { kind, unit, direction, is_register })
    }

    #[test]
    fn headers_are_known_with_and_without_accents() {
        let (power, energy, counter) = (Some(Kind::MeanPower), Some(Kind::StepEnergy), Some(Kind::Counter));
        let (used, fed) = (Some(Direction::Consumption), Some(Direction::Production));
        let kilowatt_hours = Some(Unit::KilowattHours);
        for (cell, expected) in [
            ("Début", Column::Start),
            (" DEBUT ", Column::Start),
            ("Valeur (en kW)", value(power, Some(Unit::Kilowatts), None, false)),
            ("Valeur (en kWh)", value(energy, kilowatt_hours, None, false)),
            ("Valeur", value(None, None, None, false)),
            ("Consommation HP (kWh)", value(energy, kilowatt_hours, used, true)),
            ("Heures creuses kWh", value(energy, kilowatt_hours, None, true)),
            ("Export (kWh)", value(energy, kilowatt_hours, fed, false)),
            ("Production (kWh)", value(energy, kilowatt_hours, fed, false)),
            ("Index Heures pleines (kWh)", value(counter, kilowatt_hours, None, true)),
            ("Puissance atteinte (W)", value(power, Some(Unit::Watts), None, false)),
            ("puissance moyenne (W)", value(power, Some(Unit::Watts), None, false)),
            ("Identifiant PRM", Column::Prm),
            ("EAS F10", Column::IndexPart(Direction::Consumption)),
            ("EAS D1", Column::Ignored),
            ("EAS T", Column::IndexTotal(Direction::Consumption)),
            ("EAI T", Column::IndexTotal(Direction::Production)),
            ("Grandeur métier", Column::Direction),
            ("Date de début", Column::Other),
            ("Date de consommation", Column::Time(None)),
            ("Date et heure de relève par le distributeur", Column::Time(None)),
            ("horodate ISO fin de pas", Column::Time(Some(Stamps::End))),
            ("Heure", Column::Hour(None)),
            ("Puissance maximale (kW)", Column::Maximum),
            ("Puissance souscrite (kVA)", Column::Maximum),
            ("Coût (€)", Column::Cost),
            ("Prix du kWh", Column::Cost),
            ("Consommation (MWh)", Column::OtherUnit),
            ("Énergie réactive (kWh)", Column::Other),
            ("Nature de la donnée", Column::Ignored),
            ("Température", Column::Other),
        ] {
            assert_eq!(Column::of(cell), expected, "{cell}");
        }
    }

    #[test]
    fn the_export_of_consumption_is_no_production() {
        assert_eq!(direction("Export Consommation Quotidienne"), Some(Direction::Consumption));
        assert_eq!(direction("Export des données"), None);
    }

    #[test]
    fn maxima_and_other_quantities_are_told_from_active_energy() {
        let said =
            ["EA", "Energie active", "PMA", "Puissance maximale atteinte", "Energie réactive", "PRI"].map(foreign);
        let (maximum, other) = (Some(Foreign::Maximum), Some(Foreign::Other));
        assert_eq!(said, [None, None, maximum, maximum, other, other]);
    }
}
