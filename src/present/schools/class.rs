//! Activities for the classroom on the school's own data. Each has its answer, reckoned from the same data.

use chrono::{Datelike, NaiveDate, Weekday};

use super::SchoolTexts;
use crate::domain::{Calendar, Instant, PowerSeries, Watts};

/// Something to find out, and what there is to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub title: &'static str,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// For the teacher.
    pub answer: String,
}

/// The day to work on, of those that were measured nearly whole: the last one with lessons and a canteen, or else the last.
pub fn day_for_class(measured: impl IntoIterator<Item = NaiveDate>, calendar: &Calendar) -> Option<NaiveDate> {
    let mut days: Vec<NaiveDate> = measured.into_iter().collect();
    days.sort_unstable();
    days.iter().rev().find(|day| has_canteen(**day, calendar)).or(days.last()).copied()
}

/// Everywhere in France primary schools have lessons on four days at least; on Wednesdays many have none.
fn has_canteen(day: NaiveDate, calendar: &Calendar) -> bool {
    let is_usual = match day.weekday() {
        Weekday::Mon | Weekday::Tue | Weekday::Thu | Weekday::Fri => true,
        Weekday::Wed | Weekday::Sat | Weekday::Sun => false,
    };
    is_usual && !calendar.is_school_holiday(day) && !calendar.is_public_holiday(day)
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
            answer: (t.class_cloud_answer)(
                &clock(cloud.at),
                &t.digits.power(cloud.from),
                &t.digits.power(cloud.to),
                day.map_or(0, |day| day.step.num_minutes()),
            ),
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
    /// In longer steps the sun falls as far without a cloud.
    const LONGEST_MIN: i64 = 15;
    let (_, peak) = day.peak().filter(|_| day.step.num_minutes() <= LONGEST_MIN)?;
    let pairs = day.values.windows(2).enumerate().filter_map(|(i, pair)| Some((i, pair[0]?, pair[1]?)));
    let falls = pairs.map(|(i, from, to)| Cloud { at: day.stamp(i + 1), from, to });
    let deepest = falls.max_by(|a, b| (a.from.0 - a.to.0).total_cmp(&(b.from.0 - b.to.0)))?;
    (deepest.from.0 - deepest.to.0 >= peak.0 * CLOUD && peak.0 > 0.0).then_some(deepest)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::{
        domain::{Holiday, Lang, SchoolHoliday},
        present::schools::school_texts,
    };

    fn day(values: &[Option<f64>]) -> PowerSeries {
        PowerSeries {
            start: "2026-06-20T22:00:00Z".parse().unwrap(),
            step: Duration::minutes(10),
            values: values.iter().map(|v| v.map(Watts)).collect(),
        }
    }

    #[test]
    fn on_a_monday_the_class_works_on_friday_and_in_summer_on_the_last_day_before_it() {
        let date = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let days = |from: &str, count: usize| date(from).iter_days().take(count).collect::<Vec<_>>();
        let summer = SchoolHoliday { from: date("2026-07-04"), until: date("2026-08-31"), name: None };
        let ascension = Holiday { date: date("2026-05-14"), name: None };
        let calendar =
            Calendar { public_holidays: vec![ascension], school_holidays: vec![summer], ..Calendar::default() };
        let chosen = |days: Vec<NaiveDate>| day_for_class(days, &calendar).map(|day| day.to_string());
        // Until Sunday 14 June; until Thursday 14 May, Ascension, with Wednesday before it; in July.
        assert_eq!(chosen(days("2026-06-01", 14)).as_deref(), Some("2026-06-12"));
        assert_eq!(chosen(days("2026-05-10", 5)).as_deref(), Some("2026-05-12"));
        assert_eq!(chosen(days("2026-06-10", 40)).as_deref(), Some("2026-07-03"));
        assert_eq!(chosen(days("2026-07-10", 5)).as_deref(), Some("2026-07-14"), "there is nothing but holidays");
        assert_eq!(chosen(vec![]), None);
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

    #[test]
    fn what_is_asked_of_the_panels_holds_for_a_town_hall_as_well() {
        for (lang, school) in [(Lang::Fr, "l’école"), (Lang::En, "the school")] {
            let t = school_texts(lang);
            let answer = (t.class_panels_answer)("4,1 kW", "12:00", 11);
            for words in t.class_panels_steps.into_iter().chain([t.class_panels_title, &answer]) {
                assert!(!words.to_lowercase().contains(school), "{words}");
            }
        }
    }
}
