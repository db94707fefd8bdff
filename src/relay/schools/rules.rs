//! What may be believed of a meter, told by what hangs on it.

use crate::domain::{GatherRules, Meter, MeterKind, School, Watts};

/// Panels give more than their peak power for moments only, on cold days between clouds.
const ABOVE_PEAK: f64 = 1.1;
/// What an inverter draws at night from the grid, as a share of the panels' peak, and at least this many watts.
const NOISE_SHARE: f64 = 0.005;
const NOISE: Watts = Watts(15.0);

/// The rules of a meter of a place: a power holds for two steps; nothing that the panels give is above their peak; an
/// inverter that says "unknown" sleeps where it is dark.
pub fn gather_rules(place: &School, meter: &Meter) -> GatherRules {
    let is_of_the_panels = match meter.kind {
        MeterKind::PvProduction | MeterKind::GridExport | MeterKind::SelfConsumed => true,
        MeterKind::Consumption | MeterKind::GridImport | MeterKind::SolarThermal => false,
    };
    let peak = place.pv_peak.filter(|_| is_of_the_panels);
    GatherRules {
        holds: meter.step * 2,
        noise: Watts(peak.map_or(0.0, |peak| peak.0 * NOISE_SHARE).max(NOISE.0)),
        highest: peak.map(|peak| Watts(peak.0 * ABOVE_PEAK)),
        sleeps_at: place.under_the_sun_of().filter(|_| meter.kind == MeterKind::PvProduction),
    }
}
