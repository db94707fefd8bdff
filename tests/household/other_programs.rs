//! What EDF, Home Assistant, emoncms and Enedis' portal for professionals give, in files made afresh.

use bon_moment::{
    domain::household::{Direction, Evidence, Form, Kind, NotRead, Part, Reason, Stamps},
    household_import::{Reading, read},
};

use crate::make::*;

fn understood(text: &str) -> Reading {
    read(text.as_bytes(), &paris()).unwrap_or_else(|why| panic!("{why}: {text}"))
}

fn kilowatt_hours(reading: &Reading, direction: Direction) -> f64 {
    let total = Part::of(direction, reading.record(direction)).map_or(0.0, |part| part.total.kilo());
    (total * 1e6).round() / 1e6
}

fn used(text: &str) -> (Form, f64) {
    let reading = understood(text);
    (reading.form, kilowatt_hours(&reading, Direction::Consumption))
}

/// Local begin and end, and watt-hours.
fn intervals(reading: &Reading) -> Vec<(String, String, f64)> {
    let local = |at| paris().local(at).format("%d/%m %H:%M").to_string();
    reading.consumption.intervals().iter().map(|of| (local(of.start), local(of.end()), of.energy.0)).collect()
}

#[test]
fn the_half_hours_of_edf_end_at_their_times_and_midnight_is_the_end_of_its_day() {
    // The newest day first, and in it the newest half-hour.
    let reading = understood(
        "Récapitulatif de mes puissances atteintes en W\n\nDate et heure de relève par le distributeur;Puissance atteinte (W);Nature de la donnée\n\
         18/01/2025;;\n00:00:00;1122;Réelle\n23:30:00;1184;Réelle\n00:30:00;1102;Réelle\n\n17/01/2025;;\n00:00:00;1356;Réelle\n23:30:00;914;Réelle\n",
    );
    assert_eq!((reading.form, reading.stamps), (Form::EdfPowers, Stamps::End));
    let expected = [
        ("17/01 23:00", "17/01 23:30", 457.0),
        ("17/01 23:30", "18/01 00:00", 678.0),
        ("18/01 00:00", "18/01 00:30", 551.0),
        ("18/01 23:00", "18/01 23:30", 592.0),
        ("18/01 23:30", "19/01 00:00", 561.0),
    ];
    assert_eq!(intervals(&reading), expected.map(|(from, until, energy)| (from.to_owned(), until.to_owned(), energy)));
    assert_eq!(reading.left_out, []);
}

#[test]
fn days_months_and_counters_of_edf_are_read() {
    let days = "Récapitulatif de ma consommation\n\nDate de consommation;Consommation (kWh);Nature de la donnée\n02/01/2024;9;Réelle\n01/01/2024;7,5;Réelle\n";
    assert_eq!(used(days), (Form::EdfDays, 16.5));
    let months = "Récapitulatif de ma consommation\n\nPériode de consommation;Consommation (kWh);Nature de la donnée\n\n\
                  Année 2024;1 016;\n01/2024;1016;Réelle\nAnnée 2023;2\u{a0}345;\n12/2023;1300;Estimée\n11/2023;1045;Estimée\n";
    assert_eq!(used(months), (Form::EdfMonths, 3361.0));
    let first = &intervals(&understood(months))[0];
    assert_eq!((first.0.as_str(), first.1.as_str()), ("01/11 00:00", "01/12 00:00"));
    // Nothing was left out: the sums of years are no readings.
    assert_eq!(understood(months).left_out, []);
    let index = "Récapitulatif de mes index\n\nDate de relevé de l'index;Type d'index;Index Heures pleines (kWh);Index Heures creuses (kWh)\n\
                 03/01/2024;Index transmis par le distributeur;1010;520\n02/01/2024;Index transmis par le distributeur;1004;517\n\
                 02/01/2024;Index transmis par le distributeur;1004;517\n01/01/2024;Index transmis par le distributeur;1000;515\n";
    assert_eq!(used(index), (Form::EdfIndex, 15.0));
}

