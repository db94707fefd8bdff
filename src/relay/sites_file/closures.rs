//! Closures that are said while the relay runs.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde_json::{Value, value::RawValue};

use super::SitesFile;
use crate::{api::dto::ClosureDto, domain::SiteId, relay::outline::members};

impl SitesFile {
    /// The document with one closure more at some centres.
    pub(in crate::relay) fn with_closures(&self, closures: &BTreeMap<SiteId, ClosureDto>) -> Bytes {
        let records: Vec<&RawValue> = members(&self.document)
            .and_then(|members| serde_json::from_str(members.get("sites")?.get()).ok())
            .unwrap_or_default();
        let mut written = Vec::with_capacity(self.records.len());
        // The records stand in the order of the centres.
        for (record, site) in records.into_iter().zip(&self.sites) {
            written.extend_from_slice(if written.is_empty() { b"" } else { b"," });
            match closures.get(&site.id) {
                Some(closure) => {
                    let mut value: Value = serde_json::from_str(record.get()).unwrap_or_default();
                    let announced = value.get_mut("closures").and_then(Value::as_array_mut).map(std::mem::take);
                    let all = announced.unwrap_or_default().into_iter().chain([super::record(closure)]);
                    value["closures"] = all.collect();
                    serde_json::to_writer(&mut written, &value).expect("what was read can be written to memory");
                }
                None => written.extend_from_slice(record.get().as_bytes()),
            }
        }
        let document = &self.document;
        [&document[..self.records.start], &written, &document[self.records.end..]].concat().into()
    }
}
