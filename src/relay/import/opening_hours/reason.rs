//! Why hours stay text.

/// What the public API's seasons cannot say, or what cannot have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum KeptAsText {
    #[error("not written as opening hours")]
    Unreadable,
    #[error("longer than OpenStreetMap allows")]
    TooLong,
    #[error("days without times")]
    NoTimes,
    #[error("a rule that another one replaces")]
    ReplacedRule,
    #[error("closed days that a later, wider rule opens again")]
    ReopenedDays,
    #[error("nth weekday of a month")]
    NthWeekday,
    #[error("days before or after another day")]
    DayOffset,
    #[error("numbers of weeks")]
    Weeks,
    #[error("years")]
    Years,
    #[error("Easter")]
    Easter,
    #[error("a day that no year has")]
    NoSuchDay,
    #[error("school holidays")]
    SchoolHolidays,
    #[error("other hours on public holidays")]
    PublicHolidayHours,
    #[error("a public holiday and a day of the week without a comma")]
    HolidayOfWeekday,
    #[error("sunrise or sunset")]
    Sun,
    #[error("open end")]
    OpenEnd,
    #[error("appointments at intervals")]
    Intervals,
    #[error("a span without length")]
    NoLength,
    #[error("past midnight among several rules")]
    PastMidnight,
    #[error("a comment")]
    Comment,
    #[error("said to be unknown")]
    SaidUnknown,
    #[error("a fallback rule")]
    Fallback,
}
