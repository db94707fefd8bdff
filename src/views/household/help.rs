//! Where the file is to be had, with pictures of where to click.

use super::frame;
use crate::{
    present::household::HouseholdPage,
    state::Household,
    views::{
        bricks::{View, all, div, element, h2, h3, items, none, p, section},
        parts::chart::rect,
    },
};

pub fn page(home: Household) -> View {
    let t = home.t();
    let steps = t.help_steps.iter().zip(t.help_picture).enumerate().map(|(number, ((title, words), button))| {
        let heading = h3("", format!("{}. {title}", number + 1));
        element("li", "", [heading, p("", *words), picture(number, button)])
    });
    let passages =
        t.help_passages.iter().map(|(title, paragraphs)| section("part", [h2("", *title), items("", *paragraphs)]));
    let steps = section("part", [h2("", t.help_steps_title), element("ol", "steps", steps.collect::<Vec<_>>())]);
    all(std::iter::once(frame::title(home, HouseholdPage::Help)).chain([steps]).chain(passages).collect())
}

/// A window as it is seen at Enedis, with the one thing to press. The words beside it say the same.
fn picture(number: usize, button: &'static str) -> View {
    let line = |y: u32, width: u32| rect("faint", (16, y), (width, 8));
    let top = 40 + 22 * number as u32;
    let lines: Vec<View> = [(40, 120), (62, 160), (84, 90), (106, 140)]
        .iter()
        .filter(|(y, _)| *y != top)
        .map(|(y, width)| line(*y, *width))
        .collect();
    let mut inside = vec![rect("paper", (1, 1), (298, 138)), rect("head", (1, 1), (298, 24))];
    inside.extend(lines);
    inside.push(rect("press", (12, top - 8), (240, 24)));
    inside.push(element("text", "", button).attr("x", "20").attr("y", (top + 9).to_string()));
    inside.push(element("path", "hand", none()).attr("d", format!("M240 {}l14 16h-8l5 10-5 2-5-10-5 5z", top + 4)));
    let drawing = element("svg", "picture", inside).attr("viewBox", "0 0 300 140").attr("aria-hidden", "true");
    div("", drawing)
}
