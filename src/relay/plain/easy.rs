//! The easy page out of a moment.

use super::render::Renderer;
use crate::{
    domain::Lang,
    present::plain::{
        PlainRoute,
        easy::{easy_texts, told},
    },
    views::plain::{self as views, Refresh},
};

pub fn page(renderer: &Renderer, lang: Lang) -> String {
    let (moment, steady) = (renderer.moment, &renderer.moment.steady);
    let known = |site: &_| (moment.situation(site), steady.profiles.get(&site.id));
    let told = told(lang, &steady.sites, moment.context(), known, |material| steady.label(material, lang));
    let mut frame = renderer.frame(PlainRoute::Easy, lang, easy_texts(lang).title.to_owned(), Refresh::Never);
    frame.class = "easy";
    views::easy(&frame, &told, &renderer.notices(None, lang))
}
