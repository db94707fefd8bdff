//! What stands around every plain page.

use leptos::prelude::RenderHtml;

use crate::{
    domain::{Lang, Territory},
    present::{
        Texts,
        plain::{PlainRoute, PlainTexts, easy::easy_texts, schools::school_texts, statements::statement_texts},
    },
    views::bricks::{Inside, View, all, element, link, maybe, named_section, none, p as paragraph, text},
};

/// Seconds between two loads of a page that renews itself: as often as waits are made.
const REFRESH_S: u32 = 60;
/// The same for a wall, whose meters say something new every ten minutes.
const WALL_REFRESH_S: u32 = 300;

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
    /// By itself, where nobody is there to ask.
    OnWall,
}

impl Refresh {
    /// Between two loads of a page that renews itself.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::Never | Self::OnDemand => None,
            Self::ByItself => Some(REFRESH_S),
            Self::OnWall => Some(WALL_REFRESH_S),
        }
    }
}

/// A page's surroundings.
pub struct Frame<'a> {
    pub t: &'static Texts,
    pub p: &'static PlainTexts,
    pub place: &'a Place,
    pub territory: &'a Territory,
    pub route: PlainRoute,
    pub title: String,
    /// The app's page about the same, as a path below the root, if there is one.
    pub app_path: Option<String>,
    /// "Page préparée le …", where the time matters.
    pub made: Option<String>,
    pub refresh: Refresh,
    pub has_text: bool,
    /// Whether there are schools to lead to.
    pub has_schools: bool,
    /// What is invented, in a demonstration.
    pub demo_banner: &'static str,
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

    /// A page of the app in the language of this one.
    fn app_address(&self, path: &str) -> String {
        let lang = match self.t.lang {
            Lang::Fr => "",
            Lang::En => "?lang=en",
        };
        format!("{path}{lang}")
    }

    /// The address that others should name: that of the app's page about the same, which says more, else the page's own.
    fn canonical(&self) -> String {
        let own = || {
            let outside = self.route.path_outside().filter(|_| self.t.lang == Lang::Fr);
            outside.unwrap_or_else(|| self.route.path(self.t.lang))
        };
        self.app_path.as_deref().map_or_else(own, |path| self.app_address(path))
    }

    /// The whole document.
    pub fn document(&self, main: Vec<View>) -> String {
        self.bare([self.header(), element("main", "", main).attr("id", "main"), self.footer()])
    }

    /// A document with nothing around what stands on it.
    pub fn bare(&self, body: impl Inside) -> String {
        let title = (self.t.title_of)(&self.title, self.territory_name());
        let place = self.place;
        let alternate = |lang: Lang| {
            let other = head_link("alternate", place.address(&self.route.path(lang)));
            other.attr("hreflang", lang.code())
        };
        let text_form = self.has_text.then(|| {
            let href = place.address(&self.route.text_path(self.t.lang));
            head_link("alternate", href).attr("type", "text/plain")
        });
        let refresh = self.refresh.seconds().map(|seconds| meta("http-equiv", "refresh", seconds.to_string()));
        let policy = self.policy.map(|policy| meta("http-equiv", "content-security-policy", policy.to_owned()));
        let head = [
            element("meta", "", none()).attr("charset", "utf-8"),
            maybe(policy),
            meta("name", "viewport", "width=device-width,initial-scale=1".to_owned()),
            element("title", "", title),
            maybe(refresh),
            head_link("canonical", place.address(&self.canonical())),
            all(Lang::ALL.map(alternate).into()),
            maybe(text_form),
            // Without it each visit asks for an icon of the host's root.
            head_link("icon", "data:,".to_owned()),
            element("style", "", self.style),
        ];
        let page = element("html", "", [element("head", "", head), element("body", self.class, body)]);
        format!("<!doctype html>{}", page.attr("lang", self.t.lang.code()).to_html())
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
        let schools = self
            .has_schools
            .then(|| all(vec![link("", self.href(&PlainRoute::Schools), school_texts(t.lang).menu), text(" ")]));
        let to_other = link("", other_href, t.other_language).attr("lang", other.code()).attr("hreflang", other.code());
        let menu = [
            link("", self.href(&PlainRoute::home()), t.sites),
            text(" "),
            maybe(schools),
            link("", self.href(&PlainRoute::Easy), easy_texts(t.lang).menu),
            text(" "),
            link("", self.href(&PlainRoute::Help), p.help),
            text(" "),
            to_other,
        ];
        let brand = paragraph("brand", format!("{}, {}", t.app_name, p.edition));
        all(vec![
            link("skip", "#main".to_owned(), t.skip_to_content),
            element("header", "", [brand, element("nav", "", menu).attr("aria-label", t.main_menu)]),
            self.demo(),
        ])
    }

    /// That what stands here is invented, if it is.
    pub fn demo(&self) -> View {
        let banner = || named_section("demo", self.t.demo_label, paragraph("", self.demo_banner));
        maybe(self.territory.demo.then(banner))
    }

    /// When the page was made, and how to have a newer one.
    pub fn made(&self) -> View {
        let (t, p, route) = (self.t, self.p, &self.route);
        let Some(made) = &self.made else { return none() };
        let (still, by_itself) = (self.href(route), self.place.href(&route.refreshing_path(t.lang)));
        let pieces = match self.refresh {
            Refresh::Never | Refresh::OnWall => vec![text(made.as_str())],
            Refresh::OnDemand => vec![
                text(format!("{made} {} ", p.stays)),
                link("", still, t.refresh),
                text(" "),
                link("", by_itself, (p.refresh_by_itself)(REFRESH_S)),
            ],
            Refresh::ByItself => {
                vec![text(format!("{made} {} ", (p.refreshing)(REFRESH_S))), link("", still, p.stop_refreshing)]
            }
        };
        paragraph("made", pieces)
    }

    /// The ways to what the service says of itself, the state of its accessibility among their words.
    pub fn statements(&self) -> View {
        let (p, s) = (self.p, statement_texts(self.t.lang));
        let pages = [
            (PlainRoute::Accessibility, s.access_link),
            (PlainRoute::EcoDesign, s.eco_link),
            (PlainRoute::Legal, p.legal),
            (PlainRoute::Privacy, p.privacy),
        ];
        let links = pages.map(|(route, words)| all(vec![link("", self.href(&route), words), text(" ")]));
        paragraph("links", links)
    }

    fn footer(&self) -> View {
        let (t, p) = (self.t, self.p);
        // Where the app has no such page its home is a way on.
        let app = self.place.href(&self.app_address(self.app_path.as_deref().unwrap_or_default()));
        let (full, poster) = match &self.route {
            PlainRoute::Site { site, .. } => (p.full_page, PlainRoute::SitePoster { site: site.clone() }),
            PlainRoute::Schools
            | PlainRoute::School { .. }
            | PlainRoute::SchoolWall { .. }
            | PlainRoute::Data
            | PlainRoute::SchoolData { .. } => (p.full_page, PlainRoute::Poster),
            PlainRoute::Home { .. }
            | PlainRoute::Commune { .. }
            | PlainRoute::Help
            | PlainRoute::Easy
            | PlainRoute::Accessibility
            | PlainRoute::Criteria
            | PlainRoute::EcoDesign
            | PlainRoute::Legal
            | PlainRoute::Privacy
            | PlainRoute::Poster
            | PlainRoute::Report { .. }
            | PlainRoute::SitePoster { .. } => (p.full_app, PlainRoute::Poster),
        };
        let mut links = vec![link("", app, full)];
        if self.has_text {
            links.push(link("", self.place.href(&self.route.text_path(t.lang)), p.as_text));
        }
        if poster != self.route {
            links.push(link("", self.href(&poster), p.as_poster));
        }
        let links: Vec<View> = links.into_iter().map(|link| paragraph("links", link)).collect();
        let forms = element("nav", "", links).attr("aria-label", p.other_forms);
        element("footer", "", [forms, self.statements()])
    }
}

fn meta(key: &'static str, name: &'static str, content: String) -> View {
    element("meta", "", none()).attr(key, name).attr("content", content)
}

fn head_link(rel: &'static str, href: String) -> View {
    element("link", "", none()).attr("rel", rel).attr("href", href)
}
