//! How a source fares, in words.

use std::collections::BTreeMap;

use chrono::{Duration, SecondsFormat};

use super::supervise::Said;
use crate::{
    api::dto::SourceStatusDto,
    domain::Instant,
    relay::config::{Kind, SourceConfig},
};

/// A device that says nothing for so long is missed.
const SILENCE: Duration = Duration::minutes(60);
/// So many of them are named.
const MOST_NAMED: usize = 5;
/// A source that is asked is old after so many turns.
const TURNS: u32 = 5;

/// What a source did since the relay began.
#[derive(Clone, Debug, Default)]
pub struct Health {
    began: Option<Instant>,
    last_success: Option<Instant>,
    kept: u64,
    rejected: u64,
    failure: Option<String>,
    /// The newest rejection since the last turn without one.
    refusal: Option<String>,
    /// When each thing that the configuration names last reported.
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
                self.last_success = Some(now);
            }
            Said::Failed(error) => self.failure = Some(error.to_string()),
            Said::Batch(batch) => {
                self.failure = None;
                self.kept += batch.kept();
                self.rejected += batch.rejected.len() as u64;
                if batch.kept() > 0 || batch.rejected.is_empty() {
                    self.last_success = Some(now);
                    self.refusal = None;
                }
                if let Some(last) = batch.rejected.last() {
                    self.refusal = Some(format!("{}: {}", last.key, last.reason));
                }
                for observation in &batch.observations {
                    let key = observation.sensor.split_once('/').map_or("", |(_, key)| key);
                    self.heard.insert(key.to_ascii_lowercase(), now);
                }
            }
        }
    }

    /// The document's entry at `now`. `ok` where nothing is wrong that somebody should look at.
    pub fn status(&self, source: &SourceConfig, now: Instant) -> SourceStatusDto {
        let trouble = self.trouble(source, now);
        SourceStatusDto {
            id: source.id.to_string(),
            label: source.label.as_ref().map(|label| [("fr".to_owned(), label.clone())].into()),
            kind: Some(kind(&source.kind).to_owned()),
            ok: Some(trouble.is_none()),
            last_success: self.last_success.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            kept: Some(self.kept),
            rejected: Some(self.rejected),
            last_error: trouble.or_else(|| self.refusal.clone()),
        }
    }

    fn trouble(&self, source: &SourceConfig, now: Instant) -> Option<String> {
        if let Some(failure) = &self.failure {
            return Some(failure.clone());
        }
        let is_asked = !matches!(source.kind, Kind::Mqtt(_) | Kind::Webhook(_));
        let since = |then: Option<Instant>| then.or(self.began).map(|then| now - then);
        let allowed = Duration::from_std(source.every * TURNS).unwrap_or(SILENCE).max(Duration::minutes(10));
        if is_asked && since(self.last_success).is_some_and(|age| age > allowed) {
            return Some(format!("nothing for {} minutes", since(self.last_success)?.num_minutes()));
        }
        if self.kept == 0 && self.refusal.is_some() {
            return self.refusal.clone();
        }
        let keys = source.map.iter().filter_map(|map| map.key.as_ref()).filter(|_| !is_asked);
        let heard = |key: &str| since(self.heard.get(&key.to_ascii_lowercase()).copied());
        let silent: Vec<&str> =
            keys.map(String::as_str).filter(|key| heard(key).is_some_and(|age| age > SILENCE)).collect();
        let more = silent.len().saturating_sub(MOST_NAMED);
        let others = if more > 0 { format!(" and {more} more") } else { String::new() };
        let named = silent.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        (!silent.is_empty()).then(|| format!("no report for an hour: {named}{others}"))
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
