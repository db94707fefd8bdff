//! Where the data come from: the health of each source, the open documents, what could not be read.

use leptos::prelude::*;

use super::parts;
use crate::{api::Problem, domain::SourceHealth, present::Texts, state::App};

/// The documents that the app reads, by their path below the API's address.
const DOCUMENTS: [&str; 6] =
    ["openapi.json", "territory.json", "sites.json", "live.json", "profiles.json", "status.json"];
/// Details that are listed; the count says them all.
const SHOWN_PROBLEMS: usize = 20;

pub fn page(app: App) -> impl IntoView {
    let t = app.t();
    app.ask_status();
    view! {
        <h1 tabindex="-1">{t.sources_title}</h1>
        <p>{t.sources_intro}</p>
        {parts::freshness::trouble(app)}
        {move || app.status.value().map(|sources| health(app, &sources))}
        {move || app.status.load().trouble.map(|error| {
            view! { <p role="status">{parts::freshness::trouble_words(app.t(), &error)}</p> }
        })}
        <h2>{t.wait_method_title}</h2>
        {t.wait_method.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
        <h2>{t.open_data_title}</h2>
        <p>{t.open_data_text}</p>
        <ul>
            {DOCUMENTS.map(|name| {
                let href = app.api_base.with_value(|base| format!("{base}{name}"));
                view! { <li><a href=href rel="external">{name}</a></li> }
            })}
        </ul>
        {move || app.territory.value().and_then(|territory| territory.licence.clone()).map(|licence| {
            view! { <p>{format!("{} : {licence}", app.t().licence)}</p> }
        })}
        <h2>{t.diagnostics}</h2>
        {move || diagnostics(app.t(), &all_problems(app))}
    }
}

fn health(app: App, sources: &[SourceHealth]) -> AnyView {
    let t = app.t();
    if sources.is_empty() {
        return view! { <p>{t.sources_none}</p> }.into_any();
    }
    let row = |source: &SourceHealth| {
        let state = match source.ok {
            Some(true) => t.source_ok,
            Some(false) => t.source_failing,
            None => t.source_unknown,
        };
        let count = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |n| n.to_string());
        let last = source.last_success.map(|at| parts::freshness::clock(app, at)).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{source.id.clone()}</th>
                <td>{state}{source.last_error.clone().map(|error| format!(" ({error})"))}</td>
                <td>{last}</td>
                <td>{format!("{} / {}", count(source.kept), count(source.rejected))}</td>
            </tr>
        }
    };
    let rows: Vec<_> = sources.iter().map(row).collect();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.sources>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t.source}</th>
                        <th scope="col">{t.source_state}</th>
                        <th scope="col">{t.last_success}</th>
                        <th scope="col">{t.kept_rejected}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn all_problems(app: App) -> Vec<(&'static str, Problem)> {
    let loads = [
        ("territory.json", app.territory.load()),
        ("sites.json", app.sites.load()),
        ("live.json", app.live.load()),
        ("profiles.json", app.profiles.load()),
        ("status.json", app.status.load()),
    ];
    loads.iter().flat_map(|(name, load)| load.problems.as_slice().iter().map(|p| (*name, p.clone()))).collect()
}

fn diagnostics(t: &'static Texts, problems: &[(&'static str, Problem)]) -> AnyView {
    if problems.is_empty() {
        return view! { <p>{t.diagnostics_none}</p> }.into_any();
    }
    let item = |(document, problem): &(&str, Problem)| {
        view! { <li lang="en">{format!("{document}, {}: {}", problem.place, problem.reason)}</li> }
    };
    let items: Vec<_> = problems.iter().take(SHOWN_PROBLEMS).map(item).collect();
    view! {
        <p>{(t.diagnostics_some)(problems.len())}</p>
        <ul class="diagnostics">{items}</ul>
    }
    .into_any()
}
