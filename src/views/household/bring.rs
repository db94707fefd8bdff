//! Bringing files: picked, dropped or pasted.

use leptos::prelude::request_animation_frame;

use super::{frame, question, report};
use crate::{
    platform::{document, file, visibility},
    present::household::HouseholdPage,
    state::{Household, Import},
    views::bricks::{View, all, button, div, element, h2, input, label, live, none, p, section, span, status},
};

/// The fields to bring files with, and what became of those that were brought.
pub fn fields(home: Household) -> View {
    let state = live(move || import(home));
    all(vec![field(home), state])
}

fn field(home: Household) -> View {
    let t = home.t();
    let pick = input("", none())
        .attr("id", "files")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", ".xlsx,.csv,.json,.txt,.zip,text/csv,application/json,application/zip")
        .on("click", move |_| home.expect_files())
        .on("change", move |event| home.bring(file::picked(&event)));
    let paste = element("textarea", "", none())
        .attr("id", "pasted")
        .attr("rows", "2")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .on("paste", move |event| {
            let files = file::pasted(&event, home.t().paste_name);
            if !files.is_empty() {
                event.prevent_default();
                home.bring(files);
            }
        });
    section(
        "drop",
        [
            label("button-like", t.pick).attr("for", "files"),
            pick,
            p("hint", t.drop_hint),
            label("hint", t.paste_hint).attr("for", "pasted"),
            paste,
        ],
    )
    .attr("aria-label", t.pick)
    .on("dragover", move |event| {
        event.prevent_default();
        home.expect_files();
    })
    .on("drop", move |event| home.bring(file::dropped(&event)))
}

fn import(home: Household) -> View {
    let t = home.t();
    match home.import.get() {
        Import::Idle => status("", none()),
        Import::Reading { done, of } => {
            let bar = element("progress", "", none()).attr("max", of.to_string()).attr("value", done.to_string());
            let bar = bar.attr("aria-label", t.understood);
            let cancel = button("plain", t.cancel, move || home.cancel_import());
            status("reading", [p("", (t.reading)(done, of)), bar, cancel])
        }
        Import::Failed => {
            let words = if visibility::is_online() { t.failed } else { t.failed_offline };
            status("", div("notice", p("", words)))
        }
        Import::Understood(gathered) => {
            if Household::follows_answer() {
                // The button that was pressed is gone.
                request_animation_frame(|| document::focus_on(".understood h2"));
            }
            let has_readings = !gathered.consumption.is_empty() || !gathered.production.is_empty();
            let read = gathered.files.iter().filter(|file| file.outcome.is_ok()).count();
            let asks = question::is_open(&gathered);
            let words = if asks {
                t.ask_title.to_owned()
            } else if read == 0 {
                t.understood_none.to_owned()
            } else {
                (t.understood_files)(read, gathered.files.len() - read)
            };
            let take = if has_readings && read > 0 {
                all(vec![
                    p("hint", t.check_bill),
                    button("", t.take, move || home.take_import()),
                    span("", " "),
                    button("plain", t.do_not_take, move || home.cancel_import()),
                ])
            } else if asks {
                none()
            } else {
                all(vec![p("", frame::to(home, "", HouseholdPage::Help))])
            };
            let clock = if home.app.territory.value().is_some() { none() } else { p("notice", t.clock_of_device) };
            let other = if gathered.consumption.is_empty() && has_readings {
                div("notice", [p("", t.production_only), p("", t.production_only_what)])
            } else {
                none()
            };
            section(
                "understood",
                [
                    h2("", t.understood).attr("tabindex", "-1"),
                    status("", p("said", words)),
                    clock,
                    question::question(home, &gathered),
                    report::report(home, &gathered),
                    other,
                    take,
                ],
            )
        }
    }
}
