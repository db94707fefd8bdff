//! What to know before setting off, and what may be brought.

use crate::{
    domain::{Badge, MaterialId, Site, Wheelchair},
    present::decimal,
    state::{App, Sites},
    views::{
        bricks::{View, all, h2, h3, items, none, p, section, text},
        parts,
    },
};

pub fn before_leaving(app: App, site: &Site) -> View {
    let t = app.t();
    let badge = match site.access.badge {
        Badge::Required => t.badge_required,
        Badge::NotRequired => t.badge_not_required,
        Badge::Unknown => t.badge_unknown,
    };
    let professionals = site.access.professionals.map(|may| if may { t.professionals_yes } else { t.professionals_no });
    let height = site.access.max_height_m.map(|metres| (t.max_height)(&decimal(metres, 1, t.decimal_point)));
    let wheelchair = match site.wheelchair {
        Wheelchair::Yes => Some(t.wheelchair_yes),
        Wheelchair::Limited => Some(t.wheelchair_limited),
        Wheelchair::No => Some(t.wheelchair_no),
        Wheelchair::Unknown => None,
    };
    let rules = [Some(text(badge)), professionals.map(text), height.map(text), wheelchair.map(text)];
    section("", [h2("", t.before_leaving), items("", rules.into_iter().flatten())])
}

pub fn materials(app: App, sites: &Sites, site: &Site) -> View {
    let t = app.t();
    let limit = |id: &MaterialId| {
        let limit = site.limits.iter().find(|limit| limit.material == *id)?;
        let digits = u32::from(limit.max_m3_per_day.fract() != 0.0);
        Some(format!(" ({})", (t.limit)(&decimal(limit.max_m3_per_day, digits, t.decimal_point))))
    };
    let list = |ids: &[MaterialId]| {
        let item = |id| text(parts::material::label(app, sites, id) + &limit(id).unwrap_or_default());
        items("materials", ids.iter().map(item))
    };
    let refused =
        if site.refuses.is_empty() { none() } else { all(vec![h3("", t.refuses_title), list(&site.refuses)]) };
    let accepted = if site.accepts.is_empty() { p("", t.accepts_unknown) } else { list(&site.accepts) };
    section("", [h2("", t.accepts_title), accepted, refused])
}
