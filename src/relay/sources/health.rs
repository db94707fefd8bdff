//! How a source fares, in words.

use std::collections::{BTreeMap, VecDeque};

use chrono::Duration;

use super::{batch::Rejection, supervise::Said};
use crate::{
    api::dto::SourceStatusDto,
    domain::{CLOCK_TOLERANCE, Instant, rfc3339},
    relay::{
        config::{Kind, Map, Payload, SourceConfig, Target},
        count::count,
        foreign::{LONGEST, one_line},
    },
};

/// A device that says nothing for so long is missed, and a source whose newest evidence is as old is dead, unless the
/// configuration says otherwise.
const SILENCE: Duration = Duration::minutes(60);
/// Rejected records of a source are said in the log as often as this.
const LOG_PAUSE: Duration = Duration::minutes(10);
/// So many reasons of rejections are kept.
const MOST_REASONS: usize = 5;
/// So many silent devices are named.
const MOST_NAMED: usize = 5;
/// A source that does not answer is missed after so many turns, and after at least so long.
const TURNS: u32 = 5;
const NO_ANSWER: Duration = Duration::minutes(10);
/// Means over steps come when the step is over, and may be published with the next one.
const STEPS: i64 = 3;

/// What a source did since the relay began.
#[derive(Clone, Debug, Default)]
pub struct Health {
    began: Option<Instant>,
    /// When it last answered, or let us connect.
    answered: Option<Instant>,
    /// The newest instant that its records speak of, however often they are repeated.
    evidence: Option<Instant>,
    kept: u64,
    rejected: u64,
    failure: Option<String>,
    /// The rejections since the last turn without one, the newest first: of each reason its newest example.
    refusals: VecDeque<Rejection>,
    /// A record that was passed over, and why: of use where nothing else came.
    ignored: Option<String>,
    /// When a rejection was last said in the log.
    logged: Option<Instant>,
    /// The newest instant that each key's records speak of.
    heard: BTreeMap<String, Instant>,
}

impl Health {
    pub fn begun(now: Instant) -> Self {
        Self { began: Some(now), ..Self::default() }
    }

    pub fn hear(&mut self, said: &Said, now: Instant) {
        match said {
            Said::Alive => {
                self.failure = None;
                self.answered = Some(now);
            }
            Said::Failed(error) => self.failure = Some(one_line(&error.to_string(), LONGEST)),
            Said::Batch(batch) => {
                self.failure = None;
                self.answered = Some(now);
                self.kept += batch.kept();
                self.rejected += batch.refused();
                let heard = batch.heard.iter().filter(|(_, at)| **at <= now + CLOCK_TOLERANCE);
                for (key, at) in heard.map(|(key, at)| (key, (*at).min(now))) {
                    self.evidence = self.evidence.max(Some(at));
                    self.heard.entry(key.clone()).and_modify(|last| *last = at.max(*last)).or_insert(at);
                }
                if !batch.heard.is_empty() || batch.refused() == 0 {
                    self.refusals.clear();
                }
                if let Some(example) = batch.ignored_examples.first() {
                    self.ignored = Some(format!("{}: {}", example.key, example.reason));
                }
                for rejection in &batch.rejected {
                    self.refusals.retain(|known| known.reason != rejection.reason);
                    self.refusals.push_front(rejection.clone());
                }
                self.refusals.truncate(MOST_REASONS);
            }
        }
    }

    /// What the log is to say of rejected records: an example and its reason, not more often than [`LOG_PAUSE`].
    pub fn to_log(&mut self, said: &Said, now: Instant) -> Option<String> {
        let Said::Batch(batch) = said else { return None };
        let example = batch.rejected.first()?;
        if self.logged.is_some_and(|last| now - last < LOG_PAUSE) {
            return None;
        }
        self.logged = Some(now);
        let others = batch.rejected.len() - 1;
        let more = if others > 0 { format!(" (and {others} more)") } else { String::new() };
        Some(format!("rejected {}: {}{more}; {} since the start", example.key, example.reason, self.rejected))
    }

    /// The document's entry at `now`. `ok` where nothing is wrong that somebody should look at. What counts as success is
    /// evidence: an answer that repeats what is old is none. A connection is all there is to say of a source that has only
    /// just begun to listen.
    pub fn status(&self, source: &SourceConfig, now: Instant) -> SourceStatusDto {
        let troubles = self.troubles(source, now);
        let is_well = troubles.is_empty();
        let refusals = self.refusals.iter().map(said_of).filter(|refusal| !troubles.contains(refusal));
        let refusals: Vec<String> = refusals.collect();
        let lines: Vec<String> = troubles.into_iter().chain(refusals).collect();
        let last_success = self.evidence.or(self.answered.filter(|_| !is_asked(source)));
        SourceStatusDto {
            id: source.id.to_string(),
            label: source.label.as_ref().map(|label| [("fr".to_owned(), one_line(label, LONGEST))].into()),
            kind: Some(kind(&source.kind).to_owned()),
            ok: Some(is_well),
            last_success: last_success.map(rfc3339),
            kept: Some(self.kept),
            rejected: Some(self.rejected),
            last_error: (!lines.is_empty()).then(|| lines.join("\n")),
        }
    }

