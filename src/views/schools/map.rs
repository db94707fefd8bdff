//! Where the schools are, only when asked for; the list below says the same in words.

use super::{frame::name, list, now};
use crate::{
    domain::{Position, School},
    present::schools::Reading,
    state::{App, Held, Schools},
    views::{
        bricks::{View, button, live, p},
        parts::map::{MapOf, MapWords, Places, Sign},
    },
};

/// The buildings whose place is known, on a map.
#[derive(Clone, Copy)]
struct Roofs(Schools);

impl Roofs {
    fn placed(self) -> Option<Vec<(School, Position)>> {
        let all = self.0.all.value()?;
        let placed: Vec<_> = all.iter().filter_map(|school| Some((school.clone(), school.position?))).collect();
        (!placed.is_empty()).then_some(placed)
    }

    fn school(self, number: usize) -> Option<School> {
        self.placed()?.into_iter().nth(number).map(|(school, _)| school)
    }
}

impl Places for Roofs {
    fn app(self) -> App {
        self.0.app
    }

    fn positions(self) -> Option<Vec<Position>> {
        Some(self.placed()?.into_iter().map(|(_, position)| position).collect())
    }

    fn sign(self, number: usize) -> Option<Sign> {
        let (schools, school) = (self.0, self.school(number)?);
        let (t, known) = (schools.t(), now::known(schools, &school));
        let (label, reading, shape) = if now::has_panels(&school) {
            (t.sun_gives, known.production, "☀")
        } else {
            (t.collectors_give, known.thermal, "♨")
        };
        let name = name(schools, &school);
        Some(match reading.filter(Reading::counts) {
            Some(reading) if now::has_panels(&school) && school.sun_sleeps(reading.power, reading.at) => {
                Sign { name: (t.map_name)(&name, t.sun_sleeps), face: "○", class: "mark closed" }
            }
            Some(reading) => {
                let said = format!("{label} {}", t.digits.power(reading.power));
                Sign { name: (t.map_name)(&name, &said), face: shape, class: "mark open" }
            }
            None => {
                let said = format!("{label} ({})", t.unknown);
                Sign { name: (t.map_name)(&name, &said), face: "?", class: "mark unknown" }
            }
        })
    }

    fn card(self, number: usize) -> Option<View> {
        Some(list::told(self.0, &self.school(number)?))
    }

    fn words(self) -> MapWords {
        let t = self.0.t();
        MapWords { label: t.map_label, chosen: t.map_chosen, light: t.map_light, together: t.map_together }
    }
}

/// A button, and the map in its place once somebody pressed it.
pub fn on_demand(schools: Schools) -> View {
    let asked = Held::new(false);
    let map = MapOf::new(Roofs(schools));
    live(
        move || {
            if asked.get() { map.view() } else { p("", button("plain", schools.t().show_map, move || asked.set(true))) }
        },
    )
}
