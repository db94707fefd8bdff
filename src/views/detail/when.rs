//! When to go: what to expect of leaving now, and the calm hours to come.

use crate::{
    domain::{CalmHour, Known, Reach, Site, Situation, calm_hours, trip},
    present::{TripWords, arrival_basis, initial_capital, opening_day},
    state::{App, Place},
    views::bricks::{View, all, h2, items, maybe, none, p, section as section_brick, text},
};

/// Nothing where neither a place to set off from nor anything usual is known.
pub fn section(app: App, site: &Site) -> View {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let (reading, profile) = (known.reading(&site.id), known.profile(&site.id));
    let place = app.place.get();
    let leaving = place.as_ref().map(Place::position).and_then(|from| {
        let trip = trip(site, reading, profile, from, None, context);
        let basis = arrival_basis(t, trip.wait, context);
        let words = (t.labelled)(t.if_you_leave_now, &TripWords::of(t, trip.drive, trip.wait).sentence(t));
        let basis = (!basis.is_empty()).then(|| p("basis", initial_capital(&basis)));
        matches!(trip.reach, Reach::Yes(_)).then(|| all(vec![p("", words), maybe(basis)]))
    });
    let calm: Vec<View> = calm(app, site)
        .into_iter()
        .map(|calm| {
            let when = initial_capital(&opening_day(t, calm.at, context));
            text((t.labelled)(&when, (t.band)(calm.band)))
        })
        .collect();
    if leaving.is_none() && calm.is_empty() {
        return none();
    }
    let calm = (!calm.is_empty()).then(|| all(vec![p("", t.calm_hours), items("", calm)]));
    section_brick("", [h2("", t.when_title), maybe(leaving), maybe(calm)])
}

/// The calm hours to come, as far as anything is known of them.
pub(super) fn calm(app: App, site: &Site) -> Vec<CalmHour> {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let (reading, profile) = (known.reading(&site.id), known.profile(&site.id));
    calm_hours(site, &Situation::of(site, reading, profile, context), profile, context)
}
