//! The forecast for arrival, judged on six weeks of mornings whose demand has its days and its weather.

use bon_moment::{
    domain::{Calendar, Minutes, WaitInterval, Zone},
    relay::{backtest::backtest, store::ToldWait},
};
use chrono::{Datelike, Duration};

use super::{
    gate::{MINUTES, Morning},
    sensors::at,
};

const WEEKS: i64 = 8;
/// Share of the gate's capacity that is asked for, Monday first.
const LOAD: [f64; 7] = [0.75, 0.6, 0.65, 0.6, 0.7, 1.05, 0.9];

/// What was told each five minutes of each morning, at two centres.
fn told() -> Vec<ToldWait> {
    let mut told = Vec::new();
    for (site, minutes) in [("riantec", 1.2), ("queven", 1.8)] {
        for day in 0..WEEKS * 7 {
            let opening = at(0.0) - Duration::days(WEEKS * 7 - day);
            let weekday = opening.weekday().num_days_from_monday() as usize;
            // Rain keeps people at home, the first fine day brings them.
            let weather = 1.0 + 0.2 * (day as f64 * 1.7).sin();
            let morning = Morning::of(day as u64 + (minutes * 1000.0) as u64, LOAD[weekday] * weather, minutes);
            for minute in (5..MINUTES as i64).step_by(5) {
                let wait = morning.wait_at(minute as f64);
                let edges = [0.0, 5.0, 10.0, 20.0, 30.0];
                let above = edges.partition_point(|edge| *edge <= wait).max(1);
                let high = edges.get(above).map(|high| Minutes(*high as u32));
                let interval = WaitInterval::new(Minutes(edges[above - 1] as u32), high).unwrap();
                let at = opening + Duration::minutes(minute);
                told.push(ToldWait { site: site.parse().unwrap(), at, wait: interval, median: wait, vehicles: None });
            }
        }
    }
    told
}

#[test]
fn the_forecast_errs_less_than_the_last_value_and_than_the_plain_mean() {
    let figures = backtest(&told(), &Calendar::default(), &Zone::fixed(60));
    println!("{figures}");
    assert_eq!(figures.0.len(), 4);
    for (ahead, errors) in figures.0 {
        assert!(errors.questions > 500, "{ahead}: {errors:?}");
        assert!(errors.forecast < errors.plain_mean, "{ahead}: {errors:?}");
        assert!(errors.forecast < errors.last_value, "{ahead}: {errors:?}");
        assert!(errors.forecast < errors.usual, "{ahead}: {errors:?}");
    }
}
