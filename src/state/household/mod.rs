//! One household's signals. What they hold stays in this page, and on the device where the person asks for it: nothing
//! here is ever part of a request or of an address.

mod asking;
mod contract;
mod import;
mod keeping;
mod shared;
mod typing;

use std::sync::Arc;

use chrono::NaiveDate;

pub use contract::Contract;
pub use import::Import;
pub use keeping::Kept;

use super::{App, Derived, Feed, Held, Watch, follow};
use crate::{
    domain::{
        Instant, PowerSeries, SiteId, WattHours, Zone,
        household::{
            Benchmark, ByDay, Curve, Direction, Gathered, Step, Tariff, TempoCalendar, Window, sample, whole_days,
        },
    },
    platform::{clock, launch},
    present::{
        Area,
        household::{HouseholdPage, HouseholdTexts, household_texts},
    },
};

/// Everything that the household's pages read. It lives as long as the page; copying it copies a reference.
#[derive(Clone, Copy)]
pub struct Household(&'static Signals);

impl std::ops::Deref for Household {
    type Target = Signals;
    fn deref(&self) -> &Signals {
        self.0
    }
}

/// What of the curve is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub step: Step,
    /// The first day of the stretch; `None`: the last one that is known.
    pub first_day: Option<NaiveDate>,
    pub direction: Direction,
}

/// What is looked at, and whose it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    pub gathered: Gathered,
    /// Nobody's: a household to look around with.
    pub is_sample: bool,
}

pub struct Signals {
    pub app: App,
    pub page: Derived<Option<HouseholdPage>>,
    /// The computer is many people's: nothing may be kept on it.
    pub is_shared: bool,
    pub watch: Watch,
    /// `None`: no file yet.
    pub data: Held<Option<Arc<Data>>>,
    pub import: Held<Import>,
    /// How often files were brought.
    brought: Held<u32>,
    pub kept: Held<Kept>,
    pub contract: Held<Contract>,
    pub shown: Held<Shown>,
    /// What the panels made in a year, kilowatt-hours, as their inverter says; as typed.
    pub produced: Held<String>,
    /// What stands in fields and is not understood, by the field's id.
    mistyped: Held<Vec<(String, String)>>,
    pub zone: Derived<Zone>,
    /// Apart from the moment, so that pages are drawn anew once a day.
    pub today: Derived<NaiveDate>,
    pub consumption: Derived<Arc<Curve>>,
    pub production: Derived<Arc<Curve>>,
    /// The days that are known whole.
    pub days: Derived<Arc<ByDay<WattHours>>>,
    pub benchmarks: Feed<Vec<Benchmark>>,
    pub tariffs: Feed<Vec<Tariff>>,
    /// This season's colours and the last one's.
    pub tempo: [Feed<TempoCalendar>; 2],
    /// This year's temperatures and the two before.
    pub weather: [Feed<ByDay<f64>>; 3],
    /// The first public building with panels: its identifier, that of their meter, and its name.
    pub roof: Feed<Option<(SiteId, SiteId, String)>>,
    /// What its panels gave on some days of the last month.
    pub roof_days: [Feed<Option<PowerSeries>>; 4],
}

