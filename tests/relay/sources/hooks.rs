//! Messages that others send.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::territory::Territory;

const HOOK: &str = "[[sources]]\nid = \"ttn\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"ttn\"\n\
    [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\nf_port = 1\nabsent = \"zero\"\n";

fn uplink(frame: u32, at: &str, payload: Value) -> String {
    json!({"end_device_ids": {"device_id": "loop"}, "received_at": at,
           "uplink_message": {"f_port": 1, "f_cnt": frame, "frm_payload": "AQ==", "decoded_payload": payload}})
    .to_string()
}

async fn post(router: &Router, name: &str, secret: &str, body: String) -> (StatusCode, String) {
    let request =
        Request::post(format!("/hooks/{name}")).header("authorization", secret).body(Body::from(body)).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn an_uplink_that_is_sent_here_counts_once() {
    let territory = Territory::of(HOOK);
    let (_running, router) = territory.start();
    let send =
        |frame, at: &str, n| post(&router, "ttn", "Bearer s3cret-of-16-signs", uplink(frame, at, json!({"count": n})));
    assert_eq!(send(1, "2026-11-21T09:59:00Z", 15).await.0, StatusCode::OK);
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 15.0);
    let (status, body) = send(1, "2026-11-21T09:59:00Z", 15).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(body.contains("this message came before"), "{body}");
    let (status, body) = send(2, "2026-11-21T08:00:00Z", 3).await;
    assert!(status == StatusCode::CONFLICT && body.contains("older than an hour"), "{body}");
    assert_eq!(send(2, "2026-11-21T10:05:00Z", 3).await.0, StatusCode::CONFLICT, "from the future");
    assert_eq!(territory.status("ttn")["kept"], 1);
    assert_eq!(territory.status("ttn")["rejected"], 3);
}

#[tokio::test]
async fn a_count_of_zero_that_was_left_out_is_zero() {
    let territory = Territory::of(HOOK);
    let (_running, router) = territory.start();
    let sent = post(&router, "ttn", "s3cret-of-16-signs", uplink(0, "2026-11-21T09:59:00Z", json!({}))).await;
    assert_eq!(sent.0, StatusCode::OK);
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["vehicles"], &reading["wait_min"]), (&json!(0.0), &json!([0.0, 5.0])));
}

