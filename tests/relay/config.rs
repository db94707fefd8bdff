//! The example that territories begin with, and the commands that read a configuration.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use bon_moment::relay::{Source, config::Config, station::Station};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../../packaging/territory.toml");
const SITES: &str =
    r#"{"version":1,"sites":[{"id":"riantec","lat":47.7114,"lon":-3.3117},{"id":"queven","lat":47.789,"lon":-3.415}]}"#;

/// A folder with a file of centres, a secret, and a configuration.
fn folder(config: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sites.json"), SITES).unwrap();
    fs::write(folder.path().join("schools.json"), SCHOOLS).unwrap();
    fs::write(folder.path().join("secret"), "s3cret-of-16-signs").unwrap();
    fs::write(folder.path().join("territory.toml"), config).unwrap();
    fs::create_dir_all(folder.path().join("documents/tempo")).unwrap();
    fs::write(folder.path().join("documents/tariffs.json"), TARIFFS).unwrap();
    fs::write(folder.path().join("documents/tempo/2026.json"), TEMPO).unwrap();
    fs::write(folder.path().join("documents/sources.txt"), "where prices are from").unwrap();
    folder
}

/// A Saturday morning; no test depends on the day on which it runs.
const NOW: &str = "2026-11-21T10:20:00+01:00";

fn relay(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
    command.args(args).args(["--now", NOW]).current_dir(folder).env_remove("RUST_LOG");
    command
}

fn run(folder: &Path, args: &[&str]) -> (Output, String) {
    let output = relay(folder, args).output().unwrap();
    let text = String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned();
    (output, text)
}

/// The packaged example's.
const SCHOOLS: &str = include_str!("../../packaging/schools.json");

const SMALL: &str = "[territory]\nid = \"lorient\"\nname = \"Lorient\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n\
    [history]\nfile = \"history.sqlite\"\n\
    [[sources]]\nid = \"ttn\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"ttn\"\n\
    [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\n";

const TARIFFS: &str = r#"{
  "version": 1,
  "tariffs": [
    {
      "id": "base",
      "option": "base",
      "standing_per_year": 188.28,
      "periods": [{ "id": "base", "per_kwh": 0.1952, "hours": [["00:00", "24:00"]] }]
    }
  ]
}"#;
const TEMPO: &str = "{\"version\":1,\"start\":\"2026-09-01\",\"values\":[\"B\",\nnull,\n\"W\"]}";

#[test]
fn the_example_is_a_configuration_with_every_kind_of_source() {
    let folder = folder(EXAMPLE);
    let config = Config::load(&folder.path().join("territory.toml")).map_err(|error| error.to_string()).unwrap();
    let kinds: BTreeSet<_> =
        EXAMPLE.lines().filter_map(|line| line.strip_prefix("kind = \"")?.strip_suffix('"')).collect();
    for kind in bon_moment::relay::config::Kind::NAMES {
        let is_variant = ["opendatasoft-v1", "geojson"].contains(&kind);
        assert!(kinds.contains(kind) || is_variant, "{kind}");
    }
    let station =
        Station::open(&config, "2026-11-21T10:00:00Z".parse().unwrap()).map_err(|error| error.to_string()).unwrap();
    assert_eq!(station.sites(), 2);
    let documents = station.documents("2026-11-21T10:00:00Z".parse().unwrap());
    let territory: serde_json::Value = serde_json::from_slice(documents.get("territory.json").unwrap()).unwrap();
    assert_eq!(territory["licence"], "Licence Ouverte 2.0");
    let publisher = serde_json::json!({"name": "Lorient Agglomération", "url": "https://www.lorient.example/"});
    assert_eq!(territory["publisher"], publisher);
}

