//! What `packaging/` gives to those who run a relay, tried with the real programs: nginx, Caddy, systemd's own checks; of the
//! container what it would start.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

const NAME: &str = "dechetteries.example.fr";
const CONFIG: &str = "[territory]\nid = \"lorient\"\nname = \"Lorient\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n\
    [network]\ntrusted_proxies = [\"127.0.0.1\"]\n\
    [[sources]]\nid = \"loops\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"ttn\"\n\
    [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\n\
    [[sources]]\nid = \"guichet\"\nkind = \"webhook\"\npayload = \"person\"\nloopback = true\n\
    [[sources.map]]\nsite = \"riantec\"\nsees = \"wait\"\n";
/// A Saturday morning; no test depends on the day on which it runs.
const NOW: &str = "2026-11-21T10:20:00+01:00";
const SITES: &str = r#"{"version":1,"sites":[{"id":"riantec","lat":47.7114,"lon":-3.3117}]}"#;

/// A program that ends with the test, asked politely: nginx has children of its own to end.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn packaged(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging").join(name)).unwrap()
}

/// Each change must find its place, else the test would try something else than what is packaged.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} stands no longer in the packaged file");
        text.replace(from, to)
    })
}

/// A relay with one sensor that sends by itself, a form at the gate that asks no secret of who sits at this machine, and its
/// address. What it is asked stands in `relay.log`.
fn relay(folder: &Path) -> (Running, String) {
    for (name, text) in [("territory.toml", CONFIG), ("sites.json", SITES), ("secret", "s3cret-of-16-signs")] {
        fs::write(folder.join(name), text).unwrap();
    }
    fs::create_dir_all(folder.join("dist")).unwrap();
    let page =
        format!("<!doctype html><base href=/><title>Bon Moment</title><p>{}", "Où aller maintenant ? ".repeat(99));
    fs::write(folder.join("dist/index.html"), page).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_relay"))
        .args(["serve", "--config", "territory.toml", "--dist", "dist", "--listen", "127.0.0.1:0", "--now", NOW])
        // What changes each minute keeps two seconds then, and two more while it is asked for anew.
        .args(["--every", "4"])
        .current_dir(folder)
        .env("RUST_LOG", "info,bon_moment::relay::serve=debug")
        .stdout(Stdio::piped())
        .stderr(fs::File::create(folder.join("relay.log")).unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").expect(&line).to_owned();
    (Running(child), address)
}

fn wait_for(port: u16, what: &str) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what} does not listen");
        sleep(Duration::from_millis(50));
    }
}

/// What curl prints of an answer: its head with names in lower case, and its body.
fn ask(port: u16, path: &str, more: &[&str]) -> (String, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let (head, body) = (folder.path().join("head"), folder.path().join("body"));
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--insecure", "--max-time", "20", "--resolve"])
        .arg(format!("{NAME}:{port}:127.0.0.1"))
        .arg("--dump-header")
        .arg(&head)
        .arg("--output")
        .arg(&body)
        .args(more)
        .arg(format!("https://{NAME}:{port}{path}"))
        .output()
        .expect("curl is missing: packaging/setup.sh test installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (fs::read_to_string(head).unwrap().to_ascii_lowercase(), fs::read(body).unwrap_or_default())
}

/// How often the relay was asked for what `matches`.
fn asked(folder: &Path, part: &str) -> usize {
    fs::read_to_string(folder.join("relay.log")).unwrap().matches(part).count()
}

/// As many readers at once as the address says, each with a commune of their own; how many were answered.
fn crowd(port: u16, path: &str, encoding: &str) -> usize {
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--insecure", "--max-time", "60", "--parallel", "--resolve"])
        .arg(format!("{NAME}:{port}:127.0.0.1"))
        .args(["--header", &format!("Accept-Encoding: {encoding}")])
        .args(["--output", "/dev/null", "--write-out", "%{http_code}\n"])
        .arg(format!("https://{NAME}:{port}{path}"))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).lines().filter(|status| *status == "200").count()
}

