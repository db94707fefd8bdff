//! The calendar in English.

use chrono::Weekday;

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
