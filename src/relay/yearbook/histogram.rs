//! How long was waited, by the minute: what quantiles of any span of days are made of.

use std::{collections::BTreeMap, fmt, str::FromStr};

/// How many steps each wait, in whole minutes, was told. Written as `0:30 4:12`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram(BTreeMap<u32, u32>);

impl Histogram {
    pub fn note(&mut self, minutes: f64) {
        // A wait is never negative; what is no number is none.
        *self.0.entry(minutes.round().max(0.0) as u32).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (minutes, steps) in &other.0 {
            *self.0.entry(*minutes).or_default() += steps;
        }
    }

    pub fn steps(&self) -> u64 {
        self.0.values().map(|steps| u64::from(*steps)).sum()
    }

    /// The mean in minutes; `None` where nothing was told.
    pub fn mean(&self) -> Option<f64> {
        let sum: u64 = self.0.iter().map(|(minutes, steps)| u64::from(*minutes) * u64::from(*steps)).sum();
        (self.steps() > 0).then(|| sum as f64 / self.steps() as f64)
    }

    /// The smallest wait that at least this share of all does not exceed; `None` where nothing was told.
    pub fn quantile(&self, percent: u64) -> Option<u32> {
        let wanted = (self.steps() * percent).div_ceil(100).max(1);
        let mut below = 0;
        self.0.iter().find_map(|(minutes, steps)| {
            below += u64::from(*steps);
            (below >= wanted).then_some(*minutes)
        })
    }
}

impl fmt::Display for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for (minutes, steps) in &self.0 {
            write!(f, "{gap}{minutes}:{steps}")?;
            gap = " ";
        }
        Ok(())
    }
}

impl FromStr for Histogram {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let entry = |part: &str| {
            let (minutes, steps) = part.split_once(':')?;
            Some((minutes.parse().ok()?, steps.parse().ok()?))
        };
        let entries = text.split_whitespace().map(|part| entry(part).ok_or_else(|| format!("\"{part}\" is no wait")));
        entries.collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn of(minutes: &[f64]) -> Histogram {
        let mut histogram = Histogram::default();
        for minutes in minutes {
            histogram.note(*minutes);
        }
        histogram
    }

    #[test]
    fn mean_median_and_ninth_tenth_are_those_of_the_waits() {
        let waits = of(&[0.0, 0.4, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 20.0, 41.5]);
        // 0 0 2 3 4 6 8 12 20 42
        assert_eq!((waits.mean(), waits.quantile(50), waits.quantile(90)), (Some(9.7), Some(4), Some(20)));
        assert_eq!(
            (Histogram::default().mean(), Histogram::default().quantile(50)),
            (None, None),
            "unknown is not zero"
        );
        assert_eq!(of(&[0.0]).quantile(90), Some(0));
    }

    #[test]
    fn what_another_version_wrote_is_no_histogram() {
        for text in ["4", "4:x", "a:1", "4:-1"] {
            assert!(text.parse::<Histogram>().is_err(), "{text}");
        }
        assert_eq!("".parse(), Ok(Histogram::default()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn days_added_up_are_all_their_waits_together(a in vec(0.0_f64..200.0, 0..60), b in vec(0.0_f64..200.0, 0..60)) {
            let mut sum = of(&a);
            sum.add(&of(&b));
            let all: Vec<f64> = a.iter().chain(&b).copied().collect();
            prop_assert_eq!(&sum, &of(&all));
            prop_assert_eq!(sum.to_string().parse::<Histogram>().unwrap(), sum.clone());
            let mut sorted: Vec<u32> = all.iter().map(|minutes| minutes.round() as u32).collect();
            sorted.sort_unstable();
            for percent in [50, 90] {
                let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
                prop_assert_eq!(sum.quantile(percent as u64), sorted.get(at).copied());
            }
        }
    }
}
