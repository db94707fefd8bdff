//! What the territory announces.

use crate::{
    domain::{Notice, NoticeLevel, Site, SiteId},
    present::{announced, notice_line, site_name},
    state::App,
    views::bricks::{View, live, named_section, none, p, shape, text},
};

/// The current notices that concern `site`, with those of the territory that it belongs to; all of ours without one.
pub fn current(app: App, site: Option<&Site>) -> View {
    let site = site.map(|site| (site.id.clone(), site.origin.clone().unwrap_or_default(), site.notices.clone()));
    live(move || {
        let Some(territory) = app.territory.value() else { return none() };
        let now = app.now.get();
        let sites = app.sites.value();
        // Names come with the centres: until then nobody could tell which one is meant.
        let is_waiting = sites.is_none() && app.sites.load().trouble.is_none();
        let name = |id: &SiteId| {
            let found = sites.as_ref().and_then(|sites| sites.get(id));
            found.map_or_else(|| id.to_string(), |site| site_name(app.t(), site))
        };
        let words = |notice: &Notice| match site {
            Some(_) => notice.text.get(app.lang()).to_owned(),
            None => notice_line(app.t(), notice, name),
        };
        let concerns = |n: &&Notice| match &site {
            Some((id, ..)) => n.concerns(id),
            None => n.sites.is_empty() || !is_waiting,
        };
        let ours = territory.notices.iter().filter(concerns).map(|n| (n, words(n)));
        let theirs = site.iter().flat_map(|(_, origin, theirs)| {
            theirs.iter().map(|n| (n, announced(app.t(), origin, n.text.get(app.lang()))))
        });
        let all = ours.chain(theirs).filter(|(n, _)| n.is_current(now));
        let shown: Vec<_> = all.map(|(notice, words)| one(notice, words)).collect();
        if shown.is_empty() { none() } else { named_section("notices", app.t().notices, shown) }
    })
}

fn one(notice: &Notice, words: String) -> View {
    let (class, sign) = match notice.level {
        NoticeLevel::Info => ("notice", "i"),
        NoticeLevel::Warning => ("notice warning", "!"),
    };
    p(class, [shape(sign), text(" "), text(words)])
}
