//! `relay status`: what a running relay says of its sources, for a person at a terminal.

use std::{collections::BTreeSet, fmt::Write, time::Duration};

use chrono::TimeDelta;
use reqwest::{Url, header::HeaderMap};

use super::{
    count::count,
    foreign::{LONGEST, one_line},
    json,
    sources::{Fetched, Fetcher, Guard, SourceError},
};
use crate::{
    api::{BASE_PATH, Problems, decode, read},
    domain::{CLOCK_TOLERANCE, Instant, SourceHealth},
};

const TIMEOUT: Duration = Duration::from_secs(10);
/// Longest document that is read, bytes: five hundred sources with an error each take half of it.
const MOST_BYTES: usize = 1 << 20;
/// Memory that the document may take, bytes.
const LARGEST_TREE: usize = 16 << 20;
/// A report in words, and whether all is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusReport {
    pub text: String,
    pub is_well: bool,
}

/// Asks the relay at an address, whose heartbeat is to be no older than `max_age`.
///
/// # Errors
/// When there is no answer, or none of a relay.
pub async fn ask_status(relay: &Url, max_age: TimeDelta, now: Instant) -> anyhow::Result<StatusReport> {
    let url = relay.join(&format!("{BASE_PATH}status.json"))?;
    // Whoever types an address means it, be it in a private network.
    let allowed: BTreeSet<String> = url.host_str().map(str::to_owned).into_iter().collect();
    let fetcher = Fetcher::new(Guard::new(&allowed), HeaderMap::new(), TIMEOUT, MOST_BYTES)?;
    let body = match fetcher.get(&url, now).await {
        Ok((Fetched::Body(body), _)) => body,
        Ok((Fetched::NotModified, _)) => Vec::new(),
        Err(SourceError::TooLarge(most)) => {
            anyhow::bail!("its status.json has more than {} kB: no status of a relay is that long", most >> 10)
        }
        Err(error) => return Err(error.into()),
    };
    // Its tree would take ninety times its bytes; a status has a line a source.
    if let Ok(text) = json::text(&body) {
        json::tree(text, LARGEST_TREE).map_err(|error| anyhow::anyhow!("its status.json: {}", json::reason(&error)))?;
    }
    let (generated_at, sources) = decode(&body, &mut Problems::default(), read::status)?;
    Ok(report(generated_at, &sources, max_age, now))
}

/// What the document says comes from another machine, so nothing in it reaches the terminal unescaped.
fn report(generated_at: Option<Instant>, sources: &[SourceHealth], max_age: TimeDelta, now: Instant) -> StatusReport {
    let mut text = String::new();
    let mut line = |words: String| _ = writeln!(text, "{words}");
    let is_ahead = generated_at.is_some_and(|at| at - now > CLOCK_TOLERANCE);
    let is_fresh = generated_at.is_some_and(|at| now - at <= max_age) && !is_ahead;
    match generated_at {
        Some(at) if is_ahead => line(format!(
            "the relay answers, but its status is dated {} ahead of this machine's clock: one of the two clocks is wrong",
            span(at - now)
        )),
        Some(at) if is_fresh => line(format!("the relay answers; its status is of {}", ago(now - at))),
        Some(at) => line(format!("the relay answers, but its status is of {}: does it still run?", ago(now - at))),
        None => line("the relay answers, but its status has no date".to_owned()),
    }
    for source in sources {
        let is_well = source.ok != Some(false);
        let kept = source.kept.map(|kept| format!(", {kept} kept")).unwrap_or_default();
        let rejected = source.rejected.filter(|n| *n > 0).map(|n| format!(", {n} rejected")).unwrap_or_default();
        let last = source.last_success.map_or("never heard".to_owned(), |at| format!("last heard {}", ago(now - at)));
        let lines = source.last_error.iter().flat_map(|error| error.split('\n'));
        let error = lines.fold(String::new(), |error, line| error + "\n        " + &escaped(line));
        let word = if is_well { "ok  " } else { "LOOK" };
        let (id, kind) = (escaped(&source.id), escaped(source.kind.as_deref().unwrap_or("source")));
        line(format!("{word}  {id} ({kind}): {last}{kept}{rejected}{error}"));
    }
    let trouble = sources.iter().filter(|source| source.ok == Some(false)).count();
    line(match trouble {
        0 => "nothing to look at".to_owned(),
        1 => "one thing to look at".to_owned(),
        n => format!("{n} things to look at"),
    });
    StatusReport { text, is_well: is_fresh && trouble == 0 }
}

