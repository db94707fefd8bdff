//! What to know before setting off, and what may be brought.

use crate::{
    domain::{MaterialId, Site},
    present::{Texts, limit_words, rule_sentences},
    views::bricks::{View, all, h2, h3, items, none, p, section, text},
};

pub fn before_leaving(t: &Texts, site: &Site) -> View {
    section("", [h2("", t.before_leaving), items("", rule_sentences(t, site))])
}

/// `label` names a material.
pub fn materials(t: &Texts, label: &dyn Fn(&MaterialId) -> String, site: &Site) -> View {
    let list = |ids: &[MaterialId]| {
        let item = |id| text(label(id) + &limit_words(t, site, id).unwrap_or_default());
        items("materials", ids.iter().map(item).collect::<Vec<_>>())
    };
    let refused =
        if site.refuses.is_empty() { none() } else { all(vec![h3("", t.refuses_title), list(&site.refuses)]) };
    let accepted = if site.accepts.is_empty() { p("", t.accepts_unknown) } else { list(&site.accepts) };
    section("", [h2("", t.accepts_title), accepted, refused])
}
