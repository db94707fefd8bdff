//! From a configuration to a station.

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, Mutex},
};

use chrono::Duration;

use super::{
    History, HistoryPlace, Known, Station,
    given::{GivenError, read_given},
};
use crate::{
    api::{Problems, dto::PublisherDto},
    domain::{Instant, School, SiteId},
    relay::{
        ClockCheck,
        config::{Config, ConfigError, HistoryConfig, MeterMap, Reads, SiteMap, SourceConfig, Target},
        contract,
        schools::{SchoolsFileError, read_schools},
        sites_file::{SitesFile, SitesFileError},
        sources::Health,
        store::Keep,
        waits::Gate,
    },
};

/// Why a territory cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum StationError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Sites(#[from] SitesFileError),
    #[error("{place}: {user}: {reason}")]
    Secret { place: String, user: String, reason: String },
    #[error("{place}: {user}: there is no centre \"{site}\" in {}", file.display())]
    UnknownSite { place: String, user: String, site: SiteId, file: std::path::PathBuf },
    #[error(transparent)]
    Schools(#[from] SchoolsFileError),
    #[error(transparent)]
    Given(#[from] GivenError),
    #[error("{place}: {user}: there is no meter \"{school}/{meter}\" in {file}")]
    UnknownMeter { place: String, user: String, school: SiteId, meter: SiteId, file: String },
    #[error("{0}")]
    History(String),
    #[error("{place}: source {source_id}: {reason}")]
    Source { place: String, source_id: String, reason: String },
}

impl Station {
    /// Reads what a configuration names: the centres and the history. A history that cannot be opened is said, and the
    /// territory runs without one.
    ///
    /// # Errors
    /// When the file of centres cannot be read, or something is said of a centre that is not in it.
    pub fn open(config: &Config, now: Instant) -> Result<Self, StationError> {
        let file = open_sites(config)?;
        let territory = file.territory(now).into_domain(&mut Problems::default());
        let sites: BTreeMap<_, _> = file.sites().iter().map(|site| (site.id.clone(), Arc::clone(site))).collect();
        let unknown = |user: String, site: &SiteId, span| {
            let file = config.folder().join(&config.territory.sites);
            StationError::UnknownSite { place: config.place(span), user, site: site.clone(), file }
        };
        if let Some(gate) = config.gates.iter().find(|gate| !sites.contains_key(&gate.get_ref().site)) {
            return Err(unknown("gates".to_owned(), &gate.get_ref().site, &gate.span()));
        }
        let schools = config.territory.schools.as_ref().map(|file| read_schools(&config.folder().join(file)));
        let schools = schools.transpose()?.unwrap_or_default();
        let schools: Vec<_> = schools.into_iter().map(|school| school.near(territory.middle())).collect();
        let given = config.territory.documents.as_ref().map(|folder| read_given(&config.folder().join(folder)));
        for source in &config.sources {
            let user = || format!("source {}", source.id);
            for map in &source.map {
                match &map.target {
                    Target::Site(of) if !sites.contains_key(&of.site) => {
                        return Err(unknown(user(), &of.site, &map.span));
                    }
                    Target::Meter(of) => check_meter(config, source, &schools, of, &map.span)?,
                    Target::Site(_) => {}
                }
            }
        }
        let history = config.history.as_ref().map_or(History::Off, |history| open_history(config, history));
        let newest = match &history {
            // What cannot be read is said when it is needed.
            History::On(store) => store.newest_row().ok().flatten(),
            History::Off | History::Broken { .. } => None,
        };
        let health = config.sources.iter().map(|source| (source.id.clone(), Health::begun(now)));
        let station = Self {
            sites,
            file,
            schools,
            publication: Mutex::default(),
            given: given.transpose()?.unwrap_or_default(),
            calendar: territory.calendar,
            zone: territory.zone,
            gates: gates(config),
            sources: config.sources.clone(),
            history: history.into(),
            known: Known { health: health.collect(), ..Known::default() }.into(),
            days: Mutex::default(),
            clock_check: Arc::new(ClockCheck::new(now, newest)),
        };
        station.remember(now);
        Ok(station)
    }
}

/// What is said of each gate, and the lanes that sources see before it.
fn gates(config: &Config) -> BTreeMap<SiteId, Gate> {
    let described = config.gates.iter().map(|gate| (gate.get_ref().site.clone(), gate.get_ref().gate()));
    let mut gates: BTreeMap<SiteId, Gate> = described.collect();
    for map in config.sources.iter().flat_map(|source| &source.map) {
        let Target::Site(SiteMap { site, sees, lane: Some(lane), .. }) = &map.target else { continue };
        let lanes = &mut gates.entry(site.clone()).or_default().lanes;
        let lanes = sees.passage().map_or(&mut lanes.queue, |passage| lanes.passages.entry(passage).or_default());
        lanes.insert(lane.to_string());
    }
    gates
}

/// That the meter is there, and that what is read of it lasts as long as its steps: a mean of half an hour would leave gaps
/// in steps of ten minutes.
fn check_meter(
    config: &Config,
    source: &SourceConfig,
    schools: &[School],
    map: &MeterMap,
    span: &Range<usize>,
) -> Result<(), StationError> {
    let place = config.place(span);
    let school = schools.iter().find(|school| school.id == map.school);
    let Some(meter) = school.and_then(|school| school.meters.iter().find(|meter| meter.id == map.meter)) else {
        let file = config.territory.schools.as_ref().map_or_else(
            || format!("{}: [territory] names no file of schools", config.file.display()),
            |file| config.folder().join(file).display().to_string(),
        );
        let (school, meter) = (map.school.clone(), map.meter.clone());
        return Err(StationError::UnknownMeter { place, user: format!("source {}", source.id), school, meter, file });
    };
    if matches!(map.reads, Reads::Counter(_)) {
        return Ok(());
    }
    let (step, of_meter) = (source.step.map_or(0, i64::from), meter.step.num_seconds());
    if step > of_meter {
        let reason =
            format!("its steps of {step} s are longer than those of {}/{}, {of_meter} s", map.school, map.meter);
        return Err(StationError::Source { place, source_id: source.id.to_string(), reason });
    }
    Ok(())
}

pub(super) fn open_sites(config: &Config) -> Result<SitesFile, StationError> {
    let path = config.folder().join(&config.territory.sites);
    let territory = &config.territory;
    let materials = contract::materials().iter().map(|material| {
        serde_json::to_value(material).expect("wire types have string keys and no failing serialisation")
    });
    let materials: Vec<_> = materials.collect();
    let publisher = territory.publisher.as_ref().map(|publisher| PublisherDto {
        name: Some(publisher.name.clone()),
        url: publisher.url.as_ref().map(ToString::to_string),
    });
    let file = SitesFile::open(&path, territory.time_zone)?
        .named(&territory.id, &territory.name)
        .published_by(publisher, territory.licence.clone())
        .with_materials(&materials)
        .with_holidays(
            territory.public_holidays.iter().map(|day| (day.date, day.name.clone())),
            territory.school_holidays.iter().map(|days| (days.from, days.until, days.name.clone())),
        );
    Ok(file)
}

fn open_history(config: &Config, history: &HistoryConfig) -> History {
    let days = |days: u32| Duration::days(i64::from(days));
    let keep = Keep {
        observations: days(history.observations_days),
        waits: days(history.waits_days),
        readings: days(history.readings_days),
    };
    let opened = HistoryPlace { file: config.folder().join(&history.file), keep }.open();
    if let History::Broken { reason, .. } = &opened {
        tracing::error!("{reason}; the relay runs without a history and tries again");
    }
    opened
}
