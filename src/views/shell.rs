//! The frame around every page: menu, language, notices and the page that the address leads to.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Router,
    hooks::{use_location, use_navigate, use_query_map},
};

use super::{
    bricks::{View, all, live, named_section, none, outside_link, p, text},
    detail, home, list, map, pages, parts, sources,
};
use crate::{
    domain::Lang,
    platform::document,
    present::{Area, Route},
    state::{App, Choices},
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
    let choices = Memo::new(move |_| query.with(|q| Choices::read(|key| q.get(key))));
    let navigate = use_navigate();
    let replace_address = UnsyncCallback::new(move |address: String| {
        let options = NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() };
        navigate(&address, options);
    });
    let app = App::new(choices, replace_address);
    app.start();

    let location = use_location();
    let pathname = location.pathname;
    let route = Memo::new(move |_| pathname.with(|path| app.route_at(path)));
    finish_navigation(location);
    Effect::new(move |_| document::set_language(app.lang().code()));
    Effect::new(move |_| {
        let page = pages::title(app, route.get().as_ref());
        document::set_title(&(app.t().title_of)(&page, &app.territory_name()));
    });
    // As a browser does when it loads a page: the focus goes to its heading, which a screen reader then reads.
    Effect::new(move |before: Option<Option<Route>>| {
        let now = route.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(document::focus_heading);
        }
        now
    });

    view! {
        {live(move || bar(app, route.get().as_ref()))}
        {live(move || {
            let demo = app.territory.value().is_some_and(|t| t.demo);
            if demo { named_section("demo", app.t().demo_label, p("", app.t().demo_banner)) } else { none() }
        })}
        <main id="main" class="page" tabindex="-1">
            {live(move || page(app, route.get()))}
        </main>
        <footer class="foot">
            {parts::freshness::line(app)}
            {live(move || {
                let links = [Route::Sources, Route::Legal, Route::Privacy];
                let desk = area_link(app, Area::Desk, app.t().help_somebody);
                menu(app, app.t().footer_links, &links, route.get().as_ref(), desk)
            })}
        </footer>
    }
}

/// The router writes an address into the browser's bar once its page is there. Ours is there at once.
fn finish_navigation(location: leptos_router::location::Location) {
    use leptos_router::location::{BrowserUrl, LocationProvider};
    let Some(browser) = use_context::<BrowserUrl>() else { return };
    Effect::new(move |_| {
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
    view! {
        <header class="bar">
            <button class="skip" type="button" on:click=|_| document::focus_main()>{t.skip_to_content}</button>
            <a class="brand" href=app.href(&Route::Home)>{t.app_name}</a>
            {menu(app, t.main_menu, &[Route::Home, Route::Sites, Route::Map], route, none())}
            <button class="lang" type="button" lang=other.code() on:click=move |_| app.speak(other)>
                {t.other_language}
            </button>
        </header>
    }
    .into_any()
}

/// A link to another program: the browser loads it, and of the choices the language alone goes along.
fn area_link(app: App, area: Area, word: &'static str) -> View {
    let query = if app.lang() == Lang::default() { "" } else { "?lang=en" };
    outside_link("", app.base.with_value(|base| [base, area.path(), query].concat()), word)
}

fn menu(app: App, label: &'static str, pages: &[Route], current: Option<&Route>, more: View) -> View {
    let links: Vec<View> = pages
        .iter()
        .map(|page| {
            let here = (current == Some(page)).then_some("page");
            let word = text(pages::menu_word(app.t(), page));
            view! { <a href=app.href(page) aria-current=here>{word}</a> }.into_any()
        })
        .collect();
    view! { <nav aria-label=label>{all(links)}{more}</nav> }.into_any()
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
