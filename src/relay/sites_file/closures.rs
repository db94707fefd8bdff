//! Closures that are said while the relay runs.

use std::collections::BTreeMap;

use axum::body::Bytes;

use super::{SitesFile, announced::listed};
use crate::{
    api::dto::ClosureDto,
    domain::{Instant, SiteId},
};

impl SitesFile {
    /// The document with one closure more at some centres.
    pub(in crate::relay) fn with_closures(&self, closures: &BTreeMap<SiteId, ClosureDto>, now: Instant) -> Bytes {
        let with_closure = self.published(now).with_each(self, |site, record| {
            let Some(closure) = closures.get(&site.id) else { return false };
            let all = listed(record.get("closures")).into_iter().chain([super::record(closure)]);
            record["closures"] = all.collect();
            true
        });
        with_closure.bytes
    }
}
