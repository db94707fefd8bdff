//! Asking a server that misbehaves.

use serde_json::json;

use super::{server::Server, territory::Territory};

fn source(id: &str, url: &str, more: &str) -> String {
    format!(
        "[[sources]]\nid = \"{id}\"\nkind = \"json\"\nurl = \"{url}\"\nat_field = \"t\"\nat_format = \"rfc3339\"\ntimeout_s = 1\n\
         every_s = 5\nmost_bytes = 100000\n{more}\n\
         [[sources.map]]\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\n"
    )
}

#[tokio::test]
async fn every_fault_ends_in_a_sentence_and_stops_nobody_else() {
    let server = Server::start().await;
    server.put("/good", json!([{"t": "2026-11-21T09:59:00Z", "n": 15}]));
    let faults = [
        ("silent", "no answer within 1 s"),
        ("drip", "no answer within 1 s"),
        ("endless", "the answer is longer than 100000 bytes"),
        ("cut", "the connection broke while the answer came"),
        ("closed", "the connection broke while the answer came"),
        ("garbage", "the connection broke while the answer came"),
        ("html", "a web page instead of data"),
        ("busy", "it was asked too often (HTTP 429)"),
        ("key", "it refuses: the key is missing, wrong or may not see this (HTTP 401): Invalid API key"),
        ("trouble", "it has trouble of its own (HTTP 503)"),
        ("missing", "there is nothing at this address (HTTP 404)"),
        ("circle", "more than 5 redirections"),
        ("inside", "10.0.0.1 lies in a private network"),
        ("named-inside", "localhost lies in a private network"),
        ("file", "redirected to where it may not go: file://"),
        ("nowhere", "redirected to where it may not go: it does not say where"),
    ];
    let mut sources: String = faults.iter().map(|(id, _)| source(id, &server.url(&format!("/{id}")), "")).collect();
    sources += &source("good", &server.url("/good"), "");
    sources += &source("dead", "http://127.0.0.1:1/", "");
    sources += &source("private", "http://192.168.77.1/", "");
    let territory = Territory::of(&sources);
    territory.ask_once().await;
    for (id, words) in faults {
        let status = territory.status(id);
        assert_eq!(status["ok"], false, "{status}");
        assert!(territory.error(id).contains(words), "{id}: {}", territory.error(id));
    }
    assert!(territory.error("dead").starts_with("no connection: "), "{}", territory.error("dead"));
    assert_eq!(territory.error("private"), "192.168.77.1 lies in a private network; allow_private must name it");
    let good = territory.status("good");
    assert_eq!((&good["ok"], &good["kept"], &good["last_error"]), (&json!(true), &json!(1), &json!(null)), "{good}");
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["wait_min"], &reading["vehicles"]), (&json!([10.0, 20.0]), &json!(15.0)), "{reading}");
    assert_eq!(reading["at"], "2026-11-21T09:59:00Z");
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again_and_redirections_are_followed() {
    let server = Server::start().await;
    server.put("/there", json!([{"t": "2026-11-21T09:59:00Z", "n": 4}]));
    let territory = Territory::of(&source("moved", &server.url("/moved"), ""));
    let (running, _) = territory.start();
    assert_eq!(running.count(), 2, "the source and the writing of the history");
    territory.until("a second turn", |_| server.asked().len() >= 4).await;
    let second = server.asked().pop().unwrap();
    assert!(second.path == "/there" && second.head.contains("if-none-match: "), "{second:?}");
    assert_eq!(territory.status("moved")["kept"], 1);
    assert_eq!(territory.status("moved")["ok"], true);
}

#[tokio::test]
async fn a_key_is_sent_to_its_own_host_only_and_never_in_an_address() {
    let (server, other) = (Server::start().await, Server::start().await);
    other.put("/there", json!([]));
    server.put("/here", json!([]));
    let territory = Territory::of(&source("keyed", &server.url("/here"), "bearer = { file = \"secret\" }"));
    territory.ask_once().await;
    let asked = server.asked().remove(0);
    assert!(
        asked.head.contains("authorization: bearer s3cret-of-16-signs") && !asked.path.contains("s3cret-of-16-signs"),
        "{asked:?}"
    );
    assert!(!format!("{:?}", territory.config).contains("s3cret-of-16-signs"));
}

