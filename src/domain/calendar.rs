//! Holidays, and what the territory has to say.

use chrono::{Datelike, NaiveDate};

use super::{FrenchArea, HolidayName, Instant, LocalText, SiteId};

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub date: NaiveDate,
    pub name: Option<LocalText>,
}

/// Days without school, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolHoliday {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub name: Option<LocalText>,
}

/// The days that differ from others in a territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Those that the territory lists.
    pub public_holidays: Vec<Holiday>,
    pub school_holidays: Vec<SchoolHoliday>,
    /// By whose law the public holidays are reckoned in years of which none is listed. `None`: outside of France, where they
    /// are then not known.
    pub area: Option<FrenchArea>,
    /// A listed holiday could not be read: the list is not the whole of them.
    pub is_incomplete: bool,
}

impl Default for Calendar {
    /// Metropolitan France without any listed day.
    fn default() -> Self {
        Self {
            public_holidays: Vec::new(),
            school_holidays: Vec::new(),
            area: Some(FrenchArea::Metropolitan),
            is_incomplete: false,
        }
    }
}

/// Whether a day is a public holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicHoliday {
    No,
    /// With its name, where it has one.
    Yes(Option<HolidayName>),
    /// The territory lists none for that time, and they cannot be reckoned.
    Unknown,
}

impl Calendar {
    /// What the territory lists for a year counts; what it does not list is reckoned in France and not known elsewhere.
    pub fn public_holiday(&self, date: NaiveDate) -> PublicHoliday {
        if let Some(holiday) = self.public_holidays.iter().find(|holiday| holiday.date == date) {
            return PublicHoliday::Yes(holiday.name.clone().map(HolidayName::Text));
        }
        if self.lists(date) && !self.is_incomplete {
            return PublicHoliday::No;
        }
        match self.area.map(|area| area.public_holiday(date)) {
            None => PublicHoliday::Unknown,
            Some(None) => PublicHoliday::No,
            Some(Some(day)) => PublicHoliday::Yes(Some(HolidayName::French(day))),
        }
    }

    /// Whether the list covers a day: it does for the years that it has days of. In the last of them it may end early, since
    /// lists reach so many months ahead.
    fn lists(&self, date: NaiveDate) -> bool {
        const DECEMBER: u32 = 12;
        let is_of_year = |listed: &NaiveDate| listed.year() == date.year();
        let dates = || self.public_holidays.iter().map(|holiday| holiday.date);
        let last = dates().max();
        dates().any(|listed| is_of_year(&listed))
            && last.is_some_and(|last| date <= last || (is_of_year(&last) && last.month() == DECEMBER))
    }

    pub fn is_public_holiday(&self, date: NaiveDate) -> bool {
        matches!(self.public_holiday(date), PublicHoliday::Yes(_))
    }

    pub fn is_school_holiday(&self, date: NaiveDate) -> bool {
        self.school_holidays.iter().any(|h| (h.from..=h.until).contains(&date))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    Info,
    Warning,
}

/// An announcement of the territory, for some centres or for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: String,
    pub level: NoticeLevel,
    pub text: LocalText,
    pub from: Option<Instant>,
    pub until: Option<Instant>,
    /// Empty: it concerns them all.
    pub sites: Vec<SiteId>,
}

impl Notice {
    pub fn is_current(&self, now: Instant) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }

    pub fn concerns(&self, site: &SiteId) -> bool {
        self.sites.is_empty() || self.sites.contains(site)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Lang, fixtures::*};

    fn name(calendar: &Calendar, day: &str) -> Option<String> {
        match calendar.public_holiday(date(day)) {
            PublicHoliday::No => None,
            PublicHoliday::Yes(None) => Some("listed".to_owned()),
            PublicHoliday::Yes(Some(HolidayName::Text(name))) => Some(name.get(Lang::Fr).to_owned()),
            PublicHoliday::Yes(Some(HolidayName::French(day))) => Some(format!("{day:?}")),
            PublicHoliday::Unknown => Some("?".to_owned()),
        }
    }
    fn listing(days: &[&str]) -> Calendar {
        let public_holidays = days.iter().map(|day| Holiday { date: date(day), name: None }).collect();
        Calendar { public_holidays, ..Calendar::default() }
    }

    #[test]
    fn without_a_list_french_holidays_are_reckoned() {
        let calendar = Calendar::default();
        assert_eq!(name(&calendar, "2026-12-25").as_deref(), Some("Christmas"));
        assert_eq!(name(&calendar, "2027-03-29").as_deref(), Some("EasterMonday"));
        assert_eq!(name(&calendar, "2026-12-24"), None);
    }

    #[test]
    fn a_list_counts_for_its_years_and_others_are_reckoned() {
        let calendar = listing(&["2026-01-01", "2026-05-01", "2026-12-25"]);
        assert_eq!(name(&calendar, "2026-11-11"), None);
        assert_eq!(name(&calendar, "2026-05-01").as_deref(), Some("listed"));
        assert_eq!(name(&calendar, "2027-11-11").as_deref(), Some("Armistice"));
        assert_eq!(name(&calendar, "2026-12-31"), None);
    }

    #[test]
    fn a_list_that_ends_within_a_year_does_not_open_its_christmas() {
        let calendar = listing(&["2026-12-25", "2027-05-01", "2027-11-11"]);
        assert_eq!(name(&calendar, "2027-07-14"), None);
        assert_eq!(name(&calendar, "2027-12-25").as_deref(), Some("Christmas"));
    }

    #[test]
    fn a_list_that_was_not_read_whole_is_completed() {
        let calendar = Calendar { is_incomplete: true, ..listing(&["2026-05-01"]) };
        assert_eq!(name(&calendar, "2026-12-25").as_deref(), Some("Christmas"));
        let abroad = Calendar { area: None, ..calendar };
        assert_eq!(name(&abroad, "2026-12-25").as_deref(), Some("?"));
        assert_eq!(name(&abroad, "2026-05-01").as_deref(), Some("listed"));
    }

    #[test]
    fn abroad_days_of_years_without_a_list_are_not_known() {
        let calendar = Calendar { area: None, ..listing(&["2026-12-26"]) };
        assert_eq!(name(&calendar, "2026-12-25"), None);
        assert_eq!(name(&calendar, "2027-12-26").as_deref(), Some("?"));
    }
}
