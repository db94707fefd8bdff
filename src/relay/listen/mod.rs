//! Connections: accepted up to a number in all and of each client, bounded in time and size, and let go gently at the end.
//!
//! Nobody is shut out by connections that do nothing: where a client has its share, or the server is full, the connection
//! that has been idle for the longest time makes room for the next.

mod connections;
mod conversation;
mod host;
mod progress;
mod stop;

use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::pin,
    sync::{Arc, Once},
    time::Duration,
};

use axum::Router;
use hyper_util::service::TowerToHyperService;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::client_address::{ClientNetwork, TrustedProxies};
use connections::Connections;
use conversation::{Conversation, converse};
pub use host::Malformed;
use progress::Progress;
pub use stop::stop_signal;

/// Bytes and lines of a request's head.
const HEAD_BYTES: usize = 16 * 1024;
const HEAD_LINES: usize = 64;
/// After a failed accept, which mostly means that the process may open no more files.
const PAUSE: Duration = Duration::from_millis(20);

/// How many connections there may be, and how long each thing may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at the same time.
    pub connections: usize,
    /// Of these, connections of one client: an address of IPv4, a /64 of IPv6.
    pub connections_per_client: usize,
    /// For the head of a request to come in, and so how long an idle connection is kept.
    pub head: Duration,
    /// Without the client taking anything of its answer. A reader on a 2G line takes some kilobytes in that time.
    pub stall: Duration,
    /// After that a connection ends with the answer that it is giving.
    pub connection: Duration,
    /// For an answer that is still under way when the relay ends.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            connections_per_client: 128,
            head: Duration::from_secs(20),
            stall: Duration::from_mins(1),
            connection: Duration::from_mins(5),
            grace: Duration::from_secs(10),
        }
    }
}

/// How a server listens.
#[derive(Clone, Debug, Default)]
pub struct ListenOptions {
    pub limits: Limits,
    /// Reverse proxies: they say whose requests they pass on, and have no share of connections.
    pub trusted: TrustedProxies,
}

/// Where the relay listens, which each request bears: on loopback nobody but this machine can ask.
#[derive(Clone, Copy, Debug)]
pub struct ListeningOn(pub SocketAddr);

/// Serves with the usual limits, without a proxy, until `stop`, then finishes the running answers.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    serve_with(listener, router, ListenOptions::default(), stop).await;
}

/// Serves until `stop`, then finishes the running answers.
pub async fn serve_with(listener: TcpListener, router: Router, options: ListenOptions, stop: impl Future<Output = ()>) {
    let limits = options.limits;
    let connections = Arc::new(Connections::new(limits.connections, limits.connections_per_client));
    let trusted = Arc::new(options.trusted);
    let router = TowerToHyperService::new(router);
    let listening_on = listener.local_addr().ok().map(ListeningOn);
    let (stopping, stopped) = watch::channel(());
    let mut running = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
            Some(_) = running.join_next() => continue,
        };
        match accepted {
            Ok((stream, peer)) => {
                let client = (!trusted.trusts(peer.ip())).then(|| ClientNetwork::of(peer.ip()));
                let place = connections.admit(client, Progress::begin());
                let conversation = Conversation {
                    router: router.clone(),
                    peer: peer.ip(),
                    listening_on,
                    trusted: Arc::clone(&trusted),
                    progress: Arc::clone(&place.progress),
                };
                running.spawn(converse(stream, conversation, place, limits, stopped.clone()));
            }
            // The client went away before it was its turn.
            Err(error) if is_of_client(&error) => {}
            Err(error) => {
                note_refused(&error, connections.make_room());
                sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    drop((stopping, stopped));
    let finished = async { while running.join_next().await.is_some() {} };
    if timeout(limits.grace, finished).await.is_err() {
        tracing::warn!("some answers were still on their way");
    }
}

fn is_of_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind())
}

/// Once: under attack it would be said fifty times a second.
fn note_refused(error: &io::Error, connections: usize) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            %error,
            "a connection could not be accepted; from here on there are {connections} at most. More need more open files \
             (LimitNOFILE=, ulimit -n)"
        );
    });
}
