//! Time zones by name become lists of offset changes, so that no reader needs a time zone table.

use chrono::{DateTime, Datelike, Offset, SecondsFormat, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::Instant;

/// First year that the public API's `utc_offsets` covers.
const FIRST_YEAR: i32 = 2015;
/// Whole years ahead of `now`; the contract asks for two.
const YEARS_AHEAD: i32 = 3;

/// Each change of `tz`'s offset from 2015 to three years after `now`, as RFC 3339 instants and minutes east of UTC from
/// then on. The first entry is the offset at the beginning, so that zones without changes have one too.
pub fn utc_offsets(tz: Tz, now: Instant) -> Vec<(String, i32)> {
    let start = Utc.with_ymd_and_hms(FIRST_YEAR, 1, 1, 0, 0, 0).single().expect("a valid date");
    let end = Utc.with_ymd_and_hms(now.year() + YEARS_AHEAD + 1, 1, 1, 0, 0, 0).single().expect("a valid date");
    let offset = |at: DateTime<Utc>| tz.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc() / 60;
    let entry = |at: DateTime<Utc>| (at.to_rfc3339_opts(SecondsFormat::Secs, true), offset(at));
    let mut changes = vec![entry(start)];
    let mut day = start;
    while day < end {
        let next = day + TimeDelta::days(1);
        if offset(day) != offset(next) {
            // Changes happen at whole minutes; halving the day finds the first one of the new offset.
            let (mut before, mut after) = (0_i64, 24 * 60);
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if offset(day + TimeDelta::minutes(middle)) == offset(day) { before = middle } else { after = middle }
            }
            changes.push(entry(day + TimeDelta::minutes(after)));
        }
        day = next;
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_changes_twice_a_year_until_two_years_ahead() {
        let changes = utc_offsets(chrono_tz::Europe::Paris, "2026-11-22T00:00:00Z".parse().unwrap());
        assert_eq!(changes[0], ("2015-01-01T00:00:00Z".to_owned(), 60));
        assert!(changes.contains(&("2026-03-29T01:00:00Z".to_owned(), 120)));
        assert!(changes.contains(&("2026-10-25T01:00:00Z".to_owned(), 60)));
        assert!(changes.last().unwrap().0.as_str() > "2028-11-22");
        assert_eq!(changes.len(), 1 + 2 * 15);
    }

    #[test]
    fn a_zone_without_changes_has_its_one_offset() {
        assert_eq!(
            utc_offsets(chrono_tz::America::Martinique, "2026-11-22T00:00:00Z".parse().unwrap()),
            [("2015-01-01T00:00:00Z".to_owned(), -240)]
        );
    }
}
