//! The plain pages of one moment: made when they are first asked for, kept until something that they say changes.

use std::{
    fmt::{self, Write},
    sync::{Arc, OnceLock},
};

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    PublicUrl,
    data::{Moment, Read, Steady, readings, sources, steady_names},
    kept::KeptPages,
    layout::Layout,
    paths::{Asked, Form, forms_of},
    render::{self, Renderer},
    schools::{SchoolPages, is_of_schools},
    shell,
    style::policy,
    text,
};
use crate::{
    domain::{Instant, Lang},
    present::plain::PlainRoute,
    relay::{
        Base,
        content::{Content, Effort},
        index_page::IndexPage,
    },
    views::plain::Place,
};

/// Where the pages will lie.
#[derive(Clone, Debug)]
pub struct Deployment {
    pub base: Base,
    pub public_url: Option<PublicUrl>,
    /// Whether each page says its own policy, for hosts that send none.
    pub guarded: bool,
}

/// What pages were made from, and when: the instant that they say stays until what they tell changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub key: String,
    /// Seconds since 1970.
    made_s: i64,
}

impl Made {
    /// Of pages with that key: since before where it is the same.
    pub fn again(&self, key: String, now: Instant) -> Self {
        if self.key == key { self.clone() } else { Self { key, made_s: now.timestamp() } }
    }

    /// The instant that the pages say.
    pub fn at(&self, now: Instant) -> Instant {
        DateTime::from_timestamp(self.made_s, 0).unwrap_or(now)
    }
}

/// When the pages were made, those of the schools apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    #[serde(flatten)]
    centres: Made,
    #[serde(default)]
    schools: Made,
}

/// All plain pages of one moment.
pub struct Plain {
    place: Place,
    policy: Option<&'static str>,
    stamp: Stamp,
    steady_key: String,
    told: Option<Arc<Told>>,
    schools: Option<Arc<SchoolPages>>,
}

/// What there is to tell, how it is divided into pages, and those that were made of it.
struct Told {
    moment: Moment,
    layout: Arc<Layout>,
    pages: KeptPages,
    /// In each language.
    not_found: [OnceLock<Arc<Content>>; Lang::ALL.len()],
}

/// A page, or the one that says that there is none.
pub enum PlainPage {
    Found(Arc<Content>),
    NotFound(Arc<Content>),
}

impl Plain {
    /// Nothing to tell yet.
    pub fn new(deployment: &Deployment) -> Self {
        let place = Place {
            base: deployment.base.to_string(),
            public_url: deployment.public_url.as_ref().map(ToString::to_string),
        };
        Self {
            place,
            policy: deployment.guarded.then(policy),
            stamp: Stamp::default(),
            steady_key: String::new(),
            told: None,
            schools: None,
        }
    }

    /// Goes on from the pages that were made with `stamp`, perhaps by another run.
    #[must_use]
    pub fn after(self, stamp: Stamp) -> Self {
        Self { stamp, ..self }
    }

    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The pages after these. As long as they would say the same, the old ones stay, with their time and entity tags.
    #[must_use]
    pub fn next(self: &Arc<Self>, read: Read, now: Instant) -> Arc<Self> {
        let steady_key = digest(steady_names(read).iter().map(|name| read(name)));
        let old = self.told.as_ref().filter(|_| self.steady_key == steady_key);
        let steady = old.map(|told| Arc::clone(&told.moment.steady)).or_else(|| Steady::read(read).map(Arc::new));
        let Some(steady) = steady else {
            let (place, policy) = (self.place.clone(), self.policy);
            return Arc::new(Self { place, policy, stamp: Stamp::default(), steady_key, told: None, schools: None });
        };
        let schools = SchoolPages::next(self.schools.as_ref(), &self.stamp.schools, &steady, read, now);
        let mut moment = Moment { steady, readings: readings(read), sources: sources(read), now };
        let made = self.stamp.centres.again(key(&steady_key, &moment), now);
        let same = self.told.as_ref().filter(|_| self.stamp.centres == made);
        let told = same.map_or_else(
            || {
                moment.now = made.at(now);
                let layout = old.map_or_else(
                    || Arc::new(Layout::of(&Renderer { place: &self.place, policy: Some(policy()), moment: &moment })),
                    |told| Arc::clone(&told.layout),
                );
                Arc::new(Told { moment, layout, pages: KeptPages::default(), not_found: Default::default() })
            },
            Arc::clone,
        );
        let stamp =
            Stamp { centres: made, schools: schools.as_ref().map(|pages| pages.made().clone()).unwrap_or_default() };
        let (place, policy) = (self.place.clone(), self.policy);
        Arc::new(Self { place, policy, stamp, steady_key, told: Some(told), schools })
    }

    /// The page at a path without its first slash; `None` where there is none.
    pub fn page(&self, path: &str) -> Option<Arc<Content>> {
        let asked = Asked::parse(path)?;
        if let (true, Some(schools)) = (is_of_schools(&asked.route), &self.schools) {
            return schools.page(&asked, &self.place, self.policy);
        }
        self.told.as_ref()?.pages.get_or_make(&asked, || self.render(&asked))
    }

