//! The curve of a day: sentences, the drawing that they name, a way to read it at any time, its table and file.

use chrono::NaiveDate;

use super::{
    chart::{download, legend, or_dash, path},
    now,
    past::DayData,
};
use crate::{
    domain::{PowerSeries, School, Watts},
    present::schools::{Column, DayCurve, DayLines, HourRow, Reading, day_csv, highest_of_today},
    state::{Held, Schools},
    views::{
        bricks::{View, all, element, input, label, live, none, p, status, text},
        parts::chart::{self, figures, grid, marks, plot, row},
    },
};

/// The sentence that names the drawing.
const NAME: &str = "curve-said";

pub fn drawn(schools: Schools, school: &School, date: NaiveDate, shown: &DayData) -> View {
    let moment = schools.moment();
    let zone = moment.context().zone;
    let Some(curve) = DayCurve::of(date, zone, lines_of(shown)) else { return p("", schools.t().nothing_known) };
    let rows = HourRow::of_day(date, zone, lines_of(shown));
    all(vec![
        live_words(school, shown, move |school, shown| said(schools, school, date, shown)),
        drawing(schools, &curve, shown),
        read_at(schools, curve, shown.clone()),
        table(schools, school, date, shown, rows),
    ])
}

/// The drawing with its sentence alone, for a wall and for paper.
pub fn bare(schools: Schools, school: &School, date: NaiveDate, shown: &DayData) -> View {
    let moment = schools.moment();
    let curve = DayCurve::of(date, moment.context().zone, lines_of(shown));
    let Some(curve) = curve else { return p("", schools.t().nothing_known) };
    let words = live_words(school, shown, move |school, shown| total(schools, school, date, shown));
    all(vec![words, drawing(schools, &curve, shown)])
}

/// The sentence follows the meters' last values; the drawing below stays as it is.
fn live_words(
    school: &School,
    shown: &DayData,
    words: impl Fn(&School, &DayData) -> String + Send + Sync + 'static,
) -> View {
    let (school, shown) = (school.clone(), shown.clone());
    live(move || chart::said(NAME, words(&school, &shown)))
}

fn lines_of(shown: &DayData) -> DayLines<'_> {
    DayLines {
        production: shown.production.as_ref(),
        consumption: shown.consumption.as_ref(),
        thermal: shown.thermal.as_ref(),
        before: shown.before.as_ref(),
    }
}

/// What the sun gave, and when the most. Before it rises that is told of the day before: a zero reads as a fault.
fn total(schools: Schools, school: &School, date: NaiveDate, shown: &DayData) -> String {
    let t = schools.t();
    let Some(series) = &shown.production else {
        let heat = shown.thermal.as_ref().and_then(|series| series.energy().known());
        return heat.map_or_else(String::new, |sum| (t.heated)(&t.digits.energy(sum)));
    };
    let moment = schools.moment();
    let context = moment.context();
    if date == schools.today.get_untracked() && school.awaits_sunrise(context.now, context.zone) {
        let before = shown.before.as_ref().map(PowerSeries::energy);
        let told = before.and_then(|measured| Some((measured.known()?, measured.is_partial())));
        return told.map_or_else(String::new, |(sum, partial)| (t.wall_yesterday)(&t.digits.energy(sum), partial));
    }
    let is_today = date == schools.today.get_untracked();
    let reading = is_today.then(|| now::known(schools, school).production).flatten();
    let measured = series.energy();
    let Some(sum) = measured.known() else { return String::new() };
    // What the list says of the same meter.
    let newest = reading.and_then(|reading| reading.since_midnight(context.zone, context.now));
    let (sum, partial) = newest.unwrap_or((sum, measured.is_partial()));
    let last = reading.filter(Reading::counts).map(|reading| (reading.at, reading.power));
    let most = highest_of_today(series, last).filter(|(_, most)| most.0 > 0.0);
    let most = most.map(|(at, most)| format!(" {}", (t.day_peak)(&t.digits.power(most), &clock_of(schools, at))));
    (t.day_produced)(&t.digits.energy(sum), is_today, partial) + &most.unwrap_or_default()
}

fn said(schools: Schools, school: &School, date: NaiveDate, shown: &DayData) -> String {
    let t = schools.t();
    let mut words = Vec::new();
    words.push(total(schools, school, date, shown));
    let known = |series: &Option<PowerSeries>| series.as_ref().and_then(|series| series.energy().known());
    if shown.production.is_some() {
        words.extend(known(&shown.thermal).map(|sum| (t.heated)(&t.digits.energy(sum))));
    }
    words.extend(known(&shown.consumption).map(|sum| (t.consumed)(school.kind, &t.digits.energy(sum))));
    let is_partial =
        |series: &Option<PowerSeries>| series.as_ref().is_some_and(|s| s.values.iter().any(Option::is_none));
    if [&shown.production, &shown.consumption, &shown.thermal].into_iter().any(is_partial) {
        words.push(t.gaps.to_owned());
    }
    words.retain(|sentence| !sentence.is_empty());
    words.join(" ")
}

