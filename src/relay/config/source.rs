//! What all sources have in common: a name, how often they are asked, how their instants are written, what is taken.

use std::{ops::Range, time::Duration};

use chrono_tz::Tz;
use serde::Deserialize;
use toml::Spanned;

use super::{Kind, Map};
use crate::domain::SiteId;

/// One source, read and checked.
#[derive(Clone, Debug)]
pub struct SourceConfig {
    /// `[a-z0-9-]{1,64}`, unique.
    pub id: SiteId,
    /// What people call it.
    pub label: Option<String>,
    pub kind: Kind,
    /// Between two requests, for sources that are asked.
    pub every: Duration,
    pub timeout: Duration,
    /// Bodies beyond this are not read.
    pub most_bytes: usize,
    /// Pages that are followed at most.
    pub most_pages: u32,
    pub when: When,
    /// The territory's clocks, for sources that must be told whose days are meant.
    pub zone: Tz,
    /// Seconds that one value was measured over, where it was.
    pub step: Option<u32>,
    /// Without newer evidence for so long, something is wrong; otherwise what is usual of such sources.
    pub silent_after: Option<Duration>,
    pub map: Vec<Map>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// How a record says when something was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// It does not: the instant of its arrival stands for it.
    Received,
    Field {
        path: String,
        format: WhenFormat,
        stamp: Stamp,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenFormat {
    /// With its offset.
    Rfc3339,
    Seconds,
    Milliseconds,
    /// A pattern of `strftime`, in the clocks of a zone unless the pattern has an offset.
    Pattern(String, Option<Tz>),
}

/// Whether an instant ends or begins the time that a value was measured over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    Start,
    /// Of a step of so many seconds.
    End(u32),
}

/// The keys of every source, as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Common {
    #[serde(deserialize_with = "super::territory::identifier")]
    pub id: SiteId,
    pub label: Option<String>,
    /// Looked at before, and here so that a misspelt one finds its name.
    #[serde(rename = "kind")]
    pub _kind: String,
    pub every_s: Option<u64>,
    pub timeout_s: Option<u64>,
    pub most_bytes: Option<usize>,
    pub most_pages: Option<u32>,
    pub at_received: Option<bool>,
    pub at_field: Option<String>,
    pub at_format: Option<String>,
    #[serde(default, deserialize_with = "optional_zone")]
    pub at_zone: Option<Tz>,
    pub at_stamp: Option<String>,
    pub step_s: Option<u32>,
    pub silent_after_s: Option<u64>,
    #[serde(default)]
    pub map: Vec<Spanned<Map>>,
}

impl Common {
    pub const KEYS: [&str; 15] = [
        "id",
        "label",
        "kind",
        "every_s",
        "timeout_s",
        "most_bytes",
        "most_pages",
        "at_received",
        "at_field",
        "at_format",
        "at_zone",
        "at_stamp",
        "step_s",
        "silent_after_s",
        "map",
    ];

    /// How instants are written: as the file says, else as this kind of source always does.
    pub fn when(&self, usual: Option<When>) -> Result<When, String> {
        let stamp = match (self.at_stamp.as_deref(), self.step_s) {
            (None | Some("start"), _) => Stamp::Start,
            (Some("end"), Some(step)) => Stamp::End(step),
            (Some("end"), None) => return Err("at_stamp = \"end\" needs step_s, the seconds of a step".to_owned()),
            (Some(other), _) => return Err(format!("at_stamp is \"start\" or \"end\", not \"{other}\"")),
        };
        match (self.at_received, &self.at_field) {
            (Some(true), None) => return Ok(When::Received),
            (Some(true), Some(_)) => return Err("either at_received or at_field".to_owned()),
            (Some(false) | None, None) if self.at_format.is_some() || self.at_zone.is_some() => {
                return Err("at_format and at_zone need at_field".to_owned());
            }
            (Some(false) | None, None) => {
                let usual =
                    usual.ok_or("when were the values seen? at_field and at_format say it, or at_received = true")?;
                return Ok(match usual {
                    When::Field { path, format, .. } => When::Field { path, format, stamp },
                    When::Received => When::Received,
                });
            }
            (Some(false) | None, Some(_)) => {}
        }
        let path = self.at_field.clone().expect("the other cases have returned");
        let format = match (self.at_format.as_deref(), self.at_zone) {
            (Some("rfc3339"), None) => WhenFormat::Rfc3339,
            (Some("seconds"), None) => WhenFormat::Seconds,
            (Some("milliseconds"), None) => WhenFormat::Milliseconds,
            (Some("rfc3339" | "seconds" | "milliseconds"), Some(_)) => {
                return Err("such instants have no zone of their own; at_zone is for patterns".to_owned());
            }
            (Some(pattern), zone) if pattern.contains('%') => {
                if !super::read::is_pattern(pattern) {
                    return Err(format!("\"{pattern}\" is no pattern such as \"%Y-%m-%d %H:%M:%S\""));
                }
                let has_offset = ["%z", "%:z", "%#z", "%+"].iter().any(|offset| pattern.contains(offset));
                if has_offset == zone.is_some() {
                    return Err("a pattern has either an offset (%z) or at_zone = \"Europe/Paris\"".to_owned());
                }
                WhenFormat::Pattern(pattern.to_owned(), zone)
            }
            (Some(other), _) => {
                return Err(format!(
                    "at_format is rfc3339, seconds, milliseconds or a pattern such as \"%Y-%m-%d %H:%M:%S\", not \"{other}\""
                ));
            }
            (None, _) => return Err("at_field needs at_format".to_owned()),
        };
        Ok(When::Field { path, format, stamp })
    }
}

fn optional_zone<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Tz>, D::Error> {
    super::territory::zone(deserializer).map(Some)
}
