use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Mutex as StdMutex,
        atomic::{AtomicBool, Ordering},
    },
};

use reqwest::header::HeaderMap;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::mpsc,
};

use super::*;
use crate::relay::{config::Config, sources::Guard, tasks::Incidents};

/// Panics at the first batch, and tells what it hears afterwards.
struct Panicking {
    has_panicked: AtomicBool,
    heard: StdMutex<mpsc::UnboundedSender<String>>,
}

impl Sink for Panicking {
    fn hear(&self, source: &SiteId, said: Said, _: Instant) -> Option<Batch> {
        assert!(self.has_panicked.swap(true, Ordering::SeqCst), "on purpose");
        let said = match said {
            Said::Batch(batch) => format!("{source}: {} values", batch.kept()),
            Said::Failed(error) => format!("{source}: {error}"),
            Said::Alive => format!("{source}: alive"),
        };
        self.heard.lock().unwrap().send(said).unwrap();
        None
    }
}

/// Answers every request with one record.
async fn answer(listener: TcpListener) {
    const BODY: &str = r#"[{"count": 3, "at": "2026-11-21T10:00:00Z"}]"#;
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 2048];
        let _ = stream.read(&mut request).await.unwrap();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length";
        stream.write_all(format!("{head}: {}\r\n\r\n{BODY}", BODY.len()).as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn a_source_whose_task_panics_is_asked_again_and_says_why() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(answer(listener));
    let text = format!(
        "[territory]\nid = \"t\"\nname = \"T\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n\
         [[sources]]\nid = \"gate\"\nkind = \"json\"\nurl = \"http://{address}/\"\nevery_s = 60\nat_field = \"at\"\nat_format = \"rfc3339\"\n\
         [[sources.map]]\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\n"
    );
    let source = Config::parse(Path::new("t.toml"), &text).unwrap().sources.remove(0);
    let guard = Guard::new(&BTreeSet::from(["127.0.0.1".to_owned()]));
    let fetcher = Fetcher::new(guard, HeaderMap::new(), source.timeout, source.most_bytes).unwrap();
    let clock = RelayClock::new(Some("2026-11-21T10:00:30Z".parse().unwrap()), Some(0.0));
    let (sender, mut heard) = mpsc::unbounded_channel();
    let sink = Panicking { has_panicked: AtomicBool::new(false), heard: StdMutex::new(sender) };
    let (sink, incidents) = (Arc::new(sink) as Arc<dyn Sink>, Arc::<Incidents>::default());
    let mut tasks = Tasks::new(incidents, clock).restarting_after(Duration::from_millis(1));
    supervise(vec![(source, Ready::Poll(Box::new(fetcher)))], &sink, clock, &mut tasks);
    let why = heard.recv().await.unwrap();
    assert!(why.starts_with("gate: the relay's own task had to be started again: it panicked"), "{why}");
    assert_eq!(heard.recv().await.as_deref(), Some("gate: 1 values"), "what came at the panic comes again");
    serving.abort();
}
