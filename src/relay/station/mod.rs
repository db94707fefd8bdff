//! A territory that is run from its configuration: sources feed it, documents come out of it.

mod check;
mod days;
mod documents;
mod faults;
mod gate_closures;
mod given;
mod installation;
mod open;
mod place;
mod start;
mod upkeep;

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::body::Bytes;
use chrono::{Duration, NaiveDate};

pub use check::{Checked, check};
use days::Days;
pub use faults::Fault;
use gate_closures::GateClosures;
pub use open::StationError;

use super::{
    ClockCheck, Documents,
    config::{SourceConfig, When},
    reason,
    schools::Publication,
    sites_file::SitesFile,
    sources::{Batch, Health, Said, Sink},
    store::{Keep, Store, ToldWait},
    waits::{Gate, Refused, Window},
};
use crate::domain::{Calendar, Instant, School, Site, SiteId, Zone};

/// How many past weeks are counted as usual.
const WEEKS: u32 = 12;

/// So many values wait for a history that cannot be opened; what comes after them is not kept.
const MOST_WAITING: u64 = 100_000;

/// All that is known of a territory.
pub struct Station {
    file: SitesFile,
    sites: BTreeMap<SiteId, Arc<Site>>,
    schools: Vec<School>,
    publication: Mutex<Publication>,
    /// What is published as it is.
    given: Documents,
    calendar: Calendar,
    /// Of centres whose public holidays are others.
    regional: BTreeMap<SiteId, Arc<Calendar>>,
    zone: Zone,
    gates: BTreeMap<SiteId, Gate>,
    sources: Vec<Arc<SourceConfig>>,
    history: Mutex<History>,
    known: Mutex<Known>,
    days: Mutex<Days>,
    /// What is wrong or missing before any source has said anything.
    faults: Vec<Fault>,
    clock_check: Arc<ClockCheck>,
}

/// Where rows go.
#[expect(clippy::large_enum_variant, reason = "there is one of it in the program")]
enum History {
    /// None is wanted.
    Off,
    On(Arc<Store>),
    /// It could not be opened, which the status says. It is tried again.
    Broken {
        place: HistoryPlace,
        reason: String,
        /// What came meanwhile, to be written once it is open.
        waiting: Batch,
    },
}

/// Where a history lies, and how long each thing in it is kept.
#[derive(Clone, Debug)]
struct HistoryPlace {
    file: PathBuf,
    keep: Keep,
}

impl HistoryPlace {
    fn open(self) -> History {
        match Store::open(&self.file, self.keep) {
            Ok(store) => History::On(Arc::new(store)),
            Err(error) => History::Broken { place: self, reason: error.to_string(), waiting: Batch::default() },
        }
    }
}

#[derive(Default)]
struct Known {
    windows: BTreeMap<SiteId, Window>,
    gate_closures: GateClosures,
    health: BTreeMap<SiteId, Health>,
    /// Of a local day, as they are published.
    profiles: Option<(NaiveDate, Bytes)>,
}

impl Station {
    /// Centres that residents can see.
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// Records of the file of centres that residents cannot see.
    pub fn left_out(&self) -> usize {
        self.file.rejected()
    }