#[tokio::test]
async fn nobody_without_the_secret_is_heard() {
    let territory = Territory::of(HOOK);
    let (_running, router) = territory.start();
    let good = || uplink(1, "2026-11-21T09:59:00Z", json!({"count": 1}));
    for (name, secret) in [
        ("ttn", "Bearer s3cret-of-16-sign"),
        ("ttn", ""),
        ("ttn", "Bearer s3cret-of-16-signs2"),
        ("other", "Bearer s3cret-of-16-signs"),
    ] {
        let (status, body) = post(&router, name, secret, good()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(body.contains("no such hook, or another secret"), "{body}");
    }
    assert_eq!(territory.status("ttn")["kept"], 0);
}

#[tokio::test]
async fn bodies_and_rates_are_bounded() {
    let territory = Territory::of(HOOK);
    let (_running, router) = territory.start();
    let long = post(&router, "ttn", "s3cret-of-16-signs", " ".repeat(70_000)).await;
    assert_eq!(long.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(post(&router, "ttn", "s3cret-of-16-signs", "{}".to_owned()).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let mut last = StatusCode::OK;
    for _ in 0..1100 {
        last = post(&router, "ttn", "s3cret-of-16-signs", "{}".to_owned()).await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "the clock stands still");
}

#[tokio::test]
async fn somebody_at_the_gate_is_heard_and_may_say_the_same_again() {
    let hook = "[[sources]]\nid = \"guichet\"\nkind = \"webhook\"\npayload = \"json\"\nkey = \"site\"\nsecret = { file = \"secret\" }\n\
        at_received = true\n[[sources.map]]\nkey = \"queven\"\nsite = \"queven\"\nsees = \"wait\"\nfield = \"wait\"\n\
        [[sources.map]]\nkey = \"queven\"\nsite = \"queven\"\nsees = \"state\"\nfield = \"state\"\n";
    let territory = Territory::of(hook);
    let (_running, router) = territory.start();
    let say = |words: Value| post(&router, "guichet", "s3cret-of-16-signs", words.to_string());
    assert_eq!(say(json!({"site": "queven", "wait": "10-20"})).await.0, StatusCode::OK);
    let reading = territory.reading("queven").unwrap();
    assert_eq!((&reading["wait_min"], &reading["state"]), (&json!([10.0, 20.0]), &json!(null)), "{reading}");
    let (status, said) = say(json!({"site": "queven", "wait": "soon"})).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && said.contains("\\\"soon\\\" is no wait"), "{said}");
    assert!(territory.error("guichet").contains("\"soon\" is no wait"), "{}", territory.error("guichet"));
    assert_eq!(say(json!({"site": "queven", "state": "closed"})).await.0, StatusCode::OK);
    let reading = territory.reading("queven").unwrap();
    assert_eq!((&reading["wait_min"], &reading["state"]), (&json!(null), &json!("closed")), "{reading}");
}

#[tokio::test]
async fn a_gate_that_is_said_to_be_open_makes_no_old_wait_live() {
    let button = "[[sources]]\nid = \"button\"\nkind = \"webhook\"\npayload = \"json\"\nsecret = { file = \"secret\" }\n\
        at_received = true\n[[sources.map]]\nsite = \"riantec\"\nsees = \"state\"\nfield = \"state\"\n\
        [[sources.map]]\nsite = \"groix\"\nsees = \"state\"\nfield = \"state\"\n";
    let of_groix = "[[sources.map]]\nkey = \"loop\"\nsite = \"groix\"\nsees = \"queue\"\nfield = \"count\"\n";
    let territory = Territory::of(&[HOOK, of_groix, button].concat());
    let (_running, router) = territory.start();
    post(&router, "ttn", "s3cret-of-16-signs", uplink(1, "2026-11-21T09:16:00Z", json!({"count": 15}))).await;
    let old = json!("2026-11-21T09:16:00Z");
    assert_eq!(territory.reading("groix").unwrap()["at"], old);
    post(&router, "button", "s3cret-of-16-signs", json!({"state": "open"}).to_string()).await;
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["at"], &reading["state"]), (&old, &json!("open")), "{reading}");
    assert!(reading["wait_min"].is_array(), "shown with its age: {reading}");
    let reading = territory.reading("groix").unwrap();
    assert_eq!((&reading["at"], &reading["state"]), (&json!("2026-11-21T10:00:00Z"), &json!("open")), "{reading}");
    assert_eq!(reading["wait_min"], json!(null), "the gate alone says that it is open: {reading}");
    territory.station.flush();
    let (told, ..) = territory.station.told(territory.clock.now() + chrono::Duration::minutes(5), 1).unwrap();
    assert_eq!(told, [], "an old wait does not become usual");
    post(&router, "button", "s3cret-of-16-signs", json!({"state": "closed"}).to_string()).await;
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["at"], &reading["wait_min"]), (&json!("2026-11-21T10:00:00Z"), &json!(null)), "{reading}");
}

