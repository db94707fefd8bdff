//! The drive to a centre, as far as its place is known.

use super::{DistanceMetres, Minutes, Position, PositionQuality, Site, drive_estimate};

/// How long it takes to drive to a centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    /// From the distance between two known places.
    Estimated(Minutes),
    /// The centre lies near, its place is not known.
    Unknown {
        /// Not reached later than this from anywhere near.
        at_most: Minutes,
    },
}

impl Drive {
    /// The distance of a centre from the middle of its commune that an approximate place leaves open, metres: the median
    /// commune of metropolitan France, of 10.7 km² (INSEE), is a circle of 1.8 km, and many are larger.
    const OPEN_M: f64 = 3_000.0;
    /// A place of which nobody says that it is exact and which is where one sets off from is the middle of the commune,
    /// metres.
    const SAME_PLACE_M: f64 = 100.0;

    /// For somebody who sets off `from`.
    pub fn to(site: &Site, from: Position) -> Self {
        let distance = from.distance(site.position);
        let open = match site.position_quality {
            PositionQuality::Exact => return Self::Estimated(drive_estimate(distance)),
            PositionQuality::Approximate => Self::OPEN_M,
            PositionQuality::Unknown => Self::SAME_PLACE_M,
        };
        if distance.0 > open {
            return Self::Estimated(drive_estimate(distance));
        }
        Self::Unknown { at_most: drive_estimate(DistanceMetres(distance.0 + Self::OPEN_M)) }
    }

    pub const fn known(self) -> Option<Minutes> {
        match self {
            Self::Estimated(minutes) => Some(minutes),
            Self::Unknown { .. } => None,
        }
    }

    /// What to reckon with, so that a place that is not known promises nothing.
    pub const fn at_most(self) -> Minutes {
        match self {
            Self::Estimated(minutes) | Self::Unknown { at_most: minutes } => minutes,
        }
    }

    /// No drive is shorter than this.
    pub const fn at_least(self) -> Minutes {
        match self {
            Self::Estimated(minutes) => minutes,
            Self::Unknown { .. } => Minutes(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::riantec;

    fn drive(position_quality: PositionQuality, south: f64) -> Drive {
        let site = Site { position_quality, ..riantec() };
        let from = Position::new(site.position.lat() - south, site.position.lon()).unwrap();
        Drive::to(&site, from)
    }

    #[test]
    fn a_place_that_is_not_known_is_no_drive_of_two_minutes() {
        assert_eq!(drive(PositionQuality::Exact, 0.0), Drive::Estimated(Minutes(2)));
        for quality in [PositionQuality::Approximate, PositionQuality::Unknown] {
            let drive = drive(quality, 0.0);
            assert_eq!(drive.known(), None, "{quality:?}");
            assert_eq!((drive.at_least(), drive.at_most()), (Minutes(0), Minutes(11)));
        }
    }

    #[test]
    fn from_farther_away_than_the_place_is_open_the_drive_is_estimated() {
        // 0.02 degrees are 2.2 km, 0.05 are 5.6 km.
        assert_eq!(drive(PositionQuality::Approximate, 0.02).known(), None);
        assert!(drive(PositionQuality::Unknown, 0.02).known().is_some());
        assert!(drive(PositionQuality::Approximate, 0.05).known().is_some());
    }
}
