//! Schools in words, figures and drawings.

mod bars;
mod class;
mod compare;
mod curve;
pub(super) mod en;
mod equivalents;
mod export;
pub(super) mod fr;
mod now;
mod page;
mod texts;

pub use bars::{BarOf, EnergyBars};
pub use class::{Activity, activities, day_for_class};
pub use compare::{Compared, Fairness, compared};
pub use curve::{Curve, DayCurve, DayLines, HourRow};
pub use equivalents::{Equivalent, equivalents, of_the_day};
pub use export::{Column, CsvForm, day_csv, energies_csv};
pub use now::{Now, Reading, highest_of_today, readings};
pub use page::{SchoolPage, SchoolView};
pub use texts::{Named, SchoolTexts, school_texts};
