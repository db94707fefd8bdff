use chrono::NaiveDate;

use super::{super::*, *};

fn paris() -> Zone {
    let utc = |text: &str| text.parse().unwrap();
    Zone::new(vec![
        (utc("2025-10-26T01:00:00Z"), 60),
        (utc("2026-03-29T01:00:00Z"), 120),
        (utc("2026-10-25T01:00:00Z"), 60),
    ])
}
fn at(text: &str) -> Instant {
    paris().instant(text.parse().unwrap())
}
fn period(id: &str, euros: f64, hours: &[(u16, u16)], colour: Option<TempoColour>) -> Period {
    let hours = hours.iter().map(|(from, until)| Hours::new(from * 60, until * 60).unwrap()).collect();
    Period { id: id.to_owned(), label: None, price: Money::from_euros(euros).unwrap(), hours, colour }
}
fn tariff(option: TariffOption, standing: f64, periods: Vec<Period>) -> Tariff {
    Tariff {
        id: "t".to_owned(),
        option,
        kva: Some(6),
        label: None,
        taxes_included: Some(true),
        from: None,
        until: None,
        standing_per_year: Money::from_euros(standing).unwrap(),
        periods,
        source: None,
    }
}
/// January 2026 in half-hours: 300 W by day, 1.1 kW from 22:00 to 06:00.
fn january() -> Curve {
    let zone = paris();
    let mut start = at("2026-01-01T00:00:00");
    let mut intervals = Vec::new();
    while start < at("2026-02-01T00:00:00") {
        let hour = chrono::Timelike::hour(&zone.local(start));
        let watts = if (6..22).contains(&hour) { 300.0 } else { 1100.0 };
        intervals.push(Interval::new(start, 1800, WattHours(watts / 2.0)));
        start += Duration::minutes(30);
    }
    Curve::of(&Record::new(intervals))
}
fn january_bill(tariff: &Tariff, colours: &TempoCalendar) -> Bill {
    bill(&january(), (at("2026-01-01T00:00:00"), at("2026-02-01T00:00:00")), tariff, &paris(), colours)
}
fn cents(bill: &Bill) -> Vec<i64> {
    bill.lines.iter().map(|line| line.amount.cents()).collect()
}

#[test]
fn a_bill_with_one_price_is_exact_to_the_cent() {
    // By hand: 31 × (16 × 0.3 + 8 × 1.1) = 421.6 kWh; × 0.1952 € = 82.296 32 € → 82.30 €;
    // 188.28 € × 31 / 365 = 15.990 9 € → 15.99 €; in all 98.29 €.
    let bill = january_bill(
        &tariff(TariffOption::Base, 188.28, vec![period("base", 0.1952, &[(0, 24)], None)]),
        &TempoCalendar::default(),
    );
    assert_eq!((cents(&bill), bill.days, bill.standing.cents(), bill.total.cents()), (vec![8230], 31, 1599, 9829));
    assert!(bill.is_whole());
}

#[test]
fn a_bill_with_cheaper_hours_is_exact_to_the_cent() {
    // By hand: 31 × 4.8 = 148.8 kWh × 0.2081 € = 30.965 28 € → 30.97 €; 31 × 8.8 = 272.8 kWh × 0.1635 € = 44.602 8 € → 44.60 €;
    // 192.12 € × 31 / 365 = 16.317 0 € → 16.32 €; in all 91.89 €.
    let tariff = tariff(
        TariffOption::OffPeak,
        192.12,
        vec![period("peak", 0.2081, &[(7, 23)], None), period("off-peak", 0.1635, &[(23, 7)], None)],
    );
    let own_hours = tariff.with_off_peak(&[Hours::new(22 * 60, 6 * 60).unwrap()]);
    let bill = january_bill(&own_hours, &TempoCalendar::default());
    assert_eq!((cents(&bill), bill.standing.cents(), bill.total.cents()), (vec![3097, 4460], 1632, 9189));
    // Other hours, another bill.
    assert_ne!(january_bill(&tariff, &TempoCalendar::default()).total, bill.total);
}

