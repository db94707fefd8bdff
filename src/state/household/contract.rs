//! What a person says of their contract.

use crate::domain::household::{Hours, Money, Period, Tariff, TariffOption};

/// Prices are those that a territory publishes, until the person says their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// The chosen tariff's identifier.
    pub tariff: Option<String>,
    /// Prices of the person's own, by tariff and period; the subscription of a year has no period.
    pub prices: Vec<(String, Option<String>, Money)>,
    pub off_peak: Vec<Hours>,
    /// Subscribed power.
    pub kva: u32,
}

impl Default for Contract {
    fn default() -> Self {
        // The commonest hours and the commonest power.
        Self { tariff: None, prices: Vec::new(), off_peak: Hours::new(22 * 60, 6 * 60).into_iter().collect(), kva: 6 }
    }
}

/// Identifiers of the tariffs that a person writes.
const WRITTEN_BASE: &str = "own-base";
const WRITTEN_OFF_PEAK: &str = "own-off-peak";

/// A tariff whose every price the person writes: one price, or one for the cheaper hours and one for the others.
fn written(option: TariffOption, id: &str, periods: &[&str]) -> Tariff {
    let period = |id: &&str| Period {
        id: (*id).to_owned(),
        label: None,
        price: Money::default(),
        hours: vec![Hours::WHOLE_DAY],
        colour: None,
    };
    Tariff {
        id: id.to_owned(),
        option,
        kva: None,
        label: None,
        taxes_included: None,
        from: None,
        until: None,
        standing_per_year: Money::default(),
        periods: periods.iter().map(period).collect(),
        source: None,
    }
}

impl Contract {
    /// Whether a tariff is one that the person writes.
    pub fn is_written(tariff: &Tariff) -> bool {
        [WRITTEN_BASE, WRITTEN_OFF_PEAK].contains(&tariff.id.as_str())
    }

    /// The tariffs that a person writes, as far as they are written.
    pub fn written_tariffs(&self) -> [Tariff; 2] {
        let base = written(TariffOption::Base, WRITTEN_BASE, &["base"]);
        [base, written(TariffOption::OffPeak, WRITTEN_OFF_PEAK, &["peak", "off-peak"])].map(|of| self.apply(&of))
    }

    /// The subscribed power that the person chose; the commonest one may be no choice.
    pub fn own_kva(&self) -> Option<u32> {
        (self.kva != Self::default().kva).then_some(self.kva)
    }

    /// Whether no price of a tariff is unknown.
    pub fn knows_all_of(&self, tariff: &Tariff) -> bool {
        let periods = || tariff.periods.iter().map(|period| Some(period.id.as_str()));
        !Self::is_written(tariff) || periods().chain([None]).all(|period| self.price_of(&tariff.id, period).is_some())
    }

    /// What the person said of a price.
    pub fn price_of(&self, tariff: &str, period: Option<&str>) -> Option<Money> {
        let found = self.prices.iter().find(|(id, known, _)| id == tariff && known.as_deref() == period);
        found.map(|(.., price)| *price)
    }

    /// The tariff as it is for this person.
    pub fn apply(&self, tariff: &Tariff) -> Tariff {
        let mut own = tariff.with_off_peak(&self.off_peak);
        for (_, period, price) in self.prices.iter().filter(|(id, ..)| *id == tariff.id) {
            match period {
                None => own.standing_per_year = *price,
                Some(period) => {
                    if let Some(period) = own.periods.iter_mut().find(|known| known.id == *period) {
                        period.price = *price;
                    }
                }
            }
        }
        own
    }

    /// Whether a price is the person's own.
    pub fn is_own(&self, tariff: &str) -> bool {
        self.prices.iter().any(|(id, ..)| id == tariff)
    }

    pub fn set_price(&mut self, tariff: &str, period: Option<&str>, price: Money) {
        self.prices.retain(|(id, known, _)| id != tariff || known.as_deref() != period);
        self.prices.push((tariff.to_owned(), period.map(str::to_owned), price));
    }

    /// A line for each thing that was said, to keep on the device.
    pub fn to_text(&self) -> String {
        let mut lines = vec![format!("kva {}", self.kva)];
        lines.extend(self.tariff.iter().map(|id| format!("tariff {id}")));
        lines.extend(self.off_peak.iter().map(|hours| format!("off-peak {} {}", hours.from, hours.until)));
        for (id, period, price) in &self.prices {
            lines.push(format!("price {id} {} {}", period.as_deref().unwrap_or("-"), price.0));
        }
        lines.join("\n")
    }

    /// Lines that are none are passed over.
    pub fn from_text(text: &str) -> Self {
        let mut contract = Self { off_peak: Vec::new(), ..Self::default() };
        for line in text.lines() {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["kva", kva] => contract.kva = kva.parse().unwrap_or(contract.kva),
                ["tariff", id] => contract.tariff = Some(id.to_owned()),
                ["off-peak", from, until] => {
                    let hours =
                        from.parse().ok().zip(until.parse().ok()).and_then(|(from, until)| Hours::new(from, until));
                    contract.off_peak.extend(hours);
                }
                ["price", id, period, price] => {
                    if let Ok(price) = price.parse() {
                        contract.set_price(id, (period != "-").then_some(period), Money(price));
                    }
                }
                _ => {}
            }
        }
        contract
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_is_kept_as_text() {
        let mut contract = Contract { tariff: Some("regulated-base-6kva".to_owned()), ..Contract::default() };
        contract.set_price("regulated-base-6kva", Some("base"), Money(195_200));
        contract.set_price("regulated-base-6kva", None, Money(188_280_000));
        contract.set_price("regulated-base-6kva", Some("base"), Money(200_000));
        assert_eq!(contract.prices.len(), 2);
        assert_eq!(Contract::from_text(&contract.to_text()), contract);
    }

    #[test]
    fn a_tariff_that_is_written_is_one_once_all_of_its_prices_are_known() {
        let mut contract = Contract::default();
        let [base, off_peak] = contract.written_tariffs();
        assert!(!contract.knows_all_of(&base) && !contract.knows_all_of(&off_peak));
        contract.set_price(&off_peak.id, Some("peak"), Money(220_000));
        contract.set_price(&off_peak.id, Some("off-peak"), Money(160_000));
        assert!(!contract.knows_all_of(&off_peak), "its subscription is not known");
        contract.set_price(&off_peak.id, None, Money(190_000_000));
        contract.off_peak = vec![Hours::new(60, 420).unwrap(), Hours::new(780, 900).unwrap()];
        let read = Contract::from_text(&contract.to_text());
        assert_eq!(read, contract);
        let [base, off_peak] = read.written_tariffs();
        assert!(read.knows_all_of(&off_peak) && !read.knows_all_of(&base));
        // By hand: 8 h at 0.16 € and 16 h at 0.22 €.
        assert_eq!(off_peak.mean_price(), Some(Money(200_000)));
        assert_eq!(off_peak.standing_per_year, Money(190_000_000));
    }

    #[test]
    fn what_is_no_contract_is_passed_over() {
        let read = Contract::from_text("kva many\nprice a b\noff-peak 1 9999\n\n?");
        assert_eq!(read, Contract { off_peak: Vec::new(), ..Contract::default() });
    }
}
