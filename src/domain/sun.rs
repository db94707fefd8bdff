//! Where the sun stands, so that a dark hour is told from panels that give nothing.

use chrono::{Datelike, NaiveDate, Timelike};

use super::{Instant, Position, geo::cosine};

/// The sun's path on one day. Declination and equation of time by the Fourier series of J. W. Spencer, "Fourier series
/// representation of the position of the sun", Search 2 (5), 1971: right to a thirtieth of a degree and half a minute.
#[derive(Clone, Copy, Debug)]
pub struct Sun {
    /// Radians.
    declination: f64,
    /// Solar time minus mean time, minutes.
    equation_of_time: f64,
}

/// Towards the sun, as a unit vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Towards {
    pub up: f64,
    pub south: f64,
    pub west: f64,
}

impl Sun {
    pub fn on(date: NaiveDate) -> Self {
        let turn = 360.0 * f64::from(date.ordinal0()) / 365.0;
        let ((sin, cos), (sin2, cos2), (sin3, cos3)) = (sin_cos(turn), sin_cos(2.0 * turn), sin_cos(3.0 * turn));
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
        let (sin_hour, cos_hour) = sin_cos((solar_minutes - 720.0) / 4.0);
        let (sin_lat, cos_lat) = sin_cos(place.lat());
        let (sin_decl, cos_decl) = sin_cos(self.declination.to_degrees());
        Towards {
            up: sin_lat * sin_decl + cos_lat * cos_decl * cos_hour,
            south: sin_lat * cos_decl * cos_hour - cos_lat * sin_decl,
            west: cos_decl * sin_hour,
        }
    }
}

/// Sine and cosine of any angle in degrees, by the series that distances are reckoned with too.
fn sin_cos(degrees: f64) -> (f64, f64) {
    let cosine = |degrees: f64| {
        let around = (degrees - 360.0 * (degrees / 360.0 + 0.5).floor()).abs();
        if around <= 90.0 { cosine(around) } else { -cosine(180.0 - around) }
    };
    (cosine(degrees - 90.0), cosine(degrees))
}

fn towards(place: Position, at: Instant) -> Towards {
    Sun::on(at.date_naive()).seen_from(place, f64::from(at.num_seconds_from_midnight()) / 60.0)
}

/// Whether the sun's centre is below the horizon of a flat country, without refraction.
pub fn is_dark(place: Position, at: Instant) -> bool {
    towards(place, at).up <= 0.0
}

/// Whether the sun stands so low that panels may give nothing: inverters stop before it sets. Five degrees above the horizon
/// a clear sky gives level ground a twentieth of full sun (B. Haurwitz, "Insolation in relation to cloudiness and cloud
/// density", Journal of Meteorology 2, 1945: 1098 sin h exp(-0.057 / sin h) W/m²).
pub fn is_faint(place: Position, at: Instant) -> bool {
    const SIN_5_DEGREES: f64 = 0.087_16;
    towards(place, at).up <= SIN_5_DEGREES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lorient() -> Position {
        Position::new(47.75, -3.37).unwrap()
    }

    fn seen(at: &str) -> Towards {
        towards(lorient(), at.parse().unwrap())
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
            let height = seen(at).up.asin().to_degrees();
            assert!((height - expected).abs() < 0.3, "{at}: {height}");
        }
    }

    #[test]
    fn angles_beyond_a_turn_are_as_the_standard_library_has_them() {
        for degrees in [-721.0, -270.0, -90.0, -0.5, 0.0, 30.0, 90.0, 135.0, 180.0, 269.0, 361.0, 1080.0] {
            let ((sin, cos), expected) = (sin_cos(degrees), f64::to_radians(degrees).sin_cos());
            assert!((sin - expected.0).abs() < 1e-7 && (cos - expected.1).abs() < 1e-7, "{degrees}: {sin} {cos}");
        }
    }

    #[test]
    fn mornings_come_from_the_east_and_noons_from_the_south() {
        assert!(seen("2026-03-20T08:00:00Z").west < -0.5 && seen("2026-03-20T17:00:00Z").west > 0.5);
        assert!(seen("2026-03-20T12:21:00Z").south > 0.7);
    }

    #[test]
    fn winter_evenings_are_dark_and_summer_evenings_are_not() {
        let dark = |at: &str| is_dark(lorient(), at.parse().unwrap());
        assert!(dark("2026-11-21T18:00:00Z") && !dark("2026-06-21T18:00:00Z"));
        assert!(dark("2026-06-21T01:00:00Z") && !dark("2026-11-21T12:00:00Z"));
    }

    #[test]
    fn a_low_sun_is_faint_before_it_is_dark() {
        let faint = |at: &str| is_faint(lorient(), at.parse().unwrap());
        assert!(faint("2026-11-22T08:00:00Z") && !is_dark(lorient(), "2026-11-22T08:00:00Z".parse().unwrap()));
        assert!(faint("2026-11-21T18:00:00Z") && !faint("2026-11-22T15:30:00Z"));
    }
}
