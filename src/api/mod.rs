//! The public API, version 1: its documents and how they become domain types.

#[cfg(not(target_arch = "wasm32"))]
mod by_lang;
mod client;
#[cfg(not(target_arch = "wasm32"))]
pub mod dto;
mod problems;
pub mod read;
mod record;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use by_lang::ByLang;
#[cfg(target_arch = "wasm32")]
pub use client::fetch;
pub use client::{FetchError, Fetched, Kept, TIMEOUT_S};
pub use problems::{DecodeError, Problem, Problems, decode};
pub use record::Record;
pub use text::one_line;

/// The version of the contract that this program speaks.
pub const VERSION: u32 = 1;

/// Where the documents lie, below a deployment's root.
pub const BASE_PATH: &str = "api/v1/";
