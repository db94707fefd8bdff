//! One school with all that its meters said.

use super::curve::drawn;
use crate::{
    present::plain::{
        PlainRoute,
        schools::{Period, SchoolTexts, Sheet, data_texts, school_texts},
    },
    views::{
        bricks::{View, all, caption, h1, h2, link, maybe, none, p, section, table, tbody, td, th, thead, tr},
        plain::Frame,
    },
};

pub fn school(frame: &Frame, sheet: &Sheet) -> String {
    let s = school_texts(frame.t.lang);
    let title = match &sheet.commune {
        Some(commune) => format!("{} ({commune})", sheet.name),
        None => sheet.name.clone(),
    };
    let paragraph = |sentences: &[String]| p("", sentences.join(" "));
    let hours = figures(s, &sheet.today, (s.hour_by_hour)(&sheet.day), s.hour, &sheet.columns);
    let months = figures(s, &sheet.year, s.month_by_month.to_owned(), s.in_month, &sheet.columns);
    let period = |period: &Period, more: View| {
        section("", [h2("", period.heading.as_str()), paragraph(&period.sentences), more])
    };
    let (territory, school) = (frame.territory.id.clone(), sheet.id.clone());
    let data = frame.href(&PlainRoute::SchoolData { territory: territory.clone(), school: school.clone() });
    let wall = frame.href(&PlainRoute::SchoolWall { territory, school });
    frame.document(vec![
        h1(title),
        frame.made(),
        paragraph(&sheet.now),
        period(&sheet.today, drawn(sheet)),
        period(&sheet.yesterday, none()),
        period(&sheet.month, none()),
        period(&sheet.year, months),
        hours,
        section("", [h2("", s.about), paragraph(&sheet.about)]),
        p("links", link("", frame.href(&PlainRoute::Schools), s.all_schools)),
        p("links", link("", wall, s.wall)),
        p("links", link("", data, data_texts(frame.t.lang).title)),
    ])
}

/// Nothing where there are no figures.
fn figures(s: &SchoolTexts, period: &Period, name: String, first: &'static str, columns: &[&'static str]) -> View {
    let table = (!period.rows.is_empty()).then(|| {
        let heads = std::iter::once(th("col", first)).chain(columns.iter().map(|column| th("col", *column)));
        let row = |(name, figures): &(String, Vec<String>)| {
            let cells = figures.iter().map(|figure| td("", figure.as_str()));
            tr("", std::iter::once(th("row", name.as_str())).chain(cells).collect::<Vec<_>>())
        };
        let rows: Vec<View> = period.rows.iter().map(row).collect();
        let has_gaps = period.rows.iter().any(|(_, figures)| figures.iter().any(|figure| figure == s.gap_sign));
        all(vec![
            table("by-hour", [caption("", name), thead("", tr("", heads.collect::<Vec<_>>())), tbody("", rows)]),
            maybe(has_gaps.then(|| p("basis", s.in_kwh))),
        ])
    });
    maybe(table)
}
