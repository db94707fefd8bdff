//! Signals and refresh policy; no markup.

mod app;
mod choices;
mod dataset;
mod desk;
mod feed;
mod place;
mod refresh;
mod signal;

pub use app::{App, Moment, find_commune};
pub use choices::{Choices, Sort};
pub use dataset::{Live, Profiles, Sites, Snapshot};
pub use desk::{Answers, Brought, Desk, Idleness, Step};
pub use feed::{Feed, Load};
pub use place::{Place, PlaceProblem};
pub use signal::{Derived, Held, follow};
