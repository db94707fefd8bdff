//! The two shares of a period in sentences: of what the roof gives, and of what is used.

use super::{Known, Place, SchoolTexts};
use crate::{
    domain::{MeterKind, WattHours, used_energy},
    present::Share,
};

/// Energies of one period of the production, of what is used on the spot and of all that is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parts {
    produced: WattHours,
    used_here: WattHours,
    used: Option<WattHours>,
}

impl Parts {
    /// `energy` says what a meter measured, and nothing where that is not nearly all of the period.
    pub fn of(place: &Place, energy: &dyn Fn(&Known) -> Option<WattHours>) -> Option<Self> {
        let of = |kind| place.meter(kind).and_then(energy);
        let used_here = of(MeterKind::SelfConsumed)?;
        let produced = of(MeterKind::PvProduction)?;
        let from_grid = || Some(used_energy(produced, of(MeterKind::GridImport)?, of(MeterKind::GridExport)?));
        Some(Self { produced, used_here, used: of(MeterKind::Consumption).or_else(from_grid) })
    }

    pub fn add(self, other: Self) -> Self {
        Self {
            produced: self.produced + other.produced,
            used_here: self.used_here + other.used_here,
            used: self.used.zip(other.used).map(|(a, b)| a + b),
        }
    }

    pub fn sentences(self, s: &SchoolTexts) -> Vec<String> {
        let of = |part: WattHours, whole: WattHours| (whole.0 > 0.0).then(|| Share::of(part.0 / whole.0));
        let used_here = of(self.used_here, self.produced).map(s.used_here);
        let from_roof = self.used.and_then(|used| of(self.used_here, used)).map(s.from_roof);
        used_here.into_iter().chain(from_roof).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Lang, present::plain::schools::school_texts};

    #[test]
    fn the_two_shares_are_not_the_same() {
        let parts = Parts { produced: WattHours(10.0), used_here: WattHours(7.0), used: Some(WattHours(30.0)) };
        let said = parts.sentences(school_texts(Lang::Fr)).join(" ").replace('\u{a0}', " ");
        assert!(said.contains("environ 7 servent sur place") && said.contains("environ 2 viennent du toit"), "{said}");
        let little = Parts { produced: WattHours(500.0), used_here: WattHours(500.0), used: Some(WattHours(31_000.0)) };
        assert_eq!(
            little.sentences(school_texts(Lang::Fr)),
            ["Tout ce que le toit donne sert sur place.", "Presque tout ce qui est consommé vient du réseau."]
        );
        let night = Parts { produced: WattHours(0.0), used_here: WattHours(0.0), used: None };
        assert!(night.sentences(school_texts(Lang::Fr)).is_empty());
    }
}
