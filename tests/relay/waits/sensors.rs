//! What sensors report of a morning, with the faults of real ones.

use bon_moment::{
    domain::Instant,
    relay::waits::{Observation, Passage, Seen},
};
use chrono::Duration;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::gate::{MINUTES, Morning};

#[derive(Clone, Copy)]
pub struct Instruments {
    /// Minutes between two reports of the queue.
    pub queue_every: Option<u32>,
    pub entries: bool,
    pub arrivals: bool,
    /// The minute from which on they report; the gate opens at 0.
    pub since: i32,
}

/// Shares of reports, and of vehicles that are not counted right.
#[derive(Clone, Copy)]
pub struct Faults {
    pub lost: f64,
    pub late: f64,
    pub twice: f64,
    pub miscounted: f64,
    /// Every second half hour without a word.
    pub silent: bool,
}

impl Faults {
    pub const NONE: Self = Self { lost: 0.0, late: 0.0, twice: 0.0, miscounted: 0.0, silent: false };
    pub const ORDINARY: Self = Self { lost: 0.1, late: 0.1, twice: 0.1, miscounted: 0.02, silent: false };
    pub const SILENT: Self = Self { silent: true, ..Self::ORDINARY };
}

/// A report and the minute at which it is received.
pub struct Sent {
    pub received: f64,
    pub observation: Observation,
}

pub fn at(minute: f64) -> Instant {
    let opening: Instant = "2026-11-21T09:00:00Z".parse().unwrap();
    opening + Duration::milliseconds((minute * 60_000.0) as i64)
}

/// All reports of a morning in the order in which they are received.
pub fn reports(morning: &Morning, instruments: Instruments, faults: Faults, seed: u64) -> Vec<Sent> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x5eed);
    let mut sent = Vec::new();
    let counted = |rng: &mut ChaCha8Rng, vehicles: u32| {
        (0..vehicles).map(|_| if rng.random::<f64>() < faults.miscounted { rng.random_range(0..=2) } else { 1 }).sum()
    };
    let (mut arrived, mut entered, mut totals) = (0, 0, (0_u64, 0_u64));
    for minute in instruments.since..MINUTES as i32 {
        let (time, frame) = (f64::from(minute), (minute - instruments.since).cast_unsigned());
        let mut told: Vec<(&str, u32, Seen)> = Vec::new();
        if instruments.queue_every.is_some_and(|every| minute % every.cast_signed() == 0) {
            let count: u32 = counted(&mut rng, morning.queue_at(time));
            told.push(("loop", frame, Seen::Queue(count)));
        }
        totals.0 += u64::from(counted(&mut rng, (morning.arrived_by(time) - arrived) as u32));
        totals.1 += u64::from(counted(&mut rng, (morning.entered_by(time) - entered) as u32));
        (arrived, entered) = (morning.arrived_by(time), morning.entered_by(time));
        if instruments.arrivals {
            told.push(("lane", frame, Seen::Total(Passage::Arrival, totals.0 % 256)));
        }
        if instruments.entries {
            told.push(("barrier", frame, Seen::Total(Passage::Entry, totals.1 % 65_536)));
        }
        for (sensor, frame, seen) in told {
            if rng.random::<f64>() < faults.lost || faults.silent && minute.div_euclid(30) % 2 == 1 {
                continue;
            }
            let late = rng.random::<f64>() < faults.late;
            let received = if late { time + 6.0 * rng.random::<f64>() } else { time + 0.05 };
            let site = "riantec".parse().unwrap();
            // The network stamps what it receives, so a late report bears a late instant.
            let stamp = at(received);
            let observation = Observation { site, sensor: sensor.into(), at: stamp, frame: Some(frame), seen };
            if rng.random::<f64>() < faults.twice {
                sent.push(Sent { received: received + 0.1, observation: observation.clone() });
            }
            sent.push(Sent { received, observation });
        }
    }
    sent.sort_by(|a, b| a.received.total_cmp(&b.received));
    sent
}
