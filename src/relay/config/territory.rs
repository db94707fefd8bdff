//! The territory itself: who, where its centres stand, its days, its gates, what is kept.

use std::{collections::BTreeSet, path::PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;
use reqwest::Url;
use serde::{Deserialize, Deserializer, de::Error};
use toml::Spanned;

use super::wrong::Wrong;
use crate::{
    api::one_line,
    domain::{BoundingBox, Minutes, SiteId, WaitInterval},
    relay::{
        client_address::AddressRange,
        waits::{Gate, ServicePrior},
    },
};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TerritoryConfig {
    #[serde(deserialize_with = "identifier")]
    pub id: SiteId,
    /// What residents read.
    pub name: String,
    #[serde(deserialize_with = "zone")]
    pub time_zone: Tz,
    /// A file in the form of the API's `sites.json`, relative to the configuration.
    pub sites: PathBuf,
    /// A file in the form of the API's `schools.json`, relative to the configuration; its meters are what sources map to.
    pub schools: Option<PathBuf>,
    /// A folder of documents that are published as they are, relative to the configuration: `benchmarks.json`,
    /// `tariffs.json`, `tempo/YYYY.json`, `weather/YYYY.json`.
    pub documents: Option<PathBuf>,
    /// Who answers for what is published.
    pub publisher: Option<PublisherConfig>,
    /// Under which licence; otherwise the one that all centres' sources name.
    pub licence: Option<String>,
    #[serde(default)]
    pub public_holidays: Vec<Day>,
    #[serde(default)]
    pub school_holidays: Vec<Days>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublisherConfig {
    pub name: String,
    #[serde(default, deserialize_with = "web_address")]
    pub url: Option<Url>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    #[serde(deserialize_with = "date")]
    pub date: NaiveDate,
    pub name: Option<String>,
}

/// Both ends included.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    #[serde(deserialize_with = "from_date")]
    pub from: NaiveDate,
    #[serde(deserialize_with = "until_date")]
    pub until: NaiveDate,
    pub name: Option<String>,
}

/// The gate of one centre.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateConfig {
    #[serde(deserialize_with = "identifier")]
    pub site: SiteId,
    /// Minutes between two vehicles let in while there is a queue, as somebody timed it.
    #[serde(default, deserialize_with = "service_minutes")]
    pub minutes_per_vehicle: Option<f64>,
    /// How many vehicles that timing rests on.
    #[serde(default, deserialize_with = "vehicles_timed")]
    pub vehicles_timed: Option<f64>,
    /// How far off sensors count the queue, as a share of it.
    #[serde(default, deserialize_with = "share")]
    pub count_error: Option<f64>,
    pub levels: Option<Levels>,
}

/// What a traffic light's levels mean in minutes, `[5, 20]`; an end that is left out means "more than".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    #[serde(deserialize_with = "interval")]
    pub fluid: WaitInterval,
    #[serde(deserialize_with = "interval")]
    pub dense: WaitInterval,
    #[serde(deserialize_with = "interval")]
    pub saturated: WaitInterval,
}

impl GateConfig {
    pub fn gate(&self) -> Gate {
        let usual = Gate::default();
        let prior = ServicePrior::default();
        Gate {
            service: ServicePrior {
                minutes: self.minutes_per_vehicle.unwrap_or(prior.minutes),
                weight: self.vehicles_timed.unwrap_or(prior.weight),
            },
            levels: self.levels.as_ref().map(|levels| [levels.fluid, levels.dense, levels.saturated]),
            count_error: self.count_error.unwrap_or(usual.count_error),
            ..usual
        }
    }
}

/// A territory whose centres residents use too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeighbourConfig {
    /// Begins the identifiers of its centres among ours.
    #[serde(deserialize_with = "identifier")]
    pub id: SiteId,
    /// What residents read beside its centres: « selon … ». What it calls itself is not read.
    #[serde(deserialize_with = "short_name")]
    pub name: String,
    /// West, south, east, north, degrees: its centres lie in this box, and one outside of it is left out. Without it a centre
    /// may lie some hundred kilometres from ours.
    #[serde(default, deserialize_with = "bounds")]
    pub bounds: Option<BoundingBox>,
    /// Its public API, with a slash at the end: `https://…/api/v1/`.
    #[serde(deserialize_with = "api")]
    pub api: Url,
}

/// A name that fits a line of a telephone.
fn short_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    const LONGEST: usize = 60;
    let name = String::deserialize(deserializer)?;
    if name.is_empty() || one_line(&name, LONGEST) != name {
        return Err(D::Error::custom(format!("\"{name}\" is no name of 1 to {LONGEST} letters on one line")));
    }
    Ok(name)
}

