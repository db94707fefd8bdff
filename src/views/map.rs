//! The map, only when asked for; the list stays beside it.
use leptos::prelude::*;

use crate::state::App;

pub fn page(app: App) -> impl IntoView {
    let t = app.t();
    view! { <h1 tabindex="-1">{t.map_title}</h1> }
}
