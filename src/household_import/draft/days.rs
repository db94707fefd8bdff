//! Figures of whole days, weeks and months.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::{Draft, Point, place::day_of};
use crate::{
    domain::{
        Zone,
        household::{Basis, Evidence, Reason},
    },
    household_import::stamp::Stamp,
};

pub(super) const DAY_S: u32 = 86_400;

/// Rows that are figures of whole days, with their days; `None` where they are moments. A spreadsheet writes midnight without
/// its hour, so that among half-hours a day alone is a moment like the others.
pub(super) fn days_of(points: &[Point], zone: &Zone, is_power: bool) -> Option<Vec<(NaiveDate, f64)>> {
    let is_bare = |point: &Point| matches!(point.time, Stamp::Day(_));
    let days: Vec<NaiveDate> = points
        .iter()
        .map_while(|point| day_of(point.time, zone).filter(|_| point.step.is_none_or(|seconds| seconds == DAY_S)))
        .collect();
    let is_one = points.len() == 1
        && (is_bare(&points[0]) || points[0].step.is_some() || !is_power && !matches!(points[0].time, Stamp::At(_)));
    let follow = || days.windows(2).any(|pair| pair[0].succ_opt() == Some(pair[1]));
    let are_few = points.len() == 2;
    if days.len() < points.len() || !(is_one || follow() || are_few || points.iter().all(is_bare)) {
        return None;
    }
    Some(days.into_iter().zip(points.iter().map(|point| point.value)).collect())
}

/// What a figure stands for, by the date beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Day,
    /// The seven days from a Monday on.
    WeekFrom,
    /// The seven days that end with a Sunday.
    WeekUntil,
    /// The month from its first day on.
    Month,
}

impl Span {
    /// By the distances between the dates. `None`: they do not tell, since nobody knows when a figure begins that stands ten
    /// days behind another.
    fn of(days: &[(NaiveDate, f64)], is_daily: bool) -> Option<Self> {
        let follow = || days.windows(2).any(|pair| pair[0].0.succ_opt() == Some(pair[1].0));
        let all_on = |weekday| days.iter().all(|(day, _)| day.weekday() == weekday);
        match () {
            // Two days alone, or one, may have a gap; a week between more than two is none.
            () if days.len() < 3 => Some(Self::Day),
            () if days.iter().all(|(day, _)| day.day() == 1) => Some(Self::Month),
            () if is_daily || follow() => Some(Self::Day),
            () if all_on(Weekday::Mon) => Some(Self::WeekFrom),
            () if all_on(Weekday::Sun) => Some(Self::WeekUntil),
            () => None,
        }
    }

    /// The first day, and the day behind the last one.
    fn around(self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        Some(match self {
            Self::Day => (day, day.succ_opt()?),
            Self::WeekFrom => (day, day.checked_add_days(Days::new(7))?),
            Self::WeekUntil => (day.checked_sub_days(Days::new(6))?, day.succ_opt()?),
            Self::Month => (day, day.checked_add_months(Months::new(1))?),
        })
    }
}

pub(super) fn take_days(draft: &mut Draft, basis: &Basis, days: &[(NaiveDate, f64)]) {
    draft.note_basis(*basis);
    let span = Span::of(days, basis.step != Evidence::Grid);
    let midnight = |day: NaiveDate, zone: &Zone| zone.instant(day.and_time(NaiveTime::MIN));
    for (day, value) in days {
        let Some(span) = span else {
            draft.leave_out(Reason::NoStep, day);
            continue;
        };
        let Some((first, end)) = span.around(*day) else { continue };
        let (from, until) = (midnight(first, draft.zone), midnight(end, draft.zone));
        let seconds = u32::try_from((until - from).num_seconds()).unwrap_or(DAY_S);
        draft.keep(basis, (from, seconds), *value, day);
    }
}
