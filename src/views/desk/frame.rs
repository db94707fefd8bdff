//! The frame around the desk's screens: who is asked what, the way out, and the person after this one.

use super::{
    answer,
    bricks::{back, look_at_heading},
    d, help, place, what, when,
};
use crate::views::{
    bricks::{View, all, button, div, element, live, maybe, none, p, status, text},
    shell as app_shell,
};
use crate::{
    domain::Lang,
    platform::document,
    state::{Answers, Derived, Desk, Step, follow},
    views::parts,
};

/// Questions before the answer.
const QUESTIONS: u8 = 3;

pub fn shell() -> View {
    let desk = Desk::open();
    desk.start();
    let screen = Derived::new(move || (desk.helps.get(), desk.answers.with(|answers| answers.step)));
    follow(move || document::set_language(desk.app.lang().code()));
    follow(move || {
        let (helps, step) = screen.get();
        document::set_title(&(desk.app.t().title_of)(&heading(desk, helps, step), &desk.app.territory_name()));
    });
    let mut before = None;
    follow(move || {
        let now = screen.get();
        if before.replace(now).is_some_and(|before| before != now) {
            look_at_heading();
        }
    });
    let page = move || {
        let (helps, step) = screen.get();
        if helps { help::page(desk) } else { question(desk, step) }
    };
    let wiped = status("wiped", live(move || text(if desk.was_wiped.get() { d(desk).was_wiped } else { "" })));
    all(vec![
        live(move || bar(desk)),
        app_shell::demo(desk.app, move || desk.app.t().demo_banner),
        element("main", "page desk", [wiped, live(page)]).attr("id", "main").attr("tabindex", "-1"),
        element("footer", "foot", foot(desk)),
        parts::idle::warning(desk.watch, move || &d(desk).idle),
    ])
}

fn foot(desk: Desk) -> Vec<View> {
    let is_begun = Derived::new(move || !desk.answers.with(Answers::is_blank) && !desk.helps.get());
    let next = move || p("actions", button("", d(desk).next_person, move || begin_anew(desk)));
    let received = move || {
        let received = desk.app.live.load().received.or_else(|| desk.app.sites.load().received);
        maybe(received.map(|at| p("", (desk.app.t().received_at)(&parts::freshness::moment(desk.app, at)))))
    };
    vec![live(move || maybe(is_begun.get().then(next))), live(move || p("", d(desk).nothing_kept)), live(received)]
}

fn begin_anew(desk: Desk) {
    desk.begin_anew();
    look_at_heading();
}

fn bar(desk: Desk) -> View {
    let (t, d) = (desk.app.t(), d(desk));
    let other = match t.lang {
        Lang::Fr => Lang::En,
        Lang::En => Lang::Fr,
    };
    let helps = desk.helps.get();
    let help = if helps { d.back_to_questions } else { d.help };
    let actions = [
        button("plain", help, move || desk.help(!helps)),
        button("plain", d.wipe_and_leave, move || desk.wipe_and_leave()),
    ];
    element(
        "header",
        "bar desk-bar",
        [
            button("skip", t.skip_to_content, document::focus_main),
            p("brand", t.app_name),
            button("lang", t.other_language, move || desk.speak(other)).attr("lang", other.code()),
            div("actions", actions),
        ],
    )
}

fn question(desk: Desk, step: Step) -> View {
    let number = match step {
        Step::What | Step::Kind => Some(1),
        Step::Where => Some(2),
        Step::When | Step::Day | Step::Half => Some(QUESTIONS),
        Step::Answer => None,
    };
    let asked = match step {
        Step::What => what::page(desk),
        Step::Kind => what::kinds(desk),
        Step::Where => place::page(desk),
        Step::When => when::page(desk),
        Step::Day => when::days(desk),
        Step::Half => when::halves(desk),
        Step::Answer => return answer::page(desk),
    };
    all(vec![
        maybe(number.map(|number| p("progress", (d(desk).question_of)(number, QUESTIONS)))),
        asked,
        parts::freshness::trouble(desk.app),
        parts::freshness::loading(desk.app),
        if step == Step::What { none() } else { p("actions", back(desk)) },
    ])
}

/// A screen's heading, which is its title too.
pub fn heading(desk: Desk, helps: bool, step: Step) -> String {
    let d = d(desk);
    match step {
        _ if helps => d.help_title.to_owned(),
        Step::What => d.what.to_owned(),
        Step::Kind => what::kind_heading(desk),
        Step::Where => d.from.to_owned(),
        Step::When => d.when.to_owned(),
        Step::Day => d.which_day.to_owned(),
        Step::Half => when::half_heading(desk),
        Step::Answer => answer::heading(desk),
    }
}
