//! The frame around every page: menu, language, notices and the page that the address leads to.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Router,
    hooks::{use_location, use_navigate, use_query_map},
};

use super::{
    bricks::{View, all, button, element, link, live, named_section, none, p},
    detail, home, list, map, pages, parts, sources,
};
use crate::{
    domain::Lang,
    platform::document,
    present::Route,
    state::{App, Choices, Derived, follow},
};

/// The whole app.
#[component]
pub fn Shell() -> impl IntoView {
    let base = document::base_path();
    let router_base = base.trim_end_matches('/').to_owned();
    view! {
        <Router base=router_base>
            <Frame />
        </Router>
    }
}

/// Leptos' router follows links and the address; which page that is says [`Route::parse`]. Its own route components would
/// be a fifth of the app's weight.
#[component]
fn Frame() -> impl IntoView {
    let query = use_query_map();
    let choices = Derived::new(move || query.with(|q| Choices::read(|key| q.get(key))));
    let navigate = use_navigate();
    let replace_address = UnsyncCallback::new(move |address: String| {
        let options = NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() };
        navigate(&address, options);
    });
    let app = App::new(choices, replace_address);
    app.start();

    let location = use_location();
    let pathname = location.pathname;
    let route = Derived::new(move || pathname.with(|path| app.route_at(path)));
    finish_navigation(location);
    follow(move || document::set_language(app.lang().code()));
    follow(move || {
        let page = pages::title(app, route.get().as_ref());
        document::set_title(&(app.t().title_of)(&page, &app.territory_name()));
    });
    // As a browser does when it loads a page: the focus goes to its heading, which a screen reader then reads.
    let mut before = None;
    follow(move || {
        let now = route.get();
        if before.replace(now.clone()).is_some_and(|before| before != now) {
            request_animation_frame(document::focus_heading);
        }
    });

    let demo = move || {
        let demo = app.territory.value().is_some_and(|t| t.demo);
        if demo { named_section("demo", app.t().demo_label, p("", app.t().demo_banner)) } else { none() }
    };
    let foot_menu = move || {
        let links = [Route::Sources, Route::Legal, Route::Privacy];
        menu(app, app.t().footer_links, &links, route.get().as_ref())
    };
    all(vec![
        live(move || bar(app, route.get().as_ref())),
        live(demo),
        element("main", "page", live(move || page(app, route.get()))).attr("id", "main").attr("tabindex", "-1"),
        element("footer", "foot", [parts::freshness::line(app), live(foot_menu)]),
    ])
}

/// The router writes an address into the browser's bar once its page is there. Ours is there at once.
fn finish_navigation(location: leptos_router::location::Location) {
    use leptos_router::location::{BrowserUrl, LocationProvider};
    let Some(browser) = use_context::<BrowserUrl>() else { return };
    follow(move || {
        location.pathname.track();
        location.search.track();
        browser.ready_to_complete();
    });
}

fn bar(app: App, route: Option<&Route>) -> View {
    let t = app.t();
    let other = match t.lang {
        Lang::Fr => Lang::En,
        Lang::En => Lang::Fr,
    };
    element(
        "header",
        "bar",
        [
            button("skip", t.skip_to_content, document::focus_main),
            link("brand", app.href(&Route::Home), t.app_name),
            menu(app, t.main_menu, &[Route::Home, Route::Sites, Route::Map], route),
            button("lang", t.other_language, move || app.speak(other)).attr("lang", other.code()),
        ],
    )
}

fn menu(app: App, label: &'static str, pages: &[Route], current: Option<&Route>) -> View {
    let links: Vec<View> = pages
        .iter()
        .map(|page| {
            let link = link("", app.href(page), pages::menu_word(app.t(), page));
            if current == Some(page) { link.attr("aria-current", "page") } else { link }
        })
        .collect();
    element("nav", "", links).attr("aria-label", label)
}

fn page(app: App, route: Option<Route>) -> View {
    match route {
        Some(Route::Home) => home::page(app),
        Some(Route::Sites) => list::page(app),
        Some(Route::Site { territory, site }) => detail::page(app, territory, &site),
        Some(Route::Map) => map::page(app),
        Some(Route::Sources) => sources::page(app),
        Some(Route::Legal) => pages::legal(app),
        Some(Route::Privacy) => pages::privacy(app),
        None => pages::not_found(app),
    }
}
