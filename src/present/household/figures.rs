//! Energies, powers, prices and stretches of time as people write them.

use chrono::{Datelike, Duration, NaiveDate};

use super::HouseholdTexts;
use crate::{
    domain::{
        Instant, WattHours, Watts, Zone,
        household::{Hours, Money, Step},
        read_decimal,
    },
    present::{Digits, decimal},
};

/// In kilowatt-hours, as on a bill, and not more exactly than anybody needs.
pub fn energy(t: &HouseholdTexts, energy: WattHours) -> String {
    let figure = match energy.kilo() {
        0.0 => "0".to_owned(),
        kilo if kilo < 0.995 => decimal(kilo, 2, t.point),
        kilo if kilo < 99.5 => decimal(kilo, 1, t.point),
        kilo => grouped(t, kilo),
    };
    format!("{figure}\u{a0}kWh")
}

pub fn power(t: &HouseholdTexts, power: Watts) -> String {
    match power.0 {
        watts if watts < 995.0 => format!("{}\u{a0}W", decimal(watts, 0, t.point)),
        watts => format!("{}\u{a0}kW", decimal(watts / 1000.0, 1, t.point)),
    }
}

/// To the cent, as on a bill.
pub fn euros(t: &HouseholdTexts, money: Money) -> String {
    let cents = money.cents();
    let (sign, cents) = (if cents < 0 { "−" } else { "" }, cents.abs());
    format!("{sign}{}{}{:02}\u{a0}€", grouped(t, (cents / 100) as f64), t.point, cents % 100)
}

/// Whole euros, for what is no more than an estimate.
pub fn about_euros(t: &HouseholdTexts, money: Money) -> String {
    format!("{}\u{a0}€", grouped(t, money.euros()))
}

/// The price of a kilowatt-hour: four decimals, as suppliers write them.
pub fn per_kilowatt_hour(t: &HouseholdTexts, money: Money) -> String {
    format!("{}\u{a0}€", decimal(money.euros(), 4, t.point))
}

/// A price as it was typed.
pub fn read_price(typed: &str) -> Option<Money> {
    Money::from_euros(read_number(typed)?)
}

/// A number as it was typed, with or without its unit.
pub fn read_number(typed: &str) -> Option<f64> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    read_decimal(plain.trim_end_matches("kWh"))
}

/// Hours as they were typed: `22:00-6:00`, `2h-7h 13h30-16h`.
pub fn read_hours(typed: &str) -> Option<Vec<Hours>> {
    let minutes = |text: &str| {
        let (hour, minute) = text.split_once([':', 'h', 'H']).unwrap_or((text, ""));
        let hour: u16 = hour.parse().ok()?;
        let minute: u16 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
        (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
    };
    let spans = typed.replace(['à', '–'], "-").replace([',', ';'], " ");
    let read = |span: &str| {
        let (from, until) = span.split_once('-')?;
        Hours::new(minutes(from)? % 1440, minutes(until)?)
    };
    let hours: Option<Vec<Hours>> = spans.split_whitespace().map(read).collect();
    hours.filter(|hours| !hours.is_empty())
}

/// Minutes after midnight as a clock shows them.
pub fn clock_minutes(t: &HouseholdTexts, minutes: u16) -> String {
    (t.hour)(minutes / 60 % 24, minutes % 60)
}

/// A whole number in groups of three.
pub fn grouped(t: &HouseholdTexts, value: f64) -> String {
    Digits { point: t.point, group: t.group }.grouped(value)
}

/// The days from an instant to another, the last one included.
pub fn date_range(t: &HouseholdTexts, (from, until): (Instant, Instant), zone: &Zone) -> String {
    let day = |at: Instant| zone.local(at).date();
    let (from, until) = (day(from), day(until - Duration::seconds(1)));
    let name = |date: NaiveDate| format!("{} {}", (t.day_short)(date), date.year());
    if from == until { (t.on_day)(&name(from)) } else { (t.from_to)(&name(from), &name(until)) }
}

/// What a stretch of the calendar is called.
pub fn stretch_name(t: &HouseholdTexts, step: Step, first_day: NaiveDate) -> String {
    match step {
        Step::Day => (t.day)(first_day),
        Step::Week => (t.week_of)(first_day),
        Step::Month => (t.month)(first_day),
        Step::Year => first_day.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Lang, present::household::household_texts};

    #[test]
    fn figures_are_no_more_exact_than_anybody_needs() {
        let t = household_texts(Lang::Fr);
        assert_eq!(
            [310.0, 12_340.0, 4_567_890.0].map(|wh| energy(t, WattHours(wh))),
            ["0,31\u{a0}kWh", "12,3\u{a0}kWh", "4\u{202f}568\u{a0}kWh"]
        );
        assert_eq!([84.4, 2_340.0].map(|w| power(t, Watts(w))), ["84\u{a0}W", "2,3\u{a0}kW"]);
        assert_eq!(euros(t, Money::from_cents(123_456)), "1\u{202f}234,56\u{a0}€");
        assert_eq!(euros(household_texts(Lang::En), Money::from_cents(-5)), "−0.05\u{a0}€");
        assert_eq!(per_kilowatt_hour(t, Money(195_200)), "0,1952\u{a0}€");
    }

    #[test]
    fn prices_and_hours_are_read_as_people_type_them() {
        assert_eq!(read_price(" 0,1952 € "), Some(Money(195_200)));
        assert_eq!(["", "cher", "-1", "NaN"].map(read_price), [None; 4]);
        assert_eq!(["1\u{202f}250,5 kWh", "12", "inf", "kWh"].map(read_number), [Some(1250.5), Some(12.0), None, None]);
        let hours = |from, until| Hours::new(from, until).unwrap();
        assert_eq!(read_hours("22:00-6:00"), Some(vec![hours(1320, 360)]));
        assert_eq!(read_hours("2h-7h, 13h30-16h"), Some(vec![hours(120, 420), hours(810, 960)]));
        assert_eq!(["", "22", "22-", "25:00-6:00", "a-b"].map(read_hours), [const { None }; 5]);
    }
}
