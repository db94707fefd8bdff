use super::{super::*, *};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
fn interval(start: &str, minutes: u32, energy: f64) -> Interval {
    Interval::new(at(start), minutes * 60, WattHours(energy))
}
fn curve(intervals: &[Interval]) -> Curve {
    Curve::of(&Record::new(intervals.to_vec()))
}
fn total(curve: &Curve) -> f64 {
    curve.intervals().iter().map(|i| i.energy.0).sum()
}

#[test]
fn half_hours_count_where_they_are_known_and_the_day_s_figure_gives_the_rest() {
    let day = interval("2026-01-10T00:00:00Z", 1440, 10_000.0);
    let halves = [interval("2026-01-10T01:00:00Z", 30, 300.0), interval("2026-01-10T01:30:00Z", 30, 700.0)];
    let curve = curve(&[halves[0], day, halves[1]]);
    assert_eq!(curve.intervals().len(), 4);
    assert_eq!(curve.intervals()[1], halves[0]);
    assert!((total(&curve) - 10_000.0).abs() < 0.01);
}

#[test]
fn a_day_that_all_its_half_hours_cover_adds_nothing() {
    let halves: Vec<Interval> = (0..48)
        .map(|i| Interval::new(at("2026-01-10T00:00:00Z") + Duration::minutes(30 * i), 1800, WattHours(100.0)))
        .collect();
    let mut all = halves.clone();
    all.push(interval("2026-01-10T00:00:00Z", 1440, 5_000.0));
    assert_eq!(curve(&all).intervals(), halves);
}

#[test]
fn a_coarser_figure_below_what_is_known_of_it_is_left_out() {
    let all = [interval("2026-01-10T00:00:00Z", 60, 100.0), interval("2026-01-10T00:00:00Z", 30, 300.0)];
    assert_eq!(curve(&all).intervals(), [all[1]]);
}

#[test]
fn the_larger_of_two_figures_for_one_stretch_counts_whichever_comes_first() {
    let (low, high) = (interval("2026-01-10T00:00:00Z", 30, 0.0), interval("2026-01-10T00:00:00Z", 30, 120.0));
    assert_eq!(curve(&[low, high]), curve(&[high, low]));
    assert_eq!(curve(&[low, high]).intervals(), [high]);
}

#[test]
fn what_lies_in_a_stretch_of_time_is_found() {
    let curve = curve(&[interval("2026-01-10T00:00:00Z", 30, 1.0), interval("2026-01-10T02:00:00Z", 30, 2.0)]);
    assert_eq!(curve.between(at("2026-01-10T00:15:00Z"), at("2026-01-10T02:00:00Z")).len(), 1);
    assert_eq!(curve.between(at("2026-01-10T00:30:00Z"), at("2026-01-10T02:00:00Z")).len(), 0);
    assert_eq!(curve.between(at("2026-01-11T00:00:00Z"), at("2026-01-09T00:00:00Z")).len(), 0);
}
