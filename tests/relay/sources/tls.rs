//! Certificates: a broker and a web server that speak TLS, with an authority made for the test.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
};

use bon_moment::relay::{config::Config, station::check};
use tempfile::TempDir;

use super::{
    broker::Broker,
    territory::{HEAD, Territory, now},
};

fn openssl(folder: &Path, arguments: &[&str]) {
    let done = Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.expect("openssl is missing").success(), "openssl {arguments:?}");
}

/// `ca.pem` with `server.pem` and `server.key` that it vouches for, and `other.pem`, which vouches for nobody.
fn certificates() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["ca", "other"] {
        let (key, pem, subject) = (format!("{name}.key"), format!("{name}.pem"), format!("/CN={name} of a test"));
        openssl(
            folder.path(),
            &[
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "3650",
                "-keyout",
                &key,
                "-out",
                &pem,
                "-subj",
                &subject,
            ],
        );
    }
    fs::write(folder.path().join("names"), "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n").unwrap();
    openssl(
        folder.path(),
        &[
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-keyout",
            "server.key",
            "-out",
            "server.csr",
            "-subj",
            "/CN=server",
        ],
    );
    openssl(
        folder.path(),
        &[
            "x509",
            "-req",
            "-in",
            "server.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "3650",
            "-extfile",
            "names",
            "-out",
            "server.pem",
        ],
    );
    folder
}

fn mqtt(id: &str, port: u16, ca: &str) -> String {
    format!(
        "[[sources]]\nid = \"{id}\"\nkind = \"mqtt\"\nbroker = \"mqtts://127.0.0.1:{port}\"\nuser = \"relay\"\n\
         password = {{ file = \"secret\" }}\n{ca}\ntopics = [\"a/#\"]\npayload = \"ttn\"\n\
         [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\n"
    )
}

#[tokio::test]
async fn a_broker_is_trusted_by_its_authority_alone() {
    let made = certificates();
    let file = |name: &str| made.path().join(name).display().to_string();
    let broker = Broker::with(&format!("certfile {}\nkeyfile {}\n", file("server.pem"), file("server.key")));
    let ca = |name: &str| format!("ca = \"{}\"", file(name));
    let sources = [mqtt("good", broker.port, &ca("ca.pem")), mqtt("wrong", broker.port, &ca("other.pem"))];
    let territory = Territory::of(&sources.concat());
    let (_running, _) = territory.start();
    territory.until("a connection", |t| t.status("good")["last_success"].is_string()).await;
    territory.until("a refusal", |t| t.error("wrong").starts_with("no connection: TLS: ")).await;
    assert!(territory.error("wrong").contains("invalid peer certificate"), "{}", territory.error("wrong"));
    assert_eq!(territory.status("good")["ok"], true, "{}", territory.status("good"));
}

#[tokio::test]
async fn a_bad_certificate_is_told_with_its_path_before_anything_starts() {
    let territory = Territory::of("");
    let folder = territory.folder.path();
    fs::write(folder.join("bad.pem"), "no certificate").unwrap();
    let said = |source: &str| {
        let file = folder.join("tls.toml");
        fs::write(&file, format!("{HEAD}{source}")).unwrap();
        let line = HEAD.matches('\n').count() + 1;
        let said = check(&file, now()).unwrap_err().to_string();
        said.strip_prefix(&format!("{}:{line}: ", file.display())).unwrap_or_else(|| panic!("{said}")).to_owned()
    };
    let bad = folder.join("bad.pem").display().to_string();
    assert_eq!(said(&mqtt("x", 1, "ca = \"bad.pem\"")), format!("source x: {bad}: no certificate in PEM"));
    assert!(said(&mqtt("x", 1, "ca = \"gone.pem\"")).contains("gone.pem: "));
    assert_eq!(said(&https("x", 1, "ca = \"bad.pem\"")), format!("source x: {bad}: no certificate in PEM"));
}

fn https(id: &str, port: u16, ca: &str) -> String {
    format!(
        "[[sources]]\nid = \"{id}\"\nkind = \"json\"\nurl = \"https://127.0.0.1:{port}/rows.json\"\nat_field = \"t\"\n\
         at_format = \"rfc3339\"\n{ca}\n[[sources.map]]\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\n"
    )
}

/// Serves the files of a folder by HTTPS.
struct WebServer(Child, u16);

impl WebServer {
    fn start(folder: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new("openssl")
            .args([
                "s_server",
                "-accept",
                &port.to_string(),
                "-cert",
                "server.pem",
                "-key",
                "server.key",
                "-HTTP",
                "-quiet",
            ])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child, port)
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn an_https_source_is_trusted_by_its_authority_alone() {
    let made = certificates();
    // It sends the file as it lies, head and all.
    let body = r#"[{"t":"2026-11-21T09:59:00Z","n":15}]"#;
    let answer =
        format!("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    fs::write(made.path().join("rows.json"), answer).unwrap();
    let server = WebServer::start(made.path());
    while std::net::TcpStream::connect(("127.0.0.1", server.1)).is_err() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let ca = |name: &str| format!("ca = \"{}\"", made.path().join(name).display());
    let territory =
        Territory::of(&[https("good", server.1, &ca("ca.pem")), https("wrong", server.1, &ca("other.pem"))].concat());
    // One after the other: openssl serves one at a time.
    territory.ask_once().await;
    assert_eq!(
        territory.reading("riantec").map(|reading| reading["vehicles"].clone()),
        Some(15.0.into()),
        "{}",
        territory.status("good")
    );
    let said = territory.error("wrong");
    assert!(said.starts_with("no connection: ") && said.contains("certificate"), "{said}");
}

#[test]
fn what_the_configuration_names_and_is_not_there_is_told_with_its_line() {
    let territory = Territory::of("");
    let said = |more: &str| {
        let file = territory.folder.path().join("lines.toml");
        fs::write(&file, format!("{HEAD}{more}")).unwrap();
        let said = check(&file, now()).unwrap_err().to_string();
        let line = said.strip_prefix(&format!("{}:", file.display())).unwrap_or_else(|| panic!("{said}"));
        let (line, reason) = line.split_once(": ").unwrap();
        let line = line.parse::<usize>().unwrap() - HEAD.matches('\n').count();
        assert!(Config::load(&file).is_ok(), "the file alone is right");
        (line, reason.to_owned())
    };
    let gone = |user: &str| {
        format!("{user}: there is no centre \"plouay\" in {}", territory.folder.path().join("sites.json").display())
    };
    assert_eq!(said("[[gates]]\nsite = \"plouay\"\n"), (1, gone("gates")));
    let source = https("x", 1, "bearer = { env = \"BON_MOMENT_NO_SUCH_KEY\" }");
    assert_eq!(said(&source), (7, "x: the environment has no BON_MOMENT_NO_SUCH_KEY".to_owned()));
    let source = https("x", 1, "");
    assert_eq!(said(&source.replace("riantec", "plouay")), (8, gone("source x")));
    let meter = "[[sources.map]]\nmeter = \"kermelo/vp\"\nunit = \"W\"\nfield = \"p\"\n";
    let (line, reason) = said(&format!("{source}{meter}"));
    assert!(line == 12 && reason.starts_with("source x: there is no meter \"kermelo/vp\" in "), "{line}: {reason}");
}
