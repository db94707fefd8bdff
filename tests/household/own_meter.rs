//! A feed of an emoncms at home, saved as `feed/data.json` shows it.

use bon_moment::{
    domain::household::{Answer, Choice, Evidence, Form, Kind, NotRead, Quantity, Reason, Scale, ShortName, Stamps},
    household_import::{read, read_answered},
};

use crate::make::*;

/// 2025-12-01T00:00:00+01:00, in milliseconds.
const START: i64 = 1_764_543_600_000;

fn feed(step_s: i64, values: &[Option<f64>]) -> Vec<u8> {
    let point = |(place, value): (i64, &Option<f64>)| {
        let value = value.map_or("null".to_owned(), |value| value.to_string());
        format!("[{},{value}]", START + place * step_s * 1000)
    };
    format!("[{}]", (0..).zip(values).map(point).collect::<Vec<_>>().join(",")).into_bytes()
}

#[test]
fn a_feed_of_watts_begins_at_its_stamps_and_a_null_is_a_gap() {
    let reading = read(&feed(1800, &[Some(300.0), None, Some(120.5), Some(80.0)]), &paris()).unwrap();
    assert_eq!((reading.form, reading.stamps), (Form::EmoncmsFeed, Stamps::Start));
    let found: Vec<_> = reading.consumption.intervals().iter().map(|i| (i.start, i.energy.0)).collect();
    let at = |minutes: i64| instant("2025-11-30T23:00:00Z") + chrono::Duration::minutes(minutes);
    assert_eq!(found, [(at(0), 150.0), (at(60), 60.25), (at(90), 40.0)]);
    assert_eq!(
        reading.left_out.iter().map(|left| (left.reason, left.rows)).collect::<Vec<_>>(),
        [(Reason::NoValue, 1)]
    );
}

#[test]
fn a_counter_is_read_by_its_differences_in_kilowatt_hours_or_watt_hours() {
    let total = |values: &[Option<f64>]| {
        let reading = read(&feed(3600, values), &paris()).unwrap();
        assert_eq!(reading.stamps, Stamps::Index);
        reading.consumption.intervals().iter().map(|interval| interval.energy.0).sum::<f64>().round()
    };
    let climbing = |by: f64| (0..10).map(|hour| Some(1804.0 + f64::from(hour) * by)).collect::<Vec<_>>();
    assert!((total(&climbing(0.5)) - 4500.0).abs() < f64::EPSILON, "kilowatt-hours");
    assert!((total(&climbing(400.0)) - 3600.0).abs() < f64::EPSILON, "400 kW are no household: watt-hours");
}

#[test]
fn what_could_be_off_by_a_thousand_is_asked_and_read_as_answered() {
    // Kilowatt-hours of each step, as `delta=1` gives them.
    let steps: Vec<_> = [0.2, 0.4, 0.1, 0.3, 0.2, 0.5].map(Some).to_vec();
    let Err(NotRead::Ambiguous(question)) = read(&feed(1800, &steps), &paris()) else { panic!("was not asked") };
    let total = |kind| {
        let choice = Choice::Quantity(Quantity::new(kind, Scale::Kilo));
        assert!(question.choices().any(|possible| possible == choice));
        let answers = [Answer { shape: question.shape, choice }];
        let reading = read_answered(&feed(1800, &steps), &paris(), &answers).unwrap();
        assert_eq!(reading.bases[0].kind.by, Evidence::Answer);
        reading.consumption.intervals().iter().map(|interval| interval.energy.0).sum::<f64>().round() as i64
    };
    assert_eq!([Kind::StepEnergy, Kind::MeanPower].map(total), [1700, 850]);
    let tiny: Vec<_> = [1e-9, 2e-9, 1e-9].map(Some).to_vec();
    assert_eq!(read(&feed(1800, &tiny), &paris()), Err(NotRead::UnknownUnit(ShortName::NONE)));
    assert_eq!(read(&feed(1800, &[None, None]), &paris()), Err(NotRead::NoReadings));
}

#[test]
fn what_emoncms_says_instead_of_data_is_no_reading() {
    for text in
        ["false", "{\"success\":false,\"message\":\"Feed does not exist\"}", "Invalid API key", "[]", "[[1,2,3]]"]
    {
        assert!(read(text.as_bytes(), &paris()).is_err(), "{text}");
    }
}
