//! The public documents that figures are held against. Which ones are asked for says nothing of a household: they are the
//! same for everybody, whatever was brought.

use super::Household;
use crate::state::Patience;

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use chrono::{Datelike, Days, Duration, Months};
    use leptos::prelude::untrack;

    use super::{Household, Patience};
    use crate::{
        api::{
            Problems,
            dto::{BenchmarksDto, DaySeriesDto, SchoolsDto, TariffsDto, TempoDto, WeatherDto},
        },
        domain::{
            PowerSeries, SeriesOf, SiteId,
            household::{Benchmark, ByDay, Tariff, TempoCalendar},
        },
        state::follow,
    };

    impl Household {
        pub(in crate::state::household) fn ask(self, patience: Patience) {
            self.app.ask_territory(patience);
            self.app.ask("benchmarks.json", self.benchmarks, patience, patience.habits, benchmarks);
            self.app.ask("tariffs.json", self.tariffs, patience, patience.habits, tariffs);
            let today = self.zone.get_untracked().local(self.app.now.get_untracked()).date();
            // A season begins in September.
            let season = (today - Months::new(8)).year();
            for (feed, back) in self.tempo.into_iter().zip(0..) {
                self.app.ask(format!("tempo/{}.json", season - back), feed, patience, patience.places, tempo);
            }
            for (feed, back) in self.weather.into_iter().zip(0..) {
                self.app.ask(format!("weather/{}.json", today.year() - back), feed, patience, patience.habits, weather);
            }
            self.app.ask("schools.json", self.roof, patience, patience.places, roof);
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
                self.app.ask(path, feed, patience, patience.habits, power);
            }
        }
    }

    fn benchmarks(dto: BenchmarksDto, problems: &mut Problems) -> Vec<Benchmark> {
        dto.into_domain(problems)
    }
    fn tariffs(dto: TariffsDto, problems: &mut Problems) -> Vec<Tariff> {
        dto.into_domain(problems)
    }
    fn tempo(dto: TempoDto, problems: &mut Problems) -> TempoCalendar {
        dto.into_domain(problems)
    }
    fn roof(dto: SchoolsDto, problems: &mut Problems) -> Option<(SiteId, SiteId, String)> {
        dto.first_roof(problems)
    }
    fn power(dto: DaySeriesDto, problems: &mut Problems) -> Option<PowerSeries> {
        dto.into_domain(problems)
    }
    fn weather(dto: WeatherDto, problems: &mut Problems) -> ByDay<f64> {
        dto.into_domain(problems)
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
