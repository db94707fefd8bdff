//! What is announced against a centre's being open: closures, and times of which that cannot be said.

use super::{Instant, LocalText, Site, Zone};

/// A closure or an unclear time between two instants, the end excluded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    /// `None`: since ever.
    pub from: Option<Instant>,
    /// `None`: until further notice.
    pub until: Option<Instant>,
    pub reason: &'a Option<LocalText>,
    /// Whether the centre is closed then; otherwise nobody can say.
    pub is_closure: bool,
}

impl Block<'_> {
    pub(super) fn contains(&self, at: Instant) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

/// Closures first, then what is unclear.
pub(super) fn blocks<'a>(site: &'a Site, zone: &Zone) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for closure in &site.closures {
        let (from, until) = closure.ends(zone);
        blocks.push(Block { from: Some(from), until, reason: &closure.reason, is_closure: true });
    }
    for unclear in &site.unclear {
        let end = |end: Option<super::TimePoint>| end.map(|end| end.instant(zone));
        let (from, until) = (end(unclear.from), end(unclear.until));
        blocks.push(Block { from, until, reason: &unclear.reason, is_closure: false });
    }
    blocks
}
