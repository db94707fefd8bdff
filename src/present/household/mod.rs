//! Words and shapes of a household's own electricity: tables of their own, so that residents do not load them.

mod assumed;
mod bars;
mod en;
mod figures;
mod fr;
mod heat;
mod page;
mod texts;
mod words;

pub use assumed::{assumptions, doubt_words};
pub use bars::{Bars, EnergyBar};
pub use figures::{
    about_euros, clock_minutes, date_range, energy, euros, grouped, per_kilowatt_hour, power, read_hours, read_number,
    read_price, stretch_name,
};
pub use heat::{HeatCell, heat};
pub use page::HouseholdPage;
pub use texts::{HouseholdTexts, household_texts};
pub use words::{bill_words, busy_words, consumption_words, machine_words};
