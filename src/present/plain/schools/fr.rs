//! Les écoles sur les pages légères, en français.

use super::SchoolTexts;
use crate::{
    domain::{MeterKind, PlaceKind},
    present::{Digits, calendar::fr as calendar, schools::fr as schools},
};

pub(super) static TEXTS: SchoolTexts = SchoolTexts {
    digits: Digits::FR,
    menu: "Écoles",
    title: "Le soleil sur le toit des écoles",
    intro: "Ce que les panneaux donnent et ce que les bâtiments consomment, à l’heure écrite à côté.",
    demo_banner: "Démonstration\u{a0}: toutes les mesures sont inventées.",
    unnamed: |kind| match kind {
        PlaceKind::School => "École sans nom",
        PlaceKind::Library => "Médiathèque sans nom",
        PlaceKind::TownHall => "Mairie sans nom",
        PlaceKind::SportsHall => "Salle de sport sans nom",
        PlaceKind::Other => "Bâtiment sans nom",
    },
    pupils: |count| if count == 1 { "1 élève.".to_owned() } else { format!("{count} élèves.") },
    panels: |peak| format!("En plein soleil, les panneaux donnent jusqu’à {peak}."),
    since: |month| format!("Mesuré depuis {month}."),
    month: |number, year| format!("{} {year}", calendar::month(number)),
    month_alone: calendar::month,

    gives: |meter, place, power| match meter {
        MeterKind::PvProduction => format!("le soleil donne {power}"),
        MeterKind::Consumption => format!("{} consomme {power}", building(place)),
        MeterKind::GridImport => format!("{power} viennent du réseau"),
        MeterKind::GridExport => format!("{power} partent vers le quartier"),
        MeterKind::SolarThermal => format!("les capteurs d’eau chaude donnent {power} de chaleur"),
        MeterKind::SelfConsumed => format!("{power} du toit servent sur place"),
    },
    gave: |meter, place, energy| match meter {
        MeterKind::PvProduction => format!("le soleil a donné {energy}"),
        MeterKind::Consumption => format!("{} a consommé {energy}", building(place)),
        MeterKind::GridImport => format!("{energy} sont venus du réseau"),
        MeterKind::GridExport => format!("{energy} sont partis vers le quartier"),
        MeterKind::SolarThermal => format!("les capteurs d’eau chaude ont donné {energy} de chaleur"),
        MeterKind::SelfConsumed => format!("{energy} du toit ont servi sur place"),
    },
    column: |meter, place| match meter {
        MeterKind::PvProduction => "Soleil",
        MeterKind::Consumption if place == PlaceKind::School => "École",
        MeterKind::Consumption => "Bâtiment",
        MeterKind::GridImport => "Du réseau",
        MeterKind::GridExport => "Au quartier",
        MeterKind::SolarThermal => "Chaleur",
        MeterKind::SelfConsumed => "Du toit",
    },
    label: |meter, place| match meter {
        MeterKind::PvProduction => "Le soleil donne",
        MeterKind::Consumption if place == PlaceKind::School => "L’école consomme",
        MeterKind::Consumption => "Le bâtiment consomme",
        MeterKind::GridImport => "Vient du réseau",
        MeterKind::GridExport => "Part vers le quartier",
        MeterKind::SolarThermal => "Chaleur pour l’eau",
        MeterKind::SelfConsumed => "Du toit, utilisé ici",
    },
    sun_sleeps: "le soleil dort",
    read_at: |when| format!("relevé {when}"),
    read: |when, words| format!("relevé {when}\u{a0}: {words}"),
    old: |when, words| format!("pas de mesure récente\u{a0}; la dernière, {when}\u{a0}: {words}"),
    silent: |meter, place| match meter {
        MeterKind::PvProduction => "ce que le soleil donne n’est pas mesuré à cette heure".to_owned(),
        MeterKind::Consumption => format!("ce que {} consomme n’est pas mesuré à cette heure", building(place)),
        MeterKind::GridImport => "ce qui vient du réseau n’est pas mesuré à cette heure".to_owned(),
        MeterKind::GridExport => "ce qui part vers le quartier n’est pas mesuré à cette heure".to_owned(),
        MeterKind::SolarThermal => "la chaleur pour l’eau n’est pas mesurée à cette heure".to_owned(),
        MeterKind::SelfConsumed => "ce qui sert sur place n’est pas connu à cette heure".to_owned(),
    },

    hour_by_hour: |day| format!("{day}, heure par heure, en kWh"),
    hour: "Heure",
    hours: |from| format!("{from}\u{a0}à\u{a0}{}\u{a0}h", from + 1),
    in_kwh: "– veut dire\u{a0}: pas mesuré, ou mesuré en partie.",
    until: |day, time| format!("{day}, jusqu’à {time}"),
    until_day: |period, day| format!("{period}, jusqu’au {day}"),
    peak: |power, time| format!("Le plus fort\u{a0}: {power} à {time}."),
    gaps: "Il manque des mesures\u{a0}: le vrai total est plus grand.",
    nothing: "Rien n’a été mesuré.",
    best_day: |day, energy| format!("Le plus beau jour bien mesuré\u{a0}: {day}, {energy}."),
    month_by_month: "Mois par mois, en kWh",
    in_month: "Mois",
    used_here: schools::TEXTS.self_consumption,
    from_roof: schools::TEXTS.self_coverage,
    heat_apart: "La chaleur des capteurs ne s’ajoute pas à l’électricité.",
    gap_sign: "–",
    about: "Le bâtiment",

    curve_of: |day, parts| format!("Courbe du {day}\u{a0}: {parts}."),
    area: |meter| match meter {
        MeterKind::SolarThermal => "en surface, la chaleur pour l’eau",
        MeterKind::PvProduction
        | MeterKind::Consumption
        | MeterKind::GridImport
        | MeterKind::GridExport
        | MeterKind::SelfConsumed => "en surface, ce que le soleil donne",
    },
    line: |meter| match meter {
        MeterKind::GridImport => "en trait, ce qui vient du réseau",
        MeterKind::PvProduction
        | MeterKind::Consumption
        | MeterKind::GridExport
        | MeterKind::SolarThermal
        | MeterKind::SelfConsumed => "en trait, ce qui est consommé",
    },

    all_schools: "Toutes les écoles",
    wall: "Cette page en grand, pour un écran",
    wall_still: "La page complète",
    wall_renews: |minutes| format!("Se renouvelle toutes les {minutes}\u{a0}minutes."),
};

const fn building(place: PlaceKind) -> &'static str {
    match place {
        PlaceKind::School => "l’école",
        PlaceKind::Library => "la médiathèque",
        PlaceKind::TownHall => "la mairie",
        PlaceKind::SportsHall => "la salle",
        PlaceKind::Other => "le bâtiment",
    }
}
