//! A simple map around a centre, drawn from positions alone: no tiles, no roads.

use crate::domain::{BoundingBox, Commune, Position};

/// Where a name stands beside its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// To the right of the point.
    Start,
    /// To its left.
    End,
}

/// A named point in the sketch's own units, y to the south.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub name: String,
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
}

/// The sketch, [`Sketch::WIDTH`] by [`Sketch::HEIGHT`] units.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    pub centre: Label,
    /// Where the person sets off.
    pub home: Label,
    /// Communes around, as many as can be read.
    pub around: Vec<Label>,
    /// Length of the scale's bar in units, and in metres.
    pub scale: (f64, u32),
}

impl Sketch {
    pub const WIDTH: f64 = 400.0;
    pub const HEIGHT: f64 = 240.0;
    /// Height of the letters.
    pub const LETTER: f64 = 11.0;
    /// Side of what is left free around the points for names, north and scale.
    const MARGIN: f64 = 40.0;
    /// Half of a place's mark.
    pub const MARK: f64 = 6.0;

    /// Where the letter for north stands, in the corner on the right; its arrow is below.
    pub const NORTH: (f64, f64) = (Self::WIDTH - 15.0, 11.0);

    /// Data of the path of an arrow to the north.
    pub fn north_arrow() -> String {
        format!("M{} 30l5-16l5 16l-5-4z", Self::NORTH.0 as u32 - 5)
    }

    /// The centre and the home with the communes around them.
    pub fn of(centre: (&str, Position), home: (&str, Position), communes: &[Commune]) -> Self {
        let frame = Frame::around(centre.1, home.1);
        let north = Area(Self::NORTH.0 - 10.0, 0.0, Self::WIDTH, 32.0);
        let mut taken = vec![frame.corner(), north, frame.mark(centre.1), frame.mark(home.1)];
        let both = [centre, home].map(|(name, position)| {
            frame.label((&shortened(name), position), &mut taken).unwrap_or_else(|label| label)
        });
        let mut near: Vec<&Commune> = communes.iter().collect();
        near.sort_by(|a, b| frame.middle.distance(a.position).0.total_cmp(&frame.middle.distance(b.position).0));
        let mut around = Vec::new();
        for commune in near {
            let mark = frame.mark(commune.position);
            // The home's commune, whose mark is there already, has its name too.
            if mark.is_free(&taken)
                && let Ok(label) = frame.label((&commune.name, commune.position), &mut taken)
            {
                taken.push(mark);
                around.push(label);
            }
        }
        let [centre, home] = both;
        Self { centre, home, around, scale: frame.scale() }
    }
}

/// The beginning of a name that would reach across the sketch.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 28;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let beginning: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", beginning.trim_end())
}

/// Metres on the ground to units of the sketch.
struct Frame {
    middle: Position,
    units_per_metre: f64,
}

/// What a mark or a name covers: left, top, right, bottom.
#[derive(Clone, Copy)]
struct Area(f64, f64, f64, f64);

impl Area {
    fn meets(self, other: Area) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }
    /// Within the sketch, and over nothing that stands there.
    fn is_free(self, taken: &[Area]) -> bool {
        let is_inside = self.0 >= 0.0 && self.1 >= 0.0 && self.2 <= Sketch::WIDTH && self.3 <= Sketch::HEIGHT;
        is_inside && !taken.iter().any(|other| self.meets(*other))
    }
}

impl Frame {
    /// The narrowest frame in which both stand apart from the edges; places close to each other get enough
    /// around that other communes are seen.
    fn around(centre: Position, home: Position) -> Self {
        const LEAST_METRES: f64 = 6_000.0;
        let bounds = BoundingBox::around([centre, home]).unwrap_or(BoundingBox {
            west: centre.lon(),
            south: centre.lat(),
            east: centre.lon(),
            north: centre.lat(),
        });
        let (lat, lon) = (f64::midpoint(bounds.south, bounds.north), f64::midpoint(bounds.west, bounds.east));
        let middle = Position::new(lat, lon).unwrap_or(centre);
        let frame = Self { middle, units_per_metre: 1.0 };
        let (x, y) = frame.metres(centre);
        let (width, height) = ((2.0 * x.abs()).max(LEAST_METRES), (2.0 * y.abs()).max(LEAST_METRES));
        let room = |side: f64| side - 2.0 * Sketch::MARGIN;
        Self { units_per_metre: (room(Sketch::WIDTH) / width).min(room(Sketch::HEIGHT) / height), ..frame }
    }

    /// Metres to the east and to the north of the middle.
    fn metres(&self, position: Position) -> (f64, f64) {
        let middle = self.middle;
        let along = |at: Option<Position>, is_positive: bool| {
            let metres = at.map_or(0.0, |at| middle.distance(at).0);
            if is_positive { metres } else { -metres }
        };
        let east = Position::new(middle.lat(), position.lon()).ok();
        let north = Position::new(position.lat(), middle.lon()).ok();
        (along(east, position.lon() >= middle.lon()), along(north, position.lat() >= middle.lat()))
    }

    fn place(&self, position: Position) -> (f64, f64) {
        let (east, north) = self.metres(position);
        (Sketch::WIDTH / 2.0 + east * self.units_per_metre, Sketch::HEIGHT / 2.0 - north * self.units_per_metre)
    }

    fn mark(&self, position: Position) -> Area {
        let ((x, y), half) = (self.place(position), Sketch::MARK);
        Area(x - half, y - half, x + half, y + half)
    }

