//! The days that differ from others in the demonstration territory.

use chrono::NaiveDate;

use super::text;
use crate::{
    api::dto::{HolidayDto, SchoolHolidayDto},
    domain::{Calendar, FrenchArea},
    relay::holidays,
};

/// The eleven public holidays of metropolitan France, from `first` to `last` year.
pub(super) fn public_holidays(first: i32, last: i32) -> Vec<HolidayDto> {
    holidays::public_holidays(&Calendar::default(), first, last)
}

/// First and last day without school of zone B, which the Rennes academy belongs to: the Saturday that the ministry's
/// calendar names and the day before classes begin again. 2025–2026: arrêté of 7 December 2022; 2026–2027: arrêté of
/// 22 October 2025. The return of September 2027 is not fixed yet, but August is free in any case.
const ZONE_B: [(&str, &str, &str, &str); 12] = [
    ("2025-07-05", "2025-08-31", "Vacances d’été", "Summer holidays"),
    ("2025-10-18", "2025-11-02", "Vacances de la Toussaint", "Autumn half-term"),
    ("2025-12-20", "2026-01-04", "Vacances de Noël", "Christmas holidays"),
    ("2026-02-14", "2026-03-01", "Vacances d’hiver", "Winter holidays"),
    ("2026-04-11", "2026-04-26", "Vacances de printemps", "Spring holidays"),
    ("2026-05-14", "2026-05-17", "Pont de l’Ascension", "Ascension break"),
    ("2026-07-04", "2026-08-31", "Vacances d’été", "Summer holidays"),
    ("2026-10-17", "2026-11-01", "Vacances de la Toussaint", "Autumn half-term"),
    ("2026-12-19", "2027-01-03", "Vacances de Noël", "Christmas holidays"),
    ("2027-02-20", "2027-03-07", "Vacances d’hiver", "Winter holidays"),
    ("2027-04-17", "2027-05-02", "Vacances de printemps", "Spring holidays"),
    ("2027-07-03", "2027-08-31", "Vacances d’été", "Summer holidays"),
];

/// Whether there is no school by [`ZONE_B`]. Before and after the years that are listed the holidays of the first school
/// year stand in, day by day: the demonstration's clock may be moved anywhere.
pub(super) fn is_school_holiday(date: NaiveDate) -> bool {
    const LISTED: (&str, &str) = (ZONE_B[0].0, ZONE_B[ZONE_B.len() - 1].1);
    let text = date.to_string();
    let listed = LISTED.0 <= text.as_str() && text.as_str() <= LISTED.1;
    let year = if text[5..] >= *"07-05" { 2025 } else { 2026 };
    let meant = if listed { text } else { format!("{year}{}", &text[4..]) };
    ZONE_B.iter().any(|(from, until, ..)| *from <= meant.as_str() && meant.as_str() <= *until)
}

pub(super) fn is_public_holiday(date: NaiveDate) -> bool {
    FrenchArea::Metropolitan.public_holiday(date).is_some()
}

pub(super) fn school_holidays() -> Vec<SchoolHolidayDto> {
    ZONE_B
        .into_iter()
        .map(|(from, until, fr, en)| SchoolHolidayDto {
            from: from.to_owned(),
            until: until.to_owned(),
            name: Some(text(fr, en)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_moving_holidays_of_2026_are_those_of_the_calendar() {
        let dates: Vec<_> = public_holidays(2026, 2026).into_iter().map(|h| h.date).collect();
        assert_eq!(dates.len(), 11);
        for moving in ["2026-04-06", "2026-05-14", "2026-05-25"] {
            assert!(dates.contains(&moving.to_owned()), "{moving}");
        }
        assert!(dates.is_sorted());
    }

    #[test]
    fn school_holidays_begin_on_a_saturday_and_end_the_day_before_school() {
        for (from, until, name, _) in ZONE_B.into_iter().filter(|(.., en)| *en != "Ascension break") {
            assert_eq!(date(from).weekday(), chrono::Weekday::Sat, "{name} {from}");
            let summer = until.ends_with("08-31");
            assert!(summer || date(until).weekday() == chrono::Weekday::Sun, "{name} {until}");
            assert!(summer || (date(until) - date(from)).num_days() == 15, "{name} {from}");
        }
    }
}
