//! Asking the neighbours, each in a task of its own.

use std::{panic, sync::Arc, time::Duration};

use reqwest::header::HeaderMap;
use tokio::{
    sync::Mutex,
    task::{JoinSet, spawn_blocking},
    time::{sleep, timeout},
};

use super::{Copied, Neighbourhood, copy::ASKED};
use crate::{
    domain::Instant,
    relay::{
        backoff::Backoff,
        config::{Config, NeighbourConfig},
        foreign::{LONGEST, one_line},
        sources::{Fetched, Fetcher, Guard, SourceError},
        tasks::Tasks,
    },
};

const EVERY: Duration = Duration::from_mins(1);
const TIMEOUT: Duration = Duration::from_secs(20);
/// Of one who publishes once, with all of a neighbour's documents.
const PATIENCE: Duration = Duration::from_secs(30);
/// Of one document; a few hundred centres take a tenth of it.
const MOST_BYTES: usize = 8 << 20;

impl Neighbourhood {
    /// Asks each neighbour again and again, at the instants that `now` tells, as one of the `tasks`.
    ///
    /// # Errors
    /// When the system has no usable certificates.
    pub fn start(
        self: &Arc<Self>,
        config: &Config,
        now: impl Fn() -> Instant + Clone + Send + Sync + 'static,
        tasks: &mut Tasks,
    ) -> Result<(), SourceError> {
        for neighbour in self.neighbours.clone() {
            let (here, fetcher, now) = (Arc::clone(self), Arc::new(Mutex::new(fetcher(config)?)), now.clone());
            tasks.keep(format!("neighbour {}", neighbour.id), move |_| {
                let (here, fetcher, now, neighbour) =
                    (Arc::clone(&here), Arc::clone(&fetcher), now.clone(), neighbour.clone());
                async move {
                    // A run that panics gives it back.
                    let mut fetcher = fetcher.lock().await;
                    let mut backoff = Backoff::new(EVERY);
                    loop {
                        let pause = match here.ask(&neighbour, &mut fetcher, now()).await {
                            Ok(()) => backoff.succeeded(),
                            Err(asked) => backoff.failed(asked),
                        };
                        sleep(pause).await;
                    }
                }
            });
        }
        Ok(())
    }

    /// Asks all neighbours once, at the same time, and waits for none of them longer than half a minute: what we publish of
    /// our own does not wait for others.
    ///
    /// # Errors
    /// When the system has no usable certificates. What a neighbour answers is told by the status.
    pub async fn ask_once(self: &Arc<Self>, config: &Config, now: Instant) -> Result<(), SourceError> {
        let mut tasks = JoinSet::new();
        for neighbour in self.neighbours.clone() {
            let (here, mut fetcher) = (Arc::clone(self), fetcher(config)?);
            tasks.spawn(async move {
                // What went wrong has been noted.
                if timeout(PATIENCE, here.ask(&neighbour, &mut fetcher, now)).await.is_err() {
                    let copied = Copied::failed(format!("no whole answer within {} seconds", PATIENCE.as_secs()));
                    here.copies().entry(neighbour.id).or_insert_with(|| Arc::new(copied));
                }
            });
        }
        tasks.join_all().await;
        Ok(())
    }

    /// One turn. What came stays even where a later document failed. The error is the pause that was asked for.
    async fn ask(
        &self,
        neighbour: &NeighbourConfig,
        fetcher: &mut Fetcher,
        now: Instant,
    ) -> Result<(), Option<Duration>> {
        let mut copied = self.copies().get(&neighbour.id).map(|copied| Copied::clone(copied)).unwrap_or_default();
        let mut trouble = None;
        for name in ASKED {
            let Ok(url) = neighbour.api.join(name) else { continue };
            match fetcher.get(&url, now).await {
                Ok((Fetched::NotModified, _)) => {}
                Ok((Fetched::Body(bytes), seen)) => {
                    // Megabytes take a while to read, which is why no async worker does it.
                    let reading = spawn_blocking(move || {
                        let taken = copied.take(name, &bytes);
                        (copied, taken)
                    });
                    let taken;
                    (copied, taken) = reading.await.unwrap_or_else(|error| panic::resume_unwind(error.into_panic()));
                    match taken {
                        Ok(()) => fetcher.keep(seen),
                        Err(reason) => trouble = trouble.or(Some((reason, None))),
                    }
                }
                Err(error) => {
                    let reason = one_line(&format!("{name}: {error}"), LONGEST);
                    trouble = trouble.or(Some((reason, error.retry_after())));
                }
            }
            if let (None, Some((reason, _))) = (&copied.failure, &trouble) {
                // Told at once: the other documents may take a minute to fail.
                copied.failure = Some(reason.clone());
                self.copies().insert(neighbour.id.clone(), Arc::new(copied.clone()));
            }
        }
        let done = match trouble {
            None => {
                copied.last_success = Some(now);
                copied.failure = None;
                Ok(())
            }
            Some((reason, pause)) => {
                tracing::warn!(neighbour = %neighbour.id, "{reason}");
                copied.failure = Some(reason);
                Err(pause)
            }
        };
        self.copies().insert(neighbour.id.clone(), Arc::new(copied));
        done
    }
}

fn fetcher(config: &Config) -> Result<Fetcher, SourceError> {
    Fetcher::new(Guard::new(&config.network.allow_private), HeaderMap::new(), TIMEOUT, MOST_BYTES)
}
