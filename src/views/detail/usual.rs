//! Usual waits by hour: a sentence, a chart that it labels, a table.

use crate::{
    domain::{Known, Site, WaitBand},
    present::{Texts, WaitChart},
    state::{App, Held},
    views::bricks::{
        Inside, View, all, caption, details, div, element, h2, live, none, p, section as section_brick, select,
        summary, table, tbody, td, th, thead, tr,
    },
};
use chrono::{Datelike, Weekday};
use leptos::prelude::untrack;

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub fn section(app: App, site: &Site) -> View {
    let t = app.t();
    let id = site.id.clone();
    // The day that is shown stays the one that was chosen.
    let moment = untrack(|| app.moment());
    let context = moment.context();
    let today = context.zone.local(context.now).date();
    let holiday = context.calendar.is_school_holiday(today);
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
                let chart = known.profile(&id).and_then(|p| WaitChart::of(p, day.number_from_monday() as u8, holiday));
                chart.map_or_else(|| p("", t.usual_unknown), |chart| drawn(t, day, &chart))
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

fn drawn(t: &'static Texts, day: Weekday, chart: &WaitChart) -> View {
    /// Room for the hours under the bars, in the chart's units.
    const LABELS: u32 = 18;
    let (width, height) = (chart.width, WaitChart::HEIGHT);
    let bar = |bar: &crate::present::Bar| {
        let middle = bar.x + WaitChart::HOUR_WIDTH / 2;
        let (left, top) = (bar.x + 2, height - bar.height);
        all(vec![
            drawing(
                "rect",
                "bar",
                none(),
                [("x", left), ("y", top), ("width", WaitChart::HOUR_WIDTH - 4), ("height", bar.height)],
            ),
            drawing("text", "", bar.hour.to_string(), [("x", middle), ("y", height + 14)])
                .attr("text-anchor", "middle"),
        ])
    };
    let bars = all(chart.bars.iter().map(bar).collect());
    let row = |bar: &crate::present::Bar| {
        tr("", [th("row", (t.hour_range)(bar.hour)), td("", (t.band)(WaitBand::of(bar.median)))])
    };
    let rows: Vec<View> = chart.bars.iter().map(row).collect();
    let ground = drawing("line", "", none(), [("x1", 0), ("x2", width), ("y1", height), ("y2", height)]);
    let figure = element("svg", "chart", [ground, bars]).attr("role", "img").attr("aria-labelledby", "usual-sentence");
    all(vec![
        p("", sentence(t, day, chart)).attr("id", "usual-sentence"),
        figure.attr("viewBox", format!("0 0 {width} {}", height + LABELS)),
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
fn drawing<const N: usize>(
    tag: &'static str,
    class: &'static str,
    inside: impl Inside,
    measures: [(&'static str, u32); N],
) -> View {
    let with_one = |view: View, (name, value): (&'static str, u32)| view.attr(name, value.to_string());
    measures.into_iter().fold(element(tag, class, inside), with_one)
}
