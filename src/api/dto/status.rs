//! `status.json`: the health of each source.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    api::{Problems, problems::null_as_default},
    domain::{Instant, SourceHealth},
};

/// The document; each of `sources` is a [`SourceStatusDto`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StatusDto {
    pub version: u32,
    pub generated_at: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub sources: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceStatusDto {
    pub id: String,
    pub kind: Option<String>,
    pub ok: Option<bool>,
    pub last_success: Option<String>,
    pub kept: Option<u64>,
    pub rejected: Option<u64>,
    pub last_error: Option<String>,
}

impl StatusDto {
    pub fn into_domain(self, problems: &mut Problems) -> (Option<Instant>, Vec<SourceHealth>) {
        let generated_at = problems.instant("generated_at", self.generated_at.as_deref());
        let sources = problems.records("sources", self.sources, |problems, place, dto: SourceStatusDto| {
            Some(SourceHealth {
                last_success: problems.instant(place, dto.last_success.as_deref()),
                id: dto.id,
                kind: dto.kind,
                ok: dto.ok,
                kept: dto.kept,
                rejected: dto.rejected,
                last_error: dto.last_error,
            })
        });
        (generated_at, sources)
    }
}
