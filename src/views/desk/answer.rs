//! Which centre and when, what that rests on, and what else there is; or what to do where nothing fits.

use chrono::NaiveDate;

use super::{
    bricks::{back, choice, choices, look_at_heading, moving_heading},
    d,
    sheet::{self, Sheet},
};
use crate::views::bricks::{
    View, all, button, div, h2, h3, li, live, maybe, none, outside_link, p, section, shape, span, strong, text, ul,
};
use crate::{
    domain::{
        Commune, Context, Entry, MaterialId, NoAnswer, Outing, When, few_foreign, is_refused_everywhere, next_day,
        outings,
    },
    platform::document,
    present::{
        Route,
        desk::{AnswerWords, SheetFrom, SheetWords, Sketch, day_words},
    },
    state::{Brought, Derived, Desk, Sites, Snapshot, Step},
    views::parts,
};

/// How many other possibilities are told, and how many of them may be another territory's.
const OTHERS: usize = 3;
const FOREIGN: usize = 1;

pub fn page(desk: Desk) -> View {
    let found = Derived::new(move || ask(desk, find));
    let shown = Derived::new(move || found.with(|found| found.as_ref().and_then(|found| found.sheet.clone())));
    let others = Derived::new(move || found.with(|found| found.as_ref().map(|f| f.others.clone()).unwrap_or_default()));
    let nothing = Derived::new(move || found.with(|found| found.as_ref().and_then(|found| found.nothing.clone())));
    let is_picked = Derived::new(move || desk.answers.with(|answers| answers.picked.is_some()));
    let has_sheet = Derived::new(move || shown.with(Option::is_some));
    let d = d(desk);
    let on_screen = vec![
        moving_heading(desk, Step::Answer),
        parts::freshness::trouble(desk.app),
        parts::freshness::loading(desk.app),
        live(move || maybe(shown.with(|sheet| sheet.as_ref().map(|sheet| told(desk, &sheet.words))))),
        // Apart from the words, which change by the minute: a button that is drawn anew loses the focus.
        live(move || maybe(has_sheet.get().then(|| p("actions", button("", d.print, document::print))))),
        live(move || {
            let best = || p("", button("plain", d.back_to_best, move || desk.answers.update(|a| a.picked = None)));
            if is_picked.get() { best() } else { none() }
        }),
        live(move || maybe(nothing.get().map(|nothing| nothing_fits(desk, nothing)))),
        live(move || others.with(|others| other_possibilities(desk, others))),
        live(move || maybe(shown.with(|sheet| sheet.as_ref().map(|sheet| sheet::hand_over(desk, sheet))))),
        p("actions", back(desk)),
    ];
    all(vec![
        div("screen", on_screen),
        live(move || maybe(shown.with(|sheet| sheet.as_ref().map(|sheet| sheet::on_paper(desk, sheet))))),
    ])
}

/// The centre that is told, else that nothing fits.
pub fn heading(desk: Desk) -> String {
    let name = ask(desk, |desk, question| find(desk, question).sheet.map(|sheet| sheet.words.answer.name)).flatten();
    name.map_or_else(|| d(desk).nothing.to_owned(), |name| (d(desk).go_to)(&name))
}

/// Everything that the answer is found with.
struct Question<'a> {
    sites: &'a Sites,
    known: &'a Snapshot,
    when: When,
    material: Option<(&'a MaterialId, String)>,
    commune: &'a Commune,
    context: Context<'a>,
}

impl Question<'_> {
    fn outings(&self) -> Vec<Outing<'_>> {
        let material = self.material.as_ref().map(|(id, _)| *id);
        outings(&self.sites.all, self.known, self.commune.position, material, self.when, self.context)
    }
}

/// What was found, in words: it is drawn anew only where they change.
#[derive(Clone, PartialEq)]
struct Found {
    sheet: Option<Sheet>,
    others: Vec<AnswerWords>,
    nothing: Option<Nothing>,
}

#[derive(Clone, PartialEq)]
struct Nothing {
    why: String,
    /// The next day that fits.
    next: Option<(NaiveDate, String)>,
    is_never_taken: bool,
}

/// Reads signals into a question; `None` while the documents or an answer are missing.
fn ask<T>(desk: Desk, read: impl FnOnce(Desk, &Question) -> T) -> Option<T> {
    let sites = desk.app.sites.value()?;
    let (known, moment) = (desk.app.snapshot(), desk.app.moment());
    let answers = desk.answers.get();
    let material = answers.what.as_ref().and_then(Brought::material);
    let question = Question {
        sites: &sites,
        known: &known,
        when: answers.when?,
        material: material.map(|id| (id, parts::material::label(desk.app, &sites, id))),
        commune: answers.commune.as_ref()?,
        context: moment.context(),
    };
    Some(read(desk, &question))
}

fn find(desk: Desk, question: &Question) -> Found {
    let (t, d) = (desk.app.t(), d(desk));
    let outings = question.outings();
    let picked = desk.answers.with(|answers| answers.picked.clone());
    let by_choice = outings.iter().find(|outing| picked.as_ref() == Some(&outing.site.id) && outing.is_answer());
    let shown = by_choice.or_else(|| outings.first().filter(|outing| outing.is_answer()));
    let may_be = |outing: &&Outing| outing.is_answer() || outing.entry == Entry::Unknown;
    let is_shown = |outing: &&Outing| shown.is_some_and(|shown| shown.site.id == outing.site.id);
    let others = outings.iter().filter(|outing| may_be(outing) && !is_shown(outing));
    let mut is_kept = few_foreign(FOREIGN);
    let others = others.filter(|outing| is_kept(outing.site)).take(OTHERS);
    let words = |outing: &Outing| AnswerWords::of(t, d, outing, question.when, question.context);
    Found {
        sheet: shown.map(|outing| sheet_of(desk, question, outing)),
        others: others.map(words).collect(),
        nothing: shown.is_none().then(|| why_nothing(desk, question, &outings)),
    }
}