impl Household {
    pub fn new(app: App, page: Derived<Option<HouseholdPage>>) -> Self {
        let data: Held<Option<Arc<Data>>> = Held::new(None);
        let curve = move |direction: Direction| {
            let of =
                move |data: &Option<Arc<Data>>| data.as_ref().map(|data| Curve::of(data.gathered.record(direction)));
            Derived::new(move || Arc::new(data.with(of).unwrap_or_default()))
        };
        let (consumption, production) = (curve(Direction::Consumption), curve(Direction::Production));
        // Apart from the moment, which moves on twice a minute and changes no clocks.
        let zone = Derived::new(move || match app.territory.value() {
            Some(territory) => territory.zone.clone(),
            None => clock::device_zone(),
        });
        Self(Box::leak(Box::new(Signals {
            app,
            page,
            is_shared: app.choices.with_untracked(|choices| choices.shared),
            watch: Watch::begin(),
            data,
            import: Held::new(Import::Idle),
            brought: Held::new(0),
            kept: Held::new(Kept::Unknown),
            contract: Held::new(Contract::default()),
            shown: Held::new(Shown { step: Step::Month, first_day: None, direction: Direction::Consumption }),
            produced: Held::new(String::new()),
            mistyped: Held::new(Vec::new()),
            zone,
            today: Derived::new(move || zone.get().local(app.now.get()).date()),
            consumption,
            production,
            days: Derived::new(move || Arc::new(consumption.with(|curve| whole_days(curve, &zone.get())))),
            benchmarks: Feed::default(),
            tariffs: Feed::default(),
            tempo: Default::default(),
            weather: Default::default(),
            roof: Feed::default(),
            roof_days: Default::default(),
        })))
    }

    /// Asks for the public documents, and looks for what the device keeps; called once.
    pub fn start(self) {
        self.app.start_asking(move |patience| self.ask(patience));
        self.follow_roof();
        self.read_by_known_clocks();
        launch::on_files(move |files| self.bring(files));
        if self.is_shared {
            self.kept.set(Kept::Nothing);
            self.watch_for_somebody();
        } else {
            self.look_for_kept();
        }
        // Who arrives by an address that leads to figures sees some even where there are none: the sample's.
        let mut has_arrived = false;
        follow(move || {
            let is_settled = self.is_settled();
            let wishes = self.page.with(|page| page.is_some_and(HouseholdPage::needs_data));
            if is_settled && !has_arrived {
                has_arrived = true;
                if wishes && self.data.with_untracked(Option::is_none) {
                    self.show_sample();
                }
            }
        });
    }

    /// Whether it is known whose clocks hold and what the device keeps.
    fn is_settled(self) -> bool {
        self.app.territory.is_settled() && self.kept.with(|kept| *kept != Kept::Unknown)
    }