/// The value of a header in what [`ask`] gave.
fn header<'a>(head: &'a str, name: &str) -> &'a str {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default()
}

/// What must hold of every proxy: it changes nothing but adds TLS, and lets sensors through.
fn is_a_true_proxy(port: u16, relay: &str) {
    for path in ["/", "/api/v1/live.json", "/sobre/"] {
        let (head, body) = ask(port, path, &["--header", "Accept-Encoding: br"]);
        assert!(head.starts_with("http/2 200"), "{path}: {head}");
        // The relay's own; the few bytes of one centre's live document would not grow smaller.
        let compressed = if path.starts_with("/api") { "" } else { "br" };
        assert_eq!(header(&head, "content-encoding"), compressed, "{path}: {head}");
        assert_eq!(header(&head, "strict-transport-security"), "max-age=31536000", "{path}");
        assert!(header(&head, "x-content-type-options") == "nosniff", "{path}: {head}");
        assert!(!body.is_empty(), "{path}");
        assert_eq!(head.matches("\ndate: ").count(), 1, "{path}: one clock: {head}");
        let etag = header(&head, "etag").to_owned();
        assert!(etag.starts_with('"'), "{path}: {head}");
        let known = format!("If-None-Match: {etag}");
        let (head, body) = ask(port, path, &["--header", "Accept-Encoding: br", "--header", &known]);
        assert!(head.starts_with("http/2 304") && body.is_empty(), "{path}: {head}");
    }
    let uplink = format!(
        r#"{{"end_device_ids":{{"device_id":"loop"}},"received_at":"{}","uplink_message":{{"f_port":1,"f_cnt":1,"decoded_payload":{{"count":4,"note":"{}"}}}}}}"#,
        NOW,
        "x".repeat(5_000),
    );
    let secret = ["--header", "Authorization: Bearer s3cret-of-16-signs", "--header", "Content-Type: application/json"];
    let (head, body) = ask(port, "/hooks/loops", &[&secret[..], &["--data", &uplink]].concat());
    assert!(head.starts_with("http/2 200"), "{head}{}", String::from_utf8_lossy(&body));
    wrong_secrets_count_by_reader(port);
    // Whoever comes through a proxy does not sit here, whatever they call this machine.
    let said = ["--header", "Content-Type: application/json", "--data", r#"{"site": "riantec", "wait": "10-20"}"#];
    for host in [NAME, "localhost", "127.0.0.1"] {
        // A proxy that knows no such host need not read what is sent: HTTP/2 would call that an error.
        let named = ["--http1.1", "--header", &format!("Host: {host}")];
        let (head, body) = ask(port, "/hooks/guichet", &[&said[..], &named].concat());
        // A proxy may answer 200 for a host that it does not know; the relay names what became of the message.
        let is_taken = String::from_utf8_lossy(&body).contains("\"kept\"");
        assert!(head.starts_with("http/1.1 ") && !is_taken, "{host}: {head}");
    }
    let here = Command::new("curl")
        .args(["--silent", "--output", "/dev/null", "--write-out", "%{http_code}"])
        .args(said)
        .arg(format!("http://{relay}/hooks/guichet"))
        .output();
    assert_eq!(String::from_utf8_lossy(&here.unwrap().stdout), "200", "who sits here is let in");
}

/// One reader guesses, under other names too; another has tried once, and the sensor's own secret passes.
fn wrong_secrets_count_by_reader(port: u16) {
    let guess = |from: &'static str, more: &[&str]| {
        let own = ["--interface", from, "--header", "Authorization: Bearer guess", "--data", "{}"];
        let (head, _) = ask(port, "/hooks/loops", &[&own[..], more].concat());
        head.split_whitespace().nth(1).unwrap_or_default().to_owned()
    };
    for n in 0..25 {
        guess("127.0.0.2", &["--header", &format!("X-Forwarded-For: 203.0.113.{n}")]);
    }
    assert_eq!(guess("127.0.0.2", &[]), "429");
    assert_eq!(guess("127.0.0.3", &[]), "401");
}

