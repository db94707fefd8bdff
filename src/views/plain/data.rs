//! The published series, to take away.

use crate::{
    domain::SourceHealth,
    present::plain::{
        PastOffer, PlainRoute, past_texts,
        schools::{DataTexts, Offer, data_texts},
    },
    views::{
        bricks::{View, all, caption, div, h1, h2, items, link, maybe, p, table, tbody, td, text, th, thead, tr},
        plain::Frame,
    },
};

/// Whose series there are, and under which licence.
pub fn data(frame: &Frame, offers: &[Offer], past: &PastOffer, sources: &[SourceHealth]) -> String {
    let d = data_texts(frame.t.lang);
    let one = |offer: &Offer| {
        let (territory, school) = (frame.territory.id.clone(), offer.id.clone());
        link("", frame.href(&PlainRoute::SchoolData { territory, school }), offer.name.clone())
    };
    let list =
        if offers.is_empty() { p("", d.none) } else { items("links", offers.iter().map(one).collect::<Vec<_>>()) };
    let contract = link("", frame.place.href("api/v1/openapi.json"), d.contract);
    frame.document(vec![
        h1(d.title),
        p("", d.intro),
        licence(frame, d),
        h2("", d.of_schools),
        list,
        waits(frame, d, past),
        h2("", d.sources),
        health(frame, d, sources),
        p("links", link("", frame.place.href("api/v1/status.json"), d.sources_document)),
        p("links", contract),
    ])
}

/// How each source fares, as on the app's page of the sources.
fn health(frame: &Frame, d: &DataTexts, sources: &[SourceHealth]) -> View {
    let t = frame.t;
    if sources.is_empty() {
        return p("", t.sources_none);
    }
    let row = |source: &SourceHealth| {
        let state = match source.ok {
            Some(true) => t.source_ok,
            Some(false) => t.source_failing,
            None => t.source_unknown,
        };
        let name = source.label.as_ref().map_or(source.id.as_str(), |label| label.get(t.lang));
        // For the people who keep the source running, in its own words.
        let error = source.last_error.as_ref();
        let error =
            error.map(|error| div("", items("", error.lines().map(text).collect::<Vec<_>>())).attr("lang", "en"));
        tr("", [th("row", name), td("", [text(state), maybe(error)])])
    };
    let heads = tr("", [t.source, t.source_state].map(|head| th("col", head)));
    let rows: Vec<View> = sources.iter().map(row).collect();
    table("", [caption("", d.sources), thead("", heads), tbody("", rows)])
}

/// The reports of years, and the waits of days that are over.
fn waits(frame: &Frame, d: &DataTexts, past: &PastOffer) -> View {
    let words = past_texts(frame.t.lang);
    let heading = h2("", words.waits);
    if past.years.is_empty() && past.days.is_empty() {
        return all(vec![heading, p("", words.no_waits)]);
    }
    let year = |(year, label): &(i32, String)| link("", frame.href(&PlainRoute::Report { year: *year }), label.clone());
    let years = items("links", past.years.iter().map(year).collect::<Vec<_>>());
    let heads = tr("", [words.day, d.as_table, d.as_data].map(|head| th("col", head)));
    let rows: Vec<View> = past.days.iter().map(|day| files(frame, day)).collect();
    let days = || table("", [caption("", words.waits_intro), thead("", heads), tbody("", rows)]);
    all(vec![heading, years, maybe((!past.days.is_empty()).then(days))])
}

/// A document as a table and as data.
fn files(frame: &Frame, (label, path): &(String, String)) -> View {
    let to = |ending: &str, words: &'static str| {
        let name = format!("{label}, {words}");
        link("", frame.place.href(&format!("api/v1/{path}.{ending}")), words).attr("aria-label", name)
    };
    tr("", [th("row", label.as_str()), td("", to("csv", "CSV")), td("", to("json", "JSON"))])
}

/// All series of one place.
pub fn school_data(frame: &Frame, offer: &Offer) -> String {
    let d = data_texts(frame.t.lang);
    let meters = offer.meters.iter().map(|meter| {
        let heads = tr("", [d.period, d.as_table, d.as_data].map(|head| th("col", head)));
        let rows: Vec<View> = meter.periods.iter().map(|period| files(frame, period)).collect();
        let name = (frame.t.labelled)(&offer.name, &meter.name);
        all(vec![h2("", meter.name.as_str()), table("", [caption("", name), thead("", heads), tbody("", rows)])])
    });
    let (territory, school) = (frame.territory.id.clone(), offer.id.clone());
    let back = link("", frame.href(&PlainRoute::Data), d.title);
    let page = link("", frame.href(&PlainRoute::School { territory, school }), offer.name.clone());
    let mut views = vec![h1((d.of)(&offer.name)), p("", d.units), licence(frame, d)];
    views.extend(meters);
    views.push(p("links", [page, text(" "), back]));
    frame.document(views)
}

fn licence(frame: &Frame, d: &DataTexts) -> View {
    let licence = frame.territory.licence.as_ref();
    maybe(Some(p("", licence.map_or_else(|| d.no_licence.to_owned(), |licence| (d.licence)(licence)))))
}
