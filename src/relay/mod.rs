//! The native program that makes the public API out of a territory's sources and serves it.

mod args;
pub mod assets;
mod atomic;
mod base;
pub mod cli;
pub mod clock;
mod content;
mod content_policy;
pub mod contract;
pub mod demo;
mod documents;
mod edition;
mod headers;
pub mod import;
mod index_page;
pub mod listen;
mod negotiate;
mod pages;
pub mod plain;
mod problem;
pub mod publish;
pub mod serve;
pub mod sites_file;
mod source;
mod zone;

pub use base::Base;
pub use documents::Documents;
pub use source::Source;
pub use zone::utc_offsets;
