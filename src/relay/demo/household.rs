//! What a household's figures are held against: reference consumptions, prices, colours and temperatures. Households
//! themselves are in no document.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{text, to_value};
use crate::{
    api::dto::{
        BenchmarkDto, BenchmarksDto, OriginDto, TariffDto, TariffPeriodDto, TariffsDto, TempoDto, TextDto, WeatherDto,
    },
    relay::Documents,
};

/// Years before this one that temperatures and colours are published for.
const YEARS_BACK: i32 = 2;

pub fn documents(today: NaiveDate) -> Documents {
    let mut documents = Documents::default();
    documents.insert("benchmarks.json", &benchmarks());
    documents.insert("tariffs.json", &tariffs());
    let year = today.year();
    for back in 0..=YEARS_BACK {
        documents.insert(&format!("weather/{}.json", year - back), &weather(year - back, today));
        documents.insert(&format!("tempo/{}.json", year - back), &tempo(year - back, today));
    }
    documents
}

fn benchmarks() -> BenchmarksDto {
    let household = |id: &str, (fr, en): (&str, &str), kwh_per_year, name: &str, year| {
        let source = OriginDto { name: name.to_owned(), url: None, year };
        to_value(&BenchmarkDto { id: id.to_owned(), label: text(fr, en), kwh_per_year, source })
    };
    BenchmarksDto {
        version: 1,
        households: vec![
            household(
                "all-france-home",
                ("Un logement en France, en moyenne", "A home in France, on average"),
                4255.0,
                "RTE, bilan électrique, cité par la presse (à vérifier)",
                Some(2024),
            ),
            household(
                "demo-2p-no-electric-heating",
                (
                    "Deux personnes, chauffage au gaz ou au bois (exemple)",
                    "Two people, heating by gas or wood (example)",
                ),
                2200.0,
                "Ordre de grandeur choisi pour la démonstration",
                None,
            ),
            household(
                "demo-4p-electric-heating",
                ("Quatre personnes, tout électrique (exemple)", "Four people, all electric (example)"),
                11_000.0,
                "Ordre de grandeur choisi pour la démonstration",
                None,
            ),
        ],
    }
}

/// The regulated prices of 1 August 2025 for 6 kVA, all taxes included; subscriptions as far as they are known to the cent.
fn tariffs() -> TariffsDto {
    TariffsDto {
        version: 1,
        currency: Some("EUR".to_owned()),
        tariffs: [base(), off_peak(), tempo_tariff()].iter().map(to_value).collect(),
    }
}

fn tariff(id: &str, option: &str, label: TextDto, standing_per_year: f64, periods: &[TariffPeriodDto]) -> TariffDto {
    TariffDto {
        id: id.to_owned(),
        option: Some(option.to_owned()),
        kva: Some(6),
        taxes_included: Some(true),
        label: Some(label),
        from: Some("2025-08-01".to_owned()),
        until: None,
        standing_per_year,
        periods: periods.iter().map(to_value).collect(),
        source: Some(OriginDto {
            name: "Tarif réglementé au 1er août 2025, repris pour la démonstration\u{a0}: à vérifier sur la facture"
                .to_owned(),
            url: Some("https://www.cre.fr/".to_owned()),
            year: Some(2025),
        }),
    }
}

fn period(
    id: &str,
    (fr, en): (&str, &str),
    per_kwh: f64,
    hours: &[(&str, &str)],
    colour: Option<&str>,
) -> TariffPeriodDto {
    TariffPeriodDto {
        id: id.to_owned(),
        label: Some(text(fr, en)),
        per_kwh,
        hours: hours.iter().map(|(from, until)| ((*from).to_owned(), (*until).to_owned())).collect(),
        colour: colour.map(str::to_owned),
    }
}

const NIGHT: [(&str, &str); 2] = [("22:00", "24:00"), ("00:00", "06:00")];
const DAY: [(&str, &str); 1] = [("06:00", "22:00")];

fn base() -> TariffDto {
    let all = [period("base", ("Toute heure", "Any hour"), 0.1952, &[("00:00", "24:00")], None)];
    tariff("regulated-base-6kva", "base", text("Base, 6\u{a0}kVA", "Base, 6 kVA"), 187.8, &all)
}

fn off_peak() -> TariffDto {
    let both = [
        period("peak", ("Heures pleines", "Peak hours"), 0.2081, &DAY, None),
        period("off-peak", ("Heures creuses", "Off-peak hours"), 0.1635, &NIGHT, None),
    ];
    let label = text("Heures pleines et creuses, 6\u{a0}kVA", "Peak and off-peak, 6 kVA");
    tariff("regulated-off-peak-6kva", "off-peak", label, 192.12, &both)
}