    /// What [`Self::page_or_not_found`] would give, if it was made before.
    pub fn kept(&self, path: &str) -> Option<PlainPage> {
        let Some(asked) = Asked::parse(path) else {
            let not_found = self.told.as_ref()?.not_found[lang_of(path) as usize].get();
            return not_found.cloned().map(PlainPage::NotFound);
        };
        let page = match &self.schools {
            Some(schools) if is_of_schools(&asked.route) => schools.kept(&asked),
            Some(_) | None => self.told.as_ref()?.pages.get(&asked),
        };
        page.map(PlainPage::Found)
    }

    /// The page at a path, or the one for addresses that lead nowhere; `None` where there is nothing to tell at all. Takes its
    /// time.
    pub fn page_or_not_found(&self, path: &str) -> Option<PlainPage> {
        self.page(path).map(PlainPage::Found).or_else(|| self.not_found(path).map(PlainPage::NotFound))
    }

    fn not_found(&self, path: &str) -> Option<Arc<Content>> {
        let (lang, renderer) = (lang_of(path), self.renderer()?);
        let page = self.told.as_ref()?.not_found[lang as usize]
            .get_or_init(|| Arc::new(Content::new("index.html", renderer.not_found(lang), Effort::Minute)));
        Some(Arc::clone(page))
    }

    fn renderer(&self) -> Option<Renderer<'_>> {
        let told = self.told.as_ref()?;
        Some(Renderer { place: &self.place, policy: self.policy, moment: &told.moment })
    }

    fn render(&self, asked: &Asked) -> Option<String> {
        let (renderer, layout) = (self.renderer()?, &self.told.as_ref()?.layout);
        match asked.form {
            Form::Still | Form::Refreshing => render::html(&renderer, layout, asked),
            Form::Text => text::text(&renderer, layout, asked),
        }
    }

    /// The paths of all pages, without a first slash.
    pub fn paths(&self) -> Vec<String> {
        let Some(told) = &self.told else { return Vec::new() };
        let (steady, layout) = (&told.moment.steady, &told.layout);
        let mut routes = vec![PlainRoute::Help, PlainRoute::Easy, PlainRoute::Poster];
        routes.extend([PlainRoute::Accessibility, PlainRoute::Criteria, PlainRoute::EcoDesign]);
        routes.extend([PlainRoute::Legal, PlainRoute::Privacy]);
        if self.schools.is_none() {
            routes.push(PlainRoute::Data);
        }
        routes.extend(steady.past.reports.iter().map(|report| PlainRoute::Report { year: report.year }));
        routes.extend(layout.routes(steady));
        for site in &steady.sites {
            let (territory, site) = (steady.territory.id.clone(), site.id.to_string());
            routes.push(PlainRoute::Site { territory, site: site.clone() });
            routes.push(PlainRoute::SitePoster { site });
        }
        routes.extend(self.schools.iter().flat_map(|schools| schools.routes()));
        let outside = PlainRoute::ALSO_OUTSIDE.iter().filter_map(PlainRoute::path_outside);
        routes.iter().flat_map(forms_of).map(|asked| asked.path()).chain(outside).collect()
    }

    /// The app's page with the day's hours in it, for who has no app yet; as it is where it has no place for them.
    pub fn index(&self, index: &IndexPage) -> IndexPage {
        let filled = self.renderer().and_then(|renderer| shell::filled(&renderer, index));
        filled.unwrap_or_else(|| index.clone())
    }
}

/// The language of a page that may be none.
fn lang_of(path: &str) -> Lang {
    if path.split('/').nth(1) == Some(Lang::En.code()) { Lang::En } else { Lang::Fr }
}

/// What the pages say, as one key: the documents, and what time makes of them.
fn key(steady_key: &str, moment: &Moment) -> String {
    let theirs = moment.steady.sites.iter().flat_map(|site| &site.notices);
    let notices = moment.steady.territory.notices.iter().chain(theirs);
    let notices: Vec<_> = notices.filter(|notice| notice.is_current(moment.now)).map(|notice| &notice.id).collect();
    let mut told = Hashed(Sha256::new());
    let written = write!(told, "{steady_key} {} {notices:?} {:?} {:?}", moment.date(), moment.readings, moment.sources)
        .and_then(|()| moment.steady.sites.iter().try_for_each(|site| write!(told, " {:?}", moment.situation(site))));
    written.expect("a hash takes whatever is written");
    hex(told.0)
}

/// Text that is hashed as it is written: of thousands of centres it would be megabytes each minute.
struct Hashed(Sha256);

impl fmt::Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().take(16).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

pub fn digest<'a>(parts: impl Iterator<Item = Option<&'a [u8]>>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        let part = part.unwrap_or_default();
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hex(hasher)
}