/// Control characters may move a terminal's cursor or colour its words, and words of other machines may be long.
fn escaped(text: &str) -> String {
    one_line(text, LONGEST)
}

fn ago(age: TimeDelta) -> String {
    if age < -CLOCK_TOLERANCE {
        return format!("{} ahead of this machine's clock", span(-age));
    }
    if age.num_minutes() < 1 { "now".to_owned() } else { format!("{} ago", span(age)) }
}

fn span(time: TimeDelta) -> String {
    match time.num_minutes() {
        minutes @ ..120 => format!("{minutes} min"),
        minutes @ 120..2880 => format!("{} h", minutes / 60),
        minutes => count(minutes / 1440, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTES: TimeDelta = TimeDelta::minutes(10);

    fn health(id: &str, ok: bool, error: Option<&str>) -> SourceHealth {
        SourceHealth {
            id: id.to_owned(),
            label: None,
            kind: Some("mqtt".to_owned()),
            ok: Some(ok),
            last_success: Some("2026-11-21T09:30:00Z".parse().unwrap()),
            kept: Some(12),
            rejected: Some(0),
            last_error: error.map(str::to_owned),
        }
    }

    #[test]
    fn trouble_is_named_with_its_reason() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let sources = [health("a", true, None), health("b", false, Some("no answer within 20 s"))];
        let report = super::report(Some(now), &sources, MINUTES, now);
        assert!(!report.is_well);
        assert!(report.text.contains("ok    a (mqtt): last heard 30 min ago, 12 kept\n"), "{}", report.text);
        assert!(
            report.text.contains("LOOK  b (mqtt): last heard 30 min ago, 12 kept\n        no answer within 20 s\n")
        );
        assert!(report.text.ends_with("one thing to look at\n"));
    }

    #[test]
    fn an_old_heartbeat_is_trouble_too() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let old = super::report(Some(now - TimeDelta::hours(3)), &[health("a", true, None)], MINUTES, now);
        assert!(!old.is_well && old.text.contains("3 h ago: does it still run?"), "{}", old.text);
        assert!(super::report(Some(now), &[health("a", true, None)], MINUTES, now).is_well);
    }

    #[test]
    fn a_heartbeat_of_the_future_is_a_wrong_clock() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let ahead = |by| super::report(Some(now + by), &[health("a", true, None)], MINUTES, now);
        assert!(ahead(TimeDelta::minutes(1)).is_well);
        let wrong = ahead(TimeDelta::hours(3));
        assert!(!wrong.is_well && wrong.text.contains("3 h ahead of this machine's clock"), "{}", wrong.text);
        let mut heard = health("a", true, None);
        heard.last_success = Some(now + TimeDelta::days(3));
        let text = super::report(Some(now), &[heard], MINUTES, now).text;
        assert!(text.contains("last heard 3 days ahead of this machine's clock"), "{text}");
    }

    #[test]
    fn a_relay_that_refreshes_each_hour_is_given_its_hour() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let aged = |max_age| super::report(Some(now - TimeDelta::minutes(59)), &[], max_age, now).is_well;
        assert_eq!([aged(MINUTES), aged(TimeDelta::hours(2))], [false, true]);
    }

    #[test]
    fn nothing_that_a_document_says_moves_the_terminal() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let mut wild = health("a\u{1b}[2J", false, Some("no \"answer\"\r\u{85}\u{9b}31mok  b: C:\\x é\nnext"));
        wild.kind = Some("mqtt\u{7}".to_owned());
        let text = super::report(Some(now), &[wild], MINUTES, now).text;
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(text.contains("LOOK  a\\u{1b}[2J (mqtt\\u{7}): "), "{text}");
        assert!(text.contains("        no \"answer\"\\r\\u{85}\\u{9b}31mok  b: C:\\x é\n        next\n"), "{text}");
    }
}
