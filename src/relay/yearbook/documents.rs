//! `waits/….json` of a day that is over, and `history.json`, which lists what there is.

use chrono::{Duration, NaiveDate};
use serde_json::Value;

use crate::{
    api::{
        VERSION,
        dto::{HistoryDto, SiteWaitsDto, WaitsDto},
    },
    domain::{Instant, SiteId, WaitInterval, rfc3339},
    relay::store::{ToldWait, WAIT_STEP_S},
};

/// What was told on a day, centre by centre, each with its waits ascending. `None` where nothing was.
pub fn day_document(day: NaiveDate, sites: impl Iterator<Item = (SiteId, Vec<ToldWait>)>) -> Option<WaitsDto> {
    let sites: Vec<Value> = sites.filter_map(|(site, waits)| of_site(&site, &waits)).collect();
    (!sites.is_empty()).then(|| WaitsDto {
        version: VERSION,
        day: day.to_string(),
        step_s: WAIT_STEP_S as u32,
        basis: Some("live".to_owned()),
        sites,
    })
}

fn of_site(site: &SiteId, waits: &[ToldWait]) -> Option<Value> {
    let (first, last) = (waits.first()?.at, waits.last()?.at);
    let step = Duration::seconds(WAIT_STEP_S);
    let steps = std::iter::successors(Some(first), |at| Some(*at + step)).take_while(|at| *at <= last);
    let told = |at: Instant| waits.binary_search_by_key(&at, |told| told.at).ok().map(|i| minutes(waits[i].wait));
    let dto = SiteWaitsDto { id: site.to_string(), start: rfc3339(first), wait_min: steps.map(told).collect() };
    Some(serde_json::to_value(dto).expect("wire types have string keys and no failing serialisation"))
}

fn minutes(wait: WaitInterval) -> (Option<f64>, Option<f64>) {
    (Some(f64::from(wait.low().0)), wait.high().map(|high| f64::from(high.0)))
}

/// Which days and years have a document, ascending.
pub fn history_document(days: &[NaiveDate], years: &[i32]) -> HistoryDto {
    HistoryDto { version: VERSION, days: days.iter().map(NaiveDate::to_string).collect(), years: years.to_vec() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::Minutes;

    fn told(at: &str, low: u32, high: Option<u32>) -> ToldWait {
        let wait = WaitInterval::new(Minutes(low), high.map(Minutes)).unwrap();
        ToldWait { site: "riantec".parse().unwrap(), at: at.parse().unwrap(), wait, median: 3.0, vehicles: None }
    }

    #[test]
    fn each_step_says_what_was_told_and_one_without_is_unknown() {
        let waits = vec![
            told("2026-11-21T09:00:00Z", 0, Some(5)),
            told("2026-11-21T09:05:00Z", 5, Some(20)),
            told("2026-11-21T09:15:00Z", 30, None),
        ];
        let day = "2026-11-21".parse().unwrap();
        let sites = [("riantec".parse().unwrap(), waits), ("queven".parse().unwrap(), Vec::new())];
        let document = day_document(day, sites.into_iter()).unwrap();
        let expected = json!({"version": 1, "day": "2026-11-21", "step_s": 300, "basis": "live", "sites": [
            {"id": "riantec", "start": "2026-11-21T09:00:00Z", "wait_min": [[0.0, 5.0], [5.0, 20.0], null, [30.0, null]]}]});
        assert_eq!(serde_json::to_value(document).unwrap(), expected);
        assert_eq!(day_document(day, std::iter::empty()), None);
    }
}
