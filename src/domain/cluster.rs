//! Places that would lie on one another on a map become one; names that would are left out.

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
    let Some(on_screen) = projection(places, zoom) else { return Vec::new() };
    let cell = |place: &Position| {
        let (x, y) = on_screen(*place);
        ((x / CELL).floor() as i64, (y / CELL).floor() as i64)
    };
    let mut by_cell: Vec<_> = places.iter().map(cell).zip(0..).collect();
    by_cell.sort_unstable();
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut last = None;
    for (cell, index) in by_cell {
        match clusters.last_mut() {
            Some(same) if last == Some(cell) => same.members.push(index),
            _ => clusters.push(Cluster { position: places[index], members: vec![index] }),
        }
        last = Some(cell);
    }
    for cluster in &mut clusters {
        cluster.position = middle(places, &cluster.members);
    }
    clusters
}

/// Of names below their places, the indices of those that can be read: none lies on a mark or on a name before it. Each
/// name has its place and its number of letters.
pub fn legible(names: &[(Position, usize)], marks: &[Position], zoom: u8) -> Vec<usize> {
    /// Pixels: half a mark, a name's height and its distance from its place, the mean width of a letter.
    const MARK: f64 = 22.0;
    const HEIGHT: f64 = 18.0;
    const BELOW: f64 = 24.0;
    const LETTER: f64 = 7.5;
    let places: Vec<Position> = names.iter().map(|(place, _)| *place).collect();
    let Some(on_screen) = projection(&places, zoom) else { return Vec::new() };
    // Left, right, top and bottom, north being up.
    let around = |(x, y): (f64, f64), half: f64, top: f64, height: f64| [x - half, x + half, y + top, y + top - height];
    let mut taken: Vec<_> = marks.iter().map(|mark| around(on_screen(*mark), MARK, MARK, 2.0 * MARK)).collect();
    let touches = |a: &[f64; 4], b: &[f64; 4]| a[0] < b[1] && b[0] < a[1] && a[3] < b[2] && b[3] < a[2];
    let mut fitting = Vec::new();
    for (index, (place, letters)) in names.iter().enumerate() {
        let name = around(on_screen(*place), *letters as f64 * LETTER / 2.0, -BELOW, HEIGHT);
        if !taken.iter().any(|other| touches(other, &name)) {
            taken.push(name);
            fitting.push(index);
        }
    }
    fitting
}

/// Pixels to the east and to the north on a web map; `None` without any place to say how far north it is.
fn projection(places: &[Position], zoom: u8) -> Option<impl Fn(Position) -> (f64, f64) + Copy> {
    /// No web map goes nearer.
    const NEAREST: u8 = 22;
    let scale = 256.0 * f64::from(1_u32 << zoom.min(NEAREST)) / 360.0;
    let all_around = BoundingBox::around(places.iter().copied())?;
    // A web map draws a degree of latitude longer by this than one of longitude. At the poles it draws nothing.
    let stretch = 1.0 / cosine(f64::midpoint(all_around.south, all_around.north)).max(0.01);
    Some(move |place: Position| (place.lon() * scale, place.lat() * stretch * scale))
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
    fn a_name_on_a_mark_or_on_another_name_is_left_out_until_one_comes_nearer() {
        let names = [(at(47.748, -3.366), 7), (at(47.748, -3.350), 9), (at(47.90, -3.366), 6)];
        assert_eq!(legible(&names, &[], 9), [0, 2]);
        assert_eq!(legible(&names, &[], 15), [0, 1, 2]);
        let mark = at(47.9, -3.366);
        assert_eq!(legible(&names, &[mark], 9), [0, 2], "the name stands below the mark of its own place");
        let below = at(47.845, -3.366);
        assert_eq!(legible(&names, &[mark, below], 9), [0]);
        assert!(legible(&[], &[mark], 9).is_empty());
    }

    #[test]
    fn poles_and_nothing_do_no_harm() {
        assert!(cluster(&[], 3).is_empty());
        assert_eq!(cluster(&[at(90.0, 180.0), at(-90.0, -180.0)], 5).len(), 2);
    }
}
