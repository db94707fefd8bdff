//! The curve of one day as a drawing and as rows of a table.

use chrono::{Duration, NaiveDate, Timelike};

use crate::{
    domain::{Instant, PowerSeries, Watts, Zone, day_bounds},
    present::scale::{lines, round_scale},
};

/// One line of the drawing: `d` of an SVG path, broken where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    pub line: String,
    /// The same, closed at the bottom.
    pub area: String,
}

/// The series of a day that are drawn and listed, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct DayLines<'a> {
    pub production: Option<&'a PowerSeries>,
    pub consumption: Option<&'a PowerSeries>,
    /// Heat: a line of its own, never added to electricity.
    pub thermal: Option<&'a PowerSeries>,
    /// The panels' production of the day before, at the same hours of its own day.
    pub before: Option<&'a PowerSeries>,
}

/// The drawing of a day. Its units: a minute is one wide, [`DayCurve::HEIGHT`] is the scale's top.
#[derive(Clone, Debug, PartialEq)]
pub struct DayCurve {
    /// Minutes of the local day: 1380, 1440 or 1500.
    pub width: u32,
    pub production: Curve,
    pub consumption: Curve,
    pub thermal: Curve,
    /// The day before, for comparison.
    pub before: Curve,
    /// Heights of the scale's lines and what they stand for, from the bottom.
    pub scale: Vec<(u32, Watts)>,
    /// Where every third hour of the wall clock stands, and its number.
    pub hours: Vec<(u32, u32)>,
    start: Instant,
}

/// What an hour's row of the table says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HourRow {
    /// The hour of the wall clock; the repeated one of autumn comes twice.
    pub hour: u32,
    pub production: Option<Watts>,
    pub consumption: Option<Watts>,
    pub thermal: Option<Watts>,
}

impl DayCurve {
    pub const HEIGHT: u32 = 480;

    /// `None` where nothing is known of the day.
    pub fn of(date: NaiveDate, zone: &Zone, lines_of: DayLines) -> Option<Self> {
        let DayLines { production, consumption, thermal, before } = lines_of;
        let (start, end) = day_bounds(date, zone);
        let highest =
            [production, consumption, thermal].into_iter().flatten().filter_map(PowerSeries::peak).map(|(_, p)| p.0);
        let highest = highest.fold(None, |most: Option<f64>, power| Some(most.map_or(power, |m| m.max(power))))?;
        let highest = before.and_then(PowerSeries::peak).map_or(highest, |(_, peak)| highest.max(peak.0));
        let scale = round_scale(highest, 100.0);
        let height = |watts: f64| (watts / scale.0 * f64::from(Self::HEIGHT)).round() as u32;
        let draw = |series: Option<&PowerSeries>, start: Instant| {
            series.map_or_else(Curve::default, |series| draw(series, start, &height))
        };
        let width = u32::try_from((end - start).num_minutes()).unwrap_or(1440);
        Some(Self {
            width,
            production: draw(production, start),
            consumption: draw(consumption, start),
            thermal: draw(thermal, start),
            before: draw(before, before.map_or(start, |series| series.start)),
            scale: lines(scale).into_iter().map(|watts| (height(watts), Watts(watts))).collect(),
            hours: (0..=width / 60).map(|hour| hour * 60).filter_map(|minute| hour_mark(minute, start, zone)).collect(),
            start,
        })
    }

    /// The step, each of so many minutes, at which a reader of the curve begins: the one nearest to the day's middle at which
    /// anything is known.
    pub fn first_read(&self, step_min: u32, lines_of: DayLines) -> u32 {
        let DayLines { production, consumption, thermal, .. } = lines_of;
        let middle = self.width / step_min / 2;
        let is_known = |step: &u32| {
            let at = self.instant(step * step_min);
            [production, consumption, thermal]
                .into_iter()
                .flatten()
                .any(|series| matches!(series.at(at), Some((_, Some(_)))))
        };
        (0..self.width / step_min).filter(is_known).min_by_key(|step| step.abs_diff(middle)).unwrap_or(middle)
    }

