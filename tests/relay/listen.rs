//! Connections that do nothing, in each of their kinds, beside readers who want an answer; and requests that no two programs
//! read alike.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::Request,
    routing::{get, post},
};
use bon_moment::{
    domain::Instant,
    relay::{
        Documents, Source,
        client_address::TrustedProxies,
        clock::RelayClock,
        listen::{Limits, ListenOptions, serve_with},
        serve::{Relay, router_with},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::oneshot,
    time::{sleep, timeout},
};

/// More than all buffers between two programs hold.
const LARGE: usize = 8 << 20;
/// For what has to happen, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// For what a test never lets happen by itself.
const NEVER: Duration = Duration::from_hours(1);

const PATIENT: Limits = Limits {
    connections: 12,
    connections_per_client: 4,
    head: NEVER,
    stall: NEVER,
    connection: NEVER,
    grace: Duration::from_secs(1),
};

struct Silent;
impl Source for Silent {
    fn documents(&self, _: Instant) -> Documents {
        Documents::default()
    }
}

struct Server {
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
}

impl Server {
    async fn start(options: ListenOptions) -> Self {
        let more = Router::new()
            .route("/small", get(|| async { "here you are" }))
            .route("/large", get(|| async { Bytes::from(vec![7; LARGE]) }))
            .route("/body", post(|request: Request| async { to_bytes(request.into_body(), 1 << 20).await.unwrap() }));
        let clock = RelayClock::new("2026-11-21T10:00:00Z".parse().ok(), None);
        let relay = Relay::new(std::sync::Arc::new(Silent), clock, None, NEVER);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let router = router_with(relay.into(), more);
        tokio::spawn(serve_with(listener, router, options, async { drop(stopped.await) }));
        Self { address, _stop: stop }
    }

    async fn limited(limits: Limits) -> Self {
        Self::start(ListenOptions { limits, ..ListenOptions::default() }).await
    }

    /// A connection from another address of this machine: all of 127.0.0.0/8 is.
    async fn connect(&self, from: &str) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        // What is not read is left to the server soon.
        socket.set_recv_buffer_size(16 << 10).unwrap();
        socket.bind(format!("{from}:0").parse().unwrap()).unwrap();
        timeout(PATIENCE, socket.connect(self.address)).await.expect("no connection").unwrap()
    }

    /// A whole answer over a connection of its own.
    async fn ask(&self, from: &str, request: &str) -> String {
        let mut stream = self.connect(from).await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let read = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
        read.unwrap_or_else(|_| panic!("no answer to {request:?}")).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    async fn is_served(&self, from: &str, kind: Kind) {
        let answer = self.ask(from, "GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("here you are"), "{kind:?}: {answer}");
    }

    async fn stalled(&self, from: &str, kind: Kind) -> TcpStream {
        let mut stream = self.connect(from).await;
        stream.write_all(kind.bytes().as_bytes()).await.unwrap();
        stream
    }
}

/// What a client may begin and not go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Idle,
    HalfAHead,
    HalfABody,
    UnreadAnswer,
    UnreadAnswers,
    Answered,
}

impl Kind {
    const ALL: [Kind; 6] =
        [Kind::Idle, Kind::HalfAHead, Kind::HalfABody, Kind::UnreadAnswer, Kind::UnreadAnswers, Kind::Answered];

    fn bytes(self) -> String {
        match self {
            Self::Idle => String::new(),
            Self::HalfAHead => "GET /small HTTP/1.1\r\nHos".to_owned(),
            Self::HalfABody => "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf".to_owned(),
            Self::UnreadAnswer => "GET /large HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
            Self::UnreadAnswers => "GET /small HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000),
            Self::Answered => "GET /small HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
        }
    }
}

/// An answer over a connection that stays open.
async fn is_answered_on(stream: &mut TcpStream) -> bool {
    let sent = stream.write_all(b"GET /small HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let (mut answer, mut part) = (Vec::new(), [0; 1024]);
    while sent.is_ok() && !answer.ends_with(b"here you are") {
        match timeout(PATIENCE, stream.read(&mut part)).await {
            Ok(Ok(n @ 1..)) => answer.extend_from_slice(&part[..n]),
            _ => return false,
        }
    }
    answer.starts_with(b"HTTP/1.1 200 ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stalled_connections_of_one_address_shut_nobody_out() {
    for kind in Kind::ALL {
        let server = Server::limited(PATIENT).await;
        let mut other = server.connect("127.0.0.9").await;
        assert!(is_answered_on(&mut other).await);
        let mut stalled = Vec::new();
        for _ in 0..20 {
            stalled.push(server.stalled("127.0.0.1", kind).await);
        }
        server.is_served("127.0.0.2", kind).await;
        server.is_served("127.0.0.1", kind).await;
        assert!(is_answered_on(&mut other).await, "{kind:?}: the share of one address takes nothing from another");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stalled_connections_of_many_addresses_make_room_the_idlest_first() {
    for kind in Kind::ALL {
        let server = Server::limited(PATIENT).await;
        let mut stalled = Vec::new();
        for n in 0..30 {
            stalled.push(server.stalled(&format!("127.0.1.{n}"), kind).await);
        }
        // One who reads slowly has got on later than any of them, again and again.
        let mut slow = server.connect("127.0.0.3").await;
        slow.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let (mut read, mut part, mut n) = (0, vec![0; 1 << 20], 30);
        while let Ok(bytes @ 1..) = timeout(PATIENCE, slow.read(&mut part)).await.unwrap() {
            read += bytes;
            if n < 60 && read > (n - 29) * 64 * 1024 {
                stalled.push(server.stalled(&format!("127.0.1.{n}"), kind).await);
                server.is_served("127.0.0.2", kind).await;
                n += 1;
            }
        }
        assert!(read > LARGE && n == 60, "{kind:?}: {read} bytes, {n} connections");
    }
}

/// Whether the server ends the connection.
async fn ends(stream: &mut TcpStream) -> bool {
    let mut part = vec![0; 1 << 16];
    let reads = async { while matches!(stream.read(&mut part).await, Ok(1..)) {} };
    timeout(PATIENCE, reads).await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_thing_that_a_client_does_not_go_on_with_ends_in_time() {
    let short = Duration::from_millis(300);
    let limits = Limits { head: short, stall: short, ..PATIENT };
    // The body's time is the hooks' own.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::HalfABody) {
        let server = Server::limited(limits).await;
        let mut stalled = server.stalled("127.0.0.1", kind).await;
        sleep(4 * short).await;
        assert!(ends(&mut stalled).await, "{kind:?}");
        if kind == Kind::UnreadAnswer {
            let mut other = server.stalled("127.0.0.1", kind).await;
            let mut bytes = Vec::new();
            sleep(4 * short).await;
            let _ = timeout(PATIENCE, other.read_to_end(&mut bytes)).await.expect("it has ended");
            assert!(bytes.len() < LARGE, "the rest was given up");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_comes_byte_by_byte_ends_in_time() {
    let server = Server::limited(Limits { head: Duration::from_millis(500), ..PATIENT }).await;
    let mut stream = server.connect("127.0.0.1").await;
    let dripping = async {
        for byte in "GET /small HTTP/1.1\r\nHost: x\r\nX-Slow: ".bytes().chain(std::iter::repeat(b'a')) {
            if stream.write_all(&[byte]).await.is_err() {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(PATIENCE, dripping).await.expect("it goes on for ever");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_slowly_but_goes_on_gets_all_of_it() {
    let second = Duration::from_secs(1);
    // Longer than a connection is kept, and several times as long as one may stand still.
    let server = Server::limited(Limits { stall: second, connection: second, head: second, ..PATIENT }).await;
    let mut stream = server.connect("127.0.0.1").await;
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    let (mut read, mut part, begun) = (0, vec![0; 64 << 10], std::time::Instant::now());
    loop {
        match timeout(PATIENCE, stream.read(&mut part)).await.unwrap().unwrap() {
            0 => break,
            n => read += n,
        }
        // Slowly for five seconds, then as fast as it goes.
        if begun.elapsed() < 5 * second {
            sleep(Duration::from_millis(50)).await;
        }
    }
    assert!(read > LARGE, "{read} bytes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trusted_proxy_has_no_share_of_connections() {
    let trusted = TrustedProxies::new(&["127.0.0.1".parse().unwrap()]);
    let server = Server::start(ListenOptions { limits: PATIENT, trusted }).await;
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(server.connect("127.0.0.1").await);
    }
    for stream in &mut open {
        assert!(is_answered_on(stream).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_two_programs_may_read_in_two_ways_is_refused_and_ends_its_connection() {
    let server = Server::limited(PATIENT).await;
    let refused = [
        "GET /small HTTP/1.1\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /small HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost: user@x\r\n\r\n",
        "GET http://x/small HTTP/1.1\r\nHost: y\r\n\r\n",
        "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\na",
        "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
        "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\na",
        "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\na",
        "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        "POST /body HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET /sm all HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /small HTTP/1.1\r\nHost: x\0\r\n\r\n",
    ];
    for request in refused {
        let answer = server.ask("127.0.0.1", request).await;
        assert!(answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.0 400 "), "{request:?}: {answer}");
    }
    let problem = server.ask("127.0.0.1", refused[0]).await;
    assert!(problem.contains("application/problem+json") && problem.contains("Host is missing"), "{problem}");
    // Transfer-Encoding wins over Content-Length (RFC 9112, section 6.1), and nothing is read after that message.
    let smuggled = "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n\
        1\r\na\r\n0\r\n\r\nGET /small HTTP/1.1\r\nHost: x\r\n\r\n";
    let answer = server.ask("127.0.0.1", smuggled).await;
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
    assert!(!answer.contains("here you are"), "{answer}");
    for request in [
        "GET /small HTTP/1.0\r\n\r\n",
        "GET http://x/small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\nConnection: close\r\n\r\na",
    ] {
        let answer = server.ask("127.0.0.1", request).await;
        assert!(answer.contains(" 200 OK\r\n"), "{request:?}: {answer}");
    }
}
