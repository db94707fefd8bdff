//! Where the data come from: the health of each source, the open documents, what could not be read.

use super::{
    bricks::{
        View, all, div, h1, h2, items, live, maybe, outside_link, p, status, table, tbody, td, text, th, thead, tr,
    },
    parts,
};
use crate::{
    api::Problem,
    domain::{Lang, SourceHealth},
    present::Texts,
    state::App,
};

/// The documents that the app reads, by their path below the API's address.
const DOCUMENTS: [&str; 6] =
    ["openapi.json", "territory.json", "sites.json", "live.json", "profiles.json", "status.json"];
/// Details that are listed; the count says them all.
const SHOWN_PROBLEMS: usize = 20;

pub fn page(app: App) -> View {
    let t = app.t();
    app.ask_status();
    let documents = DOCUMENTS.map(|name| outside_link("", format!("{}{name}", app.api_base), name));
    all(vec![
        h1(t.sources_title),
        p("", t.sources_intro),
        parts::freshness::trouble(app),
        live(move || maybe(app.status.value().map(|sources| health(app, &sources)))),
        live(move || {
            let trouble = app.status.load().trouble;
            maybe(trouble.map(|error| status("trouble", parts::freshness::trouble_words(app.t(), &error))))
        }),
        h2("", t.open_data_title),
        p("", t.open_data_text),
        items("", documents),
        p("", outside_link("", app.base.clone() + series_page(t.lang), t.series)),
        live(move || {
            let licence = app.territory.value().and_then(|territory| territory.licence.clone());
            maybe(licence.map(|licence| p("", (app.t().labelled)(app.t().licence, &licence))))
        }),
        h2("", t.diagnostics),
        live(move || diagnostics(app.t(), &all_problems(app))),
    ])
}

/// The relay's page that offers them, whose addresses weigh more than this.
const fn series_page(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "sobre/donnees/",
        Lang::En => "sobre/en/donnees/",
    }
}

fn health(app: App, sources: &[SourceHealth]) -> View {
    let t = app.t();
    if sources.is_empty() {
        return p("", t.sources_none);
    }
    let row = |source: &SourceHealth| {
        let state = match source.ok {
            Some(true) => t.source_ok,
            Some(false) => t.source_failing,
            None => t.source_unknown,
        };
        let rejected = source.rejected.filter(|count| *count > 0).map(|count| (t.rejected)(count)).unwrap_or_default();
        let name = source.label.as_ref().map_or(source.id.as_str(), |label| label.get(t.lang));
        // For whoever keeps the source running, in its own words.
        let error = source.last_error.as_ref();
        let error =
            error.map(|error| div("", items("basis", error.lines().map(text).collect::<Vec<_>>())).attr("lang", "en"));
        let last = source.last_success.map(|at| parts::freshness::clock(app, at)).unwrap_or_default();
        tr("", [th("row", name), td("", [text(format!("{state}{rejected} ")), maybe(error)]), td("", last)])
    };
    let heads = [t.source, t.source_state, t.last_success].map(|head| th("col", head));
    let rows: Vec<View> = sources.iter().map(row).collect();
    let table = table("", [thead("", tr("", heads)), tbody("", rows)]);
    // Wider than a phone: it scrolls on its own, by keyboard too.
    div("scroll", table).attr("role", "region").attr("tabindex", "0").attr("aria-label", t.sources)
}

fn all_problems(app: App) -> Vec<(&'static str, Problem)> {
    let loads = [
        ("territory.json", app.territory.load()),
        ("sites.json", app.sites.load()),
        ("live.json", app.live.load()),
        ("profiles.json", app.profiles.load()),
        ("status.json", app.status.load()),
    ];
    let mut all = Vec::new();
    for (name, load) in &loads {
        for problem in load.problems.as_slice() {
            all.push((*name, problem.clone()));
        }
    }
    all
}

fn diagnostics(t: &Texts, problems: &[(&'static str, Problem)]) -> View {
    if problems.is_empty() {
        return p("", t.diagnostics_none);
    }
    let shown = problems.iter().take(SHOWN_PROBLEMS);
    let line = |(document, problem): &(&str, Problem)| format!("{document}, {}: {}", problem.place, problem.reason);
    let details = items("diagnostics", shown.map(line).collect::<Vec<_>>());
    all(vec![
        p("", (t.diagnostics_some)(problems.len())),
        // The readers' own words, for whoever mends the data.
        div("", details).attr("lang", "en"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::plain::PlainRoute;

    #[test]
    fn the_series_are_where_the_link_leads() {
        for lang in Lang::ALL {
            assert_eq!(series_page(lang), PlainRoute::Data.path(lang));
        }
    }
}
