//! Whether the evidence for what values are agrees: what the file claims, the grid of its instants, and the size of its
//! values. Where it does not, the person is asked.

use super::header::Unit;
use crate::domain::household::{Answer, Choice, Direction, Evidence, Kind, Known, Quantity, Question, Scale, Stamps};

/// What a household draws at least on average, watts: below lie values of another unit.
const LEAST_MEAN_W: f64 = 5.0;
/// The largest connection of a household, W (« 36 kVA »).
const LARGEST_W: f64 = 36_000.0;
/// Fewer values do not tell a counter from a power.
const FEWEST: usize = 4;
/// Of so many values of a counter one may fall: a new meter begins at nothing.
const FALLS_OF_COUNTERS: usize = 50;
/// So many values that only grow are no energies of steps.
const MANY: usize = 8;

/// What a file says of the values of a series before its rows are looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    pub kind: Option<Known<Kind>>,
    pub scale: Option<Known<Scale>>,
    pub stamps: Option<Known<Stamps>>,
    pub direction: Known<Direction>,
    /// A known export whose header names another unit than its values have.
    pub header_differs: bool,
    /// Values of a sensor of one's own, which are powers in watts or counters.
    pub is_sensor: bool,
    /// A value holds until the next one, as Home Assistant records states.
    pub holds: bool,
}

impl Claim {
    /// A file that says nothing.
    pub const NONE: Claim = Claim {
        kind: None,
        scale: None,
        stamps: None,
        direction: Known::new(Direction::Consumption, Evidence::NotSaid),
        header_differs: false,
        is_sensor: false,
        holds: false,
    };

    /// A known export.
    pub const fn export(kind: Kind, scale: Scale, stamps: Stamps) -> Self {
        let by = Evidence::Signature;
        let (kind, scale) = (Some(Known::new(kind, by)), Some(Known::new(scale, by)));
        Self { kind, scale, stamps: Some(Known::new(stamps, by)), ..Self::NONE }
    }

    /// What a unit beside the values says.
    #[must_use]
    pub fn with_unit(mut self, unit: Unit, by: Evidence) -> Self {
        let kind = if unit.is_power() { Kind::MeanPower } else { Kind::StepEnergy };
        let is_counter = self.kind.is_some_and(|known| known.value == Kind::Counter) && !unit.is_power();
        self.kind = if is_counter { self.kind } else { Some(Known::new(kind, by)) };
        self.scale = Some(Known::new(unit.scale(), by));
        self
    }

    #[must_use]
    pub const fn with_kind(mut self, kind: Kind, by: Evidence) -> Self {
        self.kind = Some(Known::new(kind, by));
        self
    }

    #[must_use]
    pub const fn with_direction(mut self, direction: Direction, by: Evidence) -> Self {
        self.direction = Known::new(direction, by);
        self
    }

    #[must_use]
    pub const fn with_stamps(mut self, stamps: Stamps, by: Evidence) -> Self {
        self.stamps = Some(Known::new(stamps, by));
        self
    }
}

/// The values of a series, in the order of their instants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sizes {
    pub count: usize,
    pub sum: f64,
    pub rises: usize,
    pub falls: usize,
    /// The last value less the first.
    pub growth: f64,
    /// From the first instant to the last.
    pub hours: f64,
    /// Of a step: the most frequent.
    pub step_s: Option<u32>,
    /// Steps are whole days, or longer.
    pub is_days: bool,
}

impl Sizes {
    /// Of values in the order of their instants.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut sizes = Self::default();
        let (mut first, mut last) = (None, None);
        for value in values.filter(|value| !value.is_nan()) {
            if let Some(last) = last {
                sizes.rises += usize::from(value > last);
                sizes.falls += usize::from(value < last);
            }
            first = first.or(Some(value));
            last = Some(value);
            sizes.count += 1;
            sizes.sum += value;
        }
        sizes.growth = last.unwrap_or(0.0) - first.unwrap_or(0.0);
        sizes
    }

    fn mean(&self) -> f64 {
        self.sum / self.count.max(1) as f64
    }

    /// Only grows; a new meter in between begins at nothing.
    const fn grows(&self) -> bool {
        self.count >= FEWEST && self.rises > 0 && self.falls * FALLS_OF_COUNTERS <= self.count
    }

    /// Mean power if the values were this quantity; `None` where they cannot be.
    fn watts(&self, quantity: Quantity) -> Option<f64> {
        match quantity.kind {
            Kind::MeanPower => Some(self.mean() * quantity.factor()),
            Kind::StepEnergy => Some(self.mean() * quantity.factor() * 3600.0 / f64::from(self.step_s?)),
            Kind::Counter => (self.hours > 0.0).then(|| self.growth * quantity.factor() / self.hours),
        }
    }
}