#[tokio::test]
async fn pages_are_followed_up_to_a_bound_and_stay_at_their_host() {
    let server = Server::start().await;
    let page = |n: u32, next: &str| {
        let at = format!("2026-11-21T09:5{n}:00Z");
        json!({"value": [{"phenomenonTime": at, "result": n.to_string(), "resultTime": null}], "@iot.nextLink": next})
    };
    for n in 0..9 {
        server.put(&format!("/things?page={n}"), page(n, &server.url(&format!("/things?page={}", n + 1))));
    }
    server.put("/elsewhere", page(1, "http://127.0.0.2/x"));
    let things = |id: &str, path: &str, pages: u32| {
        format!(
            "[[sources]]\nid = \"{id}\"\nkind = \"sensorthings\"\nurl = \"{}\"\nmost_pages = {pages}\n\
             [[sources.map]]\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"result\"\n",
            server.url(path)
        )
    };
    let territory = Territory::of(
        &[things("things", "/things?page=0", 3), things("elsewhere", "/elsewhere", 3), things("one", "/elsewhere", 1)]
            .concat(),
    );
    territory.ask_once().await;
    let paths = server.asked().into_iter().map(|asked| asked.path).filter(|path| path.starts_with("/things"));
    assert_eq!(paths.collect::<Vec<_>>(), ["/things?page=0", "/things?page=1", "/things?page=2"]);
    assert_eq!(territory.status("things")["kept"], 3);
    assert_eq!(territory.status("one")["kept"], 1, "a link that nobody follows may lead anywhere");
    assert!(territory.error("elsewhere").contains("the next page at 127.0.0.2"), "{}", territory.error("elsewhere"));
}

#[tokio::test]
async fn bad_records_are_counted_and_named_beside_the_good_ones() {
    let server = Server::start().await;
    server.put(
        "/mixed",
        json!([{"t": "2026-11-21T09:58:00Z", "n": 3}, {"t": "2026-11-21 09:59:00", "n": 4},
               {"t": "2026-11-21T09:59:00Z", "n": -4}, {"n": 1}, "text", {"t": "2026-11-21T09:59:30Z", "n": null}]),
    );
    let territory = Territory::of(&source("mixed", &server.url("/mixed"), ""));
    territory.ask_once().await;
    let status = territory.status("mixed");
    assert_eq!((&status["ok"], &status["kept"], &status["rejected"]), (&json!(true), &json!(1), &json!(4)), "{status}");
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 3.0);
}

#[tokio::test]
async fn a_server_that_asks_for_a_pause_gets_it() {
    let server = Server::start().await;
    server.put("/good", json!([]));
    // The first pause after a failure would be five seconds; this one asks for eight.
    let sources = source("pause", &server.url("/pause"), "") + &source("good", &server.url("/good"), "");
    let territory = Territory::of(&sources);
    let (_running, _) = territory.start();
    let times =
        |path: &str| server.asked().iter().filter(|asked| asked.path == path).map(|asked| asked.at).collect::<Vec<_>>();
    territory.until("a second question", |_| times("/pause").len() >= 2).await;
    let pause = times("/pause")[1] - times("/pause")[0];
    assert!(pause.as_secs_f64() >= 8.0, "{pause:?}");
    assert!(times("/good").len() >= 2, "others go on meanwhile");
    assert!(territory.error("pause").contains("HTTP 429"), "{}", territory.error("pause"));
}

#[tokio::test]
async fn what_was_seen_survives_a_restart() {
    let server = Server::start().await;
    server.put("/good", json!([{"t": "2026-11-21T09:59:00Z", "n": 15}]));
    let territory = Territory::of(&source("good", &server.url("/good"), ""));
    territory.ask_once().await;
    let before = territory.reading("riantec").unwrap();
    territory.station.flush();
    let Territory { folder, config, station, clock } = territory;
    drop(station);
    let station = std::sync::Arc::new(bon_moment::relay::station::Station::open(&config, clock.now()).unwrap());
    let again = Territory { folder, config, station, clock };
    assert_eq!(again.reading("riantec").unwrap(), before);
}
