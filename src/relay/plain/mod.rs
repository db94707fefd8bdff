//! The plain pages: the app's answers without the app, for slow lines, old telephones, text browsers and paper.

mod data;
mod easy;
mod kept;
mod layout;
mod made;
mod paths;
mod posters;
mod public_url;
mod render;
mod reports;
mod schools;
mod shell;
mod split;
mod style;
mod text;

pub use made::{Deployment, Plain, PlainPage, Stamp};
pub use paths::{is_plain, keeps_for_days};
pub use public_url::PublicUrl;
pub use style::{gate_policy, gate_style, policy};
