//! Whether everything that a configuration names is there, without asking anybody.

use std::{fmt, path::Path};

use super::{Station, StationError, open::open_sites};
use crate::{
    domain::Instant,
    relay::config::{Config, Kind},
};

/// What a checked configuration will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    territory: String,
    sites: usize,
    left_out: usize,
    sources: Vec<(String, &'static str)>,
    /// Buildings and their meters.
    schools: (usize, usize),
    /// Identifiers and names.
    neighbours: Vec<(String, String)>,
    /// Documents that are published as they are.
    given: Vec<String>,
    history: bool,
}

/// Checks a file and what it names: centres, secrets, certificates. The history is not opened: a relay may be using it.
///
/// # Errors
/// With what is wrong first.
pub fn check(path: &Path, now: Instant) -> Result<Checked, StationError> {
    let config = Config::load(path)?;
    for (user, place) in config.secrets() {
        let at = config.place(&place.span());
        place.get_ref().read(config.folder()).map_err(|reason| StationError::Secret { place: at, user, reason })?;
    }
    let without_history = config.without_history();
    let station = Station::open(&without_history, now)?;
    station.prepare(&without_history)?;
    let file = open_sites(&config)?;
    let how = |kind: &Kind| match kind {
        Kind::Mqtt(_) => "listened to",
        Kind::Webhook(_) => "waited for below /hooks/",
        Kind::Http(..) | Kind::OpenDataSoft(_) => "asked",
    };
    Ok(Checked {
        territory: config.territory.name.clone(),
        sites: file.kept(),
        left_out: file.rejected(),
        sources: config.sources.iter().map(|source| (source.id.to_string(), how(&source.kind))).collect(),
        schools: station.schools(),
        neighbours: config
            .neighbours
            .iter()
            .map(|neighbour| (neighbour.id.to_string(), neighbour.name.clone()))
            .collect(),
        given: station.given(),
        history: config.history.is_some(),
    })
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} centres, {} records left out", self.territory, self.sites, self.left_out)?;
        if let (1.., _) = self.schools {
            writeln!(f, "{} schools with {} meters", self.schools.0, self.schools.1)?;
        }
        if !self.given.is_empty() {
            writeln!(f, "published as they are: {}", self.given.join(", "))?;
        }
        for (source, how) in &self.sources {
            writeln!(f, "source {source} is {how}")?;
        }
        for (neighbour, name) in &self.neighbours {
            writeln!(f, "the neighbour {neighbour} is asked for its centres, which are shown as those of {name}")?;
        }
        write!(f, "{}", if self.history { "the history is kept" } else { "no history is kept" })
    }
}
