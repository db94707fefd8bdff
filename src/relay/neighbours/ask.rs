//! Asking the neighbours, each in a task of its own.

use std::{sync::Arc, time::Duration};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use reqwest::header::HeaderMap;
use sha2::{Digest, Sha256};
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{Copied, Neighbourhood, copy::ASKED};
use crate::{
    domain::Instant,
    relay::{
        config::{Config, NeighbourConfig},
        foreign::{LONGEST, one_line},
        sources::{Fetched, Fetcher, Guard, SourceError, pause_after, with_chance},
    },
};

const EVERY: Duration = Duration::from_mins(1);
const TIMEOUT: Duration = Duration::from_secs(20);
/// Of one who publishes once, with all of a neighbour's documents.
const PATIENCE: Duration = Duration::from_secs(30);
/// Of one document; a few hundred centres take a tenth of it.
const MOST_BYTES: usize = 8 << 20;

impl Neighbourhood {
    /// Asks each neighbour again and again, at the instants that `now` tells; the tasks end with what is given back.
    ///
    /// # Errors
    /// When the system has no usable certificates.
    pub fn start(
        self: &Arc<Self>,
        config: &Config,
        now: impl Fn() -> Instant + Clone + Send + 'static,
    ) -> Result<JoinSet<()>, SourceError> {
        let mut tasks = JoinSet::new();
        for neighbour in self.neighbours.clone() {
            let (here, mut fetcher, now) = (Arc::clone(self), fetcher(config)?, now.clone());
            tasks.spawn(async move {
                let mut rng = ChaCha8Rng::from_seed(Sha256::digest(format!("{}/{}", neighbour.id, now())).into());
                let mut failures = 0;
                loop {
                    let pause = match here.ask(&neighbour, &mut fetcher, now()).await {
                        Ok(()) => {
                            failures = 0;
                            EVERY
                        }
                        Err(asked) => {
                            failures += 1;
                            pause_after(failures, EVERY, asked)
                        }
                    };
                    sleep(with_chance(pause, rng.random())).await;
                }
            });
        }
        Ok(tasks)
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
                Ok((Fetched::Body(bytes), seen)) => match copied.take(name, &bytes) {
                    Ok(()) => fetcher.keep(seen),
                    Err(reason) => trouble = trouble.or(Some((reason, None))),
                },
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
