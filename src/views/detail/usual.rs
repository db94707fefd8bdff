//! Usual waits by hour: a sentence, a chart that it labels, a table.

use chrono::{Datelike, Weekday};
use leptos::prelude::*;

use crate::{
    domain::{Known, Site, WaitBand},
    present::{Texts, WaitChart},
    state::App,
};

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub fn section(app: App, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    let id = site.id.clone();
    // The day that is shown stays the one that was chosen.
    let moment = untrack(|| app.moment());
    let context = moment.context();
    let today = context.zone.local(context.now).date();
    let holiday = context.calendar.is_school_holiday(today);
    let chosen = RwSignal::new(today.weekday());
    let option = move |day: Weekday| {
        view! { <option value=day.number_from_monday() prop:selected=move || chosen.get() == day>{(t.weekday)(day)}</option> }
    };
    let choose = move |ev| {
        let number = event_target_value(&ev);
        if let Some(day) = DAYS.into_iter().find(|day| day.number_from_monday().to_string() == number) {
            chosen.set(day);
        }
    };
    view! {
        <section>
            <h2>{t.usual_title}</h2>
            <p class="row">
                <label for="usual-day">{t.choose_day}</label>
                <select id="usual-day" on:change=choose>{DAYS.map(option)}</select>
            </p>
            {move || {
                let day = chosen.get();
                let known = app.snapshot();
                let chart = known.profile(&id).and_then(|p| WaitChart::of(p, day.number_from_monday() as u8, holiday));
                match chart {
                    Some(chart) => drawn(t, day, &chart).into_any(),
                    None => view! { <p>{t.usual_unknown}</p> }.into_any(),
                }
            }}
        </section>
    }
}

fn sentence(t: &Texts, day: Weekday, chart: &WaitChart) -> String {
    match (chart.quietest, chart.busiest, chart.bars.first()) {
        (Some(quiet), Some(busy), _) => (t.usual_sentence)(day, quiet, busy),
        (_, _, Some(bar)) => (t.usual_flat)(day, (t.band)(WaitBand::of(bar.median))),
        (_, _, None) => t.usual_unknown.to_owned(),
    }
}

fn drawn(t: &'static Texts, day: Weekday, chart: &WaitChart) -> impl IntoView + use<> {
    /// Room for the hours under the bars, in the chart's units.
    const LABELS: u32 = 18;
    let (width, height) = (chart.width, WaitChart::HEIGHT);
    let bars: Vec<_> = chart
        .bars
        .iter()
        .map(|bar| {
            let level = format!("bar level-{}", WaitBand::of(bar.median).level());
            let middle = bar.x + WaitChart::HOUR_WIDTH / 2;
            view! {
                <rect class=level x=bar.x + 2 y=height - bar.height width=WaitChart::HOUR_WIDTH - 4 height=bar.height />
                <text x=middle y=height + 14 text-anchor="middle">{bar.hour}</text>
            }
        })
        .collect();
    let rows: Vec<_> = chart
        .bars
        .iter()
        .map(|bar| {
            view! {
                <tr>
                    <th scope="row">{(t.hour_range)(bar.hour)}</th>
                    <td>{(t.band)(WaitBand::of(bar.median))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <p id="usual-sentence">{sentence(t, day, chart)}</p>
        <svg class="chart" role="img" aria-labelledby="usual-sentence" viewBox=format!("0 0 {width} {}", height + LABELS)>
            <line x1="0" x2=width y1=height y2=height />
            {bars}
        </svg>
        <details>
            <summary>{t.see_table}</summary>
            <table>
                <caption>{(t.usual_caption)(day)}</caption>
                <thead><tr><th scope="col">{t.hour}</th><th scope="col">{t.wait}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}
