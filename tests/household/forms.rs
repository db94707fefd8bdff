//! Each form is read to the same curve, on the days when the clocks change too.

use bon_moment::{
    domain::household::{Clocks, Curve, Direction, Form, Gathered, Reason, Stamps, Step, Window, to_csv, to_json},
    household_import::{Gathering, Reading, read},
};
use chrono::Duration;

use crate::make::*;

/// Weeks with 23 and with 25 hours in a day, and one without.
const WEEKS: [(&str, &str); 3] =
    [("2026-03-26", "2026-04-02"), ("2026-10-22", "2026-10-29"), ("2025-12-01", "2025-12-08")];

fn understood(bytes: &[u8]) -> Reading {
    read(bytes, &paris()).unwrap()
}

/// The reading says what was written, half-hour by half-hour, and each local day sums to its figure.
fn assert_same(reading: &Reading, direction: Direction, halves: &[Half]) {
    let curve = Curve::of(reading.record(direction));
    let read: Vec<(_, _, f64)> = curve.intervals().iter().map(|i| (i.start, i.seconds, i.energy.0)).collect();
    let written: Vec<_> = halves.iter().map(|half| (half.from, 1800, f64::from(half.watts) / 2.0)).collect();
    assert_eq!(read, written);
    let mut day = paris().local(halves[0].from).date();
    while midnight(day) < halves.last().unwrap().until {
        let sum = curve.sum_of(&Window::of(Step::Day, day, &paris()));
        assert!(sum.coverage.is_full());
        assert!((sum.energy.0 - day_energy(halves, day)).abs() < 1e-6, "{day}");
        day = day.succ_opt().unwrap();
    }
}

#[test]
fn every_form_of_half_hours_is_read_to_the_same_curve() {
    for (first, after) in WEEKS {
        let halves = halves(first, after);
        let files: [(Form, Stamps, Clocks, Vec<u8>); 8] = [
            (Form::HalfHourSheet, Stamps::Both, Clocks::Wall, half_hour_sheet(&halves, &[])),
            (Form::LoadCurveCsv, Stamps::End, Clocks::Offset, load_curve_csv(&halves, "Consommation").into_bytes()),
            (Form::FlatCsv, Stamps::End, Clocks::Wall, flat_csv(&halves, true).into_bytes()),
            (Form::FlatCsv, Stamps::Start, Clocks::Wall, flat_csv(&halves, false).into_bytes()),
            (Form::ExtensionCsv, Stamps::Both, Clocks::Wall, extension_csv(&halves).into_bytes()),
            (Form::DataConnect, Stamps::End, Clocks::Wall, data_connect(&halves, false).into_bytes()),
            (Form::DataConnect, Stamps::End, Clocks::Wall, data_connect(&halves, true).into_bytes()),
            (Form::DataConnect2026, Stamps::End, Clocks::Wall, data_connect_2026(&halves, "CONS").into_bytes()),
        ];
        for (form, stamps, clocks, bytes) in files {
            let reading = understood(&bytes);
            assert_eq!((reading.form, reading.stamps, reading.clocks), (form, stamps, clocks), "{first}");
            assert_same(&reading, Direction::Consumption, &halves);
            assert!(reading.production.is_empty());
            if form != Form::ExtensionCsv {
                assert_eq!(reading.prm.unwrap().to_string(), "**********1234", "{form:?}");
            }
        }
    }
}

#[test]
fn midnight_without_its_hour_is_a_half_hour_among_half_hours() {
    // As a spreadsheet program writes them: days since the end of 1899, midnight a whole number.
    let halves = halves("2025-12-01", "2025-12-04");
    let epoch = date("1899-12-30").and_time(chrono::NaiveTime::MIN);
    for (at_end, stamps) in [(true, Stamps::End), (false, Stamps::Start)] {
        let mut text = flat_csv(&halves, at_end);
        for half in &halves {
            let at = if at_end { half.until } else { half.from };
            let serial = (paris().local(at) - epoch).num_seconds() as f64 / 86_400.0;
            text = text.replace(&wall(at, "%Y-%m-%d %H:%M:%S"), &serial.to_string());
        }
        let reading = understood(text.as_bytes());
        assert_eq!(reading.stamps, stamps);
        assert_same(&reading, Direction::Consumption, &halves);
    }
}

