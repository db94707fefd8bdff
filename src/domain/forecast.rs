//! The wait on arrival: what is measured now, fading into what is usual then.

use chrono::Duration;

use super::{Instant, Minutes, Slot, WaitInterval};

/// After so many minutes, and as many more as the measured wait has itself, a third of how far it is off the usual one is
/// left. A queue stays what it is for as long as it takes to let in those who wait, and is soon forgotten then: deviations
/// fade slowly at first and fast afterwards, those of long queues later. The figure and the form were chosen by backtests, on
/// busy mornings vehicle by vehicle (`tests/relay/waits/arrival.rs`), where an exponential fading erred more.
const FADING_MIN: f64 = 15.0;
/// Without anything usual a reading says nothing about later than this.
const ALONE_MIN: f64 = 20.0;
/// A share of the deviation so small that the reading is forgotten.
const FORGOTTEN: f64 = 0.05;

/// What a forecast rests on most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What is measured.
    Live,
    /// What is usual, though what is measured still counts.
    Fading,
    /// What is usual alone.
    Usual,
}

/// The wait to reckon with at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    pub wait: Minutes,
    /// Four of five waits are shorter, where the spread of usual waits is known.
    pub p80: Option<Minutes>,
    pub basis: Basis,
}

/// A wait that was measured, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasuredWait {
    pub wait: WaitInterval,
    pub at: Instant,
}

/// The wait of somebody who arrives at `arrival`. `usual_then` is what is usual at that hour, `usual_measured` at the hour
/// of the measurement. `None` where neither says anything of that time.
pub fn forecast(
    measured: Option<MeasuredWait>,
    usual_measured: Option<&Slot>,
    usual_then: Option<&Slot>,
    arrival: Instant,
) -> Option<Forecast> {
    let usual = usual_then.map(|slot| f64::from(slot.median.0));
    let ahead = measured.map(|measured| minutes(arrival - measured.at));
    let told = measured.zip(ahead).map(|(measured, ahead)| (f64::from(measured.wait.expected().0), ahead));
    let (wait, share) = match (told, usual) {
        (Some((now, ahead)), Some(then)) => {
            let share = (-(ahead / (FADING_MIN + now)).powi(2)).exp();
            let share = if share < FORGOTTEN { 0.0 } else { share };
            // An hour without anything usual of its own counts as one like that of the arrival.
            let usual_now = usual_measured.map_or(then, |slot| f64::from(slot.median.0));
            (then + (now - usual_now) * share, share)
        }
        (Some((now, ahead)), None) if ahead <= ALONE_MIN => (now, 1.0),
        (None, Some(then)) => (then, 0.0),
        (Some(_) | None, None) => return None,
    };
    let wait = wait.clamp(0.0, f64::from(WaitInterval::LONGEST.0));
    let spread = usual_then.and_then(|slot| Some(f64::from(slot.p80?.0) - f64::from(slot.median.0)));
    // What is known now narrows what may come: the variance of the deviation grows back as it fades.
    let p80 = spread.map(|spread| wait + spread.max(0.0) * (1.0 - share * share).sqrt());
    let whole = |minutes: f64| Minutes(minutes.round() as u32);
    let basis = match share {
        0.5.. => Basis::Live,
        FORGOTTEN.. => Basis::Fading,
        _ => Basis::Usual,
    };
    Some(Forecast { wait: whole(wait), p80: p80.map(whole), basis })
}

fn minutes(span: Duration) -> f64 {
    span.num_seconds().max(0) as f64 / 60.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DayKind;

    fn at(minute: i64) -> Instant {
        "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
    }
    fn measured(low: u32, high: u32) -> MeasuredWait {
        MeasuredWait { wait: WaitInterval::new(Minutes(low), Some(Minutes(high))).unwrap(), at: at(0) }
    }
    fn slot(median: u32) -> Slot {
        Slot {
            days: DayKind::Any,
            weekday: 6,
            hour: 11,
            median: Minutes(median),
            p80: Some(Minutes(median + 8)),
            count: None,
        }
    }
    fn wait(measured: impl Into<Option<MeasuredWait>>, now: Option<u32>, then: Option<u32>, ahead: i64) -> Option<u32> {
        let (now, then) = (now.map(slot), then.map(slot));
        forecast(measured.into(), now.as_ref(), then.as_ref(), at(ahead)).map(|forecast| forecast.wait.0)
    }

    #[test]
    fn what_is_measured_fades_into_what_is_usual() {
        let after = |ahead| wait(measured(20, 30), Some(5), Some(5), ahead).unwrap();
        assert_eq!(after(0), 25);
        assert!((5..25).contains(&after(15)) && after(15) > after(30), "{} {}", after(15), after(30));
        assert_eq!(after(600), 5);
    }

    #[test]
    fn a_quiet_gate_before_a_busy_hour_is_not_promised_to_stay_quiet() {
        assert_eq!(wait(measured(0, 5), Some(3), Some(15), 45), Some(15));
        assert!(
            wait(measured(0, 5), Some(10), Some(15), 20).unwrap() < 15,
            "quieter than usual, and a little so later"
        );
    }

    #[test]
    fn one_of_the_two_is_enough() {
        assert_eq!(wait(None::<MeasuredWait>, None, Some(7), 45), Some(7));
        assert_eq!(wait(measured(5, 10), None, None, 15), Some(8));
        assert_eq!(wait(measured(5, 10), None, None, 25), None, "nothing is known of so far ahead");
        assert_eq!(wait(None::<MeasuredWait>, Some(7), None, 5), None);
    }

    #[test]
    fn the_spread_grows_back_to_the_usual_one() {
        let p80 = |ahead| {
            let forecast = forecast(Some(measured(5, 5)), Some(&slot(5)), Some(&slot(5)), at(ahead)).unwrap();
            forecast.p80.unwrap().0 - forecast.wait.0
        };
        assert_eq!((p80(0), p80(600)), (0, 8));
        assert!((1..8).contains(&p80(10)));
    }

    #[test]
    fn the_basis_is_what_weighs_more() {
        let basis = |ahead| forecast(Some(measured(5, 10)), Some(&slot(5)), Some(&slot(5)), at(ahead)).unwrap().basis;
        assert_eq!([10, 30, 60].map(basis), [Basis::Live, Basis::Fading, Basis::Usual]);
    }

    #[test]
    fn a_wait_is_never_negative() {
        assert_eq!(wait(measured(0, 0), Some(20), Some(5), 1), Some(0));
    }
}
