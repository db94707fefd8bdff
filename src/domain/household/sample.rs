//! A household that nobody is, for looking around before one brings a file.

use chrono::{Datelike, Duration, Timelike};

use super::{FileReport, Gathered, Interval, Record};
use crate::domain::{Instant, Watts, Zone};

/// Fourteen months of half-hours until the last midnight before `now`: two people, an electric water heater at night, some
/// electric heating, a fortnight away in August, and an afternoon without readings.
pub fn sample(now: Instant, zone: &Zone) -> Gathered {
    const DAYS: i64 = 425;
    /// Half-hours of an afternoon, forty days before the end.
    const MISSING: std::ops::Range<i64> = (DAYS - 40) * 48 + 26..(DAYS - 40) * 48 + 36;
    let until = super::sums::midnight(zone, zone.local(now).date());
    let first = until - Duration::days(DAYS);
    let mut chance = 20_261_122_u32;
    let mut intervals = Vec::new();
    for step in 0..DAYS * 48 {
        let start = first + Duration::minutes(30 * step);
        // The usual small generator: the same household on every device.
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = f64::from(chance >> 16) / 65_536.0;
        if !MISSING.contains(&step) {
            intervals.push(Interval::new(start, 1800, power(start, zone, noise).over(Duration::minutes(30))));
        }
    }
    let files: Vec<FileReport> = Vec::new();
    Gathered { consumption: Record::new(intervals), production: Record::default(), prm: None, files }
}

fn power(start: Instant, zone: &Zone, noise: f64) -> Watts {
    let wall = zone.local(start);
    let (hour, ordinal) = (f64::from(wall.hour()) + f64::from(wall.minute()) / 60.0, f64::from(wall.ordinal()));
    let base = 95.0 + 30.0 * noise;
    let is_away = wall.month() == 8 && (3..17).contains(&wall.day());
    if is_away {
        return Watts(base);
    }
    let is_weekend = wall.weekday().num_days_from_monday() >= 5;
    let bump = |at: f64, width: f64, height: f64| height * (-((hour - at) / width).powi(2)).exp();
    let morning = bump(if is_weekend { 9.5 } else { 7.0 }, 0.9, 420.0);
    let noon = bump(12.5, 0.8, if is_weekend { 900.0 } else { 180.0 });
    let evening = bump(19.5, 1.6, 950.0);
    let water = if (2.0..4.0).contains(&hour) { 1_250.0 } else { 0.0 };
    // Coldest in the middle of January.
    let cold = ((ordinal - 15.0) / 365.0 * std::f64::consts::TAU).cos().max(0.0);
    let heating = if (6.0..22.5).contains(&hour) { 620.0 * cold } else { 240.0 * cold };
    Watts(base + (morning + noon + evening) * (0.6 + 0.8 * noise) + water + heating * (0.7 + 0.6 * noise))
}
