//! Schools on plain pages: what their meters said, with times and dates.

mod curve;
mod data;
mod en;
mod fr;
mod hours;
mod known;
mod lines;
mod now;
mod past;
mod shares;
mod sheet;
mod texts;

pub use curve::{Curve, DayDrawing};
pub use data::{DataTexts, MeterOffer, Offer, data_texts, offer};
pub use known::{Known, Place};
pub use lines::{list_lines, sheet_lines};
pub use now::Figure;
pub use past::Period;
pub use sheet::{Sheet, place_name, sheet};
pub use texts::{SchoolTexts, school_texts};
