use super::{GateTexts, Said};

pub(super) static FR: GateTexts = GateTexts {
    title: "À l’entrée de la déchetterie",
    lead: "Dites ce que vous voyez maintenant. Les habitants le lisent dans la minute.",
    site: "Déchetterie",
    what: "Ce que vous voyez",
    said,
    secret: "Mot de passe",
    send: "Envoyer",
    noted: |site, said, time| format!("{site}\u{a0}: {said}, à {time}."),
    noted_title: "C’est noté",
    noted_then: "Dites-le à nouveau dès que cela change\u{a0}: ce qui a été dit s’efface avec le temps.",
    noted_closed: "La déchetterie est annoncée fermée jusqu’à ce soir. Si elle rouvre avant, dites-le ici.",
    again: "Dire autre chose",
    refused_title: "Rien n’a été noté",
    wrong_secret: "Ce mot de passe n’est pas le bon. Demandez-le à la personne qui gère le service.",
    too_often: "Trop d’envois en peu de temps. Attendez une minute, puis recommencez.",
    incomplete: "Il manque la déchetterie ou ce que vous voyez. Choisissez les deux, puis envoyez.",
    unsaved_title: "C’est affiché, mais pas enregistré",
    unsaved: "Le disque du service ne répond pas. Prévenez la personne qui gère le service.",
};

fn said(said: Said) -> String {
    match said {
        Said::Wait(0, Some(high)) => format!("moins de {high} minutes d’attente"),
        Said::Wait(low, Some(high)) => format!("{low} à {high} minutes d’attente"),
        Said::Wait(low, None) => format!("plus de {low} minutes d’attente"),
        Said::Open => "ouvert, sans dire l’attente".to_owned(),
        Said::Closed => "fermé pour le reste de la journée".to_owned(),
    }
}
