//! Until the demonstration and the reader of files are here: publishes a file of centres as it is, and says in
//! `status.json` what is missing.

use serde_json::{Value, json};

use super::{Documents, Source};
use crate::{api::VERSION, domain::Instant};

/// `sites.json` as it was given, or nothing.
pub struct StandIn(pub Option<Value>);

impl Source for StandIn {
    fn documents(&self, now: Instant) -> Documents {
        let mut documents = Documents::default();
        let state = match &self.0 {
            Some(sites) => {
                documents.insert("sites.json", sites);
                json!({"id": "sites", "kind": "file", "ok": true})
            }
            None => {
                json!({"id": "demo", "kind": "demo", "ok": false, "last_error": "this relay has no demonstration"})
            }
        };
        let status = json!({"version": VERSION, "generated_at": now.to_rfc3339(), "sources": [state]});
        documents.insert("status.json", &status);
        documents
    }
}
