//! Pages without script, made by the relay and read as they lie. Each is one file; nothing on it needs a click to be read.

mod centre;
mod data;
mod easy;
mod frame;
mod gate;
mod help;
mod legal;
mod list;
mod poster;
mod report;
mod schools;
mod service;
mod sighted;
mod statements;

pub use centre::{Centre, centre};
pub use data::{data, school_data};
pub use easy::easy;
pub use frame::{Frame, Place, Refresh};
pub use gate::{GatePage, GateRefusal};
pub use help::{help, not_found};
pub use legal::{legal, privacy};
pub use list::{Group, Listing, centres, groups};
pub use poster::{Poster, PosterRow, QrCode, poster, territory_poster, too_many};
pub use report::report;
pub use schools::{school, school_wall, schools};
pub use service::service;
pub use sighted::{FirstSight, first_sight};
pub use statements::{accessibility, criteria, eco_design};

use crate::present::{
    Texts, initial_capital,
    plain::{PlainTexts, WeekHours},
};

/// "Jusqu’au mercredi 31 mars 2027 : mardi à samedi 10 h à 12 h 30"; closed days are those that are not named.
fn regular_words(t: &Texts, p: &PlainTexts, week: &WeekHours) -> String {
    let open = week.rows.iter().filter(|(_, hours)| hours != t.closed_day);
    let days: Vec<_> = open.map(|(days, hours)| format!("{days} {hours}")).collect();
    let days = if days.is_empty() { t.closed_day.to_owned() } else { days.join(p.semicolon) };
    (t.labelled)(&initial_capital(&week.when), &days)
}
