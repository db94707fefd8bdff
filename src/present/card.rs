//! What a list says of a centre, in words.

use super::{Badge, Texts, read_at, state_badge, wait_phrase};
use crate::domain::{
    Acceptance, Context, Freshness, MaterialId, Reading, Site, Situation, Territory, Wait, WaitBand, is_full_today,
};

/// A centre in words: everything that its card shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub id: String,
    pub name: String,
    /// Only where the name does not already say it.
    pub commune: Option<String>,
    pub badge: Badge,
    /// `None` while the centre is closed.
    pub wait: Option<WaitWords>,
    /// "à 3,2 km au sud, 9 min de route".
    pub way: Option<String>,
    pub material: Option<MaterialWords>,
}

/// A wait in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitWords {
    pub band: &'static str,
    /// 1 to 5; 0 when unknown.
    pub level: u8,
    pub trend: Option<&'static str>,
    /// What it rests on, or the last reading that is too old to count.
    pub basis: String,
}

/// Whether a centre takes what one brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaterialWords {
    Accepted(&'static str),
    Refused(&'static str),
    Full(&'static str),
    Unknown(&'static str),
}

impl MaterialWords {
    pub fn of(t: &Texts, site: &Site, reading: Option<&Reading>, material: &MaterialId, context: Context) -> Self {
        match site.acceptance(material) {
            Acceptance::Refused => Self::Refused(t.refused),
            Acceptance::Accepted | Acceptance::Unknown if is_full_today(reading, Some(material), context) => {
                Self::Full(t.full_today)
            }
            Acceptance::Accepted => Self::Accepted(t.accepted),
            Acceptance::Unknown => Self::Unknown(t.acceptance_unknown),
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Accepted(words) | Self::Refused(words) | Self::Full(words) | Self::Unknown(words) => words,
        }
    }

    /// A shape beside the words, so that they are told apart at a glance: ✓ yes, ✕ no, ! full, ? unknown.
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Accepted(_) => "✓",
            Self::Refused(_) => "✕",
            Self::Full(_) => "!",
            Self::Unknown(_) => "?",
        }
    }
}

/// The centre's own name, else where it is, else that it has none; of another territory's centre with whose it is. Each view
/// of a centre takes its name from here, so that none shows another territory's centre as one of ours.
pub fn site_name(t: &Texts, site: &Site) -> String {
    let name = match (&site.name, &site.commune) {
        (Some(name), _) => name.clone(),
        (None, Some(commune)) => (t.unnamed_site_in)(commune),
        (None, None) => t.unnamed_site.to_owned(),
    };
    match &site.origin {
        Some(origin) => (t.site_of)(&name, origin),
        None => name,
    }
}

/// The number to call about a centre: its own, else the one of the territory that publishes the document, which does not
/// answer for another territory's centres.
pub fn phone_of<'a>(site: &'a Site, territory: Option<&'a Territory>) -> Option<&'a str> {
    let ours = || territory.filter(|_| site.origin.is_none())?.contact.phone.as_deref();
    site.phone.as_deref().or_else(ours)
}

/// Another territory's announcement, with its name before it.
pub fn announced(t: &Texts, origin: &str, text: &str) -> String {
    (t.labelled)(&(t.according_to)(origin), text)
}

/// The wait in words; a stale reading is named where nothing newer is known.
pub fn wait_words(t: &Texts, situation: &Situation, context: Context) -> Option<WaitWords> {
    if !situation.is_open() {
        return None;
    }
    let (band, mut basis) = wait_phrase(t, situation.wait, context);
    if let Some((at, _)) = situation.stale {
        let old = read_at(t, at, Freshness::Old, context);
        basis = if basis.is_empty() { old } else { format!("{basis} ({old})") };
    }
    let trend = match situation.wait {
        Wait::Measured { trend, .. } => trend.map(|trend| (t.trend)(trend)),
        Wait::Usual { .. } | Wait::Unknown => None,
    };
    Some(WaitWords { band, level: situation.wait.band().map_or(0, WaitBand::level), trend, basis })
}

/// Puts a centre into words.
pub fn card(
    t: &Texts,
    site: &Site,
    reading: Option<&Reading>,
    situation: &Situation,
    way: Option<String>,
    material: Option<&MaterialId>,
    context: Context,
) -> Card {
    let name = site_name(t, site);
    Card {
        id: site.id.to_string(),
        commune: site.commune.clone().filter(|commune| !name.contains(commune.as_str())),
        name,
        badge: state_badge(t, situation, context),
        wait: wait_words(t, situation, context),
        way,
        material: material.map(|material| MaterialWords::of(t, site, reading, material, context)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Lang, LiveState, Position, fixtures::*},
        present::{texts, way_words},
    };

    fn card_of(site: &Site, reading: Option<&Reading>, brings: Option<&str>) -> Card {
        let (calendar, zone) = (holidays(), paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-21T09:30:00Z") };
        let situation = Situation::of(site, reading, None, context);
        let from = Position::new(47.748, -3.366).unwrap();
        let brings = brings.map(material);
        let way = way_words(texts(Lang::Fr), from, site);
        card(texts(Lang::Fr), site, reading, &situation, way, brings.as_ref(), context)
    }

    #[test]
    fn a_card_says_the_way_in_rounded_words() {
        let way = card_of(&riantec(), None, None).way.unwrap().replace('\u{a0}', " ");
        assert_eq!(way, "à 5,8 km au sud-est, 15 min de route");
    }

    #[test]
    fn a_stale_reading_is_named_and_is_not_the_wait() {
        let old = reading("2026-11-21T08:30:00Z", LiveState::Open, Some((5, 10)));
        let wait = card_of(&riantec(), Some(&old), None).wait.unwrap();
        assert_eq!((wait.band, wait.level), ("attente inconnue", 0));
        assert!(wait.basis.contains("9\u{a0}h\u{a0}30"), "{}", wait.basis);
    }

    #[test]
    fn a_full_skip_is_told_before_an_acceptance() {
        let mut site = riantec();
        site.accepts = vec![material("rubble")];
        let mut full = reading("2026-11-21T09:29:00Z", LiveState::Open, None);
        full.unavailable = vec![material("rubble")];
        let words = |site: &Site, reading| card_of(site, reading, Some("rubble")).material.unwrap().shape();
        assert_eq!(words(&site, None), "✓");
        assert_eq!(words(&site, Some(&full)), "!");
        site.refuses = vec![material("rubble")];
        assert_eq!(words(&site, Some(&full)), "✕");
        assert_eq!(words(&riantec(), None), "?");
    }

    #[test]
    fn a_centre_without_a_name_is_called_by_its_commune() {
        let mut site = riantec();
        assert_eq!(card_of(&site, None, None).name, "Déchetterie sans nom");
        site.commune = Some("Riantec".to_owned());
        let card = card_of(&site, None, None);
        assert_eq!((card.name.as_str(), card.commune), ("Déchetterie à Riantec", None));
    }

    #[test]
    fn a_centre_of_another_territory_bears_its_name_in_ours() {
        let site =
            Site { name: Some("Déchetterie de Riantec".to_owned()), origin: Some("Auray".to_owned()), ..riantec() };
        assert_eq!(card_of(&site, None, None).name, "Déchetterie de Riantec (selon Auray)");
        assert_eq!(site_name(texts(Lang::En), &site), "Déchetterie de Riantec (according to Auray)");
        let unnamed = Site { name: None, ..site };
        assert_eq!(site_name(texts(Lang::Fr), &unnamed), "Déchetterie sans nom (selon Auray)");
    }
}
