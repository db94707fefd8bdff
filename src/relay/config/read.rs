//! From the text of the file to a checked configuration.

use std::{
    collections::BTreeSet,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono_tz::Tz;
use serde::{Deserialize, de::DeserializeOwned};
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer, Error},
};

use super::{
    ConfigError, GateConfig, HistoryConfig, Kind, NeighbourConfig, NetworkConfig, OdsVersion, OpenDataSoft, Preset,
    SecretPlace, SourceConfig, TerritoryConfig, error::nearest, maps::maps, source::Common,
};

/// A territory's configuration, as far as the file alone can be checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub file: PathBuf,
    pub territory: TerritoryConfig,
    pub history: Option<HistoryConfig>,
    pub network: NetworkConfig,
    pub gates: Vec<Spanned<GateConfig>>,
    pub neighbours: Vec<NeighbourConfig>,
    /// Shared with who runs them: a territory of thousands of centres has as many maps.
    pub sources: Vec<Arc<SourceConfig>>,
    /// Where the file's lines end.
    line_ends: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    territory: TerritoryConfig,
    history: Option<HistoryConfig>,
    #[serde(default)]
    network: NetworkConfig,
    #[serde(default)]
    gates: Vec<Spanned<GateConfig>>,
    #[serde(default)]
    neighbours: Vec<NeighbourConfig>,
    /// Taken out before; here so that a misspelt one finds its name.
    #[serde(rename = "sources")]
    _sources: Option<()>,
}

/// Asked less often than this, a source would be older than what is called live.
const USUAL_EVERY: Duration = Duration::from_mins(1);
const SHORTEST_EVERY_S: u64 = 5;
const LONGEST_EVERY_S: u64 = 86_400;
const USUAL_TIMEOUT: Duration = Duration::from_secs(20);
const LONGEST_TIMEOUT_S: u64 = 300;
const SHORTEST_SILENCE_S: u64 = 60;
/// A year, for what is counted once a year.
const LONGEST_SILENCE_S: u64 = 366 * 86_400;
const USUAL_BYTES: usize = 8 << 20;
/// Reading an answer takes up to three times its bytes, and is to stay below 150 MB.
const MOST_BYTES: usize = 48 << 20;
const USUAL_PAGES: u32 = 10;
const MOST_PAGES: u32 = 100;

/// What is wrong, and where.
pub(super) struct Wrong(pub Option<Range<usize>>, pub String);

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self(error.span(), error.message().to_owned())
    }
}

impl Config {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// With the line and the reason.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let unopened = |reason| ConfigError::Unopened { file: path.to_owned(), reason };
        Self::parse(path, &fs::read_to_string(path).map_err(unopened)?)
    }

    /// Checks the text of a file that lies at `path`.
    ///
    /// # Errors
    /// With the line and the reason.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        read(path, text).map_err(|Wrong(span, reason)| ConfigError::at(path.to_owned(), text, span, &reason))
    }

    /// Paths in the file are relative to its folder.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// The file and the line of something in it, for messages.
    pub fn place(&self, span: &Range<usize>) -> String {
        let line = self.line_ends.partition_point(|end| *end < span.start) + 1;
        format!("{}:{line}", self.file.display())
    }

    /// The same without a history.
    #[must_use]
    pub fn without_history(&self) -> Self {
        Self { history: None, ..self.clone() }
    }

    /// The secrets that the file names, each with who needs it.
    pub fn secrets(&self) -> Vec<(String, &Spanned<SecretPlace>)> {
        let mut secrets = Vec::new();
        for source in &self.sources {
            let mut add = |place| secrets.push((source.id.to_string(), place));
            match &source.kind {
                Kind::Mqtt(mqtt) => mqtt.password.iter().for_each(&mut add),
                Kind::Webhook(webhook) => webhook.secret.iter().for_each(&mut add),
                Kind::Http(http, _) => http.bearer.iter().chain(http.headers.values()).for_each(&mut add),
                Kind::OpenDataSoft(portal) => portal.bearer.iter().for_each(&mut add),
            }
        }
        secrets
    }
}

fn read(path: &Path, text: &str) -> Result<Config, Wrong> {
    let mut table = DeTable::parse(text)?;
    let sources = table.get_mut().remove("sources");
    let head: Head = from_table(table)?;
    let mut read = Vec::new();
    for source in list(sources)? {
        let span = source.span();
        let source = self::source(source, head.territory.time_zone)
            .map_err(|Wrong(at, reason)| Wrong(at.or(Some(span.clone())), reason))?;
        if read.iter().any(|other: &Arc<SourceConfig>| other.id == source.id) {
            return Err(Wrong(Some(span), format!("there are two sources \"{}\"", source.id)));
        }
        read.push(Arc::new(source));
    }
    let mut gates = BTreeSet::new();
    if let Some(twice) = head.gates.iter().find(|gate| !gates.insert(&gate.get_ref().site)) {
        let reason = format!("the gate of \"{}\" is described twice", twice.get_ref().site);
        return Err(Wrong(Some(twice.span()), reason));
    }
    let mut neighbours = BTreeSet::from([&head.territory.id]);
    if let Some(twice) = head.neighbours.iter().find(|neighbour| !neighbours.insert(&neighbour.id)) {
        return Err(Wrong(None, format!("two territories are called \"{}\"", twice.id)));
    }
    if head.territory.schools.is_some() && head.history.is_none() {
        let reason = "schools need a [history], which keeps what their meters said".to_owned();
        return Err(Wrong(None, reason));
    }
    let Head { territory, history, network, gates, neighbours, _sources } = head;
    let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
    Ok(Config { file: path.to_owned(), territory, history, network, gates, neighbours, sources: read, line_ends })
}