    pub fn t(self) -> &'static HouseholdTexts {
        household_texts(self.app.lang())
    }

    pub fn href(self, page: HouseholdPage) -> String {
        let query = self.app.choices.with(|choices| choices.for_other_page().to_query());
        let path = format!("{}{}/{}", self.app.base, Area::Household.path(), page.path());
        format!("{}{query}", path.trim_end_matches('/'))
    }

    pub fn page_at(app: &App, path: &str) -> Option<HouseholdPage> {
        HouseholdPage::parse(Area::Household.rest_of(path.strip_prefix(app.base.trim_end_matches('/'))?)?)
    }

    pub fn curve(self, direction: Direction) -> Arc<Curve> {
        match direction {
            Direction::Consumption => self.consumption.get(),
            Direction::Production => self.production.get(),
        }
    }

    /// A household that nobody is.
    pub fn show_sample(self) {
        let gathered = sample(self.app.now.get_untracked(), &self.zone.get_untracked());
        self.show(Data { gathered, is_sample: true });
    }

    /// Goes back to before the sample.
    pub fn leave_sample(self) {
        if self.is_sample() {
            self.data.set(None);
        }
    }

    /// Looks at these data from their end.
    pub fn show(self, data: Data) {
        self.shown.update(|shown| {
            shown.first_day = None;
            shown.direction =
                if data.gathered.consumption.is_empty() { Direction::Production } else { Direction::Consumption };
        });
        self.data.set(Some(Arc::new(data)));
    }

    /// Whether all that is known is what panels fed into the grid.
    pub fn is_production_only(self) -> bool {
        self.consumption.with(|curve| curve.is_empty()) && !self.production.with(|curve| curve.is_empty())
    }

    pub fn is_sample(self) -> bool {
        self.data.with(|data| data.as_ref().is_some_and(|data| data.is_sample))
    }

    /// The last twelve months that are known, from midnight to midnight.
    pub fn last_year(self) -> Option<(Instant, Instant)> {
        let zone = self.zone.get();
        let (first, last) = self.consumption.with(|curve| curve.span())?;
        let until = Window::of(Step::Day, zone.local(last).date(), &zone).from;
        let from = Window::of(Step::Day, zone.local(until).date() - chrono::Days::new(365), &zone).from;
        let first = Window::of(Step::Day, zone.local(first).date(), &zone).from;
        (first < until).then_some((from.max(first), until))
    }

    /// All colours that are known.
    pub fn colours(self) -> TempoCalendar {
        let mut all = TempoCalendar::default();
        self.tempo.iter().filter_map(|season| season.value()).for_each(|season| all.extend(season.iter()));
        all
    }

    /// The building's name, and what its panels gave.
    pub fn sunny_roof(self) -> Option<(String, Vec<PowerSeries>)> {
        let (.., name) = self.roof.value()?.as_ref().clone()?;
        let days = self.roof_days.iter().filter_map(|day| day.value()?.as_ref().clone()).collect();
        Some((name, days))
    }

    /// All temperatures that are known.
    pub fn temperatures(self) -> ByDay<f64> {
        let mut all = ByDay::default();
        self.weather.iter().filter_map(|year| year.value()).for_each(|year| all.extend(year.iter()));
        all
    }

    /// The published tariffs that hold today, and the chosen one though it may have ended, then those that a person
    /// writes, whole or not yet; all with the prices and the hours that the person entered.
    pub fn offered_tariffs(self) -> Vec<Tariff> {
        let (today, published) = (self.today.get(), self.tariffs.value());
        self.contract.with(|contract| {
            let is_offered = |tariff: &&Tariff| tariff.holds_on(today) || contract.tariff.as_ref() == Some(&tariff.id);
            let published = published.iter().flat_map(|all| all.iter()).filter(is_offered);
            published.map(|tariff| contract.apply(tariff)).chain(contract.written_tariffs()).collect()
        })
    }

    /// Those of which all prices are known.
    pub fn own_tariffs(self) -> Vec<Tariff> {
        let all = self.offered_tariffs();
        self.contract.with(|contract| all.into_iter().filter(|tariff| contract.knows_all_of(tariff)).collect())
    }

    /// The tariff that the person has, or the first one; its prices may not all be known.
    pub fn chosen_tariff(self) -> Option<Tariff> {
        let all = self.offered_tariffs();
        let chosen = self.contract.with(|contract| contract.tariff.clone());
        all.iter().find(|tariff| Some(&tariff.id) == chosen.as_ref()).or(all.first()).cloned()
    }

    /// The same, where all of its prices are known.
    pub fn tariff(self) -> Option<Tariff> {
        self.chosen_tariff().filter(|tariff| self.contract.with(|contract| contract.knows_all_of(tariff)))
    }

    pub fn stretch(self) -> Option<Window> {
        let (shown, zone) = (self.shown.get(), self.zone.get());
        let (_, last) = self.curve(shown.direction).span()?;
        let last = zone.local(last - chrono::Duration::seconds(1)).date();
        Some(Window::of(shown.step, shown.step.first_day(shown.first_day.unwrap_or(last)), &zone))
    }

    /// Moves on by so many stretches, within what is known.
    pub fn move_by(self, stretches: i32) {
        let (shown, zone) = (self.shown.get_untracked(), self.zone.get_untracked());
        let Some((stretch, (from, until))) = self.stretch().zip(self.curve(shown.direction).span()) else { return };
        let mut first = stretch.first_day;
        for _ in 0..stretches.abs() {
            first = if stretches > 0 { shown.step.next(first) } else { shown.step.previous(first) };
        }
        let moved = Window::of(shown.step, first, &zone);
        if moved.from < until && from < moved.until {
            self.shown.update(|shown| shown.first_day = Some(first));
        }
    }
}
