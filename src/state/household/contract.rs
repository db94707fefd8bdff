//! What a person says of their contract.

use crate::domain::household::{Hours, Money, Tariff};

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

impl Contract {
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
    fn what_is_no_contract_is_passed_over() {
        let read = Contract::from_text("kva many\nprice a b\noff-peak 1 9999\n\n?");
        assert_eq!(read, Contract { off_peak: Vec::new(), ..Contract::default() });
    }
}
