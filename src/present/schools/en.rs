//! The schools in English.

use chrono::{Datelike, NaiveDate};

use super::{Column, CsvForm, Equivalent, Fairness, SchoolTexts};
use crate::{
    domain::{Month, PlaceKind},
    present::{Digits, Share, calendar::en as calendar},
};

pub static TEXTS: SchoolTexts = SchoolTexts {
    digits: Digits::EN,

    demo_banner: "Demonstration: all readings are invented.",

    list_title: "The sun on the schools’ roofs",
    list_intro: "What the panels give and what the buildings use, measured on site.",
    search: "Search for a school",
    search_hint: "Name or town",
    sort: "Sort by",
    sort_name: "name",
    sort_production: "what the sun gives now",
    sort_today: "what the sun has given today",
    sort_per_peak: "production for the same size of roof",
    found: |count| match count {
        0 => "No building fits.".to_owned(),
        1 => "1 building".to_owned(),
        count => format!("{count} buildings"),
    },
    no_schools: "This territory does not publish its schools’ meters yet.",
    show_map: "See where they are",
    map_label: "Map of the schools. The list on this page gives the same information.",
    map_chosen: "The chosen building",
    map_light: "In light mode the map is not loaded. The list says in which town each building is.",
    map_name: |name, what| format!("{name}: {what}"),
    map_together: |count| format!("{count} buildings: zoom in"),
    menu: "Main menu",
    centres: "Recycling centres",
    all_schools: "All schools",
    unnamed: |kind| match kind {
        PlaceKind::School => "School without a name",
        PlaceKind::Library => "Library without a name",
        PlaceKind::TownHall => "Town hall without a name",
        PlaceKind::SportsHall => "Sports hall without a name",
        PlaceKind::Other => "Building without a name",
    },
    pupils: |count| if count == 1 { "1 pupil".to_owned() } else { format!("{count} pupils") },
    panels: |peak, since| {
        let since = since.map(|since| format!(", followed since {since}")).unwrap_or_default();
        format!("panels that give {peak} in full sun{since}")
    },
    not_found_title: "This school is not known here",
    not_found_text: "It may no longer be followed, or the address was copied wrongly.",

    now_title: "Now",
    sun_gives: "The sun gives",
    sun_sleeps: "The sun is asleep",
    building_uses: |kind| match kind {
        PlaceKind::School => "The school uses",
        PlaceKind::Library => "The library uses",
        PlaceKind::TownHall => "The town hall uses",
        PlaceKind::SportsHall => "The hall uses",
        PlaceKind::Other => "The building uses",
    },
    collectors_give: "The hot-water collectors give",
    collectors_note: "This is heat for water. It is not added to electricity.",
    roof_covers_all: |surplus| {
        format!("Right now the roof gives all that is needed, and {surplus} go to the neighbourhood.")
    },
    roof_covers: |share| match share {
        Share::All => "Right now the roof gives all that is needed.".to_owned(),
        Share::NearlyAll => "Right now nearly all that is used comes from the roof.".to_owned(),
        Share::Nothing | Share::Little => "Right now next to nothing comes from the roof.".to_owned(),
        Share::Tenths(1) => "Right now about one tenth of what is used comes from the roof.".to_owned(),
        Share::Tenths(some) => format!("Right now about {some} tenths of what is used come from the roof."),
    },
    roof_nothing: "Right now everything comes from the grid.",
    unknown: "not known",
    read_at: |when, minutes| match minutes {
        None => format!("Read {when}"),
        Some(0) => format!("Read {when}, just now"),
        Some(minutes) => format!("Read {when}, {minutes}\u{a0}min ago"),
    },
    old_reading: |power, clock| format!("no recent reading. The last one: {power} ({clock})"),

    since_midnight: |energy, partial| {
        if partial { format!("Since midnight: at least {energy}") } else { format!("Since midnight: {energy}") }
    },
    record: |day, energy, of_all| {
        let since = if of_all { "since measuring began" } else { "of the last three years" };
        format!("The finest well measured day {since}: {day}, with {energy}.")
    },

    curve_title: "Over time",
    day: "Day",
    week: "Week",
    month: "Month",
    year: "Year",
    choose_span: "Span",
    earlier: "Earlier",
    later: "Later",
    today: "Today",
    week_of,
    month_name,
    short_month: calendar::month_short,
    short_weekday: calendar::weekday_short,
    production: "The sun gives",
    consumption: "Consumption",
    thermal: "Solar hot water",
    day_before: "The sun, the day before",
    day_produced: |energy, running, partial| {
        let least = if partial { "at least " } else { "" };
        if running {
            format!("The sun has given {least}{energy} since midnight.")
        } else {
            format!("The sun gave {least}{energy} that day.")
        }
    },
    day_peak: |power, clock| format!("The most: {power} at {clock}."),
    consumed: |kind, energy| {
        let who = match kind {
            PlaceKind::School => "The school",
            PlaceKind::Library => "The library",
            PlaceKind::TownHall => "The town hall",
            PlaceKind::SportsHall => "The hall",
            PlaceKind::Other => "The building",
        };
        format!("{who} used {energy}.")
    },
    produced: |energy| format!("The sun gave {energy}."),
    heated: |energy| format!("The collectors heated water with {energy} of sun."),
    best_day: |day, energy| format!("The finest well measured day: {day}, with {energy}."),
    best_month: |month, energy| format!("The finest well measured month: {month}, with {energy}."),
    partly_measured: "A part was not measured: the true total is larger. The light bars are incomplete.",
    gaps: "Some readings are missing: the curve is interrupted there.",
    still_running: "The last bar is not complete yet.",
    nothing_known: "Nothing was measured in this time.",
    not_published: "These days are no longer published in detail. Months and years are.",
    read_curve: "Read the curve: choose a time",
    at_time: |clock, production, consumption, heat| {
        let said = |what: &str, power: Option<&str>| power.map(|power| format!("{what} {power}"));
        let parts = [said("the sun gives", production), said("consumption", consumption), said("heat for water", heat)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            format!("At {clock} nothing is known.")
        } else {
            format!("At {clock}: {}.", parts.join(", "))
        }
    },
    see_table: "See the figures as a table",
    table_hour: "Hour",
    table_day: "Day",
    table_month: "Month",
    table_heat: "Heat for water",
    hour: |hour| format!("{hour}:00 to {}:00", hour + 1),
    hour_mark: |hour| hour.to_string(),
    download: "Download the figures (CSV)",
    csv: CsvForm {
        mark: "",
        separator: ',',
        wall_clock: false,
        start: "start",
        power: |column| match column {
            Column::Sun => "sun_w",
            Column::Use => "consumption_w",
            Column::OwnUse => "self_consumed_w",
            Column::Heat => "heat_w",
        },
        energy: |column| match column {
            Column::Sun => "sun_wh",
            Column::Use => "consumption_wh",
            Column::OwnUse => "self_consumed_wh",
            Column::Heat => "heat_wh",
        },
        coverage: |column| match column {
            Column::Sun => "sun_coverage",
            Column::Use => "consumption_coverage",
            Column::OwnUse => "self_consumed_coverage",
            Column::Heat => "heat_coverage",
        },
    },

    shares_title: "What comes from the roof, what leaves it",
    self_consumption: |share| match share {
        Share::Nothing => "All that the roof gives goes to the neighbourhood.".to_owned(),
        Share::Little => "Nearly all that the roof gives goes to the neighbourhood.".to_owned(),
        Share::NearlyAll => "Nearly all that the roof gives is used on site.".to_owned(),
        Share::All => "All that the roof gives is used on site.".to_owned(),
        Share::Tenths(1) => {
            "Of 10\u{a0}kWh that the roof gives, about 1 is used on site. The rest goes to the neighbourhood."
                .to_owned()
        }
        Share::Tenths(some) => format!(
            "Of 10\u{a0}kWh that the roof gives, about {some} are used on site. The rest goes to the neighbourhood."
        ),
    },
    self_coverage: |share| match share {
        Share::Nothing => "All that is used comes from the grid.".to_owned(),
        Share::Little => "Nearly all that is used comes from the grid.".to_owned(),
        Share::NearlyAll => "Nearly all that is used comes from the roof.".to_owned(),
        Share::All => "All that is used comes from the roof.".to_owned(),
        Share::Tenths(1) => "Of 10\u{a0}kWh used, about 1 comes from the roof.".to_owned(),
        Share::Tenths(some) => format!("Of 10\u{a0}kWh used, about {some} come from the roof."),
    },
    shares_method: "These are two different shares. The first (self-consumption) compares with what the roof gives, the second (self-coverage) with what the building uses. What is produced and used at the same time is counted every ten minutes.",
    method: "How this is counted",

    equals_title: |energy| format!("With {energy} one can\u{2026}"),
    wall_equals: |energy, yesterday| {
        if yesterday { format!("{energy} yesterday: enough to") } else { format!("{energy} since midnight: enough to") }
    },
    equivalent: |which, count, value| match which {
        Equivalent::BoilingWater if value <= 1.0 => format!("boil {count}\u{a0}litre of water"),
        Equivalent::Elephant if value <= 1.0 => "lift an elephant to the top of the Eiffel Tower once".to_owned(),
        Equivalent::Lamp if value <= 1.0 => format!("keep a lamp lit for {count}\u{a0}day"),
        Equivalent::Telephone if value <= 1.0 => format!("charge {count}\u{a0}telephone"),
        Equivalent::BoilingWater => format!("boil {count}\u{a0}litres of water"),
        Equivalent::Elephant => format!("lift an elephant to the top of the Eiffel Tower {count}\u{a0}times"),
        Equivalent::Lamp => format!("keep a lamp lit for {count}\u{a0}days"),
        Equivalent::LampYears => format!("keep a lamp lit for {count}\u{a0}years"),
        Equivalent::Telephone => format!("charge {count}\u{a0}telephones"),
    },
    derivation: |which| match which {
        Equivalent::BoilingWater => {
            "A litre of tap water (15\u{a0}°C) takes about 100\u{a0}Wh to boil: 4,186 joules for each degree and litre, 85 degrees to go. A real pan loses a little more. Source: CRC Handbook of Chemistry and Physics, specific heat of water."
        }
        Equivalent::Elephant => {
            "A male Asian elephant weighs about 4\u{a0}tonnes, the Eiffel Tower is 330\u{a0}m high. Mass × gravity (9.81) × height make 3.6\u{a0}kWh each time. Sources: A.\u{a0}Larramendi, Acta Palaeontologica Polonica, 2016, for the elephant; the tower’s operating company, 2022, for its height."
        }
        Equivalent::Lamp | Equivalent::LampYears => {
            "A LED lamp of 8\u{a0}W gives the light of an old 60\u{a0}W bulb. It takes 192\u{a0}Wh a day. Source: ADEME’s guides on lighting."
        }
        Equivalent::Telephone => {
            "A telephone’s battery holds about 15\u{a0}Wh. Source: what is written on common batteries, 4,000\u{a0}mAh at 3.85\u{a0}V."
        }
    },
    co2_title: "And CO₂?",
    co2: &[
        "In France, electricity from the grid emitted 21.7\u{a0}g of CO₂ for each kWh produced in 2024 (RTE, Bilan électrique 2024), very little compared with other countries.",
        "A solar kWh stands for 25 to 44\u{a0}g, nearly all of it for making the panels (ADEME, Base Empreinte, by country of manufacture).",
        "So we show no “avoided” CO₂: here the figure would mislead. These panels give electricity where it is used.",
    ],

    compare_title: "Compare the schools",
    compare_open: |last_year| if last_year { "Compare last year" } else { "Compare this year" },
    compare_last_year: |year| {
        format!("These are the readings of {year}: in January no month of this year is complete yet.")
    },
    compare_by: |fairness| match fairness {
        Fairness::PerPeakKilowatt => "The sun, for the same size of roof",
        Fairness::PerPupil => "Consumption, for the same number of pupils",
    },
    compare_why: |fairness| match fairness {
        Fairness::PerPeakKilowatt => {
            "A large roof always gives more. So we divide by the panels’ power (kWp). What is left comes from orientation, shade and clouds."
        }
        Fairness::PerPupil => {
            "A large school always uses more. So we divide by the number of pupils. Heating and the canteen make a great difference: this is no ranking."
        }
    },
    compare_months: |months| format!("Months counted, measured everywhere: {}.", months.join(", ")),
    compare_none: "It takes at least two buildings that were measured in the same months.",
    compare_unit: |fairness| match fairness {
        Fairness::PerPeakKilowatt => "kWh for 1\u{a0}kWp",
        Fairness::PerPupil => "kWh per pupil",
    },
    school: "Building",

    how_title: "How the panels work",
    how: &[
        "Sunlight sets electricity moving in the panel, without noise and without burning anything. A box, the inverter, makes it fit for the sockets.",
        "The stronger the light, the more there is: much at noon in summer, little under clouds, nothing at night.",
        "What the school does not use at that moment goes to the houses next door. When the sun is not enough, the grid adds the rest.",
    ],

    wall: "Screen of the hall",
    wall_setup: "Set up the screen",
    class: "In the classroom",
    wall_yesterday: |energy, partial| {
        let least = if partial { "at least " } else { "" };
        format!("Yesterday the sun gave {least}{energy}.")
    },
    wall_data_of: |when| format!("Measured {when}"),
    wall_old: |age| format!("No new reading for {age}"),
    wall_holidays: |name| {
        name.map_or_else(|| "It is holiday time".to_owned(), |name| format!("Happy holidays ({name})"))
    },
    wall_offline: "No network: the screen will go on by itself.",
    hours_minutes: |minutes| match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, minutes) if hours < 48 => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
        (hours, _) => format!("{}\u{a0}days", hours / 24),
    },
    setup_intro: "For the television or the screen of the hall. A browser is enough: nothing to install, no account.",
    setup_address: "Address to open on the screen",
    setup_code: "The same address as a code, for the telephone",
    setup_options: "Settings",
    setup_turn: "Show three pages one after the other",
    setup_every: "Turn the page every",
    setup_seconds: |seconds| format!("{seconds}\u{a0}seconds"),
    setup_plain: "Screen without script",
    setup_plain_why: "For an old television whose browser cannot open the other one. The page reloads by itself.",
    setup_steps: &[
        (
            "On a connected television",
            &[
                "Open the television’s browser and type the address.",
                "In the television’s settings, turn automatic standby off during school hours.",
            ],
        ),
        (
            "On a small computer plugged into the screen",
            &[
                "Open the address, then go full screen (key F11).",
                "Let the browser open this page when it starts, and keep the screen from switching off.",
            ],
        ),
        (
            "Then",
            &[
                "The screen keeps itself up to date, every night too. After a network or power cut it goes on without help.",
            ],
        ),
    ],
    open_wall: "Open the screen",
    pause: "Stop turning pages",
    resume: "Turn pages again",

    class_intro: "Activities on your school’s own readings. They can be printed; the answers are apart.",
    class_day: |date| format!("Data of {date}"),
    class_none: "There are not enough readings for this day. Try another day.",
    class_other_day: "Another day",
    print: "Print",
    answers: "Answers for the teacher",
    class_read_title: "Read the curve",
    class_read_steps: [
        "Find the highest point of the sun’s curve.",
        "Go straight down to the axis below: what time is it?",
        "Go straight to the axis on the left: how many kilowatts (kW) does the sun give?",
    ],
    class_read_answer: |clock, power| {
        format!(
            "The highest point is at {clock}, with {power}. In summer time the sun stands highest at about 14:00, in winter time at about 13:00; a cloud can move this point."
        )
    },
    class_cloud_title: "Find the cloud",
    class_cloud_steps: [
        "Follow the curve with a finger. Where does it fall at once?",
        "What time is it there?",
        "Why does the curve sometimes rise again right after?",
    ],
    class_cloud_answer: |clock, from, to, minutes| {
        format!(
            "The deepest fall is at about {clock}: from {from} to {to} in {minutes}\u{a0}minutes. A cloud hid the sun. When it moves on, the curve rises again."
        )
    },
    class_panels_title: "How many panels for this building?",
    class_panels_steps: [
        "Find the moment at which the building uses the most. In a school, it is often when the canteen cooks.",
        "One panel gives 400\u{a0}W in full sun. How many does this moment take?",
        "And if there are clouds?",
    ],
    class_panels_answer: |power, clock, panels| {
        let panels = if panels == 1 { "1\u{a0}panel".to_owned() } else { format!("{panels}\u{a0}panels") };
        format!(
            "The building uses the most at {clock}: {power}. That takes {panels} of 400\u{a0}W in full sun. Under clouds it would take five to ten times more: the grid adds the rest."
        )
    },
    class_days_title: "Compare two days",
    class_days_steps: [
        "Compare the day’s curve with that of the day before, which is dashed.",
        "Which day was sunnier? How do you see it?",
        "Colour the area under each curve: it is the day’s energy, in kilowatt-hours (kWh).",
    ],
    class_days_answer: |day, before| {
        format!(
            "This day: {day}. The day before: {before}. The area under the curve is the energy: power (kW) × time (h)."
        )
    },
};

fn month_name(month: Month) -> String {
    format!("{} {}", calendar::month(month.first_day().month()), month.year())
}

fn week_of(monday: NaiveDate) -> String {
    format!("week of {} {}", monday.day(), month_name(Month::of(monday)))
}
