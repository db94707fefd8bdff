//! What is wrong or missing in a territory's data, by centre, for those who run it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::Station;
use crate::{
    domain::{Instant, Site, SiteId},
    relay::{
        config::{Config, Map, MeterMap, Sees, SiteMap, Target},
        waits::Passage,
    },
};

/// Centres that one line of the status names.
const NAMED: usize = 8;
/// Lines of the status. `relay check` says all.
const MOST_LINES: usize = 20;

/// Something that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Residents read less than was written, or a source tells nothing.
    Wrong(String),
    /// Something that is not there, which may be meant: what it is, and of which centres.
    Missing { what: &'static str, of: Vec<String> },
    /// Something that was read as it is written, and may be meant otherwise.
    Hint(String),
}

impl Fault {
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_))
    }

    /// The word before it in a list.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Wrong(_) => "wrong",
            Self::Missing { .. } => "missing",
            Self::Hint(_) => "note",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(words) | Self::Hint(words) => f.write_str(words),
            Self::Missing { what, of } => {
                // The alternate form is for a place with little room.
                let shown = if f.alternate() { of.len().min(NAMED) } else { of.len() };
                write!(f, "{what}: {}", of[..shown].join(", "))?;
                if of.len() > shown { write!(f, " and {} more", of.len() - shown) } else { Ok(()) }
            }
        }
    }
}

/// The lines of a status, not too many of them.
pub(super) fn lines(faults: &[Fault]) -> Option<String> {
    let mut lines: Vec<String> = faults.iter().take(MOST_LINES).map(|fault| format!("{fault:#}")).collect();
    if faults.len() > MOST_LINES {
        lines.push(format!("and {} more, which relay check names", faults.len() - MOST_LINES));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl Station {
    pub(super) fn find_faults(&self, config: &Config, now: Instant) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.file.faults(now).into_iter().map(Fault::Wrong).collect();
        faults.extend(config.long_texts().into_iter().map(Fault::Wrong));
        let of_sites = self.site_maps();
        faults.extend(self.sites.keys().filter_map(|id| self.wait_fault(id, of_sites.get(id)?)).map(Fault::Wrong));
        faults.extend(self.idle_sources().map(Fault::Wrong));
        let missing = |what, of: Vec<String>| (!of.is_empty()).then_some(Fault::Missing { what, of });
        let sites = |is: &dyn Fn(&Site) -> bool| -> Vec<String> {
            self.sites.values().filter(|site| is(site)).map(|site| site.id.to_string()).collect()
        };
        let without_hours = sites(&|site| site.hours.is_none() && site.hours_text.is_none());
        let only_text = sites(&|site| site.hours.is_none() && site.hours_text.is_some());
        let without_source = sites(&|site| !of_sites.contains_key(&site.id));
        let gates: Vec<String> =
            self.gates.keys().filter(|id| !of_sites.contains_key(id)).map(ToString::to_string).collect();
        faults.extend(missing("no hours, so that nobody is told when it is open", without_hours));
        faults.extend(missing("hours as a text alone, which is shown and not reckoned with", only_text));
        if !self.sources.is_empty() {
            faults.extend(missing("no source, so that no wait is told", without_source));
        }
        faults.extend(missing("a gate is described that no source tells of", gates));
        faults.extend(missing("no source reads the meter", self.meters_without_source()));
        faults.extend(self.file.hints(now).into_iter().map(Fault::Hint));
        faults
    }

    fn site_maps(&self) -> BTreeMap<&SiteId, Vec<&SiteMap>> {
        let mut of_sites: BTreeMap<&SiteId, Vec<&SiteMap>> = BTreeMap::new();
        for map in self.sources.iter().flat_map(|source| &source.map) {
            if let Target::Site(map) = &map.target {
                of_sites.entry(&map.site).or_default().push(map);
            }
        }
        of_sites
    }

    /// Why no wait can come of what the sources of a centre tell.
    fn wait_fault(&self, id: &SiteId, maps: &[&SiteMap]) -> Option<String> {
        let has = |is: fn(Sees) -> bool| maps.iter().any(|map| is(map.sees));
        let passes = |passage| maps.iter().any(|map| map.sees.passage() == Some(passage));
        let gate = self.gates.get(id);
        if has(|sees| sees == Sees::Level) && gate.is_none_or(|gate| gate.levels.is_none()) {
            return Some(format!("{id}: levels are read, and its gate says no minutes for them: [[gates]] levels"));
        }
        let counts_queue = has(|sees| sees == Sees::Queue);
        let (arrivals, departures) = (passes(Passage::Arrival), passes(Passage::Entry) || passes(Passage::Exit));
        let tells = counts_queue || arrivals && departures || has(|sees| matches!(sees, Sees::Wait | Sees::Level));
        if !tells && (arrivals || departures) {
            let (only, other) = if arrivals { ("arrivals", "entries") } else { ("entries or exits", "arrivals") };
            return Some(format!("{id}: only {only} are counted, and no wait is told without a queue or {other}"));
        }
        if !tells && !has(|sees| sees == Sees::State) {
            return Some(format!("{id}: its sources only say that they live, and no wait is told by that"));
        }
        let lanes = |is: &dyn Fn(&SiteMap) -> bool| -> BTreeSet<&SiteId> {
            maps.iter().filter(|map| is(map)).filter_map(|map| map.lane.as_ref()).collect()
        };
        let queue = lanes(&|map| map.sees == Sees::Queue);
        let counted = lanes(&|map| map.sees.passage().is_some());
        let unseen: Vec<_> = counted.difference(&queue).map(ToString::to_string).collect();
        let is_part = !queue.is_empty() && !unseen.is_empty();
        is_part.then(|| format!("{id}: no source counts the queue of lane {}, which has vehicles", unseen.join(", ")))
    }

    /// Sources that feed nothing: no lane, no gate, no meter.
    fn idle_sources(&self) -> impl Iterator<Item = String> {
        let is_alive = |map: &Map| matches!(&map.target, Target::Site(of) if of.sees == Sees::Alive);
        self.sources.iter().filter(move |source| source.map.iter().all(is_alive)).map(|source| {
            format!("source {}: it feeds no lane, no gate and no meter, and only says that sensors live", source.id)
        })
    }

    fn meters_without_source(&self) -> Vec<String> {
        let read: BTreeSet<_> = self
            .sources
            .iter()
            .flat_map(|source| &source.map)
            .filter_map(|map| match &map.target {
                Target::Meter(MeterMap { school, meter, .. }) => Some((school, meter)),
                Target::Site(_) => None,
            })
            .collect();
        let meters =
            self.schools.iter().flat_map(|school| school.meters.iter().map(move |meter| (&school.id, &meter.id)));
        meters.filter(|meter| !read.contains(meter)).map(|(school, meter)| format!("{school}/{meter}")).collect()
    }
}
