//! The native program that makes the public API out of a territory's sources and serves it.

pub mod contract;
pub mod demo;
mod documents;
mod zone;

pub use documents::Documents;
pub use zone::utc_offsets;
