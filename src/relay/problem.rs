//! Errors for programs: problem details (RFC 9457).

use std::borrow::Cow;

use axum::{
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::headers::REVALIDATED;

/// An error answer. Its type is `about:blank`: the status says it all, `detail` what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    detail: Cow<'static, str>,
    /// The path that was asked for, percent-encoded as it came.
    instance: Option<String>,
    /// Members of its own (RFC 9457, section 3.2).
    more: Map<String, Value>,
}

impl Problem {
    pub fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { status, detail: detail.into(), instance: None, more: Map::new() }
    }

    #[must_use]
    pub fn at(self, path: &str) -> Self {
        Self { instance: Some(path.to_owned()), ..self }
    }

    /// Adds members for programs that know more than the standard's.
    #[must_use]
    pub fn with(self, more: Map<String, Value>) -> Self {
        Self { more, ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(instance) = self.instance {
            body["instance"] = instance.into();
        }
        for (name, value) in self.more {
            body[name] = value;
        }
        // What is missing now may be there with the next refresh.
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, REVALIDATED)];
        (self.status, headers, body.to_string()).into_response()
    }
}