fn tempo() -> Tariff {
    let colour = |name: &str, colour, peak, off_peak| {
        [
            period(&format!("{name}-peak"), peak, &[(6, 22)], Some(colour)),
            period(&format!("{name}-off-peak"), off_peak, &[(22, 6)], Some(colour)),
        ]
    };
    let periods = [
        colour("blue", TempoColour::Blue, 0.1494, 0.1232),
        colour("white", TempoColour::White, 0.1730, 0.1391),
        colour("red", TempoColour::Red, 0.6468, 0.1460),
    ];
    tariff(TariffOption::Tempo, 187.0, periods.concat())
}

#[test]
fn a_tempo_bill_is_exact_to_the_cent_and_its_nights_belong_to_the_day_before() {
    let date = |day: u32| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
    let mut colours: TempoCalendar = (1..=31).map(|day| (date(day), TempoColour::Blue)).collect();
    let new_year = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
    colours.extend([(new_year, TempoColour::White), (date(13), TempoColour::Red)].into_iter());
    let bill = january_bill(&tempo(), &colours);
    // By hand. Blue: 30 × 4.8 = 144 kWh × 0.1494 = 21.513 6 → 21.51; nights of 30 blue days without the six hours of the
    // 31st that lie in February: 30 × 8.8 − 6 × 1.1 = 257.4 kWh × 0.1232 = 31.711 68 → 31.71.
    // White: the six hours of the 31st of December: 6.6 kWh × 0.1391 = 0.918 06 → 0.92.
    // Red: 4.8 kWh × 0.6468 = 3.104 64 → 3.10; 8.8 kWh × 0.1460 = 1.284 8 → 1.28.
    assert_eq!(cents(&bill), [2151, 3171, 0, 92, 310, 128]);
    assert_eq!((bill.standing.cents(), bill.total.cents()), (1588, 2151 + 3171 + 92 + 310 + 128 + 1588));
}

#[test]
fn what_has_no_known_price_is_said_and_not_guessed() {
    let bill = january_bill(&tempo(), &TempoCalendar::default());
    assert_eq!(bill.energy(), WattHours::default());
    assert!((bill.unpriced.0 - 421_600.0).abs() < 1e-6);
    assert!(!bill.is_whole());
}

#[test]
fn daily_figures_have_a_price_where_there_is_one_only() {
    let day = Curve::of(&Record::new(vec![Interval::new(at("2026-01-05T00:00:00"), 86_400, WattHours(10_000.0))]));
    let span = (at("2026-01-05T00:00:00"), at("2026-01-06T00:00:00"));
    let flat = tariff(TariffOption::Base, 0.0, vec![period("base", 0.2, &[(0, 24)], None)]);
    let split = tariff(
        TariffOption::OffPeak,
        0.0,
        vec![period("peak", 0.3, &[(6, 22)], None), period("off-peak", 0.1, &[(22, 6)], None)],
    );
    assert_eq!(bill(&day, span, &flat, &paris(), &TempoCalendar::default()).total.cents(), 200);
    assert_eq!(bill(&day, span, &split, &paris(), &TempoCalendar::default()).unpriced, WattHours(10_000.0));
}

#[test]
fn a_price_that_changes_inside_of_a_half_hour_is_shared_by_minutes() {
    let half = Curve::of(&Record::new(vec![Interval::new(at("2026-01-05T22:00:00"), 1800, WattHours(3000.0))]));
    let mut tariff = tariff(
        TariffOption::OffPeak,
        0.0,
        vec![period("peak", 0.3, &[(6, 22)], None), period("off-peak", 0.1, &[(22, 6)], None)],
    );
    tariff = tariff.with_off_peak(&[Hours::new(22 * 60 + 10, 6 * 60).unwrap()]);
    let bill = bill(
        &half,
        (at("2026-01-05T22:00:00"), at("2026-01-05T22:30:00")),
        &tariff,
        &paris(),
        &TempoCalendar::default(),
    );
    assert_eq!(cents(&bill), [30, 20]);
}
