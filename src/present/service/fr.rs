//! Le français de ce qui se trouve sous chaque page.

use super::ServiceTexts;

pub(super) static TEXTS: ServiceTexts = ServiceTexts {
    label: "Affichage et accessibilité",
    display: "Affichage",
    large: "Grands caractères",
    contrast: "Contraste fort",
    remember: "Retenir ces réglages sur cet appareil",
    easy: "Facile à lire",
    weight: "Le poids de cette visite",
};