    /// Names of the documents that are published as they are.
    pub fn given(&self) -> Vec<String> {
        self.given.iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// Buildings whose meters are read, and how many meters they have.
    pub fn schools(&self) -> (usize, usize) {
        (self.schools.len(), self.schools.iter().map(|school| school.meters.len()).sum())
    }

    /// What is wrong or missing in the data and the configuration, before any source has said anything: what is wrong first.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Whether the machine's clock can be relied on.
    pub fn clock_check(&self) -> Arc<ClockCheck> {
        Arc::clone(&self.clock_check)
    }

    /// The history, where there is one.
    pub fn history(&self) -> Option<Arc<Store>> {
        match &*self.history_state() {
            History::On(store) => Some(Arc::clone(store)),
            History::Off | History::Broken { .. } => None,
        }
    }

    /// Tries again what could not be opened: a disk may have room again, a damaged file may have been moved away.
    pub fn reopen_history(&self, now: Instant) {
        let broken = match &*self.history_state() {
            History::Broken { place, reason, .. } => Some((place.clone(), reason.clone())),
            History::Off | History::On(_) => None,
        };
        let Some((place, before)) = broken else { return };
        // Opened beside the lock: a disk that hangs must not hold up the documents.
        let mut opened = place.open();
        match &opened {
            History::Broken { reason, .. } if *reason != before => tracing::error!("{reason}"),
            History::Broken { .. } | History::Off => {}
            History::On(_) => tracing::info!("the history is there again"),
        }
        let mut state = self.history_state();
        if let History::Broken { waiting: came, .. } = &mut *state {
            match &mut opened {
                History::On(store) => {
                    came.observations.iter().for_each(|observation| store.note(observation));
                    came.readings.iter().for_each(|reading| store.note_reading(reading));
                }
                History::Broken { waiting, .. } => *waiting = std::mem::take(came),
                History::Off => {}
            }
        }
        *state = opened;
        drop(state);
        if self.history().is_some() {
            self.remember(now);
            self.known().profiles = None;
        }
    }

    fn history_state(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The days that differ from others at a centre.
    fn calendar_of(&self, site: &SiteId) -> &Calendar {
        self.regional.get(site).map_or(&self.calendar, AsRef::as_ref)
    }

    /// What was told in so many days, and the days and clocks of the territory.
    ///
    /// # Errors
    /// When there is no history, or it cannot be read.
    pub fn told(&self, now: Instant, days: i64) -> Result<(Vec<ToldWait>, Calendar, Zone), StationError> {
        let reason = |reason: String| StationError::History(reason);
        let store = match &*self.history_state() {
            History::On(store) => Arc::clone(store),
            History::Off => return Err(reason("no history is kept".to_owned())),
            History::Broken { reason: broken, .. } => return Err(reason(broken.clone())),
        };
        let waits = store.waits(now - Duration::days(days), now).map_err(|error| reason(error.to_string()))?;
        Ok((waits, self.calendar.clone(), self.zone.clone()))
    }

    /// Writes what is to be kept, and says it where that fails for the first time.
    pub fn flush(&self) {
        // What went wrong has been said.
        let _ = self.write_history();
    }

    fn write_history(&self) -> Result<(), String> {
        let store = match &*self.history_state() {
            History::Off => return Ok(()),
            History::On(store) => Arc::clone(store),
            History::Broken { reason, .. } => return Err(reason.clone()),
        };
        let was_well = store.trouble().is_none();
        match store.flush() {
            Ok(0) => {}
            Ok(_) if !was_well => tracing::info!("the history is written again"),
            Ok(rows) => tracing::trace!(rows, "history"),
            Err(error) => {
                if was_well {
                    tracing::error!("{error}; the relay goes on without writing");
                }
                return Err(error.to_string());
            }
        }
        Ok(())
    }

    /// Lets go what is older than it is to be kept.
    pub fn prune(&self, now: Instant) {
        let Some(store) = self.history() else { return };
        match store.prune(now) {
            Ok(rows) => tracing::debug!(rows, "let go of old history"),
            Err(error) => tracing::error!("{error}"),
        }
    }

    /// What was held up in memory when the relay stopped.
    fn remember(&self, now: Instant) {
        let Some(store) = self.history() else { return };
        match self.remember_gates(&store, now) {
            Ok(closures) => self.known().gate_closures = closures,
            Err(error) => tracing::error!("{error}"),
        }
        let read = store.each_observation_since(now - Duration::hours(3), |seen| {
            if self.sites.contains_key(&seen.site) {
                // One row at a time, so that whoever reports meanwhile does not wait for the disk. What is refused now was
                // taken in before.
                let _ = self.known().windows.entry(seen.site.clone()).or_default().note(&seen, now);
            }
        });
        if let Err(error) = read {
            tracing::error!("{error}");
        }
    }

    fn take_in(&self, known: &mut Known, mut batch: Batch, now: Instant) -> Batch {
        let (store, mut refused, mut known_already) = (self.history(), Batch::default(), Batch::default());
        batch.observations.retain(|observation| {
            let window = known.windows.entry(observation.site.clone()).or_default();
            let noted = window.note(observation, now);
            if noted.is_ok() {
                self.note_gate(&mut known.gate_closures, observation);
            }
            if let Err(reason @ Refused::Future) = noted {
                refused.reject(&observation.sensor.to_string(), reason.to_string());
            }
            if let Err(reason @ (Refused::Old | Refused::Duplicate)) = noted {
                known_already.ignore(&observation.sensor.to_string(), || reason.to_string());
            }
            // What is too old for a wait is history all the same; a source that repeats it for ever keeps nothing by that.
            match (noted, &store) {
                (Ok(()), Some(store)) => store.note(observation),
                (Err(Refused::Old), Some(store)) => store.note_late(observation),
                (Ok(()), None) => self.keep_for_later(|waiting| waiting.observations.push(observation.clone())),
                (Err(Refused::Duplicate | Refused::Future), _) | (Err(Refused::Old), None) => {}
            }
            noted.is_ok()
        });
        batch.append(refused);
        batch.append(known_already);
        for reading in &batch.readings {
            match &store {
                Some(store) => store.note_reading(reading),
                None => self.keep_for_later(|waiting| waiting.readings.push(reading.clone())),
            }
        }
        batch
    }

    /// Adds to what is written once the history could be opened; nothing where none is wanted.
    fn keep_for_later(&self, add: impl FnOnce(&mut Batch)) {
        if let History::Broken { waiting, .. } = &mut *self.history_state()
            && waiting.kept() < MOST_WAITING
        {
            add(waiting);
        }
    }

    // What it holds is changed as a whole, so a panic elsewhere cannot have left half of it.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn days(&self) -> MutexGuard<'_, Days> {
        self.days.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Station {
    fn hear(&self, source: &SiteId, said: Said, now: Instant) -> Option<Batch> {
        if let Said::Batch(batch) = &said
            && let Some(newest) = batch.heard.values().max()
            && self.sources.iter().any(|known| known.id == *source && known.when != When::Received)
        {
            self.clock_check.hear_report(source, *newest, now);
        }
        let mut known = self.known();
        let said = match said {
            Said::Batch(batch) => Said::Batch(self.take_in(&mut known, batch, now)),
            Said::Alive | Said::Failed(_) => said,
        };
        let health = known.health.entry(source.clone()).or_insert_with(|| Health::begun(now));
        health.hear(&said, now);
        if let Some(rejected) = health.to_log(&said, now) {
            tracing::warn!(%source, "{}", reason::tidy(&rejected));
        }
        match said {
            Said::Batch(batch) => Some(batch),
            Said::Alive | Said::Failed(_) => None,
        }
    }

    fn persist(&self) -> Result<(), String> {
        self.write_history()
    }
}
