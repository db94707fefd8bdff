//! Names of places after a preposition.

/// "à Lorient", "au Port", "aux Sables-d’Olonne": a French article goes into the preposition.
pub fn fr_at(place: &str) -> String {
    match article(place) {
        Some((Article::Le, rest)) => format!("au {rest}"),
        Some((Article::Les, rest)) => format!("aux {rest}"),
        None => format!("à {place}"),
    }
}

/// "de Lorient", "d’Inzinzac", "du Port", "des Sables-d’Olonne".
pub fn fr_of(place: &str) -> String {
    // An h may be mute or not: nobody can tell by the letter, and « de Hennebont » is right enough.
    const VOWELS: &str = "AEIOUYaeiouyÀÂÄÉÈÊËÎÏÔÖÙÛÜŒàâäéèêëîïôöùûüœ";
    match article(place) {
        Some((Article::Le, rest)) => format!("du {rest}"),
        Some((Article::Les, rest)) => format!("des {rest}"),
        None if place.starts_with(|first| VOWELS.contains(first)) => format!("d’{place}"),
        None => format!("de {place}"),
    }
}

enum Article {
    Le,
    Les,
}

fn article(place: &str) -> Option<(Article, &str)> {
    let of = |article: &str| place.strip_prefix(article).filter(|rest| !rest.is_empty());
    of("Le ").map(|rest| (Article::Le, rest)).or_else(|| of("Les ").map(|rest| (Article::Les, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_goes_into_its_preposition() {
        let places = ["Lorient", "Le Port", "Les Sables-d’Olonne", "La Rochelle", "L’Île-d’Yeu", "Lesneven"];
        assert_eq!(
            places.map(fr_at),
            ["à Lorient", "au Port", "aux Sables-d’Olonne", "à La Rochelle", "à L’Île-d’Yeu", "à Lesneven"]
        );
        let of = ["Lorient", "Le Port", "Les Sables-d’Olonne", "La Rochelle", "Inzinzac", "Étel", "Hennebont", ""];
        assert_eq!(
            of.map(fr_of),
            [
                "de Lorient",
                "du Port",
                "des Sables-d’Olonne",
                "de La Rochelle",
                "d’Inzinzac",
                "d’Étel",
                "de Hennebont",
                "de "
            ]
        );
    }
}
