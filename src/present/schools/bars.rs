//! Energies of consecutive days or months as bars.

use crate::{
    domain::{Energies, Measured, WattHours},
    present::scale::{lines, round_scale},
};

/// One day's or month's bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarOf {
    /// The left edge of the first; they stand side by side, each [`EnergyBars::width`] wide.
    pub x: u32,
    /// Of each series; `None`: nothing is known.
    pub heights: Vec<Option<u32>>,
    /// Less than nine tenths were measured: what is drawn is a part.
    pub partial: bool,
}

/// The drawing. Its height is [`EnergyBars::HEIGHT`].
#[derive(Clone, Debug, PartialEq)]
pub struct EnergyBars {
    pub width: u32,
    pub bars: Vec<BarOf>,
    /// Heights of the scale's lines and what they stand for, from the bottom.
    pub scale: Vec<(u32, WattHours)>,
}

impl EnergyBars {
    pub const HEIGHT: u32 = 480;
    pub const WIDTH: u32 = 1440;
    /// The share of a place that its bars take, the rest keeps neighbours apart.
    const FILLED: f64 = 0.8;

    /// Of series that stand side by side. `None` where nothing is known of any.
    pub fn of(series: &[&Energies]) -> Option<Self> {
        const NEARLY_WHOLE: f64 = 0.9;
        let count = series.iter().map(|energies| energies.0.len()).max()?;
        let known = |of: &Energies, i: usize| of.0.get(i).copied().flatten().filter(|part| part.known().is_some());
        let all = series.iter().flat_map(|energies| &energies.0).flatten().filter_map(|part| part.known());
        let highest = all.fold(None, |most: Option<f64>, wh| Some(most.map_or(wh.0, |m| m.max(wh.0))))?;
        let scale = round_scale(highest, 1000.0);
        let height = |wh: WattHours| (wh.0 / scale.0 * f64::from(Self::HEIGHT)).round() as u32;
        let place = f64::from(Self::WIDTH) / count as f64;
        let bar = |i: usize| {
            let parts: Vec<Option<Measured>> = series.iter().map(|energies| known(energies, i)).collect();
            let partial = |part: &Measured| part.coverage.share() < NEARLY_WHOLE;
            BarOf {
                x: (place * (i as f64 + (1.0 - Self::FILLED) / 2.0)).round() as u32,
                heights: parts.iter().map(|part| part.map(|part| height(part.energy))).collect(),
                partial: parts.iter().flatten().any(partial),
            }
        };
        Some(Self {
            width: (place * Self::FILLED / series.len() as f64).floor().max(1.0) as u32,
            bars: (0..count).map(bar).collect(),
            scale: lines(scale).into_iter().map(|wh| (height(WattHours(wh)), WattHours(wh))).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Coverage;

    fn day(wh: f64, share: f64) -> Measured {
        Measured { energy: WattHours(wh), coverage: Coverage::of(share, 1.0) }
    }

    #[test]
    fn an_unknown_day_has_no_bar_and_a_half_known_one_says_so() {
        let production = Energies(vec![Some(day(10_000.0, 1.0)), None, Some(day(5_000.0, 0.5)), Some(day(0.0, 0.0))]);
        let bars = EnergyBars::of(&[&production]).unwrap();
        assert_eq!(bars.bars.iter().map(|bar| bar.heights[0]).collect::<Vec<_>>(), [Some(480), None, Some(240), None]);
        assert_eq!(bars.bars.iter().map(|bar| bar.partial).collect::<Vec<_>>(), [false, false, true, false]);
    }

    #[test]
    fn three_bars_stand_side_by_side_within_the_drawing() {
        let month = Energies(vec![Some(day(1.0, 1.0)); 31]);
        let bars = EnergyBars::of(&[&month; 3]).unwrap();
        let last = bars.bars.last().unwrap();
        assert!(last.x + 3 * bars.width <= EnergyBars::WIDTH);
        assert!(bars.bars.windows(2).all(|pair| pair[0].x + 3 * bars.width <= pair[1].x));
    }

    #[test]
    fn nothing_known_is_no_drawing() {
        assert_eq!(EnergyBars::of(&[&Energies(vec![None, Some(day(0.0, 0.0))])]), None);
        assert_eq!(EnergyBars::of(&[]), None);
    }
}
