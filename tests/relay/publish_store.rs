//! What `publish` puts into an object store, and what a reader of that store is given.

use std::{
    env, fs,
    io::Read,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use bon_moment::relay::{
    Base, Documents,
    assets::App,
    publish::{Bucket, Edition, PublishError, Report},
};
use object_store::{Attribute, GetResult, ObjectStore, ObjectStoreExt, memory::InMemory, path::Path as Key};
use serde_json::json;
use tempfile::TempDir;

const MORNING: &str = "2026-11-21T09:00:00Z";
const NOON: &str = "2026-11-21T11:00:00Z";
const NEXT_EVENING: &str = "2026-11-22T19:00:00Z";
const MINUTE: Duration = Duration::from_mins(1);

fn documents(stamp: &str, wait: u32, sites: &[&str]) -> Documents {
    let mut documents = Documents::default();
    documents.insert("territory.json", &json!({"version": 1, "id": "lorient"}));
    let list: Vec<_> = sites.iter().map(|id| json!({"id": id, "lat": 47.7, "lon": -3.3})).collect();
    documents.insert("sites.json", &json!({"version": 1, "sites": list}));
    let note = "Benne gravats pleine. ".repeat(20);
    documents.insert("live.json", &json!({"version": 1, "generated_at": stamp, "wait": wait, "note": note}));
    documents
}

/// An app whose script has the given hash in its name.
fn app(hash: &str) -> (App, TempDir) {
    let dist = tempfile::tempdir().unwrap();
    fs::write(dist.path().join("index.html"), "<!doctype html><meta charset=utf-8><base href=/><p>Où aller ?").unwrap();
    fs::write(dist.path().join(format!("app-{hash}.js")), "let x = 1;\n".repeat(50)).unwrap();
    (App::load(dist.path()).unwrap(), dist)
}

const FIRST: &str = "945ed949ca7d17b2";
const SECOND: &str = "145ed949ca7d17b3";

async fn publish(bucket: &Bucket, app: &App, documents: &Documents, now: &str) -> Result<Report, PublishError> {
    let base = Base::root();
    let edition = Edition { documents, app: Some(app), base: &base, public_url: None, now: now.parse().unwrap() };
    bucket.publish(&edition, MINUTE).await
}

fn memory() -> (Arc<dyn ObjectStore>, Bucket) {
    let store: Arc<dyn ObjectStore> = Arc::new(InMemory::new());
    (Arc::clone(&store), Bucket::of(store, "site"))
}

async fn object(store: &Arc<dyn ObjectStore>, key: &str) -> GetResult {
    store.get(&Key::from(format!("site/{key}"))).await.unwrap_or_else(|error| panic!("{key}: {error}"))
}

async fn has(store: &Arc<dyn ObjectStore>, key: &str) -> bool {
    store.head(&Key::from(format!("site/{key}"))).await.is_ok()
}

fn attribute(object: &GetResult, name: &Attribute) -> Option<String> {
    object.attributes.get(name).map(|value| value.as_ref().to_owned())
}

fn gunzip(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn objects_say_what_they_are_how_they_are_packed_and_how_long_they_keep() {
    let (store, bucket) = memory();
    let (app, _dist) = app(FIRST);
    publish(&bucket, &app, &documents(MORNING, 5, &["riantec"]), MORNING).await.unwrap();
    for (key, kind, encoding, cache) in [
        ("api/v1/live.json", "application/json", Some("gzip"), "public, max-age=30, stale-while-revalidate=30"),
        ("api/v1/live.json.br", "application/json", Some("br"), "public, max-age=30, stale-while-revalidate=30"),
        ("api/v1/territory.json", "application/json", None, "public, max-age=300, stale-while-revalidate=600"),
        (
            "app-945ed949ca7d17b2.js",
            "text/javascript; charset=utf-8",
            Some("gzip"),
            "public, max-age=31536000, immutable",
        ),
        ("index.html", "text/html; charset=utf-8", Some("gzip"), "no-cache"),
        ("dechetteries/lorient/riantec/index.html", "text/html; charset=utf-8", Some("gzip"), "no-cache"),
        ("dechetteries/lorient/riantec", "text/html; charset=utf-8", Some("gzip"), "no-cache"),
    ] {
        let object = object(&store, key).await;
        assert_eq!(attribute(&object, &Attribute::ContentType).as_deref(), Some(kind), "{key}");
        assert_eq!(attribute(&object, &Attribute::ContentEncoding).as_deref(), encoding, "{key}");
        assert_eq!(attribute(&object, &Attribute::CacheControl).as_deref(), Some(cache), "{key}");
    }
    let live = object(&store, "api/v1/live.json").await.bytes().await.unwrap();
    assert!(gunzip(&live).contains("Benne gravats pleine"));
    let list = object(&store, ".bon-moment.json").await;
    assert_eq!(attribute(&list, &Attribute::ContentEncoding).as_deref(), Some("gzip"));
    assert!(gunzip(&list.bytes().await.unwrap()).contains("api/v1/live.json.br"));
}

#[tokio::test]
async fn only_what_changed_is_put_again() {
    let (_, bucket) = memory();
    let (app, _dist) = app(FIRST);
    let first = publish(&bucket, &app, &documents(MORNING, 5, &["riantec"]), MORNING).await.unwrap();
    assert_eq!((first.changed, first.removed), (first.files, 0));
    let quiet = publish(&bucket, &app, &documents(NOON, 5, &["riantec"]), MORNING).await.unwrap();
    assert_eq!((quiet.changed, quiet.removed), (0, 0), "only the stamp of live.json moved");
    let busy = publish(&bucket, &app, &documents(NOON, 6, &["riantec"]), MORNING).await.unwrap();
    assert_eq!(busy.changed, 2, "live.json and its other form");
}

#[tokio::test]
async fn what_is_gone_is_removed_other_people_s_objects_and_the_last_release_stay() {
    let (store, bucket) = memory();
    let (first, _dist) = app(FIRST);
    let (second, _dist2) = app(SECOND);
    publish(&bucket, &first, &documents(MORNING, 5, &["riantec", "bubry"]), MORNING).await.unwrap();
    store.put(&Key::from("site/photo.jpg"), "theirs".into()).await.unwrap();
    publish(&bucket, &second, &documents(NOON, 5, &["riantec"]), NOON).await.unwrap();
    assert!(
        !has(&store, "dechetteries/lorient/bubry").await && !has(&store, "dechetteries/lorient/bubry/index.html").await
    );
    assert!(has(&store, "dechetteries/lorient/riantec").await && has(&store, "photo.jpg").await);
    assert!(has(&store, &format!("app-{FIRST}.js")).await, "somebody's page may still ask for it");
    publish(&bucket, &second, &documents(NOON, 5, &["riantec"]), NEXT_EVENING).await.unwrap();
    assert!(!has(&store, &format!("app-{FIRST}.js")).await && has(&store, &format!("app-{SECOND}.js")).await);
    assert!(has(&store, "photo.jpg").await);
}

#[tokio::test]
async fn a_list_that_is_none_is_said_and_nothing_is_touched() {
    let (store, bucket) = memory();
    let (app, _dist) = app(FIRST);
    store.put(&Key::from("site/.bon-moment.json"), "[".into()).await.unwrap();
    let error = publish(&bucket, &app, &documents(MORNING, 5, &[]), MORNING).await.unwrap_err().to_string();
    assert!(error.contains(".bon-moment.json") && error.contains("line 1"), "{error}");
    assert!(!has(&store, "index.html").await);
}

#[test]
fn an_address_of_no_store_is_refused() {
    for address in ["ftp://territory/site", "s3:///site"] {
        assert!(Bucket::open(&address.parse().unwrap()).is_err(), "{address}");
    }
}

#[test]
fn of_a_store_s_answer_the_code_alone_is_told() {
    let told = |answer: &str| {
        let reason = object_store::Error::Generic { store: "S3", source: answer.into() };
        PublishError::Store { place: "s3://territory/site: index.html".to_owned(), reason }.to_string()
    };
    let answer = "403 Forbidden: <?xml version=\"1.0\"?>\n<Error><Code>SignatureDoesNotMatch</Code>\
        <Message>x</Message><AWSAccessKeyId>AKIA</AWSAccessKeyId></Error>";
    for (answer, said) in [
        (answer, "403 Forbidden: SignatureDoesNotMatch"),
        ("no answer", "no answer"),
        ("400 Bad Request: \n<html>", "400 Bad Request"),
    ] {
        assert_eq!(told(answer), format!("s3://territory/site: index.html: Generic S3 error: {said}"));
    }
}

/// A server that speaks as S3 does.
struct S3(Child, u16);

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl S3 {
    async fn start() -> Self {
        let tools = env::var_os("BON_MOMENT_TOOLS")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools"), PathBuf::from);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(tools.join("moto/bin/moto_server"));
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let server = Self(command.spawn().expect("moto is missing: packaging/setup.sh test installs it"), port);
        let begun = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(begun.elapsed() < Duration::from_mins(1), "the store does not answer");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        server
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/territory/{path}", self.1)
    }

    fn relay(&self, dist: &Path, more: &[&str]) -> std::process::Output {
        let mut relay = Command::new(env!("CARGO_BIN_EXE_relay"));
        relay.args([
            "publish",
            "--demo",
            "--now",
            "2026-11-21T10:05:00+01:00",
            "--out",
            "s3://territory/site",
            "--dist",
        ]);
        relay.arg(dist).args(more).env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", self.1)).envs([
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "not-to-be-logged"),
            ("AWS_REGION", "eu-west-3"),
            ("AWS_ALLOW_HTTP", "true"),
            // Of somebody else's program.
            ("TIMEOUT", "soon"),
        ]);
        relay.output().unwrap()
    }
}

