//! `status.json`: the health of each source.

use serde_json::Value;

use super::TextDto;
use crate::{
    api::{Problems, text::local_text, wire::wire},
    domain::{Instant, SourceHealth},
};

wire! {
    /// The document; each of `sources` is a [`SourceStatusDto`].
    pub struct StatusDto {
        pub version: u32,
        pub generated_at: Option<String>,
        pub sources: Vec<Value> = default,
    }

    pub struct SourceStatusDto {
        pub id: String,
        /// What people call it.
        pub label: Option<TextDto>,
        pub kind: Option<String>,
        pub ok: Option<bool>,
        pub last_success: Option<String>,
        pub kept: Option<u64>,
        pub rejected: Option<u64>,
        pub last_error: Option<String>,
    }
}

impl StatusDto {
    pub fn into_domain(self, problems: &mut Problems) -> (Option<Instant>, Vec<SourceHealth>) {
        let generated_at = problems.instant("generated_at", self.generated_at.as_deref());
        let sources = problems.records("sources", self.sources, |problems, place, dto: SourceStatusDto| {
            Some(SourceHealth {
                last_success: problems.instant(place, dto.last_success.as_deref()),
                id: dto.id,
                label: local_text(dto.label),
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
