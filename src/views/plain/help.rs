//! How to read the pages, and the page for addresses that lead nowhere.

use crate::{
    present::{
        Section,
        plain::{PlainRoute, easy::easy_texts},
    },
    views::{
        bricks::{View, all, h1, h2, items, link, maybe, p},
        plain::{Frame, list::contact},
    },
};

fn one((heading, paragraphs): &Section) -> View {
    let mut views = vec![h2("", *heading)];
    views.extend(paragraphs.iter().map(|text| p("", *text)));
    all(views)
}

/// Headings, each with its paragraphs.
pub(super) fn sections(sections: &[Section]) -> View {
    all(sections.iter().map(one).collect())
}

pub fn help(frame: &Frame) -> String {
    let (t, words) = (frame.t, frame.p);
    let card = (words.help_badge)(frame.territory.contact.phone.as_deref());
    let invented = frame.territory.demo.then(|| one(&words.help_invented));
    let forms = [
        link("", frame.href(&PlainRoute::Easy), easy_texts(t.lang).menu),
        link("", frame.place.href(&PlainRoute::home().text_path(t.lang)), words.as_text),
        link("", frame.href(&PlainRoute::Poster), words.as_poster),
    ];
    frame.document(vec![
        h1(words.help_title),
        sections(words.help_sections),
        one(&words.help_measured),
        one(&words.wait_method),
        maybe(invented),
        h2("", t.phone),
        contact(frame.territory, frame).unwrap_or_else(|| p("", words.no_phone)),
        h2("", t.before_leaving),
        p("", card),
        h2("", words.other_forms),
        items("links", forms),
        h2("", words.help_statements),
        frame.statements(),
    ])
}

pub fn not_found(frame: &Frame) -> String {
    frame.document(vec![
        h1(frame.p.not_found_title),
        p("", frame.p.not_found_text),
        p("links", link("", frame.href(&PlainRoute::home()), frame.t.back_to_list)),
    ])
}
