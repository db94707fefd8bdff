//! Whether an import would lose what is there already.

use std::{collections::BTreeSet, fs, io, path::Path};

use serde_json::Value;

use super::Imported;
use crate::{
    api::{Problems, decode, read},
    relay::{
        count::{count, verb},
        reason,
    },
};

/// So many of the centres that would be lost are named.
const NAMED: usize = 5;

/// Why a file is left as it was. Whoever means it can ask for it.
#[derive(Debug, thiserror::Error)]
pub enum Loss {
    #[error("there is no recycling centre in the answer")]
    Nothing,
    #[error("the server broke off ({0}), so that centres may be missing")]
    Partial(String),
    #[error("{lost} of the {} of the file {} not in the answer: {named}", count(*.all, "centre"), verb(*.lost, "is", "are"))]
    Most { lost: usize, all: usize, named: String },
    #[error("the file is there and cannot be read ({0})")]
    Unread(io::Error),
    #[error("the file is there and is no file of centres")]
    Other,
}

/// Compares an import with the file that it is to replace.
///
/// # Errors
/// When the answer is empty or not complete, when more than half of the file's centres would be gone, or when the file is
/// something else.
pub fn check_loss(out: &Path, imported: &Imported) -> Result<(), Loss> {
    if imported.sites.sites.is_empty() {
        return Err(Loss::Nothing);
    }
    if let Some(remark) = imported.report.remark.as_ref().filter(|remark| reason::is_broken_off(remark)) {
        return Err(Loss::Partial(remark.clone()));
    }
    let bytes = match fs::read(out) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Loss::Unread(error)),
    };
    decode(&bytes, &mut Problems::default(), read::sites).map_err(|_| Loss::Other)?;
    let before: Value = serde_json::from_slice(&bytes).map_err(|_| Loss::Other)?;
    let before = before["sites"].as_array().map_or(&[][..], Vec::as_slice);
    let (before, after) = (ids(before), ids(&imported.sites.sites));
    let lost: Vec<&str> = before.difference(&after).copied().collect();
    if lost.len() * 2 <= before.len() {
        return Ok(());
    }
    let more = lost.len().saturating_sub(NAMED);
    let named = lost.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let named = if more > 0 { format!("{named} and {more} more") } else { named };
    Err(Loss::Most { lost: lost.len(), all: before.len(), named: reason::tidy(&named) })
}

fn ids(sites: &[Value]) -> BTreeSet<&str> {
    sites.iter().filter_map(|site| site.get("id").and_then(Value::as_str)).collect()
}
