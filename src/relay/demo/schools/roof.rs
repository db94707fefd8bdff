//! What panels and collectors make of the light that falls on them.

use super::sun::clear_sky;
use crate::domain::Towards;

/// How a roof lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    /// From the horizontal, degrees.
    pub tilt: f64,
    /// From south towards west, degrees.
    pub azimuth: f64,
}

/// Panels and their inverter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panels {
    pub plane: Plane,
    /// At 1000 W/m², watts.
    pub peak_w: f64,
    /// The most that the inverter gives, watts.
    pub inverter_w: f64,
}

/// Solar collectors for hot water.
#[derive(Clone, Copy, Debug)]
pub(super) struct Collectors {
    pub plane: Plane,
    pub area_m2: f64,
}

impl Plane {
    /// Irradiance on the plane, W/m², under a sky that lets this share of the light through. The clearer it is the more
    /// of it comes from the sun itself; the rest comes from the whole sky alike, and a fifth of all comes back from the
    /// ground (Liu and Jordan, 1960).
    pub fn irradiance(self, towards: Towards, clearness: f64) -> f64 {
        /// Below this height a beam's share of the little light is not worth the division by nearly nothing.
        const LOWEST: f64 = 0.05;
        const GROUND: f64 = 0.2;
        if towards.up <= 0.0 {
            return 0.0;
        }
        let global = clear_sky(towards) * clearness;
        let beam = global * 0.84 * ((clearness - 0.3) / 0.65).clamp(0.0, 1.0);
        let (sin_tilt, cos_tilt) = self.tilt.to_radians().sin_cos();
        let (sin_azimuth, cos_azimuth) = self.azimuth.to_radians().sin_cos();
        let facing = sin_tilt * (cos_azimuth * towards.south + sin_azimuth * towards.west) + cos_tilt * towards.up;
        let direct = beam * facing.max(0.0) / towards.up.max(LOWEST);
        direct + (global - beam) * f64::midpoint(1.0, cos_tilt) + global * GROUND * f64::midpoint(1.0, -cos_tilt)
    }
}

impl Panels {
    /// What arrives behind the inverter, watts, from an irradiance in W/m².
    pub fn power(self, irradiance: f64) -> f64 {
        /// Heat, wires, dust and the inverter together (IEA PVPS Task 13 reports 0.80 to 0.88 for such roofs).
        const PERFORMANCE: f64 = 0.80;
        /// Below this light inverters do not start, W/m².
        const STARTS: f64 = 8.0;
        if irradiance < STARTS { 0.0 } else { (self.peak_w * PERFORMANCE * irradiance / 1000.0).min(self.inverter_w) }
    }
}

impl Collectors {
    /// Heat, watts: a flat collector's efficiency curve (EN ISO 9806) for water 35 K above the air.
    pub fn power(self, irradiance: f64) -> f64 {
        const OPTICAL: f64 = 0.75;
        const LOSS_W_PER_M2: f64 = 4.0 * 35.0;
        self.area_m2 * (OPTICAL * irradiance - LOSS_W_PER_M2).max(0.0)
    }
}