#[tokio::test]
async fn a_browser_is_served_by_the_store_alone() {
    let s3 = S3::start().await;
    let (_, dist) = app(FIRST);
    let refused = s3.relay(dist.path(), &[]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "there is no such bucket yet: {said}");
    assert!(said.contains("s3://territory/site") && !said.contains("not-to-be-logged"), "{said}");
    assert!(said.trim_end().ends_with(": NoSuchBucket"), "{said}");

    let client = reqwest_client();
    assert!(client.put(s3.url("")).send().await.unwrap().status().is_success());
    let everybody = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::territory/*"},
    ]});
    assert!(client.put(s3.url("?policy")).body(everybody.to_string()).send().await.unwrap().status().is_success());
    let done = s3.relay(dist.path(), &[]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(said.contains(" 0 removed") && !said.contains("not-to-be-logged"), "{said}");

    let live = client.get(s3.url("site/api/v1/live.json")).send().await.unwrap();
    let header = |name: &str| live.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("content-type").as_deref(), Some("application/json"));
    assert_eq!(header("content-encoding").as_deref(), Some("gzip"));
    assert_eq!(header("cache-control").as_deref(), Some("public, max-age=30, stale-while-revalidate=30"));
    let live: serde_json::Value = serde_json::from_str(&gunzip(&live.bytes().await.unwrap())).unwrap();
    assert!(!live["sites"].as_array().unwrap().is_empty());
    for address in ["site/dechetteries/lorient/riantec", "site/sobre/", "site/carte"] {
        let page = client.get(s3.url(address.trim_end_matches('/'))).send().await.unwrap();
        assert_eq!(
            (page.status().as_u16(), &page.headers()["content-type"]),
            (200, &"text/html; charset=utf-8".parse().unwrap())
        );
    }
    let again = s3.relay(dist.path(), &[]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains(" 0 changed, 0 removed"), "{said}");
}

fn reqwest_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}
