//! "Are you still there?"

use super::d;
use crate::views::bricks::{View, button, element, h2, live, none, p, text};
use crate::{
    platform::dialog,
    state::{Derived, Desk, Idleness, follow},
};

const DIALOG: &str = "idle";

/// The warning that everything will be wiped. It is read out once, when it opens and takes the focus: the seconds that
/// pass are for the eyes.
pub fn warning(desk: Desk) -> View {
    let is_warned = Derived::new(move || desk.idleness.with(|idleness| idleness.is_warned()));
    follow(move || if is_warned.get() { dialog::show(DIALOG) } else { dialog::close(DIALOG) });
    let left = move || match desk.idleness.get() {
        Idleness::Warned(seconds) => text((d(desk).idle_left)(seconds)),
        Idleness::Present | Idleness::Gone => none(),
    };
    element(
        "dialog",
        "",
        [
            h2("", live(move || text(d(desk).idle_title))).attr("id", "idle-title"),
            p("", live(move || text(d(desk).idle_text))).attr("id", "idle-text"),
            p("countdown", live(left)).attr("aria-hidden", "true"),
            // Any key and any touch goes on; this is the one to look at.
            live(move || button("", d(desk).idle_go_on, || ())),
        ],
    )
    .attr("id", DIALOG)
    .attr("role", "alertdialog")
    .attr("aria-labelledby", "idle-title")
    .attr("aria-describedby", "idle-text")
}
