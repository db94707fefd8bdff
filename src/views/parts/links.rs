//! Where links lead.

use crate::{
    domain::{PositionQuality, Site},
    platform::navigation::{self, Navigation},
    present::{Route, decimal, percent_encoded},
    state::App,
};

/// A centre's own page.
pub fn site(app: App, site: &Site) -> String {
    app.href(&Route::Site { territory: app.territory_id(), site: site.id.to_string() })
}

/// Opens the phone's own navigation, or directions on the web where there is none.
pub fn directions(site: &Site) -> String {
    let coordinates = || format!("{}%2C{}", decimal(site.position.lat(), 5, '.'), decimal(site.position.lon(), 5, '.'));
    // The middle of a commune is no place to drive to where the street is known.
    let address = site.address.as_ref().filter(|_| site.position_quality == PositionQuality::Approximate);
    let to = address.map_or_else(coordinates, |address| percent_encoded(address));
    let before = match navigation::kind() {
        Navigation::Geo => "geo:0,0?q=",
        Navigation::Maps => "maps:?daddr=",
        Navigation::Web => "https://www.openstreetmap.org/directions?to=",
    };
    before.to_owned() + &to
}

/// A phone number as a link: digits and a leading plus alone.
pub fn phone(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
