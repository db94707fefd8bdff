//! What the service says of itself.

use crate::{
    present::{
        Section,
        plain::{
            PlainRoute, full_date,
            statements::{
                Answer, Answered, Budget, Criterion, ESTABLISHED_ON, Finding, MEASURED_ON, Number, Proof, RGESN_TOPICS,
                StatementTexts, VISIT, budgets, rgaa, rgaa_counts, rgesn, rgesn_count, statement_texts,
            },
        },
        service::service_texts,
    },
    views::{
        bricks::{
            View, all, caption, h1, h2, h3, items, link, none, outside_link, p, section, span, table, tbody, td, text,
            th, thead, tr,
        },
        plain::{Frame, list::telephone},
    },
};

pub fn accessibility(frame: &Frame) -> String {
    let s = statement_texts(frame.t.lang);
    let counts = rgaa_counts();
    let (defects, known) = (s.defects)(counts);
    frame.document(vec![
        h1(s.access_title),
        p("", (s.established)(&full_date(frame.t, frame.p, ESTABLISHED_ON))),
        p("", (s.commitment)(frame.territory.publisher.as_deref())),
        p("", s.access_scope),
        part(h2, &s.conformity),
        h2("", s.results_title),
        paragraphs((s.results)(counts)),
        p("links", link("", frame.href(&PlainRoute::Criteria), s.criteria_link)),
        h2("", s.not_accessible_title),
        h3("", defects),
        p("", known),
        all(s.not_accessible.iter().map(|section| part(h3, section)).collect()),
        part(h2, &s.making),
        h3("", s.pages_read_title),
        items("", s.pages_read),
        part(h2, &s.contact),
        contact(frame, s),
        part(h2, &s.recourse),
        recourse(s),
    ])
}

/// The ways to reach who answers for the service.
pub(super) fn contact(frame: &Frame, s: &StatementTexts) -> View {
    let contact = &frame.territory.contact;
    let labelled = |label: &str, view: View| p("", [text((frame.t.labelled)(label, "")), view]);
    let phone = contact.phone.as_ref().map(|phone| labelled(frame.t.phone, telephone(phone)));
    let email =
        contact.email.as_ref().map(|email| labelled(s.email, link("", format!("mailto:{email}"), email.as_str())));
    // Only addresses of the web become links: the data come from outside.
    let is_web = |url: &&String| ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    let url = contact.url.as_ref().or(frame.territory.publisher_url.as_ref()).filter(is_web);
    let url = url.map(|url| labelled(s.website, outside_link("", url.clone(), url.as_str())));
    let ways: Vec<View> = [phone, email, url].into_iter().flatten().collect();
    if ways.is_empty() { p("", s.no_contact) } else { all(ways) }
}

fn recourse(s: &StatementTexts) -> View {
    let links = s.recourse_links.map(|(words, address)| outside_link("", address.to_owned(), words));
    items("", links.into_iter().chain([text(s.recourse_letter)]).collect::<Vec<_>>())
}

pub fn criteria(frame: &Frame) -> String {
    let s = statement_texts(frame.t.lang);
    let topics = (1..).zip(s.topics).map(|(number, name)| {
        let rows = rgaa().iter().filter(|criterion| criterion.number.topic == number);
        let rows = rows.map(|criterion| row(criterion.number, criterion.title.get(frame.t.lang), &found(s, criterion)));
        all(vec![h2("", format!("{number}. {name}")), two_columns(s, name, rows.collect())])
    });
    frame.document(vec![
        h1(s.criteria_title),
        paragraphs(s.criteria_intro.iter().copied()),
        p("links", link("", frame.href(&PlainRoute::Accessibility), s.statement_link)),
        all(topics.collect()),
    ])
}

fn found(s: &StatementTexts, criterion: &Criterion) -> String {
    match &criterion.finding {
        Finding::Shown(proofs) => (s.shown)(&named(proofs)),
        Finding::ToCheck(proofs) if proofs.is_empty() => (s.to_check)(None),
        Finding::ToCheck(proofs) => (s.to_check)(Some(&named(proofs))),
        Finding::NotApplicable(reason) => (s.not_applicable)(*reason),
    }
}

