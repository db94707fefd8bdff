//! Pages without script, made by the relay and read as they lie. Each is one file; nothing on it needs a click to be read.

mod centre;
mod frame;
mod help;
mod list;
mod poster;
mod sighted;

pub use centre::{Centre, centre};
pub use frame::{Frame, Place, Refresh};
pub use help::{help, not_found};
pub use list::{Group, Listing, centres, groups};
pub use poster::{Poster, PosterRow, QrCode, poster, territory_poster, too_many};
pub use sighted::{FirstSight, first_sight};
