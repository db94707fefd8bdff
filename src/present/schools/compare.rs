//! Schools side by side, made fair: large roofs and many pupils count for nothing, and only months that all of them
//! measured are taken.

use crate::domain::{Energies, School, SiteId};

/// What is made equal before schools are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fairness {
    /// Production for each kilowatt of panels: roofs of different sizes.
    PerPeakKilowatt,
    /// Consumption for each pupil: schools of different sizes.
    PerPupil,
}

/// One school's figure, kilowatt-hours for each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub school: SiteId,
    pub kwh: f64,
}

impl Fairness {
    pub const ALL: [Fairness; 2] = [Fairness::PerPeakKilowatt, Fairness::PerPupil];

    fn units(self, school: &School) -> Option<f64> {
        match self {
            Fairness::PerPeakKilowatt => school.pv_peak.map(|peak| peak.0 / 1000.0),
            Fairness::PerPupil => school.pupils.map(f64::from),
        }
    }
}

/// The schools by their figure, the highest first, with the months that were counted (0 to 11). Schools that miss what is
/// made equal are left out. `None` where fewer than two are left, or no month is known of all of them.
pub fn compared(fairness: Fairness, year: &[(&School, &Energies)]) -> Option<(Vec<usize>, Vec<Compared>)> {
    const NEARLY_WHOLE: f64 = 0.9;
    let is_whole = |energies: &Energies, month: usize| {
        energies.0.get(month).copied().flatten().is_some_and(|part| part.coverage.share() >= NEARLY_WHOLE)
    };
    let measured = |energies: &Energies| (0..12).any(|month| is_whole(energies, month));
    let candidates: Vec<_> = year
        .iter()
        .filter_map(|(school, energies)| Some((school, *energies, fairness.units(school)?)))
        .filter(|(_, energies, units)| *units > 0.0 && measured(energies))
        .collect();
    let months: Vec<usize> =
        (0..12).filter(|month| candidates.iter().all(|(_, energies, _)| is_whole(energies, *month))).collect();
    if candidates.len() < 2 || months.is_empty() {
        return None;
    }
    let figure = |energies: &Energies, units: f64| {
        let sum: f64 = months.iter().filter_map(|month| energies.0[*month]).map(|part| part.energy.kilo()).sum();
        sum / units
    };
    let mut all: Vec<Compared> = candidates
        .iter()
        .map(|(school, energies, units)| Compared { school: school.id.clone(), kwh: figure(energies, *units) })
        .collect();
    all.sort_by(|a, b| b.kwh.total_cmp(&a.kwh));
    Some((months, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Coverage, Measured, PlaceKind, WattHours, Watts};

    fn school(id: &str, peak: Option<f64>, pupils: Option<u32>) -> School {
        School {
            id: id.parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position: None,
            near: None,
            pupils,
            pv_peak: peak.map(Watts),
            since: None,
            meters: vec![],
        }
    }

    fn year(months: &[Option<(f64, f64)>]) -> Energies {
        let month = |of: &Option<(f64, f64)>| {
            of.map(|(kwh, share)| Measured { energy: WattHours(kwh * 1000.0), coverage: Coverage::of(share, 1.0) })
        };
        Energies(months.iter().map(month).collect())
    }

    #[test]
    fn a_large_roof_is_not_better_for_being_large() {
        let (small, large) = (school("small", Some(10_000.0), None), school("large", Some(40_000.0), None));
        let (a, b) = (year(&[Some((500.0, 1.0))]), year(&[Some((1800.0, 1.0))]));
        let (_, order) = compared(Fairness::PerPeakKilowatt, &[(&large, &b), (&small, &a)]).unwrap();
        assert_eq!(order[0], Compared { school: "small".parse().unwrap(), kwh: 50.0 });
        assert!((order[1].kwh - 45.0).abs() < 1e-9);
    }

    #[test]
    fn only_months_that_all_measured_are_counted() {
        let (one, two) = (school("one", None, Some(100)), school("two", None, Some(200)));
        let a = year(&[Some((300.0, 1.0)), Some((200.0, 1.0)), Some((900.0, 0.4))]);
        let b = year(&[None, Some((800.0, 0.95)), Some((700.0, 1.0))]);
        let (months, order) = compared(Fairness::PerPupil, &[(&one, &a), (&two, &b)]).unwrap();
        assert_eq!(months, [1]);
        assert_eq!(order.iter().map(|one| one.school.as_str()).collect::<Vec<_>>(), ["two", "one"]);
    }

    #[test]
    fn a_school_alone_is_not_compared() {
        let (one, unknown) = (school("one", Some(1000.0), None), school("two", None, None));
        let energies = year(&[Some((1.0, 1.0))]);
        assert_eq!(compared(Fairness::PerPeakKilowatt, &[(&one, &energies), (&unknown, &energies)]), None);
        let never = year(&[None]);
        assert_eq!(compared(Fairness::PerPeakKilowatt, &[(&one, &energies), (&one, &never)]), None);
    }
}
