//! "Are you still there?"

use crate::{
    platform::dialog,
    present::IdleTexts,
    state::{Derived, Idleness, Watch, follow},
    views::bricks::{View, button, element, h2, live, none, p, text},
};

const DIALOG: &str = "idle";

/// The warning that everything will be wiped. It is read out once, when it opens and takes the focus: the seconds that
/// pass are for the eyes.
pub fn warning(watch: Watch, words: impl Fn() -> &'static IdleTexts + Copy + Send + Sync + 'static) -> View {
    let is_warned = Derived::new(move || watch.idleness.with(|idleness| idleness.is_warned()));
    follow(move || if is_warned.get() { dialog::show(DIALOG) } else { dialog::close(DIALOG) });
    let left = move || match watch.idleness.get() {
        Idleness::Warned(seconds) => text((words().left)(seconds)),
        Idleness::Present | Idleness::Gone => none(),
    };
    element(
        "dialog",
        "",
        [
            h2("", live(move || text(words().title))).attr("id", "idle-title"),
            p("", live(move || text(words().text))).attr("id", "idle-text"),
            p("countdown", live(left)).attr("aria-hidden", "true"),
            // Any key and any touch goes on; this is the one to look at.
            live(move || button("", words().go_on, || ())),
        ],
    )
    .attr("id", DIALOG)
    .attr("role", "alertdialog")
    .attr("aria-labelledby", "idle-title")
    .attr("aria-describedby", "idle-text")
}