#[test]
fn nginx_passes_everything_on_as_packaged() {
    let folder = tempfile::tempdir().unwrap();
    let (relay, address) = relay(folder.path());
    let (port, plain) = (free_port(), free_port());
    certificate(&folder);
    let site = with(
        &packaged("nginx.conf"),
        &[
            ("    listen [::]:80;\n", ""),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", &format!("listen 127.0.0.1:{plain};")),
            ("listen 443 ssl", &format!("listen 127.0.0.1:{port} ssl")),
            (&format!("/etc/letsencrypt/live/{NAME}/fullchain.pem"), "cert.pem"),
            (&format!("/etc/letsencrypt/live/{NAME}/privkey.pem"), "key.pem"),
            ("127.0.0.1:8080", &address),
            ("/var/cache/bon-moment", "cache"),
            ("/var/log/nginx/error.log", "error.log"),
        ],
    );
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path temp;"));
    let whole =
        format!("daemon off; pid nginx.pid; error_log stderr; events {{}} http {{ {} {site} }}", temporary.join(" "));
    fs::write(folder.path().join("nginx.conf"), whole).unwrap();
    let mut nginx = Command::new("/usr/sbin/nginx");
    nginx.arg("-p").arg(folder.path()).args(["-c", "nginx.conf", "-e", "stderr"]);
    nginx.stderr(Stdio::null());
    let _nginx = Running(nginx.spawn().expect("nginx is missing: packaging/setup.sh test installs it"));
    wait_for(port, "nginx");
    is_a_true_proxy(port, &address);
    for (path, bytes) in [("/hooks/loops", 70_000), ("/", 2_000)] {
        let (head, _) = ask(port, path, &["--data", &"x".repeat(bytes)]);
        assert!(head.starts_with("http/2 413"), "{path}: {head}");
    }
    leads_to_https(plain, "301");
    nginx_keeps_what_the_relay_answered(folder.path(), port);
    nginx_keeps_three_forms_however_readers_ask(folder.path(), port);
    // While the relay is down, what it said last: what changes each minute is too old by then.
    drop(relay);
    sleep(Duration::from_secs(5));
    let (head, body) = ask(port, "/api/v1/live.json", &["--header", "Accept-Encoding: br"]);
    assert!(head.starts_with("http/2 200") && !body.is_empty(), "{head}");
    tells_nobody_of_readers(folder.path(), port);
}

/// With the relay down: neither what is kept nor what is said of what went wrong tells of anybody.
fn tells_nobody_of_readers(folder: &Path, port: u16) {
    let (head, _) = ask(port, "/carte?commune=Riantec", &[]);
    assert!(head.starts_with("http/2 502"), "{head}");
    let files = Command::new("grep").args(["-r", "-l", "commune="]).current_dir(folder).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&files.stdout), "");
}

fn leads_to_https(plain: u16, status: &str) {
    let output = Command::new("curl")
        .args(["--silent", "--head", "--resolve", &format!("{NAME}:{plain}:127.0.0.1")])
        .arg(format!("http://{NAME}:{plain}/carte?commune=Riantec"))
        .output()
        .unwrap();
    let head = String::from_utf8_lossy(&output.stdout).to_ascii_lowercase();
    assert!(head.starts_with(&format!("http/1.1 {status}")), "{head}");
    assert_eq!(header(&head, "location"), format!("https://{NAME}/carte?commune=riantec"), "{head}");
}

