//! What is reckoned from a place's meters and published like them: what of its sun it uses at the same moment.

use super::LastValue;
use crate::domain::{Meter, MeterKind, PowerSeries, School, SiteId, Watts, belong_together, self_consumed};

/// The identifier of the meter that nobody installed.
const SELF: &str = "self";

/// How what is used on the spot follows from two meters of a place, given by their places in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// The lesser of production and consumption.
    Least { production: usize, consumption: usize },
    /// What is produced and does not leave.
    Kept { production: usize, export: usize },
}

/// A meter that is reckoned from others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Derived {
    pub meter: Meter,
    rule: Rule,
}

impl Derived {
    /// Of a place that measures its production and either its consumption or what leaves it. One that measures its
    /// self-consumption has that.
    pub fn of(place: &School) -> Option<Self> {
        let find = |kind| place.meters.iter().position(|meter| meter.kind == kind);
        if find(MeterKind::SelfConsumed).is_some() || place.meters.iter().any(|meter| meter.id.as_str() == SELF) {
            return None;
        }
        let production = find(MeterKind::PvProduction)?;
        let rule = match (find(MeterKind::Consumption), find(MeterKind::GridExport)) {
            (Some(consumption), _) => Rule::Least { production, consumption },
            (None, Some(export)) => Rule::Kept { production, export },
            (None, None) => return None,
        };
        let (a, b) = rule.meters();
        let step = place.meters[a].step;
        let id: SiteId = SELF.parse().expect("four letters are an identifier");
        (step == place.meters[b].step)
            .then_some(Self { meter: Meter { id, kind: MeterKind::SelfConsumed, step, best: None }, rule })
    }

    /// Step by step; one of which either is unknown is unknown.
    pub fn series(&self, measured: &[PowerSeries]) -> PowerSeries {
        let (a, b) = self.rule.meters();
        let empty = PowerSeries { start: measured[a].start, step: self.meter.step, values: Vec::new() };
        if measured[a].start != measured[b].start || measured[a].step != measured[b].step {
            return empty;
        }
        let both = measured[a].values.iter().zip(&measured[b].values);
        PowerSeries { values: both.map(|(a, b)| Some(self.rule.power((*a)?, (*b)?))).collect(), ..empty }
    }

    /// From the last values of both, at the instant of the older one, if they belong together.
    pub fn last(&self, last: &[LastValue]) -> LastValue {
        let (a, b) = self.rule.meters();
        let ((at_a, a), (at_b, b)) = (last[a]?, last[b]?);
        belong_together(&[at_a, at_b], self.meter.step).then(|| (at_a.min(at_b), self.rule.power(a, b)))
    }
}

impl Rule {
    fn meters(self) -> (usize, usize) {
        match self {
            Rule::Least { production, consumption } => (production, consumption),
            Rule::Kept { production, export } => (production, export),
        }
    }

    fn power(self, production: Watts, other: Watts) -> Watts {
        match self {
            Rule::Least { .. } => self_consumed(production, other),
            Rule::Kept { .. } => Watts((production.0 - other.0).max(0.0)),
        }
    }
}
