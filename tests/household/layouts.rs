//! The same readings in every layout give the same total or a question, whose true answer gives it: never a total that is off
//! by 2, 24, 48, 1 000 or a day.

use bon_moment::{
    domain::household::{Answer, Choice, Direction, Kind, NotRead, Part, Quantity, Stamps},
    household_import::{Reading, read_answered},
};
use chrono::Duration;
use proptest::prelude::*;

use crate::make::*;

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Times {
    Offset,
    Utc,
    Wall,
    French,
    TwoColumns,
    Unix,
    BothEnds,
}

#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one way in which layouts differ")]
struct Layout {
    quantity: Quantity,
    /// The header says the unit.
    has_unit: bool,
    times: Times,
    at_end: bool,
    /// Seconds of a step; a day is 86 400.
    step: i64,
    separator: char,
    order: u8,
    repeats: usize,
    has_extras: bool,
    /// The energy stands in two registers.
    is_split: bool,
}

fn layouts() -> impl Strategy<Value = Layout> {
    let times = prop_oneof![
        Just(Times::Offset),
        Just(Times::Utc),
        Just(Times::Wall),
        Just(Times::French),
        Just(Times::TwoColumns),
        Just(Times::Unix),
        Just(Times::BothEnds)
    ];
    let step = prop_oneof![Just(120_i64), Just(600), Just(900), Just(1800), Just(3600), Just(86_400)];
    let quantity = (0_usize..6).prop_map(|place| Quantity::ALL[place]);
    let separator = prop_oneof![Just(';'), Just('\t'), Just(',')];
    (quantity, any::<bool>(), times, any::<bool>(), step, separator, 0_u8..3, 1_usize..4, any::<bool>(), any::<bool>())
        .prop_map(|(quantity, has_unit, times, at_end, step, separator, order, repeats, has_extras, is_split)| Layout {
            quantity,
            has_unit,
            times,
            at_end,
            step,
            separator,
            order,
            repeats,
            has_extras,
            is_split,
        })
}

/// The energies of steps from one local midnight to another: start, end, watt-hours.
fn steps(
    first: &str,
    days: i64,
    step: i64,
    base: u32,
) -> Vec<(bon_moment::domain::Instant, bon_moment::domain::Instant, f64)> {
    let first = date(first);
    let end = midnight(first + Duration::days(days));
    let (mut at, mut number, mut steps) = (midnight(first), 0_u32, Vec::new());
    while at < end {
        let next = if step == 86_400 {
            midnight(paris().local(at).date().succ_opt().unwrap())
        } else {
            at + Duration::seconds(step)
        };
        let watts = f64::from(base * (1 + number * 5 % 7));
        steps.push((at, next, watts * (next - at).num_seconds() as f64 / 3600.0));
        (at, number) = (next, number + 1);
    }
    steps
}

impl Layout {
    /// Times that a layout can write: days have no seconds since 1970, and a span no hour of its own.
    fn is_written(&self) -> bool {
        let is_day = self.step == 86_400;
        let is_counter = self.quantity.kind == Kind::Counter;
        !(is_day && (self.times == Times::TwoColumns || self.at_end)
            || is_counter && (self.times == Times::BothEnds || self.is_split))
    }

