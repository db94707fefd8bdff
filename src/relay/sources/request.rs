//! What each kind of source is asked: the first address, and the next.

use chrono::Duration;
use reqwest::Url;

use super::SourceError;
use crate::{
    domain::Instant,
    relay::config::{Http, Kind, Map, MeterMap, OdsVersion, OpenDataSoft, Preset, Reads, SourceConfig, Target},
};

/// Most rows that Opendatasoft gives at once, and how far one may go (the API refuses more with 400).
const ODS_ROWS: u32 = 100;
const ODS_REACH: u32 = 10_000;
/// How far back a feed is asked for, so that an outage of ours leaves no gap; and its step unless it is told.
const FEED_REACH: Duration = Duration::hours(3);
const FEED_STEP_S: u32 = 600;

/// One question, and the key of the records that it is about where it is about one alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub url: Url,
    pub asked: Option<String>,
}

/// What is asked at each turn.
pub(super) fn questions(source: &SourceConfig, now: Instant) -> Vec<Question> {
    match &source.kind {
        Kind::Http(http, Preset::Emoncms) => feeds(http, source, now),
        Kind::Http(http, Preset::Wfs) => {
            let mut url = http.url.clone();
            if !url.query_pairs().any(|(name, _)| name.eq_ignore_ascii_case("outputFormat")) {
                url.query_pairs_mut().append_pair("outputFormat", "application/json");
            }
            vec![Question { url, asked: None }]
        }
        Kind::Http(http, _) => vec![Question { url: http.url.clone(), asked: None }],
        Kind::OpenDataSoft(portal) => vec![Question { url: rows(portal, 0), asked: None }],
        Kind::Mqtt(_) | Kind::Webhook(_) => Vec::new(),
    }
}

/// Bounds and zone are always told: an anonymous reader would get UTC's days.
fn feeds(http: &Http, source: &SourceConfig, now: Instant) -> Vec<Question> {
    let mut keys: Vec<_> = source.map.iter().filter_map(|map| Some((map.key.clone()?, is_counter(map)))).collect();
    keys.dedup();
    let step = source.step.unwrap_or(FEED_STEP_S);
    let whole = now.timestamp() - now.timestamp().rem_euclid(i64::from(step));
    let question = |(feed, is_counter): (String, bool)| {
        let mut url = http.url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["feed", "data.json"]);
        }
        url.query_pairs_mut()
            .append_pair("id", &feed)
            .append_pair("start", &((whole - FEED_REACH.num_seconds()) * 1000).to_string())
            .append_pair("end", &(whole * 1000).to_string())
            .append_pair("interval", &step.to_string())
            // The mean of a counter is nothing that it ever said.
            .append_pair("average", if is_counter { "0" } else { "1" })
            .append_pair("timeformat", "unixms")
            .append_pair("timezone", source.zone.name());
        Question { url, asked: Some(feed) }
    };
    keys.into_iter().map(question).collect()
}

fn is_counter(map: &Map) -> bool {
    matches!(&map.target, Target::Meter(MeterMap { reads: Reads::Counter(_), .. }))
}

/// Rows of a data set from an offset.
fn rows(portal: &OpenDataSoft, offset: u32) -> Url {
    let mut url = portal.portal.clone();
    let path: &[&str] = match portal.version {
        OdsVersion::V21 => &["api", "explore", "v2.1", "catalog", "datasets", &portal.dataset, "records"],
        OdsVersion::V1 => &["api", "records", "1.0", "search"],
    };
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    let number = |n: u32| n.to_string();
    let mut query = url.query_pairs_mut();
    match portal.version {
        OdsVersion::V21 => {
            query.append_pair("limit", &number(ODS_ROWS)).append_pair("offset", &number(offset));
            query.append_pair("timezone", "UTC");
            portal.filter.iter().for_each(|filter| _ = query.append_pair("where", filter));
            portal.order_by.iter().for_each(|order| _ = query.append_pair("order_by", order));
        }
        OdsVersion::V1 => {
            query.append_pair("dataset", &portal.dataset);
            query.append_pair("rows", &number(ODS_ROWS)).append_pair("start", &number(offset));
            query.append_pair("timezone", "UTC");
            portal.filter.iter().for_each(|filter| _ = query.append_pair("q", filter));
            portal.order_by.iter().for_each(|order| _ = query.append_pair("sort", order));
        }
    }
    drop(query);
    url
}

