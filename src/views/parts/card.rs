//! A centre in a list. It is made of words alone, so that the relay can render it too.

use crate::{
    present::{Badge, Card, MaterialWords, Texts, Tone, WaitWords},
    views::bricks::{View, all, h3, link, maybe, p, shape, span, strong, text},
};

/// State as a shape, a word and a colour, with its sentence.
pub fn badge(badge: &Badge) -> View {
    let class = match badge.tone {
        Tone::Open => "state open",
        Tone::ClosesSoon => "state soon",
        Tone::Closed => "state closed",
        Tone::Unknown => "state unknown",
    };
    let detail = if badge.detail.is_empty() { String::new() } else { format!(" {}", badge.detail) };
    p(class, [shape(badge.tone.shape()), text(" "), strong("", badge.word), text(detail)])
}

/// The wait and what it rests on.
pub fn wait(words: &WaitWords) -> View {
    let class = ["wait level-0", "wait level-1", "wait level-2", "wait level-3", "wait level-4", "wait level-5"]
        [usize::from(words.level.min(5))];
    let trend = words.trend.map(|trend| format!(", {trend}")).unwrap_or_default();
    let basis = (!words.basis.is_empty()).then(|| span("basis", words.basis.clone()));
    p(class, [strong("", words.band), text(trend), text(" "), maybe(basis)])
}

pub fn material(words: MaterialWords) -> View {
    let class = match words {
        MaterialWords::Accepted(_) => "tag yes",
        MaterialWords::Refused(_) => "tag no",
        MaterialWords::Full(_) => "tag full",
        MaterialWords::Unknown(_) => "tag",
    };
    p(class, [shape(words.shape()), text(" "), text(words.words())])
}

/// The card; `href` leads to the centre's own page.
pub fn card(t: &Texts, card: &Card, href: String) -> View {
    let name = match &card.commune {
        Some(commune) => format!("{} ({commune})", card.name),
        None => card.name.clone(),
    };
    all(vec![
        h3("", link("", href, name.as_str()).attr("aria-label", (t.details_of)(&name))),
        badge(&card.badge),
        maybe(card.material.map(material)),
        maybe(card.wait.as_ref().map(wait)),
        maybe(card.way.clone().map(|way| p("way", way))),
    ])
}
