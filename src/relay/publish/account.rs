//! What `status.json` says of publishing: whoever watches the relay learns that the copy elsewhere grows old.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;

use super::{PublishError, Report};
use crate::{
    domain::{Instant, rfc3339},
    relay::{
        Documents, Source,
        foreign::{LONGEST, one_line},
        neighbours::extend,
    },
};

/// How the last publishes went.
#[derive(Debug, Default)]
pub struct Account(Mutex<State>);

#[derive(Clone, Debug, Default)]
struct State {
    last_success: Option<Instant>,
    published: u64,
    trouble: Option<String>,
}

impl Account {
    /// Notes how publishing the documents of `now` went.
    pub fn note(&self, done: &Result<Report, PublishError>, now: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match done {
            Ok(_) => {
                *state = State { last_success: Some(now), published: state.published + 1, trouble: None };
            }
            // A store answers with whole pages.
            Err(error) => state.trouble = Some(one_line(&error.to_string(), LONGEST)),
        }
    }
}

/// A source whose status tells of publishing too.
pub struct Accounted {
    source: Arc<dyn Source>,
    account: Arc<Account>,
}

impl Accounted {
    pub fn new(source: Arc<dyn Source>, account: Arc<Account>) -> Self {
        Self { source, account }
    }
}

impl Source for Accounted {
    /// What is published tells of the time before: its own end cannot be known yet.
    fn documents(&self, now: Instant) -> Documents {
        let mut documents = self.source.documents(now);
        let state = self.account.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let entry = json!({
            "id": "publish",
            "label": {"fr": "Publication", "en": "Publishing"},
            "kind": "publisher",
            // Nothing was tried yet.
            "ok": (state.published > 0 || state.trouble.is_some()).then_some(state.trouble.is_none()),
            "last_success": state.last_success.map(rfc3339),
            "kept": state.published,
            "rejected": null,
            "last_error": state.trouble,
        });
        extend(&mut documents, "status.json", "sources", &[entry]);
        documents
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::relay::publish::MANIFEST;

    struct Silent;
    impl Source for Silent {
        fn documents(&self, _: Instant) -> Documents {
            let mut documents = Documents::default();
            documents.insert("status.json", &json!({"version": 1, "sources": [{"id": "a"}]}));
            documents
        }
    }

    #[test]
    fn a_publish_that_fails_is_told_until_one_succeeds() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let account = Arc::new(Account::default());
        let source = Accounted::new(Arc::new(Silent), Arc::clone(&account));
        let entry = || {
            let documents = source.documents(now);
            let status: Value = serde_json::from_slice(documents.get("status.json").unwrap()).unwrap();
            assert_eq!(status["sources"][0]["id"], "a");
            status["sources"][1].clone()
        };
        assert_eq!((&entry()["ok"], &entry()["last_success"]), (&json!(null), &json!(null)));
        account.note(&Err(PublishError::NotAFolder(MANIFEST.into())), now);
        assert_eq!((&entry()["ok"], &entry()["last_error"]), (&json!(false), &json!(".bon-moment.json: not a folder")));
        account.note(&Err(PublishError::NotAFolder("x\n".repeat(1 << 20).into())), now);
        let long = entry()["last_error"].as_str().unwrap_or_default().to_owned();
        assert!(long.len() < 1000 && !long.contains('\n'), "{}", long.len());
        account.note(&Ok(Report { files: 1, changed: 1, removed: 0 }), now);
        let told = entry();
        assert_eq!((&told["ok"], &told["last_error"], &told["kept"]), (&json!(true), &json!(null), &json!(1)));
        assert_eq!(told["last_success"], "2026-11-21T10:00:00Z");
    }
}
