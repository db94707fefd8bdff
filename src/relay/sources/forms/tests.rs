use serde_json::{Value, json};

use super::*;

/// All records of a body, and where the next are.
#[derive(Debug)]
struct Cut {
    records: Vec<Record>,
    broken: Vec<String>,
    next: Option<String>,
}

fn http(preset: Preset, more: &str) -> Kind {
    let text = format!("url = \"https://x.example/\"\n{more}");
    Kind::Http(toml::from_str(&text).unwrap(), preset)
}
fn received() -> Instant {
    "2026-11-21T10:00:00Z".parse().unwrap()
}
fn cut(kind: &Kind, body: &str) -> Result<Cut, String> {
    cut_asked(kind, None, body)
}
fn cut_asked(kind: &Kind, asked: Option<&str>, body: &str) -> Result<Cut, String> {
    let (mut records, mut broken) = (Vec::new(), Vec::new());
    let page = page(kind, asked, body.as_bytes(), received(), &mut |record| {
        match record {
            Ok(record) => records.push(record),
            Err(reason) => broken.push(reason),
        }
        Ok(())
    })?;
    assert_eq!(page.records, records.len() + broken.len());
    Ok(Cut { records, broken, next: page.next })
}
fn field(page: &Cut, index: usize, path: &str) -> Option<Value> {
    page.records[index].field(path).cloned()
}
fn keys(page: &Cut) -> Vec<&str> {
    page.records.iter().map(|record| record.key.as_deref().unwrap_or("")).collect()
}

