//! Le français de la médiation : des questions courtes, que la personne qui aide peut lire à voix haute.

use super::DeskTexts;
use crate::{
    domain::{HalfDay, lowercase},
    present::IdleTexts,
};

pub const IDLE: IdleTexts = IdleTexts {
    title: "Êtes-vous toujours là\u{a0}?",
    text: "Sans réponse dans 20\u{a0}secondes, tout ce qui a été choisi est effacé.",
    left: |seconds| match seconds {
        0 | 1 => "1\u{a0}seconde".to_owned(),
        seconds => format!("{seconds}\u{a0}secondes"),
    },
    go_on: "Continuer",
};

pub static TEXTS: DeskTexts = DeskTexts {
    title: "Aider quelqu’un",
    help: "Mode d’emploi",
    back_to_questions: "Revenir aux questions",
    next_person: "Personne suivante",
    wipe_and_leave: "Effacer et quitter",
    nothing_kept: "Rien de ce qui est choisi ici n’est gardé sur cet ordinateur.",
    was_wiped: "Personne n’a rien touché pendant trois minutes\u{a0}: tout a été effacé. Vous pouvez commencer.",
    question_of: |question, of| format!("Question {question} sur {of}"),
    previous: "Question précédente",

    what: "Qu’apportez-vous\u{a0}?",
    what_label: "Écrivez ce que c’est",
    what_hint: "Un mot de tous les jours suffit\u{a0}: branches, frigo, gravats",
    what_found: |count| match count {
        0 => "Aucun résultat. Essayez un mot plus simple, ou choisissez dans les groupes.".to_owned(),
        1 => "1 résultat\u{a0}:".to_owned(),
        count => format!("{count} résultats, le plus probable d’abord\u{a0}:"),
    },
    what_groups: "Ou choisissez un groupe",
    groups: [
        "Jardin",
        "Meubles et encombrants",
        "Travaux et bricolage",
        "Appareils, lampes et piles",
        "Papier, verre, emballages",
        "Produits dangereux",
        "Voiture",
        "Vêtements et objets",
        "Autre chose",
    ],
    kind: |group| format!("{group}\u{a0}: quoi exactement\u{a0}?"),
    not_known: "Je ne sais pas",

    from: "Où habitez-vous\u{a0}?",
    from_label: "Écrivez le début du nom de la commune",
    from_hint: "Votre commune n’est pas dans la liste\u{a0}? Prenez la plus proche.",
    from_found: |count| match count {
        0 => "Aucune commune de ce nom.".to_owned(),
        1 => "1 commune".to_owned(),
        count => format!("{count} communes"),
    },
    from_unknown: |typed| {
        format!("Nous ne connaissons pas la commune «\u{a0}{typed}\u{a0}». Prenez la plus proche dans la liste.")
    },
    from_many: "Écrivez quelques lettres pour raccourcir la liste.",

    when: "Quand pouvez-vous y aller\u{a0}?",
    now: "Maintenant",
    now_hint: "d’après l’attente mesurée à l’entrée",
    later_today: "Plus tard aujourd’hui",
    other_day: "Un autre jour",
    which_day: "Quel jour\u{a0}?",
    which_half: |day| format!("{}\u{a0}: à quel moment\u{a0}?", super::initial_capital(day)),
    half: |half| match half {
        HalfDay::Morning => "Le matin",
        HalfDay::Afternoon => "L’après-midi",
        HalfDay::WholeDay => "Peu importe",
    },

    go_to: |name| format!("Allez ici\u{a0}: {name}"),
    right_now: "Maintenant",
    around: |day, time| format!("{}, vers {time}", super::initial_capital(day)),
    between: |day, from, until| match until {
        Some(until) => format!("{}, entre {from} et {until}", super::initial_capital(day)),
        None => format!("{}, à partir de {from}", super::initial_capital(day)),
    },
    rests_on_habit: "L’heure est choisie d’après l’attente habituelle ce jour-là\u{a0}: elle peut être différente.",
    rests_on_nothing: "L’attente n’est pas connue à ce moment-là.",
    estimate: "La route est estimée d’après la distance, sans les bouchons.",
    brings: |material, words| format!("{material}\u{a0}: {}", lowercase(words)),
    brings_not_said: "Vous ne savez pas dire ce que c’est\u{a0}: demandez à l’agent d’accueil avant de décharger.",
    print: "Imprimer la feuille",
    take_along: "À emporter sur un téléphone",
    scan: "Photographiez ce code avec l’appareil photo du téléphone\u{a0}: la page de la déchetterie s’ouvre.",
    code_of: |name| format!("Code QR de la page\u{a0}: {name}"),
    others: "Les autres possibilités",
    take_this: "Prendre celle-ci",
    take_this_of: |name| format!("Prendre celle-ci\u{a0}: {name}"),
    back_to_best: "Revenir à la première proposition",
    hours_unknown_call: "Horaires à confirmer\u{a0}: appelez avant de partir.",
    quiet_closed: "La déchetterie n’ouvre pas ce jour-là.",

    nothing: "Rien ne convient",
    nobody_takes: |material| format!("{material}\u{a0}: aucune déchetterie du territoire ne prend cela."),
    none_open: "Aucune déchetterie ne peut vous recevoir à ce moment-là.",
    none_known: "Aucune déchetterie n’est ouverte à coup sûr à ce moment-là\u{a0}: appelez avant de partir.",
    none_open_takes: |material| format!("{material}\u{a0}: aucune déchetterie ouverte à ce moment-là ne le prend."),
    no_centre: "Aucune déchetterie n’est connue près de cette commune.",
    no_day: "Nous ne trouvons aucun autre jour dans les deux semaines à venir.",
    see_day: |day| format!("Voir {day}"),
    call: |phone| format!("Appelez le {phone} pour savoir où l’apporter."),
    call_somebody: "Le territoire n’a pas publié de numéro pour savoir où l’apporter.",
    never_leave: "Ne laissez rien devant une déchetterie fermée.",

    sheet_when: "Quand y aller",
    read_at: |when| format!("Attente relevée {when}."),
    sheet_rules: "Avant de partir",
    sheet_hours: "Horaires de la semaine",
    sheet_quiet: "Les heures calmes",
    quiet_at: |weekday, quiet, busy| {
        format!(
            "Le {weekday}, c’est d’habitude le plus calme vers {quiet}\u{a0}h et le plus chargé vers {busy}\u{a0}h."
        )
    },
    quiet_all_day: |weekday, band| format!("Le {weekday}, d’habitude toute la journée\u{a0}: {band}."),
    quiet_unknown: "L’attente habituelle n’est pas connue ce jour-là.",
    sheet_map: "Le plan",
    map_of: |name| format!("Plan simplifié autour de\u{a0}: {name}"),
    map_home: |commune| format!("{commune} (départ)"),
    map_note: "Plan simplifié, sans les routes. Le nord est en haut.",
    map_approximate: "L’emplacement de la déchetterie est approximatif.",
    north: "N",
    kilometres: |count| format!("{count}\u{a0}km"),
    metres: |count| format!("{count}\u{a0}m"),
    sheet_online: "L’attente du moment et les horaires à jour\u{a0}:",
    phone: |phone| format!("Téléphone de la déchetterie\u{a0}: {phone}"),
    territory_phone: |territory, phone| {
        if territory.is_empty() {
            format!("Renseignements\u{a0}: {phone}")
        } else {
            format!("{territory}\u{a0}: {phone}")
        }
    },
    made: |instant| format!("Données reçues {instant}."),
    closures: |when| format!("Fermeture annoncée\u{a0}: {when}."),

    idle: IDLE,

    help_title: "Mode d’emploi pour la personne qui aide",
    help_sections: &[
        (
            "Ce que fait cette page",
            &[
                "Trois questions, puis une réponse\u{a0}: dans quelle déchetterie aller, et quand. La feuille imprimée dit la même chose, avec le plan, les horaires et les règles d’accès.",
                "Elle marche encore quand le réseau se coupe, avec les dernières données reçues et leur heure.",
            ],
        ),
        (
            "Ce qu’elle ne fait pas",
            &[
                "Elle ne prend pas de rendez-vous, ne fait pas de demande de carte et ne réserve pas de place.",
                "Elle ne demande ni nom, ni adresse, ni téléphone. N’en écrivez pas dans les champs.",
                "Elle ne garde rien\u{a0}: ni choix, ni historique. «\u{a0}Effacer et quitter\u{a0}» efface aussi ce que l’application aurait retenu sur cet ordinateur.",
            ],
        ),
        (
            "Récupérer un fichier de consommation chez Enedis",
            &[
                "La page «\u{a0}Ma consommation\u{a0}» explique ce fichier. Le mot de passe de la personne ne doit pas rester ici.",
                "Le plus sûr\u{a0}: elle se connecte à son compte Enedis sur son propre téléphone.",
                "Sinon, ouvrez une fenêtre de navigation privée (Ctrl\u{a0}+\u{a0}Maj\u{a0}+\u{a0}N, ou Ctrl\u{a0}+\u{a0}Maj\u{a0}+\u{a0}P dans Firefox). C’est elle qui tape son mot de passe. Répondez «\u{a0}Jamais\u{a0}» ou «\u{a0}Non\u{a0}» si le navigateur propose de l’enregistrer.",
                "Quand elle a fini\u{a0}: elle se déconnecte, vous supprimez le fichier du dossier des téléchargements, vous videz la corbeille et vous fermez la fenêtre privée.",
            ],
        ),
        (
            "Bien imprimer",
            &[
                "La feuille tient sur une page A4, en noir sur blanc, à l’échelle de 100\u{a0}%. Choisissez le papier A4 et une seule page par feuille.",
                "Le code à photographier doit rester net\u{a0}: évitez le mode brouillon.",
                "Sans imprimante, le code se photographie directement à l’écran.",
            ],
        ),
    ],
    consumption: "Lire ce fichier ici, sans rien garder",
    badge_title: "Obtenir une carte d’accès",
    badge_text: "Pour savoir comment obtenir la carte, demandez au territoire\u{a0}:",
    badge_unknown: "Le territoire n’a pas publié de contact.",
    new_tab: |text| format!("{text} (nouvel onglet)"),
    figures_title: "D’où viennent les chiffres",
    figures: &[
        "L’attente de maintenant est mesurée à l’entrée, quand un capteur répond. Pour un autre moment, c’est l’attente habituelle. Quand on ne sait pas, c’est écrit.",
        "La durée de la route est estimée d’après la distance.",
    ],
    figures_demo: &[
        "Ceci est une démonstration. Les attentes, mesurées ou habituelles, sont inventées par un calcul.",
        "Les noms des déchetteries et des communes sont réels. Beaucoup d’horaires et de règles d’accès sont inventés, et les emplacements sont approximatifs\u{a0}: vérifiez avant d’envoyer quelqu’un.",
        "La durée de la route est estimée d’après la distance.",
    ],
};
