//! In which part of France a position lies, as far as public holidays differ between them.

use crate::domain::{BoundingBox, DistanceMetres, FrenchArea, Position, PositionQuality};

/// Where Alsace and Moselle meet the rest of France, from Luxembourg to Switzerland: longitude and latitude, degrees.
///
/// Source: IGN, Admin Express 2018 (Licence Ouverte), the outlines of the departments 57, 67 and 68, simplified by Douglas and
/// Peucker's rule to a kilometre.
#[rustfmt::skip]
const BORDER: [[f64; 2]; 90] = [
    [5.893, 49.497], [5.897, 49.481], [5.941, 49.476], [5.942, 49.430], [5.912, 49.408], [5.933, 49.396], [5.925, 49.373],
    [5.978, 49.345], [5.941, 49.335], [5.985, 49.305], [6.004, 49.312], [6.005, 49.257], [6.032, 49.251], [6.023, 49.224],
    [5.979, 49.195], [6.033, 49.165], [5.981, 49.144], [6.004, 49.112], [5.932, 49.109], [5.925, 49.092], [5.958, 49.047],
    [6.015, 49.037], [6.045, 49.014], [6.032, 48.984], [6.074, 48.981], [6.081, 48.963], [6.116, 48.968], [6.132, 48.935],
    [6.171, 48.944], [6.311, 48.921], [6.328, 48.900], [6.284, 48.846], [6.339, 48.834], [6.301, 48.824], [6.355, 48.813],
    [6.358, 48.779], [6.432, 48.788], [6.505, 48.747], [6.562, 48.756], [6.599, 48.716], [6.665, 48.703], [6.667, 48.668],
    [6.686, 48.684], [6.726, 48.664], [6.760, 48.670], [6.782, 48.643], [6.837, 48.643], [6.854, 48.621], [6.910, 48.620],
    [6.930, 48.636], [6.951, 48.611], [7.010, 48.612], [6.993, 48.593], [7.084, 48.545], [7.056, 48.539], [7.079, 48.536],
    [7.064, 48.523], [7.118, 48.516], [7.135, 48.499], [7.091, 48.504], [7.119, 48.474], [7.085, 48.398], [7.109, 48.379],
    [7.076, 48.353], [7.120, 48.333], [7.184, 48.339], [7.198, 48.310], [7.061, 48.145], [7.084, 48.129], [7.077, 48.108],
    [7.001, 48.022], [6.944, 48.000], [6.913, 47.919], [6.929, 47.910], [6.897, 47.891], [6.920, 47.850], [6.841, 47.819],
    [6.867, 47.783], [6.940, 47.772], [7.037, 47.722], [7.026, 47.701], [7.046, 47.672], [7.039, 47.651], [7.018, 47.650],
    [7.006, 47.602], [7.020, 47.589], [7.040, 47.601], [7.086, 47.593], [7.143, 47.525], [7.130, 47.503],
];
/// Closes the line to an area that holds Alsace and Moselle: everything to the east of it is another country, whose centres
/// have another time zone.
const BEYOND: [[f64; 2]; 4] = [[7.130, 47.300], [9.000, 47.300], [9.000, 49.800], [5.893, 49.800]];

/// Nearer to the border than this a position does not tell the side: the line is simplified, and gates are located by hand.
const UNSURE: DistanceMetres = DistanceMetres(2_500.0);
/// The same of a position that is only somewhere in its commune.
const UNSURE_IN_COMMUNE: DistanceMetres = DistanceMetres(8_000.0);

/// The departments of Europe, Corsica included.
const METROPOLITAN: BoundingBox = BoundingBox { west: -5.5, south: 41.0, east: 9.8, north: 51.5 };
/// The departments and communities overseas whose labour law is that of the country, by their numbers.
const OVERSEAS: [(&str, BoundingBox); 8] = [
    ("971", BoundingBox { west: -61.85, south: 15.80, east: -60.95, north: 16.55 }),
    ("972", BoundingBox { west: -61.30, south: 14.35, east: -60.75, north: 14.95 }),
    ("973", BoundingBox { west: -54.70, south: 2.00, east: -51.50, north: 5.90 }),
    ("974", BoundingBox { west: 55.15, south: -21.45, east: 55.90, north: -20.80 }),
    ("975", BoundingBox { west: -56.50, south: 46.70, east: -56.05, north: 47.20 }),
    ("976", BoundingBox { west: 44.95, south: -13.05, east: 45.35, north: -12.60 }),
    ("977", BoundingBox { west: -62.95, south: 17.85, east: -62.75, north: 17.99 }),
    ("978", BoundingBox { west: -63.17, south: 18.00, east: -62.95, north: 18.15 }),
];

/// What a position says of the public holidays there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    In(FrenchArea),
    /// Too near to the border of Alsace and Moselle to tell the side.
    AtTheBorder,
    /// In no part of France that is known here.
    Elsewhere,
}