    /// The instant that stands at a minute of the drawing.
    pub fn instant(&self, minute: u32) -> Instant {
        self.start + Duration::minutes(i64::from(minute))
    }
}

fn hour_mark(minute: u32, start: Instant, zone: &Zone) -> Option<(u32, u32)> {
    let hour = zone.local(start + Duration::minutes(i64::from(minute))).hour();
    // Midnight at the right edge is the end of the day, which people call 24.
    let hour = if minute > 0 && hour == 0 { 24 } else { hour };
    (hour % 3 == 0).then_some((minute, hour))
}

fn draw(series: &PowerSeries, start: Instant, height: &dyn Fn(f64) -> u32) -> Curve {
    let mut curve = Curve::default();
    let mut run: Vec<(u32, u32)> = Vec::new();
    let half = series.step / 2;
    for (i, value) in series.values.iter().enumerate() {
        let minute = u32::try_from((series.stamp(i) + half - start).num_minutes()).ok();
        match value.zip(minute) {
            Some((power, minute)) => run.push((minute, DayCurve::HEIGHT - height(power.0).min(DayCurve::HEIGHT))),
            None => curve.add(&mut run),
        }
    }
    curve.add(&mut run);
    curve
}

impl Curve {
    /// Adds a stretch without gaps. One lone value is a short dash.
    fn add(&mut self, run: &mut Vec<(u32, u32)>) {
        let (Some(first), Some(last)) = (run.first().copied(), run.last().copied()) else { return };
        let bottom = DayCurve::HEIGHT;
        let points: Vec<String> = run.iter().map(|(x, y)| format!("{x} {y}")).collect();
        let through = points.join("L");
        let dash = if run.len() == 1 { "h2" } else { "" };
        self.line += &["M", &through, dash].concat();
        let (first, last) = (format!("{} {bottom}", first.0), format!("{} {bottom}", last.0));
        self.area += &["M", &first, "L", &through, dash, "L", &last, "Z"].concat();
        run.clear();
    }
}

impl HourRow {
    /// The rows of a day: mean powers of the hours in which something is known.
    pub fn of_day(date: NaiveDate, zone: &Zone, lines_of: DayLines) -> Vec<HourRow> {
        let (start, end) = day_bounds(date, zone);
        let hours = (end - start).num_hours();
        let row = |hour: i64| {
            let from = start + Duration::hours(hour);
            let mean = |series: Option<&PowerSeries>| mean_of(series?, from, from + Duration::hours(1));
            HourRow {
                hour: zone.local(from).hour(),
                production: mean(lines_of.production),
                consumption: mean(lines_of.consumption),
                thermal: mean(lines_of.thermal),
            }
        };
        (0..hours)
            .map(row)
            .filter(|row| [row.production, row.consumption, row.thermal].iter().any(Option::is_some))
            .collect()
    }
}