fn bounds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<BoundingBox>, D::Error> {
    let sides = <[f64; 4]>::deserialize(deserializer)?;
    let [west, south, east, north] = sides;
    let is_box = -180.0 <= west && west < east && east <= 180.0 && -90.0 <= south && south < north && north <= 90.0;
    if is_box {
        return Ok(Some(BoundingBox { west, south, east, north }));
    }
    Err(D::Error::custom(format!("{sides:?} is no box in degrees; expected west, south, east, north")))
}

fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    super::own::address(deserializer).map(Some)
}

fn api<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let api = super::own::address(deserializer)?;
    if api.path().ends_with('/') {
        Ok(api)
    } else {
        Err(D::Error::custom(format!("\"{api}\" does not end with a slash")))
    }
}

/// What is kept, and for how long.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryConfig {
    /// The database, relative to the configuration.
    pub file: PathBuf,
    /// A day is summed up once it is over: its reports have to be there until then.
    #[serde(default = "a_month", deserialize_with = "days_of_reports")]
    pub observations_days: u32,
    #[serde(default = "two_years", deserialize_with = "days")]
    pub waits_days: u32,
    #[serde(default = "ten_years", deserialize_with = "days")]
    pub readings_days: u32,
}

const fn a_month() -> u32 {
    35
}
const fn two_years() -> u32 {
    800
}
const fn ten_years() -> u32 {
    3660
}

/// Whom sources may ask, and who may ask for others.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkConfig {
    /// Hosts, as they are named in addresses, that may lie in a private network or on this machine.
    #[serde(default)]
    pub allow_private: BTreeSet<String>,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    #[serde(skip)]
    pub trusted_proxies: Vec<AddressRange>,
    /// The same as they are written, so that a wrong one is said with its line.
    #[serde(default, rename = "trusted_proxies")]
    proxies: Vec<Spanned<String>>,
}

impl NetworkConfig {
    pub(super) fn checked(mut self) -> Result<Self, Wrong> {
        let read = self
            .proxies
            .iter()
            .map(|proxy| proxy.get_ref().parse::<AddressRange>().map_err(|reason| Wrong(Some(proxy.span()), reason)));
        self.trusted_proxies = read.collect::<Result<_, _>>()?;
        Ok(self)
    }
}

pub(super) fn identifier<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SiteId, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

pub(super) fn zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tz, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse()
        .map_err(|_| D::Error::custom(format!("\"{name}\" is no time zone; expected a name such as Europe/Paris")))
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    day_of("date", deserializer)
}

fn from_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    day_of("from", deserializer)
}

fn until_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    day_of("until", deserializer)
}

/// A day as a text, or as TOML's own date without quotes.
fn day_of<'de, D: Deserializer<'de>>(key: &str, deserializer: D) -> Result<NaiveDate, D::Error> {
    let value = toml::Value::deserialize(deserializer)?;
    let (written, is_day) = match &value {
        toml::Value::String(text) => (format!("\"{text}\""), Some(text.clone())),
        toml::Value::Datetime(at) => (at.to_string(), at.time.is_none().then(|| at.to_string())),
        other => (format!("this {}", other.type_str()), None),
    };
    let read = is_day.and_then(|text| text.parse().ok());
    read.ok_or_else(|| D::Error::custom(format!("{key}: {written} is no day; expected one such as \"2026-12-25\"")))
}

fn bounded<'de, D: Deserializer<'de>>(deserializer: D, low: f64, high: f64) -> Result<f64, D::Error> {
    let value = f64::deserialize(deserializer)?;
    if (low..=high).contains(&value) {
        return Ok(value);
    }
    Err(D::Error::custom(format!("{value} is not between {low} and {high}")))
}

fn service_minutes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    bounded(deserializer, 0.05, 60.0).map(Some)
}

fn vehicles_timed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    bounded(deserializer, 1.0, 10_000.0).map(Some)
}

fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    bounded(deserializer, 0.0, 1.0).map(Some)
}

fn days_of_reports<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    bounded(deserializer, 2.0, 20_000.0).map(|days| days as u32)
}

fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    bounded(deserializer, 1.0, 20_000.0).map(|days| days as u32)
}

fn interval<'de, D: Deserializer<'de>>(deserializer: D) -> Result<WaitInterval, D::Error> {
    let ends = Vec::<u32>::deserialize(deserializer)?;
    let wait = match ends[..] {
        [low] => WaitInterval::new(Minutes(low), None),
        [low, high] => WaitInterval::new(Minutes(low), Some(Minutes(high))),
        _ => None,
    };
    wait.ok_or_else(|| {
        D::Error::custom(format!("{ends:?} is no wait in minutes; expected [5, 20], or [30] for more than 30"))
    })
}
