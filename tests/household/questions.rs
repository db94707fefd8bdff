//! What a file does not say clearly is asked once, with an example; columns that were not used are named.

use bon_moment::{
    domain::household::{
        Answer, Choice, Direction, Evidence, Gathered, Kind, NotRead, Part, Quantity, Question, Scale, Stamps, pack,
        unpack,
    },
    household_import::{Gathering, Reading, read, read_answered},
};

use crate::make::*;

const KILOWATTS: Choice = Choice::Quantity(Quantity::new(Kind::MeanPower, Scale::Kilo));
const KILOWATT_HOURS: Choice = Choice::Quantity(Quantity::new(Kind::StepEnergy, Scale::Kilo));

fn asked(text: &str) -> Question {
    match read(text.as_bytes(), &paris()) {
        Err(NotRead::Ambiguous(question)) => question,
        other => panic!("{other:?} for {text}"),
    }
}

fn answered(text: &str, choice: Choice) -> Reading {
    let answers = [Answer { shape: asked(text).shape, choice }];
    read_answered(text.as_bytes(), &paris(), &answers).unwrap()
}

fn total(reading: &Reading) -> f64 {
    let part = Part::of(Direction::Consumption, &reading.consumption);
    (part.map_or(0.0, |part| part.total.kilo()) * 1e6).round() / 1e6
}

#[test]
fn kilowatts_of_whole_days_are_asked_with_the_first_of_them() {
    let text = "Date;Puissance (kW)\n15/07/2024;25,2\n16/07/2024;31\n17/07/2024;20\n";
    let question = asked(text);
    assert_eq!(
        (question.value.to_string(), question.day, question.step),
        ("25.2".to_owned(), date("2024-07-15"), 86_400)
    );
    assert_eq!(question.choices().collect::<Vec<_>>(), [KILOWATTS, KILOWATT_HOURS]);
    assert!((total(&answered(text, KILOWATT_HOURS)) - 76.2).abs() < 1e-9);
    assert!((total(&answered(text, KILOWATTS)) - 76.2 * 24.0).abs() < 1e-9);
    assert_eq!(answered(text, KILOWATTS).bases[0].kind.by, Evidence::Answer);
}

