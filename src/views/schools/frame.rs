//! The frame around the schools' pages. The wall has none: it is the page.

use super::{class, list, school, setup, wall};
use crate::{
    domain::{Lang, School},
    platform::document,
    present::{
        Area, Route,
        schools::{SchoolPage, SchoolView},
    },
    state::{Derived, Schools, follow},
    views::{
        bricks::{View, all, element, h1, items, link, live, none, outside_link, p},
        parts, shell as app_shell,
    },
};

pub fn shell() -> View {
    let (app, page) = app_shell::open(Schools::page_at);
    let schools = Schools::new(app, page);
    schools.start();
    app_shell::name_pages(app, move || title(schools));
    app_shell::focus_on_arrival(page);
    let is_wall =
        Derived::new(move || page.with(|page| page.as_ref().and_then(SchoolPage::view) == Some(SchoolView::Wall)));
    follow(move || document::set_class("wall", is_wall.get()));
    live(move || if is_wall.get() { wall::page(schools) } else { framed(schools) })
}

fn framed(schools: Schools) -> View {
    let app = schools.app;
    let received = move || schools.live.load().received.or_else(|| schools.all.load().received);
    all(vec![
        live(move || bar(schools)),
        app_shell::demo(app, move || schools.t().demo_banner),
        element("main", "page", live(move || page(schools))).attr("id", "main").attr("tabindex", "-1"),
        element("footer", "foot", [parts::freshness::line_of(app, received), live(move || foot(schools))]),
    ])
}

fn bar(schools: Schools) -> View {
    let list = link("", schools.href(&SchoolPage::List), schools.t().all_schools);
    let is_list = schools.page.with(|page| *page == Some(SchoolPage::List));
    let list = if is_list { list.attr("aria-current", "page") } else { list };
    let menu = [outside_link("", schools.app.href(&Route::Sites), schools.t().centres), list];
    app_shell::area_bar(schools.app, element("nav", "", menu).attr("aria-label", schools.t().menu))
}

fn foot(schools: Schools) -> View {
    let (app, t) = (schools.app, schools.app.t());
    element("nav", "", outside_link("", app.href(&Route::Sources), t.sources)).attr("aria-label", t.footer_links)
}

fn page(schools: Schools) -> View {
    match schools.page.get() {
        Some(SchoolPage::List) => list::page(schools),
        Some(SchoolPage::Of { territory, school, view }) => of_school(schools, territory, school, view),
        None => not_found(schools),
    }
}

/// A page of one school, as soon as it is known that there is one.
fn of_school(schools: Schools, territory: String, id: String, view: SchoolView) -> View {
    let school = Derived::new(move || schools.find(&id));
    let is_elsewhere = Derived::new(move || schools.app.territory.value().is_some_and(|known| known.id != territory));
    all(vec![
        parts::freshness::trouble_of(schools.app, schools.all, schools.live, ""),
        live(move || match school.get() {
            _ if is_elsewhere.get() => not_found(schools),
            Some(school) => shown(schools, school, view),
            None if schools.all.value().is_some() => not_found(schools),
            None => waiting(schools),
        }),
    ])
}

fn shown(schools: Schools, of: School, view: SchoolView) -> View {
    match view {
        SchoolView::Data => school::page(schools, of),
        SchoolView::WallSetup => setup::page(schools, &of),
        SchoolView::Class => class::page(schools, of),
        // The wall has no frame and is drawn instead of all this.
        SchoolView::Wall => none(),
    }
}

/// Nothing has come yet; a heading is there for who arrives.
pub fn waiting(schools: Schools) -> View {
    let is_asking = schools.all.load().trouble.is_none();
    let t = schools.app.t();
    all(vec![h1(schools.t().list_title), p("loading", if is_asking { t.loading } else { t.trouble_none })])
}

fn not_found(schools: Schools) -> View {
    let t = schools.t();
    all(vec![
        h1(t.not_found_title),
        p("", t.not_found_text),
        items("", [link("", schools.href(&SchoolPage::List), t.all_schools)]),
    ])
}

/// The name that a school goes by.
pub fn name(schools: Schools, school: &School) -> String {
    school.name.clone().unwrap_or_else(|| (schools.t().unnamed)(school.kind).to_owned())
}

fn title(schools: Schools) -> String {
    let t = schools.t();
    let Some(page) = schools.page.get() else { return t.not_found_title.to_owned() };
    let SchoolPage::Of { school, view, .. } = page else { return t.list_title.to_owned() };
    let Some(school) = schools.find(&school) else {
        let known = schools.all.value().is_some();
        return if known { t.not_found_title } else { t.list_title }.to_owned();
    };
    let name = name(schools, &school);
    match view {
        SchoolView::Data => name,
        SchoolView::Wall => format!("{} – {name}", t.wall),
        SchoolView::WallSetup => format!("{} – {name}", t.wall_setup),
        SchoolView::Class => format!("{} – {name}", t.class),
    }
}

/// The path of the area's own page, for links that leave the program.
pub fn plain_address(schools: Schools, school: &School, page: &str) -> String {
    let lang = if schools.app.lang() == Lang::En { "en/" } else { "" };
    let (base, territory) = (&schools.app.base, schools.territory_id());
    format!("{base}sobre/{lang}{}/{territory}/{}/{page}", Area::Schools.path(), school.id)
}
