//! All centres, those of a commune, or the communes where all centres would be too many.

use super::Frame;
use crate::{
    domain::Territory,
    present::{
        WaitWords, initial_capital,
        plain::{Entry, PlainRoute},
    },
    views::{
        bricks::{View, all, h1, h2, items, li, link, maybe, none, p, strong, text, ul},
        parts,
    },
};

/// One page of a list, with its neighbours.
pub struct Listing {
    pub heading: String,
    pub intro: &'static str,
    /// What the territory announces.
    pub notices: Vec<String>,
    pub page: usize,
    /// Of each page in turn: its address, and its first and last name.
    pub pages: Vec<(PlainRoute, String, String)>,
}

/// A commune and how many centres it has.
pub struct Group {
    pub name: String,
    pub route: PlainRoute,
    pub count: usize,
}

/// A list of centres.
pub fn centres(frame: &Frame, listing: &Listing, entries: &[Entry]) -> String {
    let one = |entry: &Entry| {
        let site = PlainRoute::Site { territory: frame.territory.id.clone(), site: entry.id.clone() };
        let name = match &entry.commune {
            Some(commune) => format!("{} ({commune})", entry.name),
            None => entry.name.clone(),
        };
        let mut inside = vec![h2("", link("", frame.href(&site), name))];
        inside.extend(situation(frame, entry));
        li("", inside)
    };
    let list = ul("list", entries.iter().map(one).collect::<Vec<_>>());
    page(frame, listing, list)
}

/// A list of communes that lead to their centres.
pub fn groups(frame: &Frame, listing: &Listing, groups: &[Group]) -> String {
    let one = |group: &Group| {
        let count = (frame.t.found)(group.count);
        all(vec![link("", frame.href(&group.route), group.name.as_str()), text(format!(" ({count})"))])
    };
    page(frame, listing, items("links", groups.iter().map(one).collect::<Vec<_>>()))
}

/// What is said of a centre: its state, its wait, what is usual, its hours.
pub(super) fn situation(frame: &Frame, entry: &Entry) -> Vec<View> {
    let labelled = |label: &str, words: &str| p("", (frame.t.labelled)(label, words));
    vec![
        parts::card::badge(&entry.badge),
        maybe(entry.wait.as_ref().map(wait)),
        maybe(entry.usual.as_ref().map(|(label, runs)| labelled(label, &runs.join(frame.p.semicolon)))),
        labelled(&entry.hours.0, &entry.hours.1),
    ]
}

/// On one line: a text browser has no other way to tell the wait from what it rests on.
fn wait(words: &WaitWords) -> View {
    let rest: Vec<&str> =
        words.trend.into_iter().chain([words.basis.as_str()]).filter(|part| !part.is_empty()).collect();
    let rest = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
    p("", [strong("", initial_capital(words.band)), text(rest)])
}

fn page(frame: &Frame, listing: &Listing, list: View) -> String {
    let Frame { p: words, .. } = frame;
    let number = (listing.pages.len() > 1).then(|| p("", (words.page_of)(listing.page, listing.pages.len())));
    frame.document(vec![
        h1(listing.heading.as_str()),
        maybe(number),
        frame.made(),
        notices(&listing.notices),
        p("basis", listing.intro),
        maybe(contact(frame.territory, frame)),
        list,
        neighbours(frame, listing),
    ])
}

pub(super) fn notices(notices: &[String]) -> View {
    all(notices.iter().map(|notice| p("notice", notice.as_str())).collect())
}

/// The territory's phone, which answers where a page cannot.
pub(super) fn contact(territory: &Territory, frame: &Frame) -> Option<View> {
    let phone = territory.contact.phone.as_ref()?;
    Some(p("", [strong("", frame.p.phone_of_territory), text(" "), telephone(phone)]))
}

pub(super) fn telephone(phone: &str) -> View {
    link("", parts::links::phone(phone), phone)
}

fn neighbours(frame: &Frame, listing: &Listing) -> View {
    if listing.pages.len() < 2 {
        return none();
    }
    let others = listing.pages.iter().enumerate().filter(|(index, _)| index + 1 != listing.page);
    let one = |(index, (route, first, last)): (usize, &(PlainRoute, String, String))| {
        let name = (frame.p.from_to)(first, last);
        let name = match index + 1 {
            number if number + 1 == listing.page => format!("{} ({name})", frame.p.previous_page),
            number if number == listing.page + 1 => format!("{} ({name})", frame.p.next_page),
            _ => name,
        };
        link("", frame.href(route), name)
    };
    all(vec![h2("", frame.p.other_pages), items("links", others.map(one).collect::<Vec<_>>())])
}
