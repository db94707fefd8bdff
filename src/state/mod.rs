//! Signals and refresh policy; no markup.

mod app;
mod choices;
mod dataset;
mod desk;
mod feed;
mod household;
mod idle;
mod place;
mod refresh;
mod schools;
mod signal;

pub use app::{App, Moment, find_commune};
pub use choices::{Choices, Sort};
pub use dataset::{Live, OneSite, Profiles, Sites, Snapshot};
pub use desk::{Answers, Brought, Desk, Step};
pub use feed::{Feed, Load};
pub use household::{Contract, Household, Import, Kept, Shown};
pub use idle::{Idleness, Watch};
pub use place::{Place, PlaceProblem};
pub use refresh::{Ask, Patience};
pub use schools::{
    EnergyFeed, PowerFeed, SchoolOrder, Schools, SeriesKey, Span, Turning, WallOptions, WallPart, is_time_to_renew,
};
pub use signal::{Derived, Held, follow};
