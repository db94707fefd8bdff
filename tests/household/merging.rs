//! A hundred and fifty files of seven days, dropped together.

use bon_moment::{
    domain::household::{Curve, Gathered, NotRead, Reason},
    household_import::{Gathering, read},
};
use chrono::Duration;

use crate::make::*;

fn gather(before: Gathered, files: &[Vec<u8>]) -> Gathered {
    let mut gathering = Gathering::new(paris(), before);
    for (number, file) in files.iter().enumerate() {
        gathering.add(&format!("{number}.xlsx"), file);
    }
    gathering.finish()
}

fn weeks(count: i64) -> (Vec<Half>, Vec<Vec<u8>>) {
    let first = date("2023-01-02");
    let day = |number: i64| (first + Duration::days(number)).to_string();
    // Each overlaps the one before by a day.
    let files = (0..count).map(|week| half_hour_sheet(&halves(&day(week * 6), &day(week * 6 + 7)), &[])).collect();
    (halves(&day(0), &day(count * 6 + 1)), files)
}

#[test]
fn a_hundred_and_fifty_files_make_one_curve_whatever_their_order() {
    let (expected, mut files) = weeks(150);
    let forwards = gather(Gathered::default(), &files);
    let curve = Curve::of(&forwards.consumption);
    assert_eq!(curve.intervals().len(), expected.len());
    let total: f64 = expected.iter().map(|half| f64::from(half.watts) / 2.0).sum();
    assert!((curve.intervals().iter().map(|i| i.energy.0).sum::<f64>() - total).abs() < 0.01);
    files.reverse();
    files.push(files[70].clone());
    let backwards = gather(Gathered::default(), &files);
    assert_eq!(backwards.consumption, forwards.consumption);
    assert_eq!(gather(forwards.clone(), &files).consumption, forwards.consumption);
}

#[test]
fn files_one_by_one_or_together_are_the_same() {
    let (_, files) = weeks(6);
    let together = gather(Gathered::default(), &files);
    let one_by_one = files.iter().fold(Gathered::default(), |before, file| gather(before, std::slice::from_ref(file)));
    assert_eq!(one_by_one, Gathered { files: one_by_one.files.clone(), ..together });
}

#[test]
fn daily_figures_fill_what_half_hours_leave_and_count_nothing_twice() {
    let days = halves("2026-02-01", "2026-02-08");
    let files = [daily_sheet(&days, "2026-02-01", 7), half_hour_sheet(&days[96..200], &[])];
    let curve = Curve::of(&gather(Gathered::default(), &files).consumption);
    let total: f64 = days.iter().map(|half| f64::from(half.watts) / 2.0).sum();
    assert!((curve.intervals().iter().map(|i| i.energy.0).sum::<f64>() - total).abs() < 0.01);
    assert_eq!(curve.intervals().iter().filter(|i| i.seconds == 1800).count(), 104);
}

#[test]
fn two_meters_in_one_file_are_not_mixed() {
    let halves = halves("2025-12-01", "2025-12-03");
    let twice: Vec<Half> = halves.iter().map(|half| Half { watts: half.watts * 2, ..*half }).collect();
    let of_other = |text: String| text.replace(PRM, "98765432109876");
    let (first, second) = (flat_csv(&halves, true), of_other(flat_csv(&twice, true)));
    let one_below_the_other = format!("{first}{}", second.split_once('\n').unwrap().1);
    let rows = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let side_by_side: Vec<String> =
        rows(&first).into_iter().zip(rows(&second)).flat_map(|(first, second)| [first, second]).collect();
    let json = [data_connect(&halves, false), of_other(data_connect(&twice, false))].join(",");
    for file in [
        one_below_the_other,
        format!("{}\n{}", first.lines().next().unwrap(), side_by_side.join("\n")),
        [load_curve_csv(&halves, "Consommation"), of_other(load_curve_csv(&twice, "Consommation"))].join("\n"),
        format!("[{json}]"),
    ] {
        let reading = read(file.as_bytes(), &paris()).unwrap();
        assert_eq!(reading.prm.unwrap().to_string(), "**********1234");
        let watts: Vec<f64> = reading.consumption.intervals().iter().map(|i| i.power().0).collect();
        assert_eq!(watts, halves.iter().map(|half| f64::from(half.watts)).collect::<Vec<_>>(), "{file}");
        let left: Vec<_> = reading.left_out.iter().map(|left| (left.reason, left.rows)).collect();
        assert_eq!(left, [(Reason::OtherMeter, 96)]);
    }
}

#[test]
fn a_file_of_another_meter_stays_out_whatever_the_order() {
    let (ours, theirs) = (halves("2026-02-01", "2026-02-08"), halves("2026-03-01", "2026-03-03"));
    let other = load_curve_csv(&theirs, "Consommation").replace(PRM, "99999999999999").into_bytes();
    let mut files = vec![other, half_hour_sheet(&ours, &[])];
    for _ in 0..2 {
        let gathered = gather(Gathered::default(), &files);
        assert_eq!(gathered.consumption.intervals().len(), ours.len());
        assert_eq!(gathered.files.iter().filter(|file| file.outcome == Err(NotRead::OtherMeter)).count(), 1);
        files.reverse();
    }
}
