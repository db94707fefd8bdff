//! Whether everything that a configuration names is there, without asking anybody.

use std::{fmt, path::Path};

use super::{Fault, Station, StationError};
use crate::{
    domain::Instant,
    relay::{
        config::{Config, Kind},
        count::count,
    },
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
    faults: Vec<Fault>,
}

impl Checked {
    /// Whether nothing is wrong; something may be missing.
    pub fn is_well(&self) -> bool {
        !self.faults.iter().any(Fault::is_wrong)
    }
}

/// Checks a file and what it names: centres, secrets, certificates. The history is not opened: a relay may be using it.
///
/// # Errors
/// With all that is wrong, in the file and in what it names; a source that is wrong itself is not looked at further.
pub fn check(path: &Path, now: Instant) -> Result<Checked, StationError> {
    let (config, mut wrong) = match Config::load(path) {
        Ok(config) => (config, Vec::new()),
        Err(error) => match error.rest().cloned() {
            Some(rest) => (rest, vec![error.into()]),
            None => return Err(error.into()),
        },
    };
    for (user, place) in config.secrets() {
        let at = config.place(&place.span());
        let read = place.get_ref().read(config.folder());
        wrong.extend(read.err().map(|reason| StationError::Secret { place: at, user, reason }));
    }
    let without_history = config.without_history();
    let opened = Station::open(&without_history, now).map_err(|error| wrong.push(error)).ok();
    let prepared = opened.as_ref().map(|station| station.prepare(&without_history));
    if let Some(Err(error)) = prepared {
        let is_said = |error: &StationError| match error {
            StationError::Secret { place, .. } => {
                wrong.iter().any(|said| matches!(said, StationError::Secret { place: other, .. } if other == place))
            }
            _ => false,
        };
        let more: Vec<_> = error.each().into_iter().filter(|error| !is_said(error)).collect();
        wrong.extend(more);
    }
    let Some(station) = opened.filter(|_| wrong.is_empty()) else { return Err(StationError::Several(wrong)) };
    let how = |kind: &Kind| match kind {
        Kind::Mqtt(_) => "listened to",
        Kind::Webhook(_) => "waited for below /hooks/",
        Kind::Http(..) | Kind::OpenDataSoft(_) => "asked",
    };
    Ok(Checked {
        territory: config.territory.name.clone(),
        sites: station.sites(),
        left_out: station.left_out(),
        sources: config.sources.iter().map(|source| (source.id.to_string(), how(&source.kind))).collect(),
        schools: station.schools(),
        neighbours: config
            .neighbours
            .iter()
            .map(|neighbour| (neighbour.id.to_string(), neighbour.name.clone()))
            .collect(),
        given: station.given(),
        history: config.history.is_some(),
        faults: station.faults().to_vec(),
    })
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (centres, records) = (count(self.sites, "centre"), count(self.left_out, "record"));
        writeln!(f, "{}: {centres}, {records} left out", self.territory)?;
        if let (1.., _) = self.schools {
            writeln!(f, "{} with {}", count(self.schools.0, "school"), count(self.schools.1, "meter"))?;
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
        write!(f, "{}", if self.history { "the history is kept" } else { "no history is kept" })?;
        for fault in &self.faults {
            write!(f, "\n{}: {fault}", fault.kind())?;
        }
        Ok(())
    }
}