fn from_table<T: DeserializeOwned>(table: Spanned<DeTable<'_>>) -> Result<T, Wrong> {
    let span = table.span();
    T::deserialize(Deserializer::from(table))
        .map_err(|error| Wrong(error.span().or(Some(span)), error.message().to_owned()))
}

fn list(value: Option<Spanned<DeValue<'_>>>) -> Result<Vec<Spanned<DeValue<'_>>>, Wrong> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(items) => Ok(items.into_iter().collect()),
        _ => Err(Wrong(Some(span), "sources are written as [[sources]]".to_owned())),
    }
}

fn source(value: Spanned<DeValue<'_>>, zone: Tz) -> Result<SourceConfig, Wrong> {
    let span = value.span();
    let DeValue::Table(mut own) = value.into_inner() else {
        return Err(Wrong(Some(span), "sources are written as [[sources]]".to_owned()));
    };
    let mut common = DeTable::new();
    for key in Common::KEYS {
        if let Some((key, value)) = own.remove_entry(key) {
            common.insert(key, value);
        }
    }
    let kind_span = common.get("kind").map(Spanned::span);
    let common: Common = from_table(Spanned::new(span.clone(), common))?;
    let own = Spanned::new(span.clone(), own);
    let kind = kind(&common.kind, own).map_err(|wrong| misspelt(wrong, kind_span.as_ref()))?;
    let usual = match &kind {
        Kind::Mqtt(mqtt) => mqtt.payload.when(),
        Kind::Webhook(webhook) => webhook.payload.when(),
        Kind::Http(_, preset) => preset.when(),
        Kind::OpenDataSoft(_) => None,
    };
    let wrong = |reason| Wrong(Some(span.clone()), reason);
    let when = common.when(usual).map_err(wrong)?;
    if let Kind::Webhook(webhook) = &kind {
        webhook.check().map_err(|reason| wrong(reason.to_owned()))?;
    }
    let map = maps(common.map, &kind, common.step_s.is_some()).map_err(|Wrong(at, reason)| {
        let in_map = at.filter(|at| !at.is_empty());
        Wrong(in_map.or(Some(span.clone())), reason)
    })?;
    let seconds = |name: &str, given: Option<u64>, usual: Duration, low: u64, high: u64| match given {
        None => Ok(usual),
        Some(given) if (low..=high).contains(&given) => Ok(Duration::from_secs(given)),
        Some(given) => Err(wrong(format!("{name} = {given} is not between {low} and {high}"))),
    };
    Ok(SourceConfig {
        every: seconds("every_s", common.every_s, USUAL_EVERY, SHORTEST_EVERY_S, LONGEST_EVERY_S)?,
        timeout: seconds("timeout_s", common.timeout_s, USUAL_TIMEOUT, 1, LONGEST_TIMEOUT_S)?,
        most_bytes: common.most_bytes.unwrap_or(USUAL_BYTES).min(MOST_BYTES),
        most_pages: common.most_pages.unwrap_or(USUAL_PAGES).clamp(1, MOST_PAGES),
        step: common.step_s,
        silent_after: match common.silent_after_s {
            None => None,
            given => Some(seconds("silent_after_s", given, USUAL_EVERY, SHORTEST_SILENCE_S, LONGEST_SILENCE_S)?),
        },
        id: common.id,
        label: common.label,
        kind,
        when,
        zone,
        map,
        span: span.clone(),
    })
}

fn kind(name: &str, own: Spanned<DeTable<'_>>) -> Result<Kind, Wrong> {
    let ods = |own, version| -> Result<Kind, Wrong> {
        let read: OpenDataSoft = from_table(own)?;
        Ok(Kind::OpenDataSoft(OpenDataSoft { version, ..read }))
    };
    match name {
        "mqtt" => Ok(Kind::Mqtt(from_table(own)?)),
        "webhook" => Ok(Kind::Webhook(from_table(own)?)),
        "opendatasoft" => ods(own, OdsVersion::V21),
        "opendatasoft-v1" => ods(own, OdsVersion::V1),
        _ => {
            if let Some(preset) = Preset::of(name) {
                return Ok(Kind::Http(from_table(own)?, preset));
            }
            let meant = nearest(name, &Kind::NAMES).map(|meant| format!("; did you mean \"{meant}\"?"));
            let known = || format!("; known are {}", Kind::NAMES.join(", "));
            Err(Wrong(None, format!("unknown kind \"{name}\"{}", meant.unwrap_or_else(known))))
        }
    }
}

/// An unknown kind stands where `kind` does; a key that no kind knows may be a misspelt common one.
fn misspelt(Wrong(span, reason): Wrong, kind: Option<&Range<usize>>) -> Wrong {
    if reason.starts_with("unknown kind") {
        return Wrong(kind.cloned(), reason);
    }
    let Some(rest) = reason.strip_prefix("unknown field") else { return Wrong(span, reason) };
    let common = Common::KEYS.map(|key| format!("`{key}`")).join(", ");
    Wrong(span, format!("unknown field{rest}, {common}"))
}

/// Whether a pattern of `strftime` can be read at all.
pub(super) fn is_pattern(pattern: &str) -> bool {
    chrono::format::StrftimeItems::new(pattern).all(|item| item != chrono::format::Item::Error)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
