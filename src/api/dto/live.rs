//! `live.json`: waits now.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::TextDto;
use crate::{
    api::{
        Problems,
        problems::{null_as_default, without_nulls},
        text::local_text,
    },
    domain::{Instant, LiveState, MaterialId, Minutes, Reading, Trend, WaitInterval},
};

/// The document; each of `sites` is a [`ReadingDto`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LiveDto {
    pub version: u32,
    pub generated_at: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub sites: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadingDto {
    pub id: String,
    pub at: Option<String>,
    pub state: Option<String>,
    /// Low and high minutes; `high` null for "more than low".
    pub wait_min: Option<(Option<f64>, Option<f64>)>,
    pub vehicles: Option<f64>,
    pub trend: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub unavailable: Vec<String>,
    #[serde(default, deserialize_with = "without_nulls")]
    pub note: Option<TextDto>,
}

impl LiveDto {
    /// When the document was put together, and its readings; a second reading of the same centre is left out.
    pub fn into_domain(self, problems: &mut Problems) -> (Option<Instant>, Vec<Reading>) {
        let generated_at = problems.instant("generated_at", self.generated_at.as_deref());
        let mut seen = BTreeSet::new();
        let readings = problems.records("sites", self.sites, |problems, place, dto: ReadingDto| {
            reading(problems, place, dto).filter(|reading| problems.is_first(place, &mut seen, &reading.site))
        });
        (generated_at, readings)
    }
}

fn reading(problems: &mut Problems, place: &str, dto: ReadingDto) -> Option<Reading> {
    Some(Reading {
        site: problems.parse(place, &dto.id)?,
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
    let absurd = || format!("[{low:?}, {high:?}] is not a wait in minutes");
    let minutes = |value: f64| whole(value).map(Minutes).ok_or_else(absurd);
    let low = minutes(low.ok_or_else(absurd)?)?;
    WaitInterval::new(low, high.map(minutes).transpose()?).ok_or_else(absurd)
}

/// The nearest whole number; `None` for what cannot be counted.
fn whole(value: f64) -> Option<u32> {
    (0.0..=f64::from(u32::MAX)).contains(&value).then_some(value.round() as u32)
}
