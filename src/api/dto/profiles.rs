//! `profiles.json`: usual waits.

use serde_json::Value;

use crate::{
    api::{Problems, wire::wire},
    domain::{DayKind, Minutes, Profile, Slot, WaitInterval, short_decimal},
};

wire! {
    /// The document; each of `sites` is a [`ProfileDto`].
    pub struct ProfilesDto {
        pub version: u32,
        /// How many weeks were counted.
        pub weeks: Option<u32>,
        pub sites: Vec<Value> = default,
    }

    pub struct ProfileDto {
        pub id: String,
        pub slots: Vec<Value> = default,
    }

    /// Minutes of one hour of one day of the week.
    pub struct SlotDto {
        pub days: Option<String>,
        pub day: u8,
        pub hour: u8,
        pub p50: f64,
        pub p80: Option<f64>,
        pub n: Option<u32>,
    }
}

impl ProfilesDto {
    /// The profiles; a second one of the same centre is left out.
    pub fn into_domain(self, problems: &mut Problems) -> Vec<Profile> {
        let mut seen = Vec::new();
        problems.records("sites", self.sites, |problems, place, dto: ProfileDto| {
            let site = problems.site_id(place, &dto.id)?;
            problems
                .is_first(place, &mut seen, site.as_str())
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
            problems.add(place, format!("days \"{other}\" is not known"));
            return None;
        }
    };
    let Some(median) = minutes(dto.p50).filter(|_| (1..=7).contains(&dto.day) && dto.hour < 24) else {
        let median = short_decimal(dto.p50);
        problems.add(place, format!("day {}, hour {}, {median} min is no usual wait", dto.day, dto.hour));
        return None;
    };
    Some(Slot { days, weekday: dto.day, hour: dto.hour, median, p80: dto.p80.and_then(minutes), count: dto.n })
}
