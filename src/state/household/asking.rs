//! The public documents that figures are held against. Which ones are asked for says nothing of a household: they are the
//! same for everybody, whatever was brought.

use super::Household;
use crate::state::Patience;

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use chrono::{Datelike, Days, Duration, Months};
    use leptos::prelude::untrack;

    use super::{Household, Patience};
    use crate::{api::read, domain::SeriesOf, state::follow};

    impl Household {
        pub(in crate::state::household) fn ask(self, patience: Patience) {
            self.app.ask_territory(patience);
            self.app.ask("benchmarks.json", self.benchmarks, patience, patience.habits, read::benchmarks);
            self.app.ask("tariffs.json", self.tariffs, patience, patience.habits, read::tariffs);
            let today = self.zone.get_untracked().local(self.app.now.get_untracked()).date();
            // A season begins in September.
            let season = (today - Months::new(8)).year();
            for (feed, back) in self.tempo.into_iter().zip(0..) {
                self.app.ask(format!("tempo/{}.json", season - back), feed, patience, patience.places, read::tempo);
            }
            for (feed, back) in self.weather.into_iter().zip(0..) {
                self.app.ask(
                    format!("weather/{}.json", today.year() - back),
                    feed,
                    patience,
                    patience.habits,
                    read::weather,
                );
            }
            self.app.ask("schools.json", self.roof, patience, patience.places, read::first_roof);
            self.ask_roof_days(patience);
        }

        /// Asks for a roof's days as soon as it is known which one there is; called once.
        pub(in crate::state::household) fn follow_roof(self) {
            follow(move || {
                if self.roof.value().is_some() {
                    let light = untrack(|| self.app.light.get());
                    self.ask_roof_days(Patience::usual(Duration::hours(1), light));
                }
            });
        }

        /// A day a week of the last four: few and small.
        fn ask_roof_days(self, patience: Patience) {
            let roof = self.roof.value_untracked();
            let Some((school, meter, _)) = roof.as_ref().and_then(|roof| roof.as_ref().as_ref()) else { return };
            let today = self.zone.get_untracked().local(self.app.now.get_untracked()).date();
            for (feed, weeks) in self.roof_days.into_iter().zip(0..) {
                let path = SeriesOf::Day(today - Days::new(1 + 7 * weeks)).path(school.as_str(), meter.as_str());
                self.app.ask(path, feed, patience, patience.habits, read::day_series);
            }
        }
    }
}

// There is no network to ask where pages are rendered natively.
#[cfg(not(target_arch = "wasm32"))]
impl Household {
    #[allow(clippy::unused_self, reason = "in a browser it is used")]
    pub(super) fn ask(self, _: Patience) {}

    #[allow(clippy::unused_self, reason = "in a browser it is used")]
    pub(super) fn follow_roof(self) {}
}
