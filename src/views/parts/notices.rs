//! What the territory announces.

use crate::{
    domain::{Instant, Notice, NoticeLevel, SiteId},
    present::{announced, notice_line, site_name},
    state::{App, OneSite},
    views::bricks::{View, live, named_section, none, p, shape, text},
};

/// The current notices that concern `site`, with those of the territory that it belongs to; all of ours without one.
pub fn current(app: App, site: Option<OneSite>) -> View {
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
        let mut shown = Vec::new();
        for notice in &territory.notices {
            let words = match &site {
                Some(site) if notice.concerns(&site.id) => notice.text.get(app.lang()).to_owned(),
                None if notice.sites.is_empty() || !is_waiting => notice_line(app.t(), notice, &name),
                _ => continue,
            };
            add(&mut shown, notice, words, now);
        }
        if let Some(site) = &site {
            for notice in &site.notices {
                let origin = site.origin.as_deref().unwrap_or_default();
                add(&mut shown, notice, announced(app.t(), origin, notice.text.get(app.lang())), now);
            }
        }
        if shown.is_empty() { none() } else { named_section("notices", app.t().notices, shown) }
    })
}

fn add(shown: &mut Vec<View>, notice: &Notice, words: String, now: Instant) {
    if !notice.is_current(now) {
        return;
    }
    let (class, sign) = match notice.level {
        NoticeLevel::Info => ("notice", "i"),
        NoticeLevel::Warning => ("notice warning", "!"),
    };
    shown.push(p(class, [shape(sign), text(" "), text(words)]));
}
