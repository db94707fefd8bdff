//! What `publish` leaves in a folder.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use bon_moment::relay::{
    Base, Documents,
    assets::App,
    publish::{Edition, PublishError, Report, publish},
};
use serde_json::{Value, json};
use tempfile::TempDir;

const INDEX: &str = "<!doctype html><html lang=fr><meta charset=utf-8><base href=/><link href=main.css rel=stylesheet>\
    <script>window.before = 1</script><p>Où aller maintenant à la déchetterie, et quand y a-t-il peu d'attente ?</p>";

const AREA: &str = "<!doctype html><html lang=fr><meta charset=utf-8><base href=/><p>Aider quelqu'un</p>";

fn documents(stamp: &str, wait: u32, sites: &[&str]) -> Documents {
    let mut documents = Documents::default();
    documents.insert(
        "territory.json",
        &json!({"version": 1, "id": "lorient", "map": {"tiles": "https://tiles.example.org/{z}/{x}/{y}.png"}}),
    );
    let list: Vec<Value> = sites.iter().map(|id| json!({"id": id, "lat": 47.7, "lon": -3.3})).collect();
    documents.insert("sites.json", &json!({"version": 1, "sites": list}));
    let note = "Benne gravats pleine. ".repeat(20);
    documents.insert("live.json", &json!({"version": 1, "generated_at": stamp, "wait": wait, "note": note}));
    documents.insert("status.json", &json!({"version": 1, "generated_at": stamp, "sources": []}));
    documents.insert("series/kermelo/pv/2026.json", &json!({"version": 1, "values": vec![0; 365]}));
    documents
}

fn edition<'a>(documents: &'a Documents, app: Option<&'a App>, base: &'a Base) -> Edition<'a> {
    Edition { documents, app, base, public_url: None, now: MORNING.parse().unwrap() }
}

struct Fixture {
    app: App,
    folder: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        fs::create_dir(&dist).unwrap();
        fs::write(dist.join("index.html"), INDEX).unwrap();
        fs::create_dir(dist.join("mediation")).unwrap();
        fs::write(dist.join("mediation/index.html"), AREA).unwrap();
        fs::write(dist.join("mediation/mediation.js"), "export default 1").unwrap();
        fs::write(dist.join("main.css"), "p { color: green }\n".repeat(30)).unwrap();
        Self { app: App::load(&dist).unwrap(), folder }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn publish(&self, documents: &Documents, base: &str) -> Result<Report, PublishError> {
        publish(&edition(documents, Some(&self.app), &base.parse().unwrap()), &self.out())
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// All files below a folder, by path.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

const MORNING: &str = "2026-11-21T09:00:00Z";
const NOON: &str = "2026-11-21T11:00:00Z";

#[test]
fn a_static_host_has_a_file_for_each_page_and_document() {
    let fixture = Fixture::new();
    fixture.publish(&documents(MORNING, 5, &["riantec"]), "/").unwrap();
    let files = files(&fixture.out());
    for path in [
        "index.html",
        "404.html",
        "carte/index.html",
        "dechetteries/index.html",
        "dechetteries/lorient/riantec/index.html",
        "sources/index.html",
        "main.css",
        "main.css.br",
        "main.css.gz",
        "api/v1/live.json",
        "api/v1/live.json.br",
        "api/v1/live.json.gz",
        "api/v1/series/kermelo/pv/2026.json",
        "dechetteries/lorient/riantec/index.html.br",
    ] {
        assert!(files.iter().any(|file| file == path), "{path} is missing in {files:?}");
    }
    assert!(!files.contains(&"api/v1/status.json.br".to_owned()), "too small to gain");
    for name in ["api/v1/live.json", "index.html"] {
        let mut plain = String::new();
        let packed = fs::read(fixture.out().join(format!("{name}.gz"))).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, fixture.read(name));
        let mut plain = Vec::new();
        let packed = fs::read(fixture.out().join(format!("{name}.br"))).unwrap();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut plain).unwrap();
        assert_eq!(plain, fixture.read(name).as_bytes());
    }
}

