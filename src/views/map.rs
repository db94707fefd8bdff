//! The map, only when asked for; the list stays beside it.

use super::bricks::{View, all, h1};
use crate::state::App;

pub fn page(app: App) -> View {
    all(vec![h1(app.t().map_title)])
}