/// The wall clock's time, without the day.
fn clock_of(schools: Schools, at: crate::domain::Instant) -> String {
    let moment = schools.moment();
    (schools.app.t().time)(moment.context().zone.local(at).time())
}

fn drawing(schools: Schools, curve: &DayCurve, shown: &DayData) -> View {
    let t = schools.t();
    let size = (curve.width, DayCurve::HEIGHT);
    let inside = vec![
        grid(size, curve.scale.iter().map(|(height, _)| *height).collect()),
        path("area", &curve.production.area),
        path("before", &curve.before.line),
        path("sun", &curve.production.line),
        path("use", &curve.consumption.line),
        path("heat", &curve.thermal.line),
    ];
    let scale = curve.scale.iter().map(|(_, watts)| t.digits.round_power(*watts)).collect();
    let hours = marks("plot-marks", curve.hours.iter().map(|(_, hour)| (t.hour_mark)(*hour)).collect());
    let entries = [
        shown.production.is_some().then_some(("key sun", t.production)),
        shown.consumption.is_some().then_some(("key use", t.consumption)),
        shown.thermal.is_some().then_some(("key heat", t.thermal)),
        shown.before.is_some().then_some(("key before", t.day_before)),
    ];
    all(vec![plot(NAME, size, inside, scale, hours), legend(entries.into_iter().flatten().collect())])
}

/// Any time of the day can be read, by a finger or by the arrow keys.
fn read_at(schools: Schools, curve: DayCurve, shown: DayData) -> View {
    const STEP_MIN: u32 = 10;
    let steps = curve.width / STEP_MIN;
    let at = Held::new(curve.first_read(STEP_MIN, lines_of(&shown)));
    let words = move || {
        let t = schools.t();
        let instant = curve.instant(at.get() * STEP_MIN);
        let value = |series: &Option<PowerSeries>| series.as_ref().and_then(|series| series.at(instant)?.1);
        let said = |series| value(series).map(|watts| t.digits.power(watts));
        let [sun, used, heat] = [&shown.production, &shown.consumption, &shown.thermal].map(said);
        (t.at_time)(&clock_of(schools, instant), sun.as_deref(), used.as_deref(), heat.as_deref())
    };
    let slide = input("", none()).attr("id", "curve-at").attr("type", "range").attr("min", "0");
    let slide = slide.attr("max", (steps - 1).to_string()).showing(move || at.get().to_string());
    let slide = slide.on("input", move |event| {
        at.set(leptos::prelude::event_target_value(&event).parse().unwrap_or_default());
    });
    element(
        "div",
        "read",
        [label("", schools.t().read_curve).attr("for", "curve-at"), slide, status("", live(move || p("", words())))],
    )
}

/// A column of the table and of the file.
struct Listed<'a> {
    column: Column,
    head: &'static str,
    series: &'a PowerSeries,
    of: fn(&HourRow) -> Option<Watts>,
}

/// A column for each series that there is.
fn table(schools: Schools, school: &School, date: NaiveDate, shown: &DayData, rows: Vec<HourRow>) -> View {
    let t = schools.t();
    let moment = schools.moment();
    let sun = shown.production.as_ref().map(|series| Listed {
        column: Column::Sun,
        head: t.production,
        series,
        of: |row| row.production,
    });
    let used = shown.consumption.as_ref().map(|series| Listed {
        column: Column::Use,
        head: t.consumption,
        series,
        of: |row| row.consumption,
    });
    let heat = shown.thermal.as_ref().map(|series| Listed {
        column: Column::Heat,
        head: t.table_heat,
        series,
        of: |row| row.thermal,
    });
    let there: Vec<Listed> = [sun, used, heat].into_iter().flatten().collect();
    let of = |hour: HourRow| {
        let said = |watts: Option<Watts>| or_dash(watts.map(|watts| t.digits.power(watts)));
        row(text((t.hour)(hour.hour)), there.iter().map(|listed| said((listed.of)(&hour))).collect())
    };
    let series: Vec<_> = there.iter().map(|listed| (listed.column, listed.series)).collect();
    let csv = day_csv(t, moment.context().zone, &series);
    let file = download(t.download, format!("{}-{date}.csv", school.id), &csv);
    let heads: Vec<&'static str> =
        std::iter::once(t.table_hour).chain(there.iter().map(|listed| listed.head)).collect();
    figures(t.see_table, &heads, rows.into_iter().map(of).collect(), file)
}