#[test]
fn a_checked_configuration_says_what_it_will_do() {
    let folder = folder(SMALL);
    let (output, text) = run(folder.path(), &["check", "territory.toml"]);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert_eq!(
        text,
        "Lorient: 2 centres, 0 records left out\nsource ttn is waited for below /hooks/\nthe history is kept\n\
         missing: no hours, so that nobody is told when it is open: queven, riantec\n\
         missing: no source, so that no wait is told: queven\n"
    );
    assert!(!folder.path().join("history.sqlite").exists(), "a check leaves nothing behind");
}

#[test]
fn what_is_wrong_is_said_in_one_line_with_its_place() {
    let wrong = |from: &str, to: &str| {
        let folder = folder(&SMALL.replacen(from, to, 1));
        let (output, text) = run(folder.path(), &["check", "territory.toml"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        text
    };
    assert_eq!(
        wrong("payload", "paylod"),
        "relay: territory.toml:12: unknown key \"paylod\"; did you mean \"payload\"?\n"
    );
    assert_eq!(
        wrong("\"secret\" }", "\"secrets\" }"),
        "relay: territory.toml:11: ttn: secrets: No such file or directory (os error 2)\n"
    );
    assert_eq!(
        wrong("\"riantec\"", "\"riantek\""),
        "relay: territory.toml:13: source ttn: there is no centre \"riantek\" in sites.json\n"
    );
    assert!(wrong("sites.json", "none.json").contains("No such file"), "{}", wrong("sites.json", "none.json"));
}

#[test]
fn a_proxy_that_is_no_address_is_said_with_its_line() {
    let with = |proxies: &str| {
        let network = format!("[network]\ntrusted_proxies = {proxies}\n[history]");
        let folder = folder(&SMALL.replacen("[history]", &network, 1));
        let (output, text) = run(folder.path(), &["check", "territory.toml"]);
        (output.status.code(), text)
    };
    assert_eq!(with("[\"127.0.0.1\", \"::1\", \"10.0.0.0/8\"]").0, Some(0));
    for (proxies, said) in [
        ("[\"nginx\"]", ":7: \"nginx\" is neither an address nor a range such as \"10.0.0.0/8\"\n"),
        (
            "[\n\"127.0.0.1\",\n\"10.0.0.1/8\"]",
            ":9: \"10.0.0.1/8\" has bits after its prefix; the range is \"10.0.0.0/8\"\n",
        ),
        ("[\"0.0.0.0/0\"]", ":7: \"0.0.0.0/0\" would trust every address\n"),
    ] {
        let (code, text) = with(proxies);
        assert_eq!((code, text.as_str()), (Some(2), format!("relay: territory.toml{said}").as_str()));
    }
    let folder = folder(SMALL);
    let serve = ["serve", "--sites", "sites.json", "--api-only", "--trusted-proxy", "127.0.0.1,nginx"];
    let (output, text) = run(folder.path(), &serve);
    assert!(output.status.code() == Some(2) && text.contains("\"nginx\" is neither an address"), "{text}");
}

#[test]
fn a_secret_that_can_be_guessed_is_refused_at_the_check_and_at_the_start() {
    let folder = folder(SMALL);
    fs::write(folder.path().join("secret"), "fifteen-letters\n").unwrap();
    let serve = ["serve", "--config", "territory.toml", "--api-only", "--listen", "127.0.0.1:0"];
    for args in [&["check", "territory.toml"][..], &serve] {
        let (output, text) = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{text}");
        let said = "relay: territory.toml:11: source ttn: the secret has fewer than 16 characters and can be guessed";
        assert!(text.contains(said) && !text.contains("fifteen-letters"), "{text}");
    }
}

/// A file of centres in which much is wrong.
const WRONG_SITES: &str = r#"{"version":1,"sites":[
    {"id":"riantec","lat":47.7114,"lon":-3.3117,"hours":[{"days":[9],"open":[]}],"accepts":["rubble","d3e"]},
    {"id":"queven","lat":47.789,"lon":-3.415,"closurs":[],"closures":[{"from":"soon"}],"access":{"badge":"obligatoire"}},
    {"id":"bubry","lat":47.961},
    {"id":"groix","lat":47.64,"lon":-3.45,"hours_text":"le matin"}]}"#;

