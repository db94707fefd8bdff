//! Les écoles en français.

use chrono::{Datelike, NaiveDate};

use super::{Column, CsvForm, Equivalent, Fairness, SchoolTexts};
use crate::{
    domain::{Month, PlaceKind},
    present::{Digits, Share, calendar::fr as calendar},
};

pub static TEXTS: SchoolTexts = SchoolTexts {
    digits: Digits::FR,

    demo_banner: "Démonstration\u{a0}: toutes les mesures sont inventées.",

    list_title: "Le soleil sur le toit des écoles",
    list_intro: "Ce que les panneaux donnent et ce que les bâtiments consomment, mesuré sur place.",
    search: "Chercher une école",
    search_hint: "Nom ou commune",
    sort: "Trier par",
    sort_name: "nom",
    sort_production: "ce que le soleil donne maintenant",
    sort_today: "ce que le soleil a donné aujourd’hui",
    sort_per_peak: "production pour une même taille de toit",
    found: |count| match count {
        0 => "Aucun bâtiment ne correspond.".to_owned(),
        1 => "1 bâtiment".to_owned(),
        count => format!("{count} bâtiments"),
    },
    no_schools: "Ce territoire ne publie pas encore les compteurs de ses écoles.",
    show_map: "Voir où elles sont",
    map_label: "Carte des écoles. La liste de la page donne les mêmes renseignements.",
    map_chosen: "Le bâtiment choisi",
    map_light: "En mode léger, la carte ne se charge pas. La liste dit dans quelle commune est chaque bâtiment.",
    map_name: |name, what| format!("{name}\u{a0}: {what}"),
    map_together: |count| format!("{count} bâtiments\u{a0}: agrandir"),
    menu: "Menu principal",
    centres: "Déchetteries",
    all_schools: "Toutes les écoles",
    unnamed: |kind| match kind {
        PlaceKind::School => "École sans nom",
        PlaceKind::Library => "Médiathèque sans nom",
        PlaceKind::TownHall => "Mairie sans nom",
        PlaceKind::SportsHall => "Salle de sport sans nom",
        PlaceKind::Other => "Bâtiment sans nom",
    },
    pupils: |count| if count == 1 { "1 élève".to_owned() } else { format!("{count} élèves") },
    panels: |peak, since| {
        let since = since.map(|since| format!(", suivis depuis {since}")).unwrap_or_default();
        format!("panneaux de {peak} en plein soleil{since}")
    },
    not_found_title: "Cette école n’est pas connue ici",
    not_found_text: "Elle n’est peut-être plus suivie, ou l’adresse est mal recopiée.",

    now_title: "Maintenant",
    sun_gives: "Le soleil donne",
    sun_sleeps: "Le soleil dort",
    building_uses: |kind| match kind {
        PlaceKind::School => "L’école consomme",
        PlaceKind::Library => "La médiathèque consomme",
        PlaceKind::TownHall => "La mairie consomme",
        PlaceKind::SportsHall => "La salle consomme",
        PlaceKind::Other => "Le bâtiment consomme",
    },
    collectors_give: "Les capteurs d’eau chaude donnent",
    collectors_note: "C’est de la chaleur pour l’eau. On ne l’ajoute pas à l’électricité.",
    roof_covers_all: |surplus| format!("En ce moment, le toit suffit à tout, et {surplus} partent vers le quartier."),
    roof_covers: |share| match share {
        Share::All => "En ce moment, le toit suffit à tout.".to_owned(),
        Share::NearlyAll => "En ce moment, presque tout ce qui est consommé vient du toit.".to_owned(),
        Share::Nothing | Share::Little => "En ce moment, presque rien ne vient du toit.".to_owned(),
        Share::Tenths(1) => "En ce moment, environ un dixième de ce qui est consommé vient du toit.".to_owned(),
        Share::Tenths(some) => {
            format!("En ce moment, environ {some} dixièmes de ce qui est consommé viennent du toit.")
        }
    },
    roof_nothing: "En ce moment, tout vient du réseau.",
    unknown: "non connu",
    read_at: |when, minutes| match minutes {
        None => format!("Relevé {when}"),
        Some(0) => format!("Relevé {when}, à l’instant"),
        Some(minutes) => format!("Relevé {when}, il y a {minutes}\u{a0}min"),
    },
    old_reading: |power, clock| format!("pas de mesure récente. La dernière\u{a0}: {power} ({clock})"),

    since_midnight: |energy, partial| {
        if partial {
            format!("Depuis minuit\u{a0}: au moins {energy}")
        } else {
            format!("Depuis minuit\u{a0}: {energy}")
        }
    },
    record: |day, energy, of_all| {
        let since = if of_all { "depuis le début des mesures" } else { "des trois dernières années" };
        format!("Le plus beau jour bien mesuré {since}\u{a0}: {day}, avec {energy}.")
    },

    curve_title: "Au fil du temps",
    day: "Jour",
    week: "Semaine",
    month: "Mois",
    year: "Année",
    choose_span: "Durée",
    earlier: "Avant",
    later: "Après",
    today: "Aujourd’hui",
    week_of,
    month_name,
    short_month: calendar::month_short,
    short_weekday: calendar::weekday_short,
    production: "Le soleil donne",
    consumption: "Consommation",
    thermal: "Eau chaude solaire",
    day_before: "Le soleil, la veille",
    day_produced: |energy, running, partial| {
        let least = if partial { "au moins " } else { "" };
        let when = if running { "depuis minuit" } else { "ce jour-là" };
        format!("Le soleil a donné {least}{energy} {when}.")
    },
    day_peak: |power, clock| format!("Le plus fort\u{a0}: {power} à {clock}."),
    consumed: |kind, energy| {
        let who = match kind {
            PlaceKind::School => "L’école a",
            PlaceKind::Library => "La médiathèque a",
            PlaceKind::TownHall => "La mairie a",
            PlaceKind::SportsHall => "La salle a",
            PlaceKind::Other => "Le bâtiment a",
        };
        format!("{who} consommé {energy}.")
    },
    produced: |energy| format!("Le soleil a donné {energy}."),
    heated: |energy| format!("Les capteurs ont chauffé l’eau avec {energy} de soleil."),
    best_day: |day, energy| format!("Le plus beau jour bien mesuré\u{a0}: {day}, avec {energy}."),
    best_month: |month, energy| format!("Le plus beau mois bien mesuré\u{a0}: {month}, avec {energy}."),
    partly_measured: "Une partie n’a pas été mesurée\u{a0}: le vrai total est plus grand. Les barres claires sont incomplètes.",
    gaps: "Il manque des mesures par moments\u{a0}: la courbe s’interrompt.",
    still_running: "La dernière barre n’est pas finie.",
    nothing_known: "Rien n’a été mesuré pendant ce temps.",
    not_published: "Ces jours-là ne sont plus publiés en détail. Les mois et les années le sont.",
    read_curve: "Lire la courbe\u{a0}: choisissez une heure",
    at_time: |clock, production, consumption, heat| {
        let said = |what: &str, power: Option<&str>| power.map(|power| format!("{what} {power}"));
        let parts =
            [said("le soleil donne", production), said("consommation", consumption), said("chaleur pour l’eau", heat)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            format!("À {clock}, rien n’est connu.")
        } else {
            format!("À {clock}\u{a0}: {}.", parts.join(", "))
        }
    },
    see_table: "Voir les chiffres en tableau",
    table_hour: "Heure",
    table_day: "Jour",
    table_month: "Mois",
    table_heat: "Chaleur pour l’eau",
    hour: |hour| format!("{hour}\u{a0}h à {}\u{a0}h", hour + 1),
    hour_mark: |hour| format!("{hour}\u{a0}h"),
    download: "Télécharger les chiffres (CSV)",
    csv: CsvForm {
        mark: "\u{feff}",
        separator: ';',
        wall_clock: true,
        start: "début",
        power: |column| match column {
            Column::Sun => "soleil (W)",
            Column::Use => "consommation (W)",
            Column::OwnUse => "du toit, utilisé sur place (W)",
            Column::Heat => "chaleur (W)",
        },
        energy: |column| match column {
            Column::Sun => "soleil (Wh)",
            Column::Use => "consommation (Wh)",
            Column::OwnUse => "du toit, utilisé sur place (Wh)",
            Column::Heat => "chaleur (Wh)",
        },
        coverage: |column| match column {
            Column::Sun => "soleil, part mesurée",
            Column::Use => "consommation, part mesurée",
            Column::OwnUse => "du toit, part mesurée",
            Column::Heat => "chaleur, part mesurée",
        },
    },

    shares_title: "Ce qui vient du toit, ce qui en part",
    self_consumption: |share| match share {
        Share::Nothing => "Tout ce que le toit donne part vers le quartier.".to_owned(),
        Share::Little => "Presque tout ce que le toit donne part vers le quartier.".to_owned(),
        Share::NearlyAll => "Presque tout ce que le toit donne sert sur place.".to_owned(),
        Share::All => "Tout ce que le toit donne sert sur place.".to_owned(),
        Share::Tenths(1) => {
            "Sur 10\u{a0}kWh que le toit donne, environ 1 sert sur place. Le reste part vers le quartier.".to_owned()
        }
        Share::Tenths(some) => format!(
            "Sur 10\u{a0}kWh que le toit donne, environ {some} servent sur place. Le reste part vers le quartier."
        ),
    },
    self_coverage: |share| match share {
        Share::Nothing => "Tout ce qui est consommé vient du réseau.".to_owned(),
        Share::Little => "Presque tout ce qui est consommé vient du réseau.".to_owned(),
        Share::NearlyAll => "Presque tout ce qui est consommé vient du toit.".to_owned(),
        Share::All => "Tout ce qui est consommé vient du toit.".to_owned(),
        Share::Tenths(1) => "Sur 10\u{a0}kWh consommés, environ 1 vient du toit.".to_owned(),
        Share::Tenths(some) => format!("Sur 10\u{a0}kWh consommés, environ {some} viennent du toit."),
    },
    shares_method: "Ce sont deux parts différentes. La première (autoconsommation) compare à ce que le toit donne, la seconde (autoproduction) à ce que le bâtiment consomme. On compte toutes les dix minutes ce qui est produit et consommé en même temps.",
    method: "Comment c’est compté",

    equals_title: |energy| format!("Avec {energy}, on peut\u{2026}"),
    wall_equals: |energy, yesterday| {
        if yesterday { format!("{energy} hier, de quoi") } else { format!("{energy} depuis minuit, de quoi") }
    },
    equivalent: |which, count, value| match which {
        Equivalent::BoilingWater if value < 2.0 => format!("faire bouillir {count}\u{a0}litre d’eau"),
        Equivalent::Lamp if value < 2.0 => format!("laisser une lampe allumée pendant {count}\u{a0}jour"),
        Equivalent::Telephone if value < 2.0 => format!("charger {count}\u{a0}téléphone"),
        Equivalent::BoilingWater => format!("faire bouillir {count}\u{a0}litres d’eau"),
        Equivalent::Elephant => format!("monter {count}\u{a0}fois un éléphant en haut de la tour Eiffel"),
        Equivalent::Lamp => format!("laisser une lampe allumée pendant {count}\u{a0}jours"),
        Equivalent::LampYears => format!("laisser une lampe allumée pendant {count}\u{a0}ans"),
        Equivalent::Telephone => format!("charger {count}\u{a0}téléphones"),
    },
    derivation: |which| match which {
        Equivalent::BoilingWater => {
            "Un litre d’eau du robinet (15\u{a0}°C) demande environ 100\u{a0}Wh pour bouillir\u{a0}: 4\u{a0}186 joules par degré et par litre, 85 degrés à gagner. Une vraie casserole perd un peu plus. Source\u{a0}: CRC Handbook of Chemistry and Physics, chaleur massique de l’eau."
        }
        Equivalent::Elephant => {
            "Un éléphant d’Asie mâle pèse environ 4\u{a0}tonnes, la tour Eiffel mesure 330\u{a0}m. Masse × pesanteur (9,81) × hauteur donnent 3,6\u{a0}kWh à chaque montée. Sources\u{a0}: A.\u{a0}Larramendi, Acta Palaeontologica Polonica, 2016, pour l’éléphant\u{a0}; Société d’exploitation de la tour Eiffel, 2022, pour la hauteur."
        }
        Equivalent::Lamp | Equivalent::LampYears => {
            "Une lampe LED de 8\u{a0}W éclaire comme une ancienne ampoule de 60\u{a0}W. Elle demande 192\u{a0}Wh par jour. Source\u{a0}: guides de l’ADEME sur l’éclairage."
        }
        Equivalent::Telephone => {
            "La batterie d’un téléphone contient environ 15\u{a0}Wh. Source\u{a0}: ce qui est écrit sur des batteries courantes, 4\u{a0}000\u{a0}mAh sous 3,85\u{a0}V."
        }
    },
    co2_title: "Et le CO₂\u{a0}?",
    co2: &[
        "En France, l’électricité du réseau a émis 21,7\u{a0}g de CO₂ par kWh produit en 2024 (RTE, Bilan électrique 2024), très peu comparé à d’autres pays.",
        "Un kWh solaire en représente 25 à 44\u{a0}g, presque tout pour fabriquer les panneaux (ADEME, Base Empreinte, selon le pays de fabrication).",
        "Nous n’affichons donc pas de CO₂ «\u{a0}évité\u{a0}»\u{a0}: ici, le chiffre serait trompeur. Ces panneaux donnent de l’électricité là où on la consomme.",
    ],

    compare_title: "Comparer les écoles",
    compare_open: |last_year| if last_year { "Comparer l’année dernière" } else { "Comparer cette année" },
    compare_last_year: |year| {
        format!("Ce sont les mesures de {year}\u{a0}: en janvier, aucun mois de cette année n’est encore complet.")
    },
    compare_by: |fairness| match fairness {
        Fairness::PerPeakKilowatt => "Le soleil, pour une même taille de toit",
        Fairness::PerPupil => "La consommation, pour un même nombre d’élèves",
    },
    compare_why: |fairness| match fairness {
        Fairness::PerPeakKilowatt => {
            "Un grand toit donne toujours plus. On divise donc par la puissance des panneaux (kWc). Ce qui reste vient de l’orientation, de l’ombre et des nuages."
        }
        Fairness::PerPupil => {
            "Une grande école consomme toujours plus. On divise donc par le nombre d’élèves. Le chauffage et la cantine font beaucoup de différence\u{a0}: ce n’est pas un classement."
        }
    },
    compare_months: |months| format!("Mois comptés, mesurés partout\u{a0}: {}.", months.join(", ")),
    compare_none: "Il faut au moins deux bâtiments mesurés pendant les mêmes mois.",
    compare_unit: |fairness| match fairness {
        Fairness::PerPeakKilowatt => "kWh pour 1\u{a0}kWc",
        Fairness::PerPupil => "kWh par élève",
    },
    school: "Bâtiment",

    how_title: "Comment marchent les panneaux",
    how: &[
        "La lumière du soleil met en mouvement de l’électricité dans le panneau, sans bruit et sans rien brûler. Un boîtier, l’onduleur, la rend utilisable dans les prises.",
        "Plus la lumière est forte, plus il y en a\u{a0}: beaucoup à midi en été, peu sous les nuages, rien la nuit.",
        "Ce que l’école n’utilise pas au même moment part vers les maisons voisines. Quand le soleil ne suffit pas, le réseau complète.",
    ],

    wall: "Écran du hall",
    wall_setup: "Installer l’écran",
    class: "En classe",
    wall_yesterday: |energy, partial| {
        let least = if partial { "au moins " } else { "" };
        format!("Hier, le soleil a donné {least}{energy}.")
    },
    wall_data_of: |when| format!("Mesuré {when}"),
    wall_old: |age| format!("Pas de nouvelle mesure depuis {age}"),
    wall_holidays: |name| {
        name.map_or_else(|| "C’est les vacances".to_owned(), |name| format!("Bonnes vacances ({name})"))
    },
    wall_offline: "Pas de réseau\u{a0}: l’écran reprendra tout seul.",
    hours_minutes: |minutes| match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, minutes) if hours < 48 => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
        (hours, _) => format!("{}\u{a0}jours", hours / 24),
    },
    setup_intro: "Pour la télévision ou l’écran du hall. Il suffit d’un navigateur\u{a0}: rien à installer, pas de compte.",
    setup_address: "Adresse à ouvrir sur l’écran",
    setup_code: "Cette adresse sous forme de code, pour le téléphone",
    setup_options: "Réglages",
    setup_turn: "Montrer trois pages l’une après l’autre",
    setup_every: "Changer de page toutes les",
    setup_seconds: |seconds| format!("{seconds}\u{a0}secondes"),
    setup_plain: "Écran sans script",
    setup_plain_why: "Pour une ancienne télévision dont le navigateur ne sait pas ouvrir l’autre. La page se recharge seule.",
    setup_steps: &[
        (
            "Sur une télévision connectée",
            &[
                "Ouvrez le navigateur de la télévision, puis tapez l’adresse.",
                "Dans les réglages de la télévision, coupez la mise en veille automatique pendant les heures d’école.",
            ],
        ),
        (
            "Sur un mini-ordinateur branché à l’écran",
            &[
                "Ouvrez l’adresse, puis passez en plein écran (touche F11).",
                "Réglez le navigateur pour rouvrir cette page au démarrage, et l’écran pour qu’il ne s’éteigne pas.",
            ],
        ),
        (
            "Ensuite",
            &[
                "L’écran se remet à jour seul, chaque nuit aussi. Après une coupure de réseau ou de courant, il reprend sans aide.",
            ],
        ),
    ],
    open_wall: "Ouvrir l’écran",
    pause: "Arrêter le défilement",
    resume: "Reprendre le défilement",

    class_intro: "Des activités sur les mesures de votre école. Elles s’impriment\u{a0}; les réponses sont à part.",
    class_day: |date| format!("Données du {date}"),
    class_none: "Il n’y a pas assez de mesures pour ce jour. Essayez un autre jour.",
    class_other_day: "Un autre jour",
    print: "Imprimer",
    answers: "Réponses pour l’enseignant",
    class_read_title: "Lire la courbe",
    class_read_steps: [
        "Cherchez le point le plus haut de la courbe du soleil.",
        "Descendez tout droit jusqu’à l’axe du bas\u{a0}: quelle heure est-il\u{a0}?",
        "Allez tout droit jusqu’à l’axe de gauche\u{a0}: combien de kilowatts (kW) le soleil donne-t-il\u{a0}?",
    ],
    class_read_answer: |clock, power| {
        format!(
            "Le plus haut est à {clock}, avec {power}. À l’heure d’été, le soleil est au plus haut vers 14\u{a0}h, à l’heure d’hiver vers 13\u{a0}h\u{a0}; un nuage peut déplacer ce point."
        )
    },
    class_cloud_title: "Trouver le nuage",
    class_cloud_steps: [
        "Suivez la courbe du doigt. Où tombe-t-elle d’un coup\u{a0}?",
        "Quelle heure est-il à cet endroit\u{a0}?",
        "Pourquoi la courbe remonte-t-elle parfois aussitôt après\u{a0}?",
    ],
    class_cloud_answer: |clock, from, to, minutes| {
        format!(
            "La plus forte chute est vers {clock}\u{a0}: de {from} à {to} en {minutes}\u{a0}minutes. Un nuage a caché le soleil. Quand il s’éloigne, la courbe remonte."
        )
    },
    class_panels_title: "Combien de panneaux pour ce bâtiment\u{a0}?",
    class_panels_steps: [
        "Cherchez le moment où le bâtiment consomme le plus. Dans une école, c’est souvent quand la cantine cuisine.",
        "Un panneau donne 400\u{a0}W en plein soleil. Combien en faut-il pour ce moment\u{a0}?",
        "Et s’il y a des nuages\u{a0}?",
    ],
    class_panels_answer: |power, clock, panels| {
        let panels = if panels == 1 { "1\u{a0}panneau".to_owned() } else { format!("{panels}\u{a0}panneaux") };
        format!(
            "Le bâtiment consomme le plus à {clock}\u{a0}: {power}. Il faudrait {panels} de 400\u{a0}W en plein soleil. Sous les nuages, il en faudrait cinq à dix fois plus\u{a0}: c’est le réseau qui complète."
        )
    },
    class_days_title: "Comparer deux jours",
    class_days_steps: [
        "Comparez la courbe du jour et celle de la veille, en pointillé.",
        "Quel jour a été le plus ensoleillé\u{a0}? À quoi le voyez-vous\u{a0}?",
        "Colorez la surface sous chaque courbe\u{a0}: c’est l’énergie de la journée, en kilowattheures (kWh).",
    ],
    class_days_answer: |day, before| {
        format!(
            "Ce jour\u{a0}: {day}. La veille\u{a0}: {before}. La surface sous la courbe est l’énergie\u{a0}: puissance (kW) × temps (h)."
        )
    },
};

fn month_name(month: Month) -> String {
    format!("{} {}", calendar::month(month.first_day().month()), month.year())
}

fn week_of(monday: NaiveDate) -> String {
    format!("semaine du {} {}", calendar::day_number(monday.day()), month_name(Month::of(monday)))
}
