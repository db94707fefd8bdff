//! Power and energy, and what follows from them.

mod balance;
mod gather;
mod period;
mod series;
mod units;

pub use balance::{Balance, belong_together, self_consumed, used, used_energies, used_energy, used_part, used_series};
pub use gather::{GatherRules, Raw, gather};
pub use period::{Month, SeriesOf, day_bounds, steps_of_day};
pub use series::{Energies, Measured, PowerSeries};
pub use units::{Coverage, WattHours, Watts};
