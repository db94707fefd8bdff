//! What to know before setting off, as sentences.

use super::{Texts, decimal};
use crate::domain::{Badge, MaterialId, Site, Wheelchair};

/// The access rules of a centre, the card first.
pub fn rule_sentences(t: &Texts, site: &Site) -> Vec<String> {
    let mut rules = vec![badge_sentence(t, site).to_owned()];
    rules.extend(access_sentences(t, site));
    rules
}

/// Whether a card is asked for at the gate.
pub const fn badge_sentence(t: &Texts, site: &Site) -> &'static str {
    match site.access.badge {
        Badge::Required => t.badge_required,
        Badge::NotRequired => t.badge_not_required,
        Badge::Unknown => t.badge_unknown,
    }
}

/// Who and what may enter, apart from the card; nothing is said of what is not known.
pub fn access_sentences(t: &Texts, site: &Site) -> impl Iterator<Item = String> {
    let professionals = site.access.professionals.map(|may| if may { t.professionals_yes } else { t.professionals_no });
    let height = site.access.max_height_m.map(|metres| (t.max_height)(&decimal(metres, 1, t.decimal_point)));
    let wheelchair = match site.wheelchair {
        Wheelchair::Yes => Some(t.wheelchair_yes),
        Wheelchair::Limited => Some(t.wheelchair_limited),
        Wheelchair::No => Some(t.wheelchair_no),
        Wheelchair::Unknown => None,
    };
    [professionals.map(str::to_owned), height, wheelchair.map(str::to_owned)].into_iter().flatten()
}

/// " (1 m³ par jour au plus)", where there is a limit.
pub fn limit_words(t: &Texts, site: &Site, material: &MaterialId) -> Option<String> {
    let limit = site.limits.iter().find(|limit| limit.material == *material)?;
    let digits = u32::from(limit.max_m3_per_day.fract() != 0.0);
    Some(format!(" ({})", (t.limit)(&decimal(limit.max_m3_per_day, digits, t.decimal_point))))
}
