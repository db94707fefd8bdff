//! Files on their way in: read by the worker, looked at by the person, then taken or not.

use std::sync::Arc;

use super::{Data, Household};
use crate::{
    domain::household::{Gathered, pack, pack_zone, unpack},
    platform::{
        document,
        file::Brought,
        import::{self, News},
    },
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

impl Household {
    /// Reads files, together with what is there already unless that is nobody's.
    pub fn bring(self, files: Vec<Brought>) {
        if files.is_empty() {
            return;
        }
        let own = self.data.get_untracked().filter(|data| !data.is_sample);
        let before = own.map(|data| pack(&Gathered { files: Vec::new(), ..data.gathered.clone() })).unwrap_or_default();
        let zone = pack_zone(&self.zone.get_untracked());
        let of = u32::try_from(files.len()).unwrap_or(u32::MAX);
        self.import.set(Import::Reading { done: 0, of });
        let address = document::meta("import-worker").map(|address| document::absolute(&address)).unwrap_or_default();
        import::start(&address, &zone, &before, files, move |news| self.hear(news, of));
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

    /// Ends a reading, or passes over what was understood.
    pub fn cancel_import(self) {
        import::cancel();
        self.import.set(Import::Idle);
    }

    /// Takes what was understood. What the device keeps is as it was until the person keeps this too.
    pub fn take_import(self) {
        if let Import::Understood(gathered) = self.import.get_untracked() {
            self.show(Data { gathered: (*gathered).clone(), is_sample: false });
            self.import.set(Import::Idle);
            self.renew_kept();
        }
    }
}
