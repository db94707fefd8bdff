//! The readers of the public API's documents. Each takes a document or a record of one and gives its domain value, or `None`
//! where nothing can be made of it.

mod announced;
mod history;
mod household;
mod live;
mod profiles;
mod schools;
mod series;
mod sites;
mod status;
mod territory;

use super::{Problems, Record};
use crate::platform::json::Value;

pub use history::{DayOfWaits, SiteWaits, history, report, waits};
pub use household::{benchmarks, tariffs, tempo, weather};
pub use live::{live, reading};
pub use profiles::{profile, profiles};
pub use schools::{first_roof, schools, schools_live};
pub use series::{day_series, energy_series};
pub use sites::{site, sites};
pub use status::status;
pub use territory::territory;

/// A record by itself; what is left out of it is not told.
pub fn alone<T>(record: &Value, read: impl FnOnce(&mut Record) -> Option<T>) -> Option<T> {
    let mut problems = Problems::default();
    let mut record = Record::new(record, "", &mut problems);
    record.is_object().then(|| read(&mut record)).flatten()
}