/// A thousand readers are a handful for the relay, and each gets the form that they take.
fn nginx_keeps_what_the_relay_answered(folder: &Path, port: u16) {
    let before = asked(folder, "/api/v1/");
    for encoding in ["br", "gzip", "identity"] {
        assert_eq!(crowd(port, "/api/v1/{live,sites}.json?commune=[1-500]", encoding), 1_000, "{encoding}");
    }
    let asked = asked(folder, "/api/v1/") - before;
    assert!((1..=60).contains(&asked), "three thousand readers cost the relay {asked} requests");
    for (encoding, compressed) in [("br", "br"), ("gzip", "gzip"), ("identity", ""), ("gzip, br;q=0", "gzip")] {
        let (head, _) = ask(port, "/api/v1/sites.json", &["--header", &format!("Accept-Encoding: {encoding}")]);
        assert_eq!(header(&head, "content-encoding"), compressed, "{encoding}: {head}");
        assert_eq!(header(&head, "access-control-allow-origin"), "*", "{encoding}: {head}");
    }
}

/// Each of many lists of encodings is one of three questions to the relay, and one of three copies.
fn nginx_keeps_three_forms_however_readers_ask(folder: &Path, port: u16) {
    const PATH: &str = "/api/v1/openapi.json";
    let before = asked(folder, PATH);
    let lists = (1..=300).map(|n| match n % 3 {
        0 => format!("x{n}, gzip;q=0.{n}1, br"),
        1 => format!("gzip;q=0.{n}1,deflate;q=0.{n}"),
        _ => format!("x{n}, identity;q=0.{n}1, br;q=0.0"),
    });
    let one = |list: String| {
        format!(
            "url = \"https://{NAME}:{port}{PATH}\"\nresolve = \"{NAME}:{port}:127.0.0.1\"\ninsecure\nsilent\nshow-error\n\
            header = \"Accept-Encoding: {list}\"\noutput = \"/dev/null\"\nwrite-out = \"%{{http_code}} %header{{content-encoding}}\\n\"\n"
        )
    };
    fs::write(folder.join("many"), lists.map(one).collect::<Vec<_>>().join("next\n")).unwrap();
    let output = Command::new("curl").arg("--config").arg(folder.join("many")).output().unwrap();
    let answers = String::from_utf8_lossy(&output.stdout).into_owned();
    let count = |answer: &str| answers.lines().filter(|line| line.trim() == answer).count();
    assert_eq!((count("200 br"), count("200 gzip"), count("200")), (100, 100, 100), "{answers}");
    assert_eq!(asked(folder, PATH) - before, 3, "three hundred lists cost the relay so many requests");
    let kept = Command::new("grep").args(["-r", "-l", PATH]).arg(folder.join("cache")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&kept.stdout).lines().count(), 3, "copies");
    for (list, encoding) in [
        ("gzip, deflate, BR, zstd", "br"),
        ("br;q=0.001", "br"),
        ("br;q=0, gzip;q=0", ""),
        ("br;q=0.000,gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("brotli, gzipped", ""),
        ("", ""),
    ] {
        let (head, _) = ask(port, PATH, &["--header", &format!("Accept-Encoding: {list}")]);
        assert_eq!(header(&head, "content-encoding"), encoding, "{list}: {head}");
        assert_eq!(header(&head, "vary"), "accept-encoding", "{list}: {head}");
    }
}

#[test]
fn caddy_passes_everything_on_as_packaged() {
    let folder = tempfile::tempdir().unwrap();
    let (relay, address) = relay(folder.path());
    let (port, plain) = (free_port(), free_port());
    certificate(&folder);
    let ours = format!("\tadmin off\n\thttp_port {plain}\n\thttps_port {port}\n\tlog {{");
    let site = with(
        &packaged("Caddyfile"),
        &[
            ("\tlog {", &ours),
            (&format!("{NAME} {{"), &format!("{NAME} {{\n\ttls cert.pem key.pem")),
            ("127.0.0.1:8080", &address),
        ],
    );
    fs::write(folder.path().join("Caddyfile"), site).unwrap();
    let mut caddy = Command::new("caddy");
    caddy.args(["run", "--config", "Caddyfile", "--adapter", "caddyfile"]).current_dir(folder.path());
    caddy.env("XDG_DATA_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
    caddy.stderr(fs::File::create(folder.path().join("caddy.log")).unwrap());
    let _caddy = Running(caddy.spawn().expect("caddy is missing: packaging/setup.sh test installs it"));
    wait_for(port, "caddy");
    is_a_true_proxy(port, &address);
    leads_to_https(plain, "308");
    drop(relay);
    tells_nobody_of_readers(folder.path(), port);
}

/// For the example's name, from the test's own hand.
fn certificate(folder: &TempDir) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-keyout", "key.pem", "-out", "cert.pem", "-subj", &format!("/CN={NAME}")])
        .args(["-addext", &format!("subjectAltName=DNS:{NAME}")])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("openssl is missing: packaging/setup.sh test installs it").success());
}

