//! Each kind of source with an answer in the shape of the real ones, made afresh.

use bon_moment::domain::{Instant, Raw};
use chrono::Duration;
use serde_json::json;

use super::{
    server::Server,
    territory::{Territory, now},
};

/// What a source of this kind takes out of a body: watts of Kermelo's meter, or vehicles at Riantec.
async fn taken(kind: &str, own: &str, map: &str, path: &str, body: impl ToString) -> (Territory, Server) {
    let server = Server::start().await;
    server.put(path, body);
    let own = own.replace("HOST", &server.url(""));
    let territory =
        Territory::of(&format!("[[sources]]\nid = \"x\"\nkind = \"{kind}\"\n{own}\n[[sources.map]]\n{map}\n"));
    territory.ask_once().await;
    (territory, server)
}

fn watts(territory: &Territory) -> Vec<(Instant, Option<f64>)> {
    watts_of(territory, "pv")
}

fn watts_of(territory: &Territory, meter: &str) -> Vec<(Instant, Option<f64>)> {
    let (school, meter) = ("kermelo".parse().unwrap(), meter.parse().unwrap());
    let store = territory.station.history().unwrap();
    let readings = store.readings(&school, &meter, now() - Duration::days(2), now() + Duration::days(1)).unwrap();
    let watts = |raw| match raw {
        Raw::Power(watts) => watts,
        Raw::Counter(_) => panic!("a counter's reading"),
    };
    readings.into_iter().map(|reading| (reading.at, watts(reading.raw))).collect()
}

const PV: &str = "meter = \"kermelo/pv\"\nunit = \"W\"";
const QUEUE: &str = "site = \"riantec\"\nsees = \"queue\"";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[tokio::test]
async fn opendatasoft_with_words_and_a_zone() {
    let own = "portal = \"HOST\"\ndataset = \"lieux\"\nkey = \"idsite\"\nat_field = \"updatedate\"\nat_format = \"%Y-%m-%d %H:%M:%S\"\nat_zone = \"Europe/Paris\"";
    let map = "key = \"12\"\nsite = \"riantec\"\nsees = \"level\"\nfield = \"realtimestatus\"\n\
               values = { GREEN = \"fluid\", ORANGE = \"dense\", RED = \"saturated\", CLOSED = \"unknown\" }\n\
               [[sources.map]]\nkey = \"12\"\nsite = \"riantec\"\nsees = \"state\"\nfield = \"isopen\"\nvalues = { 0 = \"closed\", 1 = \"open\" }";
    let path = "/api/explore/v2.1/catalog/datasets/lieux/records";
    let row =
        |id, status| json!({"idsite": id, "realtimestatus": status, "isopen": 1, "updatedate": "2026-11-21 10:59:00"});
    let (territory, _) = taken(
        "opendatasoft",
        own,
        map,
        path,
        json!({"total_count": 2, "results": [row("12", "RED"), row("13", "PURPLE")]}),
    )
    .await;
    let status = territory.status("x");
    assert_eq!((&status["kept"], &status["rejected"]), (&json!(2), &json!(0)), "{status}");
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["state"], &reading["at"]), (&json!("open"), &json!("2026-11-21T09:59:00Z")));
    assert_eq!(reading["wait_min"], json!(null), "nobody said what red means in minutes");
}

#[tokio::test]
async fn opendatasoft_of_the_first_version() {
    let own = "portal = \"HOST\"\ndataset = \"lieux\"\nat_field = \"date\"\nat_format = \"rfc3339\"";
    let body =
        json!({"nhits": 1, "records": [{"recordid": "r", "fields": {"n": 7, "date": "2026-11-21T10:59:00+01:00"}}]});
    let (territory, server) =
        taken("opendatasoft-v1", own, &format!("{QUEUE}\nfield = \"n\""), "/api/records/1.0/search", body).await;
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 7.0);
    assert!(server.asked()[0].path.contains("dataset=lieux"));
}

#[tokio::test]
async fn a_record_that_is_called_otherwise_with_each_value_is_the_same_sensor() {
    let own = "portal = \"HOST\"\ndataset = \"lieux\"\nat_field = \"date\"\nat_format = \"rfc3339\"";
    let body = |id: &str, n: u32, time: &str| json!({"nhits": 1, "records": [{"recordid": id, "fields": {"n": n, "date": format!("2026-11-21T{time}:00Z")}}]});
    let path = "/api/records/1.0/search";
    let (territory, server) =
        taken("opendatasoft-v1", own, &format!("{QUEUE}\nfield = \"n\""), path, body("r1", 30, "09:30")).await;
    server.put(path, body("r2", 0, "09:59"));
    territory.ask_once().await;
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["wait_min"], &reading["trend"]), (&json!([0.0, 5.0]), &json!("falling")), "{reading}");
    territory.station.flush();
    let mut sensors = std::collections::BTreeSet::new();
    let store = territory.station.history().unwrap();
    store.each_observation_since(now() - Duration::days(1), |seen| _ = sensors.insert(seen.sensor)).unwrap();
    assert_eq!(sensors, ["x/n".into()].into());
}

