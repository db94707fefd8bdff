//! Le français facile à lire.

use super::EasyTexts;
use crate::{
    domain::{Lang, WaitBand},
    present::texts,
};

pub(super) static TEXTS: EasyTexts = EasyTexts {
    menu: "Facile à lire",
    title: "La déchetterie, facile à lire",

    where_title: "Où aller\u{a0}?",
    made: |date, time| [format!("Cette page dit ce qui est vrai le {date}."), format!("Il était {time}.")],
    again: "Il est plus tard\u{a0}? Appuyez ici pour une page plus récente.",
    open_at: |time| format!("À {time}, ces déchetteries sont ouvertes\u{a0}:"),
    none_open_at: |time| format!("À {time}, les déchetteries sont fermées."),
    none_known_at: |time| {
        format!("Nous ne savons pas si une déchetterie est ouverte à {time}. Téléphonez avant de partir.")
    },
    enter_until: |time| format!("Vous pouvez entrer jusqu’à {time}."),
    open_until: |time| format!("Elle est ouverte jusqu’à {time}."),
    opens_on: |date, time| format!("Elle ouvre le {date}, à {time}."),
    band: |band| match band {
        WaitBand::AlmostNone => "Il n’y a presque pas d’attente.",
        WaitBand::From5To10 => "L’attente est courte\u{a0}: de 5 à 10\u{a0}minutes.",
        WaitBand::From10To20 => "L’attente est moyenne\u{a0}: de 10 à 20\u{a0}minutes.",
        WaitBand::From20To30 => "L’attente est longue\u{a0}: de 20 à 30\u{a0}minutes.",
        WaitBand::Over30 => "L’attente est très longue\u{a0}: plus de 30\u{a0}minutes.",
    },
    measured_at: |time| format!("C’était l’attente à {time}."),
    is_usual: "C’est comme cela d’habitude.",
    wait_unknown: "Nous ne savons pas combien de temps on attend.",
    others: "Il y a d’autres déchetteries.",
    all_centres: "Voir toutes les déchetteries",

    bring_title: "Que pouvez-vous apporter\u{a0}?",
    everywhere: "Vous pouvez apporter partout\u{a0}:",
    in_some: "Certaines déchetteries prennent aussi\u{a0}:",
    in_some_hint: "Pour cela, regardez d’abord la page de la déchetterie.",
    nowhere: "N’apportez pas\u{a0}:",
    materials_unknown: "Nous ne savons pas ce que les déchetteries prennent.",
    ask_before: "Vous n’êtes pas sûr\u{a0}? Demandez avant de partir.",

    needs_title: "De quoi avez-vous besoin\u{a0}?",
    card_everywhere: "Il faut une carte d’accès pour entrer dans les déchetteries.",
    card_in_some: "Il faut une carte d’accès pour entrer dans ces déchetteries\u{a0}:",
    card_nowhere: "Vous n’avez pas besoin de carte d’accès pour entrer.",
    card_unknown: "Nous ne savons pas s’il faut une carte d’accès pour entrer.",
    get_card: &["Vous n’avez pas de carte d’accès\u{a0}?", "Téléphonez pour savoir comment l’obtenir."],
    height: |metres| {
        [
            format!("À certaines entrées, un véhicule plus haut que {metres} ne passe pas."),
            "Votre véhicule est haut\u{a0}? Demandez avant de partir.".to_owned(),
        ]
    },

    calm_title: "Quand est-ce calme\u{a0}?",
    calm_intro: "D’habitude, on attend le moins\u{a0}:",
    calm_at: |name, day, hour| format!("{name}\u{a0}: le {}, vers {hour}.", (texts(Lang::Fr).weekday)(day)),
    calm_unknown: "Nous ne savons pas encore quand c’est calme.",
    calm_once: "Ce n’est pas sûr\u{a0}: un jour peut être différent.",

    help_title: "Qui peut vous aider\u{a0}?",
    call: "Vous pouvez téléphoner. Le numéro est\u{a0}:",
    no_phone: "Nous ne connaissons pas de numéro de téléphone.",
    ask_somebody: &[
        "Vous pouvez demander à quelqu’un que vous connaissez.",
        "Cette personne peut regarder ce site avec vous.",
    ],

    use_title: "Comment utiliser ce site\u{a0}?",
    use_steps: &[
        "Choisissez une déchetterie sur cette page.",
        "Appuyez sur son nom.",
        "Vous voyez son adresse, et les heures où elle est ouverte.",
        "Pour revenir ici, appuyez sur «\u{a0}Facile à lire\u{a0}» en haut de la page.",
    ],

    about_title: "Qui a écrit cette page\u{a0}?",
    about: &[
        "Cette page est écrite avec les règles du facile à lire et à comprendre.",
        "Les personnes pour qui elle est faite ne l’ont pas encore relue.",
    ],
};
