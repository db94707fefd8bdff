//! What one may bring, and what one needs, of all centres of a territory together.

use std::collections::BTreeSet;

use super::EasyTexts;
use crate::{
    domain::{Acceptance, Badge, MaterialId, Site, fold},
    present::{
        Texts, decimal,
        plain::{PlainTexts, spoken},
        site_name,
    },
};

/// What every centre takes, what only some say that they take, and what none takes and at least one refuses, by name. A
/// centre that does not say is no centre that takes it.
pub(super) fn materials(sites: &[&Site], label: &dyn Fn(&MaterialId) -> String) -> [Vec<String>; 3] {
    let known: BTreeSet<&MaterialId> = sites.iter().flat_map(|site| site.accepts.iter().chain(&site.refuses)).collect();
    let mut found = [const { Vec::new() }; 3];
    for material in known {
        let accepting = sites.iter().filter(|site| site.acceptance(material) == Acceptance::Accepted).count();
        let place = match accepting {
            0 => 2,
            count if count == sites.len() => 0,
            _ => 1,
        };
        found[place].push(label(material));
    }
    for labels in &mut found {
        labels.sort_by_cached_key(|label| fold(label));
    }
    found
}

/// Whether a card is asked for, and where, if not everywhere; the first `most` of those.
pub(super) fn card(e: &EasyTexts, t: &Texts, sites: &[&Site], most: usize) -> (&'static str, Vec<String>) {
    let with = |badge: Badge| sites.iter().filter(move |site| site.access.badge == badge);
    let asking = with(Badge::Required).count();
    if asking == 0 {
        let all_free = with(Badge::NotRequired).count() == sites.len() && !sites.is_empty();
        return (if all_free { e.card_nowhere } else { e.card_unknown }, Vec::new());
    }
    if asking == sites.len() {
        return (e.card_everywhere, Vec::new());
    }
    (e.card_in_some, with(Badge::Required).map(|site| site_name(t, site)).take(most).collect())
}

/// What does not pass the lowest of the gates; nothing where none is known.
pub(super) fn height(e: &EasyTexts, p: &PlainTexts, t: &Texts, sites: &[&Site]) -> Vec<String> {
    let lowest = sites.iter().filter_map(|site| site.access.max_height_m).min_by(f64::total_cmp);
    let metres = lowest.map(|metres| spoken(p, &format!("{} m", decimal(metres, 1, t.decimal_point))));
    metres.map(|metres| (e.height)(&metres).into()).unwrap_or_default()
}
