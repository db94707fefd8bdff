//! How good what is told was: coverage, width, interval score, error.

use std::fmt;

use bon_moment::relay::waits::{Gate, Window};

use super::{
    gate::{MINUTES, Morning},
    sensors::{Faults, Instruments, at, reports},
};

/// What an interval without an end counts as, minutes: few waits are longer.
const LONGEST: f64 = 60.0;
/// The interval score's level for a promise of 85 % (T. Gneiting and A. Raftery, "Strictly Proper Scoring Rules", JASA 102,
/// 2007, section 6.2): the width, and 2/α times by how much the truth lies outside.
const ALPHA: f64 = 0.15;

/// One question at one minute.
pub struct Judged {
    truth: f64,
    told: Option<(f64, f64)>,
    median: Option<f64>,
    last_count: f64,
    last_wait: f64,
}

/// Of one question, with the interval and the median that were told.
type Figure = fn(&Judged, (f64, f64), f64) -> f64;

#[derive(Default)]
pub struct Table(Vec<Judged>);

/// The figures of a table.
pub struct Row {
    pub told: f64,
    pub coverage: f64,
    pub width: f64,
    pub score: f64,
    pub last_count_score: f64,
    pub last_wait_score: f64,
    pub error: f64,
    pub last_count_error: f64,
    pub last_wait_error: f64,
}

/// Asks each three minutes, a moment that no report falls on.
pub fn judge(morning: &Morning, gate: &Gate, instruments: Instruments, faults: Faults, seed: u64) -> Vec<Judged> {
    let sent = reports(morning, instruments, faults, seed);
    let (mut window, mut next, mut judged) = (Window::default(), 0, Vec::new());
    for minute in (10..MINUTES as u32).step_by(3) {
        let now = f64::from(minute) + 0.7;
        while let Some(report) = sent.get(next).filter(|report| report.received <= now) {
            let _ = window.note(&report.observation, at(report.received));
            next += 1;
        }
        let estimate = window.estimate(gate, at(now));
        let told = estimate
            .wait
            .map(|wait| (f64::from(wait.low().0), wait.high().map_or(f64::INFINITY, |high| f64::from(high.0))));
        let last_count = f64::from(estimate.vehicles.unwrap_or(0)) * gate.service.minutes;
        let truth = morning.wait_at(now);
        let last_wait = morning.last_wait_by(now);
        judged.push(Judged { truth, told, median: estimate.median, last_count, last_wait });
    }
    judged
}

impl Table {
    pub fn add(&mut self, judged: Vec<Judged>) {
        self.0.extend(judged);
    }

    pub fn row(&self) -> Row {
        let told: Vec<_> = self.0.iter().filter_map(|j| Some((j, j.told?, j.median?))).collect();
        let mean = |of: Figure| {
            told.iter().map(|(judged, interval, median)| of(judged, *interval, *median)).sum::<f64>()
                / told.len() as f64
        };
        Row {
            told: told.len() as f64 / self.0.len() as f64,
            coverage: mean(|j, (low, high): (f64, f64), _| f64::from(u8::from((low..=high).contains(&j.truth)))),
            width: mean(|_, (low, high), _| high.min(LONGEST) - low),
            score: mean(|j, told, _| score(told, j.truth)),
            last_count_score: mean(|j, _, _| score((j.last_count, j.last_count), j.truth)),
            last_wait_score: mean(|j, _, _| score((j.last_wait, j.last_wait), j.truth)),
            error: mean(|j, _, median| (median - j.truth).abs()),
            last_count_error: mean(|j, _, _| (j.last_count - j.truth).abs()),
            last_wait_error: mean(|j, _, _| (j.last_wait - j.truth).abs()),
        }
    }
}

fn score((low, high): (f64, f64), truth: f64) -> f64 {
    let (high, truth) = (high.min(LONGEST), truth.min(LONGEST));
    high - low + 2.0 / ALPHA * ((low - truth).max(0.0) + (truth - high).max(0.0))
}

impl Row {
    pub const HEAD: &str =
        "told  held  width  score (count × constant, last wait)  error (count × constant, last wait)";
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { told, coverage, width, score, error, .. } = self;
        write!(
            f,
            "{:3.0} %  {:3.0} %  {width:4.1}  {score:5.1} ({:5.1}, {:5.1})  {error:4.2} ({:4.2}, {:4.2})",
            told * 100.0,
            coverage * 100.0,
            self.last_count_score,
            self.last_wait_score,
            self.last_count_error,
            self.last_wait_error
        )
    }
}
