//! The day's hours in the app's own page, for the time before the app is there.

use super::render::Renderer;
use crate::{
    domain::Lang,
    present::{plain::plain_texts, texts},
    relay::index_page::IndexPage,
    views::plain::{FirstSight, first_sight},
};

/// Where the page keeps room for them.
const PLACE: &str = "shell-centres";
/// More than this would delay the app for those who wait for it, bytes of the page before compression.
const MOST: usize = 13_000;

/// The page with the centres and their hours, or with a link to the plain pages where they are too many. `None` for a page
/// that has no place for them.
pub fn filled(renderer: &Renderer, index: &IndexPage) -> Option<IndexPage> {
    // Each centre takes more bytes than this: thousands of them need not be tried.
    const LEAST: usize = 40;
    // Our own alone: other territories' may be as many as they like.
    let sites: Vec<_> = renderer.moment.steady.own().collect();
    // The page itself is French until the app speaks.
    let lang = Lang::Fr;
    let mut sight = FirstSight {
        t: texts(lang),
        p: plain_texts(lang),
        territory: &renderer.moment.steady.territory.id,
        date: renderer.date(lang),
        entries: None,
        count: sites.len(),
    };
    let linked = index.with_inside(PLACE, &first_sight(&sight))?;
    if sites.len() * LEAST > MOST {
        return Some(linked);
    }
    sight.entries = Some(sites.iter().map(|site| renderer.entry(site, lang)).collect());
    let listed = index.with_inside(PLACE, &first_sight(&sight)).filter(|page| page.as_str().len() <= MOST);
    Some(listed.unwrap_or(linked))
}
