//! Places and distances.

use super::{Minutes, short_decimal};

/// A point on the ground, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    lat: f64,
    lon: f64,
}

/// Why two numbers are no position.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum InvalidPosition {
    #[error("latitude {} is not between -90 and 90", short_decimal(*.0))]
    Latitude(f64),
    #[error("longitude {} is not between -180 and 180", short_decimal(*.0))]
    Longitude(f64),
}

impl Position {
    /// # Errors
    /// When a coordinate is not a number or outside of the globe.
    pub fn new(lat: f64, lon: f64) -> Result<Self, InvalidPosition> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(InvalidPosition::Latitude(lat));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(InvalidPosition::Longitude(lon));
        }
        Ok(Self { lat, lon })
    }

    pub const fn lat(self) -> f64 {
        self.lat
    }
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// As the crow flies, on a plane that touches the earth at the middle latitude: within a thousandth of the great
    /// circle over a hundred kilometres (a test compares them), and a tenth of its weight in a browser.
    pub fn distance(self, other: Position) -> DistanceMetres {
        /// Mean radius R1 of the GRS 80 ellipsoid, metres (IUGG).
        const EARTH_RADIUS: f64 = 6_371_009.0;
        let (east, north) = self.way_to(other);
        DistanceMetres(EARTH_RADIUS * (north * north + east * east).sqrt().to_radians())
    }

    /// Where the other place lies from here.
    pub fn direction(self, other: Position) -> Direction {
        /// Tangent of 22.5 degrees: where a wind ends and the one beside it begins.
        const HALF_WIND: f64 = 0.414;
        let (east, north) = self.way_to(other);
        let (across, along) = (east.abs(), north.abs());
        match (north >= 0.0, east >= 0.0) {
            (true, _) if across < along * HALF_WIND => Direction::North,
            (false, _) if across < along * HALF_WIND => Direction::South,
            (_, true) if along < across * HALF_WIND => Direction::East,
            (_, false) if along < across * HALF_WIND => Direction::West,
            (true, true) => Direction::NorthEast,
            (true, false) => Direction::NorthWest,
            (false, true) => Direction::SouthEast,
            (false, false) => Direction::SouthWest,
        }
    }

    /// To the east and to the north, both in degrees of latitude.
    fn way_to(self, other: Position) -> (f64, f64) {
        ((other.lon - self.lon) * cosine(f64::midpoint(self.lat, other.lat)), other.lat - self.lat)
    }
}

/// One of eight winds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    North,
    NorthEast,
    East,
    SouthEast,
    South,
    SouthWest,
    West,
    NorthWest,
}

/// The cosine of -90 to 90 degrees, by its series to the twelfth power: the rest is below one in a hundred million. The
/// standard library's reaches every angle, for which a browser would load several kilobytes.
pub(super) fn cosine(degrees: f64) -> f64 {
    let x2 = degrees.to_radians() * degrees.to_radians();
    let divisors = [132.0, 90.0, 56.0, 30.0, 12.0, 2.0];
    divisors.iter().fold(1.0, |rest, divisor| 1.0 - x2 / divisor * rest)
}

/// A distance in metres.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct DistanceMetres(pub f64);

impl DistanceMetres {
    /// Whether somebody may drive so far to a recycling centre. What is further is a mistake in a place, such as latitude
    /// and longitude exchanged, and no way to it is told.
    pub fn is_drivable(self) -> bool {
        const FURTHEST: f64 = 300_000.0;
        self.0 <= FURTHEST
    }
}

/// A box of latitudes and longitudes that does not cross the 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingBox {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl BoundingBox {
    pub fn contains(&self, p: Position) -> bool {
        (self.south..=self.north).contains(&p.lat()) && (self.west..=self.east).contains(&p.lon())
    }

    /// The smallest box around `positions`; `None` around nothing.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        positions.into_iter().fold(None, |so_far, p| {
            let point = Self { west: p.lon, south: p.lat, east: p.lon, north: p.lat };
            Some(so_far.map_or(point, |b: Self| Self {
                west: b.west.min(p.lon),
                south: b.south.min(p.lat),
                east: b.east.max(p.lon),
                north: b.north.max(p.lat),
            }))
        })
    }
}

