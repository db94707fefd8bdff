//! Schools on plain pages, in English.

use super::SchoolTexts;
use crate::{
    domain::{MeterKind, PlaceKind},
    present::{Digits, calendar::en as calendar, schools::en as schools},
};

pub(super) static TEXTS: SchoolTexts = SchoolTexts {
    digits: Digits::EN,
    menu: "Schools",
    title: "The sun on the schools’ roofs",
    intro: "What the panels give and what the buildings use, at the time beside it.",
    demo_banner: "Demonstration: all measurements are invented.",
    unnamed: |kind| match kind {
        PlaceKind::School => "School without a name",
        PlaceKind::Library => "Library without a name",
        PlaceKind::TownHall => "Town hall without a name",
        PlaceKind::SportsHall => "Sports hall without a name",
        PlaceKind::Other => "Building without a name",
    },
    pupils: |count| if count == 1 { "1 pupil.".to_owned() } else { format!("{count} pupils.") },
    panels: |peak| format!("In full sun the panels give up to {peak}."),
    since: |month| format!("Measured since {month}."),
    month: |number, year| format!("{} {year}", calendar::month(number)),
    month_alone: calendar::month,

    gives: |meter, place, power| match meter {
        MeterKind::PvProduction => format!("the sun gives {power}"),
        MeterKind::Consumption => format!("{} uses {power}", building(place)),
        MeterKind::GridImport => format!("{power} come from the grid"),
        MeterKind::GridExport => format!("{power} go to the neighbourhood"),
        MeterKind::SolarThermal => format!("the hot water collectors give {power} of heat"),
        MeterKind::SelfConsumed => format!("{power} from the roof are used on the spot"),
    },
    gave: |meter, place, energy| match meter {
        MeterKind::PvProduction => format!("the sun gave {energy}"),
        MeterKind::Consumption => format!("{} used {energy}", building(place)),
        MeterKind::GridImport => format!("{energy} came from the grid"),
        MeterKind::GridExport => format!("{energy} went to the neighbourhood"),
        MeterKind::SolarThermal => format!("the hot water collectors gave {energy} of heat"),
        MeterKind::SelfConsumed => format!("{energy} from the roof were used on the spot"),
    },
    column: |meter, place| match meter {
        MeterKind::PvProduction => "Sun",
        MeterKind::Consumption if place == PlaceKind::School => "School",
        MeterKind::Consumption => "Building",
        MeterKind::GridImport => "From grid",
        MeterKind::GridExport => "Given away",
        MeterKind::SolarThermal => "Heat",
        MeterKind::SelfConsumed => "From roof",
    },
    label: |meter, place| match meter {
        MeterKind::PvProduction => "The sun gives",
        MeterKind::Consumption if place == PlaceKind::School => "The school uses",
        MeterKind::Consumption => "The building uses",
        MeterKind::GridImport => "Comes from the grid",
        MeterKind::GridExport => "Goes to the neighbours",
        MeterKind::SolarThermal => "Heat for water",
        MeterKind::SelfConsumed => "From the roof, used here",
    },
    sun_sleeps: "the sun sleeps",
    read_at: |when| format!("read {when}"),
    read: |when, words| format!("read {when}: {words}"),
    old: |when, words| format!("no recent measurement; the last, {when}: {words}"),
    silent: |meter, place| match meter {
        MeterKind::PvProduction => "what the sun gives is not measured at this time".to_owned(),
        MeterKind::Consumption => format!("what {} uses is not measured at this time", building(place)),
        MeterKind::GridImport => "what comes from the grid is not measured at this time".to_owned(),
        MeterKind::GridExport => "what goes to the neighbourhood is not measured at this time".to_owned(),
        MeterKind::SolarThermal => "the heat for water is not measured at this time".to_owned(),
        MeterKind::SelfConsumed => "what is used on the spot is not known at this time".to_owned(),
    },

    hour_by_hour: |day| format!("{day}, hour by hour, in kWh"),
    hour: "Hour",
    hours: |from| format!("{from:02}:00"),
    in_kwh: "– means: not measured, or measured in part.",
    until: |day, time| format!("{day}, until {time}"),
    until_day: |period, day| format!("{period}, until {day}"),
    peak: |power, time| format!("Highest: {power} at {time}."),
    gaps: "Measurements are missing: the true total is larger.",
    nothing: "Nothing was measured.",
    best_day: |day, energy| format!("The finest well measured day: {day}, {energy}."),
    month_by_month: "Month by month, in kWh",
    in_month: "Month",
    used_here: schools::TEXTS.self_consumption,
    from_roof: schools::TEXTS.self_coverage,
    heat_apart: "The heat of the collectors is not added to electricity.",
    gap_sign: "–",
    about: "The building",

    curve_of: |day, parts| format!("Curve of {day}: {parts}."),
    area: |meter| match meter {
        MeterKind::SolarThermal => "as an area, the heat for water",
        MeterKind::PvProduction
        | MeterKind::Consumption
        | MeterKind::GridImport
        | MeterKind::GridExport
        | MeterKind::SelfConsumed => "as an area, what the sun gives",
    },
    line: |meter| match meter {
        MeterKind::GridImport => "as a line, what comes from the grid",
        MeterKind::PvProduction
        | MeterKind::Consumption
        | MeterKind::GridExport
        | MeterKind::SolarThermal
        | MeterKind::SelfConsumed => "as a line, what is used",
    },

    all_schools: "All schools",
    wall: "This page in large, for a screen",
    wall_still: "The whole page",
    wall_renews: |minutes| format!("Renews itself every {minutes}\u{a0}minutes."),
};

const fn building(place: PlaceKind) -> &'static str {
    match place {
        PlaceKind::School => "the school",
        PlaceKind::Library => "the library",
        PlaceKind::TownHall => "the town hall",
        PlaceKind::SportsHall => "the hall",
        PlaceKind::Other => "the building",
    }
}
