//! What other tariffs would have cost.

use super::{cost::name, part::part};
use crate::{
    domain::household::{Bill, Money, Tariff, bill},
    present::household::euros,
    state::Household,
    views::{
        bricks::{View, none, p, text},
        parts::chart::{row, table},
    },
};

pub fn part_of(home: Household) -> View {
    let t = home.t();
    let (Some(span), Some(own)) = (home.last_year(), home.tariff()) else { return none() };
    let (curve, zone, colours) = (home.consumption.get(), home.zone.get(), home.colours());
    let bills: Vec<(Tariff, Bill)> = home
        .own_tariffs()
        .into_iter()
        .map(|tariff| {
            let bill = bill(&curve, span, &tariff, &zone, &colours);
            (tariff, bill)
        })
        .collect();
    let yours = bills.iter().find(|(tariff, _)| tariff.id == own.id).map(|(_, bill)| bill.clone());
    let of = |(tariff, bill): &(Tariff, Bill)| {
        let against = match &yours {
            _ if tariff.id == own.id => t.options_yours.to_owned(),
            Some(yours) if is_complete(bill) && is_complete(yours) => difference(home, bill.total - yours.total),
            Some(_) | None => t.options_unknown.to_owned(),
        };
        let total = if is_complete(bill) { euros(t, bill.total) } else { "–".to_owned() };
        row(text(name(t, tariff)), vec![total, against])
    };
    let rows = bills.iter().map(of).collect();
    part(
        home,
        t.options_title,
        vec![p("", t.options_note), table(t.table, &["", t.head_amount, t.head_against], rows)],
        t.bill_method,
    )
}

/// Two bills of the same readings may lack the same of them, but none of the prices.
fn is_complete(bill: &Bill) -> bool {
    bill.unpriced.0 <= 0.0
}

fn difference(home: Household, more: Money) -> String {
    let t = home.t();
    match more.cents() {
        0 => t.options_same.to_owned(),
        cents if cents > 0 => (t.options_more)(&euros(t, more)),
        _ => (t.options_less)(&euros(t, Money::default() - more)),
    }
}