/// The mean of the known steps that begin within a time; `None` where less than half of them is known.
fn mean_of(series: &PowerSeries, from: Instant, until: Instant) -> Option<Watts> {
    let stamps = (0..series.values.len()).map(|i| (series.stamp(i), series.values[i]));
    let within: Vec<_> = stamps.filter(|(at, _)| (from..until).contains(at)).map(|(_, value)| value).collect();
    let known: Vec<f64> = within.iter().flatten().map(|power| power.0).collect();
    (known.len() * 2 >= within.len() && !known.is_empty())
        .then(|| Watts(known.iter().sum::<f64>() / known.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::paris;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn series(day: &str, values: &[Option<f64>]) -> PowerSeries {
        let (start, _) = day_bounds(date(day), &paris());
        PowerSeries { start, step: Duration::hours(1), values: values.iter().map(|v| v.map(Watts)).collect() }
    }

    fn sun(series: &PowerSeries) -> DayLines<'_> {
        DayLines { production: Some(series), ..DayLines::default() }
    }

    #[test]
    fn heat_is_a_line_of_its_own_within_the_same_scale() {
        let (panels, heat) = (series("2026-11-21", &[Some(1000.0)]), series("2026-11-21", &[Some(4000.0)]));
        let lines = DayLines { thermal: Some(&heat), ..sun(&panels) };
        let curve = DayCurve::of(date("2026-11-21"), &paris(), lines).unwrap();
        assert_eq!((curve.production.line.as_str(), curve.thermal.line.as_str()), ("M30 360h2", "M30 0h2"));
        let rows = HourRow::of_day(date("2026-11-21"), &paris(), lines);
        assert_eq!((rows[0].production, rows[0].thermal), (Some(Watts(1000.0)), Some(Watts(4000.0))));
    }

    #[test]
    fn a_gap_breaks_the_line_and_nothing_falls_to_zero() {
        let series = series("2026-11-21", &[Some(0.0), Some(1000.0), None, Some(500.0)]);
        let curve = DayCurve::of(date("2026-11-21"), &paris(), sun(&series)).unwrap();
        assert_eq!(curve.scale.last().unwrap().1, Watts(1000.0));
        assert_eq!(curve.production.line, "M30 480L90 0M210 240h2");
        assert_eq!(curve.production.area, "M30 480L30 480L90 0L90 480ZM210 480L210 240h2L210 480Z");
        assert_eq!(curve.consumption, Curve::default());
    }

    #[test]
    fn the_day_of_the_clock_change_is_as_wide_as_it_is_long() {
        let of = |day: &str| DayCurve::of(date(day), &paris(), sun(&series(day, &[Some(1.0)]))).unwrap();
        assert_eq!((of("2026-03-29").width, of("2026-10-25").width), (1380, 1500));
        assert_eq!(
            of("2026-11-21").hours,
            [(0, 0), (180, 3), (360, 6), (540, 9), (720, 12), (900, 15), (1080, 18), (1260, 21), (1440, 24)]
        );
        // In spring three o'clock comes after two hours, in autumn after four.
        assert_eq!((of("2026-03-29").hours[1], of("2026-10-25").hours[1]), ((120, 3), (240, 3)));
    }

    #[test]
    fn yesterday_stands_behind_at_its_own_hours_and_within_the_scale() {
        let (today, yesterday) = (series("2026-11-21", &[Some(100.0)]), series("2026-11-20", &[Some(400.0)]));
        let curve =
            DayCurve::of(date("2026-11-21"), &paris(), DayLines { before: Some(&yesterday), ..sun(&today) }).unwrap();
        assert!(curve.before.line.starts_with("M30 "), "{}", curve.before.line);
        assert!(curve.scale.last().unwrap().1.0 >= 400.0);
    }

    #[test]
    fn reading_begins_where_something_is_known() {
        let first = |values: &[Option<f64>]| {
            let series = series("2026-11-21", values);
            DayCurve::of(date("2026-11-21"), &paris(), sun(&series)).unwrap().first_read(10, sun(&series))
        };
        assert_eq!(first(&[Some(1.0); 24]), 72, "noon");
        // Until ten o'clock, and from fourteen o'clock on.
        assert_eq!(first(&[Some(1.0); 10]), 59);
        let afternoon: Vec<_> = (0..24).map(|hour| (hour >= 14).then_some(1.0)).collect();
        assert_eq!(first(&afternoon), 84);
    }

    #[test]
    fn a_day_of_which_nothing_is_known_has_no_drawing() {
        let unknown = series("2026-11-21", &[None, None]);
        assert_eq!(DayCurve::of(date("2026-11-21"), &paris(), sun(&unknown)), None);
    }

    #[test]
    fn the_table_has_an_hour_a_row_and_the_repeated_hour_twice() {
        let values = [Some(100.0); 25];
        let rows = HourRow::of_day(date("2026-10-25"), &paris(), sun(&series("2026-10-25", &values)));
        assert_eq!(rows.iter().take(5).map(|row| row.hour).collect::<Vec<_>>(), [0, 1, 2, 2, 3]);
        assert_eq!((rows.len(), rows[0].production, rows[0].consumption), (25, Some(Watts(100.0)), None));
    }
}