#[tokio::test]
async fn csv_with_a_comma_for_a_point_and_stamps_at_the_end() {
    let own = "url = \"HOST/courbe.csv\"\nseparator = \";\"\ndecimal_comma = true\nat_field = \"Horodate\"\nat_format = \"rfc3339\"\nat_stamp = \"end\"\nstep_s = 1800";
    let map = "meter = \"kermelo/grid\"\nunit = \"kW\"\nfield = \"Valeur\"";
    let body = "\u{feff}Horodate;Valeur\r\n2026-11-21T10:30:00+01:00;0,62\r\n2026-11-21T11:00:00+01:00;\r\n";
    let (territory, _) = taken("csv", own, map, "/courbe.csv", body).await;
    let expected = [(at("2026-11-21T09:00:00Z"), Some(620.0)), (at("2026-11-21T09:30:00Z"), None)];
    assert_eq!(watts_of(&territory, "grid"), expected);
}

#[tokio::test]
async fn emoncms_is_asked_with_bounds_and_a_zone() {
    let own = "url = \"HOST\"\nbearer = { file = \"secret\" }\nstep_s = 600";
    let body = json!([[1_795_253_400_000_i64, 4210.5], [1_795_254_000_000_i64, null]]);
    let (territory, server) =
        taken("emoncms", own, &format!("key = \"12\"\n{PV}\nfield = \"value\""), "/feed/data.json", body).await;
    assert_eq!(watts(&territory), [(at("2026-11-21T09:30:00Z"), Some(4210.5)), (at("2026-11-21T09:40:00Z"), None)]);
    let path = server.asked()[0].path.clone();
    for part in ["id=12", "interval=600", "timezone=Europe%2FParis", "start=1795244400000", "end=1795255200000"] {
        assert!(path.contains(part), "{part} in {path}");
    }
    assert!(!path.contains("s3cret-of-16-signs"));
}

#[tokio::test]
async fn emoncms_that_refuses_with_a_good_status() {
    let own = "url = \"HOST\"";
    let refused = json!({"success": false, "message": "Feed does not exist"});
    let (territory, _) =
        taken("emoncms", own, &format!("key = \"12\"\n{PV}\nfield = \"value\""), "/feed/data.json", refused).await;
    assert_eq!(territory.error("x"), "emoncms refuses: Feed does not exist");
}

#[tokio::test]
async fn a_feed_that_is_refused_silences_no_other_one() {
    let server = Server::start().await;
    let feed = |id: u32, meter: &str| {
        format!("[[sources.map]]\nkey = \"{id}\"\nmeter = \"kermelo/{meter}\"\nunit = \"W\"\nfield = \"value\"\n")
    };
    let url = server.url("");
    let own = format!("[[sources]]\nid = \"x\"\nkind = \"emoncms\"\nurl = \"{url}\"\nstep_s = 600\n");
    let territory = Territory::of(&[own, feed(12, "pv"), feed(13, "grid")].concat());
    let window =
        "start=1795244400000&end=1795255200000&interval=600&average=1&timeformat=unixms&timezone=Europe%2FParis";
    let path = |id: u32| format!("/feed/data.json?id={id}&{window}");
    server.put(&path(12), json!(false));
    server.put(&path(13), json!([[1_795_253_400_000_i64, 310.0]]));
    territory.ask_once().await;
    assert_eq!(watts_of(&territory, "grid"), [(at("2026-11-21T09:30:00Z"), Some(310.0))]);
    let status = territory.status("x");
    assert_eq!((&status["kept"], &status["rejected"]), (&json!(1), &json!(1)), "{status}");
    assert_eq!(status["last_error"], "12: emoncms refuses: the key may not read this feed", "{status}");
    // Where all are refused, nothing was answered.
    server.put(&path(13), json!(false));
    territory.ask_once().await;
    let status = territory.status("x");
    assert_eq!((&status["ok"], &status["rejected"]), (&json!(false), &json!(1)), "{status}");
}

