use chrono::{Datelike, Duration, Timelike};

use super::*;
use crate::{
    domain::{
        Coverage, Lang, WattHours,
        household::{BillLine, Interval, Money, Record, TypicalWeek},
    },
    present::household::household_texts,
};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Half-hours from a midnight on for so many days, each of the watts that are usual at its weekday and hour.
fn curve(from: &str, days: i64, watts: impl Fn(Weekday, u32) -> f64) -> Curve {
    let start = at(from);
    let half_hour = |i| {
        let from = start + Duration::minutes(30 * i);
        Interval::new(from, 1800, WattHours(watts(from.weekday(), from.hour()) / 2.0))
    };
    Curve::of(&Record::new((0..days * 48).map(half_hour).collect()))
}

fn fr() -> &'static HouseholdTexts {
    household_texts(Lang::Fr)
}
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
fn said(lang: Lang, curve: &Curve) -> String {
    let span = curve.span().unwrap();
    let span = (span.0.max(span.1 - Duration::days(365)), span.1);
    plain(&consumption_words(household_texts(lang), curve, span, &Zone::fixed(0)))
}

#[test]
fn a_year_that_is_long_over_is_told_with_its_dates() {
    let old = curve("2021-09-01T00:00:00Z", 730, |_, _| 500.0);
    assert_eq!(said(Lang::Fr, &old), "4 380 kWh sur douze mois, du 1er septembre 2022 au 31 août 2023.");
    assert_eq!(said(Lang::En, &old), "4,380 kWh over twelve months, from 1 September 2022 to 31 August 2023.");
}

#[test]
fn a_year_with_missing_days_is_told_with_its_dates_too() {
    let whole = curve("2022-09-01T00:00:00Z", 365, |_, _| 500.0);
    let mut some = whole.intervals().to_vec();
    some.drain(48 * 100..48 * 110);
    let words = said(Lang::Fr, &Curve::of(&Record::new(some)));
    assert!(words.contains("du 1er septembre 2022 au 31 août 2023"), "{words}");
    assert!(words.contains("Il manque 10 jours, remplacés"), "{words}");
}

#[test]
fn only_the_days_that_are_known_are_counted() {
    let two = curve("2022-09-01T00:00:00Z", 20, |_, _| 500.0);
    let mut some = two.intervals().to_vec();
    some.drain(48 * 5..48 * 15);
    let words = said(Lang::Fr, &Curve::of(&Record::new(some)));
    assert!(words.starts_with("120 kWh sur 10 jours connus"), "{words}");
}

fn busy(watts: impl Fn(Weekday, u32) -> f64) -> [String; 2] {
    let curve = curve("2026-06-01T00:00:00Z", 28, watts);
    let week = TypicalWeek::of(&curve, curve.span().unwrap(), &Zone::fixed(0)).unwrap();
    let busy = week.busy_time().unwrap();
    Lang::ALL.map(|lang| plain(&busy_words(household_texts(lang), &busy)))
}

#[test]
fn what_runs_every_night_is_not_said_of_one_day() {
    let nightly = |day: Weekday, hour: u32| {
        let friday = if day == Weekday::Fri { 40.0 } else { 0.0 };
        if (1..5).contains(&hour) { 2_000.0 + friday } else { 200.0 }
    };
    assert_eq!(
        busy(nightly),
        [
            "C’est chaque jour entre 1 h et 5 h que votre logement consomme d’habitude le plus : environ 2,0 kW.",
            "Your home usually uses most every day between 1:00 and 5:00: about 2.0 kW.",
        ]
    );
}

#[test]
fn one_evening_a_week_is_that_day_and_hour() {
    let cooking = |day, hour| if day == Weekday::Tue && hour == 19 { 3_000.0 } else { 200.0 };
    let [fr, en] = busy(cooking);
    assert!(fr.starts_with("C’est le mardi vers 19 h que"), "{fr}");
    assert!(en.starts_with("Your home usually uses most on Tuesdays at about 19:00"), "{en}");
}