/// What is known of a series' values in the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    Known(Known<Kind>, Known<Scale>),
    /// The choices' bits, as in [`Question`].
    Ask(u8),
    /// Nothing that a household could have.
    Nothing,
}

/// Decides what the values are. `answer` gives what the person answered to a question with these bits.
pub fn decide(claim: &Claim, sizes: &Sizes, answer: impl Fn(u8) -> Option<Choice>) -> Verdict {
    let verdict = weigh(claim, sizes);
    if let Verdict::Ask(options) = verdict
        && let Some(Choice::Quantity(quantity)) = answer(options)
    {
        let by = Evidence::Answer;
        return Verdict::Known(Known::new(quantity.kind, by), Known::new(quantity.scale, by));
    }
    verdict
}

fn weigh(claim: &Claim, sizes: &Sizes) -> Verdict {
    let is_signed = |by: Option<Evidence>| by == Some(Evidence::Signature);
    let (kind, scale) = (claim.kind, claim.scale);
    if let (Some(kind), Some(scale)) = (kind, scale)
        && is_signed(Some(kind.by))
    {
        return Verdict::Known(kind, scale);
    }
    let least = if claim.direction.value == Direction::Production { 0.0 } else { LEAST_MEAN_W };
    let is_plausible = |quantity: &Quantity| {
        let can_count =
            quantity.kind != Kind::Counter || sizes.grows() || kind.is_some_and(|known| known.value == Kind::Counter);
        can_count && sizes.watts(*quantity).is_some_and(|watts| (least..=LARGEST_W).contains(&watts))
    };
    let of_claim = |quantity: &Quantity| {
        kind.is_none_or(|known| known.value == quantity.kind) && scale.is_none_or(|known| known.value == quantity.scale)
    };
    let all = Quantity::ALL.into_iter();
    match (kind, scale) {
        // Nothing at all was used, whatever the unit.
        (Some(kind), Some(scale)) if sizes.sum.abs() < f64::EPSILON => Verdict::Known(kind, scale),
        (Some(kind), Some(scale)) => {
            let claimed = Quantity::new(kind.value, scale.value);
            let counter = Quantity::new(Kind::Counter, scale.value);
            let energy = Quantity::new(Kind::StepEnergy, scale.value);
            if sizes.is_days && kind.value == Kind::MeanPower {
                return ask([claimed, energy]);
            }
            let may_count = kind.value == Kind::StepEnergy && sizes.falls == 0 && is_plausible(&counter);
            match (is_plausible(&claimed), may_count) {
                (true, true) if sizes.count >= MANY => ask([claimed, counter]),
                (true, _) => Verdict::Known(kind, scale),
                (false, true) => Verdict::Known(Known::new(Kind::Counter, Evidence::Magnitude), scale),
                (false, false) => {
                    let others: Vec<Quantity> = all.filter(is_plausible).collect();
                    if others.is_empty() {
                        Verdict::Known(kind, scale)
                    } else {
                        ask(others.into_iter().chain([claimed]))
                    }
                }
            }
        }
        _ if claim.is_sensor && kind.is_none() => sensor(sizes, scale, is_plausible),
        // A power of whole days may be an energy as well.
        (Some(known), _) if known.value == Kind::MeanPower && sizes.is_days => {
            let of_energy = |quantity: &Quantity| quantity.kind != Kind::Counter && is_plausible(quantity);
            let scales: Vec<Scale> = all.filter(of_energy).map(|quantity| quantity.scale).collect();
            match scales.as_slice() {
                [] => Verdict::Nothing,
                scales => ask(Quantity::ALL
                    .into_iter()
                    .filter(|quantity| quantity.kind != Kind::Counter && scales.contains(&quantity.scale))),
            }
        }
        (Some(known), _) => one_of(all.filter(of_claim).filter(is_plausible), |_| known),
        (None, _) => {
            one_of(all.filter(of_claim).filter(is_plausible), |quantity| Known::new(quantity.kind, Evidence::Magnitude))
        }
    }
}

