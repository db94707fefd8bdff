//! Which centre to go to: drive plus wait, among those that still let one in.

use std::cmp::Ordering;

use super::{
    Acceptance, ArrivalWait, ClosedBecause, Context, Drive, MaterialId, Minutes, Opening, OpeningState, Position,
    Profile, Reading, Site, SiteId, Situation, WaitBand, opening_at,
};

/// Whether somebody who leaves now can go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Let in after the drive and the wait, during this opening.
    Yes(Opening),
    /// Open now or on arrival, but entry ends before one's turn.
    TooLate(Opening),
    /// Closed on arrival.
    Closed,
    /// Hours unknown.
    Unknown,
}

/// What somebody who leaves now for a centre can expect.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip<'a> {
    pub site: &'a Site,
    pub situation: Situation,
    pub drive: Drive,
    pub wait: ArrivalWait,
    pub reach: Reach,
    pub acceptance: Option<Acceptance>,
    /// What one brings cannot be left there today.
    pub full_today: bool,
}

impl Trip<'_> {
    /// Drive plus wait; `None` where one of them is not known.
    pub fn total(&self) -> Option<Minutes> {
        Some(self.drive.known()? + self.wait.expected()?)
    }

    /// What lists are sorted by before anything else: whether one is let in and the wait is known, then drive plus wait.
    pub fn standing(&self) -> (u8, Minutes) {
        let group = match self.reach {
            Reach::Yes(_) => 0,
            Reach::Unknown => 1,
            Reach::TooLate(_) => 2,
            Reach::Closed => 3,
        };
        let wait = self.wait.expected();
        (2 * group + u8::from(wait.is_none()), self.drive.at_most() + wait.unwrap_or_default())
    }

    /// Whether one waits on arrival as one would now.
    pub fn waits_as_now(&self) -> bool {
        self.wait.band() == self.situation.wait.band()
    }

    /// Whether the trip may be the answer to "where do I go now?".
    pub fn is_answer(&self) -> bool {
        matches!(self.reach, Reach::Yes(_)) && !self.full_today && self.acceptance != Some(Acceptance::Refused)
    }

    /// Answers first, and among them those that surely take what one brings, then those whose wait is known, by the
    /// shortest total; the others by what can still be said of them.
    fn order(&self) -> (u8, u8, bool, u32, u32) {
        let (standing, total) = self.standing();
        let taken = match self.acceptance {
            None | Some(Acceptance::Accepted) => 0,
            Some(Acceptance::Unknown) => 1,
            Some(Acceptance::Refused) => 3,
        };
        let taken = if self.full_today { 2.max(taken) } else { taken };
        let (reach, is_wait_unknown) = (standing / 2, standing % 2 == 1);
        (if taken >= 2 { 4 } else { reach }, taken, is_wait_unknown, total.0, self.drive.at_most().0)
    }
}

/// The trip to one centre, for somebody who leaves `from` at the context's instant with `material`.
pub fn trip<'a>(
    site: &'a Site,
    reading: Option<&Reading>,
    profile: Option<&Profile>,
    from: Position,
    material: Option<&MaterialId>,
    context: Context,
) -> Trip<'a> {
    let situation = Situation::of(site, reading, profile, context);
    let drive = Drive::to(site, from);
    let arrival = context.now + chrono::Duration::from(drive.at_most());
    let wait = ArrivalWait::of(situation.wait, profile, context.at(arrival));
    let on_arrival = match &situation.opening {
        OpeningState::Closed { because: ClosedBecause::Reported, .. } => situation.opening.clone(),
        // Sensors answer where hours are unknown, and for some minutes ahead.
        OpeningState::Open(open) if open.contains(arrival) => situation.opening.clone(),
        OpeningState::Closed { next: Some(next), .. } if arrival < next.from => situation.opening.clone(),
        OpeningState::Open(_) | OpeningState::Closed { .. } | OpeningState::Unknown(_) => {
            opening_at(site, context.calendar, context.zone, arrival)
        }
    };
    let turn = arrival + chrono::Duration::from(wait.expected().unwrap_or_default());
    let reach = match (&on_arrival, &situation.opening) {
        (OpeningState::Open(open), _) if open.lets_in(turn) => Reach::Yes(*open),
        (OpeningState::Open(open), _) | (OpeningState::Closed { .. }, OpeningState::Open(open)) => {
            Reach::TooLate(*open)
        }
        (OpeningState::Closed { .. }, _) => Reach::Closed,
        (OpeningState::Unknown(_), _) => Reach::Unknown,
    };
    Trip {
        acceptance: material.map(|m| site.acceptance(m)),
        full_today: is_full_today(reading, material, context),
        site,
        situation,
        drive,
        wait,
        reach,
    }
}

/// A reading of today, however old, still says which skips were full: they are emptied overnight.
pub fn is_full_today(reading: Option<&Reading>, material: Option<&MaterialId>, context: Context) -> bool {
    let (Some(reading), Some(material)) = (reading, material) else { return false };
    let same_day = reading.at.is_some_and(|at| context.zone.local(at).date() == context.zone.local(context.now).date());
    same_day && reading.unavailable.contains(material)
}

/// Drive plus wait as people are told it: to the minute below ten, else to five minutes, and never less or more than the
/// drive and the band of the wait that stand beside it add up to. `None` where one of them is not known.
pub fn told_total(drive: Drive, wait: ArrivalWait) -> Option<Minutes> {
    const STEP: u32 = 5;
    let (drive, wait) = (drive.known()?, wait.expected()?);
    let exact = drive.0 + wait.0;
    if exact < 2 * STEP {
        return Some(Minutes(exact));
    }
    let (least, most) = WaitBand::of(wait).bounds();
    let near = (exact + STEP / 2) / STEP * STEP;
    Some(Minutes(if near < drive.0 + least.0 {
        near + STEP
    } else if most.is_some_and(|most| near > drive.0 + most.0) {
        near - STEP
    } else {
        near
    }))
}

/// Whether the first of these trips is the quickest one, whatever the waits and places that are not known.
pub fn is_surely_quickest(first: &Trip, others: &[&Trip]) -> bool {
    let Some(wait) = first.wait.expected() else { return false };
    let at_least = |other: &&Trip| other.drive.at_least() + other.wait.expected().unwrap_or_default();
    others.iter().all(|other| at_least(other) >= first.drive.at_most() + wait)
}

/// Finds the reading and the profile of a centre.
pub trait Known {
    fn reading(&self, site: &SiteId) -> Option<&Reading>;
    fn profile(&self, site: &SiteId) -> Option<&Profile>;
}

/// All trips, the best first. Equal ones are in the order of their identifiers, so that a list does not flicker.
pub fn rank<'a>(
    sites: impl IntoIterator<Item = &'a Site>,
    known: &impl Known,
    from: Position,
    material: Option<&MaterialId>,
    context: Context,
) -> Vec<Trip<'a>> {
    let mut trips = Vec::new();
    for site in sites {
        trips.push(trip(site, known.reading(&site.id), known.profile(&site.id), from, material, context));
    }
    trips.sort_unstable_by(compare);
    trips
}

fn compare(a: &Trip, b: &Trip) -> Ordering {
    a.order().cmp(&b.order()).then_with(|| a.site.id.cmp(&b.site.id))
}

#[cfg(test)]
#[path = "rank_tests.rs"]
mod tests;
