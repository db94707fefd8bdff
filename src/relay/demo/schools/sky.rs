//! The clouds of a day, shared by all places of the territory.

use chrono::{Datelike, NaiveDate};
use rand::Rng;

use super::super::queue::day_rng;

/// Minutes between two moments at which the sky is drawn.
pub(super) const NODE_MIN: f64 = 10.0;
/// A local day of 25 hours and a margin.
const NODES: usize = 156;

/// How likely a clear day and a day with passing clouds are, January first; the rest is overcast. Chosen so that a year
/// gives what PVGIS gives for Lorient (a test holds it).
const CLEAR: [f64; 12] = [0.16, 0.22, 0.28, 0.34, 0.38, 0.42, 0.44, 0.42, 0.38, 0.26, 0.18, 0.14];
const BROKEN: [f64; 12] = [0.34, 0.36, 0.40, 0.42, 0.42, 0.42, 0.42, 0.42, 0.40, 0.38, 0.36, 0.32];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weather {
    Clear,
    /// Clouds pass.
    Broken,
    Overcast,
}

/// Which share of the clear sky's light comes through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sky {
    nodes: Vec<f64>,
}

impl Weather {
    fn draw(rng: &mut impl Rng, date: NaiveDate) -> Self {
        let month = date.month0() as usize;
        let chance: f64 = rng.random();
        if chance < CLEAR[month] {
            Weather::Clear
        } else if chance < CLEAR[month] + BROKEN[month] {
            Weather::Broken
        } else {
            Weather::Overcast
        }
    }
}

impl Sky {
    pub fn of(seed: u64, date: NaiveDate) -> Self {
        let mut rng = day_rng(seed, "sky", date);
        let weather = Weather::draw(&mut rng, date);
        Self::with(weather, &mut rng)
    }

    pub fn with(weather: Weather, rng: &mut impl Rng) -> Self {
        let mut between = |low: f64, high: f64| low + (high - low) * rng.random::<f64>();
        let nodes = match weather {
            Weather::Clear => {
                let haze = between(0.93, 1.0);
                (0..NODES).map(|_| haze * between(0.985, 1.0)).collect()
            }
            Weather::Broken => {
                let (open, under, stays) = (between(0.96, 1.04), between(0.25, 0.5), between(0.55, 0.85));
                let mut cloudy = between(0.0, 1.0) < 0.5;
                (0..NODES)
                    .map(|_| {
                        cloudy = cloudy == (between(0.0, 1.0) < stays);
                        if cloudy { under * between(0.8, 1.2) } else { open * between(0.94, 1.0) }
                    })
                    .collect()
            }
            Weather::Overcast => {
                let mut thick: f64 = between(0.12, 0.42);
                (0..NODES)
                    .map(|_| {
                        thick = (thick + between(-0.03, 0.03)).clamp(0.08, 0.5);
                        thick
                    })
                    .collect()
            }
        };
        Self { nodes }
    }

    /// The share at a minute since local midnight.
    pub fn at(&self, minute: f64) -> f64 {
        between_nodes(&self.nodes, minute)
    }
}

/// The value between two nodes of a list that has one each [`NODE_MIN`] minutes.
pub(super) fn between_nodes(nodes: &[f64], minute: f64) -> f64 {
    let place = (minute / NODE_MIN).clamp(0.0, (nodes.len() - 2) as f64);
    let (before, part) = (place.floor() as usize, place.fract());
    nodes[before] * (1.0 - part) + nodes[before + 1] * part
}
