//! Places that would lie on one another on a map become one.

use std::collections::BTreeMap;

use super::Position;

/// Places near each other at some zoom.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The middle of its members.
    pub position: Position,
    /// Indices into the places given, ascending.
    pub members: Vec<usize>,
}

/// Groups `places` by a grid of cells as wide as a marker and a finger, at a zoom level of web maps (0: the world in 256
/// pixels, each level twice as large). The grid is that of Mercator's projection, so that cells are square on the screen.
pub fn cluster(places: &[Position], zoom: f64) -> Vec<Cluster> {
    /// Pixels.
    const CELL: f64 = 64.0;
    let cells_around_the_world = 256.0 * zoom.clamp(0.0, 22.0).exp2() / CELL;
    let mut cells = BTreeMap::<(i64, i64), Vec<usize>>::new();
    for (index, place) in places.iter().enumerate() {
        let (x, y) = mercator(*place);
        let cell = |share: f64| (share * cells_around_the_world).floor() as i64;
        cells.entry((cell(x), cell(y))).or_default().push(index);
    }
    let middle = |members: &[usize]| {
        let mean = |of: fn(Position) -> f64| members.iter().map(|i| of(places[*i])).sum::<f64>() / members.len() as f64;
        Position::new(mean(Position::lat), mean(Position::lon)).unwrap_or(places[members[0]])
    };
    cells.into_values().map(|members| Cluster { position: middle(&members), members }).collect()
}

/// Shares of the world's width and height, 0 to 1 from the north-west.
fn mercator(place: Position) -> (f64, f64) {
    /// Web maps end here (EPSG:3857).
    const NORTHERNMOST: f64 = 85.051_128_78;
    let lat = place.lat().clamp(-NORTHERNMOST, NORTHERNMOST).to_radians();
    let x = place.lon() / 360.0 + 0.5;
    let y = 0.5 - lat.tan().asinh() / std::f64::consts::TAU;
    (x, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    #[test]
    fn near_places_are_one_from_afar_and_several_from_near() {
        let places = [at(47.748, -3.366), at(47.711, -3.312), at(52.52, 13.4)];
        let sizes = |zoom| cluster(&places, zoom).iter().map(|c| c.members.len()).collect::<Vec<_>>();
        assert_eq!(sizes(0.0).iter().sum::<usize>(), 3);
        assert!(sizes(4.0).contains(&2));
        assert_eq!(sizes(14.0), [1, 1, 1]);
    }

    #[test]
    fn a_cluster_lies_among_its_members() {
        let found = cluster(&[at(47.70, -3.30), at(47.72, -3.32)], 2.0);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert!((one.position.lat() - 47.71).abs() < 1e-9 && (one.position.lon() + 3.31).abs() < 1e-9);
    }

    #[test]
    fn five_thousand_places_are_few_marks_at_every_zoom_of_a_screen() {
        let places: Vec<_> =
            (0..5_000).map(|i| at(47.0 + f64::from(i % 71) / 50.0, -4.0 + f64::from(i / 71) / 50.0)).collect();
        let all = cluster(&places, 7.0);
        assert!(all.len() < 200, "{}", all.len());
        assert_eq!(all.iter().map(|c| c.members.len()).sum::<usize>(), 5_000);
    }

    #[test]
    fn poles_and_nothing_do_no_harm() {
        assert!(cluster(&[], 3.0).is_empty());
        assert_eq!(cluster(&[at(90.0, 180.0), at(-90.0, -180.0)], 5.0).len(), 2);
    }
}