#[tokio::test]
async fn two_lanes_before_one_gate_add_up_and_an_unknown_one_makes_the_sum_unknown() {
    let lane = |field: &str, sees: &str, lane: &str| {
        format!(
            "[[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"{sees}\"\nfield = \"{field}\"\nlane = \"{lane}\"\n"
        )
    };
    let head = HOOK.split("[[sources.map]]").next().unwrap();
    let hook = [
        head,
        &lane("q1", "queue", "left"),
        &lane("q2", "queue", "right"),
        &lane("e1", "entries_total", "left"),
        &lane("e2", "entries_total", "right"),
    ]
    .concat();
    let territory = Territory::of(&hook);
    let (_running, router) = territory.start();
    let send = |frame, at: &str, payload| post(&router, "ttn", "Bearer s3cret-of-16-signs", uplink(frame, at, payload));
    let first = send(1, "2026-11-21T09:57:00Z", json!({"q1": 9, "e1": 100, "e2": 70})).await;
    assert_eq!(first.0, StatusCode::OK);
    assert_eq!(territory.reading("riantec"), None, "the right lane is not known, and no empty one");
    send(2, "2026-11-21T09:59:00Z", json!({"q1": 9, "q2": 7, "e1": 101, "e2": 71})).await;
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["vehicles"], &reading["wait_min"]), (&json!(16.0), &json!([10.0, 30.0])), "{reading}");
    assert_eq!((&territory.status("ttn")["kept"], &territory.status("ttn")["rejected"]), (&json!(7), &json!(0)));
}

/// A message of the shared cases, received at the tests' instant.
fn case(text: &str) -> String {
    text.replace("@NOW@", "2026-11-21T09:59:00Z")
}
const COUNT: &str = include_str!("../../data/uplinks/uplink-with-count.json");
const STATUS: &str = include_str!("../../data/uplinks/uplink-status.json");
const CHIRPSTACK_3: &str = include_str!("../../data/uplinks/chirpstack-v3.json");

fn cases(map: &str) -> Territory {
    Territory::of(&HOOK.split("[[sources.map]]").next().map(|head| format!("{head}{map}")).unwrap())
}

#[tokio::test]
async fn the_state_of_a_battery_says_nothing_of_the_queue() {
    for kind in ["f_port = 2", "f_port = [2, 3]", "requires = [\"speed\"]"] {
        let map = "[[sources.map]]\nkey = \"loop-riantec\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"vehicles\"\nabsent = \"zero\"\n";
        let territory = cases(&format!("{map}{kind}\n"));
        let (_running, router) = territory.start();
        let counted = case(COUNT).replace("\"vehicles\": 12", "\"vehicles\": 12, \"speed\": 3");
        assert_eq!(post(&router, "ttn", "s3cret-of-16-signs", counted).await.0, StatusCode::OK);
        assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 12.0);
        let (status, said) = post(&router, "ttn", "s3cret-of-16-signs", case(STATUS)).await;
        assert!(status == StatusCode::OK && said.contains("\"result\":\"ignored\""), "{said}");
        let why = if kind.contains("port") { "it came on port 5, and f_port is 2" } else { "it has no \\\"speed\\\"" };
        assert!(said.contains(why), "{said}");
        let reading = territory.reading("riantec").unwrap();
        assert_eq!(reading["vehicles"], 12.0, "{reading}");
        let status = territory.status("ttn");
        assert_eq!((&status["kept"], &status["rejected"]), (&json!(1), &json!(0)), "{status}");
        // Without a formatter for that port nothing of it is decoded, which is no fault either.
        let undecoded = uplink(43, "2026-11-21T09:59:30Z", json!(null)).replace("\"loop\"", "\"loop-riantec\"");
        if kind.contains("port") {
            assert_eq!(
                post(&router, "ttn", "s3cret-of-16-signs", undecoded.replace("\"f_port\":1", "\"f_port\":5")).await.0,
                StatusCode::OK
            );
        }
        assert_eq!(territory.status("ttn")["rejected"], 0);
    }
}

