//! Le français de la déclaration d’accessibilité et de la page d’écoconception.

use super::{Answer, Counts, Reason, StatementTexts};

pub(super) static TEXTS: StatementTexts = StatementTexts {
    access_title: "Déclaration d’accessibilité",
    access_link: "Accessibilité\u{a0}: non conforme",
    established: |date| format!("Établie le {date}."),
    commitment: |publisher| {
        let law = "conformément à l’article\u{a0}47 de la loi n°\u{a0}2005-102 du 11\u{a0}février 2005";
        match publisher {
            Some(publisher) => format!("{publisher} s’engage à rendre ce service accessible, {law}."),
            None => {
                format!("L’organisme qui publie ce service doit le rendre accessible, {law}. Il n’est pas nommé ici.")
            }
        }
    },
    access_scope: "Cette déclaration s’applique au service Bon Moment\u{a0}: l’application, l’aide à une autre personne, les écoles, la consommation et les pages légères. Elle suit le décret n°\u{a0}2019-768 du 24\u{a0}juillet 2019 et l’arrêté du 20\u{a0}septembre 2019.",
    conformity: (
        "État de conformité",
        &[
            "Bon Moment est non conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version\u{a0}4.1.",
            "Personne n’a encore fait d’audit. Sans audit, un service est déclaré non conforme, et aucune conformité n’est annoncée ici.",
        ],
    ),
    results_title: "Résultats des tests",
    results: |Counts { shown, to_check, not_applicable }| {
        [
            format!(
                "Le RGAA compte 106\u{a0}critères. Des tests automatiques en montrent {shown} sur les pages qu’ils lisent. {to_check} restent à vérifier par une personne. {not_applicable} sont sans objet."
            ),
            "Un test automatique ne remplace pas une personne\u{a0}: aucun taux de conformité n’est donné.".to_owned(),
        ]
    },
    criteria_link: "Les 106\u{a0}critères, un par un",
    not_accessible_title: "Contenus non accessibles",
    defects: |counts| {
        (
            "Non-conformités",
            format!(
                "Aucune n’est connue à ce jour. Mais sans audit, la liste ne peut pas être complète\u{a0}: les {} critères à vérifier peuvent en cacher.",
                counts.to_check
            ),
        )
    },
    not_accessible: &[
        ("Dérogations pour charge disproportionnée", &["Aucune."]),
        (
            "Contenus non soumis à l’obligation d’accessibilité",
            &[
                "La carte est un service de cartographie en ligne. La liste à côté d’elle donne les mêmes déchetteries en texte.",
                "Le fond de carte, quand vous l’acceptez, vient d’un service extérieur.",
            ],
        ),
    ],
    making: (
        "Établissement de cette déclaration",
        &[
            "Technologies utilisées\u{a0}: HTML, CSS, JavaScript, WebAssembly, SVG.",
            "Environnement de test\u{a0}: Chromium piloté par un programme, à 360 et à 1280\u{a0}pixels de large, en français et en anglais. Aucun essai n’a été fait avec un lecteur d’écran.",
            "Outils\u{a0}: axe-core\u{a0}4.14.1, et les tests du projet. Les pages légères sont aussi lues par Lynx, un navigateur en mode texte.",
        ],
    ),
    pages_read_title: "Pages vérifiées par les tests",
    pages_read: &[
        "Accueil",
        "Toutes les déchetteries",
        "Une déchetterie",
        "Carte",
        "Sources",
        "Aider quelqu’un, le soleil des écoles, ma consommation",
        "Toutes ces pages en grands caractères et en contraste fort",
        "Pages légères\u{a0}: liste, déchetterie, commune, aide, facile à lire, affiches, accessibilité, écoconception, mentions légales, vie privée",
    ],
    contact: (
        "Retour d’information et contact",
        &[
            "Si vous n’arrivez pas à lire une page ou à vous en servir, dites-le au responsable du service. Il vous orientera vers une solution accessible, ou vous donnera l’information sous une autre forme.",
        ],
    ),
    email: "Courriel",
    website: "Site",
    no_contact: "Aucun moyen de joindre le responsable n’est publié ici.",
    recourse: (
        "Voies de recours",
        &[
            "Vous avez signalé au responsable un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et vous n’avez pas obtenu de réponse satisfaisante. Vous pouvez\u{a0}:",
        ],
    ),
    recourse_links: [
        ("écrire un message au Défenseur des droits", "https://formulaire.defenseurdesdroits.fr/"),
        (
            "contacter le délégué du Défenseur des droits dans votre région",
            "https://www.defenseurdesdroits.fr/saisir/delegues",
        ),
    ],
    recourse_letter: "envoyer un courrier par la poste (gratuit, ne pas mettre de timbre)\u{a0}: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX\u{a0}07",

    criteria_title: "Les 106\u{a0}critères du RGAA",
    criteria_intro: &[
        "Les titres sont abrégés, dans nos mots. Le texte qui fait foi est celui du RGAA\u{a0}4.1.",
        "«\u{a0}Montré par un test\u{a0}» veut dire que le test réussit sur les pages qu’il lit. Ce n’est pas l’avis d’une personne. Les noms sont ceux des tests du projet et des règles de l’outil axe.",
    ],
    statement_link: "La déclaration d’accessibilité",
    topics: [
        "Images",
        "Cadres",
        "Couleurs",
        "Multimédia",
        "Tableaux",
        "Liens",
        "Scripts",
        "Éléments obligatoires",
        "Structuration de l’information",
        "Présentation de l’information",
        "Formulaires",
        "Navigation",
        "Consultation",
    ],
    criterion: "Critère",
    result: "Résultat",
    shown: |proofs| format!("Montré par un test\u{a0}: {proofs}"),
    to_check: |proofs| match proofs {
        Some(proofs) => format!("À vérifier par une personne. Essayé en partie\u{a0}: {proofs}"),
        None => "À vérifier par une personne".to_owned(),
    },
    not_applicable: |reason| format!("Sans objet\u{a0}: {}", why(reason)),

    eco_title: "Écoconception",
    eco_link: "Écoconception",
    limits_title: "Les limites que le service se donne",
    limits: |date, kept, all| {
        [
            format!(
                "Mesuré le {date} dans Chromium, sur l’application prête à publier et les données de démonstration. {kept} limites sur {all} sont tenues."
            ),
            "Un test compare ces mesures aux limites et refuse ce qui grossit. 1\u{a0}ko vaut 1\u{a0}000 octets."
                .to_owned(),
        ]
    },
    measure: "Ce qui est mesuré",
    limit: "Limite",
    measured: "Mesure",
    exceeded: |amount| format!("{amount}, limite dépassée"),
    kilobytes: "ko",
    visit_title: "Le poids de votre visite",
    visit_here: |link| {
        [
            "Cette page vient en une seule requête, sans programme\u{a0}: elle ne peut pas mesurer votre visite."
                .to_owned(),
            format!(
                "Au bas des pages de l’application, «\u{a0}{link}\u{a0}» montre ce tableau avec vos chiffres. Ils restent dans votre appareil."
            ),
        ]
    },
    visit_notes: &[
        "Ces chiffres valent pour cette page depuis qu’elle est ouverte, sans ce tableau lui-même. Rien n’est envoyé.",
        "Le navigateur estime la taille des en-têtes. Ce que l’appareil garde ensuite pour lire hors connexion n’est pas compté.",
    ],
    visit_unknown: "Réponses dont le poids est inconnu, parce qu’elles viennent peut-être de la réserve de cet appareil, ou d’un autre serveur",
    visit_column: "Votre visite",
    visit_rows: ["Transféré", "Requêtes", "Éléments de la page", "EcoIndex (au moins)"],
    not_measured_here: "pas mesuré ici",
    at_least: "au moins",
    at_most: "au plus",
    unknown: "inconnu",
    ecoindex: (
        "Comment l’EcoIndex est calculé",
        &[
            "L’EcoIndex est une note de 0 à 100. Il compare une page aux autres pages du web sur trois points\u{a0}: le nombre d’éléments, le nombre de requêtes, le poids transféré.",
            "Chaque point reçoit un rang de 0, le plus léger, à 20, le plus lourd. Les éléments comptent trois fois, les requêtes deux fois, le poids une fois.",
            "EcoIndex = 100 − 5 × (3 × rang des éléments + 2 × rang des requêtes + rang du poids) / 6",
            "C’est une estimation à partir de la page seule. Elle ne mesure ni l’électricité, ni la fabrication des appareils.",
        ],
    ),
    rgesn_title: "Déclaration d’écoconception",
    rgesn: |answered, of| {
        [
            format!(
                "Elle suit le référentiel général d’écoconception de services numériques (RGESN), version de mai 2024. Nous répondons à {answered} de ses {of}\u{a0}critères."
            ),
            "Pour l’hébergement, la réponse est non tant que l’organisme n’a pas dit quel hébergeur il a choisi. Les titres sont abrégés, dans nos mots. Personne d’extérieur n’a vérifié ces réponses.".to_owned(),
        ]
    },
    rgesn_counts: |yes, partly, no, not_applicable| {
        format!("Oui\u{a0}: {yes}. En partie\u{a0}: {partly}. Non\u{a0}: {no}. Sans objet\u{a0}: {not_applicable}.")
    },
    answer: |answer| match answer {
        Answer::Yes => "Oui.",
        Answer::Partly => "En partie.",
        Answer::No => "Non.",
        Answer::NotApplicable => "Sans objet.",
    },
    shown_by: |proofs| format!("Voir {proofs}."),
};

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Captcha => "aucune image-test",
        Reason::TextImage => "aucune image de texte",
        Reason::Legend => "aucune légende d’image",
        Reason::Frame => "aucun cadre",
        Reason::Media => "ni vidéo ni son",
        Reason::ComplexTable => "aucun tableau complexe",
        Reason::LayoutTable => "aucun tableau de mise en page",
        Reason::Direction => "tout se lit de gauche à droite",
        Reason::Quotation => "aucune citation",
        Reason::Binding => "aucun formulaire n’engage",
        Reason::Sitemap => "aucun plan du site",
        Reason::Office => "aucun document bureautique à télécharger",
        Reason::Flash => "rien ne clignote",
        Reason::Motion => "rien ne réagit aux mouvements de l’appareil",
    }
}
