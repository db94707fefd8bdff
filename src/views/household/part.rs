//! A part of a page.

use crate::{
    state::Household,
    views::bricks::{View, all, details, h2, p, section, summary},
};

/// Its heading, what is shown, and the method one tap away.
pub fn part(home: Household, title: &'static str, inside: Vec<View>, method: &'static str) -> View {
    let method = details("method", [summary("", home.t().method), p("", method)]);
    section("part", [h2("", title), all(inside), method])
}
