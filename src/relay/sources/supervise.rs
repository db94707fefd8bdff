//! Each source in a task of its own: one that fails waits and tries again, and never stops another.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::Mutex,
    task::spawn_blocking,
    time::{sleep, timeout},
};

use super::{Batch, Fetcher, SourceError, mqtt, poll};
use crate::{
    domain::{Instant, SiteId},
    relay::{
        backoff::Backoff,
        clock::{RelayClock, Stopwatch},
        config::{Kind, SourceConfig},
        tasks::Tasks,
    },
};

/// A turn of many pages may take this many times as long as one answer.
const TURN_ANSWERS: u32 = 20;

/// What a source said.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Batch(Batch),
    /// There is a connection, or nothing changed.
    Alive,
    Failed(SourceError),
}

/// Who takes in what sources say.
pub trait Sink: Send + Sync {
    /// Takes in what a source said; of a batch, what is left of it once all that was known before is taken out.
    fn hear(&self, source: &SiteId, said: Said, now: Instant) -> Option<Batch>;

    /// Writes what was heard to where it is kept, and returns once it lies there. Takes its time.
    ///
    /// # Errors
    /// When it could not be written.
    fn persist(&self) -> Result<(), String> {
        Ok(())
    }
}

/// The way from one source to who takes it in.
#[derive(Clone)]
pub struct Outlet {
    sink: Arc<dyn Sink>,
    clock: RelayClock,
    source: SiteId,
}

impl Outlet {
    pub fn new(sink: Arc<dyn Sink>, clock: RelayClock, source: SiteId) -> Self {
        Self { sink, clock, source }
    }

    /// The instant of what is being received.
    pub fn received(&self) -> Instant {
        self.clock.now()
    }

    /// How long something has run at `now`, by a clock that nobody can set.
    pub fn run_of(&self, watch: &Stopwatch, now: Instant) -> Duration {
        self.clock.run_of(watch, now)
    }

    /// Passes on what the source said; returns of a batch what was taken in.
    pub fn say(&self, said: Said) -> Option<Batch> {
        if let Said::Failed(error) = &said {
            tracing::warn!(source = %self.source, "{error}");
        }
        self.sink.hear(&self.source, said, self.received())
    }

    /// Passes on why the source's task had to be started again.
    fn say_why(&self, ended: Option<String>) {
        if let Some(reason) = ended {
            self.say(Said::Failed(SourceError::Restarted(reason)));
        }
    }

    /// Returns once what was said lies where it is kept.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn persist(&self) -> Result<(), String> {
        let sink = Arc::clone(&self.sink);
        let written = spawn_blocking(move || sink.persist()).await;
        written.unwrap_or_else(|error| Err(format!("it could not be written: {error}")))
    }
}

/// What a source needs to run, made before anything runs so that what is wrong is told at once.
pub enum Ready {
    Poll(Box<Fetcher>),
    Mqtt(Box<mqtt::Connection>),
    /// Is called by others.
    Passive,
}

/// Starts each source as a task of its own.
pub fn supervise(sources: Vec<(Arc<SourceConfig>, Ready)>, sink: &Arc<dyn Sink>, clock: RelayClock, tasks: &mut Tasks) {
    for (source, ready) in sources {
        let outlet = Outlet::new(Arc::clone(sink), clock, source.id.clone());
        let name = format!("source {}", source.id);
        match ready {
            Ready::Poll(fetcher) => {
                // A run that panics gives it back.
                let fetcher = Arc::new(Mutex::new(*fetcher));
                tasks.keep(name, move |ended| {
                    let (source, fetcher, outlet) = (Arc::clone(&source), Arc::clone(&fetcher), outlet.clone());
                    let ended = ended.map(str::to_owned);
                    async move {
                        outlet.say_why(ended);
                        ask_for_ever(&source, &mut *fetcher.lock().await, &outlet).await;
                    }
                });
            }
            Ready::Mqtt(connection) => {
                let connection = Arc::new(*connection);
                tasks.keep(name, move |ended| {
                    let (source, connection, outlet) = (Arc::clone(&source), Arc::clone(&connection), outlet.clone());
                    let ended = ended.map(str::to_owned);
                    async move {
                        outlet.say_why(ended);
                        mqtt::listen_for_ever(&source, &connection, &outlet).await;
                    }
                });
            }
            Ready::Passive => {}
        }
    }
}

/// Asks a source once, and says what came.
pub async fn turn(source: Arc<SourceConfig>, mut fetcher: Box<Fetcher>, outlet: Outlet) {
    // What went wrong has been said.
    let _ = ask(&source, &mut fetcher, &outlet).await;
}

/// One turn, said. The error is what decides about the next.
async fn ask(source: &Arc<SourceConfig>, fetcher: &mut Fetcher, outlet: &Outlet) -> Result<(), SourceError> {
    let patience = source.timeout * TURN_ANSWERS;
    let done = timeout(patience, poll::turn(source, fetcher, outlet.received())).await;
    match done.unwrap_or(Err(SourceError::Timeout(patience))) {
        Ok(batch) => {
            outlet.say(batch.map_or(Said::Alive, Said::Batch));
            Ok(())
        }
        Err(error) => {
            outlet.say(Said::Failed(error.clone()));
            Err(error)
        }
    }
}

async fn ask_for_ever(source: &Arc<SourceConfig>, fetcher: &mut Fetcher, outlet: &Outlet) {
    debug_assert!(!matches!(source.kind, Kind::Mqtt(_) | Kind::Webhook(_)), "these are not asked");
    let mut backoff = Backoff::new(source.every);
    loop {
        let pause = match ask(source, fetcher, outlet).await {
            Ok(()) => backoff.succeeded(),
            Err(error) => backoff.failed(error.retry_after()),
        };
        sleep(pause).await;
    }
}

#[cfg(test)]
#[path = "supervise_tests.rs"]
mod tests;
