//! Le français de la consommation : des phrases courtes, sans jugement, et les mots de la facture.

use chrono::{Datelike, NaiveDate};

use super::HouseholdTexts;
use crate::{
    domain::{
        Lang,
        household::{
            Because, Choice, Direction, Evidence, Form, Kind, NotRead, Reason, Stamps, Step, TariffOption, TempoColour,
        },
    },
    present::{IdleTexts, calendar::fr as calendar, desk::fr as desk},
};

pub static TEXTS: HouseholdTexts = HouseholdTexts {
    lang: Lang::Fr,
    point: ',',
    group: '\u{202f}',

    demo_banner: "Démonstration\u{a0}: tarifs à vérifier, températures et couleurs Tempo inventées.",
    menu: "Pages de ma consommation",
    pages: [
        ("Ma consommation d’électricité", "Résumé"),
        ("Jour, semaine, mois, année", "Au fil du temps"),
        ("Mes habitudes", "Habitudes"),
        ("Ce que cela coûte", "Prix"),
        ("Le bon moment", "Bon moment"),
        ("Mes données", "Mes données"),
        ("Feuille pour un conseiller", "Feuille"),
        ("Trouver son fichier", "Aide"),
    ],
    stays_here: "Votre fichier reste sur cet appareil.",
    stays_here_why: "Il est lu ici, dans cette page. Rien n’est envoyé, rien n’est gardé tant que vous ne le demandez pas.",
    sample_banner: "Ceci est un foyer d’exemple, inventé.",
    bring_own: "Apporter mon fichier",
    shared_banner: "Ordinateur partagé\u{a0}: rien ne sera gardé ici. Effacez avant de partir.",
    wipe_and_leave: "Effacer et quitter",
    idle: IdleTexts {
        text: "Sans réponse dans 20\u{a0}secondes, tout ce qui a été apporté ou écrit ici est effacé.",
        ..desk::IDLE
    },
    not_found: "Cette page n’existe pas.",
    method: "Comment c’est calculé",
    table: "Voir les chiffres",
    how: "D’où vient ce chiffre",
    head_against: "Par rapport au vôtre",
    about_euros: |euros| format!(", soit environ {euros} par an"),

    lead: "Apportez le fichier de votre compteur Linky. La page vous dit ce qu’il contient, en mots simples.",
    pick: "Choisir mes fichiers",
    drop_hint: "ou déposez-les ici, même cent cinquante à la fois.",
    paste_hint: "Vous pouvez aussi coller ici le contenu d’un fichier.",
    paste_name: "texte collé",
    where_file: "Où trouver mon fichier\u{a0}?",
    look_sample: "Regarder avec un exemple",
    look_sample_hint: "Un foyer inventé, pour voir avant d’apporter quoi que ce soit.",
    reading: |done, of| format!("Lecture en cours\u{a0}: {done} sur {of}"),
    cancel: "Arrêter",
    failed: "La lecture n’a pas abouti. Rien n’a changé. Essayez de nouveau, ou avec moins de fichiers à la fois.",
    failed_offline: "Le lecteur de fichiers n’est pas encore sur cet appareil. Connectez-vous une fois à internet pour le recevoir\u{a0}: votre fichier, lui, ne sera pas envoyé.",
    understood: "Ce que nous avons compris",
    understood_none: "Aucun de ces fichiers n’a pu être lu.",
    understood_files: |read, refused| match (read, refused) {
        (1, 0) => "1 fichier lu.".to_owned(),
        (read, 0) => format!("{read} fichiers lus."),
        (1, refused) => format!("1 fichier lu, {refused} non."),
        (read, refused) => format!("{read} fichiers lus, {refused} non."),
    },
    take: "Utiliser ces données",
    do_not_take: "Ne pas les utiliser",
    check_bill: "Comparez ce total avec vos factures de la même période\u{a0}: il doit être très proche.",
    direction: |direction| match direction {
        Direction::Consumption => "Consommation",
        Direction::Production => "Électricité envoyée au réseau",
    },
    form: |form| match form {
        Form::DailySheet => "Enedis, un chiffre par jour",
        Form::HalfHourSheet => "Enedis, demi-heures",
        Form::LoadCurveCsv => "Enedis 2020–2024, demi-heures",
        Form::IndexCsv => "Enedis 2020–2024, index du compteur (le nombre qu’il affiche)",
        Form::FlatCsv => "Enedis, export pour professionnels",
        Form::ExtensionCsv => "Extension de navigateur",
        Form::DataConnect => "DataConnect (le service d’Enedis pour les applications), avant octobre 2026",
        Form::DataConnect2026 => "DataConnect (le service d’Enedis pour les applications), depuis octobre 2026",
        Form::OwnCsv | Form::OwnJson => "Export de cette page",
        Form::EmoncmsFeed => "Compteur à soi (emoncms)",
        Form::EdfPowers => "EDF, demi-heures",
        Form::EdfDays => "EDF, un chiffre par jour",
        Form::EdfMonths => "EDF, un chiffre par mois",
        Form::EdfIndex => "EDF, index du compteur (le nombre qu’il affiche)",
        Form::SgeJson => "Enedis, export JSON pour professionnels",
        Form::HomeAssistant => "Home Assistant",
        Form::Table => "Tableau",
    },
    stamps: |stamps| match stamps {
        Stamps::Start => "heure de début de chaque mesure",
        Stamps::End => "heure de fin de chaque mesure",
        Stamps::Both => "début et fin de chaque mesure",
        Stamps::Day => "jours entiers",
        Stamps::Index => "différences entre deux index, les nombres que le compteur affiche",
    },
    clock_offset: "heures écrites avec leur fuseau",
    clock_wall: "heures de l’horloge, été comme hiver",
    clock_of_device: "L’heure du territoire n’a pas pu être demandée\u{a0}: les heures sont lues à l’horloge de cet appareil.",
    not_read: |why| match why {
        NotRead::Blank => ("Ce fichier est vide.", "Téléchargez-le de nouveau."),
        NotRead::TooLarge => (
            "Ce fichier est trop gros pour être un export de compteur.",
            "Un export de trois ans pèse quelques mégaoctets.",
        ),
        NotRead::Pdf => (
            "C’est un document PDF, sans doute une facture.",
            "Une facture ne contient pas le détail des heures. L’aide montre où télécharger le fichier Excel.",
        ),
        NotRead::WebPage => (
            "C’est une page web, pas le fichier lui-même.",
            "La session Enedis avait peut-être expiré\u{a0}: reconnectez-vous et téléchargez de nouveau.",
        ),
        NotRead::Archive => (
            "C’est une archive que cette page ne sait pas ouvrir\u{a0}: protégée, vide, ou d’une autre sorte que zip.",
            "Ouvrez-la sur votre appareil (souvent «\u{a0}Extraire tout\u{a0}») et apportez les fichiers qu’elle contient.",
        ),
        NotRead::OldSpreadsheet => (
            "C’est un classeur dans un ancien format Excel.",
            "Enregistrez-le au format xlsx ou CSV, ou téléchargez-le de nouveau.",
        ),
        NotRead::Picture => ("C’est une image.", "Apportez le fichier de données, pas sa photo."),
        NotRead::Gas => ("Ce fichier parle de gaz.", "Cette page ne lit que l’électricité."),
        NotRead::NoReadings => (
            "Ce fichier a le bon en-tête, mais aucune mesure.",
            "L’enregistrement des demi-heures est peut-être désactivé\u{a0}: l’aide montre où l’activer.",
        ),
        NotRead::OtherQuantity => (
            "Ce fichier donne une autre grandeur que la consommation (énergie réactive, tension).",
            "Choisissez «\u{a0}Consommation\u{a0}» au moment du téléchargement.",
        ),
        NotRead::MaximumPower => (
            "Ce fichier donne des puissances maximales, pas une consommation\u{a0}: on ne peut pas en tirer de kWh.",
            "Choisissez «\u{a0}Consommation\u{a0}» au moment du téléchargement.",
        ),
        NotRead::Cost => (
            "Ce fichier donne des montants en euros, pas une consommation.",
            "Apportez le fichier des kWh ou des puissances.",
        ),
        NotRead::Ambiguous(_) => {
            ("Ce fichier peut se lire de plusieurs façons.", "Répondez à la question ci-dessus\u{a0}: il sera relu.")
        }
        NotRead::UnknownUnit(_) => (
            "L’unité de ce fichier nous est inconnue.",
            "Nous lisons les W, kW, Wh et kWh. Téléchargez de nouveau la consommation.",
        ),
        NotRead::Damaged => ("Ce fichier est abîmé ou incomplet.", "Téléchargez-le de nouveau."),
        NotRead::Unknown => (
            "Nous n’avons pas reconnu ce fichier.",
            "Nous attendons un export d’Enedis (xlsx, CSV ou JSON), d’EDF, de Home Assistant, d’emoncms ou de cette page, ou un tableau avec une date et des kWh ou des W.",
        ),
        NotRead::OtherMeter => {
            ("Ce fichier vient d’un autre compteur que les autres.", "Apportez un compteur à la fois.")
        }
    },
    unknown_unit: |unit| format!("L’unité de ce fichier, «\u{a0}{unit}\u{a0}», nous est inconnue."),
    reason: |reason| match reason {
        Reason::NoValue => "sans valeur",
        Reason::BadTime => "date illisible",
        Reason::HourThatIsNot => "heure qui n’existe pas, le jour du passage à l’heure d’été",
        Reason::BadValue => "valeur illisible",
        Reason::Negative => "valeur négative",
        Reason::Implausible => "valeur impossible pour un logement",
        Reason::NewMeter => "compteur remplacé\u{a0}: l’énergie entre les deux est inconnue",
        Reason::OtherQuantity => "autre grandeur que la consommation",
        Reason::MaximumPower => "puissance maximale, pas une consommation",
        Reason::UnknownUnit => "unité inconnue",
        Reason::NoStep => "durée de la mesure inconnue",
        Reason::OtherMeter => "un autre compteur que celui du début",
    },
    part: |kind, period, rows, step| format!("{kind}\u{a0}: {period}, {}, {step}.", readings(rows)),
    part_total: |energy| format!("Total\u{a0}: {energy}."),
    prm: |prm| format!("Compteur {prm}"),
    left_out: |rows, reason, first| {
        let lines = if rows == 1 { "1\u{a0}ligne laissée".to_owned() } else { format!("{rows} lignes laissées") };
        format!("{lines} de côté\u{a0}: {reason} (par exemple «\u{a0}{first}\u{a0}»).")
    },
    step_seconds: |seconds| match seconds {
        3600 => "une par heure".to_owned(),
        82_800 | 86_400 | 90_000 => "une par jour".to_owned(),
        2_400_000..=2_700_000 => "une par mois".to_owned(),
        seconds if seconds > 90_000 => "une tous les quelques jours".to_owned(),
        60 => "une par minute".to_owned(),
        seconds if seconds % 60 != 0 => format!("une toutes les {seconds}\u{a0}secondes"),
        seconds => format!("une toutes les {}\u{a0}minutes", seconds / 60),
    },
    steps_mixed: |low, high| format!("de {low} à {high}"),
    each_file: "Fichier par fichier",
    unused: |columns| format!("Colonnes avec des nombres, non utilisées\u{a0}: {columns}."),

    ask_title: "Une question avant de lire ce fichier",
    ask_quantity: |value, day| format!("«\u{a0}{value}\u{a0}» le {day}\u{a0}: qu’est-ce que ce nombre\u{a0}?"),
    ask_stamps: |value, day| {
        format!("«\u{a0}{value}\u{a0}» le {day}\u{a0}: l’heure écrite est-elle le début ou la fin de la mesure\u{a0}?")
    },
    ask_hint: "Le fichier ne le dit pas clairement, et le total en dépend. Une facture de la même période aide à répondre.",
    ask_files: |count| format!("La réponse vaut pour {count} fichiers de cette forme."),
    choice: |choice, step| match choice {
        Choice::Stamps(Stamps::Start) => "Le début de la mesure".to_owned(),
        Choice::Stamps(_) => "La fin de la mesure".to_owned(),
        Choice::Quantity(of) if of.kind == Kind::MeanPower => format!("Une puissance moyenne, en {}", of.unit()),
        Choice::Quantity(of) if of.kind == Kind::Counter => format!("Ce que le compteur affiche, en {}", of.unit()),
        Choice::Quantity(of) => match step {
            0 => format!("L’énergie consommée, en {}", of.unit()),
            3600 => format!("L’énergie de l’heure, en {}", of.unit()),
            82_800..=90_000 => format!("L’énergie de la journée, en {}", of.unit()),
            step if step > 90_000 => format!("L’énergie de la période, en {}", of.unit()),
            step if step % 60 == 0 => format!("L’énergie de {}\u{a0}minutes, en {}", step / 60, of.unit()),
            step => format!("L’énergie de {step}\u{a0}secondes, en {}", of.unit()),
        },
    },
    do_not_know: "Je ne sais pas",
    quantity: |quantity| match quantity.kind {
        Kind::MeanPower => "une puissance moyenne",
        Kind::StepEnergy => "l’énergie de chaque mesure",
        Kind::Counter => "le nombre affiché par le compteur",
    },
    read_as: |quantity, unit, by| match by {
        Evidence::Signature | Evidence::Grid | Evidence::NotSaid => None,
        Evidence::Header => Some(format!("D’après le fichier, chaque valeur est {quantity}, en {unit}.")),
        Evidence::Magnitude => Some(format!(
            "Le fichier ne le dit pas\u{a0}; d’après la taille des nombres, chaque valeur est {quantity}, en {unit}."
        )),
        Evidence::Answer => Some(format!("Comme vous l’avez répondu, chaque valeur est {quantity}, en {unit}.")),
    },
    assumed_export: "Cet export d’Enedis donne des kWh par jour, même si son en-tête écrit «\u{a0}kW\u{a0}»\u{a0}: nous le lisons ainsi.",
    assumed_stamps: |stamps, by| match (stamps, by) {
        (Stamps::Start, Evidence::Grid) => {
            Some("D’après la première et la dernière ligne, l’heure écrite est le début de chaque mesure.")
        }
        (Stamps::End, Evidence::Grid) => {
            Some("D’après la première et la dernière ligne, l’heure écrite est la fin de chaque mesure.")
        }
        (Stamps::Start, Evidence::NotSaid) => Some("L’heure écrite est prise pour le début de chaque mesure."),
        _ => None,
    },
    assumed_direction: "Le fichier ne dit pas s’il s’agit de consommation ou de production\u{a0}: nous comptons une consommation.",

    doubt_power: |power, when, kva| {
        format!("Le {when}, la puissance moyenne serait de {power}\u{a0}: plus que les {kva}\u{a0}kVA d’un logement.")
    },
    doubt_day: |energy, day, kva| {
        format!("Le {day}, {energy} en un jour\u{a0}: plus que {kva}\u{a0}kVA pendant 24\u{a0}heures.")
    },
    doubt_year: |year, a_day, neighbour, neighbour_day| {
        format!("{a_day} par jour en {year}, {neighbour_day} en {neighbour}\u{a0}: dix fois plus ou dix fois moins.")
    },
    doubt_way: "Ces chiffres sont peu vraisemblables. Le fichier a peut-être été mal lu\u{a0}: comparez avec une facture avant de les utiliser.",

    glance_year: |energy, missing, period| {
        if missing == 0 {
            format!("{energy} sur douze mois, {period}.")
        } else {
            let gone = if missing == 1 { "remplacé" } else { "remplacés" };
            format!(
                "Environ {energy} par an, d’après les mesures {period}. Il manque {}, {gone} par la moyenne des autres.",
                days(&missing.to_string())
            )
        }
    },
    glance_known: |energy, of| {
        let known = if of == 1 { "connu" } else { "connus" };
        format!("{energy} sur {} {known}. C’est trop peu pour parler d’une année.", days(&of.to_string()))
    },
    glance_base: |power, cost| format!("{power} tournent sans arrêt, jour et nuit{cost}."),
    production_only: "C’est un fichier de production\u{a0}: il dit ce que vos panneaux envoient au réseau, pas ce que vous consommez.",
    production_only_what: "Pour la consommation, retournez chez Enedis, ouvrez «\u{a0}Ma consommation\u{a0}» au lieu de «\u{a0}Ma production\u{a0}», téléchargez, et apportez ce fichier aussi.",
    see: |word| format!("Voir\u{a0}: {word}"),
    print_sheet: "Préparer une feuille à imprimer",

    step: |step| match step {
        Step::Day => "Jour",
        Step::Week => "Semaine",
        Step::Month => "Mois",
        Step::Year => "Année",
    },
    previous: "Avant",
    next: "Après",
    latest: "Le plus récent",
    keys: "Au clavier\u{a0}: flèches gauche et droite pour avancer, haut et bas pour changer d’échelle.",
    curve_sentence: |direction, stretch, energy| match direction {
        Direction::Consumption => format!("{stretch}\u{a0}: {energy} consommés."),
        Direction::Production => format!("{stretch}\u{a0}: {energy} envoyés au réseau."),
    },
    curve_partial: |known| format!("Une partie manque (connu\u{a0}: {known})\u{a0}: le total réel est plus grand."),
    curve_nothing: "Aucune mesure sur cette période.",
    curve_highest: |label, energy| format!("Le plus haut\u{a0}: {label}, avec {energy}."),
    curve_method: "Chaque mesure dit combien d’électricité a été utilisée ou envoyée pendant une durée. Une période additionne les mesures qui y tombent, à l’heure d’ici\u{a0}: un jour a 23 ou 25\u{a0}heures quand l’heure change. Ce qui manque reste inconnu, jamais compté comme zéro.",
    head_when: "Quand",
    head_energy: "Énergie",
    head_known: "Connu",
    known_whole: "en entier",
    known_part: |share| {
        match share {
            ..0.15 => "très peu de mesures",
            ..0.5 => "moins de la moitié du temps",
            ..0.85 => "plus de la moitié du temps",
            _ => "presque tout",
        }
        .to_owned()
    },
    known_not: "pas connu",
    week_of: |date| format!("Semaine du {}", day_month(date)),
    day: |date| format!("{} {} {}", calendar::weekday(date.weekday()), day_month(date), date.year()),
    day_short: |date| day_month(date),
    month: |date| format!("{} {}", calendar::month(date.month()), date.year()),
    month_short: calendar::month_short,
    weekday: calendar::weekday,
    weekday_short: calendar::weekday_short,
    on_day: |day| format!("le {day}"),
    from_to: |from, to| format!("du {from} au {to}"),
    hour: |hour, minute| if minute == 0 { format!("{hour}\u{a0}h") } else { format!("{hour}\u{a0}h\u{a0}{minute:02}") },

    week_title: "Une semaine ordinaire",
    week_sentence: |days, hours, power| {
        format!("C’est {days} {hours} que votre logement consomme d’habitude le plus\u{a0}: environ {power}.")
    },
    week_flat: |power| {
        format!("Votre logement consomme d’habitude à peu près autant à toute heure\u{a0}: environ {power}.")
    },
    usual_days: calendar::usual_days,
    usual_hours: |from, until| match until - from {
        1 => format!("vers {from}\u{a0}h"),
        24.. => "à toute heure".to_owned(),
        _ => format!("entre {from}\u{a0}h et {}\u{a0}h", until % 24),
    },
    week_none: "Vos fichiers donnent des jours entiers. Pour voir les heures, apportez les demi-heures.",
    week_method: "Moyenne, pour chaque heure de chaque jour de la semaine, sur les douze derniers mois connus. Plus la case est foncée, plus la puissance est grande.",
    week_low: "peu",
    week_high: "beaucoup",
    base_title: "Ce qui tourne toute la nuit",
    base_sentence: |power| format!("Des appareils tournent sans arrêt\u{a0}: environ {power}."),
    base_nothing: "Presque rien ne tourne sans arrêt.",
    base_year: |energy, cost| format!("Sur une année, cela fait {energy}{cost}."),
    base_usual: "D’habitude\u{a0}: réfrigérateur, congélateur, box internet, ventilation, appareils en veille, parfois un chauffe-eau ou un aquarium.",
    base_none: "Il faut au moins sept jours de demi-heures pour le dire.",
    base_method: "Pour chaque jour bien connu, nous prenons l’heure la plus basse\u{a0}; puis, de toutes ces heures, celle du milieu. Le prix est celui de votre tarif, moyenne de la journée.",
    peak_title: "Les pointes",
    peak_sentence: |period, power, when| {
        format!("La mesure la plus haute {period}\u{a0}: {power} en moyenne, le {when}.")
    },
    peak_fits: |kva| format!("Aucune mesure de cette période ne s’approche de vos {kva}\u{a0}kVA."),
    peak_near: |count, kva| format!("{} les quatre cinquièmes de vos {kva}\u{a0}kVA.", exceed(count)),
    peak_above: |count, kva| format!("{} vos {kva}\u{a0}kVA.", exceed(count)),
    peak_method: "Une mesure est une moyenne sur une demi-heure\u{a0}: une pointe de quelques secondes n’y paraît pas. Un kVA est compté comme un kW. Avant de changer de puissance, parlez-en à votre fournisseur.",
    peak_label: "Ma puissance souscrite, en kVA\u{a0}: ce que le logement peut demander en même temps (écrit sur la facture)",
    heat_title: "Le chauffage",
    heat_sentence: |heating, of| {
        format!("Environ {heating} sur {of} suivent le froid\u{a0}: c’est sans doute le chauffage.")
    },
    heat_degree: |per_degree, without| {
        format!(
            "Chaque degré de moins dehors ajoute environ {per_degree} par jour. Un jour doux, votre logement consomme {without}."
        )
    },
    heat_none: "Votre consommation ne suit pas assez le froid pour séparer le chauffage du reste, ou les jours connus sont trop peu nombreux. Nous préférons ne rien affirmer.",
    heat_no_weather: "Votre territoire ne publie pas de températures. Sans elles, nous ne parlons pas de chauffage.",
    heat_method: "Pour chaque jour connu, l’écart entre la température moyenne dehors et 17\u{a0}°C. Une droite est tracée à travers les consommations\u{a0}; sa pente est attribuée au chauffage, seulement si elle explique une bonne part des différences entre les jours. Une climatisation ou un autre chauffage peuvent tromper ce calcul.",
    years_title: "D’une année à l’autre",
    years_less: |less, now, before| format!("{less} de moins\u{a0}: {now}, contre {before} un an avant."),
    years_more: |more, now, before| format!("{more} de plus\u{a0}: {now}, contre {before} un an avant."),
    years_same: |now, before| format!("Presque pareil\u{a0}: {now}, contre {before} un an avant."),
    years_days: |days, until| {
        format!("Sur les {days}\u{a0}jours connus des deux années, dont la seconde finit le {until}.")
    },
    years_none: "Il faut au moins trente jours connus les deux années pour comparer.",
    years_method: "Chaque jour est comparé au même jour de la semaine, 52\u{a0}semaines avant. Un jour qui manque une année est retiré des deux. La météo n’est pas prise en compte.",
    others_title: "À côté d’autres foyers",
    others_sentence: |energy, period| {
        format!("D’après les mesures {period}, votre logement consomme {energy} par an. Voici des repères.")
    },
    others_none: "Il faut une année presque entière pour se comparer, ou les repères manquent.",
    others_method: "Ces repères sont des moyennes publiées. La taille du logement, le chauffage et le nombre de personnes changent tout\u{a0}: ce n’est ni une note ni un objectif.",
    others_you: "Vous",
    source: |source| format!("Source\u{a0}: {source}"),

    cost_pick: "Mon tarif",
    cost_none: "Les tarifs ne sont pas publiés ici. Écrivez les vôtres, d’après votre facture\u{a0}: le coût et le bon moment s’en déduisent.",
    option: |option| match option {
        TariffOption::Base => "Base",
        TariffOption::OffPeak => "Heures pleines et creuses",
        TariffOption::Tempo => "Tempo",
    },
    kva: |kva| format!("{kva}\u{a0}kVA"),
    prices: "Les prix",
    prices_hint: "Corrigez-les d’après votre facture, toutes taxes comprises. Ils restent sur cet appareil.",
    prices_dated: |from| format!("Prix en vigueur le {from}."),
    prices_own: "Ce sont vos prix.",
    prices_missing: "Écrivez chaque prix d’après votre facture\u{a0}: le coût paraît dès qu’il n’en manque plus.",
    prices_ended: |until| {
        format!("Ces prix ont pris fin le {until}\u{a0}: corrigez-les, ou choisissez un autre tarif.")
    },
    own_tariff: |option| match option {
        TariffOption::Base => "J’écris mes prix\u{a0}: un seul prix",
        TariffOption::OffPeak | TariffOption::Tempo => "J’écris mes prix\u{a0}: heures pleines et creuses",
    },
    own_period: |is_off_peak| if is_off_peak { "Heures creuses" } else { "Heures pleines" },
    number_wrong: "Nous n’avons pas compris ce nombre.",
    hours_wrong: "Nous n’avons pas compris ces heures.",
    still_holds: |kept| format!("Le calcul garde {kept}."),
    standing: "Abonnement, par an",
    price_of: |period| format!("{period}, le kWh"),
    off_peak_hours: "Mes heures creuses",
    off_peak_hint: "Par exemple\u{a0}: 22:00-6:00, ou 2:00-7:00 13:00-16:00",
    bill_title: "La facture des mesures connues",
    bill_sentence: |total, period| format!("{total} {period}, abonnement compris."),
    bill_at_least: |total, period| format!("Au moins {total} {period}, abonnement compris."),
    bill_unknown: "Le coût de ces mesures ne peut pas être calculé.",
    bill_partial: "Des mesures manquent\u{a0}: la vraie facture est plus élevée.",
    bill_unpriced: |energy| {
        format!(
            "{energy} n’ont pas de prix connu\u{a0}: une couleur Tempo manque, ou le fichier donne des jours entiers."
        )
    },
    bill_days: |count| days(&count.to_string()),
    bill_total: "Total",
    a_kilowatt_hour: |price| format!("{price} le\u{a0}kWh"),
    head_amount: "Montant",
    bill_method: "Chaque demi-heure est multipliée par le prix de son heure, et de sa couleur pour Tempo, dont les jours vont de 6\u{a0}h à 6\u{a0}h. Chaque ligne est arrondie au centime, comme sur une facture. L’abonnement compte les jours sur 365.",
    options_title: "Avec une autre option",
    options_yours: "votre tarif",
    options_less: |amount| format!("{amount} de moins"),
    options_more: |amount| format!("{amount} de plus"),
    options_same: "pareil",
    options_unknown: "prix incomplets",
    options_note: "Pour la même consommation aux mêmes heures. Changer d’habitudes changerait ces écarts.",
    colour: |colour| match colour {
        TempoColour::Blue => "bleu",
        TempoColour::White => "blanc",
        TempoColour::Red => "rouge",
    },

    moment_sentence: |from, until| format!("Pour une machine de deux heures, demain entre {from} et {until}."),
    moment_night: |from, until| format!("Pour une machine de deux heures, cette nuit, entre {from} et {until}."),
    midnight: "minuit",
    moment_school: |school, from, until| {
        format!(
            "En cette saison, d’après les panneaux d’un bâtiment public ({school}), le soleil donne d’habitude le plus entre {from} et {until}."
        )
    },
    moment_any: "Pour une machine, demain, toutes les heures se valent\u{a0}: le prix est le même toute la journée.",
    because: |because| match because {
        Because::Cheap => "L’électricité est alors la moins chère de la journée.",
        Because::Sun => {
            "Le prix est le même toute la journée\u{a0}; à cette heure et en cette saison, le soleil donne d’habitude le plus."
        }
        Because::OwnSun => {
            "À ces heures et en cette saison, vos panneaux envoient d’habitude au réseau plus d’électricité que la machine n’en demande\u{a0}: elle ne coûte presque rien."
        }
        Because::CheapAndSun => "L’électricité est alors la moins chère, et le soleil donne d’habitude à cette heure.",
    },
    moment_price: |price, dearest| format!("{price} le kWh, contre {dearest} au plus cher."),
    moment_colour: |colour| format!("Demain est un jour {colour}."),
    moment_unknown: "Le prix de demain n’est pas connu\u{a0}: choisissez ou écrivez un tarif à la page Prix, ou revenez quand la couleur est publiée.",
    moment_method: "Si ce que vos panneaux envoient d’habitude au réseau en cette saison suffit à une machine (un kWh en deux heures), nous choisissons ces heures. Sinon, nous cherchons les deux heures les moins chères de votre tarif. À prix égal, nous préférons les heures où vos panneaux donnent d’habitude, puis la journée à la nuit\u{a0}: mieux vaut être là quand une machine tourne.",
    sun_title: "Avec des panneaux",
    sun_no_machine: |of| {
        format!("Sur {}, ce qui partait au réseau n’aurait jamais suffi à une machine.", known_days(of))
    },
    sun_machine: |times, of, hour| {
        let often = if times == 1 { "" } else { "le plus souvent " };
        format!(
            "Sur {}, ce qui partait au réseau aurait suffi à une machine {times}\u{a0}fois, {often}en commençant vers {hour}\u{a0}h.",
            known_days(of)
        )
    },
    sun_none: "Vos fichiers ne parlent pas d’électricité envoyée au réseau. Si vous avez des panneaux, apportez aussi le fichier de production.",
    sun_label: "Production totale de mes panneaux sur la même période, en kWh",
    sun_hint: "L’onduleur ou son application l’affiche. Le compteur, lui, ne voit que ce qui sort.",
    sun_own: |used, produced| format!("Autoconsommation\u{a0}: {used} utilisés chez vous, sur {produced} produits."),
    sun_cover: |used, all| {
        format!("Autoproduction\u{a0}: le soleil a couvert {used} des {all} que vous avez utilisés.")
    },
    sun_unknown: "Des mesures manquent pendant ce temps\u{a0}: cette part ne peut pas être calculée.",
    sun_wrong: "Ce nombre est plus petit que ce qui est parti au réseau\u{a0}: vérifiez la période.",
    sun_method: "Utilisé chez vous\u{a0}: production totale moins ce qui est parti au réseau. Une machine\u{a0}: un kWh en deux heures.",

    keep_title: "Garder",
    keep_not: "Rien n’est gardé\u{a0}: en fermant cette page, vos données disparaissent.",
    keep: "Garder sur cet appareil",
    kept_since: |when| format!("Gardé sur cet appareil depuis {when}. Nulle part ailleurs."),
    keep_refused: "Le navigateur a refusé de garder\u{a0}: place manquante ou navigation privée. Ce qui est à l’écran reste là.",
    not_renewed: |when| {
        format!(
            "Le navigateur a refusé de garder vos derniers changements. Ce qui est gardé depuis {when} est toujours sur cet appareil, sans eux. Ce qui est à l’écran reste là."
        )
    },
    keep_sample: "L’exemple n’est pas gardé.",
    export_title: "Emporter",
    export_csv: "Télécharger en CSV",
    export_json: "Télécharger en JSON",
    export_hint: "Le numéro de compteur y est masqué. Vous pourrez rapporter ce fichier ici.",
    delete_title: "Effacer",
    delete: "Tout effacer",
    delete_hint: "De cette page et de cet appareil. Vos fichiers téléchargés restent dans votre dossier.",
    deleted: "Effacé. Nous avons vérifié\u{a0}: cet appareil ne garde plus rien de votre consommation.",
    not_deleted: "Le navigateur n’a pas pu tout effacer. Fermez les autres onglets de ce site et recommencez.",
    add_title: "Ajouter des fichiers",

    sheet_made: |when| format!("Feuille faite le {when}, à partir du fichier du compteur."),
    sheet_for: "Pour un échange avec un conseiller France Rénov’ (0\u{a0}808\u{a0}800\u{a0}700).",
    sheet_questions: "Questions à poser",
    sheet_question_list: &[
        "Qu’est-ce qui tourne la nuit chez moi, et que puis-je éteindre\u{a0}?",
        "Ma puissance souscrite est-elle la bonne\u{a0}?",
        "Mon tarif convient-il à mes heures\u{a0}?",
        "Par quels travaux commencer, et avec quelles aides\u{a0}?",
    ],
    sheet_print: "Imprimer la feuille",

    help_steps_title: "Chez Enedis, pas à pas",
    help_steps: [
        (
            "Ouvrez votre compte",
            "Sur mon-compte-particulier.enedis.fr. Il faut un compte\u{a0}; le créer prend quelques minutes, avec le numéro de compteur.",
        ),
        (
            "Activez les demi-heures",
            "Dans «\u{a0}Gérer l’accès à mes données\u{a0}», activez l’enregistrement de la consommation horaire. Les mesures commencent le lendemain.",
        ),
        (
            "Choisissez une semaine",
            "Dans «\u{a0}Ma consommation\u{a0}», vue par heure. Enedis donne sept jours par fichier\u{a0}: téléchargez-en autant que vous voulez.",
        ),
        (
            "Téléchargez",
            "Le bouton de téléchargement donne un fichier Excel (xlsx). Apportez-les tous ensemble ici, dans n’importe quel ordre.",
        ),
    ],
    help_picture: ["Mon compte", "Gérer l’accès à mes données", "Ma consommation", "Télécharger"],
    help_passages: &[
        (
            "Les fichiers que cette page lit",
            &[
                "Enedis\u{a0}: Excel par jour ou par demi-heure, et les CSV de 2020 à 2024. La production aussi.",
                "EDF\u{a0}: puissances par demi-heure, consommation par jour ou par mois, index. Home Assistant\u{a0}: historique et statistiques d’un capteur.",
                "Un tableau à vous, avec une date et des kWh ou des W\u{a0}: s’il peut se lire de deux façons, nous vous le demandons.",
                "DataConnect, le service d’Enedis pour les applications (JSON), l’export pour professionnels, les extensions de navigateur, et l’export de cette page.",
                "Une archive zip de ces fichiers, telle qu’Enedis en donne pour plusieurs demandes\u{a0}: elle est ouverte ici, sur votre appareil.",
            ],
        ),
        (
            "Ce qui ne quitte pas votre appareil",
            &[
                "Votre fichier est lu par un petit programme qui tourne dans votre navigateur. Aucune mesure n’est envoyée.",
                "Cette page demande au serveur des choses publiques, les mêmes pour tout le monde\u{a0}: tarifs, couleurs Tempo, températures, repères, production des panneaux d’un bâtiment public.",
                "Le PRM, le numéro à quatorze chiffres de votre compteur, est masqué dès la lecture.",
            ],
        ),
        (
            "Un compteur à soi (emoncms)",
            &[
                "Cette page ne peut pas lire elle-même un emoncms de la maison\u{a0}: il n’autorise pas d’autres pages à lui parler, un navigateur interdit à une page en https de lire une adresse de la maison sans https, et cette page s’interdit de parler à quelqu’un d’autre que le serveur du territoire.",
                "Ouvrez-le donc dans un autre onglet, à l’adresse feed/data.json avec le numéro de votre mesure (id), le début et la fin (start, end), interval=1800 et average=1. Enregistrez ce qui s’affiche, et apportez ce fichier. Une puissance en W ou un compteur en kWh sont compris.",
            ],
        ),
    ],
};

fn day_month(date: NaiveDate) -> String {
    format!("{} {}", calendar::day_number(date.day()), calendar::month(date.month()))
}

fn known_days(count: usize) -> String {
    format!("{} {}", days(&count.to_string()), if count <= 1 { "connu" } else { "connus" })
}

fn days(count: &str) -> String {
    if count == "0" {
        "0\u{a0}jour".to_owned()
    } else if count == "1" {
        "1\u{a0}jour".to_owned()
    } else {
        format!("{count}\u{a0}jours")
    }
}

fn readings(count: &str) -> String {
    if count == "1" { "1 mesure".to_owned() } else { format!("{count} mesures") }
}

fn exceed(count: usize) -> String {
    if count == 1 { "1 mesure dépasse".to_owned() } else { format!("{count} mesures dépassent") }
}
