use super::*;
use crate::domain::{Access, Badge, LiveState, Reading, fixtures::*};

fn told_at(now: &str, sites: &[Site], reading: Option<&Reading>, profile: Option<&Profile>) -> Told {
    let (calendar, zone) = (holidays(), paris());
    let context = Context { calendar: &calendar, zone: &zone, now: utc(now) };
    let known = |site: &Site| (Situation::of(site, reading, profile, context), profile);
    told(Lang::Fr, sites, context, known, |material| material.0.clone())
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn an_open_centre_says_until_when_one_may_enter_and_how_long_one_waits() {
    let live = reading("2026-11-21T09:28:00Z", LiveState::Open, Some((5, 10)));
    let told = told_at("2026-11-21T09:30:00Z", &[riantec()], Some(&live), None);
    assert_eq!(told.made[0], "Cette page dit ce qui est vrai le samedi 21\u{a0}novembre 2026.");
    assert_eq!(plain(&told.heading), "À 10 heures 30, ces déchetteries sont ouvertes :");
    let said: Vec<_> = told.centres[0].sentences.iter().map(|sentence| plain(sentence)).collect();
    assert_eq!(
        said,
        [
            "Vous pouvez entrer jusqu’à 12 heures 15.",
            "L’attente est courte : de 5 à 10 minutes.",
            "C’était l’attente à 10 heures 28.",
        ]
    );
    assert!(!told.has_others);
}

#[test]
fn a_wait_that_nobody_measured_is_usual_or_unknown_and_never_none() {
    let at = "2026-11-21T09:30:00Z";
    let usual = told_at(at, &[riantec()], None, Some(&saturdays("riantec", 25)));
    assert!(usual.centres[0].sentences.contains(&"C’est comme cela d’habitude.".to_owned()), "{usual:?}");
    let unknown = told_at(at, &[riantec()], None, None);
    assert_eq!(unknown.centres[0].sentences[1], "Nous ne savons pas combien de temps on attend.");
    assert!(unknown.calm.is_empty());
}

#[test]
fn after_the_last_entry_nobody_is_sent_there() {
    let told = told_at("2026-11-21T11:20:00Z", &[riantec()], None, None);
    assert_eq!(told.heading, "À 12 heures 20, les déchetteries sont fermées.");
}

#[test]
fn where_all_are_closed_the_next_opening_has_its_date_in_full() {
    let told = told_at("2026-11-21T18:00:00Z", &[riantec()], None, None);
    assert_eq!(told.heading, "À 19 heures, les déchetteries sont fermées.");
    assert_eq!(plain(&told.centres[0].sentences[0]), "Elle ouvre le mardi 24 novembre 2026, à 10 heures.");
}

#[test]
fn what_one_centre_refuses_or_leaves_unsaid_is_not_taken_everywhere() {
    let with = |accepts: &[&str], refuses: &[&str]| Site {
        accepts: accepts.iter().map(|id| material(id)).collect(),
        refuses: refuses.iter().map(|id| material(id)).collect(),
        ..riantec()
    };
    let sites = [with(&["wood", "metal", "rubble"], &["tyres"]), with(&["wood", "metal"], &["rubble"]), riantec()];
    let told = told_at("2026-11-21T09:30:00Z", &sites[..2], None, None);
    assert_eq!(
        (told.everywhere, told.in_some),
        (vec!["metal".to_owned(), "wood".to_owned()], vec!["rubble".to_owned()])
    );
    assert_eq!(told.nowhere, ["tyres"]);
    let silent = told_at("2026-11-21T09:30:00Z", &sites, None, None);
    assert!(silent.everywhere.is_empty(), "{silent:?}");
}

#[test]
fn a_card_and_a_low_gate_are_told_and_what_is_not_known_is_not_called_free() {
    let e = easy_texts(Lang::Fr);
    let with = |badge, max_height_m| Site { access: Access { badge, max_height_m, ..Access::default() }, ..riantec() };
    let at = "2026-11-21T09:30:00Z";
    let both = told_at(at, &[with(Badge::Required, Some(2.1)), with(Badge::Unknown, Some(1.9))], None, None);
    assert_eq!((both.card, both.card_at.len()), (e.card_in_some, 1));
    assert!(both.height[0].contains("plus haut que 1,9 mètres"), "{:?}", both.height);
    assert_eq!(told_at(at, &[with(Badge::Required, None)], None, None).card, e.card_everywhere);
    let unknown = told_at(at, &[with(Badge::NotRequired, None), with(Badge::Unknown, None)], None, None);
    assert_eq!((unknown.card, unknown.height.len()), (e.card_unknown, 0));
    assert_eq!(told_at(at, &[with(Badge::NotRequired, None)], None, None).card, e.card_nowhere);
}

#[test]
fn centres_whose_hours_nobody_knows_are_not_said_to_be_closed() {
    let told = told_at("2026-11-21T18:00:00Z", &[riantec(), Site { hours: None, ..riantec() }], None, None);
    assert_eq!(
        told.heading,
        "Nous ne savons pas si une déchetterie est ouverte à 19 heures. Téléphonez avant de partir."
    );
}
