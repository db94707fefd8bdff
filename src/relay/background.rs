//! Work of more than a moment, kept off the async workers: whoever asks for what is ready never waits for it.

use std::{panic, sync::Arc};

use tokio::{sync::Semaphore, task::spawn_blocking};

/// One piece of such work at a time: many readers who ask for things that have to be made cannot take more than one
/// processor, nor the memory of more than one.
#[derive(Debug)]
pub(super) struct Background(Arc<Semaphore>);

impl Default for Background {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Background {
    /// Does the work when it is its turn. Once it has begun it goes on to its end, whether the caller still waits or not. A
    /// panic of the work is the caller's.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let turn = Arc::clone(&self.0).acquire_owned().await.expect("the semaphore is never closed");
        let done = spawn_blocking(move || {
            let made = work();
            drop(turn);
            made
        });
        done.await.unwrap_or_else(|error| panic::resume_unwind(error.into_panic()))
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
        time::Duration,
    };

    use super::*;

    #[tokio::test]
    async fn work_is_done_one_after_the_other_and_on_no_async_worker() {
        let (background, busy) = (Arc::new(Background::default()), Arc::new(AtomicUsize::new(0)));
        let here = thread::current().id();
        let work = |n: usize| {
            let (background, busy) = (Arc::clone(&background), Arc::clone(&busy));
            tokio::spawn(async move {
                let made = background.run(move || {
                    assert_eq!(busy.fetch_add(1, Ordering::SeqCst), 0, "another is at work");
                    thread::sleep(Duration::from_millis(1));
                    busy.fetch_sub(1, Ordering::SeqCst);
                    (n, thread::current().id())
                });
                made.await
            })
        };
        let tasks: Vec<_> = (0..20).map(work).collect();
        for (n, task) in tasks.into_iter().enumerate() {
            let (made, thread) = task.await.unwrap();
            assert!(made == n && thread != here);
        }
    }

    #[tokio::test]
    async fn a_panic_is_the_caller_s_and_the_next_one_has_its_turn() {
        let background = Arc::new(Background::default());
        let failing = Arc::clone(&background);
        let failed = tokio::spawn(async move { failing.run(|| panic!("on purpose")).await });
        assert!(failed.await.unwrap_err().is_panic());
        assert_eq!(background.run(|| 7).await, 7);
    }
}
