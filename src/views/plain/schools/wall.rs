//! A school on a screen in the hall, for televisions whose browser cannot run the app.

use super::curve::drawing_of;
use crate::{
    present::plain::{
        PlainRoute,
        schools::{Figure, Sheet, school_texts},
    },
    views::{
        bricks::{View, all, div, element, h1, h2, link, maybe, p, span, text},
        plain::Frame,
    },
};

/// Figures that are read from across the hall; more would be too many.
const MOST: usize = 3;
/// Screens are wide.
const STRETCH: i64 = 2;

pub fn school_wall(frame: &Frame, sheet: &Sheet) -> String {
    let s = school_texts(frame.t.lang);
    let figure = |figure: &Figure| {
        div(
            "figure",
            [
                h2("", figure.label.as_str()),
                p("value", [text(figure.value.as_str()), span("unit", format!("\u{a0}{}", figure.unit))]),
                p("note", figure.note.as_str()),
            ],
        )
    };
    let figures: Vec<View> = sheet.figures.iter().take(MOST).map(figure).collect();
    let told = sheet.told_day();
    let day = told.sum.as_ref().map(|sum| (frame.t.labelled)(&told.heading, sum) + ".");
    let (territory, school) = (frame.territory.id.clone(), sheet.id.clone());
    let still = frame.href(&PlainRoute::School { territory, school });
    let renews = frame.refresh.seconds().map_or_else(String::new, |seconds| (s.wall_renews)(seconds / 60));
    let made = frame.made.as_deref().unwrap_or_default();
    let curve = sheet.drawing.as_ref().map(|drawing| {
        let words = sheet.drawing_words.as_str();
        all(vec![drawing_of(drawing, words, STRETCH), p("note", words)])
    });
    frame.bare([
        element(
            "main",
            "",
            [h1(sheet.name.as_str()), div("figures", figures), p("day", day.unwrap_or_default()), maybe(curve)],
        ),
        element(
            "footer",
            "",
            [frame.demo(), p("", [text(format!("{made} {renews} ")), link("", still, s.wall_still)])],
        ),
    ])
}
