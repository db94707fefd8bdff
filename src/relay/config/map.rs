//! Which field of which record is what.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::{Deserialize, Deserializer, de::Error};

use crate::{
    domain::{Minutes, SiteId, WaitInterval},
    relay::waits::Passage,
};

/// One thing that is taken out of a source's records.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// The record's key: a device, a feed, a place. `None`: every record.
    pub key: Option<String>,
    /// Path to the value; `None` for what a record says by being there.
    pub field: Option<String>,
    pub absent: Absent,
    /// The ports of the uplinks that this is taken from; empty: any.
    pub ports: BTreeSet<u8>,
    /// Paths to fields that a record must have for this to be taken from it.
    pub requires: Vec<String>,
    pub target: Target,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What a missing field means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Absent {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Zero: for those who leave out fields whose value is zero. Of a record of another kind that would be made up, so the
    /// map says by `f_port` or `requires` which records these are.
    Zero,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Site(SiteMap),
    Meter(MeterMap),
}

#[derive(Clone, Debug, PartialEq)]
pub struct SiteMap {
    pub site: SiteId,
    pub sees: Sees,
    /// Which of several lanes before one gate; what is seen of all of them adds up. `None`: the sensor sees all.
    pub lane: Option<SiteId>,
    /// The source's words for ours.
    pub values: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sees {
    Queue,
    Arrivals,
    ArrivalsTotal,
    Entries,
    EntriesTotal,
    Exits,
    ExitsTotal,
    Level,
    Wait,
    State,
    Alive,
}

impl Sees {
    /// Whether it is of one lane where a gate has several.
    pub fn is_of_a_lane(self) -> bool {
        self == Self::Queue || self.passage().is_some()
    }

