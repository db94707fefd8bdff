//! Words for pages that lie as files and are read later: they say times, never ages, and days by their date. Only the relay
//! makes such pages, so none of this weighs on the app.

mod address;
mod day;
pub mod easy;
mod en;
mod entry;
mod fr;
pub mod gate;
mod past;
pub mod schools;
mod spoken;
pub mod statements;
mod text;
mod texts;
mod usual;
mod week;

pub use address::PlainRoute;
pub use day::{closures_of_day, day_hours, full_date, notice_words};
pub use entry::{Entry, entry, widest_entry};
pub use past::{Past, PastOffer, PastTexts, ReportPage, ReportRow, past_offer, past_texts, report_page};
pub use spoken::spoken;
pub use text::{centre_lines, entry_lines, opening_lines};
pub use texts::{PlainTexts, plain_texts};
pub use usual::{UsualDay, calm_rows, calmest, usual_day, usual_rows, usual_week, week_sentence};
pub use week::{WeekHours, weeks_of_year};
