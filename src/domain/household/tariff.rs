//! What electricity costs: prices by the hours of the day and, for Tempo, by the colour of the day.

use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike};

use super::{ByDay, Money};
use crate::domain::LocalText;

/// The colour that a Tempo day has from 6 in the morning to 6 in the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TempoColour {
    Blue,
    White,
    Red,
}

impl TempoColour {
    pub const ALL: [TempoColour; 3] = [TempoColour::Blue, TempoColour::White, TempoColour::Red];
}

/// The colours that are known.
pub type TempoCalendar = ByDay<TempoColour>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TariffOption {
    /// One price (« base »).
    Base,
    /// Cheaper hours, which each home has of its own (« heures creuses »).
    OffPeak,
    Tempo,
}

impl TariffOption {
    pub const ALL: [TariffOption; 3] = [TariffOption::Base, TariffOption::OffPeak, TariffOption::Tempo];
}

/// Part of a day, in minutes since midnight; it may go on over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub from: u16,
    pub until: u16,
}

impl Hours {
    const DAY: u16 = 24 * 60;
    pub const WHOLE_DAY: Hours = Hours { from: 0, until: Self::DAY };

    /// `None` where it is no part of a day.
    pub fn new(from: u16, until: u16) -> Option<Self> {
        (from < Self::DAY && until <= Self::DAY && from != until).then_some(Self { from, until })
    }

    pub const fn contains(self, minute: u16) -> bool {
        if self.from < self.until {
            self.from <= minute && minute < self.until
        } else {
            self.from <= minute || minute < self.until
        }
    }
}

/// One price of a tariff.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    pub id: String,
    pub label: Option<LocalText>,
    /// Of a kilowatt-hour.
    pub price: Money,
    pub hours: Vec<Hours>,
    /// On days of this colour only.
    pub colour: Option<TempoColour>,
}

impl Period {
    /// Whether it is the cheaper part of the day, by its identifier.
    pub fn is_off_peak(&self) -> bool {
        self.id.ends_with("off-peak")
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tariff {
    pub id: String,
    pub option: TariffOption,
    /// Subscribed power.
    pub kva: Option<u32>,
    pub label: Option<LocalText>,
    pub taxes_included: Option<bool>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub standing_per_year: Money,
    pub periods: Vec<Period>,
    pub source: Option<(String, Option<String>)>,
}

/// Which of a tariff's periods a minute belongs to; a table, since a bill of years asks it a hundred thousand times.
pub struct PeriodTable {
    /// One row for each colour, where there are colours; else one.
    rows: Vec<[Option<u8>; Hours::DAY as usize]>,
    is_coloured: bool,
}

impl Tariff {
    /// The same prices with the cheaper hours of a home; nothing changes where hours make no difference, or are the same
    /// for everybody.
    #[must_use]
    pub fn with_off_peak(&self, off_peak: &[Hours]) -> Self {
        let mut tariff = self.clone();
        if self.option == TariffOption::OffPeak {
            for period in &mut tariff.periods {
                period.hours = if period.is_off_peak() { off_peak.to_vec() } else { rest_of_day(off_peak) };
            }
        }
        tariff
    }

    /// Whether its prices hold on a day; both of its own days count.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The mean price of a kilowatt-hour over the minutes of a day; of coloured days, of those with the first colour, which
    /// are by far the most.
    pub fn mean_price(&self) -> Option<Money> {
        let table = self.table();
        let row = table.rows.first()?;
        let prices: Option<i64> =
            row.iter().map(|period| Some(self.periods.get(usize::from((*period)?))?.price.0)).sum();
        Some(Money(prices? / i64::from(Hours::DAY)))
    }

    pub fn table(&self) -> PeriodTable {
        let is_coloured = self.periods.iter().any(|period| period.colour.is_some());
        let colours = if is_coloured { TempoColour::ALL.map(Some).to_vec() } else { vec![None] };
        let row = |colour: &Option<TempoColour>| {
            let mut row = [None; Hours::DAY as usize];
            for (minute, place) in (0_u16..).zip(row.iter_mut()) {
                let fits = |period: &Period| {
                    (period.colour.is_none() || period.colour == *colour)
                        && period.hours.iter().any(|h| h.contains(minute))
                };
                *place = self.periods.iter().position(fits).and_then(|index| u8::try_from(index).ok());
            }
            row
        };
        PeriodTable { rows: colours.iter().map(row).collect(), is_coloured }
    }
}

/// The hours that are not among some.
fn rest_of_day(hours: &[Hours]) -> Vec<Hours> {
    let is_rest = |minute: u16| !hours.iter().any(|hours| hours.contains(minute));
    let mut rest = Vec::new();
    let mut from = None;
    for minute in 0..=Hours::DAY {
        let inside = minute < Hours::DAY && is_rest(minute);
        match (inside, from) {
            (true, None) => from = Some(minute),
            (false, Some(begin)) => {
                rest.extend(Hours::new(begin, minute));
                from = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    rest
}

impl PeriodTable {
    /// The index of the period at a local time. `None` where no price holds, or where the day's colour is not known.
    pub fn at(&self, wall: NaiveDateTime, colours: &TempoCalendar) -> Option<usize> {
        let row = if self.is_coloured {
            let day = (wall - Duration::hours(6)).date();
            colours.get(day)? as usize
        } else {
            0
        };
        let minute = (wall.hour() * 60 + wall.minute()) as usize;
        self.rows[row][minute].map(usize::from)
    }

    /// Whether all minutes have the same price, whatever the day.
    pub fn is_flat(&self) -> bool {
        let first = self.rows[0][0];
        first.is_some() && self.rows.iter().flatten().all(|period| *period == first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tariff_holds_from_its_first_day_to_its_last() {
        let date = |text: &str| text.parse().unwrap();
        let tariff = |from: Option<&str>, until: Option<&str>| Tariff {
            id: String::new(),
            option: TariffOption::Base,
            kva: None,
            label: None,
            taxes_included: None,
            from: from.map(date),
            until: until.map(date),
            standing_per_year: Money::default(),
            periods: Vec::new(),
            source: None,
        };
        let holds = |tariff: &Tariff| {
            ["2025-07-31", "2025-08-01", "2026-01-31", "2026-02-01"].map(|day| tariff.holds_on(date(day)))
        };
        assert_eq!(holds(&tariff(Some("2025-08-01"), Some("2026-01-31"))), [false, true, true, false]);
        assert_eq!(holds(&tariff(None, Some("2025-07-31"))), [true, false, false, false]);
        assert_eq!(holds(&tariff(None, None)), [true; 4]);
    }
}