#[tokio::test]
async fn the_state_of_a_battery_starts_no_counter_again() {
    let map = "[[sources.map]]\nkey = \"loop-riantec\"\nsite = \"riantec\"\nsees = \"entries_total\"\nfield = \"vehicles\"\nf_port = 2\nabsent = \"zero\"\n\
        [[sources.map]]\nkey = \"loop-riantec\"\nmeter = \"kermelo/grid\"\ncounter = \"Wh\"\nfield = \"index\"\nf_port = 2\nabsent = \"zero\"\n";
    let territory = cases(map);
    let (_running, router) = territory.start();
    let counted = case(COUNT).replace("\"vehicles\": 12", "\"vehicles\": 12, \"index\": 800");
    let (_, said) = post(&router, "ttn", "s3cret-of-16-signs", counted).await;
    assert!(said.contains("\"values\":2"), "{said}");
    let (_, said) = post(&router, "ttn", "s3cret-of-16-signs", case(STATUS)).await;
    assert!(said.contains("\"ignored\":1") && said.contains("\"values\":0"), "{said}");
    assert_eq!(territory.status("ttn")["kept"], 2);
}

#[tokio::test]
async fn an_uplink_of_chirpstack_3_counts() {
    let hook = "[[sources]]\nid = \"chirp\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"chirpstack\"\n\
        [[sources.map]]\nkey = \"a84041ffff000001\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"vehicles\"\n";
    let territory = Territory::of(hook);
    let (_running, router) = territory.start();
    let (status, said) = post(&router, "chirp", "s3cret-of-16-signs", case(CHIRPSTACK_3)).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 7.0);
}

#[tokio::test]
async fn a_hook_says_what_became_of_each_message() {
    let territory = Territory::of(HOOK);
    let (_running, router) = territory.start();
    let message = |frame, at: &str, payload: Value| serde_json::from_str::<Value>(&uplink(frame, at, payload)).unwrap();
    let mut foreign = message(1, "2026-11-21T09:59:00Z", json!({"count": 4}));
    foreign["end_device_ids"]["device_id"] = json!("other");
    let join = json!({"end_device_ids": {"device_id": "loop"}, "join_accept": {}});
    let batch = json!([
        message(1, "2026-11-21T09:58:00Z", json!({"count": 15})),
        message(2, "2026-11-21T09:59:00Z", json!({"count": -3})),
        foreign,
        join,
        {"hello": 1},
        message(1, "2026-11-21T09:58:00Z", json!({"count": 15})),
        message(3, "yesterday", json!({"count": 2})),
    ]);
    let (status, said) = post(&router, "ttn", "s3cret-of-16-signs", batch.to_string()).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["kept"], &said["ignored"], &said["rejected"]), (&json!(1), &json!(2), &json!(4)), "{said}");
    let expected = [
        ("loop", "kept", ""),
        ("loop", "rejected", "-3 is no number of vehicles"),
        ("other", "ignored", "no map asks for this key"),
        ("loop", "ignored", "a join_accept of The Things Stack"),
        ("", "rejected", "no message of The Things Stack"),
        ("loop", "rejected", "this message came before"),
        ("loop", "rejected", "is not written as RFC 3339"),
    ];
    for (record, (key, result, reason)) in said["records"].as_array().unwrap().iter().zip(expected) {
        assert_eq!((record["key"].as_str().unwrap_or_default(), &record["result"]), (key, &json!(result)), "{record}");
        assert!(record["reasons"].to_string().contains(reason), "{record}");
    }
    assert_eq!(said["records"].as_array().unwrap().len(), expected.len());
    // A line each, as exports have them; and a single message has the same answer.
    let lines = format!(
        "{}\n{}\n",
        message(4, "2026-11-21T09:59:10Z", json!({"count": 14})),
        message(5, "2026-11-21T09:59:20Z", json!({"count": 13}))
    );
    let (_, said) = post(&router, "ttn", "s3cret-of-16-signs", lines).await;
    assert!(said.contains("\"kept\":2"), "{said}");
    let (status, said) =
        post(&router, "ttn", "s3cret-of-16-signs", uplink(6, "2026-11-21T09:59:30Z", json!({"count": "many"}))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["status"], &said["records"][0]["result"]), (&json!(422), &json!("rejected")), "{said}");
    assert!(said["detail"].as_str().unwrap().contains("\"many\" is no number"), "{said}");
    assert_eq!(post(&router, "ttn", "s3cret-of-16-signs", "[]".to_owned()).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}
