//! The area's first page: bring a file; then what matters most.

use super::{bring, frame, habits};
use crate::{
    domain::household::{BaseLoad, Direction, bill},
    present::{
        household::{HouseholdPage, bill_words, consumption_words as period_words, date_range, energy, power},
        initial_capital,
    },
    state::Household,
    views::bricks::{View, all, button, div, h2, items, link, live, none, p, section, text},
};

pub fn page(home: Household) -> View {
    let title = frame::title(home, HouseholdPage::Start);
    let inside = move || if home.data.with(Option::is_some) { glance(home) } else { welcome(home) };
    all(vec![title, live(inside)])
}

fn welcome(home: Household) -> View {
    let t = home.t();
    all(vec![
        p("lead", t.lead),
        div("promise", [p("strong", t.stays_here), p("", t.stays_here_why)]),
        bring::fields(home),
        p("", link("", home.href(HouseholdPage::Help), t.where_file)),
        section(
            "part",
            [h2("", t.look_sample), p("", t.look_sample_hint), button("", t.look_sample, move || home.show_sample())],
        ),
    ])
}

/// What matters most, each with the page that says more.
fn glance(home: Household) -> View {
    let t = home.t();
    let more = |words: String, page: HouseholdPage| div("glance", [p("said", words), p("", frame::to(home, "", page))]);
    let mut views = vec![more(known_words(home), HouseholdPage::Curve)];
    if let Some(words) = base_words(home) {
        views.push(more(words, HouseholdPage::Habits));
    }
    if let Some(words) = cost_words(home) {
        views.push(more(words, HouseholdPage::Cost));
    }
    views.push(more(super::moment::sentence(home), HouseholdPage::Moment));
    let add = section("part", [h2("", t.add_title), bring::fields(home)]);
    all(vec![
        frame::without_consumption(home),
        items("plain", views),
        p("", link("button", home.href(HouseholdPage::Sheet), t.print_sheet)),
        if home.is_sample() { none() } else { add },
        if home.is_sample() { none() } else { p("hint", text(t.stays_here)) },
    ])
}

/// The year's consumption, or what was fed in where nothing else is known.
pub fn known_words(home: Household) -> String {
    if home.is_production_only() { production_words(home) } else { consumption_words(home) }
}

fn production_words(home: Household) -> String {
    let t = home.t();
    let curve = home.production.get();
    let Some(span) = curve.span() else { return t.curve_nothing.to_owned() };
    let sum = curve.sum(span.0, span.1);
    let period = initial_capital(&date_range(t, span, &home.zone.get()));
    (t.curve_sentence)(Direction::Production, &period, &energy(t, sum.energy))
}

/// A year's consumption, or what is known of it.
fn consumption_words(home: Household) -> String {
    let (t, zone, curve) = (home.t(), home.zone.get(), home.consumption.get());
    let Some((from, until)) = home.last_year() else { return t.curve_nothing.to_owned() };
    period_words(t, &curve, (from, until), &zone)
}

pub fn base_words(home: Household) -> Option<String> {
    let t = home.t();
    let base =
        BaseLoad::of(&home.consumption.get(), &home.zone.get()).filter(|base| base.power >= habits::LEAST_BASE)?;
    Some((t.glance_base)(&power(t, base.power), &habits::cost_of_year(home, base.per_year())))
}

pub fn cost_words(home: Household) -> Option<String> {
    let (t, zone) = (home.t(), home.zone.get());
    let (span, tariff) = (home.last_year()?, home.tariff()?);
    let bill = bill(&home.consumption.get(), span, &tariff, &zone, &home.colours());
    bill_words(t, &bill, &date_range(t, span, &zone))
}
