//! How likely each wait is: a distribution on a grid of half minutes.

use super::Service;
use crate::domain::{Minutes, WaitInterval};

/// Edges of the bands that waits are told in, minutes; the last band has no end.
pub const EDGES: [f64; 5] = [0.0, 5.0, 10.0, 20.0, 30.0];
/// How likely the wait must lie in what is told, by the belief. Since bands are coarse, what is told then holds the wait in
/// more than the 85 % that are promised (`tests/relay/waits`), with some room for errors that no model knows.
pub const HELD: f64 = 0.80;
/// More bands than this say nothing.
pub const MOST_BANDS: usize = 3;

const STEP_MIN: f64 = 0.5;
/// The grid ends here, far in the last band; its last cell holds whatever lies beyond.
const CELLS: usize = 180;
/// A vehicle's time of service has two phases, the badge and the barrier (Erlang-2).
const PHASES: f64 = 2.0;
/// Somebody is at the gate already, half done on average.
const AT_THE_GATE: f64 = 0.5;
/// Two beliefs that overlap less (Bhattacharyya) contradict each other.
const AGREEMENT: f64 = 0.3;

/// Probabilities of the wait's cells; they sum to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief(Vec<f64>);

impl Belief {
    /// The wait behind `vehicles`, counted with this standard deviation, at a gate with this service: the compound gamma
    /// distribution with density ∝ t^(α−1) (b + kt)^−(α+a), where α phases of service lie ahead and the rate of service
    /// follows a gamma distribution of shape a and rate b.
    pub fn of_queue(vehicles: u32, spread: f64, service: &Service) -> Self {
        let (a, b) = (service.vehicles, service.minutes);
        let reach = (3.0 * spread).ceil().min(60.0) as i64;
        let points = Points::of(service);
        let mut cells = vec![0.0; CELLS];
        for off in -reach..=reach {
            let Ok(counted) = u32::try_from(i64::from(vehicles) + off) else { continue };
            let weight = if reach == 0 { 1.0 } else { (-0.5 * (off as f64 / spread).powi(2)).exp() };
            let alpha = PHASES * (f64::from(counted) + AT_THE_GATE);
            // The densest point keeps the exponentials in range.
            let peak = ((alpha - 1.0) * b / (PHASES * (a + 1.0))).max(STEP_MIN / 2.0);
            let top = (alpha - 1.0) * peak.ln() - (alpha + a) * (b + PHASES * peak).ln();
            let density =
                |point: &Point| ((alpha - 1.0) * point.ln_t - (alpha + a) * point.ln_rate - top).exp() * point.width;
            let one: Vec<f64> = points.0.iter().map(density).collect();
            let sum: f64 = one.iter().sum();
            for (i, p) in one.iter().enumerate() {
                cells[i.min(CELLS - 1)] += weight * p / sum;
            }
        }
        Self(cells).normalised()
    }

    /// Anything within the interval is as likely; without an end it thins out by half each ten minutes.
    pub fn of_interval(interval: WaitInterval) -> Self {
        const HALVES_MIN: f64 = 10.0;
        let low = f64::from(interval.low().0);
        let high = interval.high().map(|high| f64::from(high.0).max(low + STEP_MIN));
        let density = |t: f64| match high {
            _ if t < low => 0.0,
            Some(high) => f64::from(u8::from(t < high)),
            None => 0.5_f64.powf((t - low) / HALVES_MIN),
        };
        let mut cells: Vec<f64> = (0..CELLS).map(|i| density(middle(i))).collect();
        if low >= CELLS as f64 * STEP_MIN {
            cells[CELLS - 1] = 1.0;
        }
        Self(cells).normalised()
    }

