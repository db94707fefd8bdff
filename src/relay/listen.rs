//! Connections: accepted up to a number, bounded in time and size, and let go gently at the end.

use std::{future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};

/// Connections at the same time; more wait in the system's queue.
const MAX_CONNECTIONS: u32 = 1024;
/// For the head of a request to come in, and so how long an idle connection is kept.
const HEAD_TIME: Duration = Duration::from_secs(20);
/// Bytes and lines of a request's head.
const HEAD_BYTES: usize = 16 * 1024;
const HEAD_LINES: usize = 64;
/// After that a connection ends with the answer it is giving.
const CONNECTION_TIME: Duration = Duration::from_mins(5);
/// For an answer still on its way when its connection or the relay ends.
const GRACE: Duration = Duration::from_secs(10);
/// After a failed accept, which mostly means that the system is short of files.
const PAUSE: Duration = Duration::from_millis(100);

/// Where the relay listens, which each request bears: on loopback nobody but this machine can ask.
#[derive(Clone, Copy, Debug)]
pub struct ListeningOn(pub SocketAddr);

/// Serves until `stop`, then finishes the running answers.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS as usize));
    let (stopping, stopped) = watch::channel(());
    let mut stop = pin!(stop);
    let router = match listener.local_addr() {
        Ok(address) => router.layer(Extension(ListeningOn(address))),
        Err(_) => router,
    };
    loop {
        let accept = async {
            let place = Arc::clone(&places).acquire_owned().await.expect("the semaphore is never closed");
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            accepted = accept => accepted,
        };
        match accepted {
            Ok((stream, _)) => {
                let (router, stopped) = (router.clone(), stopped.clone());
                tokio::spawn(async move {
                    converse(stream, router, stopped).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    drop(stopping);
    // Each connection holds a place; when all places are free, all have ended.
    if timeout(GRACE, places.acquire_many(MAX_CONNECTIONS)).await.is_err() {
        tracing::warn!("some answers were still on their way");
    }
}

async fn converse(stream: TcpStream, router: Router, mut stopped: watch::Receiver<()>) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEAD_LINES)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    tokio::select! {
        ended = &mut connection => return note(ended),
        () = sleep(CONNECTION_TIME) => {}
        // The sender is dropped, which counts as a change.
        _ = stopped.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    if let Ok(ended) = timeout(GRACE, connection).await {
        note(ended);
    }
}

fn note(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}

/// Resolves at SIGTERM or SIGINT. The signals are taken over at once, before the future is first polled.
///
/// # Errors
/// When the system refuses to hand over a signal.
#[cfg(unix)]
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    })
}

/// Resolves at Ctrl-C.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
