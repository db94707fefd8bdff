//! Where links lead.

use crate::{
    domain::Site,
    platform::navigation::{self, Navigation},
    present::{Route, decimal},
    state::App,
};

/// A centre's own page.
pub fn site(app: App, site: &Site) -> String {
    app.href(&Route::Site { territory: app.territory_id(), site: site.id.to_string() })
}

/// Opens the phone's own navigation, or directions on the web where there is none.
pub fn directions(site: &Site) -> String {
    let (lat, lon) = (decimal(site.position.lat(), 5, '.'), decimal(site.position.lon(), 5, '.'));
    match navigation::kind() {
        Navigation::Geo => format!("geo:{lat},{lon}?q={lat},{lon}"),
        Navigation::Maps => format!("maps:?daddr={lat},{lon}"),
        Navigation::Web => format!("https://www.openstreetmap.org/directions?to={lat}%2C{lon}"),
    }
}

/// A phone number as a link: digits and a leading plus alone.
pub fn phone(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