    /// The same some minutes later: vehicles came and went unseen. Waits spread like a random walk that turns back at zero,
    /// whose variance grows by two times of service a minute (one for those who come, one for those who are let in), less
    /// while the lane is empty at times.
    #[must_use]
    pub fn aged(self, minutes: f64, service: &Service) -> Self {
        /// Gates are busy for about two thirds of the time that matters here.
        const BUSY: f64 = 0.67;
        let variance = 2.0 * BUSY * minutes.max(0.0) * service.mean_minutes();
        let spread = variance.sqrt() / STEP_MIN;
        let reach = (3.0 * spread).ceil() as usize;
        if spread < 0.2 {
            return self;
        }
        let kernel: Vec<f64> =
            (0..=2 * reach).map(|k| (-0.5 * ((k as f64 - reach as f64) / spread).powi(2)).exp()).collect();
        let sum: f64 = kernel.iter().sum();
        let mut cells = vec![0.0; CELLS];
        for (i, p) in self.0.iter().enumerate().filter(|(_, p)| **p > 1e-12) {
            for (k, weight) in kernel.iter().enumerate() {
                // Cell 0 turns back onto itself.
                let to = (i + k).checked_sub(reach).unwrap_or_else(|| reach - i - k - 1);
                cells[to.min(CELLS - 1)] += p * weight / sum;
            }
        }
        Self(cells).normalised()
    }

    /// What two independent sensors say together; where they contradict each other, either may be right.
    #[must_use]
    pub fn pooled(&self, other: &Self) -> Self {
        let pairs = || self.0.iter().zip(&other.0);
        let overlap: f64 = pairs().map(|(p, q)| (p * q).sqrt()).sum();
        let cells = if overlap < AGREEMENT {
            pairs().map(|(p, q)| p + q).collect()
        } else {
            pairs().map(|(p, q)| p * q).collect()
        };
        Self(cells).normalised()
    }

    /// The smallest run of bands that holds the wait with [`HELD`] probability, the likeliest of several; `None` when that
    /// takes more than [`MOST_BANDS`].
    pub fn told(&self) -> Option<WaitInterval> {
        let bounds = |band: usize| (EDGES[band], EDGES.get(band + 1).copied());
        let within = |first: usize, last: usize| self.between(bounds(first).0, bounds(last).1);
        for bands in 1..=MOST_BANDS {
            let runs = (0..=EDGES.len() - bands).map(|first| (first, within(first, first + bands - 1)));
            let best = runs.max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((first, _)) = best.filter(|(_, p)| *p >= HELD) {
                let (low, high) = (bounds(first).0, bounds(first + bands - 1).1);
                return WaitInterval::new(Minutes(low as u32), high.map(|high| Minutes(high as u32)));
            }
        }
        None
    }

    /// Probability of a wait from `low` up to `high`.
    pub fn between(&self, low: f64, high: Option<f64>) -> f64 {
        let cell = |edge: f64| ((edge / STEP_MIN) as usize).min(CELLS);
        self.0[cell(low)..high.map_or(CELLS, cell)].iter().sum()
    }

    /// Half of the waits are shorter.
    pub fn median(&self) -> f64 {
        let mut sum = 0.0;
        for (i, p) in self.0.iter().enumerate() {
            if sum + p >= 0.5 {
                return (i as f64 + (0.5 - sum) / p) * STEP_MIN;
            }
            sum += p;
        }
        CELLS as f64 * STEP_MIN
    }

    fn normalised(mut self) -> Self {
        let sum: f64 = self.0.iter().sum();
        if sum > 0.0 && sum.is_finite() {
            self.0.iter_mut().for_each(|p| *p /= sum);
        } else {
            // Nothing is likelier than anything else.
            self.0.fill(1.0 / CELLS as f64);
        }
        self
    }
}

/// Where densities are reckoned: in the middle of each cell, and beyond the grid, where they fall slowly and smoothly, in
/// ever wider steps up to a day.
struct Points(Vec<Point>);

struct Point {
    ln_t: f64,
    ln_rate: f64,
    width: f64,
}

impl Points {
    fn of(service: &Service) -> Self {
        let point = |t: f64, width| Point { ln_t: t.ln(), ln_rate: (service.minutes + PHASES * t).ln(), width };
        let mut points: Vec<_> = (0..CELLS).map(|i| point(middle(i), STEP_MIN)).collect();
        let mut from = CELLS as f64 * STEP_MIN;
        while from < f64::from(WaitInterval::LONGEST.0) {
            let width = from * 0.1;
            points.push(point(from + width / 2.0, width));
            from += width;
        }
        Self(points)
    }
}

