//! From a configuration to a station.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::{Arc, Mutex},
};

use chrono::Duration;

use super::{
    History, HistoryPlace, Known, Station,
    given::{GivenError, read_given},
};
use crate::{
    api::{dto::PublisherDto, read},
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
    /// All that is wrong, a line each.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Several(Vec<StationError>),
}

impl StationError {
    /// Each thing that is wrong.
    pub(super) fn each(self) -> Vec<Self> {
        match self {
            Self::Several(wrong) => wrong.into_iter().flat_map(Self::each).collect(),
            one => vec![one],
        }
    }

    /// # Errors
    /// When anything is wrong.
    pub(super) fn none_of(wrong: Vec<Self>) -> Result<(), Self> {
        if wrong.is_empty() { Ok(()) } else { Err(Self::Several(wrong)) }
    }
}

impl Station {
    /// Reads what a configuration names: the centres and the history. A history that cannot be opened is said, and the
    /// territory runs without one.
    ///
    /// # Errors
    /// With all that is wrong: files that cannot be read, and what is said of centres and meters that are not in them.
    pub fn open(config: &Config, now: Instant) -> Result<Self, StationError> {
        let mut wrong: Vec<StationError> = Vec::new();
        let file = open_sites(config).map_err(|error| wrong.push(error)).ok();
        let schools = config.territory.schools.as_ref().map(|file| read_schools(&config.folder().join(file)));
        let schools = match schools.transpose() {
            Ok(schools) => Some(schools.unwrap_or_default()),
            Err(error) => {
                wrong.push(error.into());
                None
            }
        };
        let given = config.territory.documents.as_ref().map(|folder| read_given(&config.folder().join(folder)));
        let given = given.transpose().map_err(|errors| wrong.extend(errors.into_iter().map(StationError::from))).ok();
        wrong.extend(unknown_targets(config, file.as_ref(), schools.as_deref()));
        let parts = file.zip(schools).zip(given).filter(|_| wrong.is_empty());
        let Some(((file, schools), given)) = parts else { return Err(StationError::Several(wrong)) };
        let territory = serde_json::to_value(file.territory(now)).ok();
        let territory =
            territory.and_then(|territory| read::alone(&territory, read::territory)).expect("it has all it needs");
        let sites: BTreeMap<_, _> = file.sites().iter().map(|site| (site.id.clone(), Arc::clone(site))).collect();
        let schools: Vec<_> = schools.into_iter().map(|school| school.near(territory.middle())).collect();
        let history = config.history.as_ref().map_or(History::Off, |history| open_history(config, history));
        let newest = match &history {
            // What cannot be read is said when it is needed.
            History::On(store) => store.newest_row().ok().flatten(),
            History::Off | History::Broken { .. } => None,
        };
        let health = config.sources.iter().map(|source| (source.id.clone(), Health::begun(now)));
        let mut station = Self {
            regional: file.regional_calendars(&territory.calendar),
            sites,
            file,
            schools,
            publication: Mutex::default(),
            given: given.unwrap_or_default(),
            calendar: territory.calendar,
            zone: territory.zone,
            gates: gates(config),
            sources: config.sources.clone(),
            history: history.into(),
            known: Known { health: health.collect(), ..Known::default() }.into(),
            days: Mutex::default(),
            faults: Vec::new(),
            clock_check: Arc::new(ClockCheck::new(now, newest)),
        };
        station.faults = station.find_faults(config, now);
        station.remember(now);
        Ok(station)
    }
}

/// What the configuration says of centres and meters that are not there. A file that could not be read has none to miss.
fn unknown_targets(config: &Config, file: Option<&SitesFile>, schools: Option<&[School]>) -> Vec<StationError> {
    let sites: Option<BTreeSet<&SiteId>> = file.map(|file| file.sites().iter().map(|site| &site.id).collect());
    let is_unknown = |site: &SiteId| sites.as_ref().is_some_and(|sites| !sites.contains(site));
    let unknown = |user: String, site: &SiteId, span: &Range<usize>| {
        let file = config.folder().join(&config.territory.sites);
        StationError::UnknownSite { place: config.place(span), user, site: site.clone(), file }
    };
    let gates = config.gates.iter().filter(|gate| is_unknown(&gate.get_ref().site));
    let mut wrong: Vec<_> = gates.map(|gate| unknown("gates".to_owned(), &gate.get_ref().site, &gate.span())).collect();
    for source in &config.sources {
        for map in &source.map {
            match (&map.target, schools) {
                (Target::Site(of), _) if is_unknown(&of.site) => {
                    wrong.push(unknown(format!("source {}", source.id), &of.site, &map.span));
                }
                (Target::Meter(of), Some(schools)) => {
                    wrong.extend(check_meter(config, source, schools, of, &map.span).err());
                }
                (Target::Site(_), _) | (Target::Meter(_), None) => {}
            }
        }
    }
    wrong
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

fn open_sites(config: &Config) -> Result<SitesFile, StationError> {
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