    /// All that somebody should look at; what follows from another is not said besides.
    fn troubles(&self, source: &SourceConfig, now: Instant) -> Vec<String> {
        let first = self.trouble(source, now);
        // Names that no map asks for explain why nothing comes: one may be misspelt.
        let passed_over = self.ignored.as_ref().filter(|_| first.is_some() && self.evidence.is_none());
        let passed_over = passed_over.filter(|_| self.failure.is_none());
        first.into_iter().chain(passed_over.map(|example| format!("passed over {example}"))).collect()
    }

    fn trouble(&self, source: &SourceConfig, now: Instant) -> Option<String> {
        if let Some(failure) = &self.failure {
            return Some(failure.clone());
        }
        let age = |then: Option<Instant>| now - then.or(self.began).unwrap_or(now);
        let turns = Duration::from_std(source.every * TURNS).unwrap_or(SILENCE);
        if is_asked(source) && age(self.answered) > turns.max(NO_ANSWER) {
            return Some(format!("no answer for {}", span(age(self.answered))));
        }
        if let Some(newest) = self.refusals.front().filter(|_| self.evidence.is_none()) {
            return Some(said_of(newest));
        }
        let steps = Duration::seconds(STEPS * source.step.map_or(0, i64::from));
        let usual = if is_asked(source) { turns.max(steps).max(SILENCE) } else { steps.max(SILENCE) };
        let patience = source.silent_after.and_then(|after| Duration::from_std(after).ok()).unwrap_or(usual);
        if is_asked(source) {
            let is_old = age(self.evidence) > patience;
            // Of a portal's rows one may be old while the others are new.
            if !is_old && source.map.iter().any(|map| map.key.is_some()) {
                return self.silence(source, patience, age);
            }
            return is_old.then(|| match self.evidence {
                Some(at) => format!(
                    "it answers, but with nothing newer than {}, {} ago",
                    at.format("%Y-%m-%dT%H:%MZ"),
                    span(now - at)
                ),
                None => format!("it answers, but for {} with nothing that is mapped", span(age(None))),
            });
        }
        // Nobody stands at a gate at all hours.
        let is_person = matches!(&source.kind, Kind::Webhook(webhook) if webhook.payload == Payload::Person);
        if is_person { None } else { self.silence(source, patience, age) }
    }

    /// Which of those who report by themselves have not.
    fn silence(
        &self,
        source: &SourceConfig,
        patience: Duration,
        age: impl Fn(Option<Instant>) -> Duration,
    ) -> Option<String> {
        // Each with the centre that misses it.
        let of_map = |map: &Map| {
            let key = map.key.clone()?;
            let site = if let Target::Site(of) = &map.target { Some(of.site.to_string()) } else { None };
            Some((key, site))
        };
        let keys: BTreeMap<String, Option<String>> = source.map.iter().filter_map(of_map).collect();
        if keys.is_empty() {
            let silent = age(self.evidence);
            return (silent > patience).then(|| format!("no report for {}", span(silent)));
        }
        let is_silent = |key: &str| age(self.heard.get(&key.to_ascii_lowercase()).copied()) > patience;
        let named = |(key, site): (String, Option<String>)| match site {
            Some(site) if site != key => format!("{key} ({site})"),
            Some(_) | None => key,
        };
        let silent: Vec<String> = keys.into_iter().filter(|(key, _)| is_silent(key)).map(named).collect();
        let more = silent.len().saturating_sub(MOST_NAMED);
        let others = if more > 0 { format!(" and {more} more") } else { String::new() };
        let named = silent.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        (!silent.is_empty()).then(|| format!("no report for {}: {named}{others}", span(patience)))
    }
}

fn said_of(Rejection { key, reason }: &Rejection) -> String {
    format!("{key}: {reason}")
}

fn is_asked(source: &SourceConfig) -> bool {
    !matches!(source.kind, Kind::Mqtt(_) | Kind::Webhook(_))
}

/// How long, as one says it.
fn span(time: Duration) -> String {
    match time.num_minutes() {
        60 => "an hour".to_owned(),
        minutes @ ..120 => count(minutes, "minute"),
        minutes @ 120..2880 => count(minutes / 60, "hour"),
        minutes => count(minutes / 1440, "day"),
    }
}

/// The kind's name in the configuration.
fn kind(kind: &Kind) -> &'static str {
    use crate::relay::config::{OdsVersion, Preset};
    match kind {
        Kind::Mqtt(_) => "mqtt",
        Kind::Webhook(_) => "webhook",
        Kind::OpenDataSoft(portal) => match portal.version {
            OdsVersion::V21 => "opendatasoft",
            OdsVersion::V1 => "opendatasoft-v1",
        },
        Kind::Http(_, preset) => match preset {
            Preset::Json => "json",
            Preset::Csv => "csv",
            Preset::GeoJson => "geojson",
            Preset::SensorThings => "sensorthings",
            Preset::Emoncms => "emoncms",
            Preset::DataFair => "data-fair",
            Preset::NgsiLd => "ngsi-ld",
            Preset::SenMl => "senml",
            Preset::Fronius => "fronius",
            Preset::Wfs => "wfs",
        },
    }
}

#[cfg(test)]
#[path = "health_tests.rs"]
mod tests;
