//! What somebody takes along: one centre on one sheet of A4, or its page on a telephone.

use super::{
    d,
    drawing::{code, map},
};
use crate::views::bricks::{View, all, div, h2, h3, items, maybe, p, section, strong, table, tbody, td, text, th, tr};
use crate::{
    present::{
        HoursRow,
        desk::{SheetWords, Sketch},
    },
    state::Desk,
};

#[derive(Clone, PartialEq)]
pub struct Sheet {
    pub words: SheetWords,
    pub sketch: Sketch,
    /// Of the centre's own page, with everything that makes it an address.
    pub address: String,
    pub is_demo: bool,
}

/// For a telephone, on the screen.
pub fn hand_over(desk: Desk, sheet: &Sheet) -> View {
    let d = d(desk);
    section("hand-over", [h2("", d.take_along), p("", d.scan), code(desk, sheet), p("address", short(&sheet.address))])
}

/// For the printer alone.
pub fn on_paper(desk: Desk, sheet: &Sheet) -> View {
    let (t, d) = (desk.app.t(), d(desk));
    let words = &sheet.words;
    let answer = &words.answer;
    let entry = answer.entry.as_ref().map(|entry| format!("{entry}.")).unwrap_or_default();
    let row = |row: &HoursRow| tr("", [th("row", row.day.as_str()), td("", row.hours.as_str())]);
    let week = if words.week.is_empty() {
        p("", format!("{}.", t.hours_unknown))
    } else {
        table("", tbody("", words.week.iter().map(row).collect::<Vec<_>>()))
    };
    let mut rules: Vec<View> = words.rules.iter().map(|rule| text(rule.as_str())).collect();
    rules.push(strong("", words.badge));
    let mut foot = vec![p("", d.sheet_online), p("address", short(&sheet.address))];
    foot.extend(words.phones.iter().map(|phone| p("", phone.as_str())));
    foot.extend(words.made.iter().map(|made| p("", made.as_str())));
    if sheet.is_demo {
        foot.push(p("", strong("", t.demo_banner)));
    }
    section(
        "sheet",
        [
            div(
                "sheet-head",
                [
                    h2("sheet-name", answer.name.as_str()),
                    maybe(words.place.as_ref().map(|place| p("sheet-place", place.as_str()))),
                ],
            ),
            div(
                "sheet-when",
                [
                    p("sheet-moment", words.moment.as_str()),
                    p("", format!("{}. {entry}", answer.parts)),
                    p("", words.day_hours.as_str()),
                    p("", words.basis.as_str()),
                    all(words.closures.iter().map(|closure| p("", strong("", closure.as_str()))).collect()),
                ],
            ),
            div(
                "sheet-columns",
                [
                    div("", [h3("", d.sheet_rules), items("", rules)]),
                    div(
                        "",
                        [
                            h3("", d.sheet_hours),
                            week,
                            maybe(words.as_written.as_ref().map(|written| p("", (t.labelled)(t.hours, written)))),
                        ],
                    ),
                ],
            ),
            div("", [h3("", d.sheet_quiet), p("", words.quiet.as_str())]),
            map(desk, sheet),
            div("sheet-foot", [code(desk, sheet), div("", foot)]),
        ],
    )
}

/// The address as somebody would type it.
fn short(address: &str) -> String {
    address.split_once("://").map_or(address, |(_, rest)| rest).to_owned()
}
