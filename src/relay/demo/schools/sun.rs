//! Where the sun stands, and what a clear sky lets through.

use chrono::{Datelike, NaiveDate};

use crate::domain::Position;

/// The sun's path on one day. Declination and equation of time by the Fourier series of J. W. Spencer, "Fourier series
/// representation of the position of the sun", Search 2 (5), 1971: right to a thirtieth of a degree and half a minute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sun {
    /// Radians.
    declination: f64,
    /// Solar time minus mean time, minutes.
    equation_of_time: f64,
}

/// Towards the sun, as a unit vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Towards {
    pub up: f64,
    pub south: f64,
    pub west: f64,
}

impl Sun {
    pub fn on(date: NaiveDate) -> Self {
        let turn = std::f64::consts::TAU * f64::from(date.ordinal0()) / 365.0;
        let (sin, cos) = turn.sin_cos();
        let (sin2, cos2) = (2.0 * turn).sin_cos();
        let (sin3, cos3) = (3.0 * turn).sin_cos();
        Self {
            declination: 0.006_918 - 0.399_912 * cos + 0.070_257 * sin - 0.006_758 * cos2 + 0.000_907 * sin2
                - 0.002_697 * cos3
                + 0.001_48 * sin3,
            equation_of_time: 229.18
                * (0.000_075 + 0.001_868 * cos - 0.032_077 * sin - 0.014_615 * cos2 - 0.040_849 * sin2),
        }
    }

    /// `minute` counts from midnight in universal time.
    pub fn seen_from(self, place: Position, minute: f64) -> Towards {
        let solar_minutes = minute + 4.0 * place.lon() + self.equation_of_time;
        let (sin_hour, cos_hour) = ((solar_minutes - 720.0) / 4.0).to_radians().sin_cos();
        let (sin_lat, cos_lat) = place.lat().to_radians().sin_cos();
        let (sin_decl, cos_decl) = self.declination.sin_cos();
        Towards {
            up: sin_lat * sin_decl + cos_lat * cos_decl * cos_hour,
            south: sin_lat * cos_decl * cos_hour - cos_lat * sin_decl,
            west: cos_decl * sin_hour,
        }
    }
}

/// Global irradiance on the ground under a clear sky, W/m²: B. Haurwitz, "Insolation in relation to cloudiness and cloud
/// density", Journal of Meteorology 2, 1945, as given by Reno, Hansen and Stein, Sandia report SAND2012-2389, 2012.
pub(super) fn clear_sky(towards: Towards) -> f64 {
    if towards.up <= 0.0 { 0.0 } else { 1098.0 * towards.up * (-0.059 / towards.up).exp() }
}

#[cfg(test)]
mod tests {
    use chrono::Timelike;

    use super::*;
    use crate::domain::Instant;

    fn lorient() -> Position {
        Position::new(47.75, -3.37).unwrap()
    }

    fn towards(at: &str) -> Towards {
        let at: Instant = at.parse().unwrap();
        Sun::on(at.date_naive()).seen_from(lorient(), f64::from(at.num_seconds_from_midnight()) / 60.0)
    }

    fn height(at: &str) -> f64 {
        towards(at).up.asin().to_degrees()
    }

    #[test]
    fn the_sun_stands_where_an_ephemeris_puts_it() {
        // PyEphem (VSOP87), without refraction.
        for (at, expected) in [
            ("2026-11-22T08:00:00Z", 3.53),
            ("2026-11-22T15:30:00Z", 7.32),
            ("2026-06-21T05:00:00Z", 5.48),
            ("2026-06-21T12:15:00Z", 65.69),
            ("2026-03-20T17:00:00Z", 13.46),
            ("2026-12-21T12:12:00Z", 18.81),
        ] {
            assert!((height(at) - expected).abs() < 0.3, "{at}: {}", height(at));
        }
    }

    #[test]
    fn mornings_come_from_the_east_and_noons_from_the_south() {
        assert!(towards("2026-03-20T08:00:00Z").west < -0.5 && towards("2026-03-20T17:00:00Z").west > 0.5);
        assert!(towards("2026-03-20T12:21:00Z").south > 0.7);
    }

    #[test]
    fn a_clear_noon_in_june_has_nearly_a_kilowatt_a_square_metre_and_the_night_nothing() {
        let noon = clear_sky(towards("2026-06-21T12:15:00Z"));
        assert!((900.0..980.0).contains(&noon), "{noon}");
        let midnight = Towards { up: -0.3, south: 0.0, west: 0.0 };
        assert!(clear_sky(midnight).abs() < f64::EPSILON);
    }
}
