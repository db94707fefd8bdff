//! What several pages show.

pub(super) mod card;
pub(super) mod chart;
pub(super) mod freshness;
pub(super) mod idle;
pub(super) mod links;
pub(super) mod map;
pub(super) mod material;
pub(super) mod notices;
pub(super) mod place;
