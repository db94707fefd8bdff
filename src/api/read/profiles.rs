//! `profiles.json`: usual waits.

use crate::{
    api::Record,
    domain::{DayKind, Minutes, Profile, Slot, WaitInterval, short_decimal},
};

/// The profiles; a second one of the same centre is left out.
pub fn profiles(record: &mut Record) -> Option<Vec<Profile>> {
    record.u32("weeks");
    let sites = record.list("sites")?;
    let mut seen = Vec::new();
    record.is_well_formed().then(|| {
        record.records_of("sites", sites, |record| {
            let profile = profile(record)?;
            record.is_first(&mut seen, profile.site.as_str()).then_some(profile)
        })
    })
}

/// The usual waits of a centre.
pub fn profile(record: &mut Record) -> Option<Profile> {
    record.requires(&["id"])?;
    let site = record.site_id("id")?;
    let slots = record.list("slots")?;
    Some(Profile { site, slots: record.records_of("slots", slots, slot) })
}

/// Minutes of one hour of one day of the week.
fn slot(record: &mut Record) -> Option<Slot> {
    const DAYS: [(&str, Option<DayKind>); 3] = [
        ("any", Some(DayKind::Any)),
        ("term", Some(DayKind::Term)),
        ("school_holidays", Some(DayKind::SchoolHolidays)),
    ];
    record.requires(&["day", "hour", "p50"])?;
    let (weekday, hour, p50) = (record.u8("day")?, record.u8("hour")?, record.number("p50")?);
    let otherwise = if record.has("days") { None } else { Some(DayKind::Any) };
    let days = record.choice("days", &DAYS, otherwise);
    let p80 = record.number("p80").and_then(minutes);
    let count = record.u32("n");
    if !record.is_well_formed() {
        return None;
    }
    let median = minutes(p50).filter(|_| (1..=7).contains(&weekday) && hour < 24);
    match (days, median) {
        (Some(days), Some(median)) => return Some(Slot { days, weekday, hour, median, p80, count }),
        (None, _) => {
            let days = record.str("days").unwrap_or_default();
            record.note("days", &format_args!("\"{days}\" is not known"));
        }
        (Some(_), None) => {
            let median = short_decimal(p50);
            record.note("", &format_args!("day {weekday}, hour {hour}, {median} min is no usual wait"));
        }
    }
    None
}

fn minutes(value: f64) -> Option<Minutes> {
    let longest = f64::from(WaitInterval::LONGEST.0);
    (0.0..=longest).contains(&value).then_some(Minutes(value.round() as u32))
}
