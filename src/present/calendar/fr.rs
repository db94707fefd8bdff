//! Le calendrier en français.

use chrono::Weekday;

use crate::domain::FrenchHoliday;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT_MONTHS: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const SHORT_WEEKDAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

pub fn month(number: u32) -> &'static str {
    super::of_month(&MONTHS, number)
}

pub fn month_short(number: u32) -> &'static str {
    super::of_month(&SHORT_MONTHS, number)
}

pub fn weekday(day: Weekday) -> &'static str {
    super::of_day(&WEEKDAYS, day)
}

pub fn weekday_short(day: Weekday) -> &'static str {
    super::of_day(&SHORT_WEEKDAYS, day)
}

/// The day of a month as it is written in a date.
pub fn day_number(day: u32) -> String {
    if day == 1 { "1er".to_owned() } else { day.to_string() }
}

/// Les jours fériés de France.
pub fn holiday(day: FrenchHoliday) -> &'static str {
    match day {
        FrenchHoliday::NewYear => "Jour de l’an",
        FrenchHoliday::GoodFriday => "Vendredi saint",
        FrenchHoliday::EasterMonday => "Lundi de Pâques",
        FrenchHoliday::Labour => "Fête du Travail",
        FrenchHoliday::Victory => "Victoire de 1945",
        FrenchHoliday::Ascension => "Ascension",
        FrenchHoliday::WhitMonday => "Lundi de Pentecôte",
        FrenchHoliday::National => "Fête nationale",
        FrenchHoliday::Assumption => "Assomption",
        FrenchHoliday::AllSaints => "Toussaint",
        FrenchHoliday::Armistice => "Armistice de 1918",
        FrenchHoliday::Christmas => "Noël",
        FrenchHoliday::StStephen => "Saint-Étienne",
        FrenchHoliday::Abolition => "Abolition de l’esclavage",
    }
}

/// Days of the week on which something is usual, ascending: "chaque jour", "le week-end", "du lundi au vendredi", "le mardi
/// et le jeudi".
pub fn usual_days(days: &[Weekday]) -> String {
    match super::runs(days).as_slice() {
        [(Weekday::Mon, Weekday::Sun)] => "chaque jour".to_owned(),
        [(Weekday::Sat, Weekday::Sun)] => "le week-end".to_owned(),
        runs => {
            let run = |(first, last): &(Weekday, Weekday)| match (weekday(*first), weekday(*last)) {
                (first, last) if first == last => format!("le {first}"),
                (one, other) if first.succ() == *last => format!("le {one} et le {other}"),
                (first, last) => format!("du {first} au {last}"),
            };
            runs.iter().map(run).collect::<Vec<_>>().join(", ")
        }
    }
}
