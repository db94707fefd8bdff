//! The frame around every page: menu, language, notices and the page that the address leads to.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider, State};

use super::{
    bricks::{View, all, button, element, link, live, named_section, none, outside_link, p},
    detail, home, list, map, pages, parts, sources,
};
use crate::{
    domain::Lang,
    platform::document,
    present::{Area, Route},
    state::{App, Choices, Derived, Held, follow},
};

/// The whole app. Leptos' router follows links and the address; which page that is says [`Route::parse`]. The router's
/// own components would weigh several times as much as what is used of it.
pub fn shell() -> View {
    let (app, route) = open(App::route_at);
    app.start();
    let is_drawn = draw_soon();
    take_over_when_settled(app, is_drawn);
    name_pages(app, move || pages::title(app, route.get().as_ref()));
    focus_on_arrival(route);

    let foot_menu = move || {
        let t = app.t();
        let areas = [
            area_link(app, Area::Schools, t.schools),
            area_link(app, Area::Household, t.consumption),
            area_link(app, Area::Desk, t.help_somebody),
        ];
        menu(app, app.t().footer_links, &[Route::Sources], route.get().as_ref(), all(areas.into()))
    };
    let page = move || if is_drawn.get() { page(app, route.get()) } else { none() };
    all(vec![
        live(move || app_bar(app, route.get().as_ref())),
        demo(app, move || app.t().demo_banner),
        element("main", "page", live(page)).attr("id", "main").attr("tabindex", "-1"),
        element("footer", "foot", [parts::freshness::line(app), live(foot_menu)]),
    ])
}

/// Whether the page may be drawn: once its frame is there and its documents are on their way. All of it in one go would keep
/// a slow telephone from answering a finger; nobody sees the frame alone.
fn draw_soon() -> Held<bool> {
    let is_drawn = Held::new(false);
    set_timeout(move || is_drawn.set(true), Duration::ZERO);
    is_drawn
}

/// Follows the browser's address: the app, and the page that the address leads to.
pub(super) fn open<R: Clone + PartialEq + Send + Sync + 'static>(route_at: fn(&App, &str) -> R) -> (App, Derived<R>) {
    let base = document::base_path();
    let browser = BrowserUrl::new().expect("a page in a browser has an address");
    browser.init(Some(base.trim_end_matches('/').to_owned().into()));
    let url = browser.as_url().clone();
    let choices = Derived::new(move || url.with(|url| Choices::read(|key| url.search_params().get(key))));
    let replace = browser.clone();
    let app = App::new(choices, move |address| replace_address(&replace, address));
    let url = browser.as_url().clone();
    let route = Derived::new(move || url.with(|url| route_at(&app, url.path())));
    // The router writes an address into the browser's bar once its page is there. Ours is there at once.
    follow(move || {
        browser.as_url().track();
        browser.ready_to_complete();
    });
    (app, route)
}

/// Keeps the page's language and title up to date.
pub(super) fn name_pages(app: App, title: impl Fn() -> String + 'static) {
    follow(move || document::set_language(app.lang().code()));
    follow(move || document::set_title(&(app.t().title_of)(&title(), &app.territory_name())));
}

/// As a browser does when it loads a page: the focus goes to its heading, which a screen reader then reads.
pub(super) fn focus_on_arrival<R: Clone + PartialEq + Send + Sync + 'static>(route: Derived<R>) {
    let mut before = None;
    follow(move || {
        let now = route.get();
        if before.replace(now.clone()).is_some_and(|before| before != now) {
            request_animation_frame(document::focus_heading);
        }
    });
}

/// What says that a demonstration is one, in the words for what is invented.
pub(super) fn demo(app: App, banner: impl Fn() -> &'static str + Send + 'static) -> View {
    live(move || {
        let demo = app.territory.value().is_some_and(|t| t.demo);
        if demo { named_section("demo", app.t().demo_label, p("", banner())) } else { none() }
    })
}

/// The static page with its hours stays until there is more to read than it says: whoever reads sees one page take the
/// other's place, and nothing move. A document that does not come holds this up for a few seconds at most.
fn take_over_when_settled(app: App, is_drawn: Held<bool>) {
    const PATIENCE: Duration = Duration::from_secs(4);
    let waited = Held::new(false);
    set_timeout(move || waited.set(true), PATIENCE);
    follow(move || {
        let places = app.territory.is_settled() && app.sites.is_settled();
        if is_drawn.get() && places && app.live.is_settled() && app.profiles.is_settled() || waited.get() {
            document::take_over();
        }
    });
}

/// A choice is no step to go back over, and nothing moves on the page.
fn replace_address(browser: &BrowserUrl, address: String) {
    let Ok(url) = BrowserUrl::parse(&address) else { return };
    if *browser.as_url().read_untracked() != url {
        browser.as_url().set(url);
    }
    let change = LocationChange { value: address, replace: true, scroll: false, state: State::default() };
    browser.complete_navigation(&change);
}

/// The bar above a page: the way past it, the way home, a menu, light mode and the other language.
fn bar(app: App, home: View, menu: View) -> View {
    let t = app.t();
    let other = match t.lang {
        Lang::Fr => Lang::En,
        Lang::En => Lang::Fr,
    };
    let light = app.light.get();
    let lighten = button("light", t.light_mode, move || app.lighten(!light));
    element(
        "header",
        "bar",
        [
            button("skip", t.skip_to_content, document::focus_main),
            home,
            menu,
            lighten.attr("aria-pressed", light.to_string()),
            button("lang", t.other_language, move || app.speak(other)).attr("lang", other.code()),
        ],
    )
}

fn app_bar(app: App, route: Option<&Route>) -> View {
    let t = app.t();
    let menu = menu(app, t.main_menu, &[Route::Home, Route::Sites, Route::Map], route, none());
    bar(app, link("brand", app.href(&Route::Home), t.app_name), menu)
}

/// The same for an area, whose way home leaves its program.
pub(super) fn area_bar(app: App, menu: View) -> View {
    bar(app, outside_link("brand", app.href(&Route::Home), app.t().app_name), menu)
}

/// A link to another program: the browser loads it. Of the choices the language goes along, light mode, and that the computer
/// is many people's.
fn area_link(app: App, area: Area, word: &'static str) -> View {
    let lang = Some(app.lang()).filter(|lang| *lang != Lang::default());
    let (light, shared) = app.choices.with(|choices| (choices.light, choices.shared));
    let query = Choices { lang, light, shared, ..Choices::default() }.to_query();
    outside_link("", [&app.base, area.path(), &query].concat(), word)
}

fn menu(app: App, label: &'static str, pages: &[Route], current: Option<&Route>, more: View) -> View {
    let mut links: Vec<View> = pages
        .iter()
        .map(|page| {
            let link = link("", app.href(page), pages::menu_word(app.t(), page));
            if current == Some(page) { link.attr("aria-current", "page") } else { link }
        })
        .collect();
    links.push(more);
    element("nav", "", links).attr("aria-label", label)
}

fn page(app: App, route: Option<Route>) -> View {
    match route {
        Some(Route::Home) => home::page(app),
        Some(Route::Sites) => list::page(app),
        Some(Route::Site { territory, site }) => detail::page(app, territory, &site),
        Some(Route::Map) => map::page(app),
        Some(Route::Sources) => sources::page(app),
        None => pages::not_found(app),
    }
}
