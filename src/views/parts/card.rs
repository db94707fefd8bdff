//! A centre in a list. It is made of words alone, so that the relay can render it too.

use leptos::prelude::*;

use crate::present::{Badge, Card, MaterialWords, Texts, WaitWords};

/// State as a shape, a word and a colour, with its sentence.
pub fn badge(badge: &Badge) -> impl IntoView + use<> {
    view! {
        <p class=format!("state {}", badge.tone.class())>
            <span class="shape" aria-hidden="true">{badge.tone.shape()}</span>
            " "
            <strong>{badge.word}</strong>
            {(!badge.detail.is_empty()).then(|| format!(" {}", badge.detail))}
        </p>
    }
}

/// The wait and what it rests on.
pub fn wait(words: &WaitWords) -> impl IntoView + use<> {
    let trend = words.trend.map(|trend| format!(", {trend}"));
    view! {
        <p class="wait" data-level=words.level>
            <strong>{words.band}</strong>
            {trend}
            {(!words.basis.is_empty()).then(|| view! { <span class="basis">{words.basis.clone()}</span> })}
        </p>
    }
}

pub fn material(words: MaterialWords) -> impl IntoView {
    let class = match words {
        MaterialWords::Accepted(_) => "tag yes",
        MaterialWords::Refused(_) => "tag no",
        MaterialWords::Full(_) => "tag full",
        MaterialWords::Unknown(_) => "tag",
    };
    view! {
        <p class=class>
            <span aria-hidden="true">{words.shape()}" "</span>
            {words.words()}
        </p>
    }
}

/// The card; `href` leads to the centre's own page.
pub fn card(t: &'static Texts, card: &Card, href: String) -> impl IntoView + use<> {
    let name = match &card.commune {
        Some(commune) => format!("{} ({commune})", card.name),
        None => card.name.clone(),
    };
    let label = (t.details_of)(&name);
    view! {
        <h3>
            <a href=href aria-label=label>
                {name}
            </a>
        </h3>
        {badge(&card.badge)}
        {card.material.map(material)}
        {card.wait.as_ref().map(wait)}
        {card.way.clone().map(|way| view! { <p class="way">{way}</p> })}
    }
}
