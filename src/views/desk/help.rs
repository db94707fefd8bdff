//! For the person who helps: what this does and what it does not, and what is not to stay on the desk's computer.

use super::d;
use crate::views::bricks::{View, all, h1, h2, items, live, none, outside_link, p};
use crate::{
    present::{Area, desk::HelpSection},
    state::Desk,
    views::parts::links,
};

pub fn page(desk: Desk) -> View {
    let d = d(desk);
    let section = |(heading, paragraphs): &HelpSection| all(vec![h2("", *heading), items("", *paragraphs)]);
    let mut views = vec![h1(d.help_title)];
    views.extend(d.help_sections.iter().map(section));
    // On a computer that is many people's the household's area keeps nothing, and says so.
    let household = format!("{}{}?guichet", desk.app.base, Area::Household.path());
    views.push(p("", elsewhere(household, (d.new_tab)(d.consumption))));
    views.push(h2("", d.badge_title));
    views.push(live(move || contact(desk)));
    views.push(h2("", d.figures_title));
    views.push(live(move || {
        let is_demo = desk.app.territory.value().is_some_and(|territory| territory.demo);
        items("", if is_demo { d.figures_demo } else { d.figures })
    }));
    all(views)
}

/// As far as the territory says.
fn contact(desk: Desk) -> View {
    let d = d(desk);
    let Some(territory) = desk.app.territory.value() else { return none() };
    let contact = &territory.contact;
    let ways: Vec<View> = [
        contact.phone.as_ref().map(|phone| elsewhere(links::phone(phone), (desk.app.t().call)(phone))),
        contact.email.as_ref().map(|email| elsewhere(format!("mailto:{email}"), email.clone())),
        contact.url.as_ref().or(territory.publisher_url.as_ref()).map(|url| elsewhere(url.clone(), (d.new_tab)(url))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if ways.is_empty() { p("", d.badge_unknown) } else { all(vec![p("", d.badge_text), items("", ways)]) }
}

/// A link that leaves the desk where it is: what was said there is not to be found by going back.
fn elsewhere(href: String, words: String) -> View {
    outside_link("", href, words).attr("target", "_blank")
}
