//! Who answers for the service, and what it does with what it learns of people.

use super::{Frame, help::sections, statements};
use crate::{
    present::plain::statements::statement_texts,
    views::bricks::{h1, h2, p},
};

pub fn legal(frame: &Frame) -> String {
    let (t, words, territory) = (frame.t, frame.p, frame.territory);
    let name = territory.name.as_ref().map_or("", |name| name.get(t.lang));
    frame.document(vec![
        h1(words.legal),
        sections(words.legal_sections),
        h2("", words.legal_contact),
        p("", territory.publisher.as_deref().unwrap_or(name)),
        statements::contact(frame, statement_texts(t.lang)),
    ])
}

pub fn privacy(frame: &Frame) -> String {
    frame.document(vec![h1(frame.p.privacy), sections(frame.p.privacy_sections)])
}
