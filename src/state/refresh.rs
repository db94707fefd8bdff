//! When documents are asked for: at the start, then as often as they change, never while nobody looks or while paused.

use chrono::Duration;

/// How old documents may get before they are asked for again.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For what tells of this minute.
    pub now: Duration,
    /// For what changes daily.
    pub places: Duration,
    /// For what changes over weeks.
    pub habits: Duration,
    /// The network is another one than that which failed: no reason to wait any longer after failures.
    pub network_is_back: bool,
}

/// Asks for all documents of a page that are older than they may be.
pub type Ask = dyn Fn(Patience) + Send + Sync;

impl Patience {
    /// On a person's wish.
    pub fn none() -> Self {
        let none = Duration::zero();
        Self { now: none, places: none, habits: none, network_is_back: false }
    }

    /// Of a page left to itself. In light mode a reading counts as long as it did, but is looked for less often.
    pub fn usual(spread: Duration, light: bool) -> Self {
        let hour = Duration::hours(1) + spread;
        let now = Duration::minutes(if light { 5 } else { 1 }) + spread;
        Self { now, places: hour, habits: hour * 6, network_is_back: false }
    }
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::{borrow::Cow, sync::Arc, time::Duration as StdDuration};

    use chrono::Duration;
    use leptos::{prelude::*, task::spawn_local};

    use crate::{
        api::{Fetched, Problems, Record, decode, fetch, read},
        domain::{Instant, SourceHealth},
        platform::{clock, random, visibility},
        state::{
            App, Ask, Feed, Live, Patience, Profiles, Sites,
            feed::{AnyDocument, AnyFeed},
        },
    };

    /// How often the page looks whether something is due.
    const HEARTBEAT: StdDuration = StdDuration::from_secs(10);
    /// How often the pages' "now" moves on, seconds: ages are told in whole minutes.
    const TICK_S: i64 = 30;
    /// A clock that is off by less is left alone: answers from a cache make small differences of their own.
    const TOLERATED_CLOCK_ERROR_S: i64 = 90;

    impl App {
        /// Starts asking for what the app's pages show; called once.
        pub fn start(self) {
            self.start_asking(move |patience| self.ask_for_all(patience));
        }

        /// Calls `ask` at once, then whenever something may be due and somebody looks; called once.
        pub fn start_asking(self, ask: impl Fn(Patience) + Send + Sync + 'static) {
            let ask: &'static Ask = self.0.ask.get_or_init(|| Box::new(ask));
            // Pages that were opened together by a full hall do not ask together for ever.
            let spread = Duration::seconds((random::unit() * 10.0) as i64);
            let beat = move |network_is_back| self.beat(spread, network_is_back, ask);
            beat(false);
            set_interval(move || beat(false), HEARTBEAT);
            visibility::on_shown(move || {
                self.now.set(self.corrected_now());
                beat(false);
            });
            visibility::on_network(move || beat(true));
        }

        fn beat(self, spread: Duration, network_is_back: bool, ask: &Ask) {
            if !visibility::is_visible() {
                return;
            }
            let now = self.corrected_now();
            let since_tick = now - self.now.get_untracked();
            if since_tick.num_seconds() >= TICK_S || since_tick < Duration::zero() {
                self.now.set(now);
            }
            let never_asked = self.territory.value_untracked().is_none();
            if !self.paused.get_untracked() || never_asked {
                ask(Patience { network_is_back, ..Patience::usual(spread, self.light.get_untracked()) });
            }
        }

        /// Asks for everything now, on the person's wish.
        pub fn refresh(self) {
            self.now.set(self.corrected_now());
            if let Some(ask) = self.ask.get() {
                ask(Patience::none());
            }
        }

        /// Asks for what is older than documents of its kind may be.
        fn ask_for_all(self, patience: Patience) {
            self.ask_territory(patience);
            self.ask("sites.json", self.sites, patience, patience.places, sites);
            self.ask("live.json", self.live, patience, patience.now, live);
            self.ask("profiles.json", self.profiles, patience, patience.habits, profiles);
            if self.status.load_untracked().was_asked() {
                self.ask_health(patience, patience.places);
            }
        }

