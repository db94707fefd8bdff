//! From the text of the file to a checked configuration.

use std::{
    collections::BTreeSet,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono_tz::Tz;
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    ConfigError, GateConfig, HistoryConfig, Kind, NeighbourConfig, NetworkConfig, OdsVersion, OpenDataSoft, Preset,
    SecretPlace, SourceConfig, TerritoryConfig,
    error::nearest,
    maps::maps,
    source::Common,
    wrong::{Wrong, from_table},
};
use crate::{
    domain::fold,
    relay::{sites_file::cut_of_line, text_file::read_text},
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

impl Config {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// With the line and the reason.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let unopened = |reason| ConfigError::Unopened { file: path.to_owned(), reason };
        Self::parse(path, &read_text(path).map_err(unopened)?)
    }

    /// Checks the text of a file that lies at `path`.
    ///
    /// # Errors
    /// With the line and the reason of each thing that is wrong.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let (read, wrong) = read(path, text);
        let wrong = wrong.into_iter().map(|Wrong(span, reason)| ConfigError::at(path.to_owned(), text, span, &reason));
        match (read, wrong.collect::<Vec<_>>()) {
            (Some(config), wrong) if wrong.is_empty() => Ok(config),
            (rest, wrong) => Err(ConfigError::of(wrong, rest)),
        }
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

    /// Texts that residents read and that are longer than they are shown, each with its key.
    pub fn long_texts(&self) -> Vec<String> {
        let territory = &self.territory;
        let mut texts = vec![("[territory] name", &territory.name)];
        texts.extend(territory.publisher.as_ref().map(|publisher| ("[territory] publisher.name", &publisher.name)));
        texts.extend(territory.licence.as_ref().map(|licence| ("[territory] licence", licence)));
        let days = territory.public_holidays.iter().filter_map(|day| day.name.as_ref());
        texts.extend(days.map(|name| ("[territory] public_holidays.name", name)));
        let days = territory.school_holidays.iter().filter_map(|days| days.name.as_ref());
        texts.extend(days.map(|name| ("[territory] school_holidays.name", name)));
        texts.extend(self.sources.iter().filter_map(|source| Some(("[[sources]] label", source.label.as_ref()?))));
        texts.into_iter().filter_map(|(key, text)| Some(format!("{key}: {}", cut_of_line(text)?))).collect()
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

/// What could be read, and all that is wrong.
fn read(path: &Path, text: &str) -> (Option<Config>, Vec<Wrong>) {
    let mut table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => return (None, vec![with_key(error.into(), text)]),
    };
    let sources = table.get_mut().remove("sources");
    let (head, mut wrong) = match from_table::<Head>(table) {
        Ok(head) => (Some(head), Vec::new()),
        Err((wrong, head)) => (head, wrong),
    };
    // What is wrong in a source depends on no zone.
    let zone = head.as_ref().map_or(Tz::UTC, |head| head.territory.time_zone);
    let mut read: Vec<Arc<SourceConfig>> = Vec::new();
    let listed = list(sources).unwrap_or_else(|one| {
        // Below a misspelt [[source]] its maps seem to be a table of their own.
        if wrong.is_empty() {
            wrong.push(one);
        }
        Vec::new()
    });
    for source in listed {
        let span = source.span();
        match self::source(source, zone) {
            Ok(source) if read.iter().any(|other| other.id == source.id) => {
                wrong.push(Wrong(Some(span), format!("there are two sources \"{}\"", source.id)));
            }
            Ok(source) => read.push(Arc::new(source)),
            Err(more) => {
                wrong.extend(more.into_iter().map(|Wrong(at, reason)| Wrong(at.or(Some(span.clone())), reason)));
            }
        }
    }
    let Some(head) = head else { return (None, wrong) };
    wrong.extend(contradictions(&head));
    let Head { territory, history, network, gates, neighbours, _sources } = head;
    let network = network.checked().unwrap_or_else(|one| {
        wrong.push(one);
        NetworkConfig::default()
    });
    let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
    let file = path.to_owned();
    (Some(Config { file, territory, history, network, gates, neighbours, sources: read, line_ends }), wrong)
}

/// Adds the key and what may be written to what the reader of TOML says of a date that is none.
fn with_key(Wrong(span, reason): Wrong, text: &str) -> Wrong {
    let is_date = ["date", "time", "offset"].iter().any(|word| reason.contains(word));
    let before = span.as_ref().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let key = line.rsplit_once('=').map(|(before, _)| before.trim_end().rsplit([' ', ',', '{', '[', '\t']).next());
    match key.flatten().filter(|key| is_date && !key.is_empty()) {
        Some(key) => Wrong(span, format!("{key}: {reason}; expected a day such as \"2026-12-25\"")),
        None => Wrong(span, reason),
    }
}

/// What does not go together in the parts before the sources.
fn contradictions(head: &Head) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut gates = BTreeSet::new();
    for twice in head.gates.iter().filter(|gate| !gates.insert(&gate.get_ref().site)) {
        let reason = format!("the gate of \"{}\" is described twice", twice.get_ref().site);
        wrong.push(Wrong(Some(twice.span()), reason));
    }
    let mut neighbours = BTreeSet::from([&head.territory.id]);
    for twice in head.neighbours.iter().filter(|neighbour| !neighbours.insert(&neighbour.id)) {
        wrong.push(Wrong(None, format!("two territories are called \"{}\"", twice.id)));
    }
    wrong.extend(check_neighbours(&head.territory, &head.neighbours).err().map(|reason| Wrong(None, reason)));
    if head.territory.schools.is_some() && head.history.is_none() {
        wrong.push(Wrong(None, "schools need a [history], which keeps what their meters said".to_owned()));
    }
    wrong
}

