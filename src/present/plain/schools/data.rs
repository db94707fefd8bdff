//! Words of the page that offers the series.

use crate::domain::{Lang, School, SeriesOf};
use chrono::NaiveDate;

use super::{SchoolTexts, place_name, school_texts};
use crate::present::{Texts, texts};

/// Every phrase of one language that the page says.
pub struct DataTexts {
    pub title: &'static str,
    pub of: fn(name: &str) -> String,
    pub intro: &'static str,
    pub of_schools: &'static str,
    pub none: &'static str,
    pub units: &'static str,
    pub licence: fn(&str) -> String,
    pub no_licence: &'static str,
    pub contract: &'static str,
    /// The heading of how each source fares.
    pub sources: &'static str,
    /// Leads to the document that has all of it.
    pub sources_document: &'static str,
    pub period: &'static str,
    pub as_table: &'static str,
    pub as_data: &'static str,
    pub year: fn(i32) -> String,
}

/// What is offered of a place.
pub struct Offer {
    pub id: String,
    pub name: String,
    pub meters: Vec<MeterOffer>,
}

/// The periods of a meter's series, each with its path below the API's address, without its ending.
pub struct MeterOffer {
    pub name: String,
    pub periods: Vec<(String, String)>,
}

/// What there is of a place: of each of its meters the published periods, the longest and latest first.
pub fn offer(lang: Lang, school: &School, periods: &[Vec<SeriesOf>]) -> Offer {
    let (t, s, d) = (texts(lang), school_texts(lang), data_texts(lang));
    let meters = school.meters.iter().zip(periods).map(|(meter, periods)| MeterOffer {
        name: (s.label)(meter.kind, school.kind).to_owned(),
        periods: periods
            .iter()
            .map(|period| {
                let path = period.path(school.id.as_str(), meter.id.as_str());
                (period_words(t, s, d, *period), path.trim_end_matches(".json").to_owned())
            })
            .collect(),
    });
    Offer { id: school.id.to_string(), name: place_name(s, school), meters: meters.collect() }
}

fn period_words(t: &Texts, s: &SchoolTexts, d: &DataTexts, period: SeriesOf) -> String {
    match period {
        SeriesOf::Year(year) => (d.year)(year),
        SeriesOf::Month(month) => (s.month)(month.number(), month.year()),
        SeriesOf::Day(date) => day_words(t, date),
    }
}

fn day_words(t: &Texts, date: NaiveDate) -> String {
    (t.day_month)(date)
}

/// The phrases of a language.
pub fn data_texts(lang: Lang) -> &'static DataTexts {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

static FR: DataTexts = DataTexts {
    title: "Les données à télécharger",
    of: |name| format!("{name}\u{a0}: les mesures"),
    intro: "Ce que mesurent les compteurs des écoles et des bâtiments publics, et les attentes annoncées aux déchetteries, pour un tableur ou un programme.",
    of_schools: "Choisir un bâtiment",
    none: "Aucun bâtiment n’est mesuré ici.",
    units: "Une année donne l’énergie de chaque mois, un mois celle de chaque jour, en wattheures, avec la part du temps mesurée. Un jour donne les puissances en watts. Une case vide veut dire\u{a0}: pas mesuré.",
    licence: |licence| format!("Licence\u{a0}: {licence}."),
    sources: "État des sources",
    sources_document: "Le détail, à la minute près (JSON)",
    no_licence: "La licence de ces données n’est pas indiquée\u{a0}: demandez avant de les publier ailleurs.",
    contract: "Description pour les programmes (OpenAPI)",
    period: "Période",
    as_table: "Tableur",
    as_data: "Données",
    year: |year| format!("Année {year}"),
};

static EN: DataTexts = DataTexts {
    title: "Data to download",
    of: |name| format!("{name}: measurements"),
    intro: "What the meters of schools and public buildings measure, and the waits told at the recycling centres, for a spreadsheet or a program.",
    of_schools: "Choose a building",
    none: "No building is measured here.",
    units: "A year holds the energy of each month, a month that of each day, in watt-hours, with the share of the time that was measured. A day holds powers in watts. An empty field means: not measured.",
    licence: |licence| format!("Licence: {licence}."),
    sources: "State of the sources",
    sources_document: "The details, to the minute (JSON)",
    no_licence: "The licence of these data is not given: ask before you publish them elsewhere.",
    contract: "Description for programs (OpenAPI)",
    period: "Period",
    as_table: "Spreadsheet",
    as_data: "Data",
    year: |year| format!("Year {year}"),
};
