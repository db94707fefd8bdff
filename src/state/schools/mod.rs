//! The schools' signals: their documents, and the series that the page in front of the reader needs.

mod order;
mod series;
mod span;
mod wall;

pub use order::SchoolOrder;
pub use series::{EnergyFeed, PowerFeed, SeriesKey};
pub use span::Span;
pub use wall::{Turning, WallOptions, WallPart, is_time_to_renew};

use series::Shelf;

use chrono::NaiveDate;

use leptos::prelude::untrack;

use super::{App, Derived, Feed, Held, Moment};
use crate::{
    domain::{MeterKind, MeterReading, School},
    present::{
        Area,
        schools::{SchoolPage, SchoolTexts, SchoolView, school_texts},
    },
};

/// Everything that the schools' pages read. It lives as long as the page; copying it copies a reference.
#[derive(Clone, Copy)]
pub struct Schools(&'static Signals);

impl std::ops::Deref for Schools {
    type Target = Signals;
    fn deref(&self) -> &Signals {
        self.0
    }
}

pub struct Signals {
    /// The territory, the clock and the phrases.
    pub app: App,
    /// What the address leads to; `None`: nothing of this area.
    pub page: Derived<Option<SchoolPage>>,
    pub all: Feed<Vec<School>>,
    pub live: Feed<Vec<MeterReading>>,
    /// The territory's name in addresses, apart from the rest of it: links stay when something else of it changes.
    territory: Derived<String>,
    /// The day of the territory's clocks.
    pub today: Derived<NaiveDate>,
    /// What is looked for in the list, and its order: who comes back to it finds it as it was.
    pub typed: Held<String>,
    pub order: Held<SchoolOrder>,
    /// What of a school's past is looked at.
    pub span: Held<Span>,
    /// The day that activities are for, of the school where it was chosen. It outlives the page's drawing: with another
    /// language the page is drawn anew.
    pub class_day: Held<Option<(String, NaiveDate)>>,
    shelf: Shelf,
}

impl Schools {
    pub fn new(app: App, page: Derived<Option<SchoolPage>>) -> Self {
        Self(Box::leak(Box::new(Signals {
            app,
            page,
            all: Feed::default(),
            live: Feed::default(),
            territory: Derived::new(move || app.territory_id()),
            today: Derived::new(move || {
                let moment = app.moment();
                let context = moment.context();
                context.zone.local(context.now).date()
            }),
            typed: Held::new(app.choices.with_untracked(|choices| choices.query.clone())),
            order: Held::new(SchoolOrder::Name),
            span: Held::new(Span::Today),
            class_day: Held::new(None),
            shelf: Shelf::default(),
        })))
    }

    pub fn t(self) -> &'static SchoolTexts {
        school_texts(self.app.lang())
    }

    /// The address of a page of this area, with the choices that go along.
    pub fn href(self, page: &SchoolPage) -> String {
        let query = self.app.choices.with(|choices| choices.for_other_page().to_query());
        let path = format!("{}{}/{}", self.app.base, Area::Schools.path(), page.path());
        format!("{}{query}", path.trim_end_matches('/'))
    }

    pub fn page_of(self, school: &School, view: SchoolView) -> SchoolPage {
        SchoolPage::Of { territory: self.territory_id(), school: school.id.to_string(), view }
    }

    /// The territory's name in addresses; empty as long as it is not known.
    pub fn territory_id(self) -> String {
        self.territory.get()
    }

    /// Whether addresses of schools can be made, or will not for now.
    pub fn knows_addresses(self) -> bool {
        !self.territory.with(String::is_empty) || self.app.territory.is_settled()
    }

    /// The page that a path of this deployment leads to.
    pub fn page_at(app: &App, path: &str) -> Option<SchoolPage> {
        SchoolPage::parse(Area::Schools.rest_of(path.strip_prefix(app.base.trim_end_matches('/'))?)?)
    }

    /// The school with that identifier, if the documents know it.
    pub fn find(self, id: &str) -> Option<School> {
        let school = self.all.value()?.iter().find(|school| school.id.as_str() == id).cloned()?;
        Some(self.under_its_sun(school))
    }

    /// The school with the middle of the territory, for the sun's height where its own position is not published.
    pub fn under_its_sun(self, school: School) -> School {
        school.near(self.app.territory.value().and_then(|territory| territory.middle()))
    }

    /// The meters whose past is shown or reckoned with, of those that the school has.
    pub fn shown(school: &School) -> impl Iterator<Item = (MeterKind, &crate::domain::Meter)> {
        let mut kinds = vec![MeterKind::PvProduction, MeterKind::SelfConsumed, MeterKind::SolarThermal];
        kinds.extend(school.meters_of_use().into_iter().filter(|kind| *kind != MeterKind::PvProduction));
        kinds.into_iter().filter_map(|kind| Some((kind, school.meter(kind)?)))
    }

    /// The page needs these series and no others.
    pub fn want(self, keys: Vec<SeriesKey>) {
        self.shelf.want(keys);
    }

    /// The territory's clock and calendar for what is drawn once: anew when the territory comes, not at each tick.
    pub fn moment(self) -> Moment {
        let _ = self.app.territory.value();
        untrack(|| self.app.moment())
    }

    /// The series that the page in front of the reader needs.
    pub fn wanted(self) -> Vec<SeriesKey> {
        self.shelf.wanted()
    }

    pub fn power(self, key: &SeriesKey) -> PowerFeed {
        self.shelf.power(key)
    }

    pub fn energies(self, key: &SeriesKey) -> EnergyFeed {
        self.shelf.energies(key)
    }
}

#[cfg(target_arch = "wasm32")]
mod asking {
    use chrono::Duration;

    use super::Schools;
    use crate::{
        api::{Record, read},
        domain::MeterReading,
        state::{Patience, follow},
    };

    impl Schools {
        /// Asks for the documents; called once.
        pub fn start(self) {
            self.app.start_asking(move |patience| self.ask(patience));
            // What another page needs is asked for as soon as it is opened.
            let mut before = None;
            follow(move || {
                let now = self.wanted();
                if before.replace(now.clone()).is_some_and(|before| before != now) {
                    self.ask_series(Patience::usual(Duration::zero(), self.app.light.get_untracked()));
                }
            });
        }

        fn ask(self, patience: Patience) {
            self.app.ask_territory(patience);
            self.app.ask("schools.json", self.all, patience, patience.places, read::schools);
            self.app.ask("schools_live.json", self.live, patience, patience.now, live);
            self.ask_series(patience);
        }

        /// Series that still grow are asked for again after half a step; those of the past keep.
        fn ask_series(self, patience: Patience) {
            let today = self.today.get_untracked();
            let wished = patience.now.is_zero();
            let grows = if wished { patience.now } else { patience.now.max(Duration::minutes(5)) };
            for key in self.wanted() {
                let period = if key.grows_on(today) { grows } else { patience.habits };
                let path = key.path();
                if key.is_day() {
                    self.app.ask(path, self.power(&key), patience, period, read::day_series);
                } else {
                    self.app.ask(path, self.energies(&key), patience, period, read::energy_series);
                }
            }
        }
    }

    fn live(record: &mut Record) -> Option<Vec<MeterReading>> {
        read::schools_live(record).map(|(_, readings)| readings)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Schools {
    // There is no network to ask where pages are rendered natively: their data are handed in.
    pub fn start(self) {}
}
