//! `profiles.json`: usual waits.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    api::{Problems, problems::null_as_default},
    domain::{DayKind, Minutes, Profile, Slot, WaitInterval},
};

/// The document; each of `sites` is a [`ProfileDto`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProfilesDto {
    pub version: u32,
    /// How many weeks were counted.
    pub weeks: Option<u32>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub sites: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProfileDto {
    pub id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub slots: Vec<Value>,
}

/// Minutes of one hour of one day of the week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SlotDto {
    pub days: Option<String>,
    pub day: u8,
    pub hour: u8,
    pub p50: f64,
    pub p80: Option<f64>,
    pub n: Option<u32>,
}

impl ProfilesDto {
    /// The profiles; a second one of the same centre is left out.
    pub fn into_domain(self, problems: &mut Problems) -> Vec<Profile> {
        let mut seen = BTreeSet::new();
        problems.records("sites", self.sites, |problems, place, dto: ProfileDto| {
            let site = problems.parse(place, &dto.id)?;
            problems
                .is_first(place, &mut seen, &site)
                .then(|| Profile { site, slots: problems.records(&format!("{place}.slots"), dto.slots, slot) })
        })
    }
}

fn slot(problems: &mut Problems, place: &str, dto: SlotDto) -> Option<Slot> {
    let minutes = |value: f64| {
        let longest = f64::from(WaitInterval::LONGEST.0);
        (0.0..=longest).contains(&value).then_some(Minutes(value.round() as u32))
    };
    let days = match dto.days.as_deref() {
        Some("term") => DayKind::Term,
        Some("school_holidays") => DayKind::SchoolHolidays,
        Some("any") | None => DayKind::Any,
        Some(other) => {
            problems.add(place, format!("days {other:?} is not known"));
            return None;
        }
    };
    let Some(median) = minutes(dto.p50).filter(|_| (1..=7).contains(&dto.day) && dto.hour < 24) else {
        problems.add(place, format!("day {}, hour {}, {} min is no usual wait", dto.day, dto.hour, dto.p50));
        return None;
    };
    Some(Slot { days, weekday: dto.day, hour: dto.hour, median, p80: dto.p80.and_then(minutes), count: dto.n })
}
