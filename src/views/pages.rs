//! The titles of all pages, and the page for addresses that lead nowhere.

use super::bricks::{View, all, h1, items, link, p};
use crate::{
    domain::SiteId,
    present::{Route, Texts, site_name},
    state::App,
};

/// The word of a page in menus.
pub fn menu_word(t: &Texts, route: &Route) -> &'static str {
    match route {
        Route::Home => t.home,
        Route::Sites | Route::Site { .. } => t.sites,
        Route::Map => t.map,
        Route::Sources => t.sources,
    }
}

/// The title of a page; `None` is the page for addresses that lead nowhere.
pub fn title(app: App, route: Option<&Route>) -> String {
    let t = app.t();
    let fixed = match route {
        Some(Route::Home) => t.home_title,
        Some(Route::Sites) => t.sites_title,
        Some(Route::Site { site, .. }) => return site_title(app, site),
        Some(Route::Map) => t.map_title,
        Some(Route::Sources) => t.sources_title,
        None => t.not_found_title,
    };
    fixed.to_owned()
}

fn site_title(app: App, id: &str) -> String {
    let t = app.t();
    let Some(sites) = app.sites.value() else { return t.loading.to_owned() };
    let site = id.parse::<SiteId>().ok().and_then(|id| sites.get(&id).map(|site| site_name(t, site)));
    site.unwrap_or_else(|| t.site_not_found_title.to_owned())
}

pub fn not_found(app: App) -> View {
    let t = app.t();
    let links = [Route::Home, Route::Sites, Route::Map];
    all(vec![
        h1(t.not_found_title),
        p("", t.not_found_text),
        items("", links.map(|route| link("", app.href(&route), menu_word(t, &route)))),
    ])
}
