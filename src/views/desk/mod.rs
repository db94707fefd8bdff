//! The library desk: somebody helps another person, one question a screen, and nothing stays behind.

mod answer;
mod bricks;
mod drawing;
mod frame;
mod help;
#[allow(dead_code, reason = "the whole set of elements; screens take what they need")]
mod place;
mod sheet;
mod what;
mod when;

pub use frame::shell;

use crate::{
    present::desk::{DeskTexts, desk_texts},
    state::Desk,
};

/// The phrases of the desk in its language.
fn d(desk: Desk) -> &'static DeskTexts {
    desk_texts(desk.app.lang())
}
