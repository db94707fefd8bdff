//! A meter's counter read at moments: energy is the difference of two readings.

use super::{Draft, Stamp};
use crate::domain::{
    Instant,
    household::{Basis, Reason},
};

/// `is_claimed`: the file itself says that it is a counter.
pub fn take(draft: &mut Draft, basis: &Basis, mut counters: Vec<(Instant, f64)>, is_claimed: bool) {
    counters.sort_by_key(|(at, _)| *at);
    counters.dedup();
    if counters.is_empty() || counters.len() < 2 && !is_claimed {
        return;
    }
    draft.note_basis(*basis);
    for pair in counters.windows(2) {
        let [(from, before), (until, after)] = [pair[0], pair[1]];
        let Ok(seconds) = u32::try_from((until - from).num_seconds()) else { continue };
        if after < before {
            // A new meter begins at nothing: what was used since the old one's last reading is unknown.
            draft.leave_out(Reason::NewMeter, &Stamp::At(until));
        } else if seconds > 0 {
            draft.keep(basis, (from, seconds), after - before, &Stamp::At(until));
        }
    }
}