/// Readers tell territories apart by their names, and centres by identifiers that begin with their territory's.
fn check_neighbours(territory: &TerritoryConfig, neighbours: &[NeighbourConfig]) -> Result<(), String> {
    let mut names = BTreeSet::from([fold(&territory.name)]);
    if let Some(twice) = neighbours.iter().find(|neighbour| !names.insert(fold(&neighbour.name))) {
        return Err(format!("two territories are named \"{}\"", twice.name));
    }
    let ids: Vec<&str> = neighbours.iter().map(|neighbour| neighbour.id.as_str()).collect();
    let begins =
        |id: &&&str| ids.iter().any(|other| other.strip_prefix(**id).is_some_and(|rest| rest.starts_with('-')));
    match ids.iter().find(begins) {
        Some(id) => Err(format!(
            "the identifier of another neighbour begins with \"{id}-\": their centres could not be told apart"
        )),
        None => Ok(()),
    }
}

fn list(value: Option<Spanned<DeValue<'_>>>) -> Result<Vec<Spanned<DeValue<'_>>>, Wrong> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(items) => Ok(items.into_iter().collect()),
        _ => Err(Wrong(Some(span), "sources are written as [[sources]]".to_owned())),
    }
}

/// # Errors
/// With all that is wrong in this source.
fn source(value: Spanned<DeValue<'_>>, zone: Tz) -> Result<SourceConfig, Vec<Wrong>> {
    let span = value.span();
    let DeValue::Table(mut own) = value.into_inner() else {
        return Err(vec![Wrong(Some(span), "sources are written as [[sources]]".to_owned())]);
    };
    let mut common = DeTable::new();
    for key in Common::KEYS {
        if let Some((key, value)) = own.remove_entry(key) {
            common.insert(key, value);
        }
    }
    let kind_span = common.get("kind").map(Spanned::span);
    let kind_name = common.get("kind").and_then(|kind| kind.get_ref().as_str().map(str::to_owned));
    let (common, mut wrong) = match from_table::<Common>(Spanned::new(span.clone(), common)) {
        Ok(common) => (Some(common), Vec::new()),
        Err((wrong, common)) => (common, wrong),
    };
    let own = Spanned::new(span.clone(), own);
    let kind = kind_name.and_then(|name| match kind(&name, own) {
        Ok(kind) => Some(kind),
        Err(more) => {
            wrong.extend(more.into_iter().map(|one| misspelt(one, kind_span.as_ref())));
            None
        }
    });
    let (Some(common), Some(kind)) = (common, kind) else { return Err(wrong) };
    let read = checked(common, kind, zone, &span, &mut wrong);
    if wrong.is_empty() { read.ok_or(wrong) } else { Err(wrong) }
}

