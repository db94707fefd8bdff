//! `live.json`: waits now.

use serde_json::Value;

use super::TextDto;
use crate::{
    api::{Problems, text::local_text, wire::wire},
    domain::{Instant, LiveState, MaterialId, Minutes, Reading, Trend, WaitInterval, short_decimal},
};

wire! {
    /// The document; each of `sites` is a [`ReadingDto`].
    pub struct LiveDto: lenient {
        pub version: u32,
        pub generated_at: Option<String>,
        pub sites: Vec<Value> = strict,
    }

    pub struct ReadingDto: lenient {
        pub id: String,
        pub at: Option<String>,
        pub state: Option<String>,
        /// Low and high minutes; `high` null for "more than low".
        pub wait_min: Option<(Option<f64>, Option<f64>)>,
        pub vehicles: Option<f64>,
        pub trend: Option<String>,
        pub unavailable: Vec<String> = default,
        pub note: Option<TextDto>,
    }
}

impl LiveDto {
    /// When the document was put together, and its readings; a second reading of the same centre is left out.
    pub fn into_domain(self, problems: &mut Problems) -> (Option<Instant>, Vec<Reading>) {
        let generated_at = problems.instant("generated_at", self.generated_at.as_deref());
        let mut seen = Vec::new();
        let readings = problems.records("sites", self.sites, |problems, place, dto: ReadingDto| {
            reading(problems, place, dto).filter(|reading| problems.is_first(place, &mut seen, reading.site.as_str()))
        });
        (generated_at, readings)
    }
}

fn reading(problems: &mut Problems, place: &str, dto: ReadingDto) -> Option<Reading> {
    Some(Reading {
        site: problems.site_id(place, &dto.id)?,
        at: problems.instant(&format!("{place}.at"), dto.at.as_deref()),
        state: match dto.state.as_deref() {
            Some("open") => LiveState::Open,
            Some("closed") => LiveState::Closed,
            Some(_) | None => LiveState::Unknown,
        },
        wait: dto.wait_min.and_then(|pair| problems.ok(&format!("{place}.wait_min"), wait(pair))),
        vehicles: dto.vehicles.and_then(whole),
        trend: match dto.trend.as_deref() {
            Some("rising") => Some(Trend::Rising),
            Some("steady") => Some(Trend::Steady),
            Some("falling") => Some(Trend::Falling),
            Some(_) | None => None,
        },
        unavailable: dto.unavailable.into_iter().map(MaterialId).collect(),
        note: local_text(dto.note),
    })
}

fn wait((low, high): (Option<f64>, Option<f64>)) -> Result<WaitInterval, String> {
    let text = |end: Option<f64>| end.map_or_else(|| "null".to_owned(), short_decimal);
    interval(low, high).ok_or_else(|| format!("[{}, {}] is not a wait in minutes", text(low), text(high)))
}

fn interval(low: Option<f64>, high: Option<f64>) -> Option<WaitInterval> {
    let high = match high {
        Some(high) => Some(Minutes(whole(high)?)),
        None => None,
    };
    WaitInterval::new(Minutes(whole(low?)?), high)
}

/// The nearest whole number; `None` for what cannot be counted.
fn whole(value: f64) -> Option<u32> {
    (0.0..=f64::from(u32::MAX)).contains(&value).then_some(value.round() as u32)
}
