//! What the sun's energy equals in things that a child knows, each with its derivation.

use crate::{
    domain::WattHours,
    present::schools::equivalents,
    state::Schools,
    views::bricks::{View, details, div, h3, items, none, p, section, summary},
};

pub fn told(schools: Schools, produced: Option<WattHours>) -> View {
    let t = schools.t();
    let Some(produced) = produced else { return none() };
    let all = equivalents(t, produced);
    if all.is_empty() {
        return none();
    }
    let said: Vec<View> = all.iter().map(|(sentence, _)| p("", sentence.as_str())).collect();
    let derived: Vec<View> = all.iter().map(|(_, derivation)| p("", *derivation)).collect();
    let co2: Vec<View> = t.co2.iter().map(|sentence| p("", *sentence)).collect();
    section(
        "equals",
        [
            h3("", (t.equals_title)(&t.digits.energy(produced))),
            items("plain", said),
            details("", [summary("", t.method), div("", derived)]),
            details("", [summary("", t.co2_title), div("", co2)]),
        ],
    )
}
