//! The geometry of a typical week: a cell an hour, the darker the higher.

use crate::domain::{Watts, household::TypicalWeek};

/// One hour of one day of the week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeatCell {
    /// Monday is 0.
    pub day: u32,
    pub hour: u32,
    /// `None`: unknown.
    pub power: Option<Watts>,
    /// 0 to 5, evenly between the lowest and the highest power.
    pub level: u32,
}

pub fn heat(week: &TypicalWeek) -> Vec<HeatCell> {
    const LEVELS: f64 = 5.0;
    let span = (week.highest.0 - week.lowest.0).max(1.0);
    let cell = |(day, hour): (usize, usize)| {
        let power = week.hours[day][hour];
        let level = power.map_or(0, |power| ((power.0 - week.lowest.0) / span * LEVELS).round() as u32);
        HeatCell { day: day as u32, hour: hour as u32, power, level }
    };
    (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour))).map(cell).collect()
}
