//! Which sensor reports.

use std::fmt;

use crate::domain::SiteId;

/// A device of a source, or one lane of those that it watches; unique in the territory.
///
/// The history keeps it as text: `lorawan/loop-riantec`, of one lane `lorawan/loop-riantec#left`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SensorId {
    /// Of the configuration; empty in a history that named none.
    source: Box<str>,
    /// As the source calls it.
    device: Box<str>,
    lane: Option<Box<str>>,
}

/// Stands between source and device.
const DEVICE: char = '/';
/// Stands before a lane.
const LANE: char = '#';

impl SensorId {
    /// `lane` where the gate has several, and the device sees one of them.
    pub fn new(source: &SiteId, device: &str, lane: Option<&str>) -> Self {
        // What a stranger called a device must not look like a lane.
        let device = device.replace(LANE, "_");
        Self { source: source.as_str().into(), device: device.into(), lane: lane.map(Into::into) }
    }

    /// `None`: it sees all lanes.
    pub fn lane(&self) -> Option<&str> {
        self.lane.as_deref()
    }

    pub fn is_of(&self, source: &SiteId) -> bool {
        &*self.source == source.as_str()
    }
}

impl fmt::Display for SensorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.source.is_empty() {
            write!(f, "{}{DEVICE}", self.source)?;
        }
        f.write_str(&self.device)?;
        self.lane.as_ref().map_or(Ok(()), |lane| write!(f, "{LANE}{lane}"))
    }
}

/// Reads what [`SensorId`] is kept as.
impl From<&str> for SensorId {
    fn from(text: &str) -> Self {
        let (sensor, lane) = text.split_once(LANE).map_or((text, None), |(sensor, lane)| (sensor, Some(lane)));
        let (source, device) = sensor.split_once(DEVICE).unwrap_or(("", sensor));
        Self { source: source.into(), device: device.into(), lane: lane.map(Into::into) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensor_is_read_as_it_was_written() {
        let source: SiteId = "lorawan".parse().unwrap();
        for (device, lane, text) in [
            ("loop-riantec", None, "lorawan/loop-riantec"),
            ("loop-riantec", Some("left"), "lorawan/loop-riantec#left"),
            ("data/rows/1", None, "lorawan/data/rows/1"),
            ("", Some("left"), "lorawan/#left"),
        ] {
            let sensor = SensorId::new(&source, device, lane);
            assert_eq!((sensor.to_string().as_str(), &SensorId::from(text)), (text, &sensor));
            assert!(sensor.is_of(&source) && sensor.lane() == lane);
        }
        assert_eq!(SensorId::from("loop").to_string(), "loop");
    }

    #[test]
    fn a_foreign_device_is_no_lane_and_no_other_source() {
        let (source, other) = ("lora".parse().unwrap(), "lorawan".parse().unwrap());
        let sensor = SensorId::new(&source, "wan/loop#left", None);
        assert_eq!((sensor.lane(), sensor.to_string().as_str()), (None, "lora/wan/loop_left"));
        assert!(!sensor.is_of(&other));
    }
}