        pub fn ask_territory(self, patience: Patience) {
            self.ask("territory.json", self.territory, patience, patience.places, read::territory);
        }

        /// The health of the sources is asked for by the page that shows it, and with the others from then on.
        pub fn ask_status(self) {
            self.ask_health(Patience::none(), Duration::minutes(1));
        }

        fn ask_health(self, patience: Patience, period: Duration) {
            self.ask("status.json", self.status, patience, period, status);
        }

        fn corrected_now(self) -> Instant {
            clock::now() + self.clock_error.get_untracked()
        }

        /// Asks for a document below the API's address that is older than `period`, and lets `feed` take what `read` makes
        /// of the answer.
        pub fn ask<T: Send + Sync + 'static>(
            self,
            document: impl Into<Cow<'static, str>>,
            feed: Feed<T>,
            patience: Patience,
            period: Duration,
            read: fn(&mut Record) -> Option<T>,
        ) {
            let read = move |record: &mut Record| Some(Arc::new(read(record)?) as AnyDocument);
            self.ask_any(document.into(), feed.any(), patience, period, Box::new(read));
        }

        /// What asking for any document has in common.
        fn ask_any(
            self,
            document: Cow<'static, str>,
            feed: AnyFeed,
            patience: Patience,
            period: Duration,
            read: Box<ReadAny>,
        ) {
            if patience.network_is_back {
                feed.forget_failures();
            }
            if !feed.begin_if_due(self.corrected_now(), period) {
                return;
            }
            let url = format!("{}{document}", self.api_base);
            spawn_local(async move {
                let answer = fetch(&url).await;
                let is_of_now = document.ends_with("live.json");
                match &answer {
                    Ok(Fetched { server_time: Some(server_time), .. }) => self.correct_clock(*server_time, is_of_now),
                    // There is no network: the others come out of the browser's own cache and bear the time at which they
                    // came. By that, what is old would be live.
                    Ok(Fetched { kept: Some(_), .. }) if is_of_now && !self.clock_told.get_untracked() => {
                        self.correct_clock(clock::now().max(self.corrected_now()), true);
                    }
                    Ok(_) | Err(_) => {}
                }
                feed.finish(self.corrected_now(), answer, &|bytes| {
                    let mut problems = Problems::default();
                    let document = decode(bytes, &mut problems, &read)?;
                    Ok((document, problems))
                });
            });
        }

        fn correct_clock(self, server_time: Instant, is_of_now: bool) {
            if self.clock_told.get_untracked() && !is_of_now {
                return;
            }
            if is_of_now {
                self.clock_told.set(true);
            }
            let device = clock::now();
            let error = server_time - device;
            let error = if error.num_seconds().abs() > TOLERATED_CLOCK_ERROR_S { error } else { Duration::zero() };
            let change = error - self.clock_error.get_untracked();
            if change.num_seconds().abs() > TOLERATED_CLOCK_ERROR_S {
                self.clock_error.set(error);
                self.now.set(device + error);
            }
        }
    }

    /// Makes a feed's document of an answer.
    type ReadAny = dyn Fn(&mut Record) -> Option<AnyDocument>;

    fn sites(record: &mut Record) -> Option<Sites> {
        let (materials, sites) = read::sites(record)?;
        Some(Sites::new(materials, sites))
    }
    fn live(record: &mut Record) -> Option<Live> {
        let (generated_at, readings) = read::live(record)?;
        Some(Live::new(generated_at, readings))
    }
    fn profiles(record: &mut Record) -> Option<Profiles> {
        read::profiles(record).map(Profiles::new)
    }
    fn status(record: &mut Record) -> Option<Vec<SourceHealth>> {
        read::status(record).map(|(_, sources)| sources)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    use super::Patience;
    use crate::state::App;

    // There is no network to ask where pages are rendered natively: their data are handed in.
    impl App {
        pub fn start(self) {}
        pub fn start_asking(self, _: impl Fn(Patience) + Send + Sync + 'static) {}
        pub fn refresh(self) {}
        pub fn ask_status(self) {}
    }
}
