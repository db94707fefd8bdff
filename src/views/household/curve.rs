//! Days, weeks, months and years of the curve.

use super::{frame, part::part};
use crate::{
    domain::{
        Coverage,
        household::{Direction, Step},
    },
    platform::{
        keys::{self, Arrow},
        swipe,
    },
    present::{
        household::{Bars, HouseholdPage, HouseholdTexts, energy, stretch_name},
        initial_capital,
    },
    state::{Held, Household},
    views::{
        bricks::{View, all, button, div, live, none, p, status, text},
        parts::chart::{figures, grid, marks, plot, rect, row, said},
    },
};

pub fn page(home: Household) -> View {
    let t = home.t();
    let title = frame::title(home, HouseholdPage::Curve);
    let inside = move || part(home, heading(home), vec![stretch(home)], home.t().curve_method);
    let controls =
        div("controls", [live(move || directions(home)), live(move || steps(home)), live(move || leaf(home))]);
    let by_keys = div("by-keys", [controls, live(inside)]).on("keydown", move |event| {
        if let Some(arrow) = keys::arrow_of(&event).filter(|_| !keys::is_scrolling(&event)) {
            event.prevent_default();
            press(home, arrow);
        }
    });
    let from: Held<Option<swipe::Point>> = Held::new(None);
    let by_keys = by_keys.on("pointerdown", move |event| from.set(swipe::point_on(&event, CHART))).on(
        "pointerup",
        move |event| {
            let points = from.get_untracked().zip(swipe::point_on(&event, CHART));
            if let Some(arrow) = points.and_then(|(from, to)| swipe::arrow_of(from, to)) {
                press(home, arrow);
            }
        },
    );
    all(vec![title, by_keys, p("hint", t.keys)])
}

/// What is drawn over to move on.
const CHART: &str = ".plot";

/// The same keys on every scale.
fn press(home: Household, arrow: Arrow) {
    let scale = |by: isize| {
        let at = Step::ALL.iter().position(|step| *step == home.shown.get_untracked().step).unwrap_or(0);
        let to = at.checked_add_signed(by).and_then(|to| Step::ALL.get(to));
        if let Some(step) = to {
            home.shown.update(|shown| shown.step = *step);
        }
    };
    match arrow {
        Arrow::Left => home.move_by(-1),
        Arrow::Right => home.move_by(1),
        Arrow::Up => scale(1),
        Arrow::Down => scale(-1),
    }
}

fn directions(home: Household) -> View {
    let t = home.t();
    if home.curve(Direction::Production).is_empty() || home.curve(Direction::Consumption).is_empty() {
        return none();
    }
    let shown = home.shown.get();
    let choice = |direction: Direction| {
        let press = move || home.shown.update(|shown| shown.direction = direction);
        button("", (t.direction)(direction), press).attr("aria-pressed", (shown.direction == direction).to_string())
    };
    div("spans two", Direction::ALL.map(choice))
}

fn steps(home: Household) -> View {
    let t = home.t();
    let now = home.shown.get().step;
    let choice = |step: Step| {
        let press = move || home.shown.update(|shown| shown.step = step);
        button("", (t.step)(step), press).attr("aria-pressed", (now == step).to_string())
    };
    div("spans", Step::ALL.map(choice))
}

fn leaf(home: Household) -> View {
    let t = home.t();
    div(
        "leaf",
        [
            button("plain", t.previous, move || home.move_by(-1)),
            button("plain", t.latest, move || home.shown.update(|shown| shown.first_day = None)),
            button("plain", t.next, move || home.move_by(1)),
        ],
    )
}

fn heading(home: Household) -> &'static str {
    (home.t().direction)(home.shown.get().direction)
}

fn stretch(home: Household) -> View {
    let (t, zone, shown) = (home.t(), home.zone.get(), home.shown.get());
    let Some(stretch) = home.stretch() else { return p("", t.curve_nothing) };
    let curve = home.curve(shown.direction);
    let sum = curve.sum_of(&stretch);
    let name = initial_capital(&stretch_name(t, shown.step, stretch.first_day));
    if sum.coverage.is_nothing() {
        return status("", p("said", format!("{name}. {}", t.curve_nothing)));
    }
    let bars = Bars::of(t, &curve, shown.step, &stretch, &zone);
    let highest = bars.highest.and_then(|index| bars.bars.get(index));
    let mut words = (t.curve_sentence)(shown.direction, &name, &energy(t, sum.energy));
    if let Some(bar) = highest {
        words = format!("{words} {}", (t.curve_highest)(&bar.name, &energy(t, bar.sum.energy)));
    }
    if !sum.coverage.is_full() {
        words = format!("{words} {}", (t.curve_partial)(&known(t, sum.coverage)));
    }
    let size = (bars.width(), Bars::HEIGHT);
    let drawn = bars.bars.iter().enumerate().map(|(index, bar)| {
        let class = if bar.sum.coverage.is_full() { "whole" } else { "partial" };
        rect(class, (index as u32 * Bars::WIDTH + 2, Bars::HEIGHT - bar.height), (Bars::WIDTH - 4, bar.height))
    });
    let drawn = std::iter::once(grid(size, bars.lines())).chain(drawn).collect();
    let below = bars.bars.iter().map(|bar| bar.mark.clone()).collect();
    let of = |bar: &crate::present::household::EnergyBar| {
        let is_unknown = bar.sum.coverage.is_nothing();
        let figure = if is_unknown { "–".to_owned() } else { energy(t, bar.sum.energy) };
        row(text(bar.name.as_str()), vec![figure, known(t, bar.sum.coverage)])
    };
    let rows = bars.bars.iter().map(of).collect();
    all(vec![
        status("", said("curve-said", words)),
        plot("curve-said", size, drawn, bars.scale.clone(), marks("plot-marks", below)),
        figures(t.table, &[t.head_when, t.head_energy, t.head_known], rows, none()),
    ])
}

/// How much of a stretch is known, in words.
pub fn known(t: &HouseholdTexts, coverage: Coverage) -> String {
    if coverage.is_full() {
        t.known_whole.to_owned()
    } else if coverage.is_nothing() {
        t.known_not.to_owned()
    } else {
        (t.known_part)(coverage.share())
    }
}