/// The page after one of so many records; links of foreign bodies stay at the host that was configured.
///
/// # Errors
/// When a link leads elsewhere.
pub(super) fn following(
    kind: &Kind,
    at: &Url,
    page: u32,
    records: usize,
    link: Option<&str>,
) -> Result<Option<Url>, SourceError> {
    if let Kind::OpenDataSoft(portal) = kind {
        let offset = page * ODS_ROWS;
        let is_full = records >= ODS_ROWS as usize && offset + ODS_ROWS <= ODS_REACH;
        return Ok(is_full.then(|| rows(portal, offset)));
    }
    let Some(link) = link else { return Ok(None) };
    let next = at.join(link).map_err(|_| SourceError::Body("the link to the next page is no address".to_owned()))?;
    // A server behind a proxy often writes http for https; the host must be the same, and encryption is not given up.
    let mut next = next;
    if at.scheme() == "https" && next.scheme() == "http" && next.host_str() == at.host_str() && next.port().is_none() {
        _ = next.set_scheme("https");
    }
    if next.origin() != at.origin() {
        return Err(SourceError::Redirect(format!("the next page at {}", next.host_str().unwrap_or_default())));
    }
    Ok(Some(next).filter(|next| next != at))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::relay::config::Config;

    fn portal(version: OdsVersion) -> OpenDataSoft {
        let text = "portal = \"https://data.example.fr\"\ndataset = \"lieux\"\nwhere = \"a > 1\"";
        OpenDataSoft { version, ..toml::from_str(text).unwrap() }
    }

    #[test]
    fn a_portal_is_asked_in_pages_until_one_is_not_full() {
        let kind = Kind::OpenDataSoft(portal(OdsVersion::V21));
        let first = rows(&portal(OdsVersion::V21), 0);
        assert_eq!(
            first.as_str(),
            "https://data.example.fr/api/explore/v2.1/catalog/datasets/lieux/records?limit=100&offset=0&timezone=UTC&where=a+%3E+1"
        );
        let next = |page, records| following(&kind, &first, page, records, None).unwrap();
        assert!(next(1, 100).unwrap().as_str().contains("offset=100"));
        assert_eq!(next(1, 99), None);
        assert_eq!(next(100, 100), None, "beyond ten thousand the portal refuses");
        assert!(rows(&portal(OdsVersion::V1), 0).as_str().contains("search?dataset=lieux&rows=100&start=0"));
    }

    #[test]
    fn feeds_are_asked_for_in_the_clocks_of_the_territory_and_counters_as_they_stood() {
        let text = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Indian/Reunion\"\nsites = \"s.json\"\n\
            [[sources]]\nid = \"x\"\nkind = \"emoncms\"\nurl = \"https://emon.example/\"\n\
            [[sources.map]]\nkey = \"1\"\nmeter = \"s/pv\"\nunit = \"W\"\nfield = \"value\"\n\
            [[sources.map]]\nkey = \"2\"\nmeter = \"s/grid\"\ncounter = \"kWh\"\nfield = \"value\"\n";
        let source = Config::parse(Path::new("t.toml"), text).unwrap().sources.remove(0);
        let asked = questions(&source, "2026-11-21T10:00:00Z".parse().unwrap());
        assert!(asked.iter().all(|question| question.url.as_str().ends_with("&timezone=Indian%2FReunion")));
        let averages = asked.iter().map(|question| question.url.as_str().contains("average=1"));
        assert_eq!(averages.collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn the_next_page_stays_at_its_host() {
        let kind = Kind::Http(toml::from_str("url = \"https://x.example/a\"").unwrap(), Preset::SensorThings);
        let at = "https://x.example/a".parse().unwrap();
        let next = |link| following(&kind, &at, 1, 5, Some(link)).map(|url| url.map(String::from));
        assert_eq!(next("?skip=5"), Ok(Some("https://x.example/a?skip=5".to_owned())));
        assert_eq!(next("http://x.example/a?skip=5"), Ok(Some("https://x.example/a?skip=5".to_owned())));
        assert!(next("https://evil.example/a").is_err());
        assert_eq!(next("https://x.example/a"), Ok(None), "the same page again would go on for ever");
    }
}
