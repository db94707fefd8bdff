//! What the territory announces.

use crate::{
    domain::{Notice, NoticeLevel, Site},
    present::announced,
    state::App,
    views::bricks::{View, live, named_section, none, p, shape, text},
};

/// The current notices that concern `site`, with those of the territory that it belongs to; all of ours without one.
pub fn current(app: App, site: Option<&Site>) -> View {
    let site = site.map(|site| (site.id.clone(), site.origin.clone().unwrap_or_default(), site.notices.clone()));
    live(move || {
        let Some(territory) = app.territory.value() else { return none() };
        let now = app.now.get();
        let (id, origin, theirs) = match &site {
            Some((id, origin, theirs)) => (Some(id), origin.as_str(), theirs.as_slice()),
            None => (None, "", &[][..]),
        };
        let concerns = |n: &&Notice| id.is_none_or(|id| n.concerns(id));
        let ours = territory.notices.iter().filter(concerns).map(|n| (n, ""));
        let all = ours.chain(theirs.iter().map(|n| (n, origin))).filter(|(n, _)| n.is_current(now));
        let shown: Vec<_> = all.map(|(notice, origin)| one(notice, origin, app)).collect();
        if shown.is_empty() { none() } else { named_section("notices", app.t().notices, shown) }
    })
}

/// `origin`: whose it is, where it is not ours.
fn one(notice: &Notice, origin: &str, app: App) -> View {
    let (class, sign) = match notice.level {
        NoticeLevel::Info => ("notice", "i"),
        NoticeLevel::Warning => ("notice warning", "!"),
    };
    let words = notice.text.get(app.lang());
    let words = if origin.is_empty() { words.to_owned() } else { announced(app.t(), origin, words) };
    p(class, [shape(sign), text(" "), text(words)])
}
