//! A queue at a gate: vehicles come at random, one gatekeeper lets them in one by one, first come, first served.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use super::demand::{EARLY_MIN, minute_factor};

/// What somebody sees who arrives at a minute mark.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sample {
    /// Until one would be let in.
    pub wait_min: f64,
    /// Waiting before the gate.
    pub vehicles: u32,
    /// Let in since the gate was opened.
    pub let_in: u32,
}

/// One opening of one day, in minutes of the local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Session {
    pub opens: u32,
    pub closes: u32,
    pub last_entry: u32,
}

/// The state of the queue at each minute of a session.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    session: Session,
    samples: Vec<Sample>,
}

impl Run {
    /// The state at a minute of the local day; `None` outside of the session.
    pub fn at(&self, minute: u32) -> Option<Sample> {
        self.samples.get(minute.checked_sub(self.session.opens)? as usize).copied()
    }
}

/// A source of chance for one day, the same whenever it is asked for, whatever was asked before.
pub(super) fn day_rng(seed: u64, site: &str, date: chrono::NaiveDate) -> ChaCha8Rng {
    ChaCha8Rng::from_seed(Sha256::digest(format!("{seed}/{site}/{date}")).into())
}

/// Lets a session's vehicles come and go. `per_minute` is the mean of arrivals where [`minute_factor`] is 1.
///
/// The wait of somebody who arrives is the time until the gate is free of all who came before (Lindley's recursion for
/// one server), so that the state at a minute depends on the minutes before it alone.
pub(super) fn simulate(rng: &mut impl Rng, session: Session, per_minute: f64, service_min: f64) -> Run {
    let opens = f64::from(session.opens);
    // When the gate will have let in everybody who has come so far, and when each of them is let in.
    let mut free = opens;
    let mut starts: Vec<f64> = Vec::new();
    let mut samples = Vec::with_capacity((session.closes - session.opens) as usize);
    for minute in session.opens.saturating_sub(EARLY_MIN)..session.closes {
        let now = f64::from(minute);
        if minute >= session.opens {
            let let_in = starts.partition_point(|start| *start <= now);
            let (vehicles, let_in) = ((starts.len() - let_in) as u32, let_in as u32);
            samples.push(Sample { wait_min: (free - now).max(0.0), vehicles, let_in });
        }
        let rate = per_minute * minute_factor(minute, session.opens, session.last_entry);
        let mut arrivals: Vec<f64> = (0..poisson(rng, rate)).map(|_| now + rng.random::<f64>()).collect();
        arrivals.sort_unstable_by(f64::total_cmp);
        for arrival in arrivals {
            let start = free.max(arrival);
            starts.push(start);
            free = start + service(rng, service_min);
        }
    }
    Run { session, samples }
}

/// Knuth's method: as many as uniform numbers can be multiplied before the product falls under e^-mean. Good for the
/// few vehicles that come in a minute.
fn poisson(rng: &mut impl Rng, mean: f64) -> u32 {
    if mean <= 0.0 {
        return 0;
    }
    let floor = (-mean).exp();
    let mut product: f64 = rng.random();
    let mut count = 0;
    while product > floor {
        product *= rng.random::<f64>();
        count += 1;
    }
    count
}

/// Erlang with two phases: opening the gate and reading the badge; less erratic than one exponential time.
fn service(rng: &mut impl Rng, mean: f64) -> f64 {
    // 1 - u is never 0, whose logarithm is infinite.
    let phase = |u: f64| -(1.0 - u).ln();
    mean / 2.0 * (phase(rng.random()) + phase(rng.random()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORNING: Session = Session { opens: 600, closes: 750, last_entry: 735 };

    fn rng(site: &str) -> ChaCha8Rng {
        day_rng(7, site, "2026-11-21".parse().unwrap())
    }

    #[test]
    fn the_same_day_runs_the_same_way_and_another_site_differently() {
        let run = |site| simulate(&mut rng(site), MORNING, 0.8, 1.0);
        assert_eq!(run("riantec"), run("riantec"));
        assert_ne!(run("riantec"), run("guidel"));
    }

    #[test]
    fn there_is_no_queue_outside_of_the_session() {
        let run = simulate(&mut rng("riantec"), MORNING, 0.8, 1.0);
        assert_eq!((run.at(599), run.at(750)), (None, None));
        assert!(run.at(600).is_some() && run.at(749).is_some());
    }

    #[test]
    fn nobody_waits_where_nobody_comes() {
        let run = simulate(&mut rng("riantec"), MORNING, 0.0, 1.0);
        assert!((600..750).all(|minute| run.at(minute) == Some(Sample::default())));
    }

    #[test]
    fn arrivals_and_service_have_their_means() {
        let mut rng = rng("means");
        let n = 20_000;
        let arrivals: u32 = (0..n).map(|_| poisson(&mut rng, 0.7)).sum();
        let minutes: f64 = (0..n).map(|_| service(&mut rng, 1.2)).sum();
        assert!((f64::from(arrivals) / f64::from(n) - 0.7).abs() < 0.02);
        assert!((minutes / f64::from(n) - 1.2).abs() < 0.02);
    }

    #[test]
    fn a_queue_waits_about_as_long_as_it_has_vehicles_to_let_in() {
        let run = simulate(&mut rng("crowd"), MORNING, 1.2, 1.0);
        let full = (600..750).filter_map(|minute| run.at(minute)).max_by_key(|s| s.vehicles).unwrap();
        assert!(full.vehicles > 15);
        let per_vehicle = full.wait_min / f64::from(full.vehicles);
        assert!((0.7..1.4).contains(&per_vehicle), "{full:?}");
    }
}