    fn write(&self, steps: &[(bon_moment::domain::Instant, bon_moment::domain::Instant, f64)], seed: u64) -> String {
        let is_counter = self.quantity.kind == Kind::Counter;
        let is_day = self.step == 86_400;
        let number = |value: f64| {
            let text = format!("{:.6}", value / self.quantity.factor());
            let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
            if self.separator == ',' { text } else { text.replace('.', ",") }
        };
        let value = |(from, until, energy): (bon_moment::domain::Instant, bon_moment::domain::Instant, f64)| match self
            .quantity
            .kind
        {
            Kind::MeanPower => energy * 3600.0 / (until - from).num_seconds() as f64,
            Kind::StepEnergy | Kind::Counter => energy,
        };
        let time = |at| match self.times {
            Times::Offset => format!(
                "{}{}",
                wall(at, "%Y-%m-%dT%H:%M:%S"),
                if paris().offset_at(at) == 120 { "+02:00" } else { "+01:00" }
            ),
            Times::Utc => at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            Times::Unix => at.timestamp().to_string(),
            Times::French if is_day => wall(at, "%d/%m/%Y"),
            Times::French | Times::BothEnds => wall(at, "%d/%m/%Y %H:%M:%S"),
            Times::Wall => wall(at, "%Y-%m-%d %H:%M:%S"),
            Times::TwoColumns => format!("{}{}{}", wall(at, "%d/%m/%Y"), self.separator, wall(at, "%H:%M")),
        };
        let mut rows = Vec::new();
        let mut counter = 12_345_678.0;
        let mut moments: Vec<(String, f64)> = Vec::new();
        if is_counter {
            moments.push((time(steps[0].0), counter));
        }
        for step in steps {
            counter += step.2;
            let at = if is_counter || self.at_end { step.1 } else { step.0 };
            let stamp = if self.times == Times::BothEnds {
                format!("{}{}{}", time(step.0), self.separator, time(step.1))
            } else {
                time(at)
            };
            moments.push((stamp, if is_counter { counter } else { value(*step) }));
        }
        for (stamp, value) in moments {
            let mut cells = vec![stamp];
            if self.is_split {
                cells.extend([number(value * 0.25), number(value * 0.75)]);
            } else {
                cells.push(number(value));
            }
            if self.has_extras {
                cells.extend([number(3.0 * self.quantity.factor()), "Base".to_owned()]);
            }
            rows.push(cells.join(&self.separator.to_string()));
        }
        match self.order {
            0 => {}
            1 => rows.reverse(),
            _ => {
                let mut chance = seed | 1;
                for place in (1..rows.len()).rev() {
                    chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    rows.swap(place, (chance >> 33) as usize % (place + 1));
                }
            }
        }
        let rows: Vec<String> = rows.into_iter().flat_map(|row| vec![row; self.repeats]).collect();
        let unit = if self.has_unit { format!(" ({})", self.quantity.unit()) } else { String::new() };
        let name = match self.quantity.kind {
            Kind::MeanPower => "Puissance",
            Kind::StepEnergy => "Consommation",
            Kind::Counter => "Index",
        };
        let mut header = match self.times {
            Times::TwoColumns => vec!["Date".to_owned(), "Heure".to_owned()],
            Times::BothEnds => vec!["Début".to_owned(), "Fin".to_owned()],
            _ => vec!["Date".to_owned()],
        };
        if self.is_split {
            header.extend([format!("{name} HP{unit}"), format!("{name} HC{unit}")]);
        } else {
            header.push(format!("{name}{unit}"));
        }
        if self.has_extras {
            header.extend(["Coût (€)".to_owned(), "Poste".to_owned()]);
        }
        format!("{}\n{}\n", header.join(&self.separator.to_string()), rows.join("\n"))
    }
}

/// Reads a file, and answers each question with what is true; `None` where the truth is no choice.
fn read_truly(text: &str, layout: &Layout) -> Result<Reading, String> {
    let mut answers = Vec::new();
    for _ in 0..3 {
        match read_answered(text.as_bytes(), &paris(), &answers) {
            Ok(reading) => return Ok(reading),
            Err(NotRead::Ambiguous(question)) => {
                let stamps = if layout.at_end { Stamps::End } else { Stamps::Start };
                let truth = [Choice::Quantity(layout.quantity), Choice::Stamps(stamps)];
                let choice = question.choices().find(|choice| truth.contains(choice));
                let choice = choice.ok_or_else(|| format!("the truth is no choice of {question:?}"))?;
                answers.push(Answer { shape: question.shape, choice });
            }
            Err(why) => return Err(why.to_string()),
        }
    }
    Err("asks without end".to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_same_readings_give_the_same_total_or_a_question_in_every_layout(
        layout in layouts(), season in 0_usize..4, base in prop_oneof![Just(30_u32), Just(120), Just(600), Just(3000)], seed in any::<u64>()
    ) {
        prop_assume!(layout.is_written());
        let first = ["2026-01-05", "2026-07-14", "2026-03-28", "2026-10-24"][season];
        let days = if layout.step == 86_400 { 12 } else { 2 };
        let steps = steps(first, days, layout.step, base);
        let text = layout.write(&steps, seed);
        let head: String = text.lines().take(4).collect::<Vec<_>>().join("\n");
        let reading = match read_truly(&text, &layout) {
            Ok(reading) => reading,
            Err(why) => return Err(TestCaseError::fail(format!("{why}\n{head}"))),
        };
        let total: f64 = steps.iter().map(|(.., energy)| energy).sum();
        let part = Part::of(Direction::Consumption, &reading.consumption).unwrap();
        prop_assert!((part.total.0 / total - 1.0).abs() < 2e-4, "{} Wh, not {total}\n{head}", part.total.0);
        prop_assert_eq!((part.from, part.until), (steps[0].0, steps[steps.len() - 1].1), "{}", head);
        prop_assert!(reading.production.is_empty());
        prop_assert_eq!(reading.unused.contains(&"Coût (€)".to_owned()), layout.has_extras);
    }
}
