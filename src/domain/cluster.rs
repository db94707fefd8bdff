//! Places that would lie on one another on a map become one.

use super::{BoundingBox, Position, geo::cosine};

/// Places near each other at some zoom.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The middle of its members.
    pub position: Position,
    /// Indices into the places given, ascending.
    pub members: Vec<usize>,
}

/// Groups `places` by a grid of cells as wide as a marker and a finger, at a zoom level of web maps (0: the world in 256
/// pixels, each level twice as large). Cells are square on the screen at the places' middle latitude.
pub fn cluster(places: &[Position], zoom: u8) -> Vec<Cluster> {
    /// Pixels.
    const CELL: f64 = 64.0;
    /// No web map goes nearer.
    const NEAREST: u8 = 22;
    let cells_per_degree = 256.0 * f64::from(1_u32 << zoom.min(NEAREST)) / CELL / 360.0;
    let Some(all_around) = BoundingBox::around(places.iter().copied()) else { return Vec::new() };
    // A web map draws a degree of latitude longer by this than one of longitude. At the poles it draws nothing.
    let stretch = 1.0 / cosine(f64::midpoint(all_around.south, all_around.north)).max(0.01);
    let cell = |place: &Position| {
        ((place.lon() * cells_per_degree).floor() as i64, (place.lat() * stretch * cells_per_degree).floor() as i64)
    };
    let mut by_cell: Vec<_> = places.iter().map(cell).zip(0..).collect();
    by_cell.sort_unstable();
    let members = |cell: &[((i64, i64), usize)]| cell.iter().map(|(_, index)| *index).collect::<Vec<_>>();
    by_cell
        .chunk_by(|a, b| a.0 == b.0)
        .map(members)
        .map(|members| Cluster { position: middle(places, &members), members })
        .collect()
}

fn middle(places: &[Position], members: &[usize]) -> Position {
    let mean = |of: fn(Position) -> f64| members.iter().map(|i| of(places[*i])).sum::<f64>() / members.len() as f64;
    Position::new(mean(Position::lat), mean(Position::lon)).unwrap_or(places[members[0]])
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
        assert_eq!(sizes(0).iter().sum::<usize>(), 3);
        assert!(sizes(4).contains(&2));
        assert_eq!(sizes(14), [1, 1, 1]);
    }

    #[test]
    fn a_cluster_lies_among_its_members() {
        let found = cluster(&[at(47.70, -3.30), at(47.72, -3.32)], 2);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert!((one.position.lat() - 47.71).abs() < 1e-9 && (one.position.lon() + 3.31).abs() < 1e-9);
    }

    #[test]
    fn five_thousand_places_are_few_marks_at_every_zoom_of_a_screen() {
        let places: Vec<_> =
            (0..5_000).map(|i| at(47.0 + f64::from(i % 71) / 50.0, -4.0 + f64::from(i / 71) / 50.0)).collect();
        let all = cluster(&places, 7);
        assert!(all.len() < 200, "{}", all.len());
        assert_eq!(all.iter().map(|c| c.members.len()).sum::<usize>(), 5_000);
    }

    #[test]
    fn poles_and_nothing_do_no_harm() {
        assert!(cluster(&[], 3).is_empty());
        assert_eq!(cluster(&[at(90.0, 180.0), at(-90.0, -180.0)], 5).len(), 2);
    }
}
