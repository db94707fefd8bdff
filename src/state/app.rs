//! The app's signals, made once and handed to the views through Leptos' context.

use std::sync::{Arc, OnceLock};

use chrono::Duration;

use super::{Ask, Choices, Derived, Feed, Held, Live, Place, PlaceProblem, Profiles, Sites, Snapshot};
use crate::{
    domain::{Calendar, Commune, Context, Instant, Lang, Position, SourceHealth, Territory, Zone, fold},
    platform::{clock, connection, document, storage},
    present::{Route, Texts, texts},
};

/// Everything that pages read, and what they may ask for. It lives as long as the page; copying it copies a reference.
#[derive(Clone, Copy)]
pub struct App(pub(super) &'static Signals);

impl std::ops::Deref for App {
    type Target = Signals;
    fn deref(&self) -> &Signals {
        self.0
    }
}

/// The signals themselves.
pub struct Signals {
    pub territory: Feed<Territory>,
    pub sites: Feed<Sites>,
    pub live: Feed<Live>,
    pub profiles: Feed<Profiles>,
    pub status: Feed<Vec<SourceHealth>>,
    /// The corrected clock, moved on every half minute.
    pub now: Held<Instant>,
    /// What to add to the device's clock, from the server's `Date`.
    pub clock_error: Held<Duration>,
    /// Whether `live.json` has told the time, or that there is no network. The others keep for hours in the browser's own
    /// cache, and then tell the time at which they came: theirs counts until then.
    pub clock_told: Held<bool>,
    pub paused: Held<bool>,
    /// What the address says.
    pub choices: Derived<Choices>,
    /// The address's language, else the remembered one, else French: the territory's people come before the browser's
    /// settings, which on a shared or second-hand device say little. Apart from the choices, so that a page is drawn anew
    /// only when its language is another one, and no press is lost to a drawing that changes nothing.
    lang: Derived<Lang>,
    /// Where the person sets off, as far as it is known.
    pub place: Derived<Option<Place>>,
    /// The device's position, while the page is open.
    pub here: Held<Option<Position>>,
    pub place_problem: Held<Option<PlaceProblem>>,
    /// How many centres more than at first the list shows: who comes back to it finds it as it was.
    pub more_listed: Held<usize>,
    /// The commune that the device remembers.
    pub remembered_commune: Held<Option<String>>,
    pub remembered_lang: Held<Option<Lang>>,
    /// Whether to do without what weighs: as the address says, else as the device remembers, else as the connection asks.
    pub light: Derived<bool>,
    /// Path of the deployment's root, with a slash at both ends.
    pub base: String,
    /// Address of the API's documents, with a slash at its end.
    pub api_base: String,
    /// What this page asks for, as soon as it asks.
    pub ask: OnceLock<Box<Ask>>,
    /// Replaces the address without loading a page.
    replace_address: Box<dyn Fn(String) + Send + Sync>,
}

impl App {
    pub fn new(choices: Derived<Choices>, replace_address: impl Fn(String) + Send + Sync + 'static) -> Self {
        let api_base =
            document::absolute(&document::meta("api-base").unwrap_or_else(|| crate::api::BASE_PATH.to_owned()));
        let api_base = if api_base.ends_with('/') { api_base } else { api_base + "/" };
        let territory = Feed::default();
        let here = Held::new(None);
        let remembered_commune = Held::new(storage::get(storage::PLACE));
        let remembered_lang = Held::new(storage::get(storage::LANG).and_then(|tag| Lang::from_tag(&tag)));
        let lang = move || choices.with(|c| c.lang).or_else(|| remembered_lang.get()).unwrap_or_default();
        let preset = storage::get(storage::LIGHT).map_or_else(connection::saves_data, |kept| kept != "0");
        let signals = Signals {
            light: Derived::new(move || choices.with(|c| c.light).unwrap_or(preset)),
            lang: Derived::new(lang),
            territory,
            sites: Feed::default(),
            live: Feed::default(),
            profiles: Feed::default(),
            status: Feed::default(),
            now: Held::new(clock::now()),
            clock_error: Held::new(Duration::zero()),
            clock_told: Held::new(false),
            paused: Held::new(false),
            choices,
            place: Derived::new(move || current_place(territory, choices, here, remembered_commune)),
            here,
            place_problem: Held::new(None),
            more_listed: Held::new(0),
            remembered_commune,
            remembered_lang,
            base: document::base_path(),
            api_base,
            ask: OnceLock::new(),
            replace_address: Box::new(replace_address),
        };
        Self(Box::leak(Box::new(signals)))
    }

    pub fn lang(&self) -> Lang {
        self.lang.get()
    }

    pub fn t(&self) -> &'static Texts {
        texts(self.lang())
    }

    /// The territory's clock and calendar at this moment; the device's zone stands in for one that is not known.
    pub fn moment(&self) -> Moment {
        Moment {
            territory: self.territory.value(),
            device_zone: Zone::fixed(clock::device_offset()),
            no_calendar: Calendar::default(),
            now: self.now.get(),
        }
    }

    pub fn snapshot(&self) -> Snapshot {
        Snapshot { live: self.live.value(), profiles: self.profiles.value() }
    }

    /// The address of a page, with the choices that go along.
    pub fn href(&self, route: &Route) -> String {
        let query = self.choices.with(|c| c.for_other_page().to_query());
        format!("{}{}{query}", self.base, route.path())
    }

    /// Changes the choices. The address says them; it is replaced, since a choice is no step to go back over.
    pub fn choose(&self, change: impl FnOnce(&mut Choices)) {
        let mut choices = self.choices.get_untracked();
        change(&mut choices);
        self.write_choices(&choices);
    }

    fn write_choices(self, choices: &Choices) {
        (self.replace_address)(format!("{}{}", document::current_path(), choices.to_query()));
    }

    /// Sets off from a commune, and remembers it where the person wants that.
    pub fn leave_from(&self, commune: Option<String>) {
        self.here.set(None);
        self.place_problem.set(None);
        if self.remembered_commune.with_untracked(Option::is_some) {
            self.remember(commune.clone());
        }
        self.choose(|choices| choices.commune = commune);
    }

    /// Keeps a commune, and the language and the weight in use, on this device, or forgets all of them.
    pub fn remember(&self, commune: Option<String>) {
        let kept = if let Some(id) = &commune {
            storage::set(storage::PLACE, id)
                && storage::set(storage::LANG, self.lang().code())
                && storage::set(storage::LIGHT, flag(self.light.get_untracked()))
        } else {
            storage::remove(storage::PLACE);
            storage::remove(storage::LANG);
            storage::remove(storage::LIGHT);
            // Forgetting is for the next visit: the answer in front of the person stays, by its address.
            if let Some(Place::Commune { id, .. }) = self.place.get_untracked() {
                self.choose(|choices| choices.commune = Some(id));
            }
            true
        };
        self.remembered_commune.set(commune.filter(|_| kept));
        self.place_problem.set((!kept).then_some(PlaceProblem::NotRemembered));
    }

    /// Changes the app's language; a device that remembers choices remembers this one too.
    pub fn speak(&self, lang: Lang) {
        if self.remembered_commune.with_untracked(Option::is_some) && storage::set(storage::LANG, lang.code()) {
            self.remembered_lang.set(Some(lang));
        }
        self.choose(|choices| choices.lang = Some(lang));
    }

    /// Does without what weighs, or not; a device that remembers choices remembers this one too.
    pub fn lighten(&self, light: bool) {
        if self.remembered_commune.with_untracked(Option::is_some) {
            // Refused storage only means that the switch is to be pressed again next time.
            let _ = storage::set(storage::LIGHT, flag(light));
        }
        self.choose(|choices| choices.light = Some(light));
    }

    /// The page that a path of this deployment leads to.
    pub fn route_at(&self, path: &str) -> Option<Route> {
        Route::parse(path.strip_prefix(self.base.trim_end_matches('/'))?)
    }

    /// The territory's name, empty as long as it is unknown.
    pub fn territory_name(&self) -> String {
        let lang = self.lang();
        self.territory.value().and_then(|t| t.name.as_ref().map(|n| n.get(lang).to_owned())).unwrap_or_default()
    }

    /// The territory's identifier in addresses.
    pub fn territory_id(&self) -> String {
        self.territory.value().map(|t| t.id.clone()).unwrap_or_default()
    }
}

