//! The drawings on the sheet: the code of an address, and a simple map.

use super::{d, sheet::Sheet};
use crate::views::bricks::{View, div, element, h3, none, p, section, text};
use crate::{
    present::{
        decimal,
        desk::{Anchor, Label, QrPath, Sketch},
    },
    state::Desk,
};

/// The code of the centre's page; none for an address that fits no code.
pub fn code(desk: Desk, sheet: &Sheet) -> View {
    let Some(code) = QrPath::of(&sheet.address) else { return none() };
    let side = code.side.to_string();
    let paper = element("rect", "paper", none()).attr("width", side.clone()).attr("height", side.clone());
    drawing("code", (d(desk).code_of)(&sheet.words.answer.name), (&side, &side), vec![paper, path("", code.path)])
}

/// A drawing that screen readers know by a name.
fn drawing(class: &'static str, label: String, (width, height): (&str, &str), inside: Vec<View>) -> View {
    let view_box = format!("0 0 {width} {height}");
    element("svg", class, inside).attr("role", "img").attr("aria-label", label).attr("viewBox", view_box)
}

pub fn map(desk: Desk, sheet: &Sheet) -> View {
    let d = d(desk);
    let sketch = &sheet.sketch;
    let mut inside: Vec<View> = sketch.around.iter().flat_map(|label| [dot("", label, 2.0), name("", label)]).collect();
    let (x, y, side) = (sketch.centre.x - Sketch::MARK, sketch.centre.y - Sketch::MARK, 2.0 * Sketch::MARK);
    let square = element("rect", "", none()).attr("x", number(x)).attr("y", number(y));
    inside.extend([
        dot("home", &sketch.home, Sketch::MARK - 1.0),
        name("", &sketch.home),
        square.attr("width", number(side)).attr("height", number(side)),
        name("strong", &sketch.centre),
    ]);
    inside.extend(scale(desk, sketch));
    let (x, y) = Sketch::NORTH;
    inside.extend([
        path("", Sketch::north_arrow()),
        letters(number(x), number(y), d.north).attr("text-anchor", "middle"),
    ]);
    let approximate = if sheet.words.answer.place_note.is_some() { d.map_approximate } else { "" };
    let (width, height) = (number(Sketch::WIDTH), number(Sketch::HEIGHT));
    section(
        "sheet-map",
        [
            div("", [h3("", d.sheet_map), p("", format!("{} {approximate}", d.map_note))]),
            drawing("sketch", (d.map_of)(&sheet.words.answer.name), (&width, &height), inside),
        ],
    )
}

fn scale(desk: Desk, sketch: &Sketch) -> [View; 2] {
    let (d, (length, metres)) = (d(desk), sketch.scale);
    let words = if metres < 1_000 { (d.metres)(metres) } else { (d.kilometres)(&(metres / 1_000).to_string()) };
    let foot = Sketch::HEIGHT - 12.0;
    [
        path("scale", format!("M8 {}v4h{}v-4", number(foot), number(length))),
        letters("8".to_owned(), number(foot - 4.0), &words),
    ]
}

fn dot(class: &'static str, label: &Label, radius: f64) -> View {
    let circle = element("circle", class, none()).attr("cx", number(label.x)).attr("cy", number(label.y));
    circle.attr("r", number(radius))
}

fn name(class: &'static str, label: &Label) -> View {
    let (aside, anchor) = match label.anchor {
        Anchor::Start => (1.5 * Sketch::MARK, "start"),
        Anchor::End => (-1.5 * Sketch::MARK, "end"),
    };
    let (x, y) = (number(label.x + aside), number(label.y + Sketch::LETTER / 3.0));
    let words = letters(x, y, &label.name).attr("text-anchor", anchor);
    if class.is_empty() { words } else { words.attr("class", class) }
}

fn letters(x: String, y: String, words: &str) -> View {
    element("text", "", text(words)).attr("x", x).attr("y", y)
}

fn path(class: &'static str, data: String) -> View {
    element("path", class, none()).attr("d", data)
}

/// A tenth of a unit is finer than any printer.
fn number(value: f64) -> String {
    decimal(value, 1, '.')
}
