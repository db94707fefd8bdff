//! Where the documents come from.

use super::Documents;
use crate::domain::Instant;

/// Something that knows a territory: a demonstration, files, or sensors and their history.
pub trait Source: Send + Sync {
    /// All documents of the public API as they are at `now`.
    fn documents(&self, now: Instant) -> Documents;
}
