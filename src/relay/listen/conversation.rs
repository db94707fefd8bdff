//! One connection: its requests, its limits, its end.

use std::{
    convert::Infallible,
    net::IpAddr,
    pin::pin,
    sync::{Arc, Once},
};

use axum::{Router, body::Body, http::Request, response::Response};
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
        if client.0 == self.peer.to_canonical() && is_private(self.peer) && is_forwarded(request.headers()) {
            note_unnamed_proxy();
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
