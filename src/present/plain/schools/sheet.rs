//! All that a page says of a place.

use chrono::TimeDelta;

use super::{
    DayDrawing, Figure, Place, SchoolTexts,
    curve::shown,
    now::{ToldDay, figures, sentences},
    past::{self, Period, sentence},
};
use crate::{
    domain::{Context, MeterKind, School},
    present::{
        Texts, initial_capital,
        plain::{PlainTexts, full_date},
    },
};

/// A place in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub id: String,
    pub name: String,
    pub commune: Option<String>,
    /// How large it is, and since when it is measured.
    pub about: Vec<String>,
    pub now: Vec<String>,
    pub figures: Vec<Figure>,
    /// The heads of the tables' columns, after the first.
    pub columns: Vec<&'static str>,
    /// Today's date in full.
    pub day: String,
    pub today: Period,
    pub yesterday: Period,
    pub month: Period,
    pub year: Period,
    /// Until sunrise yesterday is what there is to tell on a wall.
    awaits_sunrise: bool,
    pub drawing: Option<DayDrawing>,
    /// What the drawing shows, in a sentence.
    pub drawing_words: String,
}

impl Sheet {
    /// The day that a wall tells of.
    pub fn told_day(&self) -> &Period {
        if self.awaits_sunrise { &self.yesterday } else { &self.today }
    }
}

pub fn place_name(s: &SchoolTexts, school: &School) -> String {
    school.name.clone().unwrap_or_else(|| (s.unnamed)(school.kind).to_owned())
}

pub fn sheet(t: &Texts, p: &PlainTexts, s: &SchoolTexts, place: &Place, context: Context) -> Sheet {
    let today = context.zone.local(context.now).date();
    let yesterday = today - TimeDelta::days(1);
    let school = &place.school;
    let name = place_name(s, school);
    let has_both = place.meter(MeterKind::SolarThermal).is_some() && place.meters.len() > 1;
    let heat_apart = has_both.then(|| s.heat_apart.to_owned());
    let since = school.since.map(|month| (s.since)(&(s.month)(month.number(), month.year())));
    let panels = school.pv_peak.map(|peak| (s.panels)(&s.digits.round_power(peak)));
    let [area, line] = shown(place);
    let parts: Vec<_> =
        area.map(|meter| (s.area)(meter.kind)).into_iter().chain(line.map(|meter| (s.line)(meter.kind))).collect();
    let this_day = past::day((t, p, s), place, context, today, |meter| meter.today.as_ref());
    let day_before = past::day((t, p, s), place, context, yesterday, |meter| meter.yesterday.as_ref());
    let panels_of_it = place.meter(MeterKind::PvProduction);
    let awaits_sunrise = panels_of_it.is_some() && school.awaits_sunrise(context.now, context.zone);
    let (told, given) = if awaits_sunrise {
        (&day_before, panels_of_it.and_then(|meter| meter.yesterday.as_ref()))
    } else {
        (&this_day, panels_of_it.and_then(|meter| meter.today.as_ref()))
    };
    let told = ToldDay { heading: &told.heading, given: given.and_then(|series| series.energy().known()) };
    Sheet {
        id: school.id.to_string(),
        commune: school.commune.clone().filter(|commune| !name.contains(commune.as_str())),
        name,
        about: school.pupils.map(s.pupils).into_iter().chain(panels).chain(since).chain(heat_apart).collect(),
        now: sentences(t, s, place, context),
        figures: figures(t, s, place, context, &told),
        columns: place.columns().map(|meter| (s.column)(meter.kind, school.kind)).collect(),
        day: initial_capital(&full_date(t, p, today)),
        today: this_day,
        yesterday: day_before,
        month: past::month((t, s), place, today),
        year: past::year((t, s), place, today),
        awaits_sunrise,
        drawing: DayDrawing::of(s, place, today, context.zone),
        drawing_words: sentence((s.curve_of)(&(t.day_month)(today), &parts.join(", ")).trim_end_matches('.')),
    }
}