/// Whether the parts of a source go together; what does not is added to `wrong`.
fn checked(common: Common, kind: Kind, zone: Tz, span: &Range<usize>, wrong: &mut Vec<Wrong>) -> Option<SourceConfig> {
    // A map that could not be read is no missing one.
    let has_lost_maps = common.map.is_empty() && !wrong.is_empty();
    let usual = match &kind {
        Kind::Mqtt(mqtt) => mqtt.payload.when(),
        Kind::Webhook(webhook) => webhook.payload.when(),
        Kind::Http(_, preset) => preset.when(),
        Kind::OpenDataSoft(_) => None,
    };
    let mut note = |reason: String| wrong.push(Wrong(Some(span.clone()), reason));
    let when = common.when(usual).map_err(&mut note).ok();
    if let Kind::Webhook(webhook) = &kind
        && let Err(reason) = webhook.check()
    {
        note(reason.to_owned());
    }
    let mut seconds = |name: &str, given: Option<u64>, usual: Duration, low: u64, high: u64| match given {
        None => usual,
        Some(given) if (low..=high).contains(&given) => Duration::from_secs(given),
        Some(given) => {
            note(format!("{name} = {given} is not between {low} and {high}"));
            usual
        }
    };
    let every = seconds("every_s", common.every_s, USUAL_EVERY, SHORTEST_EVERY_S, LONGEST_EVERY_S);
    let timeout = seconds("timeout_s", common.timeout_s, USUAL_TIMEOUT, 1, LONGEST_TIMEOUT_S);
    let silent_after = common
        .silent_after_s
        .map(|given| seconds("silent_after_s", Some(given), USUAL_EVERY, SHORTEST_SILENCE_S, LONGEST_SILENCE_S));
    let (map, more) = maps(common.map, &kind, common.step_s.is_some());
    wrong.extend(more.into_iter().filter(|_| !has_lost_maps).map(|Wrong(at, reason)| {
        let in_map = at.filter(|at| !at.is_empty());
        Wrong(in_map.or(Some(span.clone())), reason)
    }));
    Some(SourceConfig {
        every,
        timeout,
        most_bytes: common.most_bytes.unwrap_or(USUAL_BYTES).min(MOST_BYTES),
        most_pages: common.most_pages.unwrap_or(USUAL_PAGES).clamp(1, MOST_PAGES),
        step: common.step_s,
        silent_after,
        id: common.id,
        label: common.label,
        kind,
        when: when?,
        zone,
        map,
        span: span.clone(),
    })
}

fn kind(name: &str, own: Spanned<DeTable<'_>>) -> Result<Kind, Vec<Wrong>> {
    let ods = |own, version| -> Result<Kind, Vec<Wrong>> {
        let read: OpenDataSoft = from_table(own).map_err(|(wrong, _)| wrong)?;
        Ok(Kind::OpenDataSoft(OpenDataSoft { version, ..read }))
    };
    match name {
        "mqtt" => from_table(own).map(Kind::Mqtt).map_err(|(wrong, _)| wrong),
        "webhook" => from_table(own).map(Kind::Webhook).map_err(|(wrong, _)| wrong),
        "opendatasoft" => ods(own, OdsVersion::V21),
        "opendatasoft-v1" => ods(own, OdsVersion::V1),
        _ => {
            if let Some(preset) = Preset::of(name) {
                return from_table(own).map(|http| Kind::Http(http, preset)).map_err(|(wrong, _)| wrong);
            }
            let meant = nearest(name, &Kind::NAMES).map(|meant| format!("; did you mean \"{meant}\"?"));
            let known = || format!("; known are {}", Kind::NAMES.join(", "));
            Err(vec![Wrong(None, format!("unknown kind \"{name}\"{}", meant.unwrap_or_else(known)))])
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
