//! One household's electricity: what its meter said, and what follows from that. Nothing here leaves the device.

mod bill;
mod by_day;
mod compare;
mod curve;
mod evidence;
mod export;
mod interval;
mod moment;
mod money;
mod packed;
mod plausible;
mod prm;
mod report;
mod sample;
mod solar;
mod sums;
mod tariff;
mod typical;

pub use bill::{Bill, BillLine, bill};
pub use by_day::ByDay;
pub use compare::{Benchmark, Heating, YearOnYear, YearlyUse, whole_days};
pub use curve::Curve;
pub use evidence::{Answer, Basis, Choice, Evidence, Kind, Known, Quantity, Question, Scale};
pub use export::{OWN_FORMAT, to_csv, to_json};
pub use interval::{Direction, Interval, Record};
pub use moment::{Because, GoodMoment, When};
pub use money::Money;
pub use packed::{pack, pack_terms, unpack, unpack_terms};
pub use plausible::{Doubt, HOUSEHOLD_KVA, doubts};
pub use prm::MaskedPrm;
pub use report::{
    Clocks, FileReport, Form, Gathered, LeftOut, NotRead, Outcome, Part, Reason, ShortName, Stamps, Summary,
};
pub use sample::sample;
pub use solar::{OwnSun, SunForMachine, sunny_hours, usual_sun};
pub use sums::{Step, Sum, Window, windows};
pub use tariff::{Hours, Period, Tariff, TariffOption, TempoCalendar, TempoColour};
pub use typical::{BaseLoad, BusyTime, Peaks, TypicalWeek};
