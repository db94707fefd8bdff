//! The screen in the hall: read at six metres, alone for weeks. Nothing moves unless the address asks for it.

use leptos::prelude::{on_cleanup, set_interval_with_handle};

use super::{curve, frame::name, now, past};
use crate::{
    domain::{School, WattHours},
    platform::{document, random, wake_lock},
    present::{
        full_day,
        schools::{Reading, SchoolPage, SchoolView, of_the_day},
    },
    state::{Derived, Schools, Span, Turning, WallOptions, WallPart, follow, is_time_to_renew},
    views::{
        bricks::{View, all, button, div, element, h1, live, none, p, span, strong, text},
        parts::freshness::moment,
    },
};

pub fn page(schools: Schools) -> View {
    wake_lock::keep_awake();
    renew_each_night(schools);
    let school = Derived::new(move || match schools.page.get() {
        Some(SchoolPage::Of { school, view: SchoolView::Wall, .. }) => schools.find(&school),
        Some(SchoolPage::Of { .. } | SchoolPage::List) | None => None,
    });
    let main = live(move || match school.get() {
        Some(school) => wall(schools, school),
        None if schools.all.value().is_some() => {
            all(vec![h1(schools.t().not_found_title), p("", schools.t().not_found_text)])
        }
        None => super::frame::waiting(schools),
    });
    element("main", "wall-page", main).attr("id", "main").attr("tabindex", "-1")
}

/// With the page, the browser's memory and a new release begin afresh.
fn renew_each_night(schools: Schools) {
    let mut loaded_on = None;
    let minute = (random::unit() * 60.0) as u32;
    follow(move || {
        let moment = schools.app.moment();
        let context = moment.context();
        // Before they came the device may be a day behind, or in another zone: a page that renewed itself by that would do so
        // again and again.
        if schools.live.value().is_none() || schools.app.territory.value().is_none() {
            return;
        }
        let now = context.zone.local(context.now);
        let loaded_on = *loaded_on.get_or_insert(now.date());
        let is_live = schools.live.load_untracked().trouble.is_none();
        if is_live && is_time_to_renew(loaded_on, now, minute) {
            document::renew();
        }
    });
}

fn wall(schools: Schools, school: School) -> View {
    let wanted = school.clone();
    follow(move || schools.want(past::keys(&wanted, Span::Today, schools.today.get())));
    let options = WallOptions::of_address();
    let turning = Turning::new();
    let turns = options.turns();
    if turns {
        turn_pages(turning, &options);
    }
    let of = school.clone();
    let night = school.clone();
    let awaits_sunrise = Derived::new(move || {
        let moment = schools.app.moment();
        let context = moment.context();
        night.awaits_sunrise(context.now, context.zone)
    });
    all(vec![
        live(move || head(schools, &school)),
        live(move || body(schools, &of, &options.parts, turning, awaits_sunrise)),
        live(move || foot(schools, turning, turns)),
    ])
}

/// As long as this school is shown: with another record of it the wall is drawn anew, and turns its own pages.
fn turn_pages(turning: Turning, options: &WallOptions) {
    let count = options.parts.len();
    if let Ok(turns) = set_interval_with_handle(move || turning.turn(count), options.every) {
        on_cleanup(move || turns.clear());
    }
}

fn head(schools: Schools, school: &School) -> View {
    let commune = school.commune.clone().filter(|commune| !name(schools, school).contains(commune.as_str()));
    let today = full_day(schools.app.t(), schools.today.get());
    let moment = schools.moment();
    let calendar = moment.context().calendar;
    let holiday = calendar.school_holidays.iter().find(|h| (h.from..=h.until).contains(&schools.today.get()));
    let lang = schools.app.lang();
    let holiday = holiday.map(|h| (schools.t().wall_holidays)(h.name.as_ref().map(|name| name.get(lang))));
    let where_when: Vec<String> = commune.into_iter().chain([today]).chain(holiday).collect();
    div("wall-head", [h1(name(schools, school)), p("", where_when.join(" · "))])
}

fn body(
    schools: Schools,
    school: &School,
    parts: &[WallPart],
    turning: Turning,
    awaits_sunrise: Derived<bool>,
) -> View {
    let shown: Vec<WallPart> = match parts {
        [] => WallPart::ALL.to_vec(),
        parts => parts.get(turning.shown.get() % parts.len()).copied().into_iter().collect(),
    };
    let part = |part: WallPart| {
        let school = school.clone();
        match part {
            WallPart::Now => live(move || figures(schools, &school, awaits_sunrise)),
            WallPart::Day => live(move || day(schools, &school)),
            WallPart::Equals => live(move || equals(schools, &school, awaits_sunrise)),
        }
    };
    let class = if parts.is_empty() { "wall-body" } else { "wall-body alone" };
    div(class, shown.into_iter().map(part).collect::<Vec<_>>())
}

