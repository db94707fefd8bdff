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
pub use gathered::{GatheredMeters, Readings};
pub use publication::Publication;
pub use rules::gather_rules;
pub use wire::{schools, schools_live};

use crate::domain::{Instant, PowerSeries, School, Watts};

/// The last value of a meter and when it was read.
pub type LastValue = Option<(Instant, Watts)>;

/// The meters of public buildings.
pub trait Meters {
    /// The places, each with the meters that are read there.
    fn places(&self) -> &[School];

    /// What each meter of a place measured on a local day, in the order of its meters: the steps that are over, from the
    /// beginning of the day; a gap is `None`. What is said of a day two days past does not change any more.
    fn day(&self, place: &School, day: LocalDay) -> Vec<PowerSeries>;

    /// The last value of each meter of a place, in the order of its meters.
    fn last(&self, place: &School, now: Instant) -> Vec<LastValue>;
}

#[cfg(test)]
mod tests;
