//! The hours of the week, with today marked and closures announced.

use leptos::prelude::*;

use super::parts;
use crate::{domain::Site, present::week_rows, state::App};

pub fn section(app: App, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    let moment = app.moment();
    let context = moment.context();
    let today = context.zone.local(context.now).date();
    let table = site.hours.is_some().then(|| {
        let rows: Vec<_> = week_rows(t, site, context.calendar, today)
            .into_iter()
            .map(|row| {
                let mark = row.is_today.then(|| view! { " "<strong class="today">{t.today_mark}</strong> });
                view! {
                    <tr class:is-today=row.is_today>
                        <th scope="row">{row.day}{mark}</th>
                        <td>{row.hours}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            <table class="hours">
                <caption class="visually-hidden">{t.hours_caption}</caption>
                <thead class="visually-hidden">
                    <tr><th scope="col">{t.day}</th><th scope="col">{t.hours}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    let as_written =
        site.hours_text.clone().map(|text| view! { <p>{t.hours_as_written}</p><p class="quoted">{text}</p> });
    let unknown = (site.hours.is_none() && site.hours_text.is_none()).then(|| view! { <p>{t.hours_unknown}"."</p> });
    let holidays = match site.closed_on_public_holidays {
        Some(true) => Some(t.holiday_note_closed),
        None => Some(t.holiday_note_unknown),
        Some(false) => None,
    };
    let clock = |at| parts::freshness::clock(app, at);
    let closures: Vec<_> = site
        .closures
        .iter()
        .filter(|c| c.until.is_none_or(|until| until > context.now))
        .map(|c| {
            let when = (t.from_until)(&clock(c.from), c.until.map(clock).as_deref());
            let why = c.reason.as_ref().map(|reason| format!(" : {}", reason.get(app.lang())));
            view! { <li>{when}{why}</li> }
        })
        .collect();
    view! {
        <section>
            <h2>{t.hours_title}</h2>
            {table}
            {as_written}
            {unknown}
            {site.last_entry.filter(|m| m.0 > 0).map(|margin| view! { <p>{(t.last_entry_note)(margin)}</p> })}
            {holidays.map(|words| view! { <p>{words}</p> })}
            {(!closures.is_empty()).then(|| view! { <h3>{t.closures_ahead}</h3><ul>{closures}</ul> })}
        </section>
    }
}
