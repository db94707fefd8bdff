//! The documents of days and years as tables; an unknown value is an empty field.

use chrono::Duration;

use crate::{
    api::{
        Problems, Record, decode,
        read::{self, DayOfWaits},
    },
    domain::{Instant, rfc3339, short_decimal},
};

/// Each step of each centre by the instant of its beginning, with the bounds of what was told in minutes; one without an
/// upper bound was told as more than the lower.
pub fn waits_table(document: &[u8]) -> Option<String> {
    let DayOfWaits { step_s, sites, .. } = decode(document, &mut Problems::default(), read::waits).ok()?;
    let step = Duration::seconds(i64::from(step_s));
    let mut table = "site,start,wait_low_min,wait_high_min\r\n".to_owned();
    for site in sites {
        let mut at: Instant = site.start.parse().ok()?;
        for (low, high) in site.wait_min {
            let start = rfc3339(at);
            table += &row(&[field(&site.id), start, number(low), number(high)]);
            at += step;
        }
    }
    Some(table)
}

/// Each centre's year.
pub fn report_table(document: &[u8]) -> Option<String> {
    let rows = |record: &mut Record| {
        let sites = record.list("sites")?;
        read::report(record)?.map(|_| record.records_of("sites", sites, report_row))
    };
    let rows = decode(document, &mut Problems::default(), rows).ok()?;
    let head = ["site", "name"].iter().chain(&FIGURES).copied().collect::<Vec<_>>().join(",");
    Some([head, "\r\n".to_owned()].into_iter().chain(rows).collect())
}

/// What a report says of a centre, in the order of the columns.
const FIGURES: [&str; 9] = [
    "days",
    "vehicles",
    "vehicles_coverage",
    "open_min",
    "told_min",
    "wait_mean_min",
    "wait_median_min",
    "wait_p90_min",
    "heard_share",
];

fn report_row(record: &mut Record) -> Option<String> {
    let id = record.string("id")?;
    let name = record.string("name").unwrap_or_default();
    let figures = FIGURES.map(|key| number(record.number(key)));
    record.is_well_formed().then(|| row(&[vec![field(&id), field(&name)], figures.to_vec()].concat()))
}

fn row(fields: &[String]) -> String {
    fields.join(",") + "\r\n"
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, short_decimal)
}

/// Quoted where it has to be (RFC 4180); what a spreadsheet would take for a formula is none.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn waits_have_a_row_a_step_and_an_unknown_one_is_empty() {
        let waits = json!({"version": 1, "day": "2026-11-21", "step_s": 300, "basis": "live", "sites": [
            {"id": "riantec", "start": "2026-11-21T09:00:00Z", "wait_min": [[0, 5], null, [30, null]]}]});
        let rows = "site,start,wait_low_min,wait_high_min\r\nriantec,2026-11-21T09:00:00Z,0,5\r\n\
                    riantec,2026-11-21T09:05:00Z,,\r\nriantec,2026-11-21T09:10:00Z,30,\r\n";
        assert_eq!(waits_table(waits.to_string().as_bytes()).as_deref(), Some(rows));
    }

    #[test]
    fn a_report_has_a_row_a_centre_and_names_are_no_formulas() {
        let report = json!({"version": 1, "year": 2026, "until": "2026-11-21", "days": 2, "sites": [
            {"id": "a", "name": "=1+1", "vehicles": 12, "vehicles_coverage": 0.5},
            {"id": "b", "name": "Port, \"nord\"", "days": 2, "wait_mean_min": 3.5, "wait_median_min": 2, "wait_p90_min": 9, "heard_share": 0.875}]});
        let table = report_table(report.to_string().as_bytes()).unwrap();
        let rows: Vec<&str> = table.lines().skip(1).collect();
        assert_eq!(rows, ["a,'=1+1,,12,0.5,,,,,,", "b,\"Port, \"\"nord\"\"\",2,,,,,3.5,2,9,0.875"]);
        for other in [json!({"version": 1, "sites": []}), json!({"version": 1, "day": "2026-11-21", "step_s": 300})] {
            assert_eq!(report_table(other.to_string().as_bytes()), None);
        }
    }
}
