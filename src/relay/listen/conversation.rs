//! One connection: its requests, its limits, its end.

use std::{
    convert::Infallible,
    net::IpAddr,
    pin::pin,
    sync::{Arc, Once},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1, service::Service};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::TcpStream,
    sync::watch,
    time::{sleep, timeout},
};

use super::{
    HEAD_BYTES, HEAD_LINES, Limits, ListeningOn,
    connections::Place,
    host::check_host,
    progress::{Progress, Watched},
};
use crate::relay::{
    client_address::{ClientAddress, TrustedProxies, is_forwarded},
    sources::is_private,
};

/// So many bytes of an answer wait in the system, beyond what is under way to the client: with more of them a slow client
/// would look as if it took nothing for minutes.
#[cfg(target_os = "linux")]
const UNSENT_BYTES: u32 = 32 << 10;

/// Answers the requests of one connection.
pub(super) struct Conversation {
    pub router: TowerToHyperService<Router>,
    pub peer: IpAddr,
    pub listening_on: Option<ListeningOn>,
    pub trusted: Arc<TrustedProxies>,
    pub progress: Arc<Progress>,
}

impl Service<Request<Incoming>> for Conversation {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Future;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        self.progress.note();
        let client = ClientAddress(self.trusted.client(self.peer, request.headers()));
        match doubt(&self.trusted, self.peer, request.headers()) {
            Some(Doubt::Unnamed) => note_unnamed_proxy(),
            Some(Doubt::Unreadable(entry)) => note_unreadable_entry(entry),
            None => {}
        }
        let malformed = check_host(&request).err();
        let extensions = request.extensions_mut();
        extensions.insert(client);
        if let Some(listening_on) = self.listening_on {
            extensions.insert(listening_on);
        }
        if let Some(malformed) = malformed {
            extensions.insert(malformed);
        }
        self.router.call(request)
    }
}

/// Serves a connection until it ends: by itself, by a limit, for another one, or when `stopped` changes.
pub(super) async fn converse(
    stream: TcpStream,
    conversation: Conversation,
    mut place: Place,
    limits: Limits,
    mut stopped: watch::Receiver<()>,
) {
    keep_little_unsent(&stream);
    let progress = Arc::clone(&place.progress);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(HEAD_LINES)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(Watched::new(stream, Arc::clone(&progress))), conversation);
    let mut connection = pin!(connection);
    let (mut stalled, mut aged) = (pin!(progress.stalled(limits.stall)), pin!(sleep(limits.connection)));
    let mut is_ending = false;
    loop {
        tokio::select! {
            ended = &mut connection => return note(ended),
            // What is left is dropped: the client takes nothing, or others need the place more.
            () = &mut stalled => return tracing::debug!("a client took nothing of its answer for too long"),
            _ = &mut place.ended => return tracing::debug!("an idle connection made room for another"),
            // The answer under way is finished, however long a slow client takes for it.
            () = &mut aged, if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
            // The sender is dropped, which counts as a change.
            _ = stopped.changed() => break,
        }
    }
    connection.as_mut().graceful_shutdown();
    if let Ok(ended) = timeout(limits.grace, connection).await {
        note(ended);
    }
}

fn note(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}

/// Why the client of a request that a proxy passed on is not known.
#[derive(Debug, PartialEq, Eq)]
enum Doubt<'h> {
    /// The proxy is not trusted, and seems to be one's own.
    Unnamed,
    /// A trusted proxy wrote this instead of an address.
    Unreadable(&'h str),
}

fn doubt<'h>(trusted: &TrustedProxies, peer: IpAddr, headers: &'h HeaderMap) -> Option<Doubt<'h>> {
    if trusted.trusts(peer) {
        return trusted.unreadable_entry(peer, headers).map(Doubt::Unreadable);
    }
    (is_private(peer) && is_forwarded(headers)).then_some(Doubt::Unnamed)
}

/// Once: it is so for each of its requests.
fn note_unreadable_entry(entry: &str) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            entry,
            "a trusted reverse proxy writes no address into X-Forwarded-For: such requests count as the proxy's own. It has to add \
             the address that it was asked from, as packaging/nginx.conf does"
        );
    });
}

/// Once: it is so for each of its requests.
fn note_unnamed_proxy() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            "requests come through a reverse proxy that is not trusted: all its readers count as one client. Name its address \
             in [network] trusted_proxies, or with --trusted-proxy"
        );
    });
}

/// Where the system cannot do that, a slow client is given up sooner.
fn keep_little_unsent(stream: &TcpStream) {
    #[cfg(target_os = "linux")]
    if let Err(error) = socket2::SockRef::from(stream).set_tcp_notsent_lowat(UNSENT_BYTES) {
        tracing::debug!(%error, "a connection keeps the system's own buffers");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = stream;
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn it_is_told_truly_why_a_client_is_not_known() {
        let trusted = TrustedProxies::new(&["127.0.0.1".parse().unwrap()]);
        let forwarded = |entry: &'static str| {
            [("x-forwarded-for".parse().unwrap(), HeaderValue::from_static(entry))].into_iter().collect::<HeaderMap>()
        };
        let of = |trusted: &TrustedProxies, peer: &str, entry| {
            doubt(trusted, peer.parse().unwrap(), &forwarded(entry)).map(|doubt| format!("{doubt:?}"))
        };
        assert_eq!(of(&trusted, "127.0.0.1", "garbage").as_deref(), Some("Unreadable(\"garbage\")"));
        assert_eq!(of(&trusted, "127.0.0.1", "203.0.113.7"), None);
        assert_eq!(of(&trusted, "127.0.0.1", "127.0.0.1"), None, "somebody at this machine");
        for entry in ["garbage", "203.0.113.7"] {
            assert_eq!(of(&TrustedProxies::default(), "127.0.0.1", entry).as_deref(), Some("Unnamed"));
            assert_eq!(of(&trusted, "198.51.100.4", entry), None, "a stranger's header is nobody's proxy");
        }
    }
}
