//! The public API, version 1: its wire types and how they become domain types.

mod by_lang;
mod client;
pub mod dto;
mod problems;
mod text;
mod wire;

pub use by_lang::ByLang;
#[cfg(target_arch = "wasm32")]
pub use client::fetch;
pub use client::{FetchError, Fetched, Kept, TIMEOUT_S};
pub use problems::{DecodeError, Problem, Problems, decode};
pub use text::one_line;
pub use wire::{Fault, Records, Wire};

/// The version of the contract that this program speaks.
pub const VERSION: u32 = 1;

/// Where the documents lie, below a deployment's root.
pub const BASE_PATH: &str = "api/v1/";
