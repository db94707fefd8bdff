//! Where observations come from: each source is asked or listened to by itself, and what it says becomes observations of
//! sites and readings of meters.
//!
//! A body goes through three steps: a *form* cuts it into [`Record`]s, [`When`](super::config::When) says when each was
//! seen, and the configuration's maps say which field means what. Foreign data are never trusted: each step says what it
//! could not use and goes on with the rest.

mod batch;
mod error;
mod forms;
mod guard;
mod health;
mod http;
mod instant;
mod mapping;
mod mqtt;
mod mqtt_session;
mod path;
mod poll;
mod record;
mod replay;
mod request;
mod supervise;
mod uplink;
mod value;
mod webhook;

pub use batch::{Batch, MeterReading, Rejection};
pub use error::SourceError;
pub use forms::{Page, Receive, page};
pub use guard::{Guard, is_private};
pub use health::Health;
pub use http::{Fetched, Fetcher, header_map};
pub use mapping::take;
pub use mqtt::{Client, Connection};
pub use path::find;
pub use record::Record;
pub use supervise::{Outlet, Ready, Said, Sink, supervise, turn};
pub use uplink::{Message, messages};
pub use webhook::{Hooks, hooks};