#[test]
fn all_that_is_wrong_with_the_data_is_named_by_centre() {
    let folder = folder(&SMALL.replacen("sees = \"queue\"", "sees = \"entries\"", 1));
    fs::write(folder.path().join("sites.json"), WRONG_SITES).unwrap();
    let (output, text) = run(folder.path(), &["check", "territory.toml"]);
    assert_eq!(output.status.code(), Some(1), "it runs all the same: {text}");
    let expected = [
        "wrong: riantec: 9 is not an ISO day of the week; expected such as [{\"days\": [1, 2, 3], \"open\": \
         [[\"09:00\", \"12:00\"]]}] (sites[0].hours[0].days[0])",
        "wrong: riantec: no material of the vocabulary is called d3e",
        "wrong: riantec: only entries or exits are counted, and no wait is told without a queue or arrivals",
        "wrong: queven: unknown key \"closurs\"; did you mean \"closures\"?",
        "wrong: queven: \"obligatoire\" is none of required, none (sites[1].access.badge)",
        "(sites[1].closures",
        "wrong: bubry: ",
        "missing: no hours, so that nobody is told when it is open: queven, riantec",
        "missing: hours as a text alone, which is shown and not reckoned with: groix",
        "missing: no source, so that no wait is told: groix, queven",
    ];
    for words in expected {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    // The running relay says the same, in its status and in its log.
    let serving = Serving::start(folder.path());
    let (output, status) = run(folder.path(), &["status", &serving.1]);
    assert_eq!(output.status.code(), Some(1), "{status}");
    assert!(status.contains("LOOK  sites-file (file)"), "{status}");
    let (_, log) = run(folder.path(), &["publish", "--config", "territory.toml", "--api-only", "--out", "out"]);
    for words in expected.map(|words| words.trim_start_matches("wrong: ").trim_start_matches("missing: ")) {
        assert!(status.contains(words), "{words} is missing in\n{status}");
        assert!(log.contains(words), "{words} is missing in\n{log}");
    }
    // What cannot be read is not passed on; an announced closure is, so that readers say that nobody knows.
    let sites = fs::read_to_string(folder.path().join("out/api/v1/sites.json")).unwrap();
    let sites: serde_json::Value = serde_json::from_str(&sites).unwrap();
    assert_eq!(sites["sites"][0].get("hours"), None, "{sites}");
    assert_eq!(sites["sites"][1]["closures"][0]["from"], "soon", "{sites}");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = SMALL.replacen("\"secret\" }", "\"secrets\" }", 1).replacen("\"riantec\"", "\"riantek\"", 1).replacen(
        "[history]",
        "documents = \"documents\"\n[[gates]]\nsite = \"bubri\"\n[history]",
        1,
    ) + "[[sources.map]]\nkey = \"loop\"\nsite = \"quevan\"\nsees = \"queue\"\nfield = \"n\"\n\
           [[sources]]\nid = \"y\"\nkind = \"jsn\"\nurl = \"https://x.example/\"\n";
    let folder = folder(&text);
    fs::write(folder.path().join("documents/tariffs.json"), TARIFFS.replacen("188.28,", "188.28", 1)).unwrap();
    fs::write(folder.path().join("documents/tarifs.json"), TARIFFS).unwrap();
    fs::write(folder.path().join("documents/tempo/2026.json"), TEMPO.replace('B', "X").replace('W', "Q")).unwrap();
    let (output, text) = run(folder.path(), &["check", "territory.toml"]);
    assert_eq!(output.status.code(), Some(2), "{text}");
    for words in [
        "unknown kind \"jsn\"; did you mean \"json\"?",
        "ttn: secrets: No such file",
        "source ttn: there is no centre \"riantek\"",
        "source ttn: there is no centre \"quevan\"",
        "gates: there is no centre \"bubri\"",
        "documents/tariffs.json:8: expected `,`",
        "documents/tarifs.json: no document has this name",
        "documents/tempo/2026.json:1: values[0]: \"X\" is no colour",
        "documents/tempo/2026.json:3: values[2]: \"Q\" is no colour",
    ] {
        assert_eq!(text.lines().filter(|line| line.contains(words)).count(), 1, "{words} in\n{text}");
    }
    // A line each, which nothing of another machine could have ended.
    assert!(text.lines().count() >= 7 && !text.contains("\\n"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_leaves_what_was_published() {
    let folder = folder(&with_documents());
    let publish = ["publish", "--config", "territory.toml", "--api-only", "--out", "out"];
    assert_eq!(run(folder.path(), &publish).0.status.code(), Some(0));
    let published = || {
        ["sites.json", "tariffs.json", "territory.json"]
            .map(|name| fs::read_to_string(folder.path().join("out/api/v1").join(name)).unwrap())
    };
    let before = published();
    for (name, broken) in [
        ("sites.json", "{\"version\":1,\"sites\":[{\"id\":"),
        ("sites.json", "<html>Wi-Fi</html>"),
        ("sites.json", r#"{"version":1,"sites":[{"id":"riantec","lat":"47.7"},{"nom":"Quéven"}]}"#),
        ("documents/tariffs.json", "{\"version\":1,\"tariffs\":[{\"id\":\"base\",\"option\":\"flat\"}]}"),
    ] {
        let file = folder.path().join(name);
        let good = fs::read_to_string(&file).unwrap();
        fs::write(&file, broken).unwrap();
        let (output, text) = run(folder.path(), &publish);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(name), "{text}");
        assert_eq!(published(), before, "{name}");
        fs::write(&file, good).unwrap();
    }
}

/// The command in the example, with the port of a relay that runs.
fn printed_command(serving: &Serving) -> String {
    let line = EXAMPLE.lines().find_map(|line| line.strip_prefix("#     curl ")).unwrap();
    format!("curl -s -w ' %{{http_code}}' {}", line.replace("http://127.0.0.1:8080", &serving.1))
}

#[test]
fn the_command_that_the_example_prints_works() {
    let gate = EXAMPLE.split("[[sources]]\nid = \"guichet\"").nth(1).unwrap();
    let head = SMALL.split("[[sources]]").next().unwrap();
    let folder = folder(&format!(
        "{head}[[sources]]\nid = \"guichet\"{}",
        gate.replace("{ env = \"GUICHET_KEY\" }", "{ file = \"secret\" }")
    ));
    let serving = Serving::start(folder.path());
    let say = |key: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", &printed_command(&serving)]).env("GUICHET_KEY", key).env_remove("http_proxy");
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    };
    let said = say("s3cret-of-16-signs");
    assert!(said.ends_with(" 200") && said.contains("\"result\":\"kept\"") && said.contains("\"queven\""), "{said}");
    assert!(say("guess").ends_with(" 401"));
    // And the one of the README.
    let readme = include_str!("../../README.md").lines().find_map(|line| line.strip_prefix("    curl ")).unwrap();
    let readme = readme.replace("http://127.0.0.1:8080", &serving.1);
    let ask = || -> serde_json::Value {
        let output = Command::new("sh").args(["-c", &format!("curl {readme}")]).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    // The documents are made anew each second.
    let is_told = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        ask()["sites"][0]["id"] == "queven"
    });
    assert!(is_told, "{}", ask());
}

fn with_documents() -> String {
    SMALL.replacen("[history]", "documents = \"documents\"\n[history]", 1)
}

#[test]
fn given_documents_are_checked_and_published_as_they_are() {
    let folder = folder(&with_documents());
    let (output, text) = run(folder.path(), &["check", "territory.toml"]);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("published as they are: tariffs.json, tempo/2026.json\n"), "{text}");
    let (output, text) = run(folder.path(), &["publish", "--config", "territory.toml", "--api-only", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{text}");
    for (name, expected) in [("tariffs.json", TARIFFS), ("tempo/2026.json", TEMPO)] {
        assert_eq!(fs::read_to_string(folder.path().join("out/api/v1").join(name)).unwrap(), expected);
    }
}

#[test]
fn a_given_document_that_is_wrong_is_said_with_its_line() {
    let wrong = |name: &str, text: &str| {
        let folder = folder(&with_documents());
        let file = folder.path().join("documents").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        let (output, text) = run(folder.path(), &["check", "territory.toml"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        text
    };
    let tariffs = |from: &str, to: &str| wrong("tariffs.json", &TARIFFS.replacen(from, to, 1));
    assert_eq!(
        tariffs("\"base\",\n      \"standing", "\"flat\",\n      \"standing"),
        "relay: documents/tariffs.json:6: tariffs[0].option: option \"flat\" is not known\n"
    );
    assert_eq!(
        tariffs("\"24:00\"", "\"25:00\""),
        "relay: documents/tariffs.json:8: tariffs[0].periods[0].hours[0]: hours that are no part of a day\n"
    );
    assert!(tariffs("188.28,", "188.28").starts_with("relay: documents/tariffs.json:8: expected `,`"));
    assert!(tariffs("\"version\": 1", "\"version\": 2").contains("tariffs.json:1: version 2 of the API"));
    assert_eq!(
        wrong("tempo/2026.json", &TEMPO.replacen('W', "Q", 1)),
        "relay: documents/tempo/2026.json:3: values[2]: \"Q\" is no colour; expected B, W, R or null\n"
    );
    let kelvin = "{\"version\":1,\"start\":\"2026-01-01\",\n\"unit\":\"K\",\"values\":[280]}";
    assert!(wrong("weather/2026.json", kelvin).starts_with("relay: documents/weather/2026.json:2: unit: \"K\""));
    assert!(wrong("tarifs.json", TARIFFS).starts_with("relay: documents/tarifs.json: no document has this name"));
    assert!(wrong("tempo/26.json", TEMPO).contains("no document has this name"));
}

struct Serving(Child, String);

impl Serving {
    fn start(folder: &Path) -> Self {
        let mut command = relay(
            folder,
            &["serve", "--config", "territory.toml", "--api-only", "--listen", "127.0.0.1:0", "--every", "1"],
        );
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").expect(&line).to_owned();
        Self(child, address)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_running_territory_says_how_it_fares() {
    let folder = folder(SMALL);
    let serving = Serving::start(folder.path());
    let (output, text) = run(folder.path(), &["status", &serving.1]);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("ok    ttn (webhook): never heard, 0 kept\n"), "{text}");
    assert!(text.contains("ok    history (store)") && text.ends_with("nothing to look at\n"), "{text}");
    drop(serving);
    let (output, text) = run(folder.path(), &["status", "http://127.0.0.1:1/"]);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.starts_with("relay: 127.0.0.1: no connection"), "{text}");
}

#[test]
fn a_damaged_history_leaves_a_running_relay_and_a_sentence() {
    let folder = folder(SMALL);
    fs::write(folder.path().join("history.sqlite"), "no database at all, ".repeat(500)).unwrap();
    let serving = Serving::start(folder.path());
    let (output, text) = run(folder.path(), &["status", &serving.1]);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("LOOK  history (store): never heard") && text.contains("move the file away"), "{text}");
}

#[test]
fn a_territory_is_published_as_files() {
    let folder = folder(SMALL);
    let (output, text) = run(folder.path(), &["publish", "--config", "territory.toml", "--api-only", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{text}");
    let territory = fs::read_to_string(folder.path().join("out/api/v1/territory.json")).unwrap();
    assert!(territory.contains("\"name\":{\"fr\":\"Lorient\"}"), "{territory}");
    assert!(folder.path().join("out/api/v1/status.json").exists());
}

/// The exit code and the lines of a check of such centres and such a configuration.
fn checked(config: &str, sites: &str) -> (Option<i32>, String) {
    let folder = folder(config);
    fs::write(folder.path().join("sites.json"), sites).unwrap();
    let (output, text) = run(folder.path(), &["check", "territory.toml"]);
    (output.status.code(), text)
}

const ALONE: &str =
    "[territory]\nid = \"lorient\"\nname = \"Lorient\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n";

#[test]
fn a_territory_without_a_centre_is_no_territory() {
    for sites in ["{\"version\":1,\"sites\":[]}", "{\"version\":1}"] {
        let (code, text) = checked(ALONE, sites);
        assert!(code == Some(1) && text.contains("wrong: there is not one centre in the file"), "{text}");
    }
}

#[test]
fn what_may_be_meant_otherwise_is_noted_and_nothing_is_wrong() {
    let closures = r#""closures":[{"from":"12/01/2027","until":"13/01/2027"}]"#;
    let hours = r#""hours":[{"from":"10-01","until":"03-31","days":[1],"open":[["09:00","12:00"]]}]"#;
    let site = format!(r#"{{"id":"riantec","lat":47.7114,"lon":-3.3117,{closures},{hours}}}"#);
    let (code, text) = checked(ALONE, &format!("{{\"version\":1,\"sites\":[{site}]}}"));
    assert_eq!(code, Some(0), "{text}");
    for line in [
        "note: riantec: \"12/01/2027\" is read with the day first, as 12 January 2027 (sites[0].closures[0].from)",
        "note: riantec: no hours hold on 183 of the 366 days, from 04-01 to 09-30: it is shown as closed then (sites[0].hours)",
    ] {
        assert_eq!(text.lines().filter(|said| *said == line).count(), 1, "{line} in\n{text}");
    }
    assert!(!text.contains("13/01"), "{text}");
}

#[test]
fn one_centre_is_no_plural() {
    let (_, text) = checked(ALONE, r#"{"version":1,"sites":[{"id":"a","lat":47.7,"lon":-3.3},3]}"#);
    assert!(text.starts_with("Lorient: 1 centre, 1 record left out\n"), "{text}");
}

#[test]
fn a_long_name_is_cut_and_told_with_its_key() {
    let long = ALONE.replace("\"Lorient\"", &format!("\"{}\"", "é".repeat(100_000)));
    let (code, text) = checked(&long, SITES);
    assert_eq!(code, Some(1));
    assert!(text.contains("wrong: [territory] name: 100000 letters, of which 300 are shown"), "{}", text.len());
}

#[test]
fn a_configuration_of_another_encoding_is_named_with_what_to_do() {
    let written = |bytes: &[u8]| {
        let folder = folder(ALONE);
        fs::write(folder.path().join("territory.toml"), bytes).unwrap();
        let (output, text) = run(folder.path(), &["check", "territory.toml"]);
        (output.status.code(), text)
    };
    assert_eq!(written(format!("\u{feff}{ALONE}").as_bytes()).0, Some(0));
    let (code, text) = written(ALONE.replace("Lorient", "Lorient \u{e9}").replace('é', "\u{0}").as_bytes());
    assert_eq!(code, Some(2), "{text}");
    let latin: Vec<u8> = ALONE.replace("\"Lorient\"", "\"Théding\"").chars().map(|c| c as u8).collect();
    let (code, text) = written(&latin);
    assert!(code == Some(2) && text.contains("line 3: the byte 0xe9 is not UTF-8"), "{text}");
    let wide: Vec<u8> = ALONE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(written(&wide).1.contains("it is written in UTF-16; save it as UTF-8"), "{}", written(&wide).1);
}
