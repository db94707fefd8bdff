//! `status.json`: the health of each source.

use crate::{
    api::Record,
    domain::{Instant, SourceHealth},
};

/// When the document was put together, and its sources.
pub fn status(record: &mut Record) -> Option<(Option<Instant>, Vec<SourceHealth>)> {
    let generated_at = record.instant("generated_at");
    let sources = record.list("sources")?;
    record.is_well_formed().then(|| (generated_at, record.records_of("sources", sources, source)))
}

fn source(record: &mut Record) -> Option<SourceHealth> {
    record.requires(&["id"])?;
    let source = SourceHealth {
        id: record.string("id")?,
        label: record.words("label"),
        kind: record.string("kind"),
        ok: record.flag("ok"),
        last_success: record.instant("last_success"),
        kept: record.u64("kept"),
        rejected: record.u64("rejected"),
        last_error: record.string("last_error"),
    };
    record.is_well_formed().then_some(source)
}
