//! Pages of HTML out of a moment.

use std::ops::Range;

use chrono::{Datelike, TimeDelta};

use super::{
    data::Moment,
    easy,
    layout::{Layout, Listed, What},
    paths::{Asked, Form},
    posters, reports,
    split::{divide, fits},
    style::style,
};
use crate::{
    domain::{Freshness, Lang, MaterialId, Notice, Profile, Site, SiteId, is_full_today},
    present::{
        Texts, announced, initial_capital, notice_line,
        plain::{
            Entry, PlainRoute, PlainTexts, entry, full_date, notice_words, past_offer, plain_texts,
            schools::{Offer, data_texts, school_texts},
            statements::statement_texts,
            usual_rows, usual_week, week_sentence, weeks_of_year, widest_entry,
        },
        site_name, texts,
    },
    views::plain::{self as views, Centre, Frame, Group, Listing, Place, Refresh},
};

/// Everything that a page is made of.
pub struct Renderer<'a> {
    pub place: &'a Place,
    pub policy: Option<&'static str>,
    pub moment: &'a Moment,
}

/// The page that was asked for.
pub fn html(renderer: &Renderer, layout: &Layout, asked: &Asked) -> Option<String> {
    let refresh = if asked.form == Form::Refreshing { Refresh::ByItself } else { Refresh::OnDemand };
    let lang = asked.lang;
    match &asked.route {
        PlainRoute::Home { .. } | PlainRoute::Commune { .. } => {
            let listed = layout.listed(&renderer.moment.steady, &asked.route)?;
            Some(renderer.list(&asked.route, lang, refresh, &listed))
        }
        PlainRoute::Site { territory, site } if *territory == renderer.moment.steady.territory.id => {
            Some(renderer.centre(renderer.moment.steady.site(site)?, lang, refresh))
        }
        PlainRoute::Help => Some(renderer.fixed(&asked.route, lang, plain_texts(lang).help_title, views::help)),
        PlainRoute::Legal => Some(renderer.fixed(&asked.route, lang, plain_texts(lang).legal, views::legal)),
        PlainRoute::Privacy => Some(renderer.fixed(&asked.route, lang, plain_texts(lang).privacy, views::privacy)),
        // Where there are schools they answer.
        PlainRoute::Data => Some(renderer.data(lang, &[])),
        PlainRoute::Report { year } => reports::page(renderer, lang, *year),
        PlainRoute::Easy => Some(easy::page(renderer, lang)),
        PlainRoute::Accessibility => {
            Some(renderer.fixed(&asked.route, lang, statement_texts(lang).access_title, views::accessibility))
        }
        PlainRoute::Criteria => {
            Some(renderer.fixed(&asked.route, lang, statement_texts(lang).criteria_title, views::criteria))
        }
        PlainRoute::EcoDesign => {
            Some(renderer.fixed(&asked.route, lang, statement_texts(lang).eco_title, views::eco_design))
        }
        PlainRoute::Poster => Some(posters::territory(renderer, lang)),
        PlainRoute::SitePoster { site } => Some(posters::centre(renderer, renderer.moment.steady.site(site)?, lang)),
        // A centre of elsewhere; and schools have a moment of their own.
        PlainRoute::Site { .. }
        | PlainRoute::Schools
        | PlainRoute::School { .. }
        | PlainRoute::SchoolWall { .. }
        | PlainRoute::SchoolData { .. } => None,
    }
}

