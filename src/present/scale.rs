//! Scales of charts: round figures that a child can read.

/// A round figure at or above `highest`, and the step between the lines: 1, 2 or 5 with zeros, at most five lines. What is
/// below `least` makes no mountain.
pub(super) fn round_scale(highest: f64, least: f64) -> (f64, f64) {
    let highest = if highest.is_finite() { highest.max(least) } else { least };
    // Without logarithms, which weigh more than all the rest of it.
    let mut magnitude = 1.0;
    while magnitude * 100.0 <= highest {
        magnitude *= 10.0;
    }
    while magnitude * 10.0 > highest {
        magnitude /= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0].map(|step| step * magnitude);
    let step = steps.into_iter().find(|step| highest / step <= 5.0).unwrap_or(100.0 * magnitude);
    ((highest / step).ceil() * step, step)
}

/// The lines of a scale, from nothing up.
pub(super) fn lines((top, step): (f64, f64)) -> Vec<f64> {
    (0..=(top / step).round() as u32).map(|i| f64::from(i) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_reaches_the_highest_in_at_most_five_round_steps() {
        for highest in [0.3, 1.0, 7.0, 14.2, 49.9, 100.0, 101.0, 9_999.0, 17_452.0] {
            let (top, step) = round_scale(highest, 0.1);
            let lines = lines((top, step));
            assert!(top >= highest && (2..=6).contains(&lines.len()), "{highest}: {top} by {step}");
            let first = step / 10_f64.powf(step.log10().floor());
            assert!([1.0, 2.0, 5.0, 10.0].iter().any(|round| (first - round).abs() < 1e-6), "{highest}: {step}");
        }
        assert_eq!(lines(round_scale(14_200.0, 1.0)), [0.0, 5_000.0, 10_000.0, 15_000.0]);
    }

    #[test]
    fn no_mountain_is_made_of_a_lamp() {
        let tops = [3.0, 100.0, 101.0, 4_210.0, 9_999.0].map(|watts| round_scale(watts, 100.0).0 as u32);
        assert_eq!(tops, [100, 100, 150, 5_000, 10_000]);
    }

    #[test]
    fn nothing_has_a_scale_too() {
        assert_eq!(lines(round_scale(0.0, 1.0)).len(), 6);
        assert_eq!(lines(round_scale(f64::NAN, 1.0)).len(), 6);
    }
}
