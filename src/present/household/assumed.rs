//! What was assumed of a file, and what of its figures is not likely, as sentences.

use super::{HouseholdTexts, energy, power};
use crate::domain::{
    Zone,
    household::{Basis, Doubt, Evidence},
};

/// What was assumed where files did not say it, each once.
pub fn assumptions<'a>(t: &HouseholdTexts, bases: impl Iterator<Item = &'a Basis>) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for basis in bases {
        let quantity = basis.quantity();
        // The weaker of the two: a unit by its size is assumed, even where the kind is written.
        let by = [basis.kind.by, basis.scale.by];
        let weakest = [Evidence::Answer, Evidence::Magnitude].into_iter().find(|weak| by.contains(weak));
        let said = [
            basis.header_differs.then(|| t.assumed_export.to_owned()),
            (t.read_as)((t.quantity)(quantity), quantity.unit(), weakest.unwrap_or(basis.scale.by)),
            (t.assumed_stamps)(basis.stamps.value, basis.stamps.by).map(str::to_owned),
            (basis.direction.by == Evidence::NotSaid).then(|| t.assumed_direction.to_owned()),
        ];
        for sentence in said.into_iter().flatten() {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    sentences
}

/// Why a figure is not likely.
pub fn doubt_words(t: &HouseholdTexts, doubt: &Doubt, zone: &Zone) -> String {
    match *doubt {
        Doubt::Power { at, power: of, kva } => (t.doubt_power)(&power(t, of), &(t.day)(zone.local(at).date()), kva),
        Doubt::Day { day, energy: of, kva } => (t.doubt_day)(&energy(t, of), &(t.day)(day), kva),
        Doubt::Year { year, a_day, neighbour, neighbour_day } => {
            (t.doubt_year)(year, &energy(t, a_day), neighbour, &energy(t, neighbour_day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            Lang, WattHours, Watts,
            household::{Direction, Kind, Known, Scale, Stamps},
        },
        present::household::household_texts,
    };

    fn basis(by: Evidence, stamps: Evidence, direction: Evidence) -> Basis {
        Basis {
            kind: Known::new(Kind::MeanPower, by),
            scale: Known::new(Scale::Unit, by),
            step: Evidence::Grid,
            stamps: Known::new(Stamps::Start, stamps),
            direction: Known::new(Direction::Consumption, direction),
            header_differs: false,
        }
    }

    #[test]
    fn what_was_assumed_is_said_once_and_what_a_known_export_says_is_not() {
        let fr = household_texts(Lang::Fr);
        let known = basis(Evidence::Signature, Evidence::Signature, Evidence::Header);
        assert_eq!(assumptions(fr, [known].iter()), Vec::<String>::new());
        let guessed = basis(Evidence::Magnitude, Evidence::Grid, Evidence::NotSaid);
        let said = assumptions(fr, [guessed, guessed].iter());
        assert_eq!(said.len(), 3);
        assert_eq!(
            said[0],
            "Le fichier ne le dit pas\u{a0}; d’après la taille des nombres, chaque valeur est une puissance moyenne, en W."
        );
        for lang in Lang::ALL {
            let t = household_texts(lang);
            let answered =
                Basis { header_differs: true, ..basis(Evidence::Answer, Evidence::NotSaid, Evidence::NotSaid) };
            assert_eq!(assumptions(t, [answered].iter()).len(), 4);
        }
    }

    #[test]
    fn what_is_not_likely_is_said_with_its_figure() {
        let zone = Zone::fixed(60);
        let doubt = Doubt::Power { at: "2026-01-05T11:00:00Z".parse().unwrap(), power: Watts(52_000.0), kva: 36 };
        assert_eq!(
            doubt_words(household_texts(Lang::Fr), &doubt, &zone),
            "Le lundi 5 janvier 2026, la puissance moyenne serait de 52,0\u{a0}kW\u{a0}: plus que les 36\u{a0}kVA d’un logement."
        );
        let year =
            Doubt::Year { year: 2025, a_day: WattHours(96_000.0), neighbour: 2024, neighbour_day: WattHours(9_600.0) };
        assert_eq!(
            doubt_words(household_texts(Lang::En), &year, &zone),
            "96.0\u{a0}kWh a day in 2025, 9.6\u{a0}kWh in 2024: ten times more or ten times less."
        );
    }
}
