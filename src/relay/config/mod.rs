//! The one file that says what a territory's relay does: centres, gates, sources, history.
//!
//! What is wrong in it is told with its line before anything starts; a key that is not known is wrong too. Secrets never
//! stand in it: they are read from the environment or from files.

mod error;
mod map;
mod maps;
mod own;
mod read;
mod secret;
mod source;
mod territory;
mod wrong;

pub use error::ConfigError;
pub(crate) use error::{letters_between, nearest};
pub use map::{Absent, CounterUnit, Map, MeterMap, PowerUnit, Reads, Sees, SiteMap, Target};
pub(crate) use map::{UNKNOWN as UNKNOWN_WORD, band};
pub use own::{Http, Kind, Mqtt, OdsVersion, OpenDataSoft, Payload, Preset, Webhook};
pub use read::Config;
pub use secret::{Secret, SecretPlace};
pub use source::{SourceConfig, Stamp, When, WhenFormat};
pub use territory::{Day, Days, GateConfig, HistoryConfig, NeighbourConfig, NetworkConfig, TerritoryConfig};
