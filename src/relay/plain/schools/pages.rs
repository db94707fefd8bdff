//! The schools' pages of one moment, made when they are first asked for.

use std::{collections::BTreeMap, sync::Arc};

use super::{data::Now, render};
use crate::{
    domain::{Instant, MeterReading, SeriesOf, SourceHealth},
    present::plain::{PlainRoute, schools},
    relay::{
        content::Content,
        plain::{
            data::{Moment, Read, Steady, sources},
            kept::KeptPages,
            made::{Made, digest},
            paths::Asked,
            render::Renderer,
        },
    },
    views::plain::Place,
};

/// What there is to tell of schools, and the pages that were made of it.
pub struct SchoolPages {
    made: Made,
    moment: Moment,
    places: Vec<schools::Place>,
    /// Of each place, of each of its meters, the periods whose series are published.
    offered: Vec<Vec<Vec<SeriesOf>>>,
    pages: KeptPages,
}

/// Whether a page is one of these.
pub fn is_of_schools(route: &PlainRoute) -> bool {
    match route {
        PlainRoute::Schools
        | PlainRoute::School { .. }
        | PlainRoute::SchoolWall { .. }
        | PlainRoute::Data
        | PlainRoute::SchoolData { .. } => true,
        PlainRoute::Home { .. }
        | PlainRoute::Commune { .. }
        | PlainRoute::Site { .. }
        | PlainRoute::Help
        | PlainRoute::Easy
        | PlainRoute::Accessibility
        | PlainRoute::Criteria
        | PlainRoute::EcoDesign
        | PlainRoute::Legal
        | PlainRoute::Privacy
        | PlainRoute::Poster
        | PlainRoute::Report { .. }
        | PlainRoute::SitePoster { .. } => false,
    }
}

impl SchoolPages {
    /// The pages of `now`. As long as they would say the same the old ones stay; `before` is when the last ones were made,
    /// perhaps by another run. `None` where there are no schools.
    pub fn next(
        old: Option<&Arc<Self>>,
        before: &Made,
        steady: &Arc<Steady>,
        read: Read,
        now: Instant,
    ) -> Option<Arc<Self>> {
        let known = Now::read(read, &steady.territory, now)?;
        let sources = sources(read);
        let key = key(&known, &sources, read, now);
        let same_territory = |old: &&Arc<Self>| Arc::ptr_eq(&old.moment.steady, steady);
        if let Some(old) = old.filter(|old| old.made.key == key).filter(same_territory) {
            return Some(Arc::clone(old));
        }
        let made = before.again(key, now);
        let moment = Moment { steady: Arc::clone(steady), readings: BTreeMap::new(), sources, now: made.at(now) };
        let offered = known.offered(read);
        let places = known.places(read);
        Some(Arc::new(Self { made, moment, places, offered, pages: KeptPages::default() }))
    }

    pub fn made(&self) -> &Made {
        &self.made
    }

    /// All of their addresses.
    pub fn routes(&self) -> Vec<PlainRoute> {
        let territory = &self.moment.steady.territory.id;
        let of = |place: &schools::Place| {
            let (territory, school) = (territory.clone(), place.school.id.to_string());
            let wall = PlainRoute::SchoolWall { territory: territory.clone(), school: school.clone() };
            let data = PlainRoute::SchoolData { territory: territory.clone(), school: school.clone() };
            [PlainRoute::School { territory, school }, wall, data]
        };
        [PlainRoute::Schools, PlainRoute::Data].into_iter().chain(self.places.iter().flat_map(of)).collect()
    }

    pub fn page(&self, asked: &Asked, place: &Place, policy: Option<&'static str>) -> Option<Arc<Content>> {
        let renderer = Renderer { place, policy, moment: &self.moment };
        self.pages.get_or_make(asked, || render::page(&renderer, &self.places, &self.offered, asked))
    }

    /// The page, if it was made before.
    pub fn kept(&self, asked: &Asked) -> Option<Arc<Content>> {
        self.pages.get(asked)
    }
}

/// What the pages say, as one key: the documents, and what time makes of the readings.
fn key(known: &Now, sources: &[SourceHealth], read: Read, now: Instant) -> String {
    let step = |reading: &MeterReading| {
        let school = known.schools.iter().find(|school| school.id == reading.school)?;
        school.meters.iter().find(|meter| meter.id == reading.meter).map(|meter| meter.step)
    };
    let ages: Vec<_> =
        known.readings.iter().map(|reading| step(reading).map(|step| reading.freshness(step, now))).collect();
    let series = known.series();
    let documents = std::iter::once("schools.json").chain(series.iter().map(String::as_str)).map(read);
    let told = format!("{} {} {:?} {ages:?} {sources:?}", digest(documents), known.today, known.readings);
    digest(std::iter::once(Some(told.as_bytes())))
}
