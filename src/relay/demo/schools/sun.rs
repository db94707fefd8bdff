//! What a clear sky lets through.

use crate::domain::Towards;

/// Global irradiance on the ground under a clear sky, W/m²: B. Haurwitz, "Insolation in relation to cloudiness and cloud
/// density", Journal of Meteorology 2, 1945, as given by Reno, Hansen and Stein, Sandia report SAND2012-2389, 2012.
pub(super) fn clear_sky(towards: Towards) -> f64 {
    if towards.up <= 0.0 { 0.0 } else { 1098.0 * towards.up * (-0.059 / towards.up).exp() }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{Position, Sun};

    #[test]
    fn a_clear_noon_in_june_has_nearly_a_kilowatt_a_square_metre_and_the_night_nothing() {
        let midsummer = NaiveDate::from_ymd_opt(2026, 6, 21).unwrap();
        let lorient = Position::new(47.75, -3.37).unwrap();
        let noon = clear_sky(Sun::on(midsummer).seen_from(lorient, 735.0));
        assert!((900.0..980.0).contains(&noon), "{noon}");
        let midnight = Towards { up: -0.3, south: 0.0, west: 0.0 };
        assert!(clear_sky(midnight).abs() < f64::EPSILON);
    }
}
