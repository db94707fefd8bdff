//! What stands around every plain page.

use leptos::prelude::*;

use super::without_marks;
use crate::{
    domain::{Lang, Territory},
    present::{
        Texts,
        plain::{PlainRoute, PlainTexts},
    },
    views::bricks::{View, all, link, maybe, named_section, none, p as paragraph, text},
};

/// Seconds between two loads of a page that renews itself: as often as waits are made.
const REFRESH_S: u32 = 60;

/// Where a deployment lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its path, with a slash at both ends.
    pub base: String,
    /// Its whole address, with a slash at the end, where it is known.
    pub public_url: Option<String>,
}

impl Place {
    /// For links within the deployment.
    pub fn href(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// As whole as it is known, for those who read the page elsewhere.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_ref().unwrap_or(&self.base))
    }
}

/// Whether a page can renew itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// What it says holds for days.
    Never,
    /// When the reader asks.
    OnDemand,
    ByItself,
}

/// A page's surroundings.
pub struct Frame<'a> {
    pub t: &'static Texts,
    pub p: &'static PlainTexts,
    pub place: &'a Place,
    pub territory: &'a Territory,
    pub route: PlainRoute,
    pub title: String,
    /// The app's page that says more, as a path below the root.
    pub app_path: String,
    /// "Page préparée le …", where the time matters.
    pub made: Option<String>,
    pub refresh: Refresh,
    pub has_text: bool,
    /// Of the body.
    pub class: &'static str,
    pub style: &'a str,
    /// A Content-Security-Policy of the page's own, for hosts that send none.
    pub policy: Option<&'a str>,
}

impl Frame<'_> {
    pub fn href(&self, route: &PlainRoute) -> String {
        self.place.href(&route.path(self.t.lang))
    }

    /// The page of the app in the language of this one.
    fn app_address(&self) -> String {
        let lang = match self.t.lang {
            Lang::Fr => String::new(),
            Lang::En => "?lang=en".to_owned(),
        };
        format!("{}{lang}", self.app_path)
    }

    /// The whole document.
    pub fn document(&self, main: Vec<View>) -> String {
        let title = (self.t.title_of)(&self.title, self.territory_name());
        let place = self.place;
        let alternates = Lang::ALL.map(|lang| {
            let href = place.address(&self.route.path(lang));
            view! { <link rel="alternate" hreflang=lang.code() href=href /> }.into_any()
        });
        let text_form = self.has_text.then(|| place.address(&self.route.text_path(self.t.lang)));
        let refresh = (self.refresh == Refresh::ByItself)
            .then(|| view! { <meta http-equiv="refresh" content=REFRESH_S.to_string() /> }.into_any());
        let policy = self
            .policy
            .map(|policy| view! { <meta http-equiv="content-security-policy" content=policy.to_owned() /> }.into_any());
        let class = (!self.class.is_empty()).then_some(self.class);
        let page = view! {
            <html lang=self.t.lang.code()>
                <head>
                    <meta charset="utf-8" />
                    {policy}
                    <meta name="viewport" content="width=device-width,initial-scale=1" />
                    <title>{title}</title>
                    {refresh}
                    <link rel="canonical" href=place.address(&self.app_address()) />
                    {all(alternates.into())}
                    {text_form.map(|href| view! { <link rel="alternate" type="text/plain" href=href /> }.into_any())}
                    // Without it each visit asks for an icon of the host's root.
                    <link rel="icon" href="data:," />
                    <style>{self.style.to_owned()}</style>
                </head>
                <body class=class>
                    {self.header()}
                    <main id="main">{main}</main>
                    {self.footer()}
                </body>
            </html>
        };
        format!("<!doctype html>{}", without_marks(&page.to_html()))
    }

    fn territory_name(&self) -> &str {
        self.territory.name.as_ref().map_or("", |name| name.get(self.t.lang))
    }

    fn header(&self) -> View {
        let (t, p) = (self.t, self.p);
        let other = match t.lang {
            Lang::Fr => Lang::En,
            Lang::En => Lang::Fr,
        };
        let other_href = self.place.href(&self.route.path(other));
        let demo = self.territory.demo.then(|| named_section("demo", t.demo_label, paragraph("", t.demo_banner)));
        view! {
            <a class="skip" href="#main">{t.skip_to_content}</a>
            <header>
                <p class="brand">{format!("{}, {}", t.app_name, p.edition)}</p>
                <nav aria-label=t.main_menu>
                    {link("", self.href(&PlainRoute::home()), None, t.sites)}
                    {text(" ")}
                    {link("", self.href(&PlainRoute::Help), None, p.help)}
                    {text(" ")}
                    <a href=other_href lang=other.code() hreflang=other.code()>{t.other_language}</a>
                </nav>
            </header>
            {maybe(demo)}
        }
        .into_any()
    }

    /// When the page was made, and how to have a newer one.
    pub fn made(&self) -> View {
        let (t, p, route) = (self.t, self.p, &self.route);
        let Some(made) = &self.made else { return none() };
        let (still, by_itself) = (self.href(route), self.place.href(&route.refreshing_path(t.lang)));
        let pieces = match self.refresh {
            Refresh::Never => vec![text(made.as_str())],
            Refresh::OnDemand => vec![
                text(format!("{made} {} ", p.stays)),
                link("", still, None, t.refresh),
                text(" "),
                link("", by_itself, None, (p.refresh_by_itself)(REFRESH_S)),
            ],
            Refresh::ByItself => {
                vec![text(format!("{made} {} ", (p.refreshing)(REFRESH_S))), link("", still, None, p.stop_refreshing)]
            }
        };
        paragraph("made", pieces)
    }

    fn footer(&self) -> View {
        let (t, p) = (self.t, self.p);
        let app = self.place.href(&self.app_address());
        let full = if matches!(self.route, PlainRoute::Site { .. }) { p.full_page } else { p.full_app };
        let poster = match &self.route {
            PlainRoute::Site { site, .. } => PlainRoute::SitePoster { site: site.clone() },
            PlainRoute::Home { .. }
            | PlainRoute::Commune { .. }
            | PlainRoute::Help
            | PlainRoute::Poster
            | PlainRoute::SitePoster { .. } => PlainRoute::Poster,
        };
        let mut links = vec![link("", app, None, full)];
        if self.has_text {
            links.push(link("", self.place.href(&self.route.text_path(t.lang)), None, p.as_text));
        }
        if poster != self.route {
            links.push(link("", self.href(&poster), None, p.as_poster));
        }
        let links = links.into_iter().map(|link| paragraph("links", vec![link])).collect();
        view! { <footer><nav aria-label=p.other_forms>{all(links)}</nav></footer> }.into_any()
    }
}
