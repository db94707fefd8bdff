//! A computer that is many people's, as in a library: nothing is kept, and what is there goes when its person does.

use super::{Contract, Household, Import};
use crate::{
    platform::{document, visibility, wipe},
    present::Route,
};

impl Household {
    /// Wipes everything when nobody touched anything for minutes, and when a browser brings the page back.
    pub(super) fn watch_for_somebody(self) {
        self.watch.start(move || self.holds_anything(), move || self.wipe_and_leave());
        visibility::on_brought_back(move || self.delete());
    }

    /// Files that were understood and not taken say as much of a person as those that were.
    fn holds_anything(self) -> bool {
        self.data.with_untracked(Option::is_some)
            || self.import.with_untracked(|import| !matches!(import, Import::Idle | Import::Failed))
            || self.contract.with_untracked(|contract| *contract != Contract::default())
            || !self.produced.with_untracked(String::is_empty)
            || !self.mistyped.with_untracked(Vec::is_empty)
    }

    /// Wipes everything and leaves for the app's home, from which no way back leads here.
    pub fn wipe_and_leave(self) {
        self.watch.reset();
        self.delete();
        let home = self.app.href(&Route::Home);
        wipe::wipe(move || document::leave_for(&home));
    }
}