/// Values that only grow are a counter; those that go up and down are watts.
fn sensor(sizes: &Sizes, scale: Option<Known<Scale>>, is_plausible: impl Fn(&Quantity) -> bool) -> Verdict {
    let magnitude = |quantity: Quantity| Known::new(quantity.kind, Evidence::Magnitude);
    let of_kinds = |kinds: &'static [Kind]| {
        Quantity::ALL.into_iter().filter(move |quantity| {
            kinds.contains(&quantity.kind) && scale.is_none_or(|known| known.value == quantity.scale)
        })
    };
    let watts = Quantity::new(Kind::MeanPower, Scale::Unit);
    if sizes.rises > 0 && sizes.falls * FALLS_OF_COUNTERS <= sizes.count {
        // Few values, or values that doubled meanwhile, may be the power of a morning.
        let is_sure = sizes.count >= MANY || sizes.count >= FEWEST && sizes.growth <= 0.05 * sizes.mean();
        let counters = of_kinds(&[Kind::Counter]).filter(|quantity| is_likely(sizes, *quantity));
        let power = [watts].into_iter().filter(|watts| !is_sure && is_plausible(watts));
        return one_of(counters.chain(power), magnitude);
    }
    let is_constant = sizes.count >= FEWEST && sizes.rises + sizes.falls == 0;
    match (is_plausible(&watts), is_constant) {
        // A counter that stands still looks like a steady power.
        (true, true) => ask([watts, Quantity::new(Kind::Counter, Scale::Kilo)]),
        (true, false) => one_of([watts].into_iter(), magnitude),
        (false, _) => one_of(of_kinds(&[Kind::MeanPower, Kind::StepEnergy]).filter(is_plausible), magnitude),
    }
}

/// Whether a quantity has the size of a household's.
fn is_likely(sizes: &Sizes, quantity: Quantity) -> bool {
    sizes.watts(quantity).is_some_and(|watts| (LEAST_MEAN_W..=LARGEST_W).contains(&watts))
}

/// The only one that is possible; a question where there are several.
fn one_of(possible: impl Iterator<Item = Quantity>, kind: impl Fn(Quantity) -> Known<Kind>) -> Verdict {
    let possible: Vec<Quantity> = possible.collect();
    match possible.as_slice() {
        [] => Verdict::Nothing,
        [one] => Verdict::Known(kind(*one), Known::new(one.scale, Evidence::Magnitude)),
        _ => ask(possible),
    }
}

fn ask(quantities: impl IntoIterator<Item = Quantity>) -> Verdict {
    Verdict::Ask(Question::options_of(quantities.into_iter().map(Choice::Quantity)))
}

/// What a person answered to questions of a shape.
pub fn answered(answers: &[Answer], shape: u32, options: u8) -> Option<Choice> {
    let is_possible = |answer: &&Answer| answer.shape == shape && Question::options_of([answer.choice]) & options != 0;
    answers.iter().rev().find(is_possible).map(|answer| answer.choice)
}

