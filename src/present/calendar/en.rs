//! The calendar in English.

use chrono::Weekday;

use crate::domain::FrenchHoliday;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub fn month(number: u32) -> &'static str {
    super::of_month(&MONTHS, number)
}

pub fn month_short(number: u32) -> &'static str {
    &month(number)[..3]
}

pub fn weekday(day: Weekday) -> &'static str {
    super::of_day(&WEEKDAYS, day)
}

pub fn weekday_short(day: Weekday) -> &'static str {
    &weekday(day)[..3]
}

/// The public holidays of France.
pub fn holiday(day: FrenchHoliday) -> &'static str {
    match day {
        FrenchHoliday::NewYear => "New Year’s Day",
        FrenchHoliday::GoodFriday => "Good Friday",
        FrenchHoliday::EasterMonday => "Easter Monday",
        FrenchHoliday::Labour => "Labour Day",
        FrenchHoliday::Victory => "Victory in Europe Day",
        FrenchHoliday::Ascension => "Ascension Day",
        FrenchHoliday::WhitMonday => "Whit Monday",
        FrenchHoliday::National => "National Day",
        FrenchHoliday::Assumption => "Assumption",
        FrenchHoliday::AllSaints => "All Saints’ Day",
        FrenchHoliday::Armistice => "Armistice Day",
        FrenchHoliday::Christmas => "Christmas Day",
        FrenchHoliday::StStephen => "St Stephen’s Day",
        FrenchHoliday::Abolition => "Abolition of slavery",
    }
}

/// Days of the week on which something is usual, ascending: "every day", "at weekends", "from Monday to Friday", "on Tuesdays
/// and Wednesdays".
pub fn usual_days(days: &[Weekday]) -> String {
    match super::runs(days).as_slice() {
        [(Weekday::Mon, Weekday::Sun)] => "every day".to_owned(),
        [(Weekday::Sat, Weekday::Sun)] => "at weekends".to_owned(),
        runs => {
            let run = |(first, last): &(Weekday, Weekday)| match (weekday(*first), weekday(*last)) {
                (first, last) if first == last => format!("on {first}s"),
                (one, other) if first.succ() == *last => format!("on {one}s and {other}s"),
                (first, last) => format!("from {first} to {last}"),
            };
            runs.iter().map(run).collect::<Vec<_>>().join(", ")
        }
    }
}