fn tempo_tariff() -> TariffDto {
    let day = |colour: &str, words: [(&str, &str); 2], peak, off_peak| {
        [
            period(&format!("{colour}-peak"), words[0], peak, &DAY, Some(colour)),
            period(&format!("{colour}-off-peak"), words[1], off_peak, &NIGHT, Some(colour)),
        ]
    };
    let periods = [
        day(
            "blue",
            [("Bleu, heures pleines", "Blue, peak"), ("Bleu, heures creuses", "Blue, off-peak")],
            0.1494,
            0.1232,
        ),
        day(
            "white",
            [("Blanc, heures pleines", "White, peak"), ("Blanc, heures creuses", "White, off-peak")],
            0.1730,
            0.1391,
        ),
        day(
            "red",
            [("Rouge, heures pleines", "Red, peak"), ("Rouge, heures creuses", "Red, off-peak")],
            0.6468,
            0.1460,
        ),
    ];
    tariff("regulated-tempo-6kva", "tempo", text("Tempo, 6\u{a0}kVA", "Tempo, 6 kVA"), 187.8, &periods.concat())
}

/// Invented colours by Tempo's own rules: a season from September has 43 white and 22 red days; red ones from November to
/// March, on weekdays alone; Sundays are never white. Known until tomorrow.
fn tempo(season: i32, today: NaiveDate) -> TempoDto {
    let start = NaiveDate::from_ymd_opt(season, 9, 1).unwrap_or_default();
    let end = NaiveDate::from_ymd_opt(season + 1, 9, 1).unwrap_or_default();
    let tomorrow = today + Days::new(1);
    let days: Vec<NaiveDate> = start.iter_days().take_while(|day| *day < end).collect();
    let is_winter = |day: &NaiveDate| day.month() >= 11 || day.month() <= 3;
    let is_working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let red = coldest(&days, 22, |day| is_winter(day) && is_working(day));
    let white = coldest(&days, 43, |day| day.weekday() != Weekday::Sun && !red.contains(day));
    let letter = |day: &NaiveDate| {
        let letter = if red.contains(day) {
            "R"
        } else if white.contains(day) {
            "W"
        } else {
            "B"
        };
        letter.to_owned()
    };
    let values = days.iter().filter(|day| **day <= tomorrow).map(|day| Some(letter(day))).collect();
    TempoDto { version: 1, start: start.to_string(), values, source: Some(invented()) }
}

fn coldest(days: &[NaiveDate], count: usize, may_be: impl Fn(&NaiveDate) -> bool) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = days.iter().copied().filter(may_be).collect();
    days.sort_by(|a, b| temperature(*a).total_cmp(&temperature(*b)).then(a.cmp(b)));
    days.truncate(count);
    days
}

/// Invented temperatures of a mild coast, until yesterday.
fn weather(year: i32, today: NaiveDate) -> WeatherDto {
    let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let days = start.iter_days().take_while(|day| day.year() == year && *day < today);
    WeatherDto {
        version: 1,
        start: start.to_string(),
        step: Some("day".to_owned()),
        unit: Some("degC".to_owned()),
        values: days.map(|day| Some((temperature(day) * 10.0).round() / 10.0)).collect(),
        source: Some(invented()),
    }
}

fn invented() -> OriginDto {
    OriginDto { name: "Inventé pour la démonstration".to_owned(), url: None, year: None }
}

/// Mean of a day, degrees: a yearly wave with spells of a week and a half.
fn temperature(day: NaiveDate) -> f64 {
    let number = f64::from(day.num_days_from_ce());
    let season = ((f64::from(day.ordinal()) - 25.0) / 365.25 * std::f64::consts::TAU).cos();
    let spell = (number / 10.5 * std::f64::consts::TAU).sin() * 2.5 + (number / 3.7).sin() * 1.2;
    12.0 - 6.0 * season + spell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(season: i32, today: &str) -> Vec<String> {
        tempo(season, today.parse().unwrap()).values.into_iter().flatten().collect()
    }

    #[test]
    fn a_season_has_the_days_of_each_colour_that_tempo_has() {
        let count = |letter: &str| letters(2025, "2027-01-01").iter().filter(|of| *of == letter).count();
        assert_eq!([count("R"), count("W"), count("B")], [22, 43, 300]);
    }

    #[test]
    fn tomorrow_s_colour_is_known_and_no_later_one() {
        assert_eq!(letters(2026, "2026-11-22").len(), 30 + 31 + 23);
        assert_eq!(letters(2027, "2026-11-22").len(), 0);
    }

    #[test]
    fn winters_are_cold_and_yesterday_is_the_last_day_that_is_known() {
        let year = weather(2026, "2026-11-22".parse().unwrap());
        let values: Vec<f64> = year.values.into_iter().flatten().collect();
        assert_eq!(values.len(), 325);
        let mean = |days: &[f64]| days.iter().sum::<f64>() / days.len() as f64;
        assert!(mean(&values[..31]) + 8.0 < mean(&values[181..212]));
    }
}
