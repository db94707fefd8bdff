//! How the lists are divided into pages.

use std::ops::Range;

use super::{
    data::Steady,
    render::{Renderer, divided},
    split::all_fit,
};
use crate::present::plain::PlainRoute;

/// How the lists are divided.
pub struct Layout {
    home: Home,
    /// Of each commune its pages, as ranges of its centres.
    communes: Vec<Vec<Range<usize>>>,
}

/// What the first page lists, a range for each of its pages.
enum Home {
    Centres(Vec<Range<usize>>),
    Communes(Vec<Range<usize>>),
}

impl Layout {
    /// Measures pages of the widest words, so that the division depends on the centres alone and not on their waits.
    pub fn of(renderer: &Renderer) -> Self {
        let steady = &renderer.moment.steady;
        let all: Vec<usize> = (0..steady.sites.len()).collect();
        let home_fits = |sites: &[usize], pages: usize| {
            renderer.measured(&PlainRoute::home(), pages, |lang| renderer.widest(lang, sites))
        };
        let home = if steady.communes.len() < 2 || all_fit(&all, |sites| home_fits(sites, 1)) {
            Home::Centres(divided(&all, home_fits))
        } else {
            let indices: Vec<usize> = (0..steady.communes.len()).collect();
            Home::Communes(divided(&indices, |communes, pages| renderer.measured_groups(communes, pages)))
        };
        let communes = steady.communes.iter().map(|commune| {
            let route = PlainRoute::Commune { commune: commune.slug.clone(), page: 1 };
            let fits =
                |sites: &[usize], pages: usize| renderer.measured(&route, pages, |lang| renderer.widest(lang, sites));
            divided(&commune.sites, fits)
        });
        let communes = communes.collect();
        Self { home, communes }
    }

    /// All lists.
    pub fn routes(&self, steady: &Steady) -> Vec<PlainRoute> {
        let (Home::Centres(pages) | Home::Communes(pages)) = &self.home;
        let home = (1..=pages.len().max(1)).map(|page| PlainRoute::Home { page });
        let communes = steady.communes.iter().zip(&self.communes).flat_map(|(commune, pages)| {
            (1..=pages.len()).map(|page| PlainRoute::Commune { commune: commune.slug.clone(), page })
        });
        home.chain(communes).collect()
    }

    /// Which centres a list shows, or which communes in their place; `None` where there is no such page.
    pub fn listed(&self, steady: &Steady, route: &PlainRoute) -> Option<Listed> {
        let page_of = |pages: &[Range<usize>], page: usize| match pages.get(page - 1) {
            Some(range) => Some(range.clone()),
            // A territory without centres has a first page all the same.
            None => (page == 1 && pages.is_empty()).then_some(0..0),
        };
        match (route, &self.home) {
            (PlainRoute::Home { page }, Home::Centres(pages)) => {
                let range = page_of(pages, *page)?;
                Some(Listed { page: *page, pages: pages.clone(), what: What::Centres(range.collect()), commune: None })
            }
            (PlainRoute::Home { page }, Home::Communes(pages)) => {
                let range = page_of(pages, *page)?;
                Some(Listed { page: *page, pages: pages.clone(), what: What::Communes(range), commune: None })
            }
            (PlainRoute::Commune { commune, page }, _) => {
                let index = steady.communes.iter().position(|known| known.slug == *commune)?;
                let pages = self.communes.get(index)?;
                let sites = steady.communes[index].sites[page_of(pages, *page)?].to_vec();
                Some(Listed { page: *page, pages: pages.clone(), what: What::Centres(sites), commune: Some(index) })
            }
            (
                PlainRoute::Site { .. }
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
                | PlainRoute::Report { .. },
                _,
            ) => None,
        }
    }
}

/// One page of a list.
pub struct Listed {
    pub page: usize,
    pub pages: Vec<Range<usize>>,
    pub what: What,
    /// The commune whose list it is.
    pub commune: Option<usize>,
}

pub enum What {
    /// Indices into the centres.
    Centres(Vec<usize>),
    Communes(Range<usize>),
}
