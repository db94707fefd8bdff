//! "When can you go?": now, or a part of a day.

use chrono::NaiveDate;

use super::{
    bricks::{choice, choices, moving_heading},
    d,
};
use crate::views::bricks::{View, all, h1, live};
use crate::{
    domain::{HalfDay, When},
    present::{desk::day_words, initial_capital},
    state::{Derived, Desk, Step},
};

/// Days that are offered beyond tomorrow.
const DAYS: usize = 12;

pub fn page(desk: Desk) -> View {
    let d = d(desk);
    // Drawn anew at midnight, not with each tick of the clock, which would take the focus away.
    let today = Derived::new(move || today(desk));
    all(vec![
        h1(d.when),
        live(move || {
            let today = today.get();
            let tomorrow = today.succ_opt().unwrap_or(today);
            let tomorrow_words = initial_capital(&day_words(desk.app.t(), tomorrow, today));
            choices(vec![
                choice(d.now, Some(d.now_hint), move || desk.answer(|answers| answers.go_at(When::Now))),
                choice(d.later_today, None, move || desk.answer(|answers| answers.go_on(today, false))),
                choice(&tomorrow_words, None, move || desk.answer(|answers| answers.go_on(tomorrow, false))),
                choice(d.other_day, None, move || desk.answer(|answers| answers.step = Step::Day)),
            ])
        }),
    ])
}

pub fn days(desk: Desk) -> View {
    let today = Derived::new(move || today(desk));
    all(vec![
        h1(d(desk).which_day),
        live(move || {
            let today = today.get();
            let day = |day: NaiveDate| {
                let words = initial_capital(&day_words(desk.app.t(), day, today));
                choice(&words, None, move || desk.answer(|answers| answers.go_on(day, true)))
            };
            choices(today.iter_days().skip(2).take(DAYS).map(day).collect())
        }),
    ])
}

pub fn halves(desk: Desk) -> View {
    // A morning that is over is no choice.
    let to_come = Derived::new(move || {
        let moment = desk.app.moment();
        let date = desk.answers.with(|answers| answers.day);
        let during = |half: HalfDay| {
            let date = date.filter(|date| half.window(*date, moment.context()).is_some())?;
            Some((half, When::During { date, half }))
        };
        HalfDay::ALL.into_iter().filter_map(during).collect::<Vec<_>>()
    });
    all(vec![
        moving_heading(desk, Step::Half),
        live(move || {
            let half = |(half, when): (HalfDay, When)| {
                choice((d(desk).half)(half), None, move || desk.answer(|answers| answers.go_at(when)))
            };
            choices(to_come.get().into_iter().map(half).collect())
        }),
    ])
}

pub fn half_heading(desk: Desk) -> String {
    let day = desk.answers.with(|answers| answers.day).unwrap_or_default();
    (d(desk).which_half)(&day_words(desk.app.t(), day, today(desk)))
}

/// The territory's local day.
pub fn today(desk: Desk) -> NaiveDate {
    let moment = desk.app.moment();
    let context = moment.context();
    context.zone.local(context.now).date()
}
