//! Keeping a household's data on the device, and taking them away again.

use leptos::task::spawn_local;

use super::{Contract, Data, Household, Import};
use crate::{
    domain::{
        Instant,
        household::{Gathered, pack, unpack},
    },
    platform::{clock, database},
};

/// What the device has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Not looked yet.
    Unknown,
    /// Nothing; what is on the screen goes with the page.
    Nothing,
    Since(Instant),
    /// The browser refused: what is on the screen stays there.
    Refused,
    /// The browser refused what was added; what was kept before is there as it was.
    NotRenewed(Instant),
    /// It was there, and now it was looked for and not found.
    Deleted,
    /// The browser did not delete it.
    NotDeleted,
}

const READINGS: &str = "readings";
const CONTRACT: &str = "contract";
/// Milliseconds since 1970 as text.
const SINCE: &str = "since";

impl Household {
    pub(super) fn look_for_kept(self) {
        spawn_local(async move {
            let Ok(Some(bytes)) = database::get(READINGS).await else {
                return self.kept.set(Kept::Nothing);
            };
            let Some(gathered) = unpack(&bytes) else { return self.kept.set(Kept::Nothing) };
            let text = |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            if let Some(contract) = text(database::get(CONTRACT).await.ok().flatten()) {
                self.contract.set(Contract::from_text(&contract));
            }
            let since = text(database::get(SINCE).await.ok().flatten());
            let since = since.and_then(|since| Instant::from_timestamp_millis(since.parse().ok()?));
            self.show(Data { gathered, is_sample: false });
            self.kept.set(Kept::Since(since.unwrap_or_default()));
        });
    }

    /// Keeps what is looked at, on the person's wish.
    pub fn keep(self) {
        let Some(data) = self.data.get_untracked().filter(|data| !data.is_sample && !self.is_shared) else { return };
        let now = clock::now();
        // What was said of the files is of no use later, and their names may say more than they should.
        let readings = pack(&Gathered { files: Vec::new(), ..data.gathered.clone() });
        let contract = self.contract.with_untracked(Contract::to_text).into_bytes();
        let since = now.timestamp_millis().to_string().into_bytes();
        spawn_local(async move {
            let kept = database::put(&[(READINGS, readings), (CONTRACT, contract), (SINCE, since)]).await;
            self.kept.set(match (kept, self.kept.get_untracked()) {
                (Ok(()), _) => Kept::Since(now),
                (Err(_), Kept::Since(before) | Kept::NotRenewed(before)) => Kept::NotRenewed(before),
                (Err(_), Kept::Unknown | Kept::Nothing | Kept::Refused | Kept::Deleted | Kept::NotDeleted) => {
                    Kept::Refused
                }
            });
        });
    }

    /// Who keeps data keeps what is added to them.
    pub(super) fn renew_kept(self) {
        if matches!(self.kept.get_untracked(), Kept::Since(_) | Kept::NotRenewed(_)) {
            self.keep();
        }
    }

    /// Says something of the contract; it is kept where the readings are.
    pub fn agree(self, change: impl FnOnce(&mut Contract)) {
        self.contract.update(change);
        self.renew_kept();
    }

    /// Takes everything away: from the device, from the page, and from what was being read.
    pub fn delete(self) {
        self.cancel_import();
        self.import.set(Import::Idle);
        self.data.set(None);
        self.contract.set(Contract::default());
        self.produced.set(String::new());
        self.mistyped.set(Vec::new());
        spawn_local(async move {
            let deleted = database::delete().await;
            self.kept.set(if deleted.is_ok() { Kept::Deleted } else { Kept::NotDeleted });
        });
    }
}
