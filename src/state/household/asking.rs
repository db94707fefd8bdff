//! The public documents that figures are held against. Which ones are asked for says nothing of a household: they are the
//! same for everybody, whatever was brought.

use super::Household;
use crate::state::Patience;

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use chrono::{Datelike, Months};

    use super::{Household, Patience};
    use crate::{
        api::{
            Problems,
            dto::{BenchmarksDto, TariffsDto, TempoDto, WeatherDto},
        },
        domain::household::{Benchmark, ByDay, Tariff, TempoCalendar},
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
    fn weather(dto: WeatherDto, problems: &mut Problems) -> ByDay<f64> {
        dto.into_domain(problems)
    }
}

// There is no network to ask where pages are rendered natively.
#[cfg(not(target_arch = "wasm32"))]
impl Household {
    #[allow(clippy::unused_self, reason = "in a browser it is used")]
    pub(super) fn ask(self, _: Patience) {}
}
