//! Centres and calendars that the domain's tests share.

use chrono::NaiveDate;

use super::{
    Access, Calendar, DayKind, DaySpan, Holiday, HolidayName, Instant, LiveState, LocalText, MaterialId, Minutes,
    Position, PositionQuality, Profile, Reading, Season, Site, Slot, WaitInterval, WeekDays, Wheelchair, Zone,
};

pub(crate) fn utc(text: &str) -> Instant {
    text.parse().unwrap()
}
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
pub(crate) fn text(french: &str) -> Option<LocalText> {
    LocalText::new([("fr".to_owned(), french.to_owned())])
}
/// A holiday of [`holidays`] by its name.
pub(crate) fn named(french: &str) -> Option<HolidayName> {
    text(french).map(HolidayName::Text)
}
pub(crate) fn span(from: &str, until: &str) -> DaySpan {
    DaySpan::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
}
pub(crate) fn season(from: &str, until: &str, days: &[u8], open: &[(&str, &str)]) -> Season {
    Season {
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
        days: WeekDays::from_iso(days).unwrap(),
        open: open.iter().map(|(a, b)| span(a, b)).collect(),
    }
}
pub(crate) fn paris() -> Zone {
    Zone::new(vec![
        (utc("2026-03-29T01:00:00Z"), 120),
        (utc("2026-10-25T01:00:00Z"), 60),
        (utc("2027-03-28T01:00:00Z"), 120),
    ])
}
pub(crate) fn site(hours: Option<Vec<Season>>) -> Site {
    Site {
        id: "riantec".parse().unwrap(),
        name: None,
        commune: None,
        address: None,
        position: Position::new(47.711, -3.312).unwrap(),
        position_quality: PositionQuality::Exact,
        phone: None,
        url: None,
        hours,
        hours_text: None,
        closed_on_public_holidays: Some(true),
        closures: vec![],
        exceptions: vec![],
        unclear: vec![],
        last_entry: Some(Minutes(15)),
        accepts: vec![],
        refuses: vec![],
        limits: vec![],
        access: Access::default(),
        wheelchair: Wheelchair::Unknown,
        origin: None,
        notices: vec![],
        sources: vec![],
    }
}
/// Tuesday to Saturday, 10:00–12:30 and 14:00–18:00, until 17:00 in winter.
pub(crate) fn riantec() -> Site {
    let days = [2, 3, 4, 5, 6];
    site(Some(vec![
        season("04-01", "10-31", &days, &[("10:00", "12:30"), ("14:00", "18:00")]),
        season("11-01", "03-31", &days, &[("10:00", "12:30"), ("14:00", "17:00")]),
    ]))
}
pub(crate) fn holidays() -> Calendar {
    let holiday = |day: &str, name| Holiday { date: date(day), name: text(name) };
    Calendar {
        public_holidays: vec![holiday("2026-07-14", "Fête nationale"), holiday("2026-12-25", "Noël")],
        ..Calendar::default()
    }
}
pub(crate) fn reading(at: &str, state: LiveState, wait: Option<(u32, u32)>) -> Reading {
    Reading {
        site: "riantec".parse().unwrap(),
        at: Some(utc(at)),
        state,
        wait: wait.map(|(low, high)| WaitInterval::new(Minutes(low), Some(Minutes(high))).unwrap()),
        vehicles: None,
        trend: None,
        unavailable: vec![],
        note: None,
    }
}
/// The same median at every hour of a Saturday.
pub(crate) fn saturdays(site: &str, median: u32) -> Profile {
    let slot =
        |hour| Slot { days: DayKind::Any, weekday: 6, hour, median: Minutes(median), p80: None, count: Some(12) };
    Profile { site: site.parse().unwrap(), slots: (8..20).map(slot).collect() }
}
pub(crate) fn material(id: &str) -> MaterialId {
    MaterialId(id.to_owned())
}
