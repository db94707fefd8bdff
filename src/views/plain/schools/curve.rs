//! The drawing of a day, in the colour of the text: an area and a line tell apart without colours.

use crate::{
    present::plain::schools::{DayDrawing, Sheet},
    views::bricks::{View, all, element, maybe, none, p, text},
};

/// With the sentence that says what it shows.
pub(super) fn drawn(sheet: &Sheet) -> View {
    let svg = sheet.drawing.as_ref().map(|drawing| {
        let words = p("basis", sheet.drawing_words.as_str());
        all(vec![drawing_of(drawing, &sheet.drawing_words, 1), words])
    });
    maybe(svg)
}

/// `stretch` makes it as many times as wide.
pub(super) fn drawing_of(drawing: &DayDrawing, words: &str, stretch: i64) -> View {
    /// Room for the hours below the curve and for the scale above it.
    const BELOW: i64 = 12;
    const ABOVE: i64 = 12;
    let (width, height) = (drawing.width * stretch, DayDrawing::HEIGHT);
    let stretched = |path: View| path.attr("transform", format!("scale({stretch} 1)"));
    let line = |y: i64| {
        let path = element("path", "", none()).attr("d", format!("M0 {y}h{width}"));
        path.attr("stroke", "currentColor").attr("stroke-opacity", ".4")
    };
    let letters = |x: i64, y: i64, said: &str| {
        let at = element("text", "", said).attr("x", x.to_string()).attr("y", y.to_string());
        at.attr("font-size", "10").attr("fill", "currentColor")
    };
    let sun = element("path", "", none()).attr("d", drawing.sun.0.clone());
    let sun = stretched(sun.attr("fill", "currentColor").attr("fill-opacity", ".35"));
    let usage = element("path", "usage", none()).attr("d", drawing.usage.0.clone()).attr("fill", "none");
    let usage = usage.attr("stroke", "currentColor").attr("stroke-width", "2").attr("stroke-linejoin", "round");
    let usage = stretched(usage.attr("vector-effect", "non-scaling-stroke"));
    let hours = drawing
        .hours
        .iter()
        .map(|(x, hour)| letters(x * stretch, height + BELOW - 2, hour).attr("text-anchor", "middle"));
    let mut inside = vec![line(0), line(height / 2), line(height), letters(2, -3, &drawing.scale), sun, usage];
    // A text browser reads the letters: they must not stick together.
    inside.extend(hours.flat_map(|hour| [text(" "), hour]));
    let svg = element("svg", "curve", inside).attr("viewBox", format!("0 -{ABOVE} {width} {}", height + ABOVE + BELOW));
    svg.attr("role", "img").attr("aria-label", words.to_owned())
}