#[tokio::test]
async fn fronius_by_day_and_by_night() {
    let body = |pv: serde_json::Value| {
        json!({"Body": {"Data": {"Site": {"P_PV": pv, "P_Grid": 1703.74, "P_Load": -2814.74, "E_Day": 1101.7}}},
               "Head": {"Status": {"Code": 0, "Reason": "", "UserMessage": ""}, "Timestamp": "2026-11-21T10:50:43+01:00"}})
    };
    let own = "url = \"HOST/solar_api/v1/GetPowerFlowRealtimeData.fcgi\"";
    let path = "/solar_api/v1/GetPowerFlowRealtimeData.fcgi";
    let sun = &format!("{PV}\nfield = \"P_PV\"\nabsent = \"zero\"");
    let load = &format!("{PV}\nfield = \"P_Load\"\nfactor = -1.0");
    let export = &format!("{PV}\nfield = \"P_Grid\"\nfactor = -1.0\nnegative = \"zero\"");
    for (map, pv, expected) in
        [(sun, json!(1111), 1111.0), (sun, json!(null), 0.0), (load, json!(1111), 2814.74), (export, json!(1111), 0.0)]
    {
        let (territory, _) = taken("fronius", own, map, path, body(pv)).await;
        assert_eq!(watts(&territory), [(at("2026-11-21T09:50:43Z"), Some(expected))]);
    }
    // An answer without the value is another answer, and no night.
    let mut without = body(json!(1));
    without["Body"]["Data"]["Site"] = json!({"E_Day": 1101.7});
    let (territory, _) = taken("fronius", own, sun, path, without).await;
    assert_eq!(watts(&territory), [(at("2026-11-21T09:50:43Z"), None)]);
    let plain = &format!("{PV}\nfield = \"P_Load\"");
    let (territory, _) = taken("fronius", own, plain, path, body(json!(1))).await;
    assert!(territory.error("x").contains("negative power"), "{}", territory.error("x"));
}

#[tokio::test]
async fn senml_of_energy_over_a_step() {
    let own = "url = \"HOST/senml\"\nstep_s = 1800";
    let body =
        json!([{"bn": "urn:dev:prm:x_production", "bt": 1_795_252_800, "bu": "Wh", "v": 310}, {"t": 1800, "v": 0}]);
    let map = "key = \"urn:dev:prm:x_production\"\nmeter = \"kermelo/grid\"\nunit = \"Wh\"\nfield = \"v\"";
    let (territory, _) = taken("senml", own, map, "/senml", body).await;
    assert_eq!(
        watts_of(&territory, "grid"),
        [(at("2026-11-21T09:20:00Z"), Some(620.0)), (at("2026-11-21T09:50:00Z"), Some(0.0))]
    );
}

#[tokio::test]
async fn ngsi_ld_without_a_zone_needs_one_said() {
    let body = json!({"id": "urn:p:1", "type": "OffStreetParking", "occupiedSpotNumber": {"type": "Property", "value": 6},
                      "occupancyModified": {"type": "Property", "value": {"@type": "DateTime", "@value": "2026-11-21T10:59:00"}}});
    let map = format!("key = \"urn:p:1\"\n{QUEUE}\nfield = \"occupiedSpotNumber\"");
    let own = "url = \"HOST/entities\"\nat_field = \"occupancyModified\"\nat_format = \"rfc3339\"";
    let (territory, _) = taken("ngsi-ld", own, &map, "/entities", &body).await;
    assert!(territory.error("x").contains("has no zone"), "{}", territory.error("x"));
    let own = "url = \"HOST/entities\"\nat_field = \"occupancyModified\"\nat_format = \"%Y-%m-%dT%H:%M:%S\"\nat_zone = \"Europe/Paris\"";
    let (territory, _) = taken("ngsi-ld", own, &map, "/entities", &body).await;
    assert_eq!(territory.reading("riantec").unwrap()["at"], "2026-11-21T09:59:00Z");
}

#[tokio::test]
async fn wfs_is_asked_for_json_and_answers_xml_when_it_refuses() {
    let own = "url = \"HOST/wfs?service=WFS&request=GetFeature&typeName=files\"\nat_received = true";
    let map = &format!("{QUEUE}\nfield = \"nb\"");
    let good = json!({"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a", "properties": {"nb": 5}, "geometry": null}]});
    let (territory, server) = taken("wfs", own, map, "/wfs", good).await;
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 5.0);
    assert!(server.asked()[0].path.ends_with("&outputFormat=application%2Fjson"), "{:?}", server.asked());
    let (territory, _) = taken(
        "wfs",
        own,
        map,
        "/wfs",
        "<ows:ExceptionReport><ows:ExceptionText>no such type</ows:ExceptionText></ows:ExceptionReport>",
    )
    .await;
    assert_eq!(territory.error("x"), "XML instead of JSON: no such type");
}

#[tokio::test]
async fn data_fair_and_geojson_are_read() {
    let own = "url = \"HOST/lines\"\nat_received = true";
    let map = &format!("{QUEUE}\nfield = \"nb\"");
    let (territory, _) =
        taken("data-fair", own, map, "/lines", json!({"total": 1, "results": [{"nb": "4", "_geopoint": "47.7,-3.3"}]}))
            .await;
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 4.0);
    let (territory, _) = taken("geojson", own, map, "/lines", json!({"features": [{"properties": {"nb": 3}}]})).await;
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 3.0);
}