/// Of some words: the same files have the same.
pub fn shape_of<'a>(words: impl IntoIterator<Item = &'a str>) -> u32 {
    // FNV-1a.
    let bytes = words.into_iter().flat_map(|word| word.trim().bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: Evidence = Evidence::Header;

    fn sizes(values: &[f64], step_s: u32) -> Sizes {
        let hours = f64::from(step_s) * (values.len() - 1) as f64 / 3600.0;
        Sizes { hours, step_s: Some(step_s), is_days: step_s >= 86_400, ..Sizes::of(values.iter().copied()) }
    }
    fn units(verdict: Verdict) -> String {
        match verdict {
            Verdict::Known(kind, scale) => Quantity::new(kind.value, scale.value).unit().to_owned(),
            Verdict::Ask(options) => {
                let question = Question {
                    shape: 0,
                    value: crate::domain::household::ShortName::NONE,
                    day: chrono::NaiveDate::MIN,
                    step: 0,
                    options,
                };
                let choices = question.choices().map(|choice| match choice {
                    Choice::Quantity(Quantity { kind: Kind::Counter, scale }) => {
                        format!("counter {}", Quantity::new(Kind::Counter, scale).unit())
                    }
                    Choice::Quantity(quantity) => quantity.unit().to_owned(),
                    Choice::Stamps(_) => String::new(),
                });
                format!("{}?", choices.collect::<Vec<_>>().join(" or "))
            }
            Verdict::Nothing => "nothing".to_owned(),
        }
    }
    fn said(unit: Option<Unit>, values: &[f64], step_s: u32) -> String {
        let claim = unit.map_or(Claim::NONE, |unit| Claim::NONE.with_unit(unit, HEADER));
        units(weigh(&claim, &sizes(values, step_s)))
    }

    #[test]
    fn header_grid_and_magnitude_agree_or_it_is_asked() {
        let (half_hour, day) = (1800, 86_400);
        for (unit, values, step_s, expected) in [
            (Some(Unit::Kilowatts), [0.2, 1.4, 0.3].as_slice(), half_hour, "kW"),
            (Some(Unit::KilowattHours), &[0.2, 1.4, 0.3], half_hour, "kWh"),
            (Some(Unit::Kilowatts), &[25.2, 31.0, 20.0], day, "kW or kWh?"),
            (Some(Unit::Watts), &[1050.0, 980.0, 1100.0], day, "W or Wh?"),
            (Some(Unit::KilowattHours), &[25.2, 31.0, 20.0], day, "kWh"),
            // Watt-hours under a header of kilowatt-hours, and the other way round.
            (Some(Unit::KilowattHours), &[310.0, 820.0, 120.0], half_hour, "W or Wh or kWh?"),
            (Some(Unit::WattHours), &[8.7, 10.4, 7.2], day, "W or kW or Wh or kWh?"),
            // Nothing is known of the unit: half-hours of watts or of watt-hours differ by two.
            (None, &[310.0, 820.0, 120.0], half_hour, "W or Wh?"),
            (None, &[0.31, 0.82, 0.12], half_hour, "kW or kWh?"),
            (Some(Unit::KilowattHours), &[0.0, 0.0], day, "kWh"),
        ] {
            assert_eq!(said(unit, values, step_s), expected, "{unit:?} {values:?} {step_s}");
        }
    }

    #[test]
    fn what_only_grows_is_no_energy_of_steps() {
        let counter: Vec<f64> = (0..10).map(|day| 18_000.0 + 9.0 * f64::from(day)).collect();
        assert_eq!(said(Some(Unit::KilowattHours), &counter, 86_400), "kWh");
        let verdict = weigh(&Claim::NONE.with_unit(Unit::KilowattHours, HEADER), &sizes(&counter, 86_400));
        assert!(matches!(verdict, Verdict::Known(Known { value: Kind::Counter, by: Evidence::Magnitude }, _)));
        // A new meter's first days are as plausible as energies.
        let small: Vec<f64> = (0..10).map(|day| 9.0 * f64::from(day)).collect();
        assert_eq!(said(Some(Unit::KilowattHours), &small, 86_400), "kWh or counter kWh?");
    }

    #[test]
    fn a_sensor_that_goes_up_and_down_is_in_watts_and_one_that_only_grows_a_counter() {
        let sensor =
            |values: &[f64], step_s| units(weigh(&Claim { is_sensor: true, ..Claim::NONE }, &sizes(values, step_s)));
        assert_eq!(sensor(&[370.0, 213.0, 324.0, 353.0], 10), "W");
        assert_eq!(sensor(&[1804.0, 1804.5, 1805.0, 1805.5], 3600), "kWh");
        let watt_hours: Vec<f64> = (0..8).map(|hour| 1804.0 + 400.0 * f64::from(hour)).collect();
        assert_eq!(sensor(&watt_hours, 3600), "Wh");
        // Three or four rising values may be the power of a morning.
        assert_eq!(sensor(&watt_hours[..4], 3600), "W or counter Wh?");
        assert_eq!(sensor(&watt_hours[..2], 3600), "W or counter Wh?");
        assert_eq!(sensor(&[0.0, 10.0, 20.0, 30.0], 3600), "W or counter Wh or counter kWh?");
        assert_eq!(sensor(&[0.2, 0.4, 0.1, 0.3], 1800), "kW or kWh?");
        assert_eq!(sensor(&[1804.0; 5], 3600), "W or counter kWh?");
    }

    #[test]
    fn an_answer_ends_the_question() {
        let claim = Claim::NONE.with_unit(Unit::Kilowatts, HEADER);
        let energy = Choice::Quantity(Quantity::new(Kind::StepEnergy, Scale::Kilo));
        let answers = [Answer { shape: 3, choice: energy }];
        let decided =
            |shape| decide(&claim, &sizes(&[25.2, 31.0], 86_400), |options| answered(&answers, shape, options));
        assert!(matches!(decided(3), Verdict::Known(Known { value: Kind::StepEnergy, by: Evidence::Answer }, _)));
        assert!(matches!(decided(4), Verdict::Ask(_)));
    }
}