/// The lines of the Containerfile that begin with an instruction.
fn instructed<'a>(containerfile: &'a str, instruction: &str) -> Vec<&'a str> {
    containerfile.lines().filter_map(|line| line.strip_prefix(instruction)?.strip_prefix(' ')).collect()
}

/// No engine is asked for: what the image would start is started here, from what it would copy.
#[test]
fn the_container_starts_what_make_build_leaves_as_nobody() {
    let text = packaged("Containerfile");
    let made: Vec<&str> = instructed(&text, "COPY").iter().filter_map(|copy| Some(copy.split_once(' ')?.0)).collect();
    assert_eq!(made, ["target/release/relay", "dist"]);
    assert_eq!(instructed(&text, "USER"), ["65534:65534"]);
    // The volume is where the comment puts the history, and was made for that user.
    let volume = instructed(&text, "VOLUME")[0];
    assert!(text.contains(&format!("install -d -o 65534 -g 65534 -m 750 {volume}\n")), "{volume}");
    assert!(text.contains(&format!("file = \"{volume}/history.sqlite\"")), "{volume}");

    let started: Vec<String> = serde_json::from_str(instructed(&text, "ENTRYPOINT")[0]).unwrap();
    let usual: Vec<String> = serde_json::from_str(instructed(&text, "CMD")[0]).unwrap();
    let (program, arguments) = started.split_first().unwrap();
    assert_eq!((program.as_str(), usual), ("relay", vec!["--demo".to_owned()]));
    let port = instructed(&text, "EXPOSE")[0];
    let arguments = with(
        &arguments.join("\n"),
        &[(&format!("0.0.0.0:{port}"), "127.0.0.1:0"), ("/usr/local/share/bon-moment", "dist")],
    );
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("dist")).unwrap();
    fs::write(folder.path().join("dist/index.html"), "<!doctype html><base href=/>").unwrap();
    fs::write(folder.path().join("sites.json"), SITES).unwrap();
    let mut relay = Command::new(env!("CARGO_BIN_EXE_relay"));
    relay.args(arguments.lines()).args(["--sites", "sites.json"]).current_dir(folder.path());
    let mut child = relay.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _relay = Running(child);
    assert!(line.starts_with("listening on http://127.0.0.1:"), "{line}");
}

#[test]
fn the_service_is_one_that_systemd_understands_and_calls_safe() {
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("bon-moment-relay.service");
    let program = format!("ExecStart={} serve", env!("CARGO_BIN_EXE_relay"));
    let text =
        with(&packaged("bon-moment-relay.service"), &[("ExecStart=/usr/local/bin/bon-moment-relay serve", &program)]);
    fs::write(&unit, text).unwrap();
    let analyze = |args: &[&str]| {
        let output = Command::new("systemd-analyze").args(args).arg(&unit).output();
        let output = output.expect("systemd-analyze is missing: packaging/setup.sh test installs it");
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let (understood, said) = analyze(&["verify", "--man=no", "--recursive-errors=no"]);
    assert!(understood && !said.contains("bon-moment-relay.service:"), "{said}");
    // Exposure from 0 (nothing) to 10; most services of a system stand at 9.
    let (safe, said) = analyze(&["security", "--offline=true", "--no-pager", "--threshold=20"]);
    assert!(safe, "{said}");
}