fn middle(cell: usize) -> f64 {
    (cell as f64 + 0.5) * STEP_MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A minute a vehicle, known as well as `vehicles` counts make it.
    fn counted(vehicles: f64) -> Service {
        Service { vehicles: vehicles + 1.0, minutes: vehicles }
    }
    fn interval(low: u32, high: Option<u32>) -> Option<WaitInterval> {
        WaitInterval::new(Minutes(low), high.map(Minutes))
    }
    fn mean(belief: &Belief) -> f64 {
        belief.0.iter().enumerate().map(|(i, p)| middle(i) * p).sum()
    }

    #[test]
    fn the_mean_wait_is_littles() {
        for vehicles in [0, 1, 5, 20] {
            let belief = Belief::of_queue(vehicles, 0.0, &counted(200.0));
            let expected = f64::from(vehicles) + AT_THE_GATE;
            assert!((mean(&belief) - expected).abs() < 0.03 * expected + 0.1, "{vehicles}: {}", mean(&belief));
            assert!((belief.between(0.0, None) - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_well_counted_queue_is_told_in_one_band_and_a_guessed_one_in_more() {
        assert_eq!(Belief::of_queue(0, 0.0, &counted(60.0)).told(), interval(0, Some(5)));
        assert_eq!(Belief::of_queue(15, 0.0, &counted(200.0)).told(), interval(10, Some(20)));
        assert_eq!(Belief::of_queue(45, 0.0, &counted(60.0)).told(), interval(30, None));
        assert_eq!(Belief::of_queue(15, 0.0, &counted(3.0)).told(), interval(5, Some(30)));
        assert_eq!(Belief::of_interval(interval(0, Some(45)).unwrap()).told(), None);
    }

    #[test]
    fn an_uncertain_count_widens() {
        let spread = |count: f64| {
            let belief = Belief::of_queue(12, count, &counted(60.0));
            belief.between(10.0, Some(20.0))
        };
        assert!(spread(0.0) > spread(3.0) && spread(3.0) > spread(8.0));
    }

    #[test]
    fn a_band_is_told_as_it_came_then_widens_then_says_nothing() {
        let band = interval(5, Some(10)).unwrap();
        let after = |minutes| Belief::of_interval(band).aged(minutes, &counted(60.0)).told();
        assert_eq!(after(0.0), Some(band));
        let width = |told: Option<WaitInterval>| told.map_or(99, |told| told.high().map_or(60, |h| h.0) - told.low().0);
        assert!(width(after(0.0)) < width(after(4.0)) && width(after(4.0)) <= width(after(12.0)));
        assert_eq!(after(600.0), None);
    }

    #[test]
    fn a_band_without_an_end_is_told_without_one() {
        for low in [30, 120] {
            assert_eq!(Belief::of_interval(interval(low, None).unwrap()).told(), interval(30, None));
        }
    }

    #[test]
    fn ageing_keeps_the_whole_and_never_falls_below_nothing() {
        let aged = Belief::of_queue(1, 0.0, &counted(20.0)).aged(10.0, &counted(20.0));
        assert!((aged.between(0.0, None) - 1.0).abs() < 1e-9);
        assert!(mean(&aged) > 1.5);
    }

    #[test]
    fn two_sensors_that_agree_know_more_and_two_that_do_not_know_less() {
        let queue = Belief::of_queue(8, 2.0, &counted(20.0));
        let (near, far) = (interval(5, Some(10)).unwrap(), interval(30, None).unwrap());
        let p = |belief: &Belief| belief.between(5.0, Some(10.0));
        assert!(p(&queue.pooled(&Belief::of_interval(near))) > p(&queue));
        assert!(p(&queue.pooled(&Belief::of_interval(far))) < p(&queue));
    }

    #[test]
    fn a_gate_that_stands_still_is_over_thirty_minutes() {
        let still = Service { vehicles: 5.0, minutes: 60.0 };
        assert_eq!(Belief::of_queue(12, 1.0, &still).told(), interval(30, None));
    }

    #[test]
    fn the_median_halves() {
        let belief = Belief::of_interval(interval(10, Some(20)).unwrap());
        assert!((belief.median() - 15.0).abs() < 0.01);
    }
}