#[test]
fn a_list_in_json_is_found_at_its_path() {
    let kind = http(Preset::Json, "records = \"data.items\"\nkey = \"id\"");
    let page = cut(&kind, r#"{"data":{"items":[{"id":1,"n":3},{"id":"b","n":4}]}}"#).unwrap();
    assert_eq!(keys(&page), ["1", "b"]);
    assert!(cut(&kind, r#"{"data":{}}"#).unwrap_err().contains("data.items"));
    assert_eq!(cut(&http(Preset::Json, ""), r#"{"n":1}"#).unwrap().records.len(), 1, "one record alone");
    assert!(cut(&http(Preset::Json, ""), "3").is_err());
}

#[test]
fn what_is_no_json_is_named() {
    let kind = http(Preset::Json, "");
    for (body, words) in [
        ("", "an empty answer"),
        ("<!DOCTYPE html><title>Login</title>", "a web page instead of data"),
        ("<ows:ExceptionReport><ows:ExceptionText>no layer x</ows:ExceptionText>", "no layer x"),
        ("[{\"n\":1", "ends too early"),
        ("Invalid API key", "no JSON: \"invalid api key\""),
    ] {
        assert!(cut(&kind, body).unwrap_err().contains(words), "{body}");
    }
    assert!(cut(&kind, "\u{feff}[]").is_ok());
}

#[test]
fn csv_rows_are_named_by_the_first_line() {
    let kind = http(Preset::Csv, "separator = \";\"\ndecimal_comma = true\nkey = \"id\"");
    let page = cut(&kind, "\u{feff}id;kW;lieu\r\na;0,62;\"Lorient; Port\"\r\nb;;x\nc;1;2;3\n").unwrap();
    assert_eq!(keys(&page), ["a", "b"], "a row of another length is left out");
    assert_eq!((field(&page, 0, "kW"), field(&page, 0, "lieu")), (Some(json!("0.62")), Some(json!("Lorient; Port"))));
    assert!(cut(&kind, "<!doctype html><title>x</title>").unwrap_err().contains("web page"));
}

#[test]
fn features_give_their_properties_and_their_point() {
    let kind = http(Preset::GeoJson, "key = \"id\"");
    let body = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"n":2},
        "geometry":{"type":"Point","coordinates":[-3.3,47.7]}},{"type":"Feature","properties":null,"geometry":null}]}"#;
    let page = cut(&kind, body).unwrap();
    assert_eq!(
        (keys(&page), field(&page, 0, "lat"), field(&page, 0, "n")),
        (vec!["7", ""], Some(json!(47.7)), Some(json!(2)))
    );
    assert!(
        cut(&http(Preset::Wfs, ""), "<?xml version=\"1.0\"?><ExceptionText>Unknown</ExceptionText>")
            .unwrap_err()
            .contains("unknown")
    );
}

#[test]
fn opendatasoft_answers_in_two_versions() {
    let portal = |version| {
        let text = "portal = \"https://x.example\"\ndataset = \"d\"\nkey = \"name\"";
        let mut portal: OpenDataSoft = toml::from_str(text).unwrap();
        portal.version = version;
        Kind::OpenDataSoft(portal)
    };
    let page = cut(&portal(OdsVersion::V21), r#"{"total_count":1,"results":[{"name":"A","n":null}]}"#).unwrap();
    assert_eq!(keys(&page), ["A"]);
    let old = r#"{"nhits":1,"records":[{"recordid":"r1","fields":{"name":"A","at":[47.7,-3.3]}},{"recordid":"r2","fields":{}}]}"#;
    assert_eq!(keys(&cut(&portal(OdsVersion::V1), old).unwrap()), ["A", ""], "a recordid changes with each value");
    let refused = r#"{"error_code":"InvalidRESTParameterError","message":"limit: 1473"}"#;
    assert!(cut(&portal(OdsVersion::V21), refused).unwrap_err().contains("limit: 1473"));
}

#[test]
fn sensorthings_and_data_fair_name_the_next_page() {
    let things = http(Preset::SensorThings, "key = \"/Datastream/@iot.id\"");
    let body = r#"{"@iot.nextLink":"https://x.example/?$skip=1","value":[{"result":"7","phenomenonTime":"2026-11-21T09:00:00Z/2026-11-21T10:00:00Z","Datastream":{"@iot.id":5}}]}"#;
    let page = cut(&things, body).unwrap();
    assert_eq!((keys(&page), page.next.as_deref()), (vec!["5"], Some("https://x.example/?$skip=1")));
    let fair =
        cut(&http(Preset::DataFair, ""), r#"{"total":2,"next":"https://x.example/2","results":[{"n":1}]}"#).unwrap();
    assert_eq!(fair.next.as_deref(), Some("https://x.example/2"));
    assert_eq!(cut(&http(Preset::DataFair, ""), r#"{"results":[]}"#).unwrap().next, None);
}

#[test]
fn ngsi_ld_comes_normalized_or_not() {
    let kind = http(Preset::NgsiLd, "");
    let plain = r#"{"id":"p:1","type":"OffStreetParking","occupiedSpotNumber":282}"#;
    let normal = r#"[{"id":"p:1","type":"OffStreetParking","occupiedSpotNumber":{"type":"Property","value":282,"observedAt":"2026-11-21T09:00:00Z"},
        "dateModified":{"type":"Property","value":{"@type":"DateTime","@value":"2026-11-21T09:00:00Z"}}}]"#;
    for body in [plain, normal] {
        let page = cut(&kind, body).unwrap();
        assert_eq!((keys(&page), field(&page, 0, "occupiedSpotNumber")), (vec!["p:1"], Some(json!(282))));
    }
    let page = cut(&kind, normal).unwrap();
    assert_eq!(field(&page, 0, "occupiedSpotNumber.observedAt"), Some(json!("2026-11-21T09:00:00Z")));
    assert_eq!(field(&page, 0, "dateModified"), Some(json!("2026-11-21T09:00:00Z")));
}

#[test]
fn senml_records_stand_alone_after_their_bases() {
    let kind = http(Preset::SenMl, "");
    let body = r#"[{"bn":"urn:dev:prm:0_","bt":1795255200,"bu":"W","n":"power","v":120},{"n":"power","t":1800,"v":0},
        {"n":"state","vs":"on"},{"bn":"urn:x:","bt":0,"n":"now","t":-60,"v":1,"u":"kW"}]"#;
    let page = cut(&kind, body).unwrap();
    assert_eq!(keys(&page), ["urn:dev:prm:0_power", "urn:dev:prm:0_power", "urn:dev:prm:0_state", "urn:x:now"]);
    assert_eq!(
        (field(&page, 1, "t"), field(&page, 1, "v"), field(&page, 1, "u")),
        (Some(json!(1_795_257_000.0)), Some(json!(0.0)), Some(json!("W")))
    );
    assert_eq!(field(&page, 3, "t"), Some(json!(received().timestamp() as f64 - 60.0)));
    assert!(cut(&kind, r#"[{"bver":11,"n":"a","v":1}]"#).unwrap_err().contains("version"));
}

#[test]
fn a_fronius_at_night_has_no_sun_and_says_so_with_null() {
    let kind = http(Preset::Fronius, "");
    let night = r#"{"Body":{"Data":{"Site":{"P_PV":null,"P_Grid":430.2,"P_Load":-430.2}}},"Head":{"Status":{"Code":0},"Timestamp":"2026-11-21T22:00:00+01:00"}}"#;
    let page = cut(&kind, night).unwrap();
    assert_eq!((field(&page, 0, "P_PV"), field(&page, 0, "P_Load")), (Some(json!(null)), Some(json!(-430.2))));
    let refused = r#"{"Body":{},"Head":{"Status":{"Code":8,"Reason":"Transfer timeout.","UserMessage":""}}}"#;
    assert_eq!(cut(&kind, refused).unwrap_err(), "the inverter refuses: Transfer timeout.");
    assert!(cut(&kind, "{}").is_err());
}

#[test]
fn emoncms_refuses_with_a_good_status() {
    let kind = http(Preset::Emoncms, "");
    let series = cut_asked(&kind, Some("12"), "[[1795255200000,4210.5],[1795255800000,null],[1]]").unwrap();
    assert_eq!(keys(&series), ["12", "12"]);
    assert!(cut(&kind, "false").unwrap_err().contains("may not read"));
    assert!(
        cut(&kind, r#"{"success":false,"message":"Feed does not exist"}"#).unwrap_err().contains("Feed does not exist")
    );
}

#[test]
fn a_record_that_is_too_large_is_named_and_the_others_are_read() {
    let kind = http(Preset::Json, "key = \"id\"");
    let large = "{\"a\":{\"b\":0}},".repeat(10_000);
    let body = format!("[{{\"id\":1}},[{large}0],{},{{\"id\":2}}]", "[".repeat(100) + &"]".repeat(100));
    let page = cut(&kind, &body).unwrap();
    assert_eq!(keys(&page), ["1", "2"]);
    assert_eq!(page.broken, ["one value takes more than 8192 kB of memory", "it is nested deeper than 64 levels"]);
}

#[test]
fn a_long_key_is_cut_and_is_nobody_elses() {
    let long = "k".repeat(20_000);
    let key = cut(&http(Preset::Json, "key = \"id\""), &json!([{"id": long}]).to_string()).unwrap();
    assert_eq!(keys(&key), [format!("{}…", &long[..128])]);
    let names =
        cut(&http(Preset::SenMl, ""), &json!([{"bn": long, "n": "a", "v": 1}, {"n": long, "v": 2}]).to_string());
    assert!(keys(&names.unwrap()).iter().all(|key| key.chars().count() == 129));
}

#[test]
fn a_table_with_a_row_or_a_name_without_end_is_refused() {
    let kind = http(Preset::Csv, "");
    let row = format!("a,b\n1,\"{}", "x".repeat(2 << 20));
    assert!(cut(&kind, &row).unwrap_err().contains("a row is longer than 1048576 bytes"));
    let name = format!("a,{}\n1,2\n", "b".repeat(300));
    assert!(cut(&kind, &name).unwrap_err().contains("300 bytes"));
    let long = format!("a,b\n{}", "1,2\n".repeat(1 << 20));
    assert_eq!(cut(&kind, &long).unwrap().records.len(), 1 << 20, "a long table of short rows is read");
}

#[test]
fn the_outline_of_a_feature_is_not_kept() {
    let outline = "[-3.3,47.7],".repeat(100_000);
    let body = format!(
        "{{\"features\":[{{\"id\":\"a\",\"properties\":{{\"n\":1}},\"geometry\":{{\"coordinates\":[{outline}[0,0]]}}}}]}}"
    );
    let page = cut(&http(Preset::GeoJson, "key = \"id\""), &body).unwrap();
    assert_eq!((keys(&page), page.records[0].envelope.to_string()), (vec!["a"], r#"{"id":"a","n":1}"#.to_owned()));
}

#[test]
fn what_a_service_says_of_itself_is_short_and_one_line() {
    let long = "x\u{1b}[2J\n".repeat(100_000);
    let portal = Kind::OpenDataSoft(toml::from_str("portal = \"https://x.example\"\ndataset = \"d\"").unwrap());
    for (kind, body) in [
        (portal, json!({"error_code": "A", "message": long})),
        (http(Preset::Fronius, ""), json!({"Head": {"Status": {"Code": 8, "Reason": long, "UserMessage": long}}})),
        (http(Preset::Emoncms, ""), json!({"message": long})),
    ] {
        let said = cut(&kind, &body.to_string()).unwrap_err();
        assert!(said.len() < 4000 && !said.contains(char::is_control), "{said}");
    }
}
