use super::*;
use crate::domain::{
    LocalText,
    fixtures::riantec,
    word_fit::{is_one_edit_away, stem},
};

fn material(id: &str, label: &str, words: &[&str]) -> Material {
    Material {
        id: MaterialId(id.to_owned()),
        label: LocalText::new([("fr".to_owned(), label.to_owned())]),
        words: vec![("fr".to_owned(), words.iter().map(|w| (*w).to_owned()).collect())],
    }
}

fn index() -> Search {
    let materials = [
        material("green-waste", "Déchets verts", &["branche", "tonte", "feuille", "haie", "sapin de Noël"]),
        material("rubble", "Gravats", &["carrelage", "tuile", "béton", "parpaing", "pot de fleurs en terre"]),
        material("large-appliances", "Gros électroménager", &["frigo", "réfrigérateur", "lave-linge", "four"]),
        material("hazardous", "Produits dangereux", &["peinture", "pot de peinture", "solvant", "désherbant"]),
        material("paper", "Papiers", &["journal", "magazine", "livre"]),
        material("mattress", "Matelas", &["sommier", "futon"]),
    ];
    let site = |name: &str, commune: &str| Site { name: Some(name.into()), commune: Some(commune.into()), ..riantec() };
    Search::new(
        &materials,
        &[site("Déchetterie de Riantec", "Riantec"), site("Lorient Nord", "Lorient"), site("Lorient-Port", "Lorient")],
    )
}

fn first(query: &str) -> Option<String> {
    index().materials(query).materials.first().map(|id| id.0.clone())
}

fn sure(query: &str) -> Option<String> {
    index().materials(query).sure().map(|id| id.0.clone())
}

#[test]
fn everyday_words_find_their_material() {
    for (query, expected) in [
        ("branches", "green-waste"),
        ("frigo", "large-appliances"),
        ("gravats", "rubble"),
        ("pot de peinture", "hazardous"),
        ("un vieux matelas", "mattress"),
        ("sapin", "green-waste"),
    ] {
        assert_eq!(first(query).as_deref(), Some(expected), "{query}");
    }
}

#[test]
fn accents_capitals_and_plurals_are_forgiven() {
    for (query, expected) in [
        ("BETON", "rubble"),
        ("refrigerateurs", "large-appliances"),
        ("journaux", "paper"),
        ("Désherbants", "hazardous"),
        ("sapin de noel", "green-waste"),
    ] {
        assert_eq!(first(query).as_deref(), Some(expected), "{query}");
    }
}

#[test]
fn one_wrong_letter_is_forgiven() {
    for (query, expected) in [
        ("gravat", "rubble"),
        ("gravas", "rubble"),
        ("matela", "mattress"),
        ("peintrue", "hazardous"),
        ("carelage", "rubble"),
        ("brnache", "green-waste"),
        ("solvvant", "hazardous"),
    ] {
        assert_eq!(first(query).as_deref(), Some(expected), "{query}");
    }
}

#[test]
fn the_beginning_of_a_word_is_enough_while_typing() {
    assert_eq!(first("refr").as_deref(), Some("large-appliances"));
    assert_eq!(first("rafrig").as_deref(), Some("large-appliances"));
}

#[test]
fn what_is_not_known_finds_nothing() {
    for query in ["", "   ", "de la", "xylophone", "zz", "f"] {
        assert_eq!(first(query), None, "{query:?}");
    }
}

#[test]
fn whole_known_words_are_sure_and_nothing_else_is() {
    for query in ["frigo", "vieux frigos", "un petit frigo en panne", "sac de gravats", "lavelinge", "sapins de Noël"]
    {
        assert!(sure(query).is_some(), "{query}");
    }
    for query in ["frig", "figo", "sapin", "machin frigo", "lave", "peinture de voiture"] {
        assert_eq!(sure(query), None, "{query}");
    }
}

#[test]
fn a_word_of_two_materials_is_a_question() {
    let materials = [material("batteries", "Piles", &["batterie"]), material("car-batteries", "Auto", &["batterie"])];
    let search = Search::new(&materials, &[]);
    let meaning = search.materials("batteries");
    assert_eq!((meaning.materials.len(), meaning.sure()), (2, None));
    assert_eq!(search.materials("pile").sure().map(|id| id.0.as_str()), Some("batteries"));
}

#[test]
fn what_a_thing_belongs_to_is_not_the_thing() {
    let search = Search::new(&[material("car-batteries", "Batteries de voiture", &["batterie de bateau"])], &[]);
    assert!(search.materials("voiture").materials.is_empty());
    assert!(search.materials("bateau").materials.is_empty());
    assert_eq!(search.materials("batterie").materials.len(), 1);
}

#[test]
fn an_unknown_word_beside_a_half_known_one_is_not_understood() {
    let search = Search::new(&[material("large-appliances", "Gros électroménager", &["machine à laver"])], &[]);
    assert!(search.materials("machin truc").materials.is_empty());
    assert_eq!(search.materials("machine truc").sure(), None);
}

#[test]
fn plurals_of_both_languages_have_the_stem_of_their_singular() {
    for (one, many) in [
        ("journal", "journaux"),
        ("tuyau", "tuyaux"),
        ("bureau", "bureaux"),
        ("caillou", "cailloux"),
        ("batterie", "batteries"),
        ("battery", "batteries"),
        ("box", "boxes"),
        ("brush", "brushes"),
        ("glass", "glasses"),
        ("cd", "cds"),
        ("vis", "vis"),
    ] {
        assert_eq!(stem(one), stem(many), "{one} {many}");
    }
    for (one, other) in [("carton", "carte"), ("verre", "vers"), ("pneu", "pne")] {
        assert_ne!(stem(one), stem(other), "{one} {other}");
    }
}

#[test]
fn short_words_are_not_bent_into_others() {
    assert_eq!(first("fous"), None);
    assert_eq!(first("haut"), None);
}

#[test]
fn centres_are_found_by_name_and_commune() {
    assert_eq!(index().sites("lorient"), [1, 2]);
    assert_eq!(index().sites("lorient nord"), [1]);
    assert_eq!(index().sites("RIANTECK"), [0]);
    assert!(index().sites("").is_empty());
}

#[test]
fn one_edit_is_one_letter_more_less_other_or_exchanged() {
    for (a, b) in [("gravat", "gravats"), ("four", "fours"), ("four", "foun"), ("ab", "ba"), ("abc", "acb")] {
        assert!(is_one_edit_away(a, b) && is_one_edit_away(b, a), "{a} {b}");
    }
    for (a, b) in [("four", "frou2"), ("abcd", "badc"), ("a", "abc"), ("abcd", "efgh")] {
        assert!(!is_one_edit_away(a, b), "{a} {b}");
    }
}

#[test]
fn folding_knows_ligatures_and_accents_apart() {
    assert_eq!(fold("Œuf, Noe\u{301}l & Straße"), "oeuf  noel   strasse");
}

#[test]
fn centres_are_sorted_by_the_name_of_their_place() {
    let mut names = ["Déchetterie d’Hennebont", "Déchèterie de Bubry", "Quéven", "Déchetterie", "Les Guilvins"];
    names.sort_by_key(|name| name_key(name));
    assert_eq!(names, ["Déchèterie de Bubry", "Déchetterie", "Les Guilvins", "Déchetterie d’Hennebont", "Quéven"]);
}
