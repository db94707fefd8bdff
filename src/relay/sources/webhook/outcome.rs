//! What became of each message that was sent to a hook, for whoever sent it.

use axum::{
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::super::Batch;
use crate::relay::problem::Problem;

/// Foreign texts are no longer than this in an answer, in characters.
const LONGEST: usize = 300;

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    key: Option<String>,
    done: Done,
    /// How many values were kept.
    values: u64,
    /// Why the message, or a field of it, was ignored or rejected.
    reasons: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    Kept,
    /// It says nothing that is asked for.
    Ignored,
    Rejected,
    /// It came before, or is too old or too far ahead to be one of now.
    Repeated,
}

impl Outcome {
    pub fn new(key: Option<&str>, done: Done, reason: &str) -> Self {
        Self { key: key.map(cut), done, values: 0, reasons: vec![cut(reason)] }
    }

    /// Of one report, by what was taken in of it.
    pub fn of(key: Option<&str>, taken: &Batch) -> Self {
        let reasons = |list: &[super::super::Rejection]| list.iter().map(|one| cut(&one.reason)).collect::<Vec<_>>();
        let rejected = reasons(&taken.rejected);
        let (done, reasons) = match (taken.kept(), rejected.is_empty(), taken.ignored) {
            (1.., ..) => (Done::Kept, rejected),
            (0, false, _) => (Done::Rejected, rejected),
            (0, true, 1..) => (Done::Ignored, reasons(&taken.ignored_examples)),
            (0, true, 0) => (Done::Ignored, vec!["it says that no value is known".to_owned()]),
        };
        Self { key: key.map(cut), done, values: taken.kept(), reasons }
    }

    /// Whether it was refused. What only says again what is known is not.
    pub fn is_refused(&self) -> bool {
        matches!(self.done, Done::Rejected | Done::Repeated)
    }

    fn as_json(&self) -> Value {
        let done = match self.done {
            Done::Kept => "kept",
            Done::Ignored => "ignored",
            Done::Rejected | Done::Repeated => "rejected",
        };
        json!({ "key": self.key, "result": done, "values": self.values, "reasons": self.reasons })
    }
}

/// The answer about all messages of a body: 200 where any was kept or none was wrong; 409 where all came before; otherwise 422.
pub(super) fn answer(outcomes: &[Outcome]) -> Response {
    let count = |is: fn(Done) -> bool| outcomes.iter().filter(|outcome| is(outcome.done)).count();
    let (kept, ignored) = (count(|done| done == Done::Kept), count(|done| done == Done::Ignored));
    let (rejected, repeated) = (outcomes.len() - kept - ignored, count(|done| done == Done::Repeated));
    let records: Vec<Value> = outcomes.iter().map(Outcome::as_json).collect();
    let members = json!({ "kept": kept, "ignored": ignored, "rejected": rejected, "records": records });
    if kept > 0 || rejected == 0 && ignored > 0 {
        let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
        return (StatusCode::OK, headers, members.to_string()).into_response();
    }
    let is_repeated = repeated > 0 && repeated == rejected;
    let status = if is_repeated { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let first =
        outcomes.iter().filter(|outcome| outcome.done != Done::Ignored).find_map(|outcome| outcome.reasons.first());
    let detail = first.map_or_else(|| "the body holds no message".to_owned(), Clone::clone);
    let members = if let Value::Object(members) = members { members } else { Map::new() };
    Problem::new(status, detail).with(members).into_response()
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}