/// How the device remembers a switch.
const fn flag(on: bool) -> &'static str {
    if on { "1" } else { "0" }
}

fn current_place(
    territory: Feed<Territory>,
    choices: Derived<Choices>,
    here: Held<Option<Position>>,
    remembered: Held<Option<String>>,
) -> Option<Place> {
    if let Some(position) = here.get() {
        return Some(Place::Here(position));
    }
    let id = choices.with(|c| c.commune.clone()).or_else(|| remembered.get())?;
    let territory = territory.value()?;
    let commune = territory.communes.iter().find(|c| c.id == id)?;
    Some(Place::Commune { id: commune.id.clone(), name: commune.name.clone(), position: commune.position })
}

/// The commune that a person means: its name without accents and capitals, or the only one that begins so.
pub fn find_commune<'a>(communes: &'a [Commune], typed: &str) -> Option<&'a Commune> {
    let plain = |text: &str| fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let typed = plain(typed);
    if typed.is_empty() {
        return None;
    }
    communes.iter().find(|c| plain(&c.name) == typed).or_else(|| {
        let mut beginning = communes.iter().filter(|c| plain(&c.name).starts_with(&typed));
        beginning.next().filter(|_| beginning.next().is_none())
    })
}

/// Owns what a [`Context`] borrows.
pub struct Moment {
    territory: Option<Arc<Territory>>,
    device_zone: Zone,
    no_calendar: Calendar,
    now: Instant,
}

impl Moment {
    pub fn context(&self) -> Context<'_> {
        let (calendar, zone) = match &self.territory {
            Some(territory) => (&territory.calendar, &territory.zone),
            None => (&self.no_calendar, &self.device_zone),
        };
        Context { calendar, zone, now: self.now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_commune_is_found_without_accents_and_by_its_only_beginning() {
        let commune = |name: &str| Commune {
            id: fold(name),
            name: name.to_owned(),
            position: Position::new(47.7, -3.3).unwrap(),
        };
        let communes = [commune("Quéven"), commune("Plouay"), commune("Ploemeur"), commune("Port-Louis")];
        let found = |typed| find_commune(&communes, typed).map(|c| c.name.as_str());
        assert_eq!(found("queven"), Some("Quéven"));
        assert_eq!(found("port louis"), Some("Port-Louis"));
        assert_eq!(found("ploe"), Some("Ploemeur"));
        assert_eq!(found("plo"), None);
        assert_eq!(found(""), None);
    }
}
