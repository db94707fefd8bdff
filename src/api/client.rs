//! Fetching documents. Only here is the network touched.

use super::DecodeError;
use crate::domain::Instant;

/// Why a document could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("no answer from the network")]
    Network,
    #[error("no answer within {TIMEOUT_S} s")]
    Timeout,
    /// Another status than 200.
    #[error("the server answered {0}")]
    Status(u16),
    /// 429 or 503: the server asks to come back later.
    #[error("the server is busy ({0})")]
    Busy(u16),
    /// A page instead of data, as a captive portal gives.
    #[error("the answer is a web page")]
    Portal,
    #[error(transparent)]
    Unreadable(#[from] DecodeError),
}

/// How long an answer may take, seconds: a slow network brings 20 kB in this time.
pub const TIMEOUT_S: u64 = 20;

/// A document as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    pub bytes: Vec<u8>,
    /// The server's clock when the answer left it, as far as the headers tell: `Date`, plus the `Age` that it spent in a
    /// cache.
    pub server_time: Option<Instant>,
}

/// Fetches `url` once.
///
/// # Errors
/// When no answer comes in time, or another than a document.
#[cfg(target_arch = "wasm32")]
pub async fn fetch(url: &str) -> Result<Fetched, FetchError> {
    use crate::platform::abort::Deadline;
    use gloo_net::http::Request;

    let deadline = Deadline::after(std::time::Duration::from_secs(TIMEOUT_S));
    let failed = |_| if deadline.has_passed() { FetchError::Timeout } else { FetchError::Network };
    let response = Request::get(url).abort_signal(deadline.signal().as_ref()).send().await.map_err(failed)?;
    match response.status() {
        200 => {}
        status @ (429 | 503) => return Err(FetchError::Busy(status)),
        status => return Err(FetchError::Status(status)),
    }
    let headers = response.headers();
    if headers.get("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(FetchError::Portal);
    }
    let age = headers.get("age").and_then(|age| age.trim().parse::<u32>().ok()).unwrap_or(0);
    let date = headers.get("date").and_then(|date| crate::platform::clock::parse_http_date(&date));
    let server_time = date.map(|date| date + chrono::Duration::seconds(i64::from(age)));
    let bytes = response.binary().await.map_err(failed)?;
    Ok(Fetched { bytes, server_time })
}