const ARCGIS: &str = include_str!("../../data/refusals/arcgis-error-with-200.json");

#[tokio::test]
async fn a_service_that_refuses_with_a_good_status_is_told_in_its_own_words() {
    let far = format!(
        "<?xml version=\"1.0\"?><ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\" {}><ows:Exception \
         exceptionCode=\"InvalidParameterValue\"><ows:ExceptionText>Feature type dechets:Files unknown</ows:ExceptionText>\
         </ows:Exception></ows:ExceptionReport>",
        "xsi:schemaLocation=\"http://www.opengis.net/ows/1.1 https://x.example/ows/1.1.0/owsAll.xsd\" ".repeat(9)
    );
    let json_report =
        json!({"version": "2.0.0", "exceptions": [{"code": "NoApplicableCode", "text": "no such layer"}]});
    let frost = json!({"code": 404, "type": "error", "message": "Nothing found."});
    let overpass = include_str!("../../data/refusals/overpass-timeout.json");
    let arcgis = "the service refuses: Cannot perform query. Invalid query parameters. 'Invalid field: foo' parameter is invalid";
    let cases = [
        ("json", "", ARCGIS.to_owned(), arcgis),
        ("json", "records = \"features\"", ARCGIS.to_owned(), arcgis),
        ("geojson", "", ARCGIS.to_owned(), arcgis),
        ("wfs", "", far.clone(), "XML instead of JSON: Feature type dechets:Files unknown"),
        ("wfs", "", json_report.to_string(), "the service refuses: no such layer"),
        ("sensorthings", "", frost.to_string(), "the service refuses: Nothing found."),
        (
            "json",
            "records = \"elements\"",
            overpass.to_owned(),
            "the service refuses: runtime error: Query timed out in \"query\" at line 3 after 26 seconds.",
        ),
        ("data-fair", "", "Jeu de données inconnu".to_owned(), "no JSON"),
    ];
    for (kind, own, body, expected) in cases {
        let own = format!("url = \"HOST/x\"\nat_received = true\n{own}");
        let (territory, _) = taken(kind, &own, &format!("{QUEUE}\nfield = \"nb\""), "/x", body).await;
        let status = territory.status("x");
        assert_eq!(status["ok"], false, "{status}");
        assert!(territory.error("x").starts_with(expected), "{kind}: {}", territory.error("x"));
    }
    // A record that has what is asked for is data, whatever else it says.
    let own = "url = \"HOST/x\"\nat_received = true";
    let body = json!({"nb": 4, "error": "battery low"});
    let (territory, _) = taken("json", own, &format!("{QUEUE}\nfield = \"nb\""), "/x", body).await;
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 4.0);
}

#[tokio::test]
async fn a_status_of_an_error_comes_with_the_services_own_reason_and_without_our_secrets() {
    let server = Server::start().await;
    let long = "x".repeat(200_000);
    server.refuse("/ods", "400 Bad Request", json!({"error_code": "ODSQLError", "message": "Unknown field: nb"}));
    server.refuse("/plain", "401 Unauthorized", "Invalid API key");
    server.refuse("/orion", "404 Not Found", json!({"type": "x", "title": "Entity Not Found", "detail": "urn:x"}));
    server.refuse("/long", "500 Internal Server Error", &long);
    server.refuse(
        "/echo",
        "403 Forbidden",
        "no access with Bearer s3cret-of-the-camera to /echo?apikey=0123456789abcdef\u{1b}[2J",
    );
    let source = |path: &str| {
        let url = server.url(&format!("/{path}?apikey=0123456789abcdef"));
        format!(
            "[[sources]]\nid = \"{path}\"\nkind = \"json\"\nurl = \"{url}\"\nbearer = {{ file = \"key\" }}\nat_received = true\n\
             [[sources.map]]\n{QUEUE}\nfield = \"nb\"\n"
        )
    };
    let territory = Territory::of(&["ods", "plain", "orion", "long", "echo"].map(source).concat());
    std::fs::write(territory.folder.path().join("key"), "s3cret-of-the-camera").unwrap();
    territory.ask_once().await;
    for (id, expected) in [
        ("ods", "it does not understand the question (HTTP 400): ODSQLError: Unknown field: nb"),
        ("plain", "it refuses: the key is missing, wrong or may not see this (HTTP 401): Invalid API key"),
        ("orion", "there is nothing at this address (HTTP 404): Entity Not Found: urn:x"),
        (
            "echo",
            "it refuses: the key is missing, wrong or may not see this (HTTP 403): no access with Bearer … to /echo?apikey=… [2J",
        ),
    ] {
        assert_eq!(territory.error(id), expected);
    }
    assert!(territory.error("long").chars().count() < 400, "{}", territory.error("long").len());
}
