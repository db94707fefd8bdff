//! The relay's long-running tasks. One that panics or ends is started again after a pause, and `status.json` says so.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::{
    task::{JoinError, JoinSet},
    time::sleep,
};

use super::{
    Documents, Source,
    backoff::{Backoff, SHORTEST_PAUSE},
    clock::{RelayClock, Stopwatch},
    foreign::{LONGEST, one_line},
    neighbours::extend,
};
use crate::domain::Instant;

/// A run of this length was a good one: the pause after it is the shortest again.
const GOOD_RUN: Duration = Duration::from_mins(10);
/// So long after an incident the status is not well: whoever looks once in an hour sees it.
const REMEMBERED: TimeDelta = TimeDelta::hours(1);

/// Tasks that run until this is dropped.
#[derive(Debug)]
pub struct Tasks {
    running: JoinSet<()>,
    incidents: Arc<Incidents>,
    clock: RelayClock,
    first_pause: Duration,
}

impl Tasks {
    /// None yet; what goes wrong with them is noted in `incidents`.
    pub fn new(incidents: Arc<Incidents>, clock: RelayClock) -> Self {
        Self { running: JoinSet::new(), incidents, clock, first_pause: SHORTEST_PAUSE }
    }

    /// With another pause before a task is started again, for tests.
    #[must_use]
    pub fn restarting_after(self, first_pause: Duration) -> Self {
        Self { first_pause, ..self }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.running.len()
    }

    /// Runs what `start` makes under a `name`. It is meant never to end; when it does, it is made and run again. `start` is
    /// told why it has to.
    pub fn keep<F>(&mut self, name: impl Into<String>, mut start: impl FnMut(Option<&str>) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (name, incidents, clock) = (name.into(), Arc::clone(&self.incidents), self.clock);
        let mut backoff = Backoff::after_failures(self.first_pause);
        self.running.spawn(async move {
            let mut ended = None;
            loop {
                let run = Stopwatch::start();
                // In a set of its own, so that it ends when this task is ended.
                let mut task = JoinSet::new();
                task.spawn(start(ended.as_deref()));
                let reason = match task.join_next().await {
                    Some(Err(error)) => reason_of(error),
                    Some(Ok(())) | None => "it ended".to_owned(),
                };
                tracing::error!(task = %name, "{reason}; it is started again");
                incidents.note(&name, &reason, clock.now());
                ended = Some(reason);
                if run.read() > GOOD_RUN {
                    backoff.reset();
                }
                sleep(backoff.failed(None)).await;
            }
        });
    }
}

/// What a panic said.
fn reason_of(error: JoinError) -> String {
    let Ok(panic) = error.try_into_panic() else { return "it was ended".to_owned() };
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("it panicked: {}", one_line(said.unwrap_or("without a message"), LONGEST))
}

/// What went wrong with tasks since the relay started.
#[derive(Debug, Default)]
pub struct Incidents(Mutex<BTreeMap<String, Incident>>);

#[derive(Debug)]
struct Incident {
    count: u64,
    at: Instant,
    reason: String,
}

impl Incidents {
    /// Notes why a task had to be started again, or why its work was not done this time.
    pub fn note(&self, task: &str, reason: &str, now: Instant) {
        let mut incidents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = incidents.get(task).map_or(0, |before| before.count) + 1;
        incidents.insert(task.to_owned(), Incident { count, at: now, reason: one_line(reason, LONGEST) });
    }

    /// The entry of `status.json`; `None` as long as all goes well.
    fn entry(&self, now: Instant) -> Option<Value> {
        let incidents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count: u64 = incidents.values().map(|incident| incident.count).sum();
        let recent = incidents.iter().filter(|(_, incident)| now - incident.at < REMEMBERED);
        let lines: Vec<_> = recent.map(|(task, incident)| format!("{task}: {}", incident.reason)).collect();
        (count > 0).then(|| {
            json!({
                "id": "relay-tasks",
                "label": {"fr": "Programme du relais", "en": "The relay's program"},
                "kind": "relay",
                "ok": lines.is_empty(),
                "last_success": null,
                "kept": null,
                "rejected": count,
                "last_error": (!lines.is_empty()).then(|| lines.join("\n")),
            })
        })
    }
}

