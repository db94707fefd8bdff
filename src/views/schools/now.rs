//! What a school's meters say at this moment.

use crate::{
    domain::{Freshness, School},
    present::{
        Share,
        schools::{Now, Reading},
    },
    state::Schools,
    views::{
        bricks::{View, all, div, element, h2, live, maybe, none, p, section, shape, span, strong, text},
        parts::freshness::{clock, moment},
    },
};

/// What is known now; read where it is to follow the clock.
pub fn known(schools: Schools, school: &School) -> Now {
    let now = schools.app.now.get();
    schools.live.value().map(|live| Now::of(school, &live, now)).unwrap_or_default()
}

/// A line or two for a card.
pub fn short(schools: Schools, school: &School) -> View {
    let (t, now) = (schools.t(), known(schools, school));
    let line = |mark: &'static str, label: &'static str, reading: Option<Reading>| match reading {
        Some(reading) if reading.counts() => {
            p("", [shape(mark), text(format!(" {label} ")), strong("", t.digits.power(reading.power))])
        }
        Some(reading) => p("hint", [shape(mark), text(format!(" {label}\u{a0}: {}", old(schools, reading)))]),
        None => p("hint", [shape(mark), text(format!(" {label}\u{a0}: {}", t.unknown))]),
    };
    let read_at = now.newest().filter(Reading::counts).map(|reading| read_words(schools, reading));
    let since = |reading: Option<Reading>| maybe(reading.and_then(|reading| since_midnight(schools, school, reading)));
    let sun = |mark, label, reading: Option<Reading>| {
        let said = if sleeps(school, reading) {
            p("", [shape("○"), text(format!(" {}", t.sun_sleeps))])
        } else {
            line(mark, label, reading)
        };
        all(vec![said, since(reading)])
    };
    all(vec![
        if has_panels(school) { sun("☀", t.sun_gives, now.production) } else { none() },
        if has_collectors(school) { sun("♨", t.collectors_give, now.thermal) } else { none() },
        if uses_known(school) { line("▪", (t.building_uses)(school.kind), now.consumption) } else { none() },
        read_at.map_or_else(none, |words| p("basis", words)),
    ])
}

/// Whether panels gave nothing because it was dark: then nothing is what they should give, and a zero reads as a fault.
pub fn sleeps(school: &School, production: Option<Reading>) -> bool {
    has_panels(school) && production.is_some_and(|given| given.counts() && school.sun_sleeps(given.power, given.at))
}

/// What came since midnight; nothing where that is not known, and before the sun rises, when there is nothing yet to tell.
fn since_midnight(schools: Schools, school: &School, reading: Reading) -> Option<View> {
    let t = schools.t();
    let moment = schools.app.moment();
    let context = moment.context();
    if school.awaits_sunrise(context.now, context.zone) {
        return None;
    }
    let (energy, partial) = reading.since_midnight(context.zone, context.now)?;
    Some(p("today", (t.since_midnight)(&t.digits.energy(energy), partial)))
}

pub fn section_of(schools: Schools, school: &School) -> View {
    let school = school.clone();
    section("now", [h2("", schools.t().now_title), live(move || figures(schools, &school))])
}

fn figures(schools: Schools, school: &School) -> View {
    let (t, now) = (schools.t(), known(schools, school));
    let mut parts = Vec::new();
    if has_panels(school) {
        parts.push(if sleeps(school, now.production) {
            element("div", "figure asleep", p("value", strong("", t.sun_sleeps))).attr("data-of", "sun")
        } else {
            figure(schools, "sun", t.sun_gives, now.production)
        });
    }
    if uses_known(school) {
        parts.push(figure(schools, "use", (t.building_uses)(school.kind), now.consumption));
    }
    if has_collectors(school) {
        parts.push(figure(schools, "heat", t.collectors_give, now.thermal));
    }
    let read_at = now.newest().filter(Reading::counts).map(|reading| read_words(schools, reading));
    all(vec![
        div("figures", parts),
        roof_sentence(schools, &now).map_or_else(none, |sentence| p("roof", sentence)),
        if has_collectors(school) { p("hint", t.collectors_note) } else { none() },
        read_at.map_or_else(none, |words| p("basis", words)),
    ])
}

fn figure(schools: Schools, class: &'static str, label: &'static str, reading: Option<Reading>) -> View {
    let t = schools.t();
    let value = match reading {
        Some(reading) if reading.counts() => {
            let (figure, unit) = t.digits.power_parts(reading.power);
            p("value", [strong("", figure), text("\u{a0}"), span("unit", unit)])
        }
        Some(reading) => p("value old", old(schools, reading)),
        None => p("value old", t.unknown),
    };
    element("div", "figure", [p("label", label), value]).attr("data-of", class)
}

/// How much comes from the roof now, in words; `None` where one of the two is not known.
pub fn roof_sentence(schools: Schools, now: &Now) -> Option<String> {
    let t = schools.t();
    let (production, consumption, roof) = (now.production?, now.consumption?, now.from_roof?);
    let surplus = production.power.0 - consumption.power.0;
    Some(if roof.0 <= 0.0 {
        t.roof_nothing.to_owned()
    } else if surplus >= SURPLUS_W {
        (t.roof_covers_all)(&t.digits.power(crate::domain::Watts(surplus)))
    } else {
        (t.roof_covers)(Share::of(roof.0 / consumption.power.0))
    })
}

/// Less is said to be none: it would be "0 W".
const SURPLUS_W: f64 = 10.0;

/// "Read at 14:04, 3 min ago".
fn read_words(schools: Schools, reading: Reading) -> String {
    let minutes = (schools.app.now.get() - reading.at).num_minutes().max(0);
    let is_live = reading.freshness == Freshness::Live || minutes < 60;
    (schools.t().read_at)(&moment(schools.app, reading.at), is_live.then(|| u32::try_from(minutes).unwrap_or(0)))
}

pub fn old(schools: Schools, reading: Reading) -> String {
    (schools.t().old_reading)(&schools.t().digits.power(reading.power), &clock(schools.app, reading.at))
}

pub fn has_panels(school: &School) -> bool {
    school.meter(crate::domain::MeterKind::PvProduction).is_some()
}

fn has_collectors(school: &School) -> bool {
    school.meter(crate::domain::MeterKind::SolarThermal).is_some()
}

/// Whether what the building uses is measured, or follows from what is.
fn uses_known(school: &School) -> bool {
    !school.meters_of_use().is_empty()
}