#[test]
fn daily_figures_are_those_of_local_days() {
    for (first, after) in WEEKS {
        let halves = halves(first, after);
        let sheet = understood(&daily_sheet(&halves, first, 7));
        let index = understood(index_csv(&halves, first, 7).as_bytes());
        assert_eq!((sheet.form, sheet.stamps), (Form::DailySheet, Stamps::Day));
        assert_eq!((index.form, index.stamps), (Form::IndexCsv, Stamps::Index));
        for reading in [sheet, index] {
            let curve = Curve::of(&reading.consumption);
            assert_eq!(curve.intervals().len(), 7);
            for (number, interval) in (0_i64..).zip(curve.intervals()) {
                let day = date(first) + Duration::days(number);
                assert_eq!((interval.start, interval.end()), (midnight(day), midnight(day + Duration::days(1))));
                assert!((interval.energy.0 - day_energy(&halves, day)).abs() < 1e-6, "{day}");
            }
        }
    }
}

#[test]
fn production_is_not_consumption() {
    let (used, fed) = (halves("2026-06-01", "2026-06-08"), halves("2026-06-08", "2026-06-15"));
    let both = understood(&half_hour_sheet(&used, &fed));
    assert_same(&both, Direction::Consumption, &used);
    assert_same(&both, Direction::Production, &fed);
    for file in [load_curve_csv(&fed, "Production"), data_connect_2026(&fed, "PROD")] {
        let reading = understood(file.as_bytes());
        assert!(reading.consumption.is_empty());
        assert_same(&reading, Direction::Production, &fed);
    }
}

#[test]
fn hours_and_half_hours_mixed_in_a_file_are_counted_once() {
    let head = format!(
        "{LOAD_CURVE_HEAD}{PRM};Courbe de charge;01/01/2022;02/01/2022;Energie active;Consommation;Comptage Brut;W;30\nHorodate;Valeur\n"
    );
    let text = head
        + "2022-01-01T01:00:00+01:00;1000\n2022-01-01T02:00:00+01:00;1000\n2022-01-01T03:00:00+01:00;1000\n\
           2022-01-01T03:30:00+01:00;1000\n2022-01-01T04:00:00+01:00;1000\n2022-01-01T05:00:00+01:00;1000\n\
           2022-01-01T05:30:00+01:00;1000\n";
    let reading = understood(text.as_bytes());
    let steps: Vec<u32> = reading.consumption.intervals().iter().map(|i| i.seconds / 60).collect();
    // 04:30 is missing: half an hour of the row at 05:00, not an hour.
    assert_eq!(steps, [60, 60, 60, 30, 30, 30, 30]);
}

#[test]
fn quarters_of_an_hour_two_blocks_and_repeated_rows() {
    let block = |day: &str, rows: &str| {
        format!(
            "{LOAD_CURVE_HEAD}{PRM};Courbe de charge;{day};{day};Energie active;Consommation;Comptage Brut;W;15\nHorodate;Valeur\n{rows}"
        )
    };
    let text = block(
        "01/01/2022",
        "2022-01-01T00:15:00+01:00;400\n2022-01-01T00:30:00+01:00;400\n2022-01-01T00:30:00+01:00;400\n",
    ) + &block("02/01/2022", "2022-01-02T00:15:00+01:00;800\n2022-01-02T00:30:00+01:00;\n");
    let reading = understood(text.as_bytes());
    let energies: Vec<f64> = reading.consumption.intervals().iter().map(|i| i.energy.0).collect();
    assert_eq!(energies, [100.0, 100.0, 200.0]);
    assert_eq!((reading.left_out[0].reason, reading.left_out[0].rows), (Reason::NoValue, 1));
}

