//! The twelve centres of the demonstration. Names, communes, the winter season and the hours of Riantec and Quéven are
//! those met in public sources; everything else is invented to be plausible.

/// Days of the week (ISO) and spans that hold all year, or in summer when there are winter spans too.
pub(super) struct Timetable {
    pub days: &'static [u8],
    pub open: &'static [(&'static str, &'static str)],
    pub winter: Option<&'static [(&'static str, &'static str)]>,
}

/// How a centre copes with its visitors.
pub(super) struct Gate {
    /// Mean minutes between two vehicles let in when there is a queue.
    pub service_min: f64,
    /// Share of that capacity which an ordinary hour of an ordinary day uses.
    pub load: f64,
    /// Whether there is a sensor under the lane: without one there are usual waits, counted by hand, and no live ones.
    pub sensor: bool,
}

pub(super) struct Centre {
    pub id: &'static str,
    /// After « Déchetterie ».
    pub name: &'static str,
    pub commune: &'static str,
    pub address: Option<&'static str>,
    pub lat: f64,
    pub lon: f64,
    pub hours: &'static [Timetable],
    pub max_height_m: Option<f64>,
    pub refuses: &'static [&'static str],
    /// Materials of which nobody said whether the centre takes them.
    pub unsaid: &'static [&'static str],
    pub gate: Gate,
}

const USUAL: &[(&str, &str)] = &[("10:00", "12:30"), ("14:00", "18:00")];
const WINTER: &[(&str, &str)] = &[("10:00", "12:30"), ("14:00", "17:00")];

const SIX_DAYS: &[Timetable] = &[Timetable { days: &[1, 2, 3, 4, 5, 6], open: USUAL, winter: None }];
const SIX_DAYS_SHORTER_IN_WINTER: &[Timetable] =
    &[Timetable { days: &[1, 2, 3, 4, 5, 6], open: USUAL, winter: Some(WINTER) }];
const TUESDAY_TO_SATURDAY: &[Timetable] = &[Timetable { days: &[2, 3, 4, 5, 6], open: USUAL, winter: None }];
const TUESDAY_TO_SATURDAY_SHORTER_IN_WINTER: &[Timetable] =
    &[Timetable { days: &[2, 3, 4, 5, 6], open: USUAL, winter: Some(WINTER) }];
const THREE_DAYS: &[Timetable] = &[Timetable { days: &[2, 4, 6], open: USUAL, winter: None }];
const WEDNESDAY_FRIDAY_SATURDAY: &[Timetable] = &[Timetable { days: &[3, 5, 6], open: USUAL, winter: None }];
const WEDNESDAY_FRIDAY_SATURDAY_SHORTER_IN_WINTER: &[Timetable] =
    &[Timetable { days: &[3, 5, 6], open: USUAL, winter: Some(WINTER) }];
const FOUR_DAYS: &[Timetable] = &[Timetable { days: &[1, 3, 5, 6], open: USUAL, winter: None }];
/// Nowhere: the town hall, the pharmacy, the chandler and the doorstep collection take these.
const NOWHERE: &[&str] = &["asbestos", "sharps", "distress-flares", "household-waste"];
const LARGE: &[&str] = &["sharps", "distress-flares", "household-waste"];
const SMALL: &[&str] =
    &["asbestos", "sharps", "distress-flares", "household-waste", "packaging", "tyres", "gas-bottles"];
const PORT: &[&str] =
    &["asbestos", "sharps", "distress-flares", "household-waste", "packaging", "tyres", "rubble", "soil", "plaster"];
const fn gate(service_min: f64, load: f64) -> Gate {
    Gate { service_min, load, sensor: true }
}

/// What most have in common.
const ORDINARY: Centre = Centre {
    id: "",
    name: "",
    commune: "",
    address: None,
    lat: 0.0,
    lon: 0.0,
    hours: SIX_DAYS,
    max_height_m: None,
    refuses: NOWHERE,
    unsaid: &[],
    gate: gate(1.2, 0.5),
};

#[rustfmt::skip]
pub(super) const CENTRES: &[Centre] = &[
    Centre {
        id: "bubry", name: "de Bubry", commune: "Bubry", lat: 47.961, lon: -3.173,
        hours: WEDNESDAY_FRIDAY_SATURDAY_SHORTER_IN_WINTER, refuses: SMALL, gate: gate(2.2, 0.42), ..ORDINARY
    },
    Centre {
        id: "caudan", name: "de Caudan", commune: "Caudan", lat: 47.811, lon: -3.342,
        hours: TUESDAY_TO_SATURDAY, gate: gate(1.3, 0.54), ..ORDINARY
    },
    Centre {
        id: "cleguer", name: "de Cléguer", commune: "Cléguer", lat: 47.853, lon: -3.373,
        hours: WEDNESDAY_FRIDAY_SATURDAY, refuses: SMALL,
        gate: Gate { service_min: 2.0, load: 0.45, sensor: false }, ..ORDINARY
    },
    Centre {
        id: "guidel", name: "de Guidel", commune: "Guidel", lat: 47.791, lon: -3.490,
        gate: gate(1.1, 0.56), ..ORDINARY
    },
    Centre {
        id: "hennebont", name: "d’Hennebont", commune: "Hennebont", lat: 47.804, lon: -3.279,
        hours: SIX_DAYS_SHORTER_IN_WINTER, refuses: LARGE, gate: gate(0.9, 0.58), ..ORDINARY
    },
    Centre {
        id: "languidic", name: "de Languidic", commune: "Languidic", lat: 47.833, lon: -3.157,
        hours: FOUR_DAYS, gate: gate(1.8, 0.46), ..ORDINARY
    },
    Centre {
        id: "lorient-nord", name: "de Lorient Nord", commune: "Lorient", lat: 47.764, lon: -3.368,
        hours: SIX_DAYS_SHORTER_IN_WINTER, refuses: LARGE, gate: gate(0.8, 0.58), ..ORDINARY
    },
    Centre {
        id: "lorient-port", name: "de Lorient-Port", commune: "Lorient", lat: 47.737, lon: -3.372,
        hours: TUESDAY_TO_SATURDAY, max_height_m: Some(2.1), refuses: PORT, gate: gate(1.2, 0.52), ..ORDINARY
    },
    Centre {
        id: "ploemeur", name: "de Ploemeur", commune: "Ploemeur", lat: 47.737, lon: -3.428,
        hours: SIX_DAYS_SHORTER_IN_WINTER, refuses: LARGE, gate: gate(0.9, 0.59), ..ORDINARY
    },
    Centre {
        id: "plouay", name: "de Plouay", commune: "Plouay", lat: 47.916, lon: -3.334,
        hours: TUESDAY_TO_SATURDAY_SHORTER_IN_WINTER, gate: gate(1.6, 0.48), ..ORDINARY
    },
    Centre {
        id: "queven", name: "de Quéven", commune: "Quéven", lat: 47.789, lon: -3.415,
        hours: THREE_DAYS, refuses: SMALL, gate: gate(1.3, 0.57), ..ORDINARY
    },
    Centre {
        id: "riantec", name: "de Riantec", commune: "Riantec", lat: 47.711, lon: -3.312,
        address: Some("Zone de Villemarion, 56670 Riantec"),
        hours: TUESDAY_TO_SATURDAY_SHORTER_IN_WINTER, gate: gate(1.1, 0.55), ..ORDINARY
    },
];
