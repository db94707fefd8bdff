//! The wait of somebody who arrives later, and what it rests on.

use super::{
    Basis, Context, Forecast, Freshness, Instant, MeasuredWait, Minutes, Profile, Wait, WaitBand, WaitInterval,
    forecast, situation::usual_slot,
};

/// The wait on arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrivalWait {
    /// What is measured now, fading into what is usual then.
    Foreseen {
        wait: Minutes,
        basis: Basis,
        measured: WaitInterval,
        at: Instant,
        freshness: Freshness,
    },
    /// What is usual then.
    Usual {
        median: Minutes,
    },
    Unknown,
}

impl ArrivalWait {
    /// For somebody who arrives at the context's instant, where `now` is the wait of this moment.
    pub fn of(now: Wait, profile: Option<&Profile>, context: Context) -> Self {
        let usual = |at| usual_slot(profile, context.at(at));
        let then = usual(context.now);
        let Wait::Measured { interval: measured, at, freshness, .. } = now else {
            return then.map_or(Self::Unknown, |slot| Self::Usual { median: slot.median });
        };
        let foreseen = forecast(Some(MeasuredWait { wait: measured, at }), usual(at), then, context.now);
        let of = |Forecast { wait, basis, .. }| Self::Foreseen { wait, basis, measured, at, freshness };
        foreseen.map_or(Self::Unknown, of)
    }

    /// Usual where the reading is forgotten by then: of a later day nobody says what is measured now.
    #[must_use]
    pub fn settled(self) -> Self {
        match self {
            Self::Foreseen { wait: median, basis: Basis::Usual, .. } => Self::Usual { median },
            Self::Foreseen { .. } | Self::Usual { .. } | Self::Unknown => self,
        }
    }

    /// The wait to reckon with.
    pub fn expected(self) -> Option<Minutes> {
        match self {
            Self::Foreseen { wait, .. } => Some(wait),
            Self::Usual { median } => Some(median),
            Self::Unknown => None,
        }
    }

    pub fn band(self) -> Option<WaitBand> {
        self.expected().map(WaitBand::of)
    }

    /// Whether it is what is usual, more than what is measured.
    pub fn is_usual(self) -> bool {
        match self {
            Self::Foreseen { basis, .. } => basis != Basis::Live,
            Self::Usual { .. } => true,
            Self::Unknown => false,
        }
    }
}
