//! Files on their way in: read by the worker, looked at by the person, then taken or not.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use super::{Data, Household};
use crate::{
    domain::household::{Answer, Choice, Gathered, pack, pack_terms, unpack},
    platform::{
        document,
        file::Brought,
        import::{self, News},
    },
    state::follow,
};

#[derive(Clone, Debug, PartialEq)]
pub enum Import {
    Idle,
    /// So many of so many files have been read.
    Reading {
        done: u32,
        of: u32,
    },
    /// Before it is taken, what was understood is said.
    Understood(Arc<Gathered>),
    /// The program that reads could not be had, or came to an end.
    Failed,
}

thread_local! {
    /// The files that are read, or that wait for the territory's clocks. A browser's files stay with the page's thread.
    static BROUGHT: RefCell<Vec<Brought>> = const { RefCell::new(Vec::new()) };
    /// What the person answered to questions about them.
    static ANSWERS: RefCell<Vec<Answer>> = const { RefCell::new(Vec::new()) };
    /// A question was answered whose result has not been shown yet.
    static IS_ANSWERED: Cell<bool> = const { Cell::new(false) };
}

impl Household {
    /// Somebody is about to bring files.
    pub fn expect_files(self) {
        import::prepare(&reader());
    }

    /// Reads files, together with what is there already unless that is nobody's.
    pub fn bring(self, files: Vec<Brought>) {
        if files.is_empty() {
            return;
        }
        import::cancel();
        self.import.set(Import::Reading { done: 0, of: count(&files) });
        BROUGHT.set(files);
        ANSWERS.take();
        self.brought.update(|times| *times += 1);
    }

    /// Reads what is brought as soon as it is known by whose clocks, and again should these turn out to be others before
    /// it is taken: no reading is moved by an hour without a word. Nor before it is known what the device keeps: what is
    /// taken is kept in its place. Called once.
    pub(super) fn read_by_known_clocks(self) {
        let mut last = None;
        follow(move || {
            let now = (self.brought.get(), self.zone.get());
            if self.is_settled() && last.as_ref() != Some(&now) {
                last = Some(now);
                let files = BROUGHT.with_borrow(Vec::clone);
                if !files.is_empty() {
                    self.read(files);
                }
            }
        });
    }

    fn read(self, files: Vec<Brought>) {
        let own = self.data.get_untracked().filter(|data| !data.is_sample);
        let before = own.map(|data| pack(&Gathered { files: Vec::new(), ..data.gathered.clone() })).unwrap_or_default();
        let terms = ANSWERS.with_borrow(|answers| pack_terms(&self.zone.get_untracked(), answers));
        let of = count(&files);
        self.import.set(Import::Reading { done: 0, of });
        import::start(&reader(), &terms, &before, files, move |news| self.hear(news, of));
    }

    fn hear(self, news: News, of: u32) {
        let state = match news {
            News::Progress(done) => Import::Reading { done, of },
            News::Done(bytes) => {
                unpack(&bytes).map_or(Import::Failed, |gathered| Import::Understood(Arc::new(gathered)))
            }
            News::Failed => Import::Failed,
        };
        if !matches!(state, Import::Reading { .. }) {
            import::cancel();
        }
        self.import.set(state);
    }

    /// Reads the files again with what the person answered.
    pub fn answer(self, shape: u32, choice: Choice) {
        ANSWERS.with_borrow_mut(|answers| answers.push(Answer { shape, choice }));
        IS_ANSWERED.set(true);
        self.brought.update(|times| *times += 1);
    }

    /// Whether what is shown now follows an answer; true once, so that the focus is moved once.
    pub fn follows_answer() -> bool {
        IS_ANSWERED.take()
    }

    /// Ends a reading, or passes over what was understood.
    pub fn cancel_import(self) {
        import::cancel();
        BROUGHT.take();
        ANSWERS.take();
        self.import.set(Import::Idle);
    }

    /// Takes what was understood. Where the person keeps data, it is kept with them.
    pub fn take_import(self) {
        if let Import::Understood(gathered) = self.import.get_untracked() {
            self.show(Data { gathered: (*gathered).clone(), is_sample: false });
            BROUGHT.take();
            self.import.set(Import::Idle);
            self.renew_kept();
        }
    }
}

/// The address of what reads.
fn reader() -> String {
    document::meta("import-worker").map(|address| document::absolute(&address)).unwrap_or_default()
}

fn count(files: &[Brought]) -> u32 {
    u32::try_from(files.len()).unwrap_or(u32::MAX)
}