#[test]
fn the_portal_for_professionals_gives_load_curves_counters_and_days_as_json() {
    let file = |meters: &str| format!(r#"{{"header":{{"codeFlux":"R6X"}},"mesures":[{meters}]}}"#);
    let halves = halves("2026-10-24", "2026-10-27");
    let points: Vec<String> = halves
        .iter()
        .map(|half| {
            let offset = if paris().offset_at(half.until) == 120 { "+02:00" } else { "+01:00" };
            format!(
                r#"{{"v":"{}","d":"{}{offset}","p":"PT30M","n":"B"}}"#,
                half.watts,
                wall(half.until, "%Y-%m-%dT%H:%M:%S")
            )
        })
        .collect();
    let curve = file(&format!(
        r#"{{"idPrm":"{PRM}","etapeMetier":"BRUT","periode":{{}},"grandeur":[{{"grandeurMetier":"CONS","grandeurPhysique":"PA","unite":"W","points":[{}]}},{{"grandeurMetier":"CONS","grandeurPhysique":"PRI","unite":"VAr","points":[{{"v":"3","d":"2026-10-24 00:30:00"}}]}}]}}"#,
        points.join(",")
    ));
    let reading = understood(&curve);
    let total: f64 = halves.iter().map(|half| f64::from(half.watts) / 2000.0).sum();
    assert_eq!((reading.form, reading.stamps), (Form::SgeJson, Stamps::End));
    assert!((kilowatt_hours(&reading, Direction::Consumption) - total).abs() < 1e-6);
    assert_eq!(reading.consumption.intervals()[0].start, halves[0].from);
    assert_eq!(reading.left_out[0].reason, Reason::OtherQuantity);

    let days = file(&format!(
        r#"{{"idPrm":"{PRM}","grandeur":[{{"grandeurMetier":"PROD","grandeurPhysique":"EA","unite":"Wh","points":[{{"d":"2026-07-01","v":"12000"}},{{"d":"2026-07-02","v":"9000"}}]}}]}}"#
    ));
    assert!((kilowatt_hours(&understood(&days), Direction::Production) - 21.0).abs() < 1e-9);

    let classes = r#"[{"idClasseTemporelle":"HP","valeur":[{"d":"2026-07-01T01:00:00+02:00","v":1000},{"d":"2026-07-02T01:00:00+02:00","v":5000}]},{"idClasseTemporelle":"HC","valeur":[{"d":"2026-07-01T01:00:00+02:00","v":400},{"d":"2026-07-02T01:00:00+02:00","v":1400}]}]"#;
    let counters = |total: &str| {
        file(&format!(
            r#"{{"idPrm":"{PRM}","contexte":[{{"grandeur":[{{"grandeurMetier":"CONS","grandeurPhysique":"EA","unite":"Wh","calendrier":[{{"classeTemporelle":{classes}}}]{total}}}]}}]}}"#
        ))
    };
    let total = r#","cadranTotalisateur":{"valeur":[{"d":"2026-07-01T01:00:00+02:00","v":1400},{"d":"2026-07-02T01:00:00+02:00","v":6400}]}"#;
    for text in [counters(""), counters(total)] {
        let reading = understood(&text);
        // The registers add up to the total, and the day is the local one.
        assert_eq!(intervals(&reading), [("01/07 00:00".to_owned(), "02/07 00:00".to_owned(), 5000.0)]);
    }
}

#[test]
fn a_counter_of_home_assistant_is_read_from_its_history_and_its_statistics() {
    let states = |unit: &str, last: &str| {
        format!(
            r#"[[{{"entity_id":"sensor.linky_easf01","state":"12345.5","last_changed":"2026-11-01T00:00:00+00:00","attributes":{{"unit_of_measurement":"{unit}","state_class":"total_increasing"}}}},{{"state":"unavailable","last_changed":"2026-11-01T01:00:00+00:00"}},{{"state":"{last}","last_changed":"2026-11-01T02:00:00+00:00"}}]]"#
        )
    };
    assert_eq!(used(&states("kWh", "12347.5")), (Form::HomeAssistant, 2.0));
    assert_eq!(used(&states("Wh", "14345.5")), (Form::HomeAssistant, 2.0));
    assert_eq!(
        read(states("VA", "12347.5").as_bytes(), &paris()).unwrap_err().to_string(),
        "it is in a unit that is not known: \"VA\""
    );

    // Milliseconds; the hour's energy begins at `start`.
    let statistics = r#"{"sensor.energy":[{"start":1793491200000,"end":1793494800000,"change":0.4,"sum":10.4,"state":100.4},{"start":1793494800000,"end":1793498400000,"change":0.9,"sum":11.3,"state":101.3}]}"#;
    let Err(NotRead::Ambiguous(question)) = read(statistics.as_bytes(), &paris()) else {
        let reading = understood(statistics);
        assert_eq!(reading.bases[0].scale.by, Evidence::Magnitude);
        assert!((kilowatt_hours(&reading, Direction::Consumption) - 1.3).abs() < 1e-9);
        assert_eq!(reading.consumption.intervals()[0].start, instant("2026-11-01T00:00:00Z"));
        return;
    };
    panic!("asked {question:?}");
}

#[test]
fn statistics_as_a_table_have_their_counter_at_the_end_of_the_hour() {
    let text = "statistic_id\tunit\tstart\tstate\tsum\nsensor.energy\tkWh\t01.11.2026 00:00\t100.4\t10.4\nsensor.energy\tkWh\t01.11.2026 01:00\t101.3\t11.3\n";
    let reading = understood(text);
    assert_eq!(reading.form, Form::HomeAssistant);
    assert_eq!(intervals(&reading), [("01/11 01:00".to_owned(), "01/11 02:00".to_owned(), 900.0)]);
}

#[test]
fn a_power_of_home_assistant_lasts_until_its_next_state_and_no_longer_than_it_is_there() {
    let text = "entity_id,state,last_changed\nsensor.house_power,600,2026-11-01T00:00:00.000Z\nsensor.house_power,1200,2026-11-01T00:10:00.000Z\n\
                sensor.house_power,unavailable,2026-11-01T00:40:00.000Z\nsensor.house_power,300,2026-11-01T02:00:00.000Z\nsensor.house_power,240,2026-11-01T03:00:00.000Z\n";
    let reading = understood(text);
    let energies: Vec<f64> = reading.consumption.intervals().iter().map(|of| of.energy.0).collect();
    assert_eq!((energies, reading.bases[0].kind.value), (vec![100.0, 600.0, 300.0], Kind::MeanPower));
    assert_eq!((reading.left_out[0].reason, reading.left_out[0].rows), (Reason::NoValue, 1));
}

#[test]
fn of_several_sensors_in_a_file_the_first_is_read_and_the_others_are_named() {
    let text = "entity_id,state,last_changed\nsensor.a_energy,1.0,2026-11-01T00:00:00.000Z\nsensor.b_energy,9000,2026-11-01T00:00:00.000Z\n\
                sensor.a_energy,1.5,2026-11-01T01:00:00.000Z\nsensor.b_energy,9500,2026-11-01T01:00:00.000Z\nsensor.a_energy,2.1,2026-11-01T02:00:00.000Z\n\
                sensor.a_energy,2.4,2026-11-01T03:00:00.000Z\n";
    let reading = understood(text);
    assert!((kilowatt_hours(&reading, Direction::Consumption) - 1.4).abs() < 1e-9);
    assert_eq!((reading.left_out[0].reason, reading.left_out[0].rows), (Reason::OtherMeter, 2));
    let feeds = r#"[{"feedid":"1","data":[[1793491200000,370],[1793491260000,213],[1793491320000,324]]},{"feedid":"2","data":[[1793491200000,9]]}]"#;
    let reading = understood(feeds);
    assert_eq!((reading.consumption.intervals().len(), reading.left_out[0].rows), (3, 1));
    assert_eq!(reading.left_out[0].first, "2");
}

#[test]
fn a_feed_with_iso_dates_or_a_header_is_read_like_one_with_milliseconds() {
    for text in [
        r#"[["2026-11-01T00:00:00+01:00",370],["2026-11-01T00:01:00+01:00",213],["2026-11-01T00:02:00+01:00",320]]"#,
        "1793491200,370\n1793491260,213\n1793491320,320\n",
        "1793491200000,370\n1793491260000,213\n1793491320000,320\n",
    ] {
        let reading = understood(text);
        assert_eq!(reading.form, Form::EmoncmsFeed);
        let energies: Vec<f64> = reading.consumption.intervals().iter().map(|of| of.energy.0).collect();
        assert_eq!(energies, [6.167, 3.55, 5.333], "{text}");
    }
}
