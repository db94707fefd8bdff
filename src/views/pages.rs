//! Pages of text, and the titles of all pages.

use super::{
    bricks::{View, all, h1, h2, items, link, live, maybe, none, outside_link, p},
    parts,
};
use crate::{
    domain::SiteId,
    present::{Route, Section, Texts, site_name},
    state::App,
};

/// The word of a page in menus.
pub fn menu_word(t: &Texts, route: &Route) -> &'static str {
    match route {
        Route::Home => t.home,
        Route::Sites | Route::Site { .. } => t.sites,
        Route::Map => t.map,
        Route::Sources => t.sources,
        Route::Legal => t.legal,
        Route::Privacy => t.privacy,
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
        Some(Route::Legal) => t.legal,
        Some(Route::Privacy) => t.privacy,
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

fn sections(sections: &[Section]) -> View {
    let one = |(heading, paragraphs): &Section| {
        let mut views = vec![h2("", *heading)];
        views.extend(paragraphs.iter().map(|text| p("", *text)));
        all(views)
    };
    all(sections.iter().map(one).collect())
}

pub fn legal(app: App) -> View {
    let t = app.t();
    all(vec![h1(t.legal), sections(t.legal_sections), h2("", t.contact), live(move || contact(app))])
}

fn contact(app: App) -> View {
    let Some(territory) = app.territory.value() else { return none() };
    let publisher = territory.publisher.clone().unwrap_or_else(|| app.territory_name());
    let contact = territory.contact.clone();
    let website = contact.url.or_else(|| territory.publisher_url.clone());
    all(vec![
        p("", publisher),
        maybe(contact.phone.map(|phone| p("", outside_link("", parts::links::phone(&phone), (app.t().call)(&phone))))),
        maybe(contact.email.map(|email| p("", outside_link("", format!("mailto:{email}"), email)))),
        maybe(website.map(|url| p("", outside_link("", url.clone(), url)))),
    ])
}

pub fn privacy(app: App) -> View {
    let t = app.t();
    all(vec![h1(t.privacy), sections(t.privacy_sections)])
}