    /// The point with its name on the side that is free; the name on the right where neither is.
    fn label(&self, (name, position): (&str, Position), taken: &mut Vec<Area>) -> Result<Label, Label> {
        /// Mean width of a letter, as a share of its height; a bit more than most.
        const LETTER_WIDTH: f64 = 0.58;
        let (x, y) = self.place(position);
        let length = name.chars().count() as f64 * Sketch::LETTER * LETTER_WIDTH;
        let (mark, half) = (Sketch::MARK, Sketch::LETTER * 0.75);
        let covered = |anchor| match anchor {
            Anchor::Start => Area(x + mark, y - half, x + 2.0 * mark + length, y + half),
            Anchor::End => Area(x - 2.0 * mark - length, y - half, x - mark, y + half),
        };
        let label = |anchor| Label { name: name.to_owned(), x, y, anchor };
        let sides = if x > Sketch::WIDTH / 2.0 { [Anchor::End, Anchor::Start] } else { [Anchor::Start, Anchor::End] };
        match sides.into_iter().find(|anchor| covered(*anchor).is_free(taken)) {
            Some(anchor) => {
                taken.push(covered(anchor));
                Ok(label(anchor))
            }
            None => Err(label(sides[0])),
        }
    }

    /// The corner in which the scale stands.
    fn corner(&self) -> Area {
        Area(0.0, Sketch::HEIGHT - 26.0, self.scale().0 + 20.0, Sketch::HEIGHT)
    }

    /// A round distance that takes up to a quarter of the width.
    fn scale(&self) -> (f64, u32) {
        const ROUND: [u32; 10] = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
        let longest = Sketch::WIDTH / 4.0 / self.units_per_metre;
        let metres = ROUND.into_iter().rfind(|metres| f64::from(*metres) <= longest).unwrap_or(ROUND[0]);
        (f64::from(metres) * self.units_per_metre, metres)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }
    fn communes(places: &[(&str, f64, f64)]) -> Vec<Commune> {
        let commune = |(name, lat, lon): &(&str, f64, f64)| Commune {
            id: (*name).to_lowercase(),
            name: (*name).to_owned(),
            position: at(*lat, *lon),
        };
        places.iter().map(commune).collect()
    }
    fn around_lorient() -> Sketch {
        let communes = communes(&[
            ("Lorient", 47.748, -3.366),
            ("Locmiquélic", 47.725, -3.342),
            ("Port-Louis", 47.707, -3.354),
            ("Bubry", 47.961, -3.173),
        ]);
        Sketch::of(("Riantec", at(47.711, -3.312)), ("Lorient (départ)", at(47.748, -3.366)), &communes)
    }

    #[test]
    fn east_is_right_and_north_is_up() {
        let sketch = around_lorient();
        assert!(sketch.centre.x > sketch.home.x && sketch.centre.y > sketch.home.y);
        for label in [&sketch.centre, &sketch.home] {
            assert!((0.0..Sketch::WIDTH).contains(&label.x) && (0.0..Sketch::HEIGHT).contains(&label.y), "{label:?}");
        }
    }

    #[test]
    fn the_scale_is_that_of_the_ground() {
        let sketch = around_lorient();
        let (dx, dy) = (sketch.centre.x - sketch.home.x, sketch.centre.y - sketch.home.y);
        let drawn = (dx * dx + dy * dy).sqrt() * f64::from(sketch.scale.1) / sketch.scale.0;
        let real = at(47.711, -3.312).distance(at(47.748, -3.366)).0;
        assert!((drawn / real - 1.0).abs() < 0.01, "{drawn} {real}");
        assert!((40.0..=Sketch::WIDTH / 3.0).contains(&sketch.scale.0), "{:?}", sketch.scale);
    }

    #[test]
    fn communes_around_are_named_once_and_far_ones_not() {
        let names: Vec<_> = around_lorient().around.into_iter().map(|label| label.name).collect();
        assert_eq!(names, ["Locmiquélic", "Port-Louis"]);
    }

    #[test]
    fn a_name_that_would_cover_another_is_left_out() {
        let crowd = communes(&[("Un", 47.725, -3.342), ("Deux", 47.7251, -3.3421), ("Trois", 47.7252, -3.342)]);
        let sketch = Sketch::of(("Riantec", at(47.711, -3.312)), ("Lorient", at(47.748, -3.366)), &crowd);
        assert!(sketch.around.len() < 3, "{:?}", sketch.around);
    }

    #[test]
    fn a_name_that_would_reach_across_is_cut() {
        let name = "Déchetterie intercommunale de la zone artisanale";
        let sketch = Sketch::of((name, at(47.711, -3.312)), ("Riantec", at(47.711, -3.312)), &[]);
        assert_eq!(sketch.centre.name, "Déchetterie intercommunale…");
        assert_ne!(sketch.centre.anchor, sketch.home.anchor);
    }

    #[test]
    fn a_centre_in_one_s_own_commune_is_drawn_too() {
        let here = at(47.711, -3.312);
        let sketch = Sketch::of(("Riantec", here), ("Riantec (départ)", here), &[]);
        assert!((sketch.centre.x - Sketch::WIDTH / 2.0).abs() < 1e-9);
        assert_eq!(sketch.scale.1, 2_000);
        assert_ne!(sketch.centre.anchor, sketch.home.anchor, "both names can be read");
    }
}