pub fn eco_design(frame: &Frame) -> String {
    let (s, lang) = (statement_texts(frame.t.lang), frame.t.lang);
    let all_budgets = budgets();
    let kept = all_budgets.iter().filter(|budget| budget.is_kept()).count();
    let count = rgesn_count;
    let counts =
        (s.rgesn_counts)(count(Answer::Yes), count(Answer::Partly), count(Answer::No), count(Answer::NotApplicable));
    let answers =
        rgesn().iter().map(|answered| row(answered.number, answered.title.get(lang), &answer(frame, answered)));
    frame.document(vec![
        h1(s.eco_title),
        h2("", s.limits_title),
        paragraphs((s.limits)(&full_date(frame.t, frame.p, MEASURED_ON), kept, all_budgets.len())),
        table(
            "figures",
            [
                caption("visually-hidden", s.limits_title),
                thead("", tr("", [s.measure, s.limit, s.measured].map(|name| th("col", name)))),
                tbody("", all_budgets.iter().map(|budget| measure(frame, budget)).collect::<Vec<_>>()),
            ],
        ),
        visit(frame),
        part(h2, &s.ecoindex),
        h2("", s.rgesn_title),
        paragraphs((s.rgesn)(rgesn().len(), RGESN_TOPICS.iter().sum())),
        p("", counts),
        two_columns(s, s.rgesn_title, answers.collect()),
    ])
}

/// A table without figures: `public/visit.js` takes it to the page that a visitor is on, and fills it in there.
fn visit(frame: &Frame) -> View {
    let s = statement_texts(frame.t.lang);
    let row = |((figure, name), words): ((&'static str, &'static str), &'static str)| {
        let budget = budgets().iter().find(|budget| budget.name == name);
        let limit = budget.map(|budget| budget.amount(frame.t, s.kilobytes, budget.limit)).unwrap_or_default();
        let figure = td("", s.not_measured_here).attr("data-figure", figure);
        tr("", [th("row", words), td("", limit), figure])
    };
    let head = tr("", [s.measure, s.limit, s.visit_column].map(|name| th("col", name)));
    let rows: Vec<View> = VISIT.into_iter().zip(s.visit_rows).map(row).collect();
    let unknown = [text((frame.t.labelled)(s.visit_unknown, "")), span("", none()).attr("data-figure", "unknown")];
    let here = (s.visit_here)(service_texts(frame.t.lang).weight);
    let inside = vec![
        h2("", s.visit_title),
        all(here.map(|words| p("", words).attr("data-without", "")).into()),
        table("figures", [caption("visually-hidden", s.visit_title), thead("", head), tbody("", rows)]),
        p("", unknown).attr("data-with", "unknown").attr("hidden", ""),
        all(s.visit_notes.iter().map(|words| p("", *words).attr("data-with", "figures").attr("hidden", "")).collect()),
    ];
    let words = [
        ("data-kilobytes", s.kilobytes.to_owned()),
        ("data-point", frame.t.decimal_point.to_string()),
        ("data-least", s.at_least.to_owned()),
        ("data-most", s.at_most.to_owned()),
        ("data-none", s.unknown.to_owned()),
    ];
    words.into_iter().fold(section("", inside).attr("id", "visit"), |section, (name, words)| section.attr(name, words))
}

fn measure(frame: &Frame, budget: &Budget) -> View {
    let s = statement_texts(frame.t.lang);
    let amount = |value| budget.amount(frame.t, s.kilobytes, value);
    let measured = amount(budget.measured);
    let measured = if budget.is_kept() { measured } else { (s.exceeded)(&measured) };
    tr("", [th("row", budget.label.get(frame.t.lang)), td("", amount(budget.limit)), td("", measured)])
}

fn answer(frame: &Frame, answered: &Answered) -> String {
    let s = statement_texts(frame.t.lang);
    let said = format!("{} {}", (s.answer)(answered.answer), answered.note.get(frame.t.lang));
    if answered.proofs.is_empty() { said } else { format!("{said} {}", (s.shown_by)(&named(&answered.proofs))) }
}

fn row(number: Number, title: &str, result: &str) -> View {
    tr("", [th("row", format!("{number} {title}")), td("", result)])
}

fn two_columns(s: &StatementTexts, name: &'static str, rows: Vec<View>) -> View {
    let head = tr("", [s.criterion, s.result].map(|name| th("col", name)));
    table("", [caption("visually-hidden", name), thead("", head), tbody("", rows)])
}

fn named(proofs: &[Proof]) -> String {
    proofs.iter().map(Proof::to_string).collect::<Vec<_>>().join(", ")
}

fn part<Heading: Fn(&'static str, &'static str) -> View>(heading: Heading, (title, words): &Section) -> View {
    all(vec![heading("", title), paragraphs(words.iter().copied())])
}

fn paragraphs<Words: Into<String>>(words: impl IntoIterator<Item = Words>) -> View {
    all(words.into_iter().map(|words| p("", words.into())).collect())
}
