//! A morning at a gate, vehicle by vehicle. Not the demonstration's model: what is judged must not be judged by itself.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Minutes from the opening to the last entry.
pub const MINUTES: f64 = 150.0;

#[derive(Clone, Copy, Debug)]
pub struct Vehicle {
    pub arrives: f64,
    pub enters: f64,
}

pub struct Morning {
    pub vehicles: Vec<Vehicle>,
    free_after: Vec<f64>,
}

impl Morning {
    /// `load` is the mean share of the gate's capacity that is asked for, more at first; each vehicle takes `minutes` on
    /// average, by a lognormal time whose mean wanders through the morning, as staff and weather do.
    pub fn of(seed: u64, load: f64, minutes: f64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let own = minutes * (1.0 + 0.25 * (2.0 * rng.random::<f64>() - 1.0));
        let (mut now, mut free) = (0.0_f64, 0.0_f64);
        let (mut vehicles, mut free_after) = (Vec::new(), Vec::new());
        while now < MINUTES {
            let rate = load / minutes * (0.75 + 0.75 * (-now / 40.0).exp() + 0.25 * (now / 20.0).sin());
            now += -(1.0 - rng.random::<f64>()).ln() / rate;
            let enters = free.max(now);
            // Sometimes somebody argues about a badge.
            let long = if rng.random::<f64>() < 0.02 { 4.0 } else { 1.0 };
            free = enters + own * long * lognormal(&mut rng, 0.6);
            vehicles.push(Vehicle { arrives: now, enters });
            free_after.push(free);
        }
        Self { vehicles, free_after }
    }

    /// How long somebody waits who arrives now.
    pub fn wait_at(&self, minute: f64) -> f64 {
        let before = self.vehicles.partition_point(|vehicle| vehicle.arrives <= minute);
        before.checked_sub(1).map_or(0.0, |last| (self.free_after[last] - minute).max(0.0))
    }

    pub fn queue_at(&self, minute: f64) -> u32 {
        (self.arrived_by(minute) - self.entered_by(minute)) as u32
    }

    pub fn arrived_by(&self, minute: f64) -> u64 {
        self.vehicles.partition_point(|vehicle| vehicle.arrives <= minute) as u64
    }

    pub fn entered_by(&self, minute: f64) -> u64 {
        self.vehicles.partition_point(|vehicle| vehicle.enters <= minute) as u64
    }

    /// The wait of the last one who was let in, which is what a barrier with a ticket would know.
    pub fn last_wait_by(&self, minute: f64) -> f64 {
        let entered = self.vehicles.partition_point(|vehicle| vehicle.enters <= minute);
        entered.checked_sub(1).map_or(0.0, |last| self.vehicles[last].enters - self.vehicles[last].arrives)
    }
}

/// Mean 1, with this spread of its logarithm.
fn lognormal(rng: &mut impl Rng, sigma: f64) -> f64 {
    let radius = (-2.0 * (1.0 - rng.random::<f64>()).ln()).sqrt();
    let normal = radius * (std::f64::consts::TAU * rng.random::<f64>()).cos();
    (sigma * normal - sigma * sigma / 2.0).exp()
}
