//! What the relay answered, as two numbers: no addresses, no user agents, no paths.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::{body::HttpBody, http::Method, response::Response};

/// Counts until somebody takes the counts.
#[derive(Debug, Default)]
pub struct Traffic {
    requests: AtomicU64,
    bytes: AtomicU64,
}

impl Traffic {
    /// Counts an answer and the bytes of its body, compressed as it is sent; headers and what a proxy keeps are not seen
    /// here.
    pub(super) fn note(&self, method: &Method, response: &Response) {
        let body = if method == Method::HEAD { 0 } else { response.body().size_hint().exact().unwrap_or(0) };
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(body, Ordering::Relaxed);
    }

    /// Answers and bytes since the last time.
    pub fn take(&self) -> (u64, u64) {
        (self.requests.swap(0, Ordering::Relaxed), self.bytes.swap(0, Ordering::Relaxed))
    }
}