impl<'a> Renderer<'a> {
    pub fn frame(&self, route: PlainRoute, lang: Lang, title: String, refresh: Refresh) -> Frame<'a> {
        let (t, p) = (texts(lang), plain_texts(lang));
        let territory = &self.moment.steady.territory;
        let app_path = route.app_path(&territory.id);
        Frame {
            t,
            p,
            place: self.place,
            territory,
            route,
            title,
            app_path,
            made: (refresh != Refresh::Never).then(|| self.made(lang)),
            refresh,
            has_text: refresh != Refresh::Never,
            has_schools: self.moment.steady.has_schools,
            demo_banner: t.demo_banner,
            class: "",
            style: style(),
            policy: self.policy,
        }
    }

    /// "Page préparée le samedi 21 novembre 2026 à 14 h 04."
    pub fn made(&self, lang: Lang) -> String {
        let (t, p) = (texts(lang), plain_texts(lang));
        (p.made)(&self.date(lang), &(t.time)(self.moment.context().zone.local(self.moment.now).time()))
    }

    /// "samedi 21 novembre 2026".
    pub fn date(&self, lang: Lang) -> String {
        full_date(texts(lang), plain_texts(lang), self.moment.date())
    }

    /// The day on which the moment's week begins.
    fn monday(&self, lang: Lang) -> String {
        let date = self.moment.date();
        let monday = date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()));
        full_date(texts(lang), plain_texts(lang), monday)
    }

    pub fn entry(&self, site: &Site, lang: Lang) -> Entry {
        let profile = self.moment.steady.profiles.get(&site.id);
        let situation = self.moment.situation(site);
        entry(texts(lang), plain_texts(lang), site, &situation, profile, self.moment.context())
    }

    /// What the territory announces to all, or to the visitors of one centre; of another territory's centre that one's too,
    /// with its name.
    pub fn notices(&self, site: Option<&Site>, lang: Lang) -> Vec<String> {
        let (t, p, context) = (texts(lang), plain_texts(lang), self.moment.context());
        let name = |id: &SiteId| {
            let found = self.moment.steady.site(id.as_str());
            found.map_or_else(|| id.to_string(), |site| site_name(t, site))
        };
        let words = |notice: &Notice| {
            let text = match site {
                Some(_) => notice.text.get(lang).to_owned(),
                None => notice_line(t, notice, &name),
            };
            notice_words(t, p, notice, text, context)
        };
        let ours = self.moment.steady.territory.notices.iter();
        let ours =
            ours.filter(|n| n.is_current(context.now) && site.is_none_or(|site| n.concerns(&site.id))).map(words);
        let theirs = site.into_iter().flat_map(|site| site.notices.iter().zip(site.origin.iter().cycle()));
        let theirs = theirs.filter(|(notice, _)| notice.is_current(context.now));
        ours.chain(theirs.map(|(notice, origin)| announced(t, origin, &words(notice)))).collect()
    }

    fn list(&self, route: &PlainRoute, lang: Lang, refresh: Refresh, listed: &Listed) -> String {
        let steady = &self.moment.steady;
        let commune = listed.commune.map(|index| &steady.communes[index]);
        match &listed.what {
            What::Centres(sites) => {
                let name = |position: usize| {
                    let index = commune.map_or(position, |commune| commune.sites[position]);
                    site_name(texts(lang), &steady.sites[index])
                };
                let pages = named_pages(route, &listed.pages, name);
                let entries: Vec<Entry> = sites.iter().map(|index| self.entry(&steady.sites[*index], lang)).collect();
                self.centres(route, lang, refresh, (listed.page, pages), &entries)
            }
            What::Communes(range) => {
                let pages = named_pages(route, &listed.pages, |index| self.commune_name(index, lang));
                self.groups(route, lang, refresh, (listed.page, pages), range.clone())
            }
        }
    }

    fn centres(&self, route: &PlainRoute, lang: Lang, refresh: Refresh, pages: Pages, entries: &[Entry]) -> String {
        let (t, p) = (texts(lang), plain_texts(lang));
        let heading = match route {
            PlainRoute::Commune { commune, .. } => {
                let index = self.moment.steady.communes.iter().position(|known| known.slug == *commune);
                (p.centres_of)(&index.map_or_else(String::new, |index| self.commune_name(index, lang)))
            }
            PlainRoute::Home { .. }
            | PlainRoute::Site { .. }
            | PlainRoute::Help
            | PlainRoute::Easy
            | PlainRoute::Accessibility
            | PlainRoute::Criteria
            | PlainRoute::EcoDesign
            | PlainRoute::Legal
            | PlainRoute::Privacy
            | PlainRoute::Poster
            | PlainRoute::SitePoster { .. }
            | PlainRoute::Schools
            | PlainRoute::School { .. }
            | PlainRoute::SchoolWall { .. }
            | PlainRoute::Data
            | PlainRoute::SchoolData { .. }
            | PlainRoute::Report { .. } => t.sites_title.to_owned(),
        };
        let frame = self.frame(route.clone(), lang, titled(p, &heading, &pages), refresh);
        let (page, pages) = pages;
        let notices = self.notices(None, lang);
        views::centres(&frame, &Listing { heading, intro: p.list_intro, notices, page, pages }, entries)
    }

    fn groups(&self, route: &PlainRoute, lang: Lang, refresh: Refresh, pages: Pages, range: Range<usize>) -> String {
        let p = plain_texts(lang);
        let frame = self.frame(route.clone(), lang, titled(p, p.communes_title, &pages), refresh);
        let group = |index: usize| Group {
            name: self.commune_name(index, lang),
            route: PlainRoute::Commune { commune: self.moment.steady.communes[index].slug.clone(), page: 1 },
            count: self.moment.steady.communes[index].sites.len(),
        };
        let groups: Vec<Group> = range.map(group).collect();
        let (page, pages) = pages;
        let (heading, notices) = (p.communes_title.to_owned(), self.notices(None, lang));
        views::groups(&frame, &Listing { heading, intro: p.communes_intro, notices, page, pages }, &groups)
    }

    fn commune_name(&self, index: usize, lang: Lang) -> String {
        let name = self.moment.steady.communes[index].name.clone();
        name.unwrap_or_else(|| plain_texts(lang).no_commune.to_owned())
    }

    fn centre(&self, site: &Site, lang: Lang, refresh: Refresh) -> String {
        let (t, p) = (texts(lang), plain_texts(lang));
        let (steady, context, date) = (&self.moment.steady, self.moment.context(), self.moment.date());
        let route = PlainRoute::Site { territory: steady.territory.id.clone(), site: site.id.to_string() };
        let frame = self.frame(route, lang, site_name(t, site), refresh);
        let (profile, holiday) = (steady.profiles.get(&site.id), self.moment.is_school_holiday());
        let label = |id: &MaterialId| steady.label(id, lang);
        let time = |at| (t.time)(context.zone.local(at).time());
        let centre = Centre {
            site,
            context,
            entry: self.entry(site, lang),
            moment: (p.situation)(&time(context.now), &self.date(lang)),
            seen: self.seen(site, t),
            full: self.full(site, lang),
            notices: self.notices(Some(site), lang),
            week: (p.week_of)(&self.monday(lang)),
            weeks: weeks_of_year(t, p, site, date),
            usual_sentence: profile.and_then(|profile| week_sentence(t, p, site, profile, date, holiday)),
            usual_note: match (profile.is_some_and(Profile::tells_days_apart), holiday) {
                (false, _) => p.usual_any,
                (true, false) => p.usual_in_term,
                (true, true) => p.usual_in_holidays,
            },
            usual: profile
                .map(|profile| usual_rows(t, p, &usual_week(site, profile, date, holiday)))
                .unwrap_or_default(),
            label: &label,
        };
        views::centre(&frame, &centre)
    }

    /// What the last reading that counts says besides the wait.
    fn seen(&self, site: &Site, t: &Texts) -> Vec<String> {
        let reading = self.moment.readings.get(&site.id);
        let Some(reading) = reading.filter(|r| Freshness::of(r.at, self.moment.now).counts_as_now()) else {
            return Vec::new();
        };
        let vehicles = reading.vehicles.filter(|_| self.moment.situation(site).is_open());
        let vehicles = vehicles.map(|count| format!("{}.", initial_capital(&(t.vehicles)(count))));
        let note = reading.note.as_ref().map(|note| (t.labelled)(t.note, note.get(t.lang)));
        vehicles.into_iter().chain(note).collect()
    }

    /// The materials that could not be left, and when that was seen.
    pub fn full(&self, site: &Site, lang: Lang) -> Option<(String, Vec<String>)> {
        let (t, p, context) = (texts(lang), plain_texts(lang), self.moment.context());
        let reading = self.moment.readings.get(&site.id)?;
        let full = reading.unavailable.iter().filter(|id| is_full_today(Some(reading), Some(id), context));
        let labels: Vec<String> = full.map(|id| self.moment.steady.label(id, lang)).collect();
        let at = (t.time)(context.zone.local(reading.at?).time());
        (!labels.is_empty()).then(|| ((p.full_at)(&at), labels))
    }

    /// A page that says the same at any time.
    fn fixed(&self, route: &PlainRoute, lang: Lang, title: &str, page: fn(&Frame) -> String) -> String {
        page(&self.frame(route.clone(), lang, title.to_owned(), Refresh::Never))
    }

    /// Around what is said of measurements, whose banner names them instead of waits.
    pub fn of_schools(&self, route: PlainRoute, lang: Lang, title: String) -> Frame<'a> {
        let demo_banner = school_texts(lang).demo_banner;
        Frame { demo_banner, ..self.frame(route, lang, title, Refresh::Never) }
    }

    /// What is offered to take away.
    pub fn data(&self, lang: Lang, offers: &[Offer]) -> String {
        let title = data_texts(lang).title.to_owned();
        let past = past_offer(lang, &self.moment.steady.past);
        views::data(&self.of_schools(PlainRoute::Data, lang, title), offers, &past, &self.moment.sources)
    }

    pub fn not_found(&self, lang: Lang) -> String {
        let title = plain_texts(lang).not_found_title.to_owned();
        views::not_found(&self.frame(PlainRoute::home(), lang, title, Refresh::Never))
    }

    /// Of these centres the entries in their widest words.
    pub fn widest(&self, lang: Lang, sites: &[usize]) -> Vec<Entry> {
        let steady = &self.moment.steady;
        let widest = |index: &usize| {
            let site = &steady.sites[*index];
            let profile = steady.profiles.get(&site.id);
            widest_entry(texts(lang), plain_texts(lang), site, profile, self.moment.context(), *index)
        };
        sites.iter().map(widest).collect()
    }

    /// Whether a list of these centres fits in each language, with links to as many pages.
    pub fn measured(&self, route: &PlainRoute, pages: usize, entries: impl Fn(Lang) -> Vec<Entry>) -> bool {
        Lang::ALL.into_iter().all(|lang| {
            let entries = entries(lang);
            let name = |entry: Option<&Entry>| entry.map_or_else(String::new, |entry| entry.name.clone());
            let other = (route.clone(), name(entries.first()), name(entries.last()));
            fits(&self.centres(route, lang, Refresh::OnDemand, (1, vec![other; pages]), &entries))
        })
    }

    pub fn measured_groups(&self, communes: &[usize], pages: usize) -> bool {
        let (Some(first), Some(last)) = (communes.first(), communes.last()) else { return true };
        Lang::ALL.into_iter().all(|lang| {
            let other = (PlainRoute::Home { page: 2 }, self.commune_name(*first, lang), self.commune_name(*last, lang));
            let pages = (1, vec![other; pages]);
            fits(&self.groups(&PlainRoute::home(), lang, Refresh::OnDemand, pages, *first..last + 1))
        })
    }
}

