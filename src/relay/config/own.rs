//! The keys that each kind of source has of its own.

use std::{collections::BTreeMap, path::PathBuf};

use reqwest::Url;
use serde::{Deserialize, Deserializer, de::Error};
use toml::Spanned;

use super::{SecretPlace, Stamp, When, WhenFormat};

/// What a source is, with its own keys.
#[derive(Clone, Debug)]
pub enum Kind {
    Mqtt(Mqtt),
    Webhook(Webhook),
    Http(Http, Preset),
    OpenDataSoft(OpenDataSoft),
}

impl Kind {
    pub const NAMES: [&str; 14] = [
        "mqtt",
        "webhook",
        "json",
        "csv",
        "geojson",
        "opendatasoft",
        "opendatasoft-v1",
        "sensorthings",
        "emoncms",
        "data-fair",
        "ngsi-ld",
        "senml",
        "fronius",
        "wfs",
    ];
}

/// How an uplink is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Payload {
    /// The Things Stack, version 3.
    Ttn,
    /// ChirpStack, version 4.
    Chirpstack,
    /// One JSON object with fields of its own; its key stands at `key`.
    Json,
    /// Somebody at the gate, by the form that the relay shows; or a program there, which says the same in JSON.
    Person,
}

impl Payload {
    /// Where these services write when a report was received.
    pub fn when(self) -> Option<When> {
        let path = match self {
            Self::Ttn => "received_at",
            Self::Chirpstack => "time",
            Self::Json => return None,
            // Whoever stands there says what is so now.
            Self::Person => return Some(When::Received),
        };
        Some(When::Field { path: path.to_owned(), format: WhenFormat::Rfc3339, stamp: Stamp::Start })
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mqtt {
    /// `mqtts://host:8883`, or `mqtt://` without encryption.
    #[serde(deserialize_with = "broker")]
    pub broker: Url,
    pub user: Option<String>,
    pub password: Option<Spanned<SecretPlace>>,
    /// The certificates of authorities that are trusted beside those of the system, as PEM.
    pub ca: Option<PathBuf>,
    pub topics: Vec<String>,
    pub payload: Payload,
    pub key: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Missing only where `loopback` takes its place.
    pub secret: Option<Spanned<SecretPlace>>,
    /// The header that bears the secret.
    #[serde(default = "authorization")]
    pub header: String,
    pub payload: Payload,
    pub key: Option<String>,
    /// Whether somebody at this very machine needs no secret for the form.
    #[serde(default)]
    pub loopback: bool,
}

impl Webhook {
    /// What makes no sense together.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let is_person = self.payload == Payload::Person;
        match (&self.secret, self.loopback) {
            (_, true) if !is_person => Err("loopback is for payload = \"person\": machines have a secret"),
            (None, false) => Err("secret is missing: { env = \"NAME\" } or { file = \"PATH\" } says where it lies"),
            (Some(_), _) | (None, true) if is_person && self.key.is_some() => Err("a person names the site: no key"),
            (Some(_), _) | (None, true) => Ok(()),
        }
    }
}

fn authorization() -> String {
    "Authorization".to_owned()
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    #[serde(deserialize_with = "address")]
    pub url: Url,
    /// Sent as `Authorization: Bearer …`.
    pub bearer: Option<Spanned<SecretPlace>>,
    /// The certificates of authorities that are trusted beside those of the system, as PEM.
    pub ca: Option<PathBuf>,
    #[serde(default)]
    pub headers: BTreeMap<String, Spanned<SecretPlace>>,
    /// Path to the list of records.
    pub records: Option<String>,
    /// Path within a record to what tells it from others.
    pub key: Option<String>,
    /// Of CSV: what stands between two columns; a comma unless said otherwise.
    pub separator: Option<char>,
    /// Whether numbers in CSV have a comma for a point.
    #[serde(default)]
    pub decimal_comma: bool,
}

/// An Opendatasoft portal's data set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenDataSoft {
    /// The portal: `https://data.example.fr`.
    #[serde(deserialize_with = "address")]
    pub portal: Url,
    pub dataset: String,
    #[serde(rename = "where")]
    pub filter: Option<String>,
    pub order_by: Option<String>,
    pub bearer: Option<Spanned<SecretPlace>>,
    /// As of other HTTP sources.
    pub ca: Option<PathBuf>,
    pub key: Option<String>,
    /// The kind says it, not a key.
    #[serde(skip)]
    pub version: OdsVersion,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OdsVersion {
    #[default]
    V21,
    V1,
}

/// Forms of HTTP sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    Json,
    Csv,
    GeoJson,
    SensorThings,
    Emoncms,
    DataFair,
    NgsiLd,
    SenMl,
    Fronius,
    Wfs,
}

impl Preset {
    pub fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "json" => Self::Json,
            "csv" => Self::Csv,
            "geojson" => Self::GeoJson,
            "sensorthings" => Self::SensorThings,
            "emoncms" => Self::Emoncms,
            "data-fair" => Self::DataFair,
            "ngsi-ld" => Self::NgsiLd,
            "senml" => Self::SenMl,
            "fronius" => Self::Fronius,
            "wfs" => Self::Wfs,
            _ => return None,
        })
    }

    /// Where such sources write when something was seen, by their own specification.
    pub fn when(self) -> Option<When> {
        let field = |path: &str, format| Some(When::Field { path: path.to_owned(), format, stamp: Stamp::Start });
        match self {
            Self::Json | Self::Csv | Self::GeoJson | Self::Wfs | Self::DataFair | Self::NgsiLd => None,
            // OGC 18-088, Observation; the first instant of an interval.
            Self::SensorThings => field("phenomenonTime", WhenFormat::Rfc3339),
            // `data.json` of emoncms, asked for milliseconds.
            Self::Emoncms => field("time", WhenFormat::Milliseconds),
            // RFC 8428: resolved records have a base time in seconds.
            Self::SenMl => field("t", WhenFormat::Seconds),
            Self::Fronius => field("Head.Timestamp", WhenFormat::Rfc3339),
        }
    }
}

fn url(text: &str, schemes: &[&str]) -> Result<Url, String> {
    let url: Url = text.parse().map_err(|error| format!("\"{text}\" is no address: {error}"))?;
    if !schemes.contains(&url.scheme()) || url.host_str().is_none() {
        return Err(format!("\"{text}\" does not begin with {}://", schemes.join(":// or ")));
    }
    if url.password().is_some() || !url.username().is_empty() {
        return Err("an address is no place for a user or a password".to_owned());
    }
    Ok(url)
}

pub(super) fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    url(&String::deserialize(deserializer)?, &["https", "http"]).map_err(D::Error::custom)
}

fn broker<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    url(&String::deserialize(deserializer)?, &["mqtts", "mqtt"]).map_err(D::Error::custom)
}
