//! Keeping, taking along and deleting.

use super::{bring, frame};
use crate::{
    domain::household::{to_csv, to_json},
    platform::file,
    present::{full_instant, household::HouseholdPage},
    state::{Household, Kept},
    views::bricks::{View, all, button, div, h2, live, none, p, section, status},
};

pub fn page(home: Household) -> View {
    all(vec![
        frame::title(home, HouseholdPage::Data),
        live(move || keeping(home)),
        live(move || taking(home)),
        live(move || deleting(home)),
        section("part", [h2("", home.t().add_title), bring::fields(home)]),
    ])
}

fn has_own(home: Household) -> bool {
    home.data.with(|data| data.as_ref().is_some_and(|data| !data.is_sample))
}

fn keeping(home: Household) -> View {
    let t = home.t();
    let keep = || if has_own(home) && !home.is_shared { button("", t.keep, move || home.keep()) } else { none() };
    let inside = match home.kept.get() {
        _ if home.is_shared => vec![p("", t.shared_banner)],
        Kept::Unknown => vec![],
        Kept::Nothing if home.is_sample() => vec![p("", t.keep_sample)],
        Kept::Nothing | Kept::Deleted | Kept::NotDeleted => vec![p("", t.keep_not), keep()],
        Kept::Since(since) => {
            vec![p("", (t.kept_since)(&full_instant(home.app.t(), since, home.app.moment().context())))]
        }
        Kept::NotRenewed(since) => {
            let since = full_instant(home.app.t(), since, home.app.moment().context());
            vec![p("notice", (t.not_renewed)(&since)), keep()]
        }
        Kept::Refused => vec![p("notice", t.keep_refused), keep()],
    };
    section("part", [h2("", t.keep_title), status("", inside)])
}

fn taking(home: Household) -> View {
    let t = home.t();
    if !has_own(home) {
        return none();
    }
    // The file's name says nothing of whose it is.
    let csv = move || {
        if let Some(data) = home.data.get_untracked() {
            file::give(
                "consommation.csv",
                "text/csv;charset=utf-8",
                &to_csv(&data.gathered, &home.zone.get_untracked()),
            );
        }
    };
    let json = move || {
        if let Some(data) = home.data.get_untracked() {
            file::give("consommation.json", "application/json", &to_json(&data.gathered));
        }
    };
    let buttons = div("actions", [button("", t.export_csv, csv), button("", t.export_json, json)]);
    section("part", [h2("", t.export_title), p("hint", t.export_hint), buttons])
}

fn deleting(home: Household) -> View {
    let t = home.t();
    let outcome = match home.kept.get() {
        Kept::Deleted => p("strong", t.deleted),
        Kept::NotDeleted => p("notice", t.not_deleted),
        Kept::Unknown | Kept::Nothing | Kept::Since(_) | Kept::NotRenewed(_) | Kept::Refused => none(),
    };
    let delete = button("danger", t.delete, move || home.delete());
    section("part", [h2("", t.delete_title), p("hint", t.delete_hint), delete, status("", outcome)])
}
