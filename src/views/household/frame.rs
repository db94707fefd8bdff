//! The frame around the household's pages.

use super::{cost, curve, data, habits, help, moment, sheet, start};
use crate::{
    present::{Route, household::HouseholdPage},
    state::{Household, Kept},
    views::{
        bricks::{View, all, button, div, element, h1, link, live, named_section, none, outside_link, p, text},
        parts, shell as app_shell,
    },
};

pub fn shell() -> View {
    let (app, page) = app_shell::open(Household::page_at);
    let home = Household::new(app, page);
    home.start();
    app_shell::name_pages(app, move || {
        home.page.get().map_or(home.t().not_found, |page| heading(home, page)).to_owned()
    });
    app_shell::focus_on_arrival(page);
    all(vec![
        live(move || app_shell::area_bar(app, none())),
        app_shell::demo(app, move || home.t().demo_banner),
        live(move || notice(home)),
        live(move || menu(home)),
        element("main", "page household", live(move || page_view(home))).attr("id", "main").attr("tabindex", "-1"),
        element("footer", "foot", live(move || foot(home))),
        if home.is_shared { parts::idle::warning(home.watch, move || &home.t().idle) } else { none() },
    ])
}

pub fn heading(home: Household, page: HouseholdPage) -> &'static str {
    words(home, page).0
}

/// The heading of a page and its word in the menu.
fn words(home: Household, page: HouseholdPage) -> (&'static str, &'static str) {
    let place = HouseholdPage::ALL.iter().position(|known| *known == page);
    home.t().pages[place.unwrap_or(0)]
}

/// A page's heading.
pub fn title(home: Household, page: HouseholdPage) -> View {
    h1(heading(home, page))
}

/// A link to another page of the area.
pub fn to(home: Household, class: &'static str, page: HouseholdPage) -> View {
    link(class, home.href(page), words(home, page).1)
}

/// What a person lacks who brought a production file alone, and where it is to be had.
pub fn without_consumption(home: Household) -> View {
    let t = home.t();
    if !home.is_production_only() {
        return none();
    }
    let help = link("", home.href(HouseholdPage::Help), t.where_file);
    div("notice", [p("", t.production_only), p("", [text(t.production_only_what), text(" "), help])])
}

/// Whose figures these are, where they are nobody's, and whose computer this is, where it is everybody's.
fn notice(home: Household) -> View {
    let t = home.t();
    let sample = move || {
        let bring = link("", home.href(HouseholdPage::Start), t.bring_own).on("click", move |_| home.leave_sample());
        named_section("demo sample", t.sample_banner, p("", [text(t.sample_banner), text(" "), bring]))
    };
    let shared = move || {
        let wipe = button("", t.wipe_and_leave, move || home.wipe_and_leave());
        named_section("demo shared", t.shared_banner, div("", [p("", t.shared_banner), wipe]))
    };
    all(vec![if home.is_shared { shared() } else { none() }, if home.is_sample() { sample() } else { none() }])
}

fn menu(home: Household) -> View {
    let has_data = home.data.with(Option::is_some);
    let current = home.page.get();
    let is_listed = |page: &HouseholdPage| match page {
        HouseholdPage::Sheet => false,
        HouseholdPage::Data | HouseholdPage::Start | HouseholdPage::Help => true,
        other => has_data && other.needs_data(),
    };
    let link = |page: &HouseholdPage| {
        let link = to(home, "", *page);
        if current == Some(*page) { link.attr("aria-current", "page") } else { link }
    };
    let links: Vec<View> = HouseholdPage::ALL.iter().filter(|page| is_listed(page)).map(link).collect();
    element("nav", "area-menu", links).attr("aria-label", home.t().menu)
}

fn foot(home: Household) -> View {
    let (app, t) = (home.app, home.app.t());
    let home_page = outside_link("", app.href(&Route::Home), t.app_name);
    all(vec![p("", home.t().stays_here), element("nav", "", home_page).attr("aria-label", t.footer_links)])
}

fn page_view(home: Household) -> View {
    let Some(page) = home.page.get() else {
        return all(vec![h1(home.t().not_found), p("", to(home, "", HouseholdPage::Start))]);
    };
    // Figures that are not there yet have their heading, for who arrives.
    if page.needs_data() && home.data.with(Option::is_none) {
        let is_looking = home.kept.with(|kept| *kept == Kept::Unknown);
        let waiting = || p("loading", home.app.t().loading);
        let bring = || p("", link("button", home.href(HouseholdPage::Start), home.t().bring_own));
        return all(vec![title(home, page), if is_looking { waiting() } else { bring() }]);
    }
    match page {
        HouseholdPage::Start => start::page(home),
        HouseholdPage::Curve => curve::page(home),
        HouseholdPage::Habits => habits::page(home),
        HouseholdPage::Cost => cost::page(home),
        HouseholdPage::Moment => moment::page(home),
        HouseholdPage::Data => data::page(home),
        HouseholdPage::Sheet => sheet::page(home),
        HouseholdPage::Help => help::page(home),
    }
}
