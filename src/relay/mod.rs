//! The native program that makes the public API out of a territory's sources and serves it.

mod documents;
pub mod import;
pub mod sites_file;
mod zone;

pub use documents::Documents;
pub use zone::utc_offsets;
