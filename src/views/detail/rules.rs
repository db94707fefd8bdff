//! What to know before setting off, and what may be brought.

use leptos::prelude::*;

use super::parts;
use crate::{
    domain::{Badge, MaterialId, Site, Wheelchair},
    present::decimal,
    state::{App, Sites},
};

pub fn before_leaving(app: App, site: &Site) -> impl IntoView + use<> {
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
    view! {
        <section>
            <h2>{t.before_leaving}</h2>
            <ul>
                <li>{badge}</li>
                {professionals.map(|words| view! { <li>{words}</li> })}
                {height.map(|words| view! { <li>{words}</li> })}
                {wheelchair.map(|words| view! { <li>{words}</li> })}
            </ul>
        </section>
    }
}

pub fn materials(app: App, sites: &Sites, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    let limit = |id: &MaterialId| {
        let limit = site.limits.iter().find(|limit| limit.material == *id)?;
        let digits = u32::from(limit.max_m3_per_day.fract() != 0.0);
        Some(format!(" ({})", (t.limit)(&decimal(limit.max_m3_per_day, digits, t.decimal_point))))
    };
    let item = |id: &MaterialId| {
        let label = parts::material::label(app, sites, id);
        view! { <li>{label}{limit(id)}</li> }
    };
    let accepts: Vec<_> = site.accepts.iter().map(item).collect();
    let refuses: Vec<_> = site.refuses.iter().map(item).collect();
    let unknown = accepts.is_empty().then(|| view! { <p>{t.accepts_unknown}</p> });
    view! {
        <section>
            <h2>{t.accepts_title}</h2>
            {unknown}
            <ul class="materials">{accepts}</ul>
            {(!refuses.is_empty()).then(|| view! { <h3>{t.refuses_title}</h3><ul class="materials">{refuses}</ul> })}
        </section>
    }
}
