//! Reading files beside the page, so that it goes on answering. One reading at a time.

use super::file::Brought;

/// What comes back from the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// So many files have been read.
    Progress(u32),
    /// What they say, packed.
    Done(Vec<u8>),
    /// The worker could not be had, or came to an end.
    Failed,
}

/// Reads files. `before` is what was there already, packed. Of a reading that is begun anew the old one is forgotten.
pub fn start(address: &str, zone: &[u8], before: &[u8], files: Vec<Brought>, news: impl Fn(News) + 'static) {
    #[cfg(target_arch = "wasm32")]
    in_browser::start(address, zone, before, files, news);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (address, zone, before, files);
        news(News::Failed);
    }
}

/// Ends the reading, whatever it is at.
pub fn cancel() {
    #[cfg(target_arch = "wasm32")]
    in_browser::cancel();
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::{cell::RefCell, rc::Rc};

    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

    use super::{Brought, News};

    /// A worker at work, and what it calls; ended when dropped.
    struct Reading {
        worker: Worker,
        _listens: [Closure<dyn Fn(Event)>; 2],
    }

    impl Drop for Reading {
        fn drop(&mut self) {
            self.worker.terminate();
        }
    }

    thread_local! {
        static CURRENT: RefCell<Option<Reading>> = const { RefCell::new(None) };
    }

    pub fn cancel() {
        let reading = CURRENT.take();
        drop(reading);
    }

    pub fn start(address: &str, zone: &[u8], before: &[u8], files: Vec<Brought>, news: impl Fn(News) + 'static) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(address, &options) else { return news(News::Failed) };
        let news = Rc::new(news);
        let job = Array::of3(&Uint8Array::from(zone), &Uint8Array::from(before), &files.into_iter().collect::<Array>());
        let message = {
            let (news, worker) = (news.clone(), worker.clone());
            Closure::<dyn Fn(Event)>::new(move |event: Event| {
                let data = event.unchecked_into::<MessageEvent>().data();
                if data == JsValue::TRUE {
                    // It listens from now on.
                    if worker.post_message(&job).is_err() {
                        news(News::Failed);
                    }
                } else if let Some(count) = data.as_f64() {
                    news(News::Progress(count as u32));
                } else if let Ok(bytes) = data.dyn_into::<Uint8Array>() {
                    news(News::Done(bytes.to_vec()));
                } else {
                    news(News::Failed);
                }
            })
        };
        let failure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            // It is said to the person; the page itself goes on.
            event.prevent_default();
            news(News::Failed);
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failure.as_ref().unchecked_ref()));
        let reading = Reading { worker, _listens: [message, failure] };
        CURRENT.with_borrow_mut(|current| *current = Some(reading));
    }
}