fn sheet_of(desk: Desk, question: &Question, outing: &Outing) -> Sheet {
    let (t, d) = (desk.app.t(), d(desk));
    let territory = desk.app.territory.value();
    let from = SheetFrom {
        outing,
        when: question.when,
        material: question.material.clone(),
        territory: territory.as_deref(),
        known: question.known,
        received: desk.app.live.load().received.or_else(|| desk.app.sites.load().received),
    };
    let words = SheetWords::of(t, d, &from, question.context);
    let (name, home) = (words.answer.name.clone(), (d.map_home)(&question.commune.name));
    let page = Route::Site { territory: desk.app.territory_id(), site: outing.site.id.to_string() };
    let communes = territory.as_ref().map(|territory| territory.communes.as_slice()).unwrap_or_default();
    Sheet {
        sketch: Sketch::of((&name, outing.site.position), (&home, question.commune.position), communes),
        address: document::absolute(&desk.href(&page)),
        is_demo: territory.as_ref().is_some_and(|territory| territory.demo),
        words,
    }
}

/// Why none of these is an answer.
fn why_nothing(desk: Desk, question: &Question, outings: &[Outing]) -> Nothing {
    let (t, d) = (desk.app.t(), d(desk));
    let today = question.context.zone.local(question.context.now).date();
    let material = question.material.as_ref().map(|(id, _)| *id);
    let is_never_taken = material.is_some_and(|id| is_refused_everywhere(&question.sites.all, id));
    let lets_in = |outing: &Outing| match outing.entry {
        Entry::Unknown => None,
        Entry::At { .. } => Some(true),
        Entry::TooLate | Entry::Closed => Some(false),
    };
    let candidates: Vec<_> = outings.iter().map(|outing| (outing.acceptance, lets_in(outing))).collect();
    let no_answer = NoAnswer::of(&candidates);
    let why = match &question.material {
        _ if outings.is_empty() => d.no_centre.to_owned(),
        Some((_, label)) if is_never_taken => (d.nobody_takes)(label),
        Some((_, label)) if no_answer == NoAnswer::NoneOpenTakes => (d.none_open_takes)(label),
        Some(_) | None if no_answer == NoAnswer::NotKnown => d.none_known.to_owned(),
        Some(_) | None => d.none_open.to_owned(),
    };
    let first = match question.when {
        When::Now => today,
        When::During { date, .. } => date,
    };
    let position = question.commune.position;
    let next = next_day(&question.sites.all, question.known, position, material, first, question.context);
    Nothing { why, next: next.map(|day| (day, (d.see_day)(&day_words(t, day, today)))), is_never_taken }
}

fn told(desk: Desk, sheet: &SheetWords) -> View {
    let (d, words) = (d(desk), &sheet.answer);
    section(
        "answer",
        [
            p("total", words.when.as_str()),
            maybe(words.total.clone().map(|total| p("entry", strong("", total)))),
            p("parts", words.parts.as_str()),
            maybe(words.entry.clone().map(|entry| p("entry", strong("", entry)))),
            material(desk, words),
            p("", sheet.badge),
            p("basis", format!("{} {}", words.basis, d.estimate)),
            maybe(words.place_note.map(|note| p("hint", note))),
        ],
    )
}

/// Whether it takes what is brought, in the words that were chosen for it.
fn material(desk: Desk, words: &AnswerWords) -> View {
    let Some(taken) = words.material else { return p("hint", d(desk).brings_not_said) };
    let label = ask(desk, |_, question| question.material.as_ref().map(|(_, label)| label.clone())).flatten();
    let said = (d(desk).brings)(&label.unwrap_or_default(), taken.words());
    p("", [shape(taken.shape()), text(" "), text(said)])
}

fn other_possibilities(desk: Desk, others: &[AnswerWords]) -> View {
    let d = d(desk);
    if others.is_empty() {
        return none();
    }
    let other = |words: &AnswerWords| {
        let id = words.id.clone();
        let take = move || {
            desk.answers.update(|answers| answers.picked = Some(id.clone()));
            look_at_heading();
        };
        // Where nobody knows the hours, somebody has to ask before setting off.
        let button = words
            .is_answer
            .then(|| button("plain", d.take_this, take).attr("aria-label", (d.take_this_of)(&words.name)));
        li(
            "card",
            [
                h3("", words.name.as_str()),
                p("", [strong("", words.when.as_str()), text(" "), span("", words.parts.as_str())]),
                maybe(words.material.map(|taken| p("", [shape(taken.shape()), text(" "), text(taken.words())]))),
                maybe(button),
            ],
        )
    };
    section("", [h2("", d.others), ul("cards", others.iter().map(other).collect::<Vec<_>>())])
}

fn nothing_fits(desk: Desk, nothing: Nothing) -> View {
    let d = d(desk);
    let phone = desk.app.territory.value().and_then(|territory| territory.contact.phone.clone());
    let call = phone.map_or_else(
        || p("", d.call_somebody),
        |phone| p("", outside_link("", parts::links::phone(&phone), (d.call)(&phone))),
    );
    let next = nothing.next.map(|(day, words)| {
        choices(vec![choice(&words, None, move || desk.answer(|answers| answers.go_at(When::whole_day(day))))])
    });
    let is_last = next.is_none() && !nothing.is_never_taken;
    section(
        "answer none",
        [
            p("", strong("", nothing.why)),
            maybe(next),
            if is_last { p("", d.no_day) } else { none() },
            call,
            p("", d.never_leave),
        ],
    )
}
