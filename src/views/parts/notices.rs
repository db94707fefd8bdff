//! What the territory announces.

use crate::{
    domain::{Notice, NoticeLevel, SiteId},
    state::App,
    views::bricks::{View, live, named_section, none, p, shape, text},
};

/// The current notices that concern `site`; all of them without one.
pub fn current(app: App, site: Option<SiteId>) -> View {
    live(move || {
        let Some(territory) = app.territory.value() else { return none() };
        let now = app.now.get();
        let concerns = |n: &&Notice| n.is_current(now) && site.as_ref().is_none_or(|site| n.concerns(site));
        let shown: Vec<_> = territory.notices.iter().filter(concerns).map(|n| one(n, app)).collect();
        if shown.is_empty() { none() } else { named_section("notices", app.t().notices, shown) }
    })
}

fn one(notice: &Notice, app: App) -> View {
    let (class, sign) = match notice.level {
        NoticeLevel::Info => ("notice", "i"),
        NoticeLevel::Warning => ("notice warning", "!"),
    };
    p(class, [shape(sign), text(" "), text(notice.text.get(app.lang()))])
}