/// The big figures. A reading that is too old to count gives its place to its age.
fn figures(schools: Schools, school: &School, awaits_sunrise: Derived<bool>) -> View {
    let (t, known) = (schools.t(), now::known(schools, school));
    let has_sun = now::has_panels(school);
    let sun = if has_sun { known.production } else { known.thermal };
    let label = if has_sun { t.sun_gives } else { t.collectors_give };
    let sleeps = now::sleeps(school, known.production);
    let first = if sleeps { asleep(schools, school, awaits_sunrise) } else { figure(schools, "sun", label, sun) };
    let used = known.consumption.map(|reading| figure(schools, "use", (t.building_uses)(school.kind), Some(reading)));
    let roof = if sleeps { None } else { now::roof_sentence(schools, &known) };
    all(vec![
        div("wall-figures", [first, used.unwrap_or_default()]),
        roof.map_or_else(none, |sentence| p("wall-roof", sentence)),
    ])
}

/// What the sun gave on the day that is told of, and whether that is yesterday: from midnight to sunrise it is.
fn told(schools: Schools, school: &School, awaits_sunrise: Derived<bool>) -> Option<Told> {
    let (data, yesterday) = (past::day_data(schools, school, schools.today.get()), awaits_sunrise.get());
    let series = if yesterday { data.before } else { data.production };
    let measured = series.map(|series| series.energy());
    let of_series = measured.and_then(|measured| Some((measured.known()?, measured.is_partial())));
    let moment = schools.app.moment();
    let context = moment.context();
    // Today's is the one that every page tells.
    let reading = now::known(schools, school).production.filter(|_| !yesterday);
    let newest = reading.and_then(|reading| reading.since_midnight(context.zone, context.now));
    newest.or(of_series).map(|(sum, partial)| Told { sum, partial, yesterday })
}

/// What the sun gave on a day.
struct Told {
    sum: WattHours,
    /// A part was not measured.
    partial: bool,
    yesterday: bool,
}

fn asleep(schools: Schools, school: &School, awaits_sunrise: Derived<bool>) -> View {
    let t = schools.t();
    let said = told(schools, school, awaits_sunrise).map(|Told { sum, partial, yesterday }| {
        let sum = t.digits.energy(sum);
        let words = if yesterday { (t.wall_yesterday)(&sum, partial) } else { (t.day_produced)(&sum, true, partial) };
        p("wall-total", words)
    });
    let asleep = element("div", "wall-figure asleep", [p("value", strong("", t.sun_sleeps)), said.unwrap_or_default()]);
    asleep.attr("data-of", "sun")
}

fn figure(schools: Schools, of: &'static str, label: &'static str, reading: Option<Reading>) -> View {
    let t = schools.t();
    let value = match reading {
        Some(reading) if reading.counts() => {
            let (figure, unit) = t.digits.power_parts(reading.power);
            p("value", [strong("", figure), text("\u{a0}"), span("unit", unit)])
        }
        Some(reading) => p("value old", now::old(schools, reading)),
        None => p("value old", t.unknown),
    };
    element("div", "wall-figure", [p("label", label), value]).attr("data-of", of)
}

fn day(schools: Schools, school: &School) -> View {
    let today = schools.today.get();
    div("wall-day", curve::bare(schools, school, today, &past::day_data(schools, school, today)))
}

fn equals(schools: Schools, school: &School, awaits_sunrise: Derived<bool>) -> View {
    let (t, today) = (schools.t(), schools.today.get());
    let known = told(schools, school, awaits_sunrise);
    let Some((told, equal)) = known.and_then(|told| of_the_day(t, told.sum, today).map(|equal| (told, equal))) else {
        return none();
    };
    let words = (t.wall_equals)(&t.digits.energy(told.sum), told.yesterday);
    div("wall-equals", [p("", words), p("", strong("", equal))])
}

/// The time of the data, in every state of them; and rest for who cannot read so fast.
fn foot(schools: Schools, turning: Turning, turns: bool) -> View {
    let t = schools.t();
    let school = match schools.page.get() {
        Some(SchoolPage::Of { school, .. }) => schools.find(&school),
        Some(SchoolPage::List) | None => None,
    };
    let newest = school.and_then(|school| now::known(schools, &school).newest());
    let data = newest.map_or_else(
        || t.unknown.to_owned(),
        |reading| {
            let at = (t.wall_data_of)(&moment(schools.app, reading.at));
            let age = (schools.app.now.get() - reading.at).num_minutes();
            if reading.counts() { at } else { (t.wall_old)(&(t.hours_minutes)(age)) }
        },
    );
    let is_cut = schools.live.load().trouble.is_some();
    let rest = button("plain", if turning.paused.get() { t.resume } else { t.pause }, move || {
        turning.paused.update(|paused| *paused = !*paused);
    });
    let demo = schools.app.territory.value().is_some_and(|territory| territory.demo);
    div(
        "wall-foot",
        [
            p("wall-data", data),
            if is_cut { p("wall-cut", t.wall_offline) } else { none() },
            if demo { p("wall-demo", schools.app.t().demo_label) } else { none() },
            if turns { p("", rest) } else { none() },
        ],
    )
}
