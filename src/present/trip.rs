//! Going to a centre in words: the one figure of the drive and the wait, wherever it is told.

use super::Texts;
use crate::domain::{ArrivalWait, Drive, Position, Reach, Site, Trip, told_total};

/// A drive and a wait in words. Every page, the desk and the sheet take them from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripWords {
    /// "environ 25 min"; `None` where the drive or the wait is not known.
    pub total: Option<String>,
    /// "15 min de route, puis 5 à 10 min d’attente".
    pub parts: String,
}

impl TripWords {
    pub fn of(t: &Texts, drive: Drive, wait: ArrivalWait) -> Self {
        let band = wait.band().map(|band| (t.band)(band));
        Self {
            total: told_total(drive, wait).map(|total| (t.about_total)(total)),
            parts: (t.drive_plus_wait)(drive.known(), band, wait.is_usual()),
        }
    }

    /// Both in a sentence.
    pub fn sentence(self, t: &Texts) -> String {
        match self.total {
            Some(total) => (t.total_of)(&total, &self.parts),
            None => self.parts,
        }
    }
}

/// The way to a centre, "à 3,2 km au sud, 9 min de route"; `None` where nobody drives so far.
pub fn way_words(t: &Texts, from: Position, site: &Site) -> Option<String> {
    let way = |drive: Drive| drive.known().map_or_else(|| t.place_unknown.to_owned(), |drive| (t.drive_only)(drive));
    way_and(t, from, site, &way(Drive::to(site, from)))
}

/// The same with what the whole trip takes, for those who are let in: "à 3,2 km au sud, environ 15 min (9 min de route, …)".
pub fn way_and_total(t: &Texts, from: Position, trip: &Trip) -> Option<String> {
    match trip.reach {
        Reach::Yes(_) if trip.drive.known().is_some() => {
            way_and(t, from, trip.site, &TripWords::of(t, trip.drive, trip.wait).sentence(t))
        }
        Reach::Yes(_) | Reach::Unknown | Reach::TooLate(_) | Reach::Closed => way_words(t, from, trip.site),
    }
}

/// No distance is told to a place that is not known.
fn way_and(t: &Texts, from: Position, site: &Site, words: &str) -> Option<String> {
    let distance = from.distance(site.position);
    let is_known = Drive::to(site, from).known().is_some();
    let away = || format!("{}, {words}", (t.away)(distance, from.direction(site.position)));
    distance.is_drivable().then(|| if is_known { away() } else { words.to_owned() })
}
