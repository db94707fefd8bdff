//! The schools' plain pages, which have a moment of their own: meters speak every ten minutes, at night too.

mod data;
mod pages;
mod render;

pub use pages::{SchoolPages, is_of_schools};
