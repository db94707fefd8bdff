//! The curve of a day as a small drawing.

use chrono::{Duration, NaiveDate, Timelike};

use super::{Known, Place, SchoolTexts};
use crate::{
    domain::{MeterKind, PowerSeries, Watts, Zone, day_bounds},
    present::scale::round_scale,
};

/// A drawing in units of its own: five minutes of the day are one wide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDrawing {
    pub width: i64,
    /// What the sun gives, as an area.
    pub sun: Curve,
    /// What is used, as a line.
    pub usage: Curve,
    /// What the top stands for.
    pub scale: String,
    /// Where hours of the wall clock stand, and their names.
    pub hours: Vec<(i64, String)>,
}

/// `d` of an SVG path; empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve(pub String);

const UNIT_MIN: i64 = 5;
/// Watts that fill a drawing at least.
const LEAST: f64 = 100.0;

impl DayDrawing {
    pub const HEIGHT: i64 = 100;

    /// `None` where nothing was measured.
    pub fn of(s: &SchoolTexts, place: &Place, date: NaiveDate, zone: &Zone) -> Option<Self> {
        let [sun, usage] = shown(place).map(|meter| meter.and_then(|meter| meter.today.as_ref()));
        let peaks = [sun, usage].into_iter().flatten().filter_map(PowerSeries::peak);
        let highest = peaks
            .map(|(_, peak)| peak.0)
            .fold(None, |most: Option<f64>, peak| Some(most.map_or(peak, |most| most.max(peak))))?;
        let (top, _) = round_scale(highest, LEAST);
        let (start, end) = day_bounds(date, zone);
        let width = (end - start).num_minutes() / UNIT_MIN;
        let mark = |hour: i64| {
            let clock = zone.local(start + Duration::hours(hour)).hour();
            clock.is_multiple_of(6).then(|| (hour * 60 / UNIT_MIN, clock.to_string()))
        };
        Some(Self {
            width,
            sun: sun.map(|series| curve(series, top, true)).unwrap_or_default(),
            usage: usage.map(|series| curve(series, top, false)).unwrap_or_default(),
            scale: s.digits.round_power(Watts(top)),
            hours: (1..(end - start).num_hours()).filter_map(mark).collect(),
        })
    }
}

/// The meters that the area and the line show, of those that there are.
pub(super) fn shown(place: &Place) -> [Option<&Known>; 2] {
    let first = |kinds: [MeterKind; 2]| kinds.into_iter().find_map(|kind| place.meter(kind));
    [first([MeterKind::PvProduction, MeterKind::SolarThermal]), first([MeterKind::Consumption, MeterKind::GridImport])]
}

/// Broken where nothing is known: a gap does not fall to zero.
fn curve(series: &PowerSeries, top: f64, is_area: bool) -> Curve {
    let bottom = DayDrawing::HEIGHT;
    let x = |i: usize| (series.stamp(i) + series.step / 2 - series.start).num_minutes() / UNIT_MIN;
    let y = |watts: Watts| bottom - (watts.0 / top * bottom as f64).round() as i64;
    let points: Vec<Option<(i64, i64)>> =
        series.values.iter().enumerate().map(|(i, value)| value.map(|watts| (x(i), y(watts)))).collect();
    let drawn = |run: &[Option<(i64, i64)>]| {
        let run: Vec<(i64, i64)> = run.iter().flatten().copied().collect();
        let (first, last) = (run.first()?, run.last()?);
        // A stretch of one height needs its ends alone.
        let is_end = |i: usize| i == 0 || i + 1 == run.len();
        let turns = (0..run.len()).filter(|&i| is_end(i) || run[i - 1].1 != run[i].1 || run[i + 1].1 != run[i].1);
        let through = turns.map(|i| format!("{} {}", run[i].0, run[i].1)).collect::<Vec<_>>().join("L");
        Some(match run.len() {
            _ if is_area => format!("M{} {bottom}L{through}L{} {bottom}Z", first.0, last.0),
            1 => format!("M{through}h2"),
            _ => format!("M{through}"),
        })
    };
    Curve(points.split(Option::is_none).filter_map(drawn).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::paris;

    fn series(values: &[Option<f64>]) -> PowerSeries {
        let (start, _) = day_bounds("2026-11-21".parse().unwrap(), &paris());
        PowerSeries { start, step: Duration::minutes(10), values: values.iter().map(|v| v.map(Watts)).collect() }
    }

    #[test]
    fn a_gap_breaks_the_line_and_a_flat_stretch_has_two_points() {
        let values = [Some(0.0), Some(0.0), Some(0.0), Some(500.0), None, Some(1000.0)];
        assert_eq!(curve(&series(&values), 1000.0, false).0, "M1 100L5 100L7 50M11 0h2");
        assert_eq!(curve(&series(&values[4..]), 1000.0, true).0, "M3 100L3 0L3 100Z");
    }
}
