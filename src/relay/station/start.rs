//! A station at work.

use std::{collections::BTreeMap, panic, path::Path, sync::Arc, time::Duration};

use axum::Router;
use reqwest::Certificate;
use rustls::pki_types::CertificateDer;
use tokio::{task::spawn_blocking, time::sleep};
use toml::Spanned;

use super::{Station, StationError, installation::Installation};
use crate::{
    domain::SiteId,
    relay::{
        clock::{RelayClock, Stopwatch},
        config::{Config, Kind, Secret, SecretPlace, SourceConfig, Target},
        sources::{Connection, Fetcher, Guard, Hooks, Outlet, Ready, Sink, header_map, hooks, supervise, turn},
        tasks::Tasks,
        tls,
    },
};

/// A power cut loses no more than this.
const FLUSH: Duration = Duration::from_secs(1);
/// What could not be opened is tried again, and what was answered is noted, as often.
const MINUTE: Duration = Duration::from_mins(1);
/// Then the clock may be confirmed already, by what sources answered first.
const FIRST_MINUTE: Duration = Duration::from_secs(5);
/// What is old is let go as often.
const UPKEEP: Duration = Duration::from_hours(1);

/// Everything that must be there before a source can run, so that what is missing is told before anything starts.
pub(super) struct Prepared {
    pub ready: Vec<(Arc<SourceConfig>, Ready)>,
    pub hooks: Vec<(Arc<SourceConfig>, Option<Secret>)>,
}

impl Station {
    /// Starts the sources and the writing of the history as `tasks`. The router answers for those who send by themselves.
    ///
    /// # Errors
    /// When a secret or a certificate is missing; nothing runs then.
    pub fn start(
        self: &Arc<Self>,
        config: &Config,
        clock: RelayClock,
        tasks: &mut Tasks,
    ) -> Result<Router, StationError> {
        let Prepared { ready, hooks: passive } = self.prepare(config)?;
        let sink: Arc<dyn Sink> = Arc::clone(self) as Arc<dyn Sink>;
        let mut called = Hooks::default();
        for (source, secret) in passive {
            if let Kind::Webhook(webhook) = &source.kind {
                let outlet = Outlet::new(Arc::clone(&sink), clock, source.id.clone());
                called.add(Arc::clone(&source), webhook.clone(), secret, outlet, self.names(&source));
            }
        }
        let router = if called.is_empty() { Router::new() } else { hooks(called) };
        let (writing, outlet) = (Arc::clone(self), Outlet::new(Arc::clone(&sink), clock, config.territory.id.clone()));
        tasks.keep("history", move |_| write_for_ever(Arc::clone(&writing), outlet.clone()));
        supervise(ready, &sink, clock, tasks);
        Ok(router)
    }

    /// What people call the sites that a source tells of.
    fn names(&self, source: &SourceConfig) -> BTreeMap<SiteId, String> {
        let sites = source.map.iter().filter_map(|map| match &map.target {
            Target::Site(map) => self.sites.get(&map.site),
            Target::Meter(_) => None,
        });
        sites.map(|site| (site.id.clone(), site.name.clone().unwrap_or_else(|| site.id.to_string()))).collect()
    }

    /// Asks each source that can be asked, once.
    ///
    /// # Errors
    /// When a secret or a certificate is missing. What a source answers is told by the status.
    pub async fn ask_once(self: &Arc<Self>, config: &Config, clock: RelayClock) -> Result<(), StationError> {
        let sink: Arc<dyn Sink> = Arc::clone(self) as Arc<dyn Sink>;
        let turns = self.prepare(config)?.ready.into_iter().filter_map(|(source, ready)| {
            let Ready::Poll(fetcher) = ready else { return None };
            let outlet = Outlet::new(Arc::clone(&sink), clock, source.id.clone());
            Some(tokio::spawn(turn(source, fetcher, outlet)))
        });
        for task in turns.collect::<Vec<_>>() {
            // A source that panics has said so in the log.
            let _ = task.await;
        }
        self.flush();
        Ok(())
    }

    /// # Errors
    /// With all that is missing, of all sources.
    pub(super) fn prepare(&self, config: &Config) -> Result<Prepared, StationError> {
        let guard = Guard::new(&config.network.allow_private);
        let installation = Installation::of(config);
        let (mut prepared, mut wrong) = (Prepared { ready: Vec::new(), hooks: Vec::new() }, Vec::new());
        for source in &self.sources {
            wrong.extend(self.prepare_one(config, source, &installation, &guard, &mut prepared).err());
        }
        StationError::none_of(wrong)?;
        Ok(prepared)
    }

