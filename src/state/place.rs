//! Where the person sets off.

use crate::domain::Position;

/// A place to count the drive from.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Commune {
        id: String,
        name: String,
        position: Position,
    },
    /// The device's own position: on this device only, until the page is closed.
    Here(Position),
}

impl Place {
    pub fn position(&self) -> Position {
        match self {
            Place::Commune { position, .. } | Place::Here(position) => *position,
        }
    }
}

/// What stands in the way of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    Refused,
    Unavailable,
    /// The typed name is no commune of the territory.
    UnknownCommune(String),
    /// The choice could not be remembered.
    NotRemembered,
}
