//! Waits at the gate: intervals, the bands in which they are told, and what is usual.

use super::{Minutes, SiteId};

/// Minutes at the gate, from `low` to `high`; without `high`, more than `low`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitInterval {
    low: Minutes,
    high: Option<Minutes>,
}

impl WaitInterval {
    /// Longer waits than a day are no waits but mistakes.
    pub const LONGEST: Minutes = Minutes(24 * 60);

    /// `None` when the ends are the wrong way round or absurd.
    pub fn new(low: Minutes, high: Option<Minutes>) -> Option<Self> {
        let sane = low <= Self::LONGEST && high.is_none_or(|high| low <= high && high <= Self::LONGEST);
        sane.then_some(Self { low, high })
    }

    pub const fn low(self) -> Minutes {
        self.low
    }
    pub const fn high(self) -> Option<Minutes> {
        self.high
    }

    /// The wait to reckon with: the middle, and for "more than `low`" a third on top.
    pub fn expected(self) -> Minutes {
        match self.high {
            Some(high) => Minutes((self.low.0 + high.0).div_ceil(2)),
            None => Minutes(self.low.0 + self.low.0.div_ceil(3)),
        }
    }

    pub fn band(self) -> WaitBand {
        WaitBand::of(self.expected())
    }
}

/// The steps in which waits are told everywhere: never an exact minute (as Mülheim an der Ruhr publishes its queues).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitBand {
    /// Under 5 minutes.
    AlmostNone,
    From5To10,
    From10To20,
    From20To30,
    Over30,
}

impl WaitBand {
    pub const ALL: [WaitBand; 5] =
        [Self::AlmostNone, Self::From5To10, Self::From10To20, Self::From20To30, Self::Over30];

    pub const fn of(wait: Minutes) -> Self {
        match wait.0 {
            0..5 => Self::AlmostNone,
            5..=10 => Self::From5To10,
            11..=20 => Self::From10To20,
            21..=30 => Self::From20To30,
            _ => Self::Over30,
        }
    }

    /// The whole minutes of which this is the band; nothing bounds the last one.
    pub const fn bounds(self) -> (Minutes, Option<Minutes>) {
        match self {
            Self::AlmostNone => (Minutes(0), Some(Minutes(4))),
            Self::From5To10 => (Minutes(5), Some(Minutes(10))),
            Self::From10To20 => (Minutes(10), Some(Minutes(20))),
            Self::From20To30 => (Minutes(20), Some(Minutes(30))),
            Self::Over30 => (Minutes(30), None),
        }
    }

    /// 1 (almost none) to 5 (over 30 minutes), for shapes that have levels.
    pub const fn level(self) -> u8 {
        match self {
            Self::AlmostNone => 1,
            Self::From5To10 => 2,
            Self::From10To20 => 3,
            Self::From20To30 => 4,
            Self::Over30 => 5,
        }
    }
}

/// The days that a usual wait was counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    Term,
    SchoolHolidays,
    Any,
}

/// The usual wait during one hour of one day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub days: DayKind,
    /// ISO, 1 (Monday) to 7.
    pub weekday: u8,
    /// 0 to 23, local time.
    pub hour: u8,
    /// Half of the waits were shorter.
    pub median: Minutes,
    /// Four of five waits were shorter.
    pub p80: Option<Minutes>,
    /// How many observations it rests on.
    pub count: Option<u32>,
}

/// What is usual at a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub site: SiteId,
    pub slots: Vec<Slot>,
}

impl Profile {
    /// Whether term and holidays were counted apart anywhere.
    pub fn tells_days_apart(&self) -> bool {
        self.slots.iter().any(|slot| slot.days != DayKind::Any)
    }

    /// The usual wait at a local hour of a day: the slot of that kind of day if there is one, else the one of any day,
    /// else unknown.
    pub fn usual(&self, weekday: u8, hour: u8, school_holiday: bool) -> Option<&Slot> {
        let kind = if school_holiday { DayKind::SchoolHolidays } else { DayKind::Term };
        let at = |days| self.slots.iter().find(move |s| s.days == days && s.weekday == weekday && s.hour == hour);
        at(kind).or_else(|| at(DayKind::Any))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: u32, high: u32) -> WaitInterval {
        WaitInterval::new(Minutes(low), Some(Minutes(high))).unwrap()
    }

    #[test]
    fn published_bands_come_back_as_themselves() {
        let bands = [(0, 5), (5, 10), (10, 20), (20, 30)].map(|(low, high)| interval(low, high).band());
        assert_eq!(bands, [WaitBand::AlmostNone, WaitBand::From5To10, WaitBand::From10To20, WaitBand::From20To30]);
        assert_eq!(WaitInterval::new(Minutes(30), None).unwrap().band(), WaitBand::Over30);
    }

    #[test]
    fn absurd_waits_are_no_waits() {
        assert_eq!(WaitInterval::new(Minutes(1_000_000_000), None), None);
        assert_eq!(WaitInterval::new(Minutes(0), Some(Minutes(1_000_000_000))), None);
        assert_eq!(WaitInterval::new(Minutes(10), Some(Minutes(5))), None);
    }

    #[test]
    fn a_usual_wait_of_the_kind_of_day_wins_over_that_of_any_day() {
        let slot = |days, median| Slot { days, weekday: 6, hour: 10, median: Minutes(median), p80: None, count: None };
        let profile = Profile {
            site: "riantec".parse().unwrap(),
            slots: vec![slot(DayKind::Any, 8), slot(DayKind::SchoolHolidays, 15)],
        };
        assert_eq!(profile.usual(6, 10, true).unwrap().median, Minutes(15));
        assert_eq!(profile.usual(6, 10, false).unwrap().median, Minutes(8));
        assert_eq!(profile.usual(6, 11, false), None);
    }
}
