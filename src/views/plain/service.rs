//! What stands below every page of the app and of its areas: settings of the display, and the ways to what the service says
//! of itself. It is written once in each language; `public/boot.js` shows the one that the page speaks.

use leptos::prelude::RenderHtml;

use crate::{
    domain::Lang,
    present::{
        plain::{PlainRoute, plain_texts, statements::statement_texts},
        service::service_texts,
    },
    views::bricks::{View, details, element, input, label, link, none, summary, text},
};

/// The piece of markup in one language, with links relative to the page's `<base>`. `public/boot.js` reads the switches by
/// their names.
pub fn service(lang: Lang, remembers: bool) -> String {
    let (t, p, s) = (service_texts(lang), plain_texts(lang), statement_texts(lang));
    let mut switches = vec![switch("grand", t.large), switch("contraste", t.contrast)];
    if remembers {
        switches.push(switch("retenir", t.remember));
    }
    let mut display = vec![summary("", t.display)];
    display.append(&mut switches);
    let inside = [
        details("", display),
        to(lang, &PlainRoute::Help, p.help),
        to(lang, &PlainRoute::Accessibility, s.access_link),
        to(lang, &PlainRoute::EcoDesign, s.eco_link),
        to(lang, &PlainRoute::Easy, t.easy),
        to(lang, &PlainRoute::Legal, p.legal),
        to(lang, &PlainRoute::Privacy, p.privacy),
        // Without its script it leads to where the limits are.
        to(lang, &PlainRoute::EcoDesign, t.weight).attr("class", "weight"),
    ];
    element("nav", "service", inside).attr("lang", lang.code()).attr("aria-label", t.label).to_html()
}

fn switch(name: &'static str, words: &'static str) -> View {
    label("check", [input("", none()).attr("type", "checkbox").attr("name", name), text(" "), text(words)])
}

/// "external": the app's router leaves it alone.
fn to(lang: Lang, route: &PlainRoute, words: &'static str) -> View {
    let outside = route.path_outside().filter(|_| lang == Lang::default());
    link("", outside.unwrap_or_else(|| route.path(lang)), words).attr("rel", "external")
}
