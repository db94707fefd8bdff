//! Le français : vouvoiement, phrases courtes, heures en toutes lettres, espaces insécables où la langue les veut.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{
    Texts,
    calendar::fr as calendar,
    format::length,
    places::{fr_at, fr_of},
};
use crate::domain::{ClockTime, DaySpan, Direction, Lang, Trend, WaitBand};

pub static TEXTS: Texts = Texts {
    lang: Lang::Fr,
    app_name: "Bon Moment",
    skip_to_content: "Aller au contenu",
    main_menu: "Menu principal",
    other_language: "English",
    demo_label: "Démonstration",
    results: "Résultats",
    demo_banner: "Démonstration\u{a0}: attentes inventées, horaires à vérifier.",
    footer_links: "À propos",
    help_somebody: "Aider quelqu’un",
    schools: "Le soleil des écoles",
    consumption: "Ma consommation",

    home: "Maintenant",
    home_title: "Où aller maintenant\u{a0}?",
    sites: "Déchetteries",
    sites_title: "Toutes les déchetteries",
    map: "Carte",
    map_title: "La carte des déchetteries",
    sources: "D’où viennent les données",
    sources_title: "D’où viennent les données",
    not_found_title: "Cette page n’existe pas",
    not_found_text: "L’adresse est peut-être mal recopiée. Voici par où continuer\u{a0}:",
    site_not_found_title: "Cette déchetterie n’est pas connue ici",
    site_not_found_text: "Elle a peut-être fermé, ou l’adresse est mal recopiée.",
    other_territory_text: "Cette adresse est celle d’un autre territoire.",
    back_to_list: "Voir toutes les déchetteries",
    light_mode: "Mode léger",
    light_map: "En mode léger, la carte ne se charge pas. La liste dit où est chaque déchetterie et comment y aller.",
    title_of: |page, territory| {
        if territory.is_empty() {
            format!("{page} – Bon Moment")
        } else {
            format!("{page} – Bon Moment, {territory}")
        }
    },

    from_where: "Vous partez de",
    commune_hint: "Votre commune",
    choose: "Choisir",
    use_position: "Utiliser ma position",
    locating: "Recherche de votre position…",
    position_in_use: "Votre position est utilisée sur cet appareil seulement. Elle n’est ni envoyée ni gardée.",
    position_approximate_note: "La place exacte de cette déchetterie n’est pas connue\u{a0}: la distance est comptée jusqu’au centre de la commune.",
    position_unknown_note: "La place exacte de cette déchetterie n’est pas connue\u{a0}: vérifiez l’adresse avant de partir.",
    position_refused: "Votre téléphone n’a pas donné la position. Choisissez votre commune\u{a0}: cela suffit.",
    position_unavailable: "Votre position n’a pas été trouvée. Choisissez votre commune\u{a0}: cela suffit.",
    forget_place: "Changer de lieu",
    remember: "Retenir sur cet appareil",
    remember_hint: "Ne cochez pas sur un ordinateur partagé.",
    storage_refused: "Ce navigateur refuse de retenir ce choix, qui vaut tant que la page est ouverte.",
    commune_unknown: |typed| {
        format!("Nous ne connaissons pas la commune «\u{a0}{typed}\u{a0}». Choisissez-en une dans la liste.")
    },
    leaving_from: |place| format!("Au départ {}", fr_of(place)),

    what_i_bring: "Ce que j’apporte (facultatif)",
    what_example: "branches, frigo, gravats…",
    search_label: "Chercher",
    search_hint: "Ce que vous apportez, ou le nom d’une commune",
    clear: "Effacer",
    understood_as: |typed, material| format!("«\u{a0}{typed}\u{a0}» se range dans\u{a0}: {material}."),
    not_understood: |typed| {
        format!(
            "Nous n’avons pas compris «\u{a0}{typed}\u{a0}». Essayez un mot plus simple, par exemple «\u{a0}bois\u{a0}» ou «\u{a0}peinture\u{a0}»."
        )
    },
    did_you_mean: "Vouliez-vous dire\u{a0}:",
    or_rather: "Ou bien\u{a0}:",
    accepted: "Accepté",
    refused: "Refusé",
    acceptance_unknown: "Non précisé\u{a0}: renseignez-vous avant de partir",
    full_today: "Benne pleine aujourd’hui",
    acceptance_count: |accepted, refused, full, unknown| {
        let mut parts = Vec::new();
        if accepted > 0 {
            parts.push(format!("accepté dans {}", centres(accepted)));
        }
        if full > 0 {
            parts.push(format!("benne pleine aujourd’hui dans {}", centres(full)));
        }
        if refused > 0 {
            parts.push(format!("refusé dans {}", centres(refused)));
        }
        if unknown > 0 {
            parts.push(format!("non précisé pour {}", centres(unknown)));
        }
        super::initial_capital(&format!("{}.", parts.join(", ")))
    },

    best_now: "Le plus rapide maintenant",
    good_now: "Une bonne possibilité maintenant",
    about_total: |total| format!("environ {}\u{a0}min", total.0),
    for_the_moment: |band, read| format!("pour l’instant {band}, {read}"),
    drive_plus_wait: |drive, wait, usual| {
        let drive = drive.map_or("temps de route inconnu".to_owned(), |drive| format!("{}\u{a0}min de route", drive.0));
        match wait {
            Some(wait) if usual => format!("{drive}, puis d’habitude {wait}"),
            Some(wait) => format!("{drive}, puis {wait}"),
            None => format!("{drive}, attente inconnue"),
        }
    },
    drive_only: |drive| format!("{}\u{a0}min de route", drive.0),
    place_unknown: "tout près, mais la place exacte n’est pas connue",
    total_of: |total, parts| format!("{total} ({parts})"),
    drive_is_estimate: "La route est estimée d’après la distance, sans les bouchons.",
    entry_until: |time| format!("Entrée jusqu’à {time}"),
    closes_at: |time| format!("Ferme à {time}"),
    go: "Y aller",
    details: "Voir le détail",
    details_of: |name| format!("Voir le détail\u{a0}: {name}"),
    nearby: "Les autres possibilités",
    all_sites: "Toutes les déchetteries",
    choose_place_first: "Choisissez d’où vous partez\u{a0}: la réponse tiendra compte de la route.",
    open_now: "Ouvertes en ce moment",
    none_now: "Aucune déchetterie ne peut vous recevoir maintenant.",
    none_known: "Aucune déchetterie n’est ouverte à coup sûr maintenant\u{a0}: appelez avant de partir.",
    none_takes: "Aucune déchetterie ouverte ne prend cela maintenant.",
    refused_everywhere: "Aucune déchetterie d’ici ne prend cela.",
    next_to_open: "La prochaine à ouvrir",
    next_known_to_open: "La prochaine dont l’ouverture est connue",
    too_late: "Trop tard pour y entrer aujourd’hui",

    open: "Ouvert",
    closes_soon: "Ferme bientôt",
    closed: "Fermé",
    hours_unknown: "Horaires inconnus",
    hours_unknown_short: "inconnu",
    state_to_confirm: "Horaires à confirmer",
    to_confirm: "à confirmer, appelez avant de venir",
    call_first: "appelez avant de venir",
    dates_unclear: "dates à confirmer, appelez avant de venir",
    except_holidays: "sauf jour férié",
    perhaps_holiday: "jour férié ou non",
    closed_day: "fermé",
    public_holiday: "jour férié",
    french_holiday: calendar::holiday,
    exceptional_hours: "horaires exceptionnels",
    exceptional_closure: "fermeture exceptionnelle",
    reported_closed: "signalé fermé sur place",
    no_more_entry: "on n’entre plus",
    open_until: |until| format!("jusqu’à {until}"),
    open_until_entry: |until, entry| format!("jusqu’à {until}, entrée jusqu’à {entry}"),
    opens: |when| format!("ouvre {when}"),

    wait: "Attente",
    wait_unknown: "attente inconnue",
    band: |band| match band {
        WaitBand::AlmostNone => "presque pas d’attente",
        WaitBand::From5To10 => "5 à 10\u{a0}min d’attente",
        WaitBand::From10To20 => "10 à 20\u{a0}min d’attente",
        WaitBand::From20To30 => "20 à 30\u{a0}min d’attente",
        WaitBand::Over30 => "plus de 30\u{a0}min d’attente",
    },
    trend: |trend| match trend {
        Trend::Rising => "l’attente augmente",
        Trend::Steady => "l’attente est stable",
        Trend::Falling => "l’attente diminue",
    },
    usual_at_this_hour: "attente habituelle à cette heure, pas mesurée maintenant",
    read_at_ago: |when, minutes| match minutes {
        0 => format!("relevé {when}, à l’instant"),
        minutes => format!("relevé {when}, il y a {minutes}\u{a0}min"),
    },
    old_reading: |when| format!("dernier relevé {when}\u{a0}: trop ancien pour compter"),
    old_wait: |band| format!("alors\u{a0}: {band}"),
    no_sensor: "Pas de mesure en ce moment.",
    vehicles: |count| match count {
        0 => "aucune voiture dans la file".to_owned(),
        1 => "1 voiture dans la file".to_owned(),
        count => format!("{count} voitures dans la file"),
    },

    sort_by: "Trier par",
    sort_near: "trajet et attente",
    sort_distance: "distance",
    sort_wait: "attente",
    sort_name: "nom",
    sort_needs_place: "Choisissez votre commune pour trier par trajet.",
    only_open: "Ouvertes maintenant",
    filters: "Chercher et trier",
    found: |count| match count {
        0 => "Aucune déchetterie".to_owned(),
        count => centres(count),
    },
    none_found: "Aucune déchetterie ne correspond. Essayez d’enlever un critère.",
    show_more: |count| format!("Afficher {count} de plus"),
    away: |distance, direction| {
        let direction = match direction {
            Direction::North => "au nord",
            Direction::NorthEast => "au nord-est",
            Direction::East => "à l’est",
            Direction::SouthEast => "au sud-est",
            Direction::South => "au sud",
            Direction::SouthWest => "au sud-ouest",
            Direction::West => "à l’ouest",
            Direction::NorthWest => "au nord-ouest",
        };
        format!("à {} {direction}", length(distance, ','))
    },
    unnamed_site: "Déchetterie sans nom",
    unnamed_site_in: |commune| format!("Déchetterie {}", fr_at(commune)),
    site_of: |name, origin| format!("{name} (selon {origin})"),
    according_to: |origin| format!("Selon {origin}"),
    see_on_map: "Voir sur la carte",

    hours_title: "Horaires de la semaine",
    hours_caption: "Horaires de cette semaine",
    day: "Jour",
    hours: "Horaires",
    today_mark: "aujourd’hui",
    hours_as_written: "Nous n’avons pas su lire ces horaires. Les voici tels qu’ils sont écrits\u{a0}:",
    last_entry_note: |margin| {
        format!("On n’entre plus dans les {}\u{a0}dernières minutes avant la fermeture.", margin.0)
    },
    holiday_note_closed: "Fermé les jours fériés.",
    holiday_note_unknown: "Jours fériés\u{a0}: non précisé.",
    before_leaving: "Avant de partir",
    badge_required: "Carte d’accès obligatoire\u{a0}: prenez-la avant de partir.",
    badge_not_required: "Pas de carte d’accès à présenter.",
    badge_unknown: "Carte d’accès\u{a0}: non précisé.",
    professionals_no: "Réservé aux particuliers, pas aux professionnels.",
    professionals_yes: "Ouvert aussi aux professionnels.",
    max_height: |metres| format!("Hauteur limitée à {metres}\u{a0}m."),
    wheelchair_yes: "Accessible en fauteuil roulant.",
    wheelchair_limited: "Accessible en partie en fauteuil roulant.",
    wheelchair_no: "Non accessible en fauteuil roulant.",
    accepts_title: "Ce que l’on peut apporter",
    refuses_title: "Ce qui est refusé",
    accepts_unknown: "Nous ne savons pas ce que cette déchetterie accepte. Appelez avant de partir.",
    limit: |cubic_metres| format!("{cubic_metres}\u{a0}m³ par jour au plus"),
    full_today_title: "Bennes pleines aujourd’hui",
    when_title: "Quand y aller",
    if_you_leave_now: "Si vous partez maintenant",
    calm_hours: "Les prochaines heures calmes, d’après ce qui est habituel\u{a0}:",
    calm_mark: "heure calme à venir",
    usual_title: "D’habitude",
    usual_unknown: "L’attente habituelle n’est pas connue ce jour-là.",
    usual_caption: |weekday| format!("Attente habituelle le {}, heure par heure", calendar::weekday(weekday)),
    minutes: |minutes| format!("{}\u{a0}min", minutes.0),
    usual_sentence: |weekday, quiet, busy| {
        format!(
            "Le {}, c’est d’habitude le plus calme vers {quiet}\u{a0}h et le plus chargé vers {busy}\u{a0}h.",
            calendar::weekday(weekday)
        )
    },
    usual_flat: |weekday, band| {
        format!("Le {}, d’habitude toute la journée\u{a0}: {band}.", calendar::weekday(weekday))
    },
    choose_day: "Jour de la semaine",
    hour: "Heure",
    hour_range: |hour| format!("{hour}\u{a0}h à {}\u{a0}h", hour + 1),
    see_table: "Voir les chiffres en tableau",
    address: "Adresse",
    approximate_place: "L’emplacement sur la carte est approximatif.",
    phone: "Téléphone",
    call: |phone| format!("Appeler le {phone}"),
    website: "Site internet",
    share: "Partager",
    link_copied: "L’adresse de la page est copiée.",
    link_by_hand: "Voici l’adresse à copier",
    where_data_from: "Sources de cette page",
    retrieved_on: |date| format!("relevé le {date}"),
    closures_ahead: "Fermetures annoncées",
    days_ahead: "Jours particuliers",
    from_until: |from, until| match until {
        Some(until) => format!("Du {from} au {until}"),
        None => format!("À partir du {from}, sans date de fin"),
    },
    note: "Sur place",

    show_map: "Afficher la carte",
    map_consent: |host| {
        format!(
            "Le fond de carte vient de {host}, qui verra l’adresse internet de votre appareil et la zone regardée. Sans lui, la carte montre quand même les déchetteries."
        )
    },
    map_with_background: "Afficher avec le fond de carte",
    map_without_background: "Afficher sans fond de carte",
    map_forget: "Ne plus charger le fond de carte",
    map_loading: "La carte se charge…",
    map_failed: "La carte n’a pas pu se charger. La liste ci-dessous dit la même chose.",
    map_label: "Carte des déchetteries. La liste de la page donne les mêmes renseignements.",
    map_chosen: "La déchetterie choisie",
    map_list_title: "La liste",
    cluster: |count| format!("{count} déchetteries\u{a0}: agrandir"),
    zoom_in: "Agrandir",
    zoom_out: "Réduire",
    move_north: "Vers le nord",
    move_south: "Vers le sud",
    move_west: "Vers l’ouest",
    move_east: "Vers l’est",
    close: "Fermer",

    loading: "Chargement des données…",
    received_at: |when| format!("Données reçues {when}."),
    refresh: "Actualiser",
    pause: "Arrêter l’actualisation",
    resume: "Reprendre l’actualisation",
    paused: "L’actualisation est arrêtée.",
    retry: "Réessayer",
    trouble_old: |when| format!("Vous voyez les dernières données, reçues {when}."),
    trouble_none: "Les données n’ont pas pu être chargées.",
    trouble_network: "Le réseau ne répond pas.",
    trouble_timeout: "Le réseau est très lent\u{a0}: la réponse n’est pas arrivée.",
    trouble_status: |status| format!("Le service ne répond pas comme prévu (erreur {status})."),
    trouble_busy: "Le service est très demandé. La page réessaiera un peu plus tard.",
    trouble_portal: "La réponse reçue n’est pas la bonne. Si vous êtes sur un wifi public, ouvrez d’abord sa page d’accueil.",
    trouble_unreadable: "Les données reçues sont abîmées.",
    trouble_version: "Les données sont plus récentes que cette page. Rechargez-la.",
    call_instead: |phone| format!("En attendant, vous pouvez appeler le {phone}."),
    waits_missing: "Les attentes mesurées ne sont pas disponibles\u{a0}: nous montrons l’attente habituelle, quand elle est connue.",
    notices: "Informations",
    and_others: |names, others| match others {
        1 => format!("{names} et 1 autre"),
        others => format!("{names} et {others} autres"),
    },

    sources_intro: "Chaque attente affichée vient d’une mesure ou d’une habitude, et le dit. Voici l’état de chaque source.",
    source: "Source",
    source_state: "État",
    source_ok: "● fonctionne",
    source_failing: "○ à vérifier",
    source_unknown: "? inconnu",
    last_success: "Dernier relevé",
    rejected: |count| match count {
        1 => ", 1 relevé écarté".to_owned(),
        count => format!(", {count} relevés écartés"),
    },
    sources_none: "Le territoire ne publie pas l’état de ses sources.",
    open_data_title: "Des données ouvertes",
    open_data_text: "Tout ce que cette page affiche se lit aussi par un programme, sans inscription\u{a0}:",
    series: "Les mesures des écoles, à télécharger",
    licence: "Licence",
    diagnostics: "Ce qui n’a pas pu être lu",
    diagnostics_none: "Tout ce qui est arrivé a été lu.",
    diagnostics_some: |count| match count {
        1 => "1 donnée a été laissée de côté\u{a0}:".to_owned(),
        count => format!("{count} données ont été laissées de côté\u{a0}:"),
    },

    today: "aujourd’hui",
    tomorrow: "demain",
    weekday: calendar::weekday,
    day_month,
    time,
    span,
    at_time: |time| format!("à {time}"),
    on_day_at: |day, time| format!("{day} à {time}"),
    day_at: |day, time| format!("{day} à {time}"),
    labelled: |label, value| format!("{label}\u{a0}: {value}"),
    decimal_point: ',',
};

fn centres(count: usize) -> String {
    if count == 1 { "1 déchetterie".to_owned() } else { format!("{count} déchetteries") }
}

fn day_month(date: NaiveDate) -> String {
    format!("{}\u{a0}{}", calendar::day_number(date.day()), calendar::month(date.month()))
}

fn time(time: NaiveTime) -> String {
    clock(time.hour(), time.minute())
}

fn clock(hour: u32, minute: u32) -> String {
    if minute == 0 { format!("{hour}\u{a0}h") } else { format!("{hour}\u{a0}h\u{a0}{minute:02}") }
}

fn span(span: DaySpan) -> String {
    if span.from == ClockTime::MIDNIGHT && span.until == ClockTime::END_OF_DAY {
        return "jour et nuit".to_owned();
    }
    let clock = |time: ClockTime| match time.hour() {
        24 if time.minute() == 0 => "minuit".to_owned(),
        hour => clock(u32::from(hour % 24), u32::from(time.minute())),
    };
    format!("{} à {}", clock(span.from), clock(span.until))
}