/// A source of documents whose status tells of the tasks behind it too.
pub struct Supervised {
    source: Arc<dyn Source>,
    incidents: Arc<Incidents>,
}

impl Supervised {
    pub fn new(source: Arc<dyn Source>, incidents: Arc<Incidents>) -> Self {
        Self { source, incidents }
    }
}

impl Source for Supervised {
    fn documents(&self, now: Instant) -> Documents {
        let mut documents = self.source.documents(now);
        if let Some(entry) = self.incidents.entry(now) {
            extend(&mut documents, "status.json", "sources", &[entry]);
        }
        documents
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::mpsc;

    use super::*;

    const NOW: &str = "2026-11-21T10:00:00Z";

    fn utc(text: &str) -> Instant {
        text.parse().unwrap()
    }
    fn tasks() -> Tasks {
        let clock = RelayClock::new(Some(utc(NOW)), Some(0.0));
        Tasks::new(Arc::default(), clock).restarting_after(Duration::from_millis(1))
    }

    struct Silent;
    impl Source for Silent {
        fn documents(&self, _: Instant) -> Documents {
            let mut documents = Documents::default();
            documents.insert("status.json", &json!({"version": 1, "sources": [{"id": "a"}]}));
            documents
        }
    }

    /// The sources of `status.json`.
    fn status(incidents: &Arc<Incidents>, now: &str) -> Vec<Value> {
        let documents = Supervised::new(Arc::new(Silent), Arc::clone(incidents)).documents(utc(now));
        let status: Value = serde_json::from_slice(documents.get("status.json").unwrap()).unwrap();
        status["sources"].as_array().unwrap().clone()
    }

    #[tokio::test]
    async fn a_task_that_panics_or_ends_is_started_again_and_the_status_says_so() {
        let (mut tasks, runs) = (tasks(), Arc::new(AtomicU32::new(0)));
        let (told, mut heard) = mpsc::unbounded_channel();
        assert_eq!(status(&tasks.incidents, NOW).len(), 1);
        tasks.keep("refresh", move |ended| {
            told.send(ended.map(str::to_owned)).unwrap();
            let run = runs.fetch_add(1, Ordering::SeqCst);
            async move {
                assert_ne!(run, 0, "on purpose");
                if run > 1 {
                    std::future::pending::<()>().await;
                }
            }
        });
        let first = heard.recv().await.unwrap();
        let (second, third) = (heard.recv().await.unwrap().unwrap(), heard.recv().await.unwrap());
        assert_eq!((first, third.as_deref()), (None, Some("it ended")));
        assert!(second.starts_with("it panicked") && second.contains("on purpose"), "{second}");
        let [_, told] = &status(&tasks.incidents, NOW)[..] else { panic!("no entry") };
        assert_eq!(
            (&told["ok"], &told["rejected"], &told["last_error"]),
            (&json!(false), &json!(2), &json!("refresh: it ended"))
        );
        let [_, later] = &status(&tasks.incidents, "2026-11-21T11:00:01Z")[..] else { panic!("no entry") };
        assert_eq!((&later["ok"], &later["rejected"], &later["last_error"]), (&json!(true), &json!(2), &json!(null)));
    }

    #[tokio::test]
    async fn one_task_s_end_is_no_other_s_and_dropping_ends_all() {
        let mut tasks = tasks();
        let (alive, mut heard) = mpsc::unbounded_channel::<()>();
        tasks.keep("bad", |_| async { panic!("on purpose") });
        tasks.keep("good", move |_| {
            let alive = alive.clone();
            async move {
                alive.send(()).unwrap();
                std::future::pending::<()>().await;
                drop(alive);
            }
        });
        assert_eq!((tasks.count(), heard.recv().await), (2, Some(())));
        drop(tasks);
        // The sender is gone with the task that held it.
        assert_eq!(heard.recv().await, None);
    }
}
