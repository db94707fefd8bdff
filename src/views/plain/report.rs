//! What a year was, to read and to print.

use crate::{
    present::plain::{PlainRoute, ReportPage, ReportRow, past_texts, schools::data_texts},
    views::{
        bricks::{h1, h2, li, link, maybe, p, text, ul},
        plain::Frame,
    },
};

/// A year; without its centres where they are too many for one page.
pub fn report(frame: &Frame, page: &ReportPage, has_centres: bool) -> String {
    let (words, d) = (past_texts(frame.t.lang), data_texts(frame.t.lang));
    // Four columns would break every word on a telephone.
    let centre = |row: &ReportRow| {
        let line = |label: &str, value: &str| p("", (frame.t.labelled)(label, value));
        li(
            "",
            [
                h2("", row.name.as_str()),
                line(words.vehicles, &row.vehicles),
                line(words.wait, &row.wait),
                line(words.heard, &row.heard),
            ],
        )
    };
    let figures = if has_centres {
        ul("list", page.rows.iter().map(centre).collect::<Vec<_>>())
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
