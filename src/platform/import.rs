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

/// Begins to fetch and start what reads, before there is anything to read: a hand takes longer than that.
pub fn prepare(address: &str) {
    #[cfg(target_arch = "wasm32")]
    in_browser::prepare(address);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = address;
}

/// Reads files by `terms`, the packed clocks and answers. `before` is what was there already, packed. Of a reading that is begun anew the old one is forgotten.
pub fn start(address: &str, terms: &[u8], before: &[u8], files: Vec<Brought>, news: impl Fn(News) + 'static) {
    #[cfg(target_arch = "wasm32")]
    in_browser::start(address, terms, before, files, news);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (address, terms, before, files);
        news(News::Failed);
    }
}

/// Ends the reading, whatever it is at. What is prepared and has nothing to read stays.
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

    /// A worker, and what it calls; ended when dropped.
    struct Reader {
        worker: Worker,
        state: Rc<RefCell<State>>,
        _listens: [Closure<dyn Fn(Event)>; 2],
    }

    #[derive(Default)]
    struct State {
        /// It has said so.
        listens: bool,
        /// What is to be read, and who hears of it.
        job: Option<(Array, Rc<dyn Fn(News)>)>,
    }

    impl Drop for Reader {
        fn drop(&mut self) {
            self.worker.terminate();
        }
    }

    thread_local! {
        static CURRENT: RefCell<Option<Reader>> = const { RefCell::new(None) };
    }

    pub fn cancel() {
        let is_busy = |reader: &mut Reader| reader.state.borrow().job.is_some();
        let reader = CURRENT.with_borrow_mut(|current| current.take_if(is_busy));
        drop(reader);
    }

    pub fn prepare(address: &str) {
        if CURRENT.with_borrow(Option::is_none) {
            CURRENT.set(reader(address));
        }
    }

    pub fn start(address: &str, terms: &[u8], before: &[u8], files: Vec<Brought>, news: impl Fn(News) + 'static) {
        cancel();
        prepare(address);
        let job =
            Array::of3(&Uint8Array::from(terms), &Uint8Array::from(before), &files.into_iter().collect::<Array>());
        let news: Rc<dyn Fn(News)> = Rc::new(news);
        let is_sent = CURRENT.with_borrow(|current| {
            current.as_ref().is_some_and(|reader| {
                let mut state = reader.state.borrow_mut();
                // Where it does not listen yet, it is sent when it does.
                let is_sent = !state.listens || reader.worker.post_message(&job).is_ok();
                state.job = Some((job, news.clone()));
                is_sent
            })
        });
        if !is_sent {
            news(News::Failed);
        }
    }

    fn reader(address: &str) -> Option<Reader> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options).ok()?;
        let state = Rc::new(RefCell::new(State::default()));
        // Not borrowed while the page hears: it may end the reader then.
        let tell = |state: &RefCell<State>, what: News| {
            let news = state.borrow().job.as_ref().map(|(_, news)| news.clone());
            if let Some(news) = news {
                news(what);
            }
        };
        let message = {
            let (state, worker) = (state.clone(), worker.clone());
            Closure::<dyn Fn(Event)>::new(move |event: Event| {
                let data = event.unchecked_into::<MessageEvent>().data();
                if data == JsValue::TRUE {
                    state.borrow_mut().listens = true;
                    let job = state.borrow().job.as_ref().map(|(job, _)| job.clone());
                    if job.is_some_and(|job| worker.post_message(&job).is_err()) {
                        tell(&state, News::Failed);
                    }
                } else if let Some(count) = data.as_f64() {
                    tell(&state, News::Progress(count as u32));
                } else if let Ok(bytes) = data.dyn_into::<Uint8Array>() {
                    tell(&state, News::Done(bytes.to_vec()));
                } else {
                    tell(&state, News::Failed);
                }
            })
        };
        let failure = {
            let state = state.clone();
            Closure::<dyn Fn(Event)>::new(move |event: Event| {
                // It is said to the person; the page itself goes on.
                event.prevent_default();
                if state.borrow().job.is_some() {
                    tell(&state, News::Failed);
                } else {
                    // Nobody waits for it yet; who brings a file has it fetched again.
                    drop(CURRENT.take());
                }
            })
        };
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failure.as_ref().unchecked_ref()));
        Some(Reader { worker, state, _listens: [message, failure] })
    }
}
