//! The public holidays of France, reckoned for any year.
//!
//! Sources: Code du travail, article L3133-1 (the eleven days of the whole country) and article L3134-13 (Alsace and
//! Moselle); law 83-550 of 30 June 1983 and decree 83-1003 (the days that commemorate the abolition of slavery overseas).

use chrono::{Datelike, Duration, NaiveDate};

use super::LocalText;

/// A part of France whose public holidays are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrenchArea {
    #[default]
    Metropolitan,
    /// Bas-Rhin, Haut-Rhin and Moselle: Good Friday and 26 December too.
    AlsaceMoselle,
    /// The eleven days, and the day on which the end of slavery is commemorated.
    Overseas { month: u8, day: u8 },
}

impl FrenchArea {
    /// By the number of a department or an overseas community ("56", "2A", "974"). `None` where the labour law is another one
    /// (French Polynesia, New Caledonia, Wallis and Futuna).
    pub fn of_department(number: &str) -> Option<Self> {
        let overseas = |month, day| Some(Self::Overseas { month, day });
        match number {
            "57" | "67" | "68" => Some(Self::AlsaceMoselle),
            "971" => overseas(5, 27),
            "972" => overseas(5, 22),
            "973" => overseas(6, 10),
            "974" => overseas(12, 20),
            "976" => overseas(4, 27),
            "977" => overseas(10, 9),
            "978" => overseas(5, 28),
            "986" | "987" | "988" => None,
            _ => Some(Self::Metropolitan),
        }
    }

    /// By a time zone of the IANA database. `None` outside of France. Alsace and Moselle have the zone of the whole country.
    pub fn of_time_zone(zone: &str) -> Option<Self> {
        Self::of_department(match zone {
            "Europe/Paris" | "America/Miquelon" => "",
            "America/Guadeloupe" => "971",
            "America/Martinique" => "972",
            "America/Cayenne" => "973",
            "Indian/Reunion" => "974",
            "Indian/Mayotte" => "976",
            "America/St_Barthelemy" => "977",
            "America/Marigot" => "978",
            _ => return None,
        })
    }

    /// The public holiday on `date`, if it is one.
    pub fn public_holiday(self, date: NaiveDate) -> Option<FrenchHoliday> {
        use FrenchHoliday as Day;
        Some(match (self, (date.month() as u8, date.day() as u8)) {
            (_, (1, 1)) => Day::NewYear,
            (_, (5, 1)) => Day::Labour,
            (_, (5, 8)) => Day::Victory,
            (_, (7, 14)) => Day::National,
            (_, (8, 15)) => Day::Assumption,
            (_, (11, 1)) => Day::AllSaints,
            (_, (11, 11)) => Day::Armistice,
            (_, (12, 25)) => Day::Christmas,
            (Self::AlsaceMoselle, (12, 26)) => Day::StStephen,
            (Self::Overseas { month, day }, on) if on == (month, day) => Day::Abolition,
            _ => match (self, (date - easter(date.year())).num_days()) {
                (Self::AlsaceMoselle, -2) => Day::GoodFriday,
                (_, 1) => Day::EasterMonday,
                (_, 39) => Day::Ascension,
                (_, 50) => Day::WhitMonday,
                _ => return None,
            },
        })
    }
}

/// A public holiday of France.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrenchHoliday {
    NewYear,
    GoodFriday,
    EasterMonday,
    Labour,
    Victory,
    Ascension,
    WhitMonday,
    National,
    Assumption,
    AllSaints,
    Armistice,
    Christmas,
    StStephen,
    /// The end of slavery, on a day of each overseas department.
    Abolition,
}

/// What a public holiday is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolidayName {
    /// As the territory lists it.
    Text(LocalText),
    French(FrenchHoliday),
}

/// Easter Sunday of the Gregorian calendar: the first Sunday after the paschal full moon, by Gauss's rule with the
/// century's corrections for leap years (solar) and for the moon (lunar).
pub fn easter(year: i32) -> NaiveDate {
    let century = year / 100;
    let lunar = (8 * century + 13) / 25;
    let solar = century - century / 4;
    let golden = year % 19;
    // Age of the moon, put right for the two cases in which the full moon would fall a day late.
    let epact = (19 * golden + 15 + solar - lunar) % 30;
    let full_moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + full_moon + 2 - solar) % 7;
    let after_21_march = full_moon - weekday + 7;
    let march_21 = NaiveDate::from_ymd_opt(year, 3, 21).expect("every year has a 21st of March");
    march_21 + Duration::days(i64::from(after_21_march))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::date;

    fn holidays(area: FrenchArea, year: i32) -> Vec<String> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == year);
        days.filter(|day| area.public_holiday(*day).is_some()).map(|day| day.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for day in [
            "1818-03-22",
            "1943-04-25",
            "1954-04-18",
            "1961-04-02",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
        ] {
            assert_eq!(easter(date(day).year()), date(day));
        }
    }

    #[test]
    fn metropolitan_france_has_eleven_public_holidays() {
        let of_2026 = holidays(FrenchArea::Metropolitan, 2026);
        assert_eq!(
            of_2026,
            ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]
        );
        // In 2008 Ascension fell on Labour Day: ten dates.
        assert_eq!(holidays(FrenchArea::Metropolitan, 2008).len(), 10);
    }

    #[test]
    fn some_departments_have_days_of_their_own() {
        let more = |department: &str| {
            let area = FrenchArea::of_department(department).unwrap();
            let usual = holidays(FrenchArea::Metropolitan, 2026);
            holidays(area, 2026).into_iter().filter(|day| !usual.contains(day)).collect::<Vec<_>>()
        };
        assert_eq!(more("67"), ["04-03", "12-26"]);
        for (department, day) in [
            ("971", "05-27"),
            ("972", "05-22"),
            ("973", "06-10"),
            ("974", "12-20"),
            ("976", "04-27"),
            ("977", "10-09"),
            ("978", "05-28"),
        ] {
            assert_eq!(more(department), [day], "{department}");
        }
        assert!(more("56").is_empty() && more("2A").is_empty() && more("975").is_empty());
        assert_eq!(FrenchArea::of_department("988"), None);
    }

    #[test]
    fn a_time_zone_says_which_part_of_france_it_is() {
        assert_eq!(FrenchArea::of_time_zone("Europe/Paris"), Some(FrenchArea::Metropolitan));
        assert_eq!(FrenchArea::of_time_zone("Indian/Reunion"), FrenchArea::of_department("974"));
        for abroad in ["Europe/Brussels", "Pacific/Noumea", "UTC", ""] {
            assert_eq!(FrenchArea::of_time_zone(abroad), None, "{abroad}");
        }
    }

    #[test]
    fn each_day_is_the_one_that_it_is_called() {
        let of = |day: &str| FrenchArea::AlsaceMoselle.public_holiday(date(day));
        assert_eq!(of("2026-12-25"), Some(FrenchHoliday::Christmas));
        assert_eq!(of("2026-04-03"), Some(FrenchHoliday::GoodFriday));
        assert_eq!(of("2026-05-25"), Some(FrenchHoliday::WhitMonday));
    }
}
