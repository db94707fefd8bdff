//! How long series keep: briefly while their period runs, for days once nothing can change any more.

use chrono::{Duration, NaiveDate};

use crate::domain::{Instant, Month};

/// Seconds that a series, the waits of a day or the report of a year are fresh, and after which they may still be shown
/// while they are asked for anew; `None` where the path is none of these.
pub fn series_cache(path: &str, now: Instant) -> Option<(u64, u64)> {
    /// Yesterday still changes when a meter is late, and no clock on earth is a day off that of universal time.
    const SETTLED_AFTER: Duration = Duration::days(3);
    let folders = ["series/", "waits/", "report/"];
    let name = folders.iter().find_map(|folder| path.strip_prefix(folder))?.rsplit('/').next()?;
    let name = name.strip_suffix(".json").or_else(|| name.strip_suffix(".csv"))?;
    let (last_day, is_day) = match name.len() {
        10 => (name.parse().ok()?, true),
        7 => (name.parse::<Month>().ok()?.days().last()?, false),
        _ => (NaiveDate::from_ymd_opt(name.parse().ok()?, 12, 31)?, false),
    };
    let settled = now.date_naive() - last_day >= SETTLED_AFTER;
    Some(match (settled, is_day) {
        (true, _) => (604_800, 2_592_000),
        // A value comes every ten minutes.
        (false, true) => (120, 120),
        (false, false) => (600, 3600),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_that_is_over_keeps_and_one_that_runs_does_not() {
        let cache = |name: &str| {
            let now = "2026-11-22T14:00:00Z".parse().unwrap();
            series_cache(&format!("series/kermelo/pv/{name}.json"), now)
        };
        for over in ["2026-11-19", "2026-10", "2025"] {
            assert_eq!(cache(over), Some((604_800, 2_592_000)), "{over}");
        }
        assert_eq!([cache("2026-11-22"), cache("2026-11-20")], [Some((120, 120)); 2]);
        assert_eq!([cache("2026-11"), cache("2026")], [Some((600, 3600)); 2]);
        let of = |path| series_cache(path, "2026-11-22T14:00:00Z".parse().unwrap());
        assert_eq!([of("report/2026.json"), of("report/2025.csv")], [Some((600, 3600)), Some((604_800, 2_592_000))]);
        assert_eq!(of("waits/2026-11-19.json"), Some((604_800, 2_592_000)));
        assert_eq!([cache("2026-11-99"), cache("x"), series_cache("live.json", Instant::MIN_UTC)], [None; 3]);
    }
}
