//! What it costs: the tariff, its prices, and the bill.

use super::{
    field::{Field, Typed},
    frame, options,
    part::part,
};
use crate::{
    domain::household::{Bill, Tariff, TariffOption, bill},
    present::household::{
        HouseholdPage, HouseholdTexts, bill_words, date_range, energy, euros, per_kilowatt_hour, read_hours, read_price,
    },
    state::{Contract, Household},
    views::{
        bricks::{View, all, div, h2, live, none, p, section, select, text},
        parts::chart::{row, table},
    },
};

pub fn page(home: Household) -> View {
    all(vec![
        frame::title(home, HouseholdPage::Cost),
        live(move || frame::without_consumption(home)),
        live(move || if is_none_published(home) { p("", home.t().cost_none) } else { none() }),
        live(move || the_bill(home)),
        live(move || tariff(home)),
        live(move || options::part_of(home)),
    ])
}

fn is_none_published(home: Household) -> bool {
    home.tariffs.is_settled() && home.offered_tariffs().iter().all(Contract::is_written)
}

/// A tariff's own name, else its option and power.
pub fn name(t: &HouseholdTexts, tariff: &Tariff) -> String {
    let made = || {
        let kva = tariff.kva.map(|kva| format!(", {}", (t.kva)(kva))).unwrap_or_default();
        format!("{}{kva}", (t.option)(tariff.option))
    };
    if Contract::is_written(tariff) {
        return (t.own_tariff)(tariff.option).to_owned();
    }
    tariff.label.as_ref().map_or_else(made, |label| label.get(t.lang).to_owned())
}

/// The name of a tariff's price.
pub fn period_name(t: &HouseholdTexts, tariff: &Tariff, period: usize) -> String {
    let Some(period) = tariff.periods.get(period) else { return String::new() };
    let named = || match (tariff.option, period.is_off_peak()) {
        _ if !Contract::is_written(tariff) => period.id.clone(),
        (TariffOption::OffPeak, is_off_peak) => (t.own_period)(is_off_peak).to_owned(),
        (TariffOption::Base | TariffOption::Tempo, _) => (t.option)(tariff.option).to_owned(),
    };
    period.label.as_ref().map_or_else(named, |label| label.get(t.lang).to_owned())
}

fn tariff(home: Household) -> View {
    let t = home.t();
    let Some(chosen) = home.chosen_tariff().filter(|_| home.tariffs.is_settled()) else { return none() };
    let options = home.offered_tariffs().iter().map(|of| (of.id.clone(), name(t, of), of.id == chosen.id)).collect();
    let pick = select("tariff", t.cost_pick, options, move |id| home.choose_tariff(id));
    let is_own = home.contract.with(|contract| contract.is_own(&chosen.id));
    let is_whole = home.contract.with(|contract| contract.knows_all_of(&chosen));
    let ended = chosen.until.filter(|until| *until < home.today.get());
    let dated = match (is_own, chosen.from, ended) {
        _ if !is_whole => p("notice", t.prices_missing),
        (true, ..) => p("hint", t.prices_own),
        (false, _, Some(until)) => p("notice", (t.prices_ended)(&(t.day)(until))),
        (false, Some(from), None) => p("hint", (t.prices_dated)(&(t.day)(from))),
        (false, None, None) => none(),
    };
    let source = chosen.source.as_ref().map_or_else(none, |(source, _)| p("hint", (t.source)(source)));
    // A price that nobody said yet is no zero.
    let shown = |period: Option<&str>, shown: String| {
        let is_known = !Contract::is_written(&chosen)
            || home.contract.with(|contract| contract.price_of(&chosen.id, period).is_some());
        if is_known { shown } else { String::new() }
    };
    let standing = shown(None, euros(t, chosen.standing_per_year));
    let mut fields = vec![price(home, &chosen, None, t.standing.to_owned(), standing)];
    for (index, of) in chosen.periods.iter().enumerate() {
        let word = (t.price_of)(&period_name(t, &chosen, index));
        let holds = shown(Some(&of.id), per_kilowatt_hour(t, of.price));
        fields.push(price(home, &chosen, Some(of.id.clone()), word, holds));
    }
    if chosen.option == TariffOption::OffPeak {
        fields.push(off_peak(home));
    }
    section("part", [h2("", t.prices), pick, p("hint", t.prices_hint), div("fields", fields), dated, source])
}

/// A price that the person may correct.
fn price(home: Household, tariff: &Tariff, period: Option<String>, word: String, shown: String) -> View {
    let id = format!("price-{}", period.as_deref().unwrap_or("standing"));
    let tariff = tariff.id.clone();
    let field = Field { id, label: word, typed: Typed::Number, hint: None, holds: shown };
    field.view(home, move |typed| {
        let Some(price) = read_price(typed) else { return false };
        home.agree(|contract| contract.set_price(&tariff, period.as_deref(), price));
        true
    })
}

fn off_peak(home: Household) -> View {
    let t = home.t();
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    let hours = home.contract.with(|contract| contract.off_peak.clone());
    let shown: Vec<String> = hours.iter().map(|span| format!("{}-{}", clock(span.from), clock(span.until))).collect();
    let field = Field {
        id: "off-peak".to_owned(),
        label: t.off_peak_hours.to_owned(),
        typed: Typed::Hours,
        hint: Some(t.off_peak_hint),
        holds: shown.join(" "),
    };
    field.view(home, move |typed| {
        let Some(hours) = read_hours(typed) else { return false };
        home.agree(|contract| contract.off_peak = hours);
        true
    })
}

pub fn the_bill(home: Household) -> View {
    let (t, zone) = (home.t(), home.zone.get());
    let (Some(span), Some(tariff)) = (home.last_year(), home.tariff()) else { return none() };
    let bill = bill(&home.consumption.get(), span, &tariff, &zone, &home.colours());
    let words = bill_words(t, &bill, &date_range(t, span, &zone));
    let is_known = words.is_some();
    let words = words.unwrap_or_else(|| t.bill_unknown.to_owned());
    let mut inside = vec![p("said", words), p("hint", name(t, &tariff))];
    if !bill.coverage.is_full() {
        inside.push(p("notice", t.bill_partial));
    }
    if bill.unpriced.0 > 0.0 {
        inside.push(p("notice", (t.bill_unpriced)(&energy(t, bill.unpriced))));
    }
    if is_known {
        inside.push(lines(home, &tariff, &bill));
    }
    part(home, t.bill_title, inside, t.bill_method)
}

fn lines(home: Household, tariff: &Tariff, bill: &Bill) -> View {
    let t = home.t();
    // The price stands below its name: three columns are what a telephone has room for.
    let named = |name: String, price: String| all(vec![text(name), p("hint", price)]);
    let mut rows: Vec<View> = bill
        .lines
        .iter()
        .map(|line| {
            let price = tariff.periods.get(line.period).map(|period| per_kilowatt_hour(t, period.price));
            let price = price.map(|price| (t.a_kilowatt_hour)(&price)).unwrap_or_default();
            let name = named(period_name(t, tariff, line.period), price);
            row(name, vec![energy(t, line.energy), euros(t, line.amount)])
        })
        .collect();
    let standing = named(t.standing.to_owned(), euros(t, tariff.standing_per_year));
    rows.push(row(standing, vec![(t.bill_days)(bill.days), euros(t, bill.standing)]));
    rows.push(row(text(t.bill_total), vec![energy(t, bill.energy()), euros(t, bill.total)]));
    table(t.table, &["", t.head_energy, t.head_amount], rows)
}
