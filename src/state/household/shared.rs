//! A computer that is many people's, as in a library: nothing is kept, and what is there goes when its person does.

use std::time::Duration;

use leptos::prelude::set_interval;

use super::Household;
use crate::{
    platform::{activity, clock, document, visibility, wipe},
    present::Route,
    state::{Held, Idleness},
};

/// The word in the address by which the library desk leads here.
const MARK: &str = "guichet";

pub fn is_shared() -> bool {
    document::query_parameter(MARK).is_some()
}

/// An address's query with the word in it, so that going to another page does not lose it.
pub fn mark(query: String) -> String {
    if query.is_empty() { format!("?{MARK}") } else { format!("{query}&{MARK}") }
}

impl Household {
    /// Wipes everything when nobody touched anything for three minutes, and when a browser brings the page back.
    pub(super) fn watch_for_somebody(self) {
        let last_sign = Held::new(clock::now());
        activity::on_activity(move || {
            last_sign.set(clock::now());
            false
        });
        visibility::on_brought_back(move || self.delete());
        let look = move || {
            let idleness = Idleness::of(last_sign.get_untracked(), clock::now());
            if idleness == Idleness::Gone && self.data.with_untracked(Option::is_some) {
                self.wipe_and_leave();
            }
        };
        set_interval(look, Duration::from_secs(1));
    }

    /// Wipes everything and leaves for the app's home, from which no way back leads here.
    pub fn wipe_and_leave(self) {
        self.delete();
        let home = self.app.href(&Route::Home);
        wipe::wipe(move || document::leave_for(&home));
    }
}
