//! Activities for the classroom on the school's own data. Each has its answer, reckoned from the same data.

use super::SchoolTexts;
use crate::domain::{Instant, PowerSeries, Watts};

/// Something to find out, and what there is to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub title: &'static str,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// For the teacher.
    pub answer: String,
}

/// The activities that a day's data allow: the day itself, the day before, and the panels' peak power.
pub fn activities(
    t: &SchoolTexts,
    day: Option<&PowerSeries>,
    consumption: Option<&PowerSeries>,
    before: Option<&PowerSeries>,
    clock: &dyn Fn(Instant) -> String,
) -> Vec<Activity> {
    let mut all = Vec::new();
    if let Some(peak) = day.and_then(PowerSeries::peak).filter(|(_, power)| power.0 > 0.0) {
        all.push(Activity {
            title: t.class_read_title,
            steps: t.class_read_steps.map(str::to_owned).to_vec(),
            answer: (t.class_read_answer)(&clock(peak.0), &t.digits.power(peak.1)),
        });
    }
    if let Some(cloud) = day.and_then(deepest_cloud) {
        all.push(Activity {
            title: t.class_cloud_title,
            steps: t.class_cloud_steps.map(str::to_owned).to_vec(),
            answer: (t.class_cloud_answer)(&clock(cloud.at), &t.digits.power(cloud.from), &t.digits.power(cloud.to)),
        });
    }
    if let Some(noon) = consumption.and_then(PowerSeries::peak) {
        let panels = (noon.1.0 / PANEL.0).ceil();
        all.push(Activity {
            title: t.class_panels_title,
            steps: t.class_panels_steps.map(str::to_owned).to_vec(),
            answer: (t.class_panels_answer)(&t.digits.power(noon.1), &clock(noon.0), panels as u32),
        });
    }
    let totals = day.zip(before).map(|(day, before)| (day.energy(), before.energy()));
    if let Some((day, before)) = totals.filter(|(day, before)| day.known().is_some() && before.known().is_some()) {
        all.push(Activity {
            title: t.class_days_title,
            steps: t.class_days_steps.map(str::to_owned).to_vec(),
            answer: (t.class_days_answer)(&t.digits.energy(day.energy), &t.digits.energy(before.energy)),
        });
    }
    all
}

/// What one panel gives in full sun: a common size of today, on which the steps tell the children to reckon.
const PANEL: Watts = Watts(400.0);

/// A moment at which the sun went away.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cloud {
    at: Instant,
    from: Watts,
    to: Watts,
}

/// The largest fall between two neighbouring steps, where it is more than the setting sun can explain.
fn deepest_cloud(day: &PowerSeries) -> Option<Cloud> {
    /// In ten minutes the clear sky's power changes by less than a tenth of the day's highest.
    const CLOUD: f64 = 0.2;
    let (_, peak) = day.peak()?;
    let pairs = day.values.windows(2).enumerate().filter_map(|(i, pair)| Some((i, pair[0]?, pair[1]?)));
    let falls = pairs.map(|(i, from, to)| Cloud { at: day.stamp(i + 1), from, to });
    let deepest = falls.max_by(|a, b| (a.from.0 - a.to.0).total_cmp(&(b.from.0 - b.to.0)))?;
    (deepest.from.0 - deepest.to.0 >= peak.0 * CLOUD && peak.0 > 0.0).then_some(deepest)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::{domain::Lang, present::schools::school_texts};

    fn day(values: &[Option<f64>]) -> PowerSeries {
        PowerSeries {
            start: "2026-06-20T22:00:00Z".parse().unwrap(),
            step: Duration::minutes(10),
            values: values.iter().map(|v| v.map(Watts)).collect(),
        }
    }

    #[test]
    fn the_cloud_is_found_where_the_power_falls_most() {
        let cloudy = day(&[Some(8000.0), Some(9000.0), Some(3000.0), None, Some(1000.0), Some(900.0)]);
        let cloud = deepest_cloud(&cloudy).unwrap();
        assert_eq!((cloud.at, cloud.from, cloud.to), (cloudy.stamp(2), Watts(9000.0), Watts(3000.0)));
    }

    #[test]
    fn an_evening_is_no_cloud() {
        assert_eq!(deepest_cloud(&day(&[Some(9000.0), Some(8200.0), Some(7500.0)])), None);
        assert_eq!(deepest_cloud(&day(&[Some(0.0), Some(0.0)])), None);
    }

    #[test]
    fn only_what_the_data_allow_is_asked() {
        let t = school_texts(Lang::Fr);
        let clock = |at: Instant| at.format("%H:%M").to_string();
        assert_eq!(activities(t, None, None, None, &clock), []);
        let sunny = day(&[Some(1000.0), Some(1050.0)]);
        let all = activities(t, Some(&sunny), Some(&day(&[Some(4100.0)])), Some(&day(&[None])), &clock);
        assert_eq!(all.len(), 2);
        assert!(all[1].answer.contains("11"), "{}", all[1].answer);
    }
}