/// Of each page its address, and its first and last name.
type NamedPages = Vec<(PlainRoute, String, String)>;
/// The number of a page, and all of them.
type Pages = (usize, NamedPages);

fn titled(p: &PlainTexts, heading: &str, (page, pages): &Pages) -> String {
    if pages.len() > 1 { format!("{heading}, {}", (p.page_of)(*page, pages.len())) } else { heading.to_owned() }
}

fn named_pages(route: &PlainRoute, ranges: &[Range<usize>], name: impl Fn(usize) -> String) -> NamedPages {
    let numbered = |page: usize| match route {
        PlainRoute::Commune { commune, .. } => PlainRoute::Commune { commune: commune.clone(), page },
        PlainRoute::Home { .. }
        | PlainRoute::Site { .. }
        | PlainRoute::Help
        | PlainRoute::Easy
        | PlainRoute::Accessibility
        | PlainRoute::Criteria
        | PlainRoute::EcoDesign
        | PlainRoute::Legal
        | PlainRoute::Privacy
        | PlainRoute::Poster
        | PlainRoute::SitePoster { .. }
        | PlainRoute::Schools
        | PlainRoute::School { .. }
        | PlainRoute::SchoolWall { .. }
        | PlainRoute::Data
        | PlainRoute::SchoolData { .. }
        | PlainRoute::Report { .. } => PlainRoute::Home { page },
    };
    let ranges = ranges.iter().enumerate();
    ranges.map(|(index, range)| (numbered(index + 1), name(range.start), name(range.end - 1))).collect()
}

/// The links to other pages take room too: divided again until their number is the one that was reckoned with.
pub fn divided(items: &[usize], fits: impl Fn(&[usize], usize) -> bool) -> Vec<Range<usize>> {
    /// More pages only ever ask for more room, so that the number settles soon.
    const TRIES: usize = 6;
    let mut pages = 1;
    let mut divided = Vec::new();
    for _ in 0..TRIES {
        divided = divide(items.len(), |range| fits(&items[range], pages));
        if divided.len() <= pages {
            break;
        }
        pages = divided.len();
    }
    divided
}
