//! For the caretaker: the wall's address, as a code too, and its few options.

use super::frame::{name, plain_address};
use crate::{
    domain::School,
    platform::document,
    present::{desk::QrPath, schools::SchoolView},
    state::{Held, Schools, WallPart},
    views::bricks::{
        View, all, checkbox, div, element, h1, h2, h3, items, link, live, maybe, none, outside_link, p, section, select,
    },
};

/// Seconds that may be chosen.
const EVERY_S: [u32; 4] = [10, 20, 30, 60];

pub fn page(schools: Schools, school: &School) -> View {
    let t = schools.t();
    let (turns, every) = (Held::new(false), Held::new(EVERY_S[1]));
    let of = school.clone();
    let back = link("", schools.href(&schools.page_of(school, SchoolView::Data)), name(schools, school));
    let plain = plain_address(schools, school, "ecran/");
    let steps = t.setup_steps.iter().map(|(title, lines)| {
        div("", [h3("", *title), items("", lines.iter().map(|line| p("", *line)).collect::<Vec<_>>())])
    });
    all(vec![
        p("back", back),
        h1(t.wall_setup),
        p("", t.setup_intro),
        section("", [h2("", t.setup_options), options(schools, turns, every)]),
        live(move || address(schools, &of, turns.get(), every.get())),
        section("", steps.collect::<Vec<_>>()),
        section(
            "",
            [
                h2("", t.setup_plain),
                p("", t.setup_plain_why),
                p("address", outside_link("", plain.clone(), document::absolute(&plain))),
            ],
        ),
    ])
}

fn options(schools: Schools, turns: Held<bool>, every: Held<u32>) -> View {
    let t = schools.t();
    live(move || {
        let turn = checkbox("check", t.setup_turn, turns.get(), move |on| turns.set(on));
        let choice = |seconds: u32| (seconds.to_string(), (t.setup_seconds)(seconds), every.get_untracked() == seconds);
        let pace = select("wall-every", t.setup_every, EVERY_S.map(choice).to_vec(), move |key| {
            every.set(key.parse().unwrap_or(EVERY_S[1]));
        });
        all(vec![p("", turn), if turns.get() { div("row", pace) } else { none() }])
    })
}

fn address(schools: Schools, school: &School, turns: bool, every: u32) -> View {
    let t = schools.t();
    let path = schools.href(&schools.page_of(school, SchoolView::Wall));
    let pages = WallPart::ALL.map(WallPart::key).join(",");
    let options = if turns { format!("pages={pages}&chaque={every}") } else { String::new() };
    let joint = if path.contains('?') { "&" } else { "?" };
    let path = if options.is_empty() { path } else { format!("{path}{joint}{options}") };
    let full = document::absolute(&path);
    section(
        "",
        [
            h2("", t.setup_address),
            p("address", full.clone()),
            p("", outside_link("button", path, t.open_wall)),
            h3("", t.setup_code),
            maybe(code(&full, t.setup_code)),
        ],
    )
}

/// The address as a code; none for one that fits no code.
fn code(address: &str, label: &'static str) -> Option<View> {
    let code = QrPath::of(address)?;
    let side = code.side.to_string();
    let paper = element("rect", "paper", none()).attr("width", side.clone()).attr("height", side.clone());
    let fields = element("path", "", none()).attr("d", code.path);
    let drawing = element("svg", "code", [paper, fields]).attr("role", "img").attr("aria-label", label);
    Some(drawing.attr("viewBox", format!("0 0 {side} {side}")))
}
