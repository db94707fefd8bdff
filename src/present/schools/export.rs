//! What a chart shows, as a file for a spreadsheet: RFC 4180, with the signs between fields and in numbers that spreadsheets
//! of the language's countries expect, and heads in its words.

use chrono::Timelike;

use super::SchoolTexts;
use crate::{
    domain::{Energies, Instant, PowerSeries, Zone, rfc3339},
    present::decimal,
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Sun,
    Use,
    /// Of the sun, what was used at the same moment.
    OwnUse,
    Heat,
}

/// How a language's spreadsheets read a file.
pub struct CsvForm {
    /// What the file begins with, so that its letters are read as Unicode.
    pub mark: &'static str,
    /// Between fields.
    pub separator: char,
    /// Whether instants are those of the wall clock, or universal time.
    pub wall_clock: bool,
    pub start: &'static str,
    /// Heads of powers, of energies, and of the share of them that was measured.
    pub power: fn(Column) -> &'static str,
    pub energy: fn(Column) -> &'static str,
    pub coverage: fn(Column) -> &'static str,
}

/// Powers of a day, a step a line, stamped at its beginning. An unknown value is an empty field.
pub fn day_csv(t: &SchoolTexts, zone: &Zone, columns: &[(Column, &PowerSeries)]) -> String {
    let mut stamps: Vec<_> =
        columns.iter().flat_map(|(_, series)| (0..series.values.len()).map(|i| series.stamp(i))).collect();
    stamps.sort_unstable();
    stamps.dedup();
    let row = |at: Instant| {
        let value = |series: &PowerSeries| series.at(at).and_then(|(_, value)| value);
        let power =
            |series: &PowerSeries| value(series).map_or_else(String::new, |power| decimal(power.0, 1, t.digits.point));
        std::iter::once(stamp(t, zone, at)).chain(columns.iter().map(|(_, series)| power(series))).collect()
    };
    let heads = columns.iter().map(|(column, _)| (t.csv.power)(*column).to_owned());
    file(t, heads.collect(), stamps.into_iter().map(row))
}

/// Energies of days or months, one a line, with the share of each that was measured.
pub fn energies_csv(t: &SchoolTexts, labels: &[String], columns: &[(Column, &Energies)]) -> String {
    let row = |(i, label): (usize, &String)| {
        let fields = columns.iter().flat_map(|(_, energies)| {
            let part = energies.0.get(i).copied().flatten();
            let energy = part.map(|part| decimal(part.energy.0, 0, t.digits.point));
            let share = part.map(|part| decimal(part.coverage.share(), 3, t.digits.point));
            [energy.unwrap_or_default(), share.unwrap_or_default()]
        });
        std::iter::once(label.clone()).chain(fields).collect()
    };
    let heads = columns.iter().flat_map(|(column, _)| [(t.csv.energy)(*column), (t.csv.coverage)(*column)]);
    file(t, heads.map(str::to_owned).collect(), labels.iter().enumerate().map(row))
}

fn stamp(t: &SchoolTexts, zone: &Zone, at: Instant) -> String {
    if t.csv.wall_clock {
        let local = zone.local(at);
        format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
    } else {
        rfc3339(at)
    }
}

fn file(t: &SchoolTexts, heads: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let heads = std::iter::once(t.csv.start.to_owned()).chain(heads).collect();
    let lines: Vec<String> =
        std::iter::once(heads).chain(rows).map(|fields| fields.join(&t.csv.separator.to_string()) + "\r\n").collect();
    t.csv.mark.to_owned() + &lines.concat()
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::{
        domain::{Coverage, Lang, Measured, WattHours, Watts, fixtures::paris},
        present::schools::school_texts,
    };

    fn series(values: &[Option<f64>]) -> PowerSeries {
        PowerSeries {
            start: "2026-11-20T23:00:00Z".parse().unwrap(),
            step: Duration::minutes(10),
            values: values.iter().map(|v| v.map(Watts)).collect(),
        }
    }

    #[test]
    fn an_unknown_power_is_an_empty_field() {
        let (sun, used) = (series(&[Some(0.0), None]), series(&[Some(812.46)]));
        let csv = |lang| day_csv(school_texts(lang), &paris(), &[(Column::Sun, &sun), (Column::Use, &used)]);
        let english = "start,sun_w,consumption_w\r\n2026-11-20T23:00:00Z,0.0,812.5\r\n2026-11-20T23:10:00Z,,\r\n";
        assert_eq!(csv(Lang::En), english);
        // A French Excel wants semicolons, decimal commas, its clock, and a mark before letters with accents.
        let french =
            "\u{feff}début;soleil (W);consommation (W)\r\n2026-11-21 00:00;0,0;812,5\r\n2026-11-21 00:10;;\r\n";
        assert_eq!(csv(Lang::Fr), french);
    }

    #[test]
    fn energies_say_how_much_of_them_was_measured() {
        let part = Measured { energy: WattHours(18_250.4), coverage: Coverage::of(0.62, 1.0) };
        let labels = ["2026-11-01".to_owned(), "2026-11-02".to_owned()];
        let month = Energies(vec![Some(part), None]);
        let csv = |lang| energies_csv(school_texts(lang), &labels, &[(Column::Heat, &month)]);
        assert_eq!(csv(Lang::En), "start,heat_wh,heat_coverage\r\n2026-11-01,18250,0.620\r\n2026-11-02,,\r\n");
        let french = "\u{feff}début;chaleur (Wh);chaleur, part mesurée\r\n2026-11-01;18250;0,620\r\n2026-11-02;;\r\n";
        assert_eq!(csv(Lang::Fr), french);
    }
}
