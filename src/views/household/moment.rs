//! The good moment for a machine, and one's own sun.

use chrono::Timelike;

use super::{
    field::{Field, Typed},
    frame,
    part::part,
};
use crate::{
    domain::{
        WattHours,
        household::{GoodMoment, OwnSun, SunForMachine, When, sunny_hours, usual_sun},
    },
    present::household::{HouseholdPage, clock_minutes, energy, machine_words, per_kilowatt_hour, read_number},
    state::Household,
    views::bricks::{View, all, live, none, p, status},
};

pub fn page(home: Household) -> View {
    let t = home.t();
    let words = live(move || p("said", sentence(home)));
    all(vec![
        frame::title(home, HouseholdPage::Moment),
        part(
            home,
            frame::heading(home, HouseholdPage::Moment),
            vec![words, live(move || prices(home)), live(move || schools_sun(home))],
            t.moment_method,
        ),
        live(move || sun(home)),
    ])
}

fn tomorrow(home: Household) -> Option<GoodMoment> {
    let (zone, tomorrow) = (home.zone.get(), home.today.get().succ_opt()?);
    let sun = usual_sun(&home.production.get(), tomorrow, &zone);
    let by_sun = sun.as_ref().and_then(|sun| GoodMoment::of_own_sun(tomorrow, sun));
    by_sun.or_else(|| GoodMoment::of(tomorrow, &home.tariff()?, &home.colours(), sun.as_ref()))
}

/// Who reads this after midnight would take "tonight" for the night that is.
fn is_night_ahead(home: Household, until: u16) -> bool {
    const MORNING: u16 = 6 * 60;
    let hour = home.zone.get().local(home.app.now.get_untracked()).hour() as u16;
    until <= MORNING && hour * 60 >= MORNING
}

/// When, and why then.
pub fn sentence(home: Household) -> String {
    let t = home.t();
    match tomorrow(home).map(|moment| moment.when) {
        None => t.moment_unknown.to_owned(),
        Some(When::AnyHour) => t.moment_any.to_owned(),
        Some(When::Between { from, until, because }) => {
            let clock = |minutes: u16| if minutes == 0 { t.midnight.to_owned() } else { clock_minutes(t, minutes) };
            let say = if is_night_ahead(home, until) { t.moment_night } else { t.moment_sentence };
            let when = say(&clock(from), &clock(until));
            format!("{when} {}", (t.because)(because))
        }
    }
}

fn prices(home: Household) -> View {
    let t = home.t();
    let Some(moment) = tomorrow(home) else { return none() };
    let price = moment.price.zip(moment.dearest).filter(|(price, dearest)| price != dearest);
    let price =
        price.map(|(price, dearest)| (t.moment_price)(&per_kilowatt_hour(t, price), &per_kilowatt_hour(t, dearest)));
    let is_coloured = home.tariff().is_some_and(|tariff| tariff.periods.iter().any(|period| period.colour.is_some()));
    let colour = home.colours().get(moment.day).filter(|_| is_coloured);
    all(vec![
        price.map_or_else(none, |words| p("", words)),
        colour.map_or_else(none, |colour| p("", (t.moment_colour)((t.colour)(colour)))),
    ])
}

/// Where a household has no panels of its own, when those of a school usually give most.
fn schools_sun(home: Household) -> View {
    let (t, zone) = (home.t(), home.zone.get());
    let has_own = home.production.with(|curve| !curve.is_empty());
    let found = home.sunny_roof().filter(|_| !has_own);
    let Some((name, (from, until))) = found.and_then(|(name, days)| Some((name, sunny_hours(&days, &zone)?))) else {
        return none();
    };
    p("", (t.moment_school)(&name, &clock_minutes(t, from * 60), &clock_minutes(t, until * 60)))
}

fn sun(home: Household) -> View {
    let t = home.t();
    let fed_in = home.production.get();
    let Some((from, until)) = fed_in.span() else {
        return part(home, t.sun_title, vec![p("", t.sun_none)], t.sun_method);
    };
    let machine = SunForMachine::of(&fed_in, &home.zone.get());
    let machine = machine.map(|sun| p("said", machine_words(t, sun)));
    let field = Field {
        id: "produced".to_owned(),
        label: t.sun_label.to_owned(),
        typed: Typed::Number,
        hint: Some(t.sun_hint),
        holds: home.produced.get(),
    };
    let field = field.view(home, move |typed| {
        let is_understood = typed.trim().is_empty() || read_number(typed).is_some();
        if is_understood {
            home.produced.set(typed.to_owned());
        }
        is_understood
    });
    let share = live(move || {
        let typed = home.produced.get();
        let Some(kilowatt_hours) = read_number(&typed) else { return status("", none()) };
        let (out, used) = (home.production.get().sum(from, until), home.consumption.get().sum(from, until));
        if !out.coverage.is_full() {
            return status("", p("notice", t.sun_unknown));
        }
        // Of a part of what was used no share is one of all.
        let knows_use = used.coverage.is_full();
        let (out, used) = (out.energy, used.energy);
        let produced = WattHours(kilowatt_hours * 1000.0);
        let words = if OwnSun::of(produced, out, used).is_some() {
            let own = produced - out;
            let all = WattHours(own.0 + used.0);
            vec![
                p("said", (t.sun_own)(&energy(t, own), &energy(t, produced))),
                if knows_use {
                    p("said", (t.sun_cover)(&energy(t, own), &energy(t, all)))
                } else {
                    p("notice", t.sun_unknown)
                },
            ]
        } else {
            vec![p("notice", t.sun_wrong)]
        };
        status("", words)
    });
    part(home, t.sun_title, vec![machine.unwrap_or_else(none), field, share], t.sun_method)
}
