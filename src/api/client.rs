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
    /// Where the network gave nothing and the device had kept an earlier answer (public/sw.js).
    pub kept: Option<Kept>,
}

/// What is to be known of an answer that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it had come, by the device's clock.
    pub at: Instant,
    /// Why there is none from the network.
    pub because: FetchError,
}

impl FetchError {
    /// The error behind another status than 200.
    const fn of_status(status: u16) -> Self {
        match status {
            429 | 503 => Self::Busy(status),
            status => Self::Status(status),
        }
    }

    /// The error that the service worker names.
    pub fn of_reason(reason: &str) -> Self {
        match reason {
            "timeout" => Self::Timeout,
            "portal" => Self::Portal,
            "unreadable" => Self::Unreadable(DecodeError::Unexpected(String::new())),
            "version" => Self::Unreadable(DecodeError::OtherVersion(String::new())),
            reason => reason.parse().map_or(Self::Network, Self::of_status),
        }
    }
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
    if response.status() != 200 {
        return Err(FetchError::of_status(response.status()));
    }
    let headers = response.headers();
    if headers.get("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(FetchError::Portal);
    }
    let age = headers.get("age").and_then(|age| age.trim().parse::<u32>().ok()).unwrap_or(0);
    let date = headers.get("date").and_then(|date| crate::platform::clock::parse_http_date(&date));
    let kept_at = headers.get("x-kept-at").and_then(|at| crate::platform::clock::parse_http_date(&at));
    let because = headers.get("x-kept-because").map(|reason| FetchError::of_reason(&reason));
    let kept = kept_at.zip(because).map(|(at, because)| Kept { at, because });
    // The date of an answer that was kept says nothing about the time now.
    let date = date.filter(|_| kept.is_none());
    let server_time = date.map(|date| date + chrono::Duration::seconds(i64::from(age)));
    let bytes = response.binary().await.map_err(failed)?;
    Ok(Fetched { bytes, server_time, kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_s_reasons_are_the_errors_of_the_network() {
        assert_eq!(FetchError::of_reason("network"), FetchError::Network);
        assert_eq!(FetchError::of_reason("timeout"), FetchError::Timeout);
        assert_eq!(FetchError::of_reason("portal"), FetchError::Portal);
        let is = |reason, trouble: fn(&DecodeError) -> bool| matches!(FetchError::of_reason(reason), FetchError::Unreadable(error) if trouble(&error));
        assert!(is("unreadable", |error| matches!(error, DecodeError::Unexpected(_))));
        assert!(is("version", |error| matches!(error, DecodeError::OtherVersion(_))));
        assert_eq!(FetchError::of_reason("503"), FetchError::Busy(503));
        assert_eq!(FetchError::of_reason("404"), FetchError::Status(404));
    }
}