    /// Which passage is counted, whether as a total or since the last report.
    pub fn passage(self) -> Option<Passage> {
        match self {
            Self::Arrivals | Self::ArrivalsTotal => Some(Passage::Arrival),
            Self::Entries | Self::EntriesTotal => Some(Passage::Entry),
            Self::Exits | Self::ExitsTotal => Some(Passage::Exit),
            Self::Queue | Self::Level | Self::Wait | Self::State | Self::Alive => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct MeterMap {
    pub school: SiteId,
    pub meter: SiteId,
    pub reads: Reads,
    /// -1 for sources that count what is used as negative.
    pub factor: f64,
    /// What a negative value means once the factor is applied: nothing of this meter's (`zero`), or a mistake.
    pub negative: Absent,
}

/// What a meter's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    Power(PowerUnit),
    /// Energy since the meter was installed, which only grows.
    Counter(CounterUnit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum CounterUnit {
    Wh,
    #[serde(rename = "kWh")]
    Kwh,
}

/// What a value is in watts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum PowerUnit {
    W,
    #[serde(rename = "kW")]
    Kw,
    /// Energy of one step, which needs `step_s`.
    Wh,
    #[serde(rename = "kWh")]
    Kwh,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    key: Option<String>,
    field: Option<String>,
    #[serde(default)]
    absent: Absent,
    #[serde(default, deserialize_with = "ports")]
    f_port: BTreeSet<u8>,
    #[serde(default)]
    requires: Vec<String>,
    site: Option<String>,
    sees: Option<Sees>,
    lane: Option<String>,
    #[serde(default)]
    values: BTreeMap<String, String>,
    meter: Option<String>,
    unit: Option<PowerUnit>,
    counter: Option<CounterUnit>,
    factor: Option<f64>,
    negative: Option<Absent>,
}

impl<'de> Deserialize<'de> for Map {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::deserialize(deserializer)?;
        let target = target(&raw).map_err(D::Error::custom)?;
        Ok(Self {
            key: raw.key,
            field: raw.field,
            absent: raw.absent,
            ports: raw.f_port,
            requires: raw.requires,
            target,
            span: 0..0,
        })
    }
}

/// One port or several; devices report on 1 to 255 (LoRaWAN 1.0.4, section 4.3.2).
fn ports<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<u8>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Ports {
        One(i64),
        Several(Vec<i64>),
    }
    let wrong = || D::Error::custom("f_port is a port from 1 to 255, or several: [2, 3]");
    let ports = match Ports::deserialize(deserializer).map_err(|_| wrong())? {
        Ports::One(port) => vec![port],
        Ports::Several(ports) => ports,
    };
    let ports: Option<BTreeSet<u8>> =
        ports.into_iter().map(|port| u8::try_from(port).ok().filter(|port| *port > 0)).collect();
    ports.filter(|ports| !ports.is_empty()).ok_or_else(wrong)
}

fn target(raw: &Raw) -> Result<Target, String> {
    match (&raw.site, &raw.meter) {
        (Some(_), Some(_)) | (None, None) => Err("either site (with sees) or meter (with unit)".to_owned()),
        (Some(site), None) => {
            let sees = raw.sees.ok_or("sees is missing: queue, entries_total, level, wait, state or another")?;
            if raw.unit.is_some() || raw.counter.is_some() || raw.factor.is_some() || raw.negative.is_some() {
                return Err("unit, counter, factor and negative are for meters".to_owned());
            }
            if raw.lane.is_some() && !sees.is_of_a_lane() {
                return Err("a lane has a queue and passages; the rest is said of the gate".to_owned());
            }
            for ours in raw.values.values() {
                check_value(sees, ours)?;
            }
            let lane = raw.lane.as_deref().map(str::parse).transpose()?;
            Ok(Target::Site(SiteMap { site: site.parse()?, sees, lane, values: raw.values.clone() }))
        }
        (None, Some(name)) => {
            let (school, meter) = name.split_once('/').ok_or(format!("a meter is \"school/meter\", not \"{name}\""))?;
            if raw.sees.is_some() || raw.lane.is_some() || !raw.values.is_empty() {
                return Err("sees, lane and values are for sites".to_owned());
            }
            let factor = raw.factor.unwrap_or(1.0);
            if !factor.is_finite() || factor == 0.0 {
                return Err(format!("{factor} is no factor"));
            }
            let reads = match (raw.unit, raw.counter) {
                (Some(unit), None) => Reads::Power(unit),
                (None, Some(unit)) => Reads::Counter(unit),
                (Some(_), Some(_)) => {
                    return Err("either unit, of power, or counter, of energy that only grows".to_owned());
                }
                (None, None) => {
                    return Err("unit is missing: W, kW, Wh or kWh; or counter = \"Wh\" or \"kWh\"".to_owned());
                }
            };
            if matches!(reads, Reads::Counter(_)) && (factor < 0.0 || raw.negative.is_some()) {
                return Err("a counter only grows: it has no negative values and no negative factor".to_owned());
            }
            Ok(Target::Meter(MeterMap {
                school: school.parse()?,
                meter: meter.parse()?,
                reads,
                factor,
                negative: raw.negative.unwrap_or_default(),
            }))
        }
    }
}

/// Our word for a value that says nothing.
pub(crate) const UNKNOWN: &str = "unknown";

/// Our words for what a source may say.
fn check_value(sees: Sees, ours: &str) -> Result<(), String> {
    let known: &[&str] = match sees {
        Sees::Level => &["fluid", "dense", "saturated", UNKNOWN],
        Sees::State => &["open", "closed", UNKNOWN],
        Sees::Wait => {
            return match band(ours) {
                Some(_) => Ok(()),
                None if ours == UNKNOWN => Ok(()),
                None => Err(format!("\"{ours}\" is no wait; expected \"5-10\", \"30-\" or \"unknown\"")),
            };
        }
        Sees::Queue
        | Sees::Arrivals
        | Sees::ArrivalsTotal
        | Sees::Entries
        | Sees::EntriesTotal
        | Sees::Exits
        | Sees::ExitsTotal
        | Sees::Alive => return Err("numbers need no values".to_owned()),
    };
    if known.contains(&ours) { Ok(()) } else { Err(format!("\"{ours}\" is none of {}", known.join(", "))) }
}

/// `5-10` and `30-` as minutes.
pub(crate) fn band(text: &str) -> Option<WaitInterval> {
    let (low, high) = text.split_once('-')?;
    let high = if high.trim().is_empty() { None } else { Some(Minutes(high.trim().parse().ok()?)) };
    WaitInterval::new(Minutes(low.trim().parse().ok()?), high)
}
