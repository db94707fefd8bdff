//! What the territory announces.

use leptos::prelude::*;

use crate::{
    domain::{Notice, NoticeLevel, SiteId},
    state::App,
};

/// The current notices that concern `site`; all of them without one.
pub fn current(app: App, site: Option<SiteId>) -> impl IntoView {
    move || {
        let territory = app.territory.value()?;
        let now = app.now.get();
        let concerns = |n: &Notice| site.as_ref().is_none_or(|site| n.concerns(site));
        let shown: Vec<_> =
            territory.notices.iter().filter(|n| n.is_current(now) && concerns(n)).map(|n| one(n, app)).collect();
        (!shown.is_empty()).then(|| view! { <section class="notices" aria-label=app.t().notices>{shown}</section> })
    }
}

fn one(notice: &Notice, app: App) -> impl IntoView + use<> {
    let (class, shape) = match notice.level {
        NoticeLevel::Info => ("notice", "i"),
        NoticeLevel::Warning => ("notice warning", "!"),
    };
    let text = notice.text.get(app.lang()).to_owned();
    view! {
        <p class=class>
            <span class="shape" aria-hidden="true">{shape}</span>
            " "
            {text}
        </p>
    }
}
