//! Two pages of paper, for a talk with an energy adviser.

use super::{cost, frame, habits, seasons, start};
use crate::{
    platform::document,
    present::household::HouseholdPage,
    state::Household,
    views::bricks::{View, all, button, h2, items, live, none, p, section},
};

pub fn page(home: Household) -> View {
    let t = home.t();
    let made = move || {
        let wall = home.zone.get().local(home.app.now.get());
        p("", (t.sheet_made)(&(t.day)(wall.date())))
    };
    let glance = move || {
        let words = [Some(start::known_words(home)), start::base_words(home), start::cost_words(home)];
        items("", words.into_iter().flatten().collect::<Vec<_>>())
    };
    let sample = move || if home.is_sample() { p("strong", t.sample_banner) } else { none() };
    let questions = items("", t.sheet_question_list);
    all(vec![
        frame::title(home, HouseholdPage::Sheet),
        live(move || frame::without_consumption(home)),
        p("no-print", button("", t.sheet_print, document::print)),
        live(sample),
        live(made),
        p("", t.sheet_for),
        live(glance),
        live(move || habits::week(home)),
        live(move || seasons::years(home)),
        live(move || cost::the_bill(home)),
        live(move || seasons::heating(home)),
        live(move || habits::peaks(home)),
        section("part", [h2("", t.sheet_questions), questions]),
    ])
}
