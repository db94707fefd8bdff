//! What a chart shows, as a file for a spreadsheet: RFC 4180, a comma between fields and a point in numbers, so that every
//! programme reads it in every country.

use chrono::SecondsFormat;

use crate::{
    domain::{Energies, PowerSeries},
    present::decimal,
};

/// Powers of a day, a step a line, stamped at its beginning. An unknown value is an empty field.
pub fn day_csv(columns: &[(&str, &PowerSeries)]) -> String {
    let mut stamps: Vec<_> =
        columns.iter().flat_map(|(_, series)| (0..series.values.len()).map(|i| series.stamp(i))).collect();
    stamps.sort_unstable();
    stamps.dedup();
    let mut csv = head(columns.iter().map(|(name, _)| format!(",{name}_w")));
    for at in stamps {
        csv.push_str(&at.to_rfc3339_opts(SecondsFormat::Secs, true));
        for (_, series) in columns {
            let value = series.at(at).and_then(|(_, value)| value);
            csv.push(',');
            csv.push_str(&value.map_or_else(String::new, |power| decimal(power.0, 1, '.')));
        }
        csv.push_str("\r\n");
    }
    csv
}

/// Energies of days or months, one a line, with the share of each that was measured.
pub fn energies_csv(labels: &[String], columns: &[(&str, &Energies)]) -> String {
    let mut csv = head(columns.iter().map(|(name, _)| format!(",{name}_wh,{name}_coverage")));
    for (i, label) in labels.iter().enumerate() {
        csv.push_str(label);
        for (_, energies) in columns {
            let part = energies.0.get(i).copied().flatten();
            let fields = part.map_or_else(
                || ",,".to_owned(),
                |part| format!(",{},{}", decimal(part.energy.0, 0, '.'), decimal(part.coverage.share(), 3, '.')),
            );
            csv.push_str(&fields);
        }
        csv.push_str("\r\n");
    }
    csv
}

fn head(columns: impl Iterator<Item = String>) -> String {
    ["start".to_owned()].into_iter().chain(columns).chain(["\r\n".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::domain::{Coverage, Measured, WattHours, Watts};

    #[test]
    fn an_unknown_power_is_an_empty_field() {
        let series = |values: &[Option<f64>]| PowerSeries {
            start: "2026-11-20T23:00:00Z".parse().unwrap(),
            step: Duration::minutes(10),
            values: values.iter().map(|v| v.map(Watts)).collect(),
        };
        let csv = day_csv(&[("pv", &series(&[Some(0.0), None])), ("load", &series(&[Some(812.46)]))]);
        assert_eq!(csv, "start,pv_w,load_w\r\n2026-11-20T23:00:00Z,0.0,812.5\r\n2026-11-20T23:10:00Z,,\r\n");
    }

    #[test]
    fn energies_say_how_much_of_them_was_measured() {
        let part = Measured { energy: WattHours(18_250.4), coverage: Coverage::of(0.62, 1.0) };
        let labels = ["2026-11-01".to_owned(), "2026-11-02".to_owned()];
        let csv = energies_csv(&labels, &[("pv", &Energies(vec![Some(part), None]))]);
        assert_eq!(csv, "start,pv_wh,pv_coverage\r\n2026-11-01,18250,0.620\r\n2026-11-02,,\r\n");
    }
}
