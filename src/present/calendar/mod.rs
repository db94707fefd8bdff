//! Names of months and of the days of the week, one file per language.

pub(super) mod en;
pub(super) mod fr;

use chrono::Weekday;

/// The name of a month from 1 to 12.
fn of_month(names: &'static [&'static str; 12], month: u32) -> &'static str {
    names[(month as usize - 1) % 12]
}

fn of_day(names: &'static [&'static str; 7], day: Weekday) -> &'static str {
    names[day.num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_have_their_names() {
        assert_eq!((fr::weekday(Weekday::Mon), en::weekday(Weekday::Sun)), ("lundi", "Sunday"));
        assert_eq!((fr::weekday_short(Weekday::Wed), en::weekday_short(Weekday::Wed)), ("mer.", "Wed"));
        assert_eq!((fr::month(8), en::month(12)), ("août", "December"));
        assert_eq!((fr::month_short(4), en::month_short(9)), ("avr.", "Sep"));
    }
}
