//! A meter's counter read at moments: energy is the difference of two readings.

use super::{Draft, Stamp};
use crate::domain::household::Reason;

pub fn take(draft: &mut Draft) {
    let mut counters = std::mem::take(&mut draft.counters);
    counters.sort_by_key(|(at, _)| *at);
    counters.dedup();
    for pair in counters.windows(2) {
        let [(from, before), (until, after)] = [pair[0], pair[1]];
        let Ok(seconds) = u32::try_from((until - from).num_seconds()) else { continue };
        if after < before {
            // A new meter begins at nothing: what was used since the old one's last reading is unknown.
            draft.leave_out(Reason::NewMeter, &Stamp::At(until));
        } else if seconds > 0 {
            draft.keep(from, seconds, after - before, false, &Stamp::At(until));
        }
    }
}
