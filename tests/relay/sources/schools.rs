//! From a school's meter to what its page reads.

use bon_moment::relay::{config::Config, station::Station};
use serde_json::{Value, json};

use super::{
    server::Server,
    territory::{Territory, now},
};

const SOURCE: &str = "[[sources]]\nid = \"x\"\nkind = \"json\"\nurl = \"HOST/pv\"\nat_field = \"t\"\nat_format = \"rfc3339\"\n\
    step_s = 600\n[[sources.map]]\nmeter = \"kermelo/pv\"\nunit = \"W\"\nfield = \"w\"\n";

/// The demonstration's Saturday in steps of ten minutes from 9:00 in France, asked at 11:00.
async fn kermelo(watts: &[Value]) -> Territory {
    kermelo_from(8, watts).await
}

/// The same from an hour of universal time on.
async fn kermelo_from(hour: usize, watts: &[Value]) -> Territory {
    let server = Server::start().await;
    let rows: Vec<Value> = watts
        .iter()
        .enumerate()
        .map(|(i, w)| json!({"t": format!("2026-11-21T{:02}:{:02}:00Z", hour + i / 6, i % 6 * 10), "w": w}))
        .collect();
    server.put("/pv", Value::from(rows));
    let territory = Territory::of(&SOURCE.replace("HOST", &server.url("")));
    territory.ask_once().await;
    territory
}

#[tokio::test]
async fn what_a_meter_said_is_published_as_power_energy_and_the_last_value() {
    let territory = kermelo(&[json!(1200), json!(2400), json!(null), json!(3600), json!(90_000), json!(600)]).await;
    let schools = territory.document("schools.json");
    assert_eq!(
        (&schools["schools"][0]["id"], &schools["schools"][0]["pv_peak_w"]),
        (&json!("kermelo"), &json!(36_000.0))
    );
    let day = territory.document("series/kermelo/pv/2026-11-21.json");
    assert_eq!((&day["start"], &day["step_s"]), (&json!("2026-11-20T23:00:00Z"), &json!(600)));
    // Nine in the morning is the 54th step. The sun is up: an inverter that says "unknown" is a gap, as is more than its
    // panels can give.
    let at_nine: Vec<&Value> = day["values"].as_array().unwrap().iter().skip(54).take(6).collect();
    assert_eq!(at_nine, [&json!(1200.0), &json!(2400.0), &json!(null), &json!(3600.0), &json!(null), &json!(600.0)]);
    // By hand: (1200 + 2400 + 3600 + 600) W × 1/6 h, and what still held of the last power for two steps.
    let month = territory.document("series/kermelo/pv/2026-11.json");
    let (energy, coverage) = (month["values"][20].as_f64().unwrap(), month["coverage"][20].as_f64().unwrap());
    assert_eq!((energy, coverage > 0.0 && coverage < 1.0), (1400.0, true), "{month}");
    let live = territory.document("schools_live.json");
    assert_eq!(
        (&live["meters"][0]["value"], &live["meters"][0]["at"]),
        (&json!(600.0), &json!("2026-11-21T08:50:00Z"))
    );
    assert_eq!(month["values"][19], json!(null), "a day before the meter is unknown, not zero");
}

#[tokio::test]
async fn an_inverter_that_says_nothing_at_night_gave_nothing() {
    let territory = kermelo_from(2, &[json!(null), json!(null), json!(null)]).await;
    let day = territory.document("series/kermelo/pv/2026-11-21.json");
    // Three in the morning is the 18th step.
    assert_eq!(day["values"].as_array().unwrap()[18..21], [json!(0.0), json!(0.0), json!(0.0)]);
    assert_eq!(day["values"][17], json!(null), "before it nobody asked");
    let month = territory.document("series/kermelo/pv/2026-11.json");
    assert_eq!(month["values"][20], json!(0.0));
}

#[tokio::test]
async fn a_meter_that_nobody_described_or_of_other_steps_is_refused_with_its_name() {
    let territory = Territory::of("");
    let refused = |sources: &str| {
        let file = territory.folder.path().join("other.toml");
        let sources = sources.replace("HOST", "http://127.0.0.1:9");
        std::fs::write(&file, format!("{}{sources}", super::territory::HEAD)).unwrap();
        let config = Config::load(&file).map_err(|error| error.to_string()).unwrap();
        let said = Station::open(&config, now()).err().unwrap().to_string();
        // Behind the file and the line of the map.
        let (place, reason) = said.split_once(": ").unwrap();
        let line = super::territory::HEAD.matches('\n').count() + 8;
        assert_eq!(place, format!("{}:{line}", file.display()));
        reason.to_owned()
    };
    let said = refused(&SOURCE.replace("kermelo/pv", "kermelo/vp"));
    assert!(
        said.starts_with("source x: there is no meter \"kermelo/vp\" in ") && said.ends_with("schools.json"),
        "{said}"
    );
    let said = refused(&SOURCE.replace("step_s = 600", "step_s = 1800"));
    assert_eq!(said, "source x: its steps of 1800 s are longer than those of kermelo/pv, 600 s");
}

#[tokio::test]
async fn a_counter_that_only_grows_is_published_as_energy() {
    let server = Server::start().await;
    let row = |time: &str, kwh: f64| json!({"t": format!("2026-11-21T{time}:00Z"), "kwh": kwh});
    // By hand: 1 500 Wh between 8:00 and 8:30, 250 Wh until 8:40; then the meter was changed.
    server.put("/pv", json!([row("08:00", 80.0), row("08:30", 81.5), row("08:40", 81.75), row("08:50", 0.5)]));
    let source = SOURCE
        .replace("HOST", &server.url(""))
        .replace("unit = \"W\"", "counter = \"kWh\"")
        .replace("\"w\"", "\"kwh\"");
    let territory = Territory::of(&source.replace("step_s = 600\n", ""));
    territory.ask_once().await;
    let day = territory.document("series/kermelo/pv/2026-11-21.json");
    let at_nine: Vec<&Value> = day["values"].as_array().unwrap().iter().skip(54).collect();
    assert_eq!(at_nine, [&json!(3000.0), &json!(3000.0), &json!(3000.0), &json!(1500.0)]);
    assert_eq!(territory.document("series/kermelo/pv/2026-11.json")["values"][20], json!(1750.0));
    let live = territory.document("schools_live.json");
    assert_eq!(
        (&live["meters"][0]["value"], &live["meters"][0]["at"]),
        (&json!(1500.0), &json!("2026-11-21T08:40:00Z"))
    );
}
