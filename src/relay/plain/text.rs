//! The text form of the pages: lines for a voice or a message.

use super::{
    data::Steady,
    layout::{Layout, What},
    paths::Asked,
    render::Renderer,
};
use crate::{
    domain::{Lang, MaterialId, Site},
    present::{
        closures_ahead, days_ahead, phone_of,
        plain::{PlainRoute, centre_lines, entry_lines, opening_lines, plain_texts, spoken},
        texts,
    },
};

/// `None` where there is no such page.
pub fn text(renderer: &Renderer, layout: &Layout, asked: &Asked) -> Option<String> {
    let steady = &renderer.moment.steady;
    let site = match &asked.route {
        PlainRoute::Site { territory, site } if *territory == steady.territory.id => Some(steady.site(site)?),
        PlainRoute::Home { .. } | PlainRoute::Commune { .. } => None,
        PlainRoute::Site { .. }
        | PlainRoute::Help
        | PlainRoute::Easy
        | PlainRoute::Accessibility
        | PlainRoute::Criteria
        | PlainRoute::EcoDesign
        | PlainRoute::Legal
        | PlainRoute::Privacy
        | PlainRoute::Poster
        | PlainRoute::SitePoster { .. }
        | PlainRoute::Schools
        | PlainRoute::School { .. }
        | PlainRoute::SchoolWall { .. }
        | PlainRoute::Data
        | PlainRoute::SchoolData { .. }
        | PlainRoute::Report { .. } => return None,
    };
    let mut blocks = vec![opening(renderer, site, asked.lang)];
    match site {
        Some(site) => {
            blocks.push(entry(renderer, site, asked.lang));
            blocks.push(rest(renderer, site, asked.lang));
        }
        None => match layout.listed(steady, &asked.route)?.what {
            What::Centres(sites) => {
                blocks.extend(sites.iter().map(|index| entry(renderer, &steady.sites[*index], asked.lang)));
            }
            What::Communes(range) => blocks.push(range.map(|index| commune(steady, index, asked.lang)).collect()),
        },
    }
    let blocks: Vec<_> = blocks.into_iter().map(|lines| lines.join("\n")).collect();
    Some(blocks.join("\n\n") + "\n")
}

fn opening(renderer: &Renderer, site: Option<&Site>, lang: Lang) -> Vec<String> {
    let territory = &renderer.moment.steady.territory;
    let name = territory.name.as_ref().map_or("", |name| name.get(lang));
    let (made, notices) = (renderer.made(lang), renderer.notices(site, lang));
    let (t, p) = (texts(lang), plain_texts(lang));
    opening_lines(p, (name, p.spoken_title), territory.demo.then_some(t.demo_banner), &made, &notices)
}

fn entry(renderer: &Renderer, site: &Site, lang: Lang) -> Vec<String> {
    entry_lines(texts(lang), plain_texts(lang), &renderer.entry(site, lang))
}

fn rest(renderer: &Renderer, site: &Site, lang: Lang) -> Vec<String> {
    let (t, p, steady) = (texts(lang), plain_texts(lang), &renderer.moment.steady);
    let phone = phone_of(site, Some(&steady.territory));
    let context = renderer.moment.context();
    let ahead = [closures_ahead(t, site, context), days_ahead(t, site, context, renderer.moment.date())].concat();
    let label = |id: &MaterialId| steady.label(id, lang);
    let full = renderer.full(site, lang).map(|(at, labels)| spoken(p, &(t.labelled)(&at, &labels.join(", "))));
    full.into_iter().chain(centre_lines(t, p, site, phone, &ahead, &label)).collect()
}

/// The commune and the file that tells of its centres.
fn commune(steady: &Steady, index: usize, lang: Lang) -> String {
    let (p, commune) = (plain_texts(lang), &steady.communes[index]);
    let name = commune.name.as_deref().unwrap_or(p.no_commune);
    let route = PlainRoute::Commune { commune: commune.slug.clone(), page: 1 };
    format!("{}: {}", spoken(p, name), route.text_path(lang))
}
