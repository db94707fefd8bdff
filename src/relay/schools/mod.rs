//! From the meters of schools and other public buildings to their documents, whatever the meters are read from.

mod cache;
mod day;
mod derived;
mod file;
mod gathered;
mod history;
mod publication;
mod rules;
mod wire;

pub use cache::series_cache;
pub use day::LocalDay;
pub use file::{SchoolsFileError, read_schools};
pub use gathered::{GatheredMeters, Read, Readings};
pub use publication::Publication;
pub use rules::gather_rules;
pub use wire::{schools, schools_live};

use crate::domain::{Instant, PowerSeries, School, Watts};

/// The last value of a meter and when it was read.
pub type LastValue = Option<(Instant, Watts)>;

/// What was measured cannot be read now, which is not the same as nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// The meters of public buildings.
pub trait Meters {
    /// The places, each with the meters that are read there.
    fn places(&self) -> &[School];

    /// What each meter of a place measured on a local day, in the order of its meters: the steps that are over, from the
    /// beginning of the day; a gap is `None`. What is said of a day two days past does not change any more.
    ///
    /// # Errors
    /// When it cannot be read now.
    fn day(&self, place: &School, day: LocalDay) -> Result<Vec<PowerSeries>, Unreadable>;

    /// The last value of each meter of a place, in the order of its meters.
    ///
    /// # Errors
    /// When it cannot be read now.
    fn last(&self, place: &School, now: Instant) -> Result<Vec<LastValue>, Unreadable>;
}

#[cfg(test)]
mod tests;
