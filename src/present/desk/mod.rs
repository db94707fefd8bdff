//! Words and shapes of the library desk.

mod answer;
pub(in crate::present) mod en;
pub(in crate::present) mod fr;
mod groups;
mod qr;
mod sheet;
mod sketch;
mod texts;

pub use answer::{AnswerWords, day_words};
pub use groups::groups;
pub use qr::QrPath;
pub use sheet::{SheetFrom, SheetWords};
pub use sketch::{Anchor, Label, Sketch};
pub use texts::{DeskTexts, HelpSection, desk_texts};

use super::initial_capital;