/// An estimate of the time by car over a distance as the crow flies: no road network is consulted, and it is always said
/// to be an estimate.
///
/// Roads are longer than the crow's way by about 1.3 (the usual circuity factor; Ballou, Rahardja and Sakai 2002 found
/// 1.46 for Europe's sparse long ways and about 1.3 within regions). Mean speeds door to door grow with the distance:
/// 25 km/h for the first three road kilometres in town, 50 km/h beyond. Two minutes are for setting off and parking.
pub fn drive_estimate(distance: DistanceMetres) -> Minutes {
    const CIRCUITY: f64 = 1.3;
    const TOWN_KM: f64 = 3.0;
    const TOWN_KMH: f64 = 25.0;
    const COUNTRY_KMH: f64 = 50.0;
    const SETTING_OFF_MIN: f64 = 2.0;
    let road_km = distance.0.max(0.0) / 1000.0 * CIRCUITY;
    let hours = road_km.min(TOWN_KM) / TOWN_KMH + (road_km - TOWN_KM).max(0.0) / COUNTRY_KMH;
    Minutes((SETTING_OFF_MIN + hours * 60.0).ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    #[test]
    fn directions_are_the_nearest_of_eight_winds() {
        let lorient = at(47.748, -3.366);
        let towards = |lat, lon| lorient.direction(at(lat, lon));
        assert_eq!(towards(47.9, -3.37), Direction::North);
        assert_eq!(towards(47.711, -3.312), Direction::SouthEast);
        assert_eq!(towards(47.75, -3.1), Direction::East);
        assert_eq!(towards(47.735, -3.43), Direction::West);
        assert_eq!(towards(47.70, -3.43), Direction::SouthWest);
    }

    #[test]
    fn lorient_to_riantec_is_about_six_kilometres() {
        let d = at(47.748, -3.366).distance(at(47.711, -3.312)).0;
        assert!((5_700.0..5_900.0).contains(&d), "{d}");
    }

    #[test]
    fn the_plane_stays_close_to_the_great_circle() {
        let great_circle = |a: Position, b: Position| {
            let (la, lb) = (a.lat().to_radians(), b.lat().to_radians());
            let (dlat, dlon) = ((lb - la) / 2.0, (b.lon() - a.lon()).to_radians() / 2.0);
            let h = dlat.sin().powi(2) + la.cos() * lb.cos() * dlon.sin().powi(2);
            2.0 * 6_371_009.0 * h.sqrt().asin()
        };
        for (lat, lon) in [(48.2, -3.366), (47.748, -2.2), (48.3, -2.6), (47.1, -4.0)] {
            let (home, there) = (at(47.748, -3.366), at(lat, lon));
            let (plane, sphere) = (home.distance(there).0, great_circle(home, there));
            assert!((plane / sphere - 1.0).abs() < 0.001, "{plane} {sphere}");
        }
        for degrees in [-90.0, -47.7, 0.0, 30.0, 60.0, 89.9_f64] {
            assert!((cosine(degrees) - degrees.to_radians().cos()).abs() < 1e-7, "{degrees}");
        }
    }

    #[test]
    fn a_quarter_of_the_meridian_is_ten_thousand_kilometres() {
        let d = at(0.0, 0.0).distance(at(90.0, 0.0)).0;
        assert!((d - 10_007_557.0).abs() < 1_000.0, "{d}");
    }

    #[test]
    fn what_is_not_on_the_globe_is_no_position() {
        assert_eq!(Position::new(95.0, 0.0), Err(InvalidPosition::Latitude(95.0)));
        assert_eq!(Position::new(0.0, -190.0), Err(InvalidPosition::Longitude(-190.0)));
        assert!(Position::new(f64::NAN, 0.0).is_err());
        let message = Position::new(477.25, 0.0).unwrap_err().to_string();
        assert_eq!(message, "latitude 477.25 is not between -90 and 90");
    }

    #[test]
    fn nobody_drives_to_a_place_with_latitude_and_longitude_exchanged() {
        let home = at(47.748, -3.366);
        assert!(home.distance(at(47.961, -3.173)).is_drivable());
        assert!(!home.distance(at(-3.366, 47.748)).is_drivable());
    }

    #[test]
    fn driving_grows_with_distance_and_never_takes_no_time() {
        let minutes = |km: f64| drive_estimate(DistanceMetres(km * 1000.0)).0;
        assert_eq!(minutes(0.0), 2);
        assert_eq!(minutes(2.0), 9);
        assert!(minutes(10.0) > minutes(5.0));
        assert!((15..=22).contains(&minutes(10.0)));
    }

    #[test]
    fn a_box_around_places_holds_them_all() {
        let places = [at(47.7, -3.3), at(47.9, -3.1), at(47.6, -3.5)];
        let b = BoundingBox::around(places).unwrap();
        assert!(places.iter().all(|p| b.contains(*p)));
        assert_eq!(BoundingBox::around([]), None);
    }
}
