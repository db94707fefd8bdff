//! The series as tables for spreadsheets, made of the published documents: what lies at `….json` lies at `….csv` too.
//!
//! RFC 4180 with a point in numbers, so that every program reads it in every country. An unknown value is an empty field.

use chrono::{Datelike, NaiveDate};

use super::yearbook;
use crate::{
    api::{Problems, Record, decode, read},
    domain::{Month, rfc3339, short_decimal},
};

/// Whose documents have a table beside them.
const FOLDERS: [&str; 3] = ["series/", "waits/", "report/"];
const TABLE: &str = ".csv";
/// What a table is, over HTTP.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// The document that a table is made of, where the path is a table's.
pub fn document_of(path: &str) -> Option<String> {
    let name = path.strip_suffix(TABLE).filter(|name| has_tables(name))?;
    Some(format!("{name}.json"))
}

/// The table's path, where the document has one.
pub fn table_of(path: &str) -> Option<String> {
    let name = path.strip_suffix(".json").filter(|name| has_tables(name))?;
    Some(format!("{name}{TABLE}"))
}

fn has_tables(name: &str) -> bool {
    FOLDERS.iter().any(|folder| name.starts_with(folder))
}

/// The table of a document; `None` where it has none.
pub fn table(document: &[u8]) -> Option<String> {
    let tables = [energies, powers, yearbook::waits_table, yearbook::report_table];
    tables.iter().find_map(|table| table(document))
}

/// Each step of a day by the instant of its beginning, with its mean power in W.
fn powers(document: &[u8]) -> Option<String> {
    let series = decode(document, &mut Problems::default(), read::day_series).ok()??;
    let mut table = "start,power_w\r\n".to_owned();
    for (i, power) in series.values.iter().enumerate() {
        let at = rfc3339(series.stamp(i));
        let power = power.map_or_else(String::new, |power| short_decimal(power.0));
        table += &[&at, ",", &power, "\r\n"].concat();
    }
    Some(table)
}

/// Each day of a month or month of a year, with its energy in Wh and the share of it that was measured.
fn energies(document: &[u8]) -> Option<String> {
    let series = |record: &mut Record| {
        let energies = read::energy_series(record)?;
        Some((record.string("start")?, record.string("step")?, energies))
    };
    let (start, step, energies) = decode(document, &mut Problems::default(), series).ok()?;
    let labels: Vec<String> = match step.as_str() {
        "day" => start.parse::<Month>().ok()?.days().map(|day| day.to_string()).collect(),
        "month" => {
            let first = Month::of(NaiveDate::from_ymd_opt(start.parse().ok()?, 1, 1)?);
            let months = std::iter::successors(Some(first), |month| Some(month.next()));
            months.take_while(|month| month.first_day().year() == first.year()).map(|month| month.to_string()).collect()
        }
        _ => return None,
    };
    let mut table = "start,energy_wh,coverage\r\n".to_owned();
    for (label, part) in labels.iter().zip(energies.0) {
        let fields = part.map_or_else(
            || ",".to_owned(),
            |part| format!("{},{}", short_decimal(part.energy.0), short_decimal(part.coverage.share())),
        );
        table += &[label, ",", &fields, "\r\n"].concat();
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(document: serde_json::Value) -> Option<String> {
        table(document.to_string().as_bytes())
    }

    #[test]
    fn a_day_has_its_steps_and_an_unknown_one_is_empty() {
        let day = json!({"version": 1, "unit": "W", "start": "2026-11-21T00:00:00+01:00", "step_s": 600, "values": [0, null, 812.5]});
        let rows = "start,power_w\r\n2026-11-20T23:00:00Z,0\r\n2026-11-20T23:10:00Z,\r\n2026-11-20T23:20:00Z,812.5\r\n";
        assert_eq!(of(day).as_deref(), Some(rows));
    }

    #[test]
    fn months_and_years_say_how_much_was_measured() {
        let month = json!({"version": 1, "unit": "Wh", "start": "2026-11", "step": "day", "values": [18250, null], "coverage": [0.62, 0]});
        let rows = "start,energy_wh,coverage\r\n2026-11-01,18250,0.62\r\n2026-11-02,,\r\n";
        assert_eq!(of(month).as_deref(), Some(rows));
        let year = json!({"version": 1, "unit": "Wh", "start": "2026", "step": "month", "values": [1, 2]});
        assert_eq!(of(year).unwrap().lines().last(), Some("2026-02,2,1"));
    }

    #[test]
    fn other_documents_have_no_table() {
        assert_eq!(of(json!({"version": 1, "sites": []})), None);
        assert_eq!((table_of("live.json"), document_of("live.csv")), (None, None));
        let path = "series/kermelo/pv/2026.json";
        assert_eq!(document_of(&table_of(path).unwrap()).as_deref(), Some(path));
    }
}
