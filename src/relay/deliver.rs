//! From a content to an answer: in the best form that the client takes, or without a body where it holds that one already.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY},
    },
    response::{IntoResponse, Response},
};
use hyper::body::Frame;

use super::{
    background::Background,
    content::{Content, Encoding},
    negotiate::{accepted_encodings, holds},
    problem::Problem,
};

/// How a content is handed out.
#[derive(Clone, Copy)]
pub(super) struct Delivery<'a> {
    pub status: StatusCode,
    /// The value of `Cache-Control`.
    pub cache: &'a str,
    /// A page's policy is part of what it is, as a 304 does not bear it.
    pub policy: Option<&'a HeaderValue>,
}

impl<'a> Delivery<'a> {
    pub fn of(status: StatusCode, cache: &'a str) -> Self {
        Self { status, cache, policy: None }
    }

    /// The content in the best form that the client takes, or a 304 where it already holds that one. Compressing what nobody
    /// asked for before goes to the background.
    pub async fn answer(
        self,
        content: &Arc<Content>,
        request: &HeaderMap,
        background: &Background,
    ) -> Result<Response, Problem> {
        let Self { status, cache, policy } = self;
        let refused =
            || Problem::new(StatusCode::NOT_ACCEPTABLE, "no encoding accepted; br, gzip and identity are known");
        let (encoding, bytes) = best(content, accepted_encodings(request), background).await.ok_or_else(refused)?;
        let etag =
            policy.map_or_else(|| content.etag(encoding), |policy| content.etag_under(policy.as_bytes(), encoding));
        let mut headers = headers(cache);
        headers.insert(ETAG, value(&etag));
        if status.is_success() && holds(request, &etag) {
            return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        headers.insert(CONTENT_TYPE, value(content.media_type()));
        if encoding != Encoding::Identity {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.token()));
        }
        Ok((status, headers, Body::from(bytes)).into_response())
    }
}

/// The answer to HEAD for what is not made yet, without the headers that only its making would tell (RFC 9110, section
/// 9.3.2): its length, its encoding, its entity tag.
pub(super) fn unmade(cache: &str, media_type: &'static str) -> Response {
    let mut headers = headers(cache);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    (headers, Body::new(OfUnknownLength)).into_response()
}

fn headers(cache: &str) -> HeaderMap {
    HeaderMap::from_iter([(CACHE_CONTROL, value(cache)), (VARY, HeaderValue::from_static("Accept-Encoding"))])
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("our own headers are plain ASCII")
}

/// The first of these encodings that the content has.
async fn best(content: &Arc<Content>, accepted: Vec<Encoding>, background: &Background) -> Option<(Encoding, Bytes)> {
    for encoding in accepted {
        let bytes = if content.is_ready(encoding) {
            content.encoded(encoding)
        } else {
            let content = Arc::clone(content);
            background.run(move || content.encoded(encoding)).await
        };
        if let Some(bytes) = bytes {
            return Some((encoding, bytes));
        }
    }
    None
}

/// No bytes, and no promise of how many: an empty body would say that the length is zero.
struct OfUnknownLength;

impl HttpBody for OfUnknownLength {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Poll::Ready(None)
    }
}
