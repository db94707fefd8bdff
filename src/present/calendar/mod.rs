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

/// The first and the last of days of the week that follow each other, of ascending ones.
fn runs(days: &[Weekday]) -> Vec<(Weekday, Weekday)> {
    let run = |run: &[Weekday]| (run[0], run[run.len() - 1]);
    days.chunk_by(|day, next| day.succ() == *next).map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_days_are_named_together() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        let said = |days: &[Weekday]| (fr::usual_days(days), en::usual_days(days));
        let all = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
        assert_eq!(said(&all), ("chaque jour".to_owned(), "every day".to_owned()));
        assert_eq!(said(&all[5..]), ("le week-end".to_owned(), "at weekends".to_owned()));
        assert_eq!(said(&all[..5]), ("du lundi au vendredi".to_owned(), "from Monday to Friday".to_owned()));
        assert_eq!(said(&[Tue]), ("le mardi".to_owned(), "on Tuesdays".to_owned()));
        assert_eq!(said(&[Mon, Thu]), ("le lundi, le jeudi".to_owned(), "on Mondays, on Thursdays".to_owned()));
        assert_eq!(said(&[Tue, Wed]), ("le mardi et le mercredi".to_owned(), "on Tuesdays and Wednesdays".to_owned()));
    }

    #[test]
    fn days_and_months_have_their_names() {
        assert_eq!((fr::weekday(Weekday::Mon), en::weekday(Weekday::Sun)), ("lundi", "Sunday"));
        assert_eq!((fr::weekday_short(Weekday::Wed), en::weekday_short(Weekday::Wed)), ("mer.", "Wed"));
        assert_eq!((fr::month(8), en::month(12)), ("août", "December"));
        assert_eq!((fr::month_short(4), en::month_short(9)), ("avr.", "Sep"));
    }
}
