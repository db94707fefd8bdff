//! The body of a message, bounded in size and time.

use std::time::Duration;

use axum::{
    body::{Bytes, to_bytes},
    extract::Request,
    http::StatusCode,
};
use tokio::time::timeout;

use crate::relay::problem::Problem;

/// Uplinks are a few kilobytes.
const MOST_BYTES: usize = 64 << 10;
/// The largest of them over a 2G line.
const TIME: Duration = Duration::from_secs(30);

/// # Errors
/// When the body is too long or takes too long.
pub(super) async fn read_body(request: Request) -> Result<Bytes, Problem> {
    match timeout(TIME, to_bytes(request.into_body(), MOST_BYTES)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "longer than 64 kilobytes, or cut off")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "the body did not come within 30 seconds")),
    }
}