#[test]
fn pages_know_their_base_and_bring_their_own_policy() {
    let fixture = Fixture::new();
    fixture.publish(&documents(MORNING, 5, &["riantec"]), "/bon-moment/").unwrap();
    let page = fixture.read("dechetteries/lorient/riantec/index.html");
    assert_eq!(page, fixture.read("index.html"));
    assert_eq!(page, fixture.read("404.html"));
    assert!(page.contains("<base href=\"/bon-moment/\">") && !page.contains("<base href=/>"));
    let policy = page
        .split("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(policy.contains("img-src 'self' data: https://tiles.example.org;"), "{policy}");
    assert!(policy.contains("'wasm-unsafe-eval' 'sha256-"), "{policy}");
    assert!(!policy.contains("frame-ancestors"), "a meta element may not say so");
    assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script>").unwrap());
}

#[test]
fn an_area_has_its_own_page_at_each_of_its_addresses() {
    let fixture = Fixture::new();
    fixture.publish(&documents(MORNING, 5, &["riantec"]), "/bon-moment/").unwrap();
    let page = fixture.read("mediation/index.html");
    assert_eq!(page, fixture.read("mediation/aide/index.html"));
    assert!(page.contains("<base href=\"/bon-moment/\">") && page.contains("Aider quelqu'un"));
    assert!(page.contains("Content-Security-Policy") && !page.contains("'sha256-"), "{page}");
    assert_eq!(fixture.read("mediation/mediation.js"), "export default 1");
    assert!(!fixture.read("404.html").contains("Aider quelqu'un"), "the app answers for what is unknown");
}

#[test]
fn only_what_changed_is_written_again() {
    let fixture = Fixture::new();
    let first = fixture.publish(&documents(MORNING, 5, &["riantec"]), "/").unwrap();
    assert_eq!((first.changed, first.removed), (first.files, 0));
    let quiet = fixture.publish(&documents(NOON, 5, &["riantec"]), "/").unwrap();
    assert_eq!(quiet.changed, 1, "the heartbeat");
    assert!(fixture.read("api/v1/live.json").contains(MORNING));
    assert!(fixture.read("api/v1/status.json").contains(NOON));
    let busy = fixture.publish(&documents(NOON, 6, &["riantec"]), "/").unwrap();
    assert_eq!(busy.changed, 1, "the waits");
    assert!(fixture.read("api/v1/live.json").contains(NOON));
}

#[test]
fn only_our_own_stale_files_are_removed() {
    let fixture = Fixture::new();
    fixture.publish(&documents(MORNING, 5, &["riantec", "bubry"]), "/").unwrap();
    let theirs = fixture.out().join("dechetteries/lorient/photo.jpg");
    fs::write(&theirs, "theirs").unwrap();
    let report = fixture.publish(&documents(MORNING, 5, &["riantec"]), "/").unwrap();
    assert!(report.removed > 0);
    assert!(!fixture.out().join("dechetteries/lorient/bubry").exists());
    assert!(fixture.out().join("dechetteries/lorient/riantec/index.html").exists());
    assert!(theirs.exists());
}

#[test]
fn a_tampered_list_removes_nothing_outside() {
    let fixture = Fixture::new();
    let outside = fixture.folder.path().join("outside.txt");
    fs::write(&outside, "theirs").unwrap();
    fs::create_dir(fixture.out()).unwrap();
    let list = json!({"files": ["../outside.txt", outside, "link/outside.txt"]});
    fs::write(fixture.out().join(".bon-moment.json"), list.to_string()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(fixture.folder.path(), fixture.out().join("link")).unwrap();
    fixture.publish(&documents(MORNING, 5, &[]), "/").unwrap();
    assert!(outside.exists());
    fs::write(fixture.out().join(".bon-moment.json"), "[").unwrap();
    let error = fixture.publish(&documents(MORNING, 5, &[]), "/").unwrap_err().to_string();
    assert!(error.contains(".bon-moment.json") && error.contains("line 1"), "{error}");
}

#[test]
fn a_publish_that_fails_leaves_whole_files_and_is_made_good_by_the_next() {
    let fixture = Fixture::new();
    let obstacle = fixture.out().join("api/v1/sites.json/in-the-way");
    fs::create_dir_all(&obstacle).unwrap();
    let error = fixture.publish(&documents(MORNING, 5, &["riantec"]), "/").unwrap_err().to_string();
    assert!(error.contains("sites.json"), "{error}");
    let left = files(&fixture.out());
    assert!(left.iter().all(|path| !path.contains(".bon-moment-")), "a temporary file was left: {left:?}");
    assert!(!left.contains(&"index.html".to_owned()), "pages come after what they need");
    serde_json::from_str::<Value>(&fixture.read("api/v1/live.json")).unwrap();
    serde_json::from_str::<Value>(&fixture.read(".bon-moment.json")).unwrap();
    fs::remove_dir_all(fixture.out().join("api/v1/sites.json")).unwrap();
    fixture.publish(&documents(NOON, 5, &[]), "/").unwrap();
    assert!(files(&fixture.out()).contains(&"index.html".to_owned()));
    assert!(!fixture.out().join("dechetteries/lorient").exists(), "the failed publish never wrote it");
}

#[test]
fn a_path_that_leaves_the_folder_is_refused_before_anything_is_written() {
    let fixture = Fixture::new();
    let mut documents = documents(MORNING, 5, &[]);
    documents.insert("../../../escaped.json", &json!({}));
    assert!(matches!(fixture.publish(&documents, "/"), Err(PublishError::Path(_))));
    assert!(!fixture.out().exists());
}

#[test]
fn the_api_alone_has_no_pages() {
    let fixture = Fixture::new();
    let (documents, base) = (documents(MORNING, 5, &["riantec"]), "/".parse().unwrap());
    publish(&edition(&documents, None, &base), &fixture.out()).unwrap();
    assert!(files(&fixture.out()).iter().all(|path| path.starts_with("api/v1/") || path == ".bon-moment.json"));
}
