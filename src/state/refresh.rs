//! When documents are asked for: at the start, then as often as they change, never while nobody looks or while paused.

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::time::Duration as StdDuration;

    use chrono::Duration;
    use leptos::{prelude::*, task::spawn_local};

    use crate::{
        api::{FetchError, Fetched, Problems, Wire, decode, dto, fetch},
        domain::Instant,
        platform::{clock, random, visibility},
        state::{App, Feed, Live, Profiles, Sites, feed},
    };

    /// How often the page looks whether something is due.
    const HEARTBEAT: StdDuration = StdDuration::from_secs(10);
    /// How often the pages' "now" moves on, seconds: ages are told in whole minutes.
    const TICK_S: i64 = 30;
    /// A clock that is off by less is left alone: answers from a cache make small differences of their own.
    const TOLERATED_CLOCK_ERROR_S: i64 = 90;

    impl App {
        /// Starts asking; called once.
        pub fn start(self) {
            // Pages that were opened together by a full hall do not ask together for ever.
            let spread = Duration::seconds((random::unit() * 10.0) as i64);
            let beat = move || self.beat(spread);
            beat();
            set_interval(beat, HEARTBEAT);
            visibility::on_shown(move || {
                self.now.set(self.corrected_now());
                self.beat(spread);
            });
            visibility::on_network(move || {
                self.forget_failures();
                self.beat(spread);
            });
        }

        /// The network is another one than that which failed: no reason to wait any longer.
        fn forget_failures(self) {
            self.territory.forget_failures();
            self.sites.forget_failures();
            self.live.forget_failures();
            self.profiles.forget_failures();
        }

        fn beat(self, spread: Duration) {
            if !visibility::is_visible() {
                return;
            }
            let now = self.corrected_now();
            let since_tick = now - self.now.get_untracked();
            if since_tick.num_seconds() >= TICK_S || since_tick < Duration::zero() {
                self.now.set(now);
            }
            let never_asked = self.sites.value_untracked().is_none();
            if !self.paused.get_untracked() || never_asked {
                // In light mode a reading counts as long as it did, but is looked for less often.
                let minutes = if self.light.get_untracked() { 5 } else { 1 };
                let (waits, hour) = (Duration::minutes(minutes) + spread, Duration::hours(1) + spread);
                self.ask_for_all(now, waits, hour, hour * 6);
            }
        }

        /// Asks for everything now, on the person's wish.
        pub fn refresh(self) {
            let now = self.corrected_now();
            self.now.set(now);
            self.ask_for_all(now, Duration::zero(), Duration::zero(), Duration::zero());
        }

        /// Asks for what is older than documents of its kind may be.
        fn ask_for_all(self, now: Instant, waits: Duration, places: Duration, habits: Duration) {
            self.ask("territory.json", self.territory, now, places, territory);
            self.ask("sites.json", self.sites, now, places, sites);
            self.ask("live.json", self.live, now, waits, live);
            self.ask("profiles.json", self.profiles, now, habits, profiles);
        }

        /// The health of the sources is asked for only by the page that shows it.
        pub fn ask_status(self) {
            self.ask("status.json", self.status, self.corrected_now(), Duration::minutes(1), status);
        }

        fn corrected_now(self) -> Instant {
            clock::now() + self.clock_error.get_untracked()
        }

        fn ask<D, T>(
            self,
            document: &'static str,
            feed: Feed<T>,
            now: Instant,
            period: Duration,
            convert: fn(D, &mut Problems) -> T,
        ) where
            D: Wire + Default + 'static,
            T: Send + Sync + 'static,
        {
            if feed.begin_if_due(now, period) {
                let finish = move |now, answer| feed.finish(now, answer, |bytes| read(bytes, convert));
                self.fetch(document, Box::new(finish));
            }
        }

        /// What asking for any document has in common; `finish` gets the corrected time and the answer.
        fn fetch(self, document: &'static str, finish: Box<dyn FnOnce(Instant, Answer)>) {
            let url = format!("{}{document}", self.api_base);
            spawn_local(async move {
                let answer = fetch(&url).await;
                if let Ok(Fetched { server_time: Some(server_time), .. }) = answer {
                    self.correct_clock(server_time, document == "live.json");
                }
                finish(self.corrected_now(), answer);
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

    type Answer = Result<Fetched, FetchError>;

    fn read<D: Wire + Default, T>(bytes: &[u8], convert: fn(D, &mut Problems) -> T) -> feed::Read<T> {
        let mut problems = Problems::default();
        let value = convert(decode(bytes)?, &mut problems);
        Ok((value, problems))
    }

    fn territory(dto: dto::TerritoryDto, problems: &mut Problems) -> crate::domain::Territory {
        dto.into_domain(problems)
    }
    fn sites(dto: dto::SitesDto, problems: &mut Problems) -> Sites {
        let (materials, sites) = dto.into_domain(problems);
        Sites::new(materials, sites)
    }
    fn live(dto: dto::LiveDto, problems: &mut Problems) -> Live {
        let (generated_at, readings) = dto.into_domain(problems);
        Live::new(generated_at, readings)
    }
    fn profiles(dto: dto::ProfilesDto, problems: &mut Problems) -> Profiles {
        Profiles::new(dto.into_domain(problems))
    }
    fn status(dto: dto::StatusDto, problems: &mut Problems) -> Vec<crate::domain::SourceHealth> {
        dto.into_domain(problems).1
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    use crate::state::App;

    // There is no network to ask where pages are rendered natively: their data are handed in.
    impl App {
        pub fn start(self) {}
        pub fn refresh(self) {}
        pub fn ask_status(self) {}
    }
}
