//! Le français des pages légères : des heures et des dates, jamais « maintenant » ni « il y a ».

use chrono::Weekday;

use super::PlainTexts;
use crate::{domain::Lang, present::texts};

pub(super) static TEXTS: PlainTexts = PlainTexts {
    edition: "version légère",
    list_intro: "«\u{a0}Ouvert\u{a0}», «\u{a0}fermé\u{a0}» et l’attente valent pour l’heure écrite à côté. Les horaires et les habitudes sont ceux du jour nommé.",
    communes_title: "Les déchetteries par commune",
    communes_intro: "Choisissez la commune de la déchetterie.",
    no_commune: "Commune non précisée",
    centres_of: |commune| format!("Déchetteries\u{a0}: {commune}"),
    page_of: |page, of| format!("page {page} sur {of}"),
    from_to: |first, last| format!("De {first} à {last}"),
    other_pages: "Les autres pages",
    previous_page: "Page précédente",
    next_page: "Page suivante",
    not_found_title: "Cette page n’existe pas",
    not_found_text: "L’adresse est peut-être mal recopiée, ou la déchetterie a fermé.",

    dated: |weekday, day_month, year| format!("{weekday} {day_month} {year}"),
    made: |date, time| format!("Page préparée le {date} à {time}."),
    stays: "Elle ne change pas toute seule.",
    refresh_by_itself: |seconds| format!("La renouveler toutes les {seconds}\u{a0}secondes"),
    refreshing: |seconds| format!("Elle se renouvelle toute seule toutes les {seconds}\u{a0}secondes."),
    stop_refreshing: "Arrêter de la renouveler",
    at_time: |time| format!("à {time}"),
    read_until: |at, until| format!("relevé {at}, vaut jusqu’à {until}"),
    read_counts_until: |at, until| format!("relevé {at}, peut encore servir jusqu’à {until}"),
    not_measured: "attente pas mesurée",
    situation: |time, date| format!("À {time}, le {date}"),
    hours_of: |day| format!("Horaires du {day}"),
    closed_from_until: |from, until| match until {
        Some(until) => format!("Fermé du {from} au {until}"),
        None => format!("Fermé à partir du {from}, sans date de fin"),
    },
    full_at: |time| format!("Bennes pleines à {time}"),

    usual_on: |weekday| format!("D’habitude le {}", day(weekday)),
    usual_in_term: "Comptée en période scolaire.",
    usual_in_holidays: "Comptée pendant les vacances scolaires.",
    usual_any: "Comptée en période scolaire et pendant les vacances.",
    usual_run: |band, spans| format!("{band} de {}", spans.join(" et de ")),
    week_sentence: |quiet, busy| {
        format!(
            "C’est d’habitude le plus calme le {} vers {}\u{a0}h et le plus chargé le {} vers {}\u{a0}h.",
            day(quiet.0),
            quiet.1,
            day(busy.0),
            busy.1
        )
    },
    week_flat: |band| format!("D’habitude toute la semaine\u{a0}: {band}."),

    week_of: |monday| format!("Horaires de la semaine du {monday}"),
    regular_hours: "Horaires au fil de l’année",
    dated_notice: |when, text| format!("{when}\u{a0}: {text}"),
    phone_of_territory: "Renseignements par téléphone",
    no_phone: "Aucun numéro de téléphone n’est publié.",
    materials_by_phone: "Ce que vous apportez n’est pas dans la liste\u{a0}? Demandez avant de partir.",

    other_forms: "Autres formes de cette page",
    full_app: "La version complète, avec recherche, trajet et carte",
    full_page: "Cette page dans la version complète",
    as_text: "En texte seul",
    as_poster: "En affiche à imprimer",
    help: "Aide",
    help_title: "Comment lire ces pages",
    help_sections: &[
        (
            "Des pages qui disent l’heure",
            &[
                "Chaque page porte la date et l’heure de sa préparation. Ce qu’elle dit de l’ouverture et de l’attente vaut pour cette heure-là.",
                "Si l’heure est dépassée, actualisez la page. Sans réseau, les horaires et l’attente habituelle restent une indication\u{a0}: une fermeture a pu être annoncée depuis.",
            ],
        ),
        (
            "Les signes",
            &[
                "● ouvert, ◐ ouvert mais fermeture proche, ○ fermé, ? horaires inconnus ou à confirmer. Le mot est toujours écrit à côté du signe.",
                "L’heure de la dernière entrée est indiquée quand elle est connue.",
            ],
        ),
    ],
    help_measured: (
        "Ce qui est mesuré",
        &[
            "«\u{a0}Relevé à 14\u{a0}h\u{a0}04, vaut jusqu’à 14\u{a0}h\u{a0}09\u{a0}» est une mesure faite sur place. Passé cette heure, elle est trop vieille.",
            "«\u{a0}D’habitude\u{a0}» est l’attente du milieu, ce jour de la semaine à cette heure, sur les semaines passées\u{a0}: une fois sur deux, on attend moins.",
            "Quand rien n’est connu, la page le dit. Une attente inconnue n’est pas une attente nulle.",
        ],
    ),
    wait_method: (
        "Comment l’attente est dite",
        &[
            "Une mesure de moins de 5 minutes est considérée comme actuelle, et jusqu’à 20 minutes elle compte encore. Plus ancienne, elle est montrée avec son heure et ne sert plus à classer.",
            "Sans mesure, c’est l’attente habituelle du même jour à la même heure. Sans habitude connue, l’attente est inconnue\u{a0}: elle n’est jamais remplacée par zéro.",
            "Une fermeture annoncée passe avant toute mesure.",
        ],
    ),
    help_invented: (
        "Ce qui est inventé",
        &[
            "Ce service est une démonstration\u{a0}: toutes les attentes sont inventées, mesurées comme habituelles. Les horaires sont à vérifier avant de partir.",
        ],
    ),
    help_statements: "Accessibilité et écoconception",
    help_badge: |phone| {
        let card = "Si une déchetterie demande une carte d’accès, sa page le dit.";
        phone.map_or(card.to_owned(), |phone| format!("{card} Pour savoir comment l’obtenir, appelez le {phone}."))
    },

    legal: "Mentions légales",
    legal_sections: &[
        (
            "Éditeur",
            &[
                "Le service est édité par le territoire nommé ci-dessous, qui répond de son contenu et désigne le directeur de la publication.",
            ],
        ),
        (
            "Hébergement",
            &[
                "Le service est hébergé par le territoire ou par le prestataire qu’il choisit. Ses coordonnées s’obtiennent auprès de l’éditeur.",
            ],
        ),
        (
            "Licences",
            &[
                "Le logiciel Bon Moment est libre, sous licence EUPL 1.2.",
                "Les données sont ouvertes, sous la licence indiquée avec leurs sources.",
            ],
        ),
        (
            "Exactitude",
            &[
                "Les horaires et les attentes sont donnés de bonne foi. Sur place, ce que dit l’agent d’accueil l’emporte.",
            ],
        ),
    ],
    legal_contact: "Contact",
    privacy: "Vie privée",
    privacy_sections: &[
        ("Ni compte ni cookie", &["Ce service n’a ni compte, ni cookie, ni mesure d’audience."]),
        (
            "Votre position",
            &[
                "Elle n’est demandée que si vous appuyez sur «\u{a0}Utiliser ma position\u{a0}». Elle reste dans votre appareil, n’est pas gardée et n’apparaît dans aucune adresse.",
            ],
        ),
        (
            "Ce qui est retenu",
            &[
                "Votre commune, votre langue, le mode léger, vos réglages d’affichage et vos données de consommation ne sont gardés, dans votre navigateur, que si vous le demandez. Votre accord pour le fond de carte est gardé dès que vous le donnez.",
                "Votre navigateur garde aussi une copie du service (pages, horaires, attentes) pour marcher sans réseau. Il y note si le mode léger servait à la dernière ouverture, pour charger moins d’avance.",
                "Effacer les données de ce site dans votre navigateur efface tout.",
            ],
        ),
        (
            "Le fond de carte",
            &["Il vient d’un autre serveur, nommé avant d’être chargé, et seulement si vous l’acceptez."],
        ),
        (
            "Le serveur",
            &[
                "Comme tout serveur, celui du territoire voit l’adresse internet de votre appareil au moment où il répond.",
                "Il compte ses réponses et leur poids jour par jour, pour le rapport de l’année, sans retenir ni adresse ni appareil.",
            ],
        ),
    ],

    poster_title: "Quand aller à la déchetterie\u{a0}?",
    poster_intro: "Horaires, et moments d’habitude les plus calmes",
    poster_calm: "D’habitude le plus calme",
    poster_calm_column: "Attente habituelle",
    poster_unknown: "Pas d’habitude connue.",
    poster_too_many: "Les déchetteries de ce territoire ne tiennent pas sur une feuille. Chacune a la sienne. Le lien vers son affiche est au bas de sa page.",
    poster_scan: "Les attentes mesurées sur place\u{a0}: visez ce carré avec votre téléphone",
    poster_made: |date| format!("Affiche préparée le {date}."),
    poster_phone: |phone| format!("Renseignements\u{a0}: {phone}"),
    print_it: "Cette page s’imprime sur une feuille A4.",
    all_year: "toute l’année",
    until_day: |date| format!("jusqu’au {date}"),
    from_day: |date| format!("à partir du {date}"),
    day_to_day: |first, last| format!("{first} à {last}"),
    calm_spans: |spans| format!("de {}", spans.join(" et de ")),
    calm_all_day: "toute la journée",
    semicolon: "\u{a0}; ",

    shell_title: |date| format!("Horaires du {date}"),
    shell_many: |count| {
        format!("Les horaires des {count} déchetteries se lisent aussi sans attendre cette page\u{a0}:")
    },
    shell_link: "Version légère, sans JavaScript",
    shell_link_other: "Light version in English",

    spoken_units: &[
        ("h", "heure", "heures"),
        ("min", "minute", "minutes"),
        ("m³", "mètre cube", "mètres cubes"),
        ("m", "mètre", "mètres"),
        ("km", "kilomètre", "kilomètres"),
        ("W", "watt", "watts"),
        ("kW", "kilowatt", "kilowatts"),
        ("kWh", "kilowattheure", "kilowattheures"),
        ("1er", "premier", "premier"),
    ],
    spoken_title: "Déchetteries.",
};

fn day(weekday: Weekday) -> &'static str {
    (texts(Lang::Fr).weekday)(weekday)
}
