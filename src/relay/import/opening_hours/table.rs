//! The hours of each weekday in each part of the year, after all rules were heard.

use chrono::{Datelike, NaiveDate};

use super::{
    KeptAsText,
    rules::{Cell, LEAP_YEAR, Rule, YEAR_LENGTH},
    spans::{Span, merged, without},
};
use crate::api::dto::SeasonDto;

/// The hours of the seven weekdays, Monday first.
type Week = [Vec<Span>; 7];

/// Days of a leap year from 0, both ends included, on which the same rules hold.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub from: u16,
    pub until: u16,
    pub usual: Week,
    pub on_public_holidays: Week,
}

/// The year's parts, without gaps and in their order.
#[derive(Clone, Debug)]
pub(super) struct YearTable(Vec<Part>);

impl YearTable {
    pub(super) fn of(rules: &[Rule]) -> Self {
        let bounds = rules.iter().flat_map(|rule| &rule.parts).flat_map(|part| [part.from, part.until + 1]);
        let mut begins: Vec<u16> = bounds.chain([0]).filter(|day| *day < YEAR_LENGTH).collect();
        begins.sort_unstable();
        begins.dedup();
        let ends = begins.iter().skip(1).map(|next| next - 1).chain([YEAR_LENGTH - 1]);
        let week = |day: u16, public_holiday: bool| {
            std::array::from_fn(|n| hours_of(rules, Cell { day, weekday: n as u8, public_holiday }))
        };
        let part = |(from, until): (&u16, u16)| Part {
            from: *from,
            until,
            usual: week(*from, false),
            on_public_holidays: week(*from, true),
        };
        Self(begins.iter().zip(ends).map(part).collect())
    }

    /// One cell of each kind of day with its hours.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Cell, &[Span])> {
        self.0.iter().flat_map(|part| {
            [(false, &part.usual), (true, &part.on_public_holidays)].into_iter().flat_map(
                move |(public_holiday, week)| {
                    (0..).zip(week).map(move |(weekday, spans)| {
                        (Cell { day: part.from, weekday, public_holiday }, spans.as_slice())
                    })
                },
            )
        })
    }

    /// # Errors
    /// When public holidays have hours of their own.
    pub(super) fn closed_on_public_holidays(&self, rules: &[Rule]) -> Result<Option<bool>, KeptAsText> {
        let naming: Vec<_> = rules.iter().filter(|rule| rule.names_public_holidays()).collect();
        if naming.is_empty() {
            return Ok(None);
        }
        if self.0.iter().all(|part| part.on_public_holidays.iter().all(Vec::is_empty)) {
            return Ok(Some(true));
        }
        if self.0.iter().any(|part| part.on_public_holidays != part.usual) {
            return Err(KeptAsText::PublicHolidayHours);
        }
        // `PH off; Mo-Fr 08:00-17:00`: the later rule opens those Mondays to Fridays, by the letter. Nobody can say.
        Ok(if naming.iter().any(|rule| rule.closes) { None } else { Some(false) })
    }

    pub(super) fn seasons(&self) -> Vec<SeasonDto> {
        self.same_weeks().into_iter().flat_map(|(from, until, week)| seasons_of(from, until, week)).collect()
    }

    /// Parts of the year in a row with the same week are one, over New Year too.
    fn same_weeks(&self) -> Vec<(u16, u16, &Week)> {
        let mut kept: Vec<(u16, u16, &Week)> = Vec::new();
        for part in &self.0 {
            match kept.last_mut() {
                Some((_, until, week)) if **week == part.usual => *until = part.until,
                _ => kept.push((part.from, part.until, &part.usual)),
            }
        }
        if let [first, .., last] = kept.as_slice()
            && first.2 == last.2
        {
            let wrapped = (last.0, first.1, last.2);
            kept.pop();
            kept.remove(0);
            kept.push(wrapped);
        }
        kept
    }
}

/// Rules are heard in their order: the later one has the last word.
fn hours_of(rules: &[Rule], cell: Cell) -> Vec<Span> {
    rules.iter().filter(|rule| rule.names(cell)).fold(Vec::new(), |so_far, rule| {
        if rule.closes {
            without(&so_far, &rule.spans)
        } else if rule.adds {
            merged(so_far.into_iter().chain(rule.spans.iter().copied()).collect())
        } else {
            rule.spans.clone()
        }
    })
}

fn seasons_of(from: u16, until: u16, week: &Week) -> Vec<SeasonDto> {
    let whole_year = from == 0 && until == YEAR_LENGTH - 1;
    let mut seasons: Vec<SeasonDto> = Vec::new();
    for (day, spans) in (1..).zip(week).filter(|(_, spans)| !spans.is_empty()) {
        let open = spans.iter().map(|(from, until)| (clock(*from), clock(*until))).collect();
        match seasons.iter_mut().find(|season| season.open == open) {
            Some(season) => season.days.push(day),
            None => seasons.push(SeasonDto {
                from: (!whole_year).then(|| month_day(from)),
                until: (!whole_year).then(|| month_day(until)),
                days: vec![day],
                open,
            }),
        }
    }
    seasons
}

/// `HH:MM`.
fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `MM-DD` of a day of a leap year from 0.
fn month_day(day: u16) -> String {
    let date = NaiveDate::from_yo_opt(LEAP_YEAR, u32::from(day) + 1).expect("a leap year has 366 days");
    format!("{:02}-{:02}", date.month(), date.day())
}
