//! The form by which somebody at the gate says how long one waits there, and its answer.

use chrono::NaiveTime;
use leptos::prelude::RenderHtml;

use crate::{
    domain::Lang,
    present::{
        plain::gate::{GateTexts, Said, gate_texts},
        texts,
    },
    views::bricks::{View, all, element, h1, link, none, p},
};

/// The page, whatever it says.
pub struct GatePage<'a> {
    pub lang: Lang,
    /// Where the form is sent, and where it lies.
    pub address: &'a str,
    /// Each with its name.
    pub sites: &'a [(String, String)],
    pub asks_secret: bool,
    pub style: &'a str,
}

/// What was wrong with what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateRefusal {
    Secret,
    Often,
    Incomplete,
    /// It counts, but the disk does not take it.
    Unsaved,
}

impl GatePage<'_> {
    /// The form; below what was wrong with the last try.
    pub fn form(&self, refused: Option<GateRefusal>, chosen: Option<&str>) -> String {
        let g = self.words();
        let refusal = refused.map_or_else(none, |refusal| {
            let (title, why) = match refusal {
                GateRefusal::Secret => (g.refused_title, g.wrong_secret),
                GateRefusal::Often => (g.refused_title, g.too_often),
                GateRefusal::Incomplete => (g.refused_title, g.incomplete),
                GateRefusal::Unsaved => (g.unsaved_title, g.unsaved),
            };
            element("div", "notice", [p("", element("strong", "", title)), p("", why)]).attr("role", "alert")
        });
        let inside = [
            hidden("lang", self.lang.code()),
            self.site(chosen),
            group(
                g.what,
                Said::ALL.iter().enumerate().map(|(n, said)| choice("said", &n.to_string(), &(g.said)(*said), false)),
            ),
            self.secret(),
            element("button", "", g.send).attr("type", "submit"),
        ];
        let form = element("form", "gate", inside).attr("method", "post").attr("action", self.address.to_owned());
        self.document(vec![h1(g.title), refusal, p("", g.lead), form])
    }

    /// That it was noted.
    pub fn noted(&self, site: &str, said: Said, time: NaiveTime) -> String {
        let (g, t) = (self.words(), texts(self.lang));
        let noted = (g.noted)(site, &(g.said)(said), &(t.time)(time));
        let again = format!("{}?lang={}", self.address, self.lang.code());
        self.document(vec![
            h1(g.noted_title),
            p("call", noted).attr("role", "status"),
            p("", if said == Said::Closed { g.noted_closed } else { g.noted_then }),
            p("links", link("", again, g.again)),
        ])
    }

    fn words(&self) -> &'static GateTexts {
        gate_texts(self.lang)
    }

    /// Where there is one site only nobody has to choose it.
    fn site(&self, chosen: Option<&str>) -> View {
        match self.sites {
            [(id, name)] => all(vec![hidden("site", id), p("call", name.as_str())]),
            sites => group(
                self.words().site,
                sites.iter().map(|(id, name)| choice("site", id, name, chosen == Some(id.as_str()))),
            ),
        }
    }

    fn secret(&self) -> View {
        if !self.asks_secret {
            return none();
        }
        let field = element("input", "", none()).attr("type", "password").attr("name", "secret").attr("id", "secret");
        let field = field.attr("required", "").attr("autocomplete", "current-password");
        p("", [element("label", "", self.words().secret).attr("for", "secret"), field])
    }

    fn document(&self, main: Vec<View>) -> String {
        let (g, t) = (self.words(), texts(self.lang));
        let meta = |name: &'static str, content: &'static str| {
            element("meta", "", none()).attr("name", name).attr("content", content)
        };
        let head = [
            element("meta", "", none()).attr("charset", "utf-8"),
            meta("viewport", "width=device-width,initial-scale=1"),
            meta("robots", "noindex"),
            element("title", "", format!("{} – {}", g.title, t.app_name)),
            element("link", "", none()).attr("rel", "icon").attr("href", "data:,"),
            element("style", "", self.style),
        ];
        let other = match self.lang {
            Lang::Fr => Lang::En,
            Lang::En => Lang::Fr,
        };
        let to_other = format!("{}?lang={}", self.address, other.code());
        let to_other = link("", to_other, t.other_language).attr("lang", other.code()).attr("hreflang", other.code());
        let header = element(
            "header",
            "",
            [p("brand", t.app_name), element("nav", "", to_other).attr("aria-label", t.main_menu)],
        );
        let body = element("body", "", [header, element("main", "", main)]);
        let page = element("html", "", [element("head", "", head), body]);
        format!("<!doctype html>{}", page.attr("lang", self.lang.code()).to_html())
    }
}

fn hidden(name: &'static str, value: &str) -> View {
    element("input", "", none()).attr("type", "hidden").attr("name", name).attr("value", value.to_owned())
}

fn group(legend: &'static str, choices: impl Iterator<Item = View>) -> View {
    let mut inside = vec![element("legend", "", legend)];
    inside.extend(choices);
    element("fieldset", "", inside)
}

fn choice(name: &'static str, value: &str, words: &str, is_chosen: bool) -> View {
    let input = element("input", "", none()).attr("type", "radio").attr("name", name).attr("value", value.to_owned());
    let input = input.attr("required", "");
    let input = if is_chosen { input.attr("checked", "") } else { input };
    element("label", "", [input, element("span", "", words)])
}
