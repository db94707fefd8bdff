//! When a connection last got on, and a stream that notes it.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, sleep_until},
};

/// When a connection last got on: it was accepted, the head of a request was complete, or the client took a part of an
/// answer. Single bytes of a head or a body do not count, so that sending one now and then does not look busy.
#[derive(Debug)]
pub(super) struct Progress {
    begun: Instant,
    /// Milliseconds after `begun`.
    last_ms: AtomicU64,
    /// Whether an answer waits for the client to take more of it.
    is_write_pending: AtomicBool,
}

impl Progress {
    pub fn new(now: Instant) -> Self {
        Self { begun: now, last_ms: AtomicU64::new(0), is_write_pending: AtomicBool::new(false) }
    }

    /// Of a connection that was just accepted.
    pub fn begin() -> Self {
        Self::new(Instant::now())
    }

    pub fn note(&self) {
        self.note_at(Instant::now());
    }

    pub fn note_at(&self, now: Instant) {
        let elapsed = u64::try_from(now.duration_since(self.begun).as_millis()).unwrap_or(u64::MAX);
        self.last_ms.store(elapsed, Ordering::Relaxed);
    }

    /// When the connection last got on.
    pub fn last(&self) -> Instant {
        self.begun + Duration::from_millis(self.last_ms.load(Ordering::Relaxed))
    }

    /// Resolves when the client has taken nothing of an answer for `limit`.
    pub async fn stalled(&self, limit: Duration) {
        loop {
            let is_pending = self.is_write_pending.load(Ordering::Relaxed);
            let (now, due) = (Instant::now(), self.last() + limit);
            if is_pending && due <= now {
                return;
            }
            // A write that begins to wait meanwhile has got on later than now.
            sleep_until(if is_pending { due } else { now + limit }).await;
        }
    }
}

/// A stream whose writes are noted as progress.
pub(super) struct Watched<S> {
    stream: S,
    progress: Arc<Progress>,
}

impl<S> Watched<S> {
    pub fn new(stream: S, progress: Arc<Progress>) -> Self {
        Self { stream, progress }
    }

    fn note(&self, written: &Poll<io::Result<usize>>) {
        self.progress.is_write_pending.store(written.is_pending(), Ordering::Relaxed);
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.progress.note();
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.note(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.note(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