#[test]
fn weekdays_and_weekends_have_names_and_a_night_goes_over_midnight() {
    let office = |day: Weekday, hour| {
        if day.number_from_monday() <= 5 && (9..17).contains(&hour) { 900.0 } else { 100.0 }
    };
    assert!(busy(office)[0].starts_with("C’est du lundi au vendredi entre 9 h et 17 h que"), "{:?}", busy(office));
    let home = |day: Weekday, hour| if day.number_from_monday() > 5 && hour == 12 { 900.0 } else { 100.0 };
    assert!(busy(home)[0].starts_with("C’est le week-end vers 12 h que"), "{:?}", busy(home));
    let tank = |_, hour| if (6..22).contains(&hour) { 100.0 } else { 900.0 };
    assert!(busy(tank)[0].contains("chaque jour entre 22 h et 6 h"), "{:?}", busy(tank));
}

#[test]
fn where_all_hours_are_alike_none_is_the_busiest() {
    let [fr, en] = busy(|_, _| 500.0);
    assert_eq!(fr, "Votre logement consomme d’habitude à peu près autant à toute heure : environ 500 W.");
    assert_eq!(en, "Your home usually uses about the same at every hour: about 500 W.");
}

fn a_bill(priced: f64, unpriced: f64, share: f64) -> Bill {
    let euros = |euros| Money::from_euros(euros).unwrap();
    Bill {
        lines: vec![BillLine { period: 0, energy: WattHours(priced), amount: euros(priced / 5_000.0) }],
        days: 30,
        standing: euros(12.0),
        total: euros(12.0 + priced / 5_000.0),
        coverage: Coverage::of(share, 1.0),
        unpriced: WattHours(unpriced),
    }
}

#[test]
fn a_price_that_could_not_be_reckoned_is_no_headline() {
    let words = |bill: &Bill| bill_words(fr(), bill, "du 1er au 30 juin 2026").map(|words| plain(&words));
    assert_eq!(words(&a_bill(0.0, 5_000.0, 1.0)), None, "the subscription alone is no bill");
    let part = words(&a_bill(5_000.0, 5_000.0, 1.0)).unwrap();
    assert!(part.starts_with("Au moins 13,00 €"), "{part}");
    assert!(words(&a_bill(5_000.0, 0.0, 0.8)).unwrap().starts_with("Au moins 13,00 €"));
    assert!(words(&a_bill(5_000.0, 0.0, 1.0)).unwrap().starts_with("13,00 €"));
}

#[test]
fn a_machine_that_never_ran_has_no_usual_hour() {
    let words = |days| plain(&machine_words(fr(), SunForMachine { days, of: 30, best_hour: 12 }));
    assert_eq!(words(0), "Sur 30 jours connus, ce qui partait au réseau n’aurait jamais suffi à une machine.");
    assert!(words(1).contains("à une machine 1 fois, en commençant vers 12 h"), "{}", words(1));
    assert!(words(9).contains("9 fois, le plus souvent en commençant vers 12 h"), "{}", words(9));
}

#[test]
fn a_single_day_has_its_preposition() {
    let day = (at("2026-03-05T00:00:00Z"), at("2026-03-06T00:00:00Z"));
    let words = |lang| plain(&date_range(household_texts(lang), day, &Zone::fixed(0)));
    assert_eq!((words(Lang::Fr), words(Lang::En)), ("le 5 mars 2026".to_owned(), "on 5 March 2026".to_owned()));
}

#[test]
fn steps_below_a_minute_are_seconds() {
    let step = |lang, seconds| plain(&(household_texts(lang).step_seconds)(seconds));
    assert_eq!(
        [10, 60, 600].map(|s| step(Lang::Fr, s)),
        ["une toutes les 10 secondes", "une par minute", "une toutes les 10 minutes"]
    );
    assert_eq!(
        [10, 60, 600].map(|s| step(Lang::En, s)),
        ["one every 10 seconds", "one a minute", "one every 10 minutes"]
    );
}

#[test]
fn what_is_known_of_a_stretch_is_neither_more_nor_less_than_half_by_rounding() {
    let known = |share| (fr().known_part)(share);
    assert_eq!(known(0.46), "moins de la moitié du temps");
    assert_eq!(known(0.54), "plus de la moitié du temps");
}
