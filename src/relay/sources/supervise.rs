//! Each source in a task of its own: one that fails waits and tries again, and never stops another.

use std::{sync::Arc, time::Duration};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};
use tokio::{
    sync::watch,
    task::{JoinSet, spawn_blocking},
    time::{sleep, timeout},
};

use super::{Batch, Fetcher, SourceError, mqtt, poll};
use crate::{
    domain::{Instant, SiteId},
    relay::{
        clock::{RelayClock, Stopwatch},
        config::{Kind, SourceConfig},
    },
};

/// The longest pause after failures.
const LONGEST_PAUSE: Duration = Duration::from_mins(15);
/// The shortest, however often a source is asked.
const SHORTEST_PAUSE: Duration = Duration::from_secs(5);
/// A turn of many pages may take this many times as long as one answer.
const TURN_ANSWERS: u32 = 20;
/// So much of a pause is left to chance, so that many relays do not ask at once.
const JITTER: f64 = 0.2;

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

/// The running sources; they end when this is dropped.
#[derive(Debug)]
pub struct Tasks {
    tasks: JoinSet<()>,
    _running: watch::Sender<()>,
}

impl Tasks {
    pub fn count(&self) -> usize {
        self.tasks.len()
    }
}

/// What a source needs to run, made before anything runs so that what is wrong is told at once.
pub enum Ready {
    Poll(Box<Fetcher>),
    Mqtt(Box<mqtt::Connection>),
    /// Is called by others.
    Passive,
}

/// Starts each source.
pub fn supervise(sources: Vec<(Arc<SourceConfig>, Ready)>, sink: &Arc<dyn Sink>, clock: RelayClock) -> Tasks {
    let (running, ended) = watch::channel(());
    let mut tasks = JoinSet::new();
    for (source, ready) in sources {
        let outlet = Outlet::new(Arc::clone(sink), clock, source.id.clone());
        let mut ended = ended.clone();
        let work = async move {
            match ready {
                Ready::Poll(fetcher) => ask_for_ever(&source, *fetcher, &outlet).await,
                Ready::Mqtt(connection) => mqtt::listen_for_ever(&source, *connection, &outlet).await,
                Ready::Passive => {}
            }
        };
        tasks.spawn(async move {
            tokio::select! { () = work => {}, _ = ended.changed() => {} }
        });
    }
    Tasks { tasks, _running: running }
}

/// Asks a source once, and says what came.
pub async fn turn(source: Arc<SourceConfig>, mut fetcher: Box<Fetcher>, outlet: Outlet) {
    // What went wrong has been said.
    let _ = ask(&source, &mut fetcher, &outlet).await;
}

/// One turn, said. The error is what decides about the next.
async fn ask(source: &SourceConfig, fetcher: &mut Fetcher, outlet: &Outlet) -> Result<(), SourceError> {
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

async fn ask_for_ever(source: &SourceConfig, mut fetcher: Fetcher, outlet: &Outlet) {
    debug_assert!(!matches!(source.kind, Kind::Mqtt(_) | Kind::Webhook(_)), "these are not asked");
    let mut failures = 0;
    // Differs by source and by start, which is all the chance that is needed.
    let mut rng = ChaCha8Rng::from_seed(Sha256::digest(format!("{}/{}", source.id, outlet.received())).into());
    loop {
        let pause = match ask(source, &mut fetcher, outlet).await {
            Ok(()) => {
                failures = 0;
                source.every
            }
            Err(error) => {
                failures += 1;
                pause_after(failures, source.every, error.retry_after())
            }
        };
        sleep(with_chance(pause, rng.random())).await;
    }
}

/// Twice as long after each failure up to a bound, and at least as long as the source asks for.
pub fn pause_after(failures: u32, every: Duration, asked: Option<Duration>) -> Duration {
    let doubled = every.max(SHORTEST_PAUSE).saturating_mul(1 << failures.saturating_sub(1).min(10));
    doubled.min(LONGEST_PAUSE.max(every)).max(asked.unwrap_or_default())
}

/// `chance` is from 0 to 1. Never shorter, so that an asked-for pause is kept.
pub fn with_chance(pause: Duration, chance: f64) -> Duration {
    pause.mul_f64(1.0 + JITTER * chance.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_bound() {
        let minute = Duration::from_mins(1);
        let pauses: Vec<_> = (1..=6).map(|failures| pause_after(failures, minute, None).as_secs()).collect();
        assert_eq!(pauses, [60, 120, 240, 480, 900, 900]);
        assert_eq!(pause_after(400, Duration::from_secs(1), None), LONGEST_PAUSE);
        assert_eq!(pause_after(1, Duration::from_hours(24), None), Duration::from_hours(24));
    }

    #[test]
    fn a_source_that_asks_for_a_pause_gets_it() {
        assert_eq!(pause_after(1, Duration::from_mins(1), Some(Duration::from_mins(40))), Duration::from_mins(40));
        assert!(with_chance(Duration::from_mins(40), 0.0) >= Duration::from_mins(40));
        assert!(with_chance(Duration::from_mins(10), 1.0) <= Duration::from_mins(12));
    }
}
