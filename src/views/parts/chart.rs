//! What all charts share. The drawing stretches with its frame, and its words stand around it as words of the page: they
//! stay readable at any width.

use crate::views::bricks::{
    Inside, View, all, details, div, element, none, span, summary, table as table_of, tbody, td, th, thead, tr,
};

/// A sentence that names a drawing.
pub fn said(id: &'static str, inside: impl Inside) -> View {
    element("p", "said", inside).attr("id", id)
}

/// A drawing `width` by `height` of its own units, named by the element with the id `named_by`. `scale` goes from the bottom
/// up, `marks` from left to right.
pub fn plot(
    named_by: &'static str,
    (width, height): (u32, u32),
    inside: Vec<View>,
    scale: Vec<String>,
    marks: View,
) -> View {
    let drawing = element("svg", "plot-drawing", inside)
        .attr("role", "img")
        .attr("aria-labelledby", named_by)
        .attr("preserveAspectRatio", "none")
        .attr("viewBox", format!("0 0 {width} {height}"));
    let scale: Vec<View> = scale.into_iter().rev().map(|figure| span("", figure)).collect();
    let hidden = |view: View| view.attr("aria-hidden", "true");
    div("plot", [hidden(div("plot-scale", scale)), drawing, hidden(marks)])
}

/// Words below a drawing.
pub fn marks(class: &'static str, words: Vec<String>) -> View {
    div(class, words.into_iter().map(|word| span("", word)).collect::<Vec<_>>())
}

/// The lines of a scale across a drawing, by their heights above its foot.
pub fn grid((width, height): (u32, u32), heights: Vec<u32>) -> View {
    let line = |from_bottom: u32| {
        let y = height.saturating_sub(from_bottom).to_string();
        element("line", "grid", none())
            .attr("x1", "0")
            .attr("x2", width.to_string())
            .attr("y1", y.clone())
            .attr("y2", y)
    };
    all(heights.into_iter().map(line).collect())
}

pub fn rect(class: &'static str, (x, y): (u32, u32), (width, height): (u32, u32)) -> View {
    element("rect", class, none())
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .attr("width", width.to_string())
        .attr("height", height.to_string())
}

/// The figures of a drawing, one tap away.
pub fn figures(open: &'static str, heads: &[&'static str], rows: Vec<View>, below: View) -> View {
    details("", [summary("", open), table(open, heads, rows), below])
}

/// A row of a table, and its name.
pub fn row(name: View, cells: Vec<String>) -> View {
    tr("", std::iter::once(th("row", name)).chain(cells.into_iter().map(|cell| td("", cell))).collect::<Vec<_>>())
}

/// A table that can be moved sideways where it has no room. An empty head is none.
pub fn table(name: &'static str, heads: &[&'static str], rows: Vec<View>) -> View {
    let head = |word: &&'static str| if word.is_empty() { td("", none()) } else { th("col", *word) };
    let head: Vec<View> = heads.iter().map(head).collect();
    div("scroll", table_of("", [thead("", tr("", head)), tbody("", rows)]))
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", name)
}