    fn prepare_one(
        &self,
        config: &Config,
        source: &Arc<SourceConfig>,
        installation: &Installation,
        guard: &Guard,
        prepared: &mut Prepared,
    ) -> Result<(), StationError> {
        let secret = |at: &Spanned<SecretPlace>| {
            let (place, user) = (config.place(&at.span()), format!("source {}", source.id));
            at.get_ref().read(config.folder()).map_err(|reason| StationError::Secret { place, user, reason })
        };
        let wrong = |reason: String| {
            let place = config.place(&source.span);
            StationError::Source { place, source_id: source.id.to_string(), reason }
        };
        let authorities = |ca: Option<&Path>| {
            let read = ca.map(|ca| tls::authorities(&config.folder().join(ca)));
            read.transpose().map(Option::unwrap_or_default).map_err(wrong)
        };
        let ready = match &source.kind {
            Kind::Mqtt(mqtt) => {
                let password = mqtt.password.as_ref().map(secret).transpose()?;
                let client = installation.client(&config.territory.id, &source.id);
                let (folder, guard) = (config.folder(), guard.clone());
                let connection = Connection::new(mqtt, password.as_ref(), &source.when, &client, folder, guard);
                Ready::Mqtt(Box::new(connection.map_err(wrong)?))
            }
            Kind::Webhook(webhook) => {
                let own = webhook.secret.as_ref().map(|at| {
                    let read = secret(at)?;
                    let (place, user) = (config.place(&at.span()), format!("source {}", source.id));
                    read.check_length().map_err(|reason| StationError::Secret { place, user, reason })?;
                    Ok::<_, StationError>(read)
                });
                prepared.hooks.push((Arc::clone(source), own.transpose()?));
                return Ok(());
            }
            Kind::Http(http, _) => {
                let bearer = http.bearer.as_ref().map(secret).transpose()?;
                let others = http.headers.iter().map(|(name, place)| Ok((name.as_str(), secret(place)?)));
                let others: Vec<(&str, Secret)> = others.collect::<Result<_, StationError>>()?;
                let authorities = authorities(http.ca.as_deref())?;
                self.poll(source, guard, bearer.as_ref(), &others, authorities).map_err(wrong)?
            }
            Kind::OpenDataSoft(portal) => {
                let bearer = portal.bearer.as_ref().map(secret).transpose()?;
                let authorities = authorities(portal.ca.as_deref())?;
                self.poll(source, guard, bearer.as_ref(), &[], authorities).map_err(wrong)?
            }
        };
        prepared.ready.push((Arc::clone(source), ready));
        Ok(())
    }

    fn poll(
        &self,
        source: &SourceConfig,
        guard: &Guard,
        bearer: Option<&Secret>,
        others: &[(&str, Secret)],
        authorities: Vec<CertificateDer<'_>>,
    ) -> Result<Ready, String> {
        let others = others.iter().map(|(name, secret)| (*name, secret.reveal()));
        let headers = header_map(bearer.map(Secret::reveal), others)?;
        let authorities: Result<Vec<_>, _> = authorities.iter().map(|one| Certificate::from_der(one)).collect();
        let authorities = authorities.map_err(|error| error.to_string())?;
        let fetcher = Fetcher::trusting(&authorities, guard.clone(), headers, source.timeout, source.most_bytes);
        let (check, id) = (self.clock_check(), source.id.clone());
        let hear_date = move |theirs, ours| check.hear_date(&id, theirs, ours);
        Ok(Ready::Poll(Box::new(fetcher.map_err(|error| error.to_string())?.on_date(hear_date))))
    }
}

async fn write_for_ever(station: Arc<Station>, outlet: Outlet) {
    let (began, mut minute_due, mut upkeep_due) = (Stopwatch::start(), FIRST_MINUTE, FIRST_MINUTE);
    loop {
        let (writing, check) = (Arc::clone(&station), station.clock_check());
        let now = outlet.received();
        check.look(now, outlet.run_of(&began, now));
        let running = began.read();
        let is_minute = running >= minute_due;
        // As soon as the clock is confirmed, and each hour from then on.
        let is_upkeep = is_minute && running >= upkeep_due;
        if is_minute {
            minute_due = running + MINUTE;
        }
        let work = spawn_blocking(move || {
            if is_minute {
                writing.reopen_history(now);
                writing.note_service(now);
            }
            writing.flush();
            is_upkeep && writing.keep_and_prune(now)
        });
        // A disk that hangs must not make a second writer. A panic of the work is this task's.
        if work.await.unwrap_or_else(|error| panic::resume_unwind(error.into_panic())) {
            upkeep_due = running + UPKEEP;
        }
        sleep(FLUSH).await;
    }
}
