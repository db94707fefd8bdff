//! What the app's page shows before the app is there.

use leptos::prelude::RenderHtml;

use crate::{
    domain::Lang,
    present::{
        Texts,
        plain::{Entry, PlainRoute, PlainTexts},
    },
    views::bricks::{View, all, h2, items, link, p, text},
};

/// The hours of one day, which change with the day at most.
pub struct FirstSight<'a> {
    pub t: &'static Texts,
    pub p: &'static PlainTexts,
    pub territory: &'a str,
    /// "samedi 21 novembre 2026".
    pub date: String,
    /// `None`: more than the page should weigh.
    pub entries: Option<Vec<Entry>>,
    pub count: usize,
}

/// The piece of markup, with links relative to the page's `<base>`.
pub fn first_sight(sight: &FirstSight) -> String {
    let (t, words) = (sight.t, sight.p);
    // "external": the app's router leaves them alone.
    let to = |path: String, lang: Option<Lang>, name: String| {
        let link = link("", path, name).attr("rel", "external");
        match lang {
            Some(lang) => link.attr("lang", lang.code()).attr("hreflang", lang.code()),
            None => link,
        }
    };
    let one = |entry: &Entry| {
        let site = PlainRoute::Site { territory: sight.territory.to_owned(), site: entry.id.clone() };
        let hours = (t.labelled)("", &entry.hours.1);
        all(vec![to(site.path(t.lang), None, entry.name.clone()), text(hours)])
    };
    let list = match &sight.entries {
        Some(entries) => {
            all(vec![h2("", (words.shell_title)(&sight.date)), items("", entries.iter().map(one).collect::<Vec<_>>())])
        }
        None => p("", (words.shell_many)(sight.count)),
    };
    let other = match t.lang {
        Lang::Fr => Lang::En,
        Lang::En => Lang::Fr,
    };
    let home = PlainRoute::home();
    let links = p(
        "",
        [
            to(home.path(t.lang), None, words.shell_link.to_owned()),
            text(" "),
            to(home.path(other), Some(other), words.shell_link_other.to_owned()),
        ],
    );
    let all: View = if sight.count == 0 { links } else { all(vec![links, list]) };
    all.to_html()
}