#[test]
fn figures_a_week_apart_are_weeks_and_others_apart_are_no_days() {
    let rows = |days: [&str; 3]| format!("Date;Consommation (kWh)\n{};70\n{};84\n{};77\n", days[0], days[1], days[2]);
    let intervals = |text: &str| {
        let reading = read(text.as_bytes(), &paris()).unwrap();
        let local = |at| paris().local(at).date().to_string();
        reading.consumption.intervals().iter().map(|of| (local(of.start), local(of.end()))).collect::<Vec<_>>()
    };
    let week = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    // By their Mondays, over the night in which clocks go back, and by their Sundays.
    let mondays = rows(["12/10/2026", "19/10/2026", "26/10/2026"]);
    let sundays = rows(["18/10/2026", "25/10/2026", "01/11/2026"]);
    let weeks = [week("2026-10-12", "2026-10-19"), week("2026-10-19", "2026-10-26"), week("2026-10-26", "2026-11-02")];
    assert_eq!(intervals(&mondays), weeks);
    assert_eq!(intervals(&sundays), weeks);
    for text in [&mondays, &sundays] {
        assert!((total(&read(text.as_bytes(), &paris()).unwrap()) - 231.0).abs() < 1e-9);
    }
    // Nobody knows which days these are of.
    let odd = rows(["12/10/2026", "22/10/2026", "31/10/2026"]);
    match read(odd.as_bytes(), &paris()) {
        Err(NotRead::NoReadings) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_known_export_outranks_the_unit_of_its_header_and_says_so() {
    let rows = |title: &str| {
        let mut rows = vec![vec![title.to_owned()], vec!["Date".to_owned(), "Valeur (en kW)".to_owned()]];
        rows.extend(
            [("15/07/2024", "21,6"), ("16/07/2024", "40,9")].map(|(day, value)| vec![day.to_owned(), value.to_owned()]),
        );
        rows
    };
    let read_sheet = |name: &str, title: &str| read(&workbook(&[(name, rows(title))]), &paris());
    let known = read_sheet("Export Consommation Quotidienne", "Grandeur physique : Energie Active").unwrap();
    assert!((total(&known) - 62.5).abs() < 1e-9);
    assert!(known.bases[0].header_differs && known.bases[0].kind.by == Evidence::Signature);
    assert!(matches!(read_sheet("Feuille1", "Mes relevés"), Err(NotRead::Ambiguous(_))));
}

#[test]
fn which_end_of_its_step_a_stamp_is_is_asked_only_where_it_moves_a_day_or_a_tariff() {
    let rows = |first: u32, count: u32| {
        let row = |half: u32| format!("05/01/2026;{:02}:{:02};{}\n", half / 2, half % 2 * 30, 500 + half % 7);
        let rows: String = (first..first + count).map(row).collect();
        format!("Date;Heure;Puissance (W)\n{rows}")
    };
    let stamps =
        |text: &str| read(text.as_bytes(), &paris()).map(|reading| (reading.stamps, reading.bases[0].stamps.by));
    // From midnight on: beginnings. From half past midnight on: ends.
    assert_eq!(stamps(&rows(0, 9)), Ok((Stamps::Start, Evidence::Grid)));
    assert_eq!(stamps(&rows(1, 9)), Ok((Stamps::End, Evidence::Grid)));
    // Between nine and eleven in the morning no tariff changes.
    assert_eq!(stamps(&rows(18, 4)), Ok((Stamps::Start, Evidence::NotSaid)));
    let night = rows(11, 9);
    let choices: Vec<Choice> = asked(&night).choices().collect();
    assert_eq!(choices, [Choice::Stamps(Stamps::Start), Choice::Stamps(Stamps::End)]);
    let starts = choices.map_starts(|choice| answered(&night, choice).consumption.intervals()[0].start);
    assert_eq!(starts, [instant("2026-01-05T04:30:00Z"), instant("2026-01-05T04:00:00Z")]);
    // The header may say it.
    assert_eq!(stamps(&night.replace("Heure", "Heure de fin")), Ok((Stamps::End, Evidence::Header)));
}

trait MapStarts {
    fn map_starts<T>(&self, of: impl Fn(Choice) -> T) -> Vec<T>;
}
impl MapStarts for Vec<Choice> {
    fn map_starts<T>(&self, of: impl Fn(Choice) -> T) -> Vec<T> {
        self.iter().map(|choice| of(*choice)).collect()
    }
}

#[test]
fn columns_with_numbers_that_were_not_used_are_named() {
    let text = "Date;Consommation (kWh);Coût (€);Température;Calendrier\n01/01/2024;5;1,2;3;Base\n02/01/2024;4;1,0;nuages;Base\n";
    let reading = read(text.as_bytes(), &paris()).unwrap();
    assert!((total(&reading) - 9.0).abs() < 1e-9);
    assert_eq!(reading.unused, ["Coût (€)", "Température"]);
    let registers = "Date;HP (kWh);HC (kWh);Total (kWh)\n01/01/2024;5;2;7\n02/01/2024;3;2;5\n";
    let reading = read(registers.as_bytes(), &paris()).unwrap();
    assert!((total(&reading) - 12.0).abs() < 1e-9);
    assert_eq!(reading.unused, ["HP (kWh)", "HC (kWh)"]);
}

#[test]
fn a_register_that_is_empty_leaves_its_row_unknown() {
    let two = "Date;HP (kWh);HC (kWh)\n01/01/2024;5;2\n02/01/2024;3;\n03/01/2024;3;1\n";
    let reading = read(two.as_bytes(), &paris()).unwrap();
    assert!((total(&reading) - 11.0).abs() < 1e-9);
    assert_eq!(reading.left_out[0].rows, 1);
    // Of a tariff with colours only the day's registers are filled.
    let six = "Date;Bleu HC (kWh);Bleu HP (kWh);Rouge HC (kWh);Rouge HP (kWh)\n01/01/2024;2;5;;\n02/01/2024;;;1;3\n";
    assert!((total(&read(six.as_bytes(), &paris()).unwrap()) - 11.0).abs() < 1e-9);
}

#[test]
fn one_answer_serves_all_files_of_a_form_and_reaches_the_worker() {
    let file =
        |day: u32| format!("Date;Puissance (kW)\n{day:02}/07/2024;25,2\n{:02}/07/2024;20\n", day + 1).into_bytes();
    let gathered = |answers: Vec<Answer>| {
        let mut gathering = Gathering::new(paris(), Gathered::default()).answered(answers);
        gathering.add("a.csv", &file(1));
        gathering.add("b.csv", &file(3));
        unpack(&pack(&gathering.finish())).unwrap()
    };
    let before = gathered(Vec::new());
    let shapes: Vec<u32> = before
        .files
        .iter()
        .map(|file| match file.outcome {
            Err(NotRead::Ambiguous(question)) => question.shape,
            _ => panic!("was not asked"),
        })
        .collect();
    assert_eq!(shapes[0], shapes[1]);
    let after = gathered(vec![Answer { shape: shapes[0], choice: KILOWATT_HOURS }]);
    assert!(after.files.iter().all(|file| file.outcome.is_ok()));
    assert_eq!(after.consumption.intervals().len(), 4);
}

#[test]
fn in_summer_the_midnight_of_winter_is_the_local_one_for_counters() {
    let text = |stamp: fn(u32) -> String| {
        let head = "Identifiant PRM;Type de donnees;Unite\n12345678901234;Index;Wh\nHorodate;EAS T\n";
        let rows: String = (7..10).map(|day| format!("{};{}\n", stamp(day), 18_000_000 + day * 9_000)).collect();
        format!("{head}{rows}")
    };
    for stamp in [
        (|day| format!("2024-07-{day:02}T00:00:00+02:00")) as fn(u32) -> String,
        |day| format!("2024-07-{day:02}T01:00:00+02:00"),
        |day| format!("2024-07-{:02}T23:00:00+01:00", day - 1),
        |day| format!("{day:02}/07/2024 01:00:00"),
        |day| format!("{day:02}/07/2024"),
    ] {
        let reading = read(text(stamp).as_bytes(), &paris()).unwrap();
        let starts: Vec<_> = reading.consumption.intervals().iter().map(|of| (of.start, of.end())).collect();
        let day = |day: &str| midnight(date(day));
        assert_eq!(
            starts,
            [(day("2024-07-07"), day("2024-07-08")), (day("2024-07-08"), day("2024-07-09"))],
            "{}",
            stamp(7)
        );
    }
}
