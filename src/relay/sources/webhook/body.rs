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
    read_body_within(TIME, request).await
}

async fn read_body_within(time: Duration, request: Request) -> Result<Bytes, Problem> {
    match timeout(time, to_bytes(request.into_body(), MOST_BYTES)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "longer than 64 kilobytes, or cut off")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "the body took longer than half a minute")),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll},
    };

    use axum::{
        body::{Body, HttpBody},
        response::IntoResponse,
    };
    use hyper::body::Frame;

    use super::*;

    /// A byte each time it is asked, until it has given as many.
    struct Dripping(usize);

    impl HttpBody for Dripping {
        type Data = Bytes;
        type Error = axum::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
            if self.0 == 0 {
                return Poll::Pending;
            }
            self.0 -= 1;
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"x")))))
        }
    }

    async fn status(body: Body) -> StatusCode {
        let read = read_body_within(Duration::from_millis(50), Request::new(body)).await;
        read.map_or_else(|problem| problem.into_response().status(), |_| StatusCode::OK)
    }

    #[tokio::test]
    async fn half_a_body_is_waited_for_for_a_while_and_a_long_one_is_not_read() {
        for come in [0, 1, 1000] {
            assert_eq!(status(Body::new(Dripping(come))).await, StatusCode::REQUEST_TIMEOUT);
        }
        assert_eq!(status(Body::from(vec![0; MOST_BYTES])).await, StatusCode::OK);
        assert_eq!(status(Body::from(vec![0; MOST_BYTES + 1])).await, StatusCode::PAYLOAD_TOO_LARGE);
    }
}