#[test]
fn gaps_stay_unknown() {
    let mut file = load_curve_csv(&halves("2026-01-05", "2026-01-06"), "Consommation");
    file = file
        .lines()
        .enumerate()
        .map(|(i, line)| {
            if (13..23).contains(&i) {
                line.split(';').next().unwrap().to_owned() + ";\r\n"
            } else {
                line.to_owned() + "\r\n"
            }
        })
        .collect();
    let reading = understood(file.as_bytes());
    let sum = Curve::of(&reading.consumption).sum_of(&Window::of(Step::Day, date("2026-01-05"), &paris()));
    assert!((sum.coverage.share() - 38.0 / 48.0).abs() < 1e-9);
    assert_eq!(reading.left_out[0].rows, 10);
}

#[test]
fn a_new_meter_begins_at_nothing_and_no_energy_is_invented() {
    let text = "Identifiant PRM;Type de donnees;Unite\n12345678901234;Index;Wh\nHorodate;Type de releve;EAS F1;EAS T\n\
                2021-01-01T00:00:00+01:00;Arrêté quotidien;5000;5000\n2021-01-02T00:00:00+01:00;Arrêté quotidien;9000;9000\n\
                2021-01-03T00:00:00+01:00;Arrêté quotidien;100;100\n2021-01-04T00:00:00+01:00;Arrêté quotidien;3100;3100\n";
    let reading = understood(text.as_bytes());
    let energies: Vec<f64> = reading.consumption.intervals().iter().map(|i| i.energy.0).collect();
    assert_eq!(energies, [4000.0, 3000.0]);
    assert_eq!(reading.left_out[0].reason, Reason::NewMeter);
}

#[test]
fn daily_data_connect_is_read_by_its_days() {
    let text = r#"{"meter_reading":{"usage_point_id":"12345678901234","reading_type":{"unit":"Wh"},"interval_reading":[{"value":"11776","date":"2023-04-01"},{"value":"9000","date":"2023-04-02"}]}}"#;
    let reading = understood(text.as_bytes());
    let starts: Vec<_> = reading.consumption.intervals().iter().map(|i| (i.start, i.energy.0)).collect();
    assert_eq!(starts, [(midnight(date("2023-04-01")), 11776.0), (midnight(date("2023-04-02")), 9000.0)]);
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let halves = halves("2026-01-05", "2026-01-06");
    let text = flat_csv(&halves, true);
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [
        latin,
        utf_16,
        format!("\u{feff}{text}").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace(';', "\t").into_bytes(),
    ] {
        assert_same(&understood(&bytes), Direction::Consumption, &halves);
    }
}

#[test]
fn the_newest_row_may_come_first() {
    let halves = halves("2026-10-24", "2026-10-27");
    let text = flat_csv(&halves, true);
    let (head, rows) = text.split_once('\n').unwrap();
    let reversed: Vec<&str> = rows.lines().rev().collect();
    assert_same(&understood(format!("{head}\n{}", reversed.join("\n")).as_bytes()), Direction::Consumption, &halves);
}

#[test]
fn our_own_exports_come_back_as_they_went() {
    let mut gathering = Gathering::new(paris(), Gathered::default());
    gathering.add("a", &half_hour_sheet(&halves("2026-10-22", "2026-10-29"), &halves("2026-03-26", "2026-04-02")));
    gathering.add("b", &daily_sheet(&halves("2025-10-22", "2025-10-29"), "2025-10-22", 7));
    let gathered = gathering.finish();
    for (form, text) in [(Form::OwnCsv, to_csv(&gathered, &paris())), (Form::OwnJson, to_json(&gathered))] {
        assert!(!text.contains(PRM) && text.contains("**********1234"));
        let reading = understood(text.as_bytes());
        assert_eq!(reading.form, form);
        assert_eq!(
            (&reading.consumption, &reading.production),
            (&gathered.consumption, &gathered.production),
            "{form:?}"
        );
        assert_eq!((reading.prm, reading.left_out.len()), (gathered.prm, 0));
    }
}
