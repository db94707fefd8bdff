//! The frame around every page: menu, language, notices and the page that the address leads to.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions, WildcardSegment,
    components::{FlatRoutes, Route as RouterRoute, Router},
    hooks::{use_location, use_navigate, use_query_map},
};

use super::{detail, home, list, map, pages, parts, sources};
use crate::{
    domain::Lang,
    platform::document,
    present::Route,
    state::{App, Choices},
};

/// The whole app.
#[component]
pub fn Shell() -> impl IntoView {
    let base = document::base_path();
    let router_base = base.trim_end_matches('/').to_owned();
    view! {
        <Router base=router_base>
            <FlatRoutes fallback=Frame>
                <RouterRoute path=WildcardSegment("page") view=Frame />
            </FlatRoutes>
        </Router>
    }
}

/// One route for all pages: ours say which ([`Route::parse`]), so that the frame stays when the page changes.
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
    provide_context(app);
    app.start();

    let pathname = use_location().pathname;
    let route = Memo::new(move |_| pathname.with(|path| app.route_at(path)));
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
        <header class="bar">
            <button class="skip" on:click=|_| document::focus_main()>{move || app.t().skip_to_content}</button>
            <a class="brand" href=move || app.href(&Route::Home)>{move || app.t().app_name}</a>
            <nav aria-label=move || app.t().main_menu>
                {[Route::Home, Route::Sites, Route::Map].map(|page| menu_link(app, route, page))}
            </nav>
            <button class="lang" lang=move || other(app.lang()).code() on:click=move |_| app.speak(other(app.lang()))>
                {move || app.t().other_language}
            </button>
        </header>
        {move || app.territory.value().is_some_and(|t| t.demo).then(|| view! { <p class="demo">{app.t().demo_banner}</p> })}
        <main id="main" class="page" tabindex="-1">
            {move || page(app, route.get())}
        </main>
        <footer class="foot">
            {parts::freshness::line(app)}
            <nav aria-label=move || app.t().footer_links>
                {[Route::Sources, Route::Legal, Route::Privacy].map(|page| menu_link(app, route, page))}
            </nav>
        </footer>
    }
}

fn page(app: App, route: Option<Route>) -> AnyView {
    match route {
        Some(Route::Home) => home::page(app).into_any(),
        Some(Route::Sites) => list::page(app).into_any(),
        Some(Route::Site { territory, site }) => detail::page(app, territory, &site).into_any(),
        Some(Route::Map) => map::page(app).into_any(),
        Some(Route::Sources) => sources::page(app).into_any(),
        Some(Route::Legal) => pages::legal(app).into_any(),
        Some(Route::Privacy) => pages::privacy(app).into_any(),
        None => pages::not_found(app).into_any(),
    }
}

fn menu_link(app: App, current: Memo<Option<Route>>, page: Route) -> impl IntoView {
    let (target, own) = (page.clone(), page.clone());
    view! {
        <a
            href=move || app.href(&target)
            aria-current=move || current.with(|c| c.as_ref() == Some(&own)).then_some("page")
        >
            {move || pages::menu_word(app.t(), &page)}
        </a>
    }
}

const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Fr => Lang::En,
        Lang::En => Lang::Fr,
    }
}
