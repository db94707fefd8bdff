//! Holidays, and what the territory has to say.

use chrono::NaiveDate;

use super::{Instant, LocalText, SiteId};

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub public_holidays: Vec<Holiday>,
    pub school_holidays: Vec<SchoolHoliday>,
}

impl Calendar {
    pub fn public_holiday(&self, date: NaiveDate) -> Option<&Holiday> {
        self.public_holidays.iter().find(|holiday| holiday.date == date)
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
