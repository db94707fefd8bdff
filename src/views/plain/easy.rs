//! The main things in easy words: a sentence a line, and a drawing beside each heading.

use super::{Frame, list};
use crate::{
    present::plain::{
        PlainRoute,
        easy::{EasyTexts, TalkedOf, Told, easy_texts, signs},
    },
    views::bricks::{View, all, element, h1, h2, h3, items, li, link, maybe, none, p, shape, text, ul},
};

pub fn easy(frame: &Frame, told: &Told, notices: &[String]) -> String {
    let e = easy_texts(frame.t.lang);
    frame.document(vec![
        h1(e.title),
        all(told.made.iter().map(|made| p("", made.as_str())).collect()),
        p("links", link("", frame.href(&PlainRoute::Easy), e.again)),
        list::notices(notices),
        drawn(signs::PLACE, e.where_title),
        centres(frame, e, told),
        drawn(signs::BOX, e.bring_title),
        materials(e, told),
        drawn(signs::CARD, e.needs_title),
        needs(frame, e, told),
        drawn(signs::CLOCK, e.calm_title),
        calm(e, told),
        drawn(signs::PHONE, e.help_title),
        help(frame, e),
        drawn(signs::HAND, e.use_title),
        sentences(e.use_steps),
        drawn(signs::PEN, e.about_title),
        sentences(e.about),
    ])
}

fn drawn(strokes: &'static str, heading: &'static str) -> View {
    let path = element("path", "", none()).attr("d", strokes);
    let drawing = element("svg", "sign", path).attr("viewBox", "0 0 24 24").attr("aria-hidden", "true");
    h2("", [drawing, text(heading)])
}

fn sentences(sentences: &[&'static str]) -> View {
    all(sentences.iter().map(|sentence| p("", *sentence)).collect())
}

fn centres(frame: &Frame, e: &EasyTexts, told: &Told) -> View {
    let one = |centre: &TalkedOf| {
        let (territory, site) = (frame.territory.id.clone(), centre.id.clone());
        let mut inside =
            vec![h3("", link("", frame.href(&PlainRoute::Site { territory, site }), centre.name.as_str()))];
        inside.extend(centre.sentences.iter().map(|sentence| p("", sentence.as_str())));
        li("", inside)
    };
    all(vec![
        p("", told.heading.as_str()),
        if told.centres.is_empty() { none() } else { ul("list", told.centres.iter().map(one).collect::<Vec<_>>()) },
        maybe(told.has_others.then(|| p("", e.others))),
        p("links", link("", frame.href(&PlainRoute::home()), e.all_centres)),
    ])
}

/// A title and what stands under it, each behind a shape.
fn marked(title: &'static str, mark: &'static str, labels: &[String]) -> Vec<View> {
    if labels.is_empty() {
        return Vec::new();
    }
    let one = |label: &String| all(vec![shape(mark), text(" "), text(label.as_str())]);
    vec![h3("", title), items("list marked", labels.iter().map(one).collect::<Vec<_>>())]
}

fn materials(e: &EasyTexts, told: &Told) -> View {
    let mut views = marked(e.everywhere, "✓", &told.everywhere);
    if !told.in_some.is_empty() {
        views.extend(marked(e.in_some, "?", &told.in_some));
        views.push(p("", e.in_some_hint));
    }
    views.extend(marked(e.nowhere, "✕", &told.nowhere));
    if views.is_empty() {
        views.push(p("", e.materials_unknown));
    }
    views.push(p("", e.ask_before));
    all(views)
}

fn needs(frame: &Frame, e: &EasyTexts, told: &Told) -> View {
    let mut views = vec![p("", told.card)];
    if !told.card_at.is_empty() {
        views.push(items("", told.card_at.clone()));
    }
    let asks = told.card == e.card_everywhere || told.card == e.card_in_some;
    if asks && frame.territory.contact.phone.is_some() {
        views.push(sentences(e.get_card));
    }
    views.extend(told.height.iter().map(|sentence| p("", sentence.as_str())));
    all(views)
}

fn calm(e: &EasyTexts, told: &Told) -> View {
    if told.calm.is_empty() {
        return p("", e.calm_unknown);
    }
    all(vec![p("", e.calm_intro), items("", told.calm.clone()), p("", e.calm_once)])
}

fn help(frame: &Frame, e: &EasyTexts) -> View {
    let phone = frame.territory.contact.phone.as_ref();
    let phone = phone.map(|phone| all(vec![p("", e.call), p("call", list::telephone(phone))]));
    all(vec![phone.unwrap_or_else(|| p("", e.no_phone)), sentences(e.ask_somebody)])
}
