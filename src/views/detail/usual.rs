//! Usual waits by hour: a sentence, a chart that it labels, a table. The calm hours to come are marked in them.

use super::when;
use crate::{
    domain::{CalmHour, Known, Minutes, WaitBand, scheduled_week},
    present::{Bar, Texts, WaitChart},
    state::{App, Derived, Held, OneSite},
    views::bricks::{
        View, all, caption, details, div, element, h2, live, maybe, none, p, section as section_brick, select, summary,
        table, tbody, td, th, thead, tr,
    },
};
use chrono::{Datelike, Timelike, Weekday};
use leptos::prelude::untrack;

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub fn section(app: App, site: &OneSite) -> View {
    let t = app.t();
    // The day that is shown stays the one that was chosen.
    let moment = untrack(|| app.moment());
    let context = moment.context();
    let today = context.zone.local(context.now).date();
    let holiday = context.calendar.is_school_holiday(today);
    let week = scheduled_week(site, context.calendar, today);
    let site = site.clone();
    let calm = {
        let site = site.clone();
        // What changes by the minute is drawn anew only where it changes what is marked.
        Derived::new(move || {
            let moment = app.moment();
            let local = |hour: CalmHour| moment.context().zone.local(hour.at);
            when::calm(app, &site).into_iter().map(local).map(|at| (at.weekday(), at.hour() as u8)).collect::<Vec<_>>()
        })
    };
    let chosen = Held::new(today.weekday());
    let options = move || {
        let option = |day: Weekday| {
            (day.number_from_monday().to_string(), (t.weekday)(day).to_owned(), chosen.get_untracked() == day)
        };
        select("usual-day", t.choose_day, DAYS.map(option).to_vec(), move |key| {
            if let Some(day) = DAYS.into_iter().find(|day| day.number_from_monday().to_string() == key) {
                chosen.set(day);
            }
        })
    };
    section_brick(
        "",
        [
            h2("", t.usual_title),
            div("row", options()),
            live(move || {
                let day = chosen.get();
                let known = app.snapshot();
                let number = day.number_from_monday();
                let (_, plan) = &week[number as usize - 1];
                let profile = known.profile(&site.id);
                let chart = profile.and_then(|p| WaitChart::of(p, number as u8, holiday, &site, plan));
                let of_day = |(weekday, hour): (Weekday, u8)| (weekday == day).then_some(hour);
                let calm = calm.with(|hours| hours.iter().copied().find_map(of_day));
                chart.map_or_else(|| p("", t.usual_unknown), |chart| drawn(t, day, &chart, calm))
            }),
        ],
    )
}

fn sentence(t: &Texts, day: Weekday, chart: &WaitChart) -> String {
    match (chart.quietest, chart.busiest, chart.bars.first()) {
        (Some(quiet), Some(busy), _) => (t.usual_sentence)(day, quiet, busy),
        (_, _, Some(bar)) => (t.usual_flat)(day, (t.band)(WaitBand::of(bar.median))),
        (_, _, None) => t.usual_unknown.to_owned(),
    }
}

/// `calm`: the hour that is marked, of those to come.
fn drawn(t: &'static Texts, day: Weekday, chart: &WaitChart, calm: Option<u8>) -> View {
    /// Room for the hours under the bars, and for the minutes beside and above them, in the chart's units.
    const LABELS: u32 = 18;
    const SIDE: u32 = 40;
    const TOP: u32 = 16;
    const MARK: &str = "✓";
    let (width, height) = (chart.width + SIDE, WaitChart::HEIGHT);
    let is_calm = |bar: &Bar| calm == Some(bar.hour);
    let bar = |bar: &Bar| {
        let left = SIDE + bar.x;
        all(vec![
            drawing(
                "rect",
                "bar",
                "",
                &[
                    ("x", left + 2),
                    ("y", TOP + height - bar.height),
                    ("width", WaitChart::HOUR_WIDTH - 4),
                    ("height", bar.height),
                ],
            ),
            drawing(
                "text",
                "",
                &bar.hour.to_string(),
                &[("x", left + WaitChart::HOUR_WIDTH / 2), ("y", TOP + height + 14)],
            )
            .attr("text-anchor", "middle"),
            maybe(is_calm(bar).then(|| {
                drawing(
                    "text",
                    "calm",
                    MARK,
                    &[("x", left + WaitChart::HOUR_WIDTH / 2), ("y", TOP + height - bar.height - 4)],
                )
                .attr("text-anchor", "middle")
            })),
        ])
    };
    let line = |minutes: u32| {
        let y = TOP + height - minutes * height / chart.scale.0;
        all(vec![
            drawing("line", "", "", &[("x1", SIDE), ("x2", width), ("y1", y), ("y2", y)]),
            drawing("text", "", &(t.minutes)(Minutes(minutes)), &[("x", SIDE - 4), ("y", y + 4)])
                .attr("text-anchor", "end"),
        ])
    };
    let lines = all([0, chart.scale.0 / 2, chart.scale.0].map(line).into());
    let bars = all(chart.bars.iter().map(bar).collect());
    let row = |bar: &Bar| {
        let band = (t.band)(WaitBand::of(bar.median));
        let wait = if is_calm(bar) { format!("{band}, {}", t.calm_mark) } else { band.to_owned() };
        tr("", [th("row", (t.hour_range)(bar.hour)), td("", wait)])
    };
    let rows: Vec<View> = chart.bars.iter().map(row).collect();
    let figure = element("svg", "chart", [lines, bars]).attr("role", "img").attr("aria-labelledby", "usual-sentence");
    all(vec![
        p("", sentence(t, day, chart)).attr("id", "usual-sentence"),
        figure.attr("viewBox", format!("0 0 {width} {}", TOP + height + LABELS)),
        maybe(chart.bars.iter().any(is_calm).then(|| p("hint", (t.labelled)(MARK, t.calm_mark)))),
        details(
            "",
            [
                summary("", t.see_table),
                table(
                    "",
                    [
                        caption("", (t.usual_caption)(day)),
                        thead("", tr("", [th("col", t.hour), th("col", t.wait)])),
                        tbody("", rows),
                    ],
                ),
            ],
        ),
    ])
}

/// A part of the chart, with its measures.
fn drawing(tag: &'static str, class: &'static str, words: &str, measures: &[(&'static str, u32)]) -> View {
    let mut drawing = if words.is_empty() { element(tag, class, none()) } else { element(tag, class, words) };
    for (name, value) in measures {
        drawing = drawing.attr(name, value.to_string());
    }
    drawing
}
