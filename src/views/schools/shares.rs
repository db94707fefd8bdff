//! The two shares that are often taken for each other, each with its sentence.

use crate::{
    domain::Balance,
    present::Share,
    state::Schools,
    views::bricks::{View, details, h3, maybe, none, p, section, summary},
};

pub fn told(schools: Schools, balance: Option<Balance>) -> View {
    let t = schools.t();
    let Some(balance) = balance else { return none() };
    let (used, covered) = (balance.self_consumption(), balance.self_coverage());
    if used.is_none() && covered.is_none() {
        return none();
    }
    section(
        "shares",
        [
            h3("", t.shares_title),
            maybe(used.map(|share| p("", (t.self_consumption)(Share::of(share))))),
            maybe(covered.map(|share| p("", (t.self_coverage)(Share::of(share))))),
            details("", [summary("", t.method), p("", t.shares_method)]),
        ],
    )
}