/// The part of France around a position.
pub(super) fn placed(position: Position, quality: PositionQuality) -> Placed {
    let overseas = OVERSEAS.iter().find(|(_, around)| around.contains(position));
    if let Some(area) = overseas.and_then(|(number, _)| FrenchArea::of_department(number)) {
        return Placed::In(area);
    }
    if !METROPOLITAN.contains(position) {
        return Placed::Elsewhere;
    }
    let unsure = match quality {
        PositionQuality::Exact | PositionQuality::Unknown => UNSURE,
        PositionQuality::Approximate => UNSURE_IN_COMMUNE,
    };
    if distance_to_border(position) < unsure.0 {
        return Placed::AtTheBorder;
    }
    Placed::In(if is_east_of_border(position) { FrenchArea::AlsaceMoselle } else { FrenchArea::Metropolitan })
}

/// Whether a ray to the east crosses the outline an odd number of times.
fn is_east_of_border(position: Position) -> bool {
    let (x, y) = (position.lon(), position.lat());
    let outline = BORDER.iter().chain(&BEYOND);
    let next = outline.clone().cycle().skip(1);
    let crossings = outline
        .zip(next)
        .filter(|([x1, y1], [x2, y2])| (*y1 > y) != (*y2 > y) && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1));
    crossings.count() % 2 == 1
}

/// Metres to the nearest point of the border, on a plane that touches the earth there.
fn distance_to_border(position: Position) -> f64 {
    const METRES_PER_DEGREE: f64 = 111_200.0;
    let shrink = position.lat().to_radians().cos();
    let on_plane = |[lon, lat]: [f64; 2]| ((lon - position.lon()) * shrink, lat - position.lat());
    let to_segment = |pair: &[[f64; 2]]| {
        let [from, until] = pair else { return f64::INFINITY };
        let ((ax, ay), (bx, by)) = (on_plane(*from), on_plane(*until));
        let (dx, dy) = (bx - ax, by - ay);
        let along = (-(ax * dx + ay * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        (ax + along * dx).hypot(ay + along * dy)
    };
    BORDER.windows(2).map(to_segment).fold(f64::INFINITY, f64::min) * METRES_PER_DEGREE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Placed {
        placed(Position::new(lat, lon).unwrap(), PositionQuality::Exact)
    }

    #[test]
    fn towns_lie_on_their_side_of_the_border() {
        for (town, lat, lon) in [
            ("Strasbourg", 48.583, 7.745),
            ("Colmar", 48.080, 7.358),
            ("Mulhouse", 47.750, 7.336),
            ("Saint-Louis", 47.590, 7.562),
            ("Ferrette", 47.494, 7.315),
            ("Winkel", 47.455, 7.240),
            ("Metz", 49.120, 6.176),
            ("Thionville", 49.358, 6.169),
            ("Sarreguemines", 49.110, 7.067),
            ("Wissembourg", 49.037, 7.946),
            ("Sarrebourg", 48.735, 7.054),
            ("Dannemarie", 47.631, 7.119),
        ] {
            assert_eq!(at(lat, lon), Placed::In(FrenchArea::AlsaceMoselle), "{town}");
        }
        for (town, lat, lon) in [
            ("Nancy", 48.692, 6.184),
            ("Longwy", 49.520, 5.760),
            ("Briey", 49.249, 5.939),
            ("Lunéville", 48.594, 6.497),
            ("Saint-Dié", 48.284, 6.949),
            ("Épinal", 48.173, 6.450),
            ("Belfort", 47.638, 6.863),
            ("Delle", 47.508, 6.998),
            ("Lorient", 47.748, -3.367),
            ("Ajaccio", 41.919, 8.738),
            ("Verdun", 49.160, 5.385),
        ] {
            assert_eq!(at(lat, lon), Placed::In(FrenchArea::Metropolitan), "{town}");
        }
    }

    #[test]
    fn at_the_border_a_position_does_not_tell_the_side() {
        // Pagny-sur-Moselle lies in Meurthe-et-Moselle, Novéant beside it in Moselle.
        assert_eq!(at(48.984, 6.020), Placed::AtTheBorder);
        assert_eq!(at(49.020, 6.045), Placed::AtTheBorder);
        let near = Position::new(48.360, 7.020).unwrap();
        assert_eq!(placed(near, PositionQuality::Exact), Placed::In(FrenchArea::Metropolitan));
        assert_eq!(placed(near, PositionQuality::Approximate), Placed::AtTheBorder);
    }

    #[test]
    fn departments_overseas_are_known_by_their_place() {
        for (number, lat, lon) in [
            ("971", 16.241, -61.533),
            ("972", 14.604, -61.067),
            ("973", 4.938, -52.335),
            ("974", -20.882, 55.450),
            ("976", -12.780, 45.228),
            ("977", 17.897, -62.850),
            ("978", 18.068, -63.083),
        ] {
            assert_eq!(at(lat, lon), Placed::In(FrenchArea::of_department(number).unwrap()), "{number}");
        }
        assert_eq!(at(-22.27, 166.44), Placed::Elsewhere);
        assert_eq!(at(46.78, -56.18), Placed::In(FrenchArea::Metropolitan), "Saint-Pierre has no day of its own");
    }
}
