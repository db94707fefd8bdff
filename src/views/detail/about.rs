//! Where a centre is, and where what is said of it comes from.

use crate::{
    domain::{PositionQuality, Site, SourceNote},
    present::Texts,
    views::bricks::{View, all, h2, items, maybe, none, outside_link, p, section as section_brick, text},
};

/// Of another territory's centre it says where it leads: we do not answer for that address.
fn website(t: &Texts, site: &Site, url: &str) -> String {
    let host = url.split('/').nth(2).filter(|_| site.origin.is_some());
    host.map_or_else(|| t.website.to_owned(), |host| (t.labelled)(t.website, host))
}

pub fn section(t: &Texts, site: &Site) -> View {
    let approximate = site.position_quality == PositionQuality::Approximate;
    let place = site.address.as_ref().or(site.commune.as_ref());
    let source = |source: &SourceNote| {
        let rest = [source.licence.clone(), source.retrieved_on.map(|day| (t.retrieved_on)(&(t.day_month)(day)))];
        let rest: Vec<_> = rest.into_iter().flatten().collect();
        let rest = if rest.is_empty() { String::new() } else { format!(" ({})", rest.join(", ")) };
        let name = match &source.url {
            Some(url) => outside_link("", url.clone(), source.name.as_str()),
            None => text(source.name.as_str()),
        };
        all(vec![name, text(rest)])
    };
    let sources = items("", site.sources.iter().map(source).collect::<Vec<_>>());
    all(vec![
        section_brick(
            "",
            [
                h2("", t.address),
                maybe(place.map(|place| p("", place.as_str()))),
                if approximate { p("hint", t.approximate_place) } else { none() },
                maybe(site.url.clone().map(|url| p("", outside_link("", url.clone(), website(t, site, &url))))),
            ],
        ),
        if site.sources.is_empty() { none() } else { section_brick("", [h2("", t.where_data_from), sources]) },
    ])
}
