//! Pages of text, and the titles of all pages.

use leptos::prelude::*;

use super::parts;
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

pub fn not_found(app: App) -> impl IntoView {
    let t = app.t();
    view! {
        <h1 tabindex="-1">{t.not_found_title}</h1>
        <p>{t.not_found_text}</p>
        <ul>
            {[Route::Home, Route::Sites, Route::Map].map(|route| {
                view! { <li><a href=app.href(&route)>{menu_word(t, &route)}</a></li> }
            })}
        </ul>
    }
}

fn sections(sections: &'static [Section]) -> impl IntoView {
    let one = |(heading, paragraphs): &Section| {
        let paragraphs: Vec<_> = paragraphs.iter().map(|text| view! { <p>{*text}</p> }).collect();
        view! { <h2>{*heading}</h2>{paragraphs} }
    };
    sections.iter().map(one).collect_view()
}

pub fn legal(app: App) -> impl IntoView {
    let t = app.t();
    view! {
        <h1 tabindex="-1">{t.legal}</h1>
        {sections(t.legal_sections)}
        <h2>{t.contact}</h2>
        {move || app.territory.value().map(|territory| {
            let publisher = territory.publisher.clone().unwrap_or_else(|| app.territory_name());
            let contact = territory.contact.clone();
            let website = contact.url.or_else(|| territory.publisher_url.clone());
            view! {
                <p>{publisher}</p>
                {contact.phone.map(|phone| view! { <p><a href=parts::links::phone(&phone)>{(t.call)(&phone)}</a></p> })}
                {contact.email.map(|email| view! { <p><a href=format!("mailto:{email}")>{email.clone()}</a></p> })}
                {website.map(|url| view! { <p><a href=url.clone() rel="noreferrer">{url.clone()}</a></p> })}
            }
        })}
    }
}

pub fn privacy(app: App) -> impl IntoView {
    let t = app.t();
    view! {
        <h1 tabindex="-1">{t.privacy}</h1>
        {sections(t.privacy_sections)}
    }
}
