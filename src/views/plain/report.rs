//! What a year was, to read and to print.

use crate::{
    present::plain::{PlainRoute, ReportPage, ReportRow, past_texts, schools::data_texts},
    views::{
        bricks::{View, caption, h1, h2, link, maybe, p, table, tbody, td, text, th, thead, tr},
        plain::Frame,
    },
};

/// A year; without its table where the centres are too many for one page.
pub fn report(frame: &Frame, page: &ReportPage, has_table: bool) -> String {
    let (words, d) = (past_texts(frame.t.lang), data_texts(frame.t.lang));
    let row = |row: &ReportRow| {
        let cells = [&row.vehicles, &row.wait, &row.heard].map(|cell| td("", cell.as_str()));
        let [vehicles, wait, heard] = cells;
        tr("", [th("row", row.name.as_str()), vehicles, wait, heard])
    };
    let figures = if has_table {
        let heads = tr("", [words.centre, words.vehicles, words.wait, words.heard].map(|head| th("col", head)));
        let rows: Vec<View> = page.rows.iter().map(row).collect();
        table("", [caption("visually-hidden", page.title.clone()), thead("", heads), tbody("", rows)])
    } else {
        p("", (words.too_many)(page.rows.len()))
    };
    let file = |ending: &str, label: &'static str| {
        link("", frame.place.href(&format!("api/v1/{}.{ending}", page.path)), label)
    };
    let licence = frame.territory.licence.as_ref();
    frame.document(vec![
        h1(page.title.as_str()),
        p("", page.coverage.as_str()),
        p("", page.total.as_str()),
        figures,
        p("", words.method),
        h2("", words.service_title),
        p("", page.service.as_str()),
        maybe(licence.map(|licence| p("", (d.licence)(licence)))),
        p(
            "links",
            [
                file("csv", d.as_table),
                text(" "),
                file("json", d.as_data),
                text(" "),
                link("", frame.href(&PlainRoute::Data), words.all_data),
            ],
        ),
    ])
}
