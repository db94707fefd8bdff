use super::*;
use crate::{
    domain::{Closure, Lang, LiveState, Site, fixtures::*},
    present::texts,
};

fn badge(lang: Lang, site: &Site, now: &str) -> String {
    let (calendar, zone) = (holidays(), paris());
    let context = Context { calendar: &calendar, zone: &zone, now: utc(now) };
    let situation = Situation::of(site, None, None, context);
    let badge = state_badge(texts(lang), &situation, context);
    let plain = |text: &str| text.replace('\u{a0}', " ");
    format!("{} {} | {}", badge.tone.shape(), badge.word, plain(&badge.detail))
}
fn fr(site: &Site, now: &str) -> String {
    badge(Lang::Fr, site, now)
}

#[test]
fn open_says_until_when_one_gets_in() {
    assert_eq!(fr(&riantec(), "2026-11-21T09:30:00Z"), "● Ouvert | jusqu’à 12 h 30, entrée jusqu’à 12 h 15");
    assert_eq!(badge(Lang::En, &riantec(), "2026-11-21T09:30:00Z"), "● Open | until 12:30, entry until 12:15");
}

#[test]
fn the_last_half_hour_before_the_last_entry_is_said_in_word_and_shape() {
    assert_eq!(fr(&riantec(), "2026-11-21T11:00:00Z"), "◐ Ferme bientôt | jusqu’à 12 h 30, entrée jusqu’à 12 h 15");
    assert_eq!(fr(&riantec(), "2026-11-21T11:20:00Z"), "◐ Ferme bientôt | on n’entre plus");
}

#[test]
fn closed_says_when_it_opens_in_words() {
    assert_eq!(fr(&riantec(), "2026-11-21T12:00:00Z"), "○ Fermé | ouvre aujourd’hui à 14 h");
    assert_eq!(fr(&riantec(), "2026-11-19T18:00:00Z"), "○ Fermé | ouvre demain à 10 h");
    assert_eq!(fr(&riantec(), "2026-11-21T18:00:00Z"), "○ Fermé | ouvre mardi à 10 h");
}

#[test]
fn a_holiday_and_a_strike_are_named() {
    assert_eq!(fr(&riantec(), "2026-07-14T09:00:00Z"), "○ Fermé | Fête nationale, ouvre demain à 10 h");
    let closures = vec![Closure { from: utc("2026-11-20T00:00:00Z").into(), until: None, reason: text("Grève") }];
    assert_eq!(fr(&Site { closures, ..riantec() }, "2026-11-21T09:30:00Z"), "○ Fermé | Grève");
}

#[test]
fn a_far_opening_is_a_date_in_full() {
    let closures = vec![Closure {
        from: utc("2026-11-20T00:00:00Z").into(),
        until: Some(utc("2026-12-01T00:00:00Z").into()),
        reason: None,
    }];
    let site = Site { closures, ..riantec() };
    assert_eq!(
        fr(&site, "2026-11-21T09:30:00Z"),
        "○ Fermé | fermeture exceptionnelle, ouvre mardi 1er décembre à 10 h"
    );
}

#[test]
fn unknown_hours_are_a_state_of_their_own() {
    assert_eq!(fr(&site(None), "2026-11-21T09:30:00Z"), "? Horaires inconnus | ");
}

#[test]
fn a_wait_says_what_it_rests_on() {
    let (calendar, zone) = (holidays(), paris());
    let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-21T09:30:00Z") };
    let t = texts(Lang::Fr);
    let phrase = |reading: Option<&crate::domain::Reading>, usual: bool| {
        let profile = saturdays("riantec", 12);
        let situation = Situation::of(&riantec(), reading, usual.then_some(&profile), context);
        let (band, basis) = wait_phrase(t, situation.wait, context);
        format!("{band} | {basis}").replace('\u{a0}', " ")
    };
    let fresh = reading("2026-11-21T09:27:00Z", LiveState::Open, Some((5, 10)));
    assert_eq!(phrase(Some(&fresh), true), "5 à 10 min d’attente | relevé à 10 h 27, il y a 3 min");
    assert_eq!(phrase(None, true), "10 à 20 min d’attente | attente habituelle à cette heure, pas mesurée maintenant");
    assert_eq!(phrase(None, false), "attente inconnue | ");
}

#[test]
fn a_wait_on_arrival_says_what_is_measured_now() {
    let (calendar, zone) = (holidays(), paris());
    let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-21T09:30:00Z") };
    let t = texts(Lang::Fr);
    let (fresh, profile) = (reading("2026-11-21T09:27:00Z", LiveState::Open, Some((0, 5))), saturdays("riantec", 25));
    let now = Situation::of(&riantec(), Some(&fresh), Some(&profile), context).wait;
    let arriving = |at| ArrivalWait::of(now, Some(&profile), context.at(utc(at)));
    let phrase = |at| {
        let wait = arriving(at);
        let (band, basis) = (wait.band().map_or("", |band| (t.band)(band)), arrival_basis(t, wait, context));
        format!("{band} | {basis}").replace('\u{a0}', " ")
    };
    assert_eq!(phrase("2026-11-21T09:31:00Z"), "presque pas d’attente | relevé à 10 h 27, il y a 3 min");
    assert_eq!(
        phrase("2026-11-21T10:30:00Z"),
        "20 à 30 min d’attente | pour l’instant presque pas d’attente, relevé à 10 h 27, il y a 3 min"
    );
    assert_eq!(["2026-11-21T09:31:00Z", "2026-11-21T10:30:00Z"].map(|at| arriving(at).is_usual()), [false, true]);
}

#[test]
fn an_old_reading_is_told_with_its_time_and_day() {
    let (calendar, zone) = (holidays(), paris());
    let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-21T09:30:00Z") };
    let t = texts(Lang::Fr);
    let plain = |at| read_at(t, utc(at), Freshness::Old, context).replace('\u{a0}', " ");
    assert_eq!(plain("2026-11-21T08:00:00Z"), "dernier relevé à 9 h : trop ancien pour compter");
    assert_eq!(plain("2026-11-19T08:00:00Z"), "dernier relevé jeudi 19 novembre à 9 h : trop ancien pour compter");
    let english = read_at(texts(Lang::En), utc("2026-11-19T08:00:00Z"), Freshness::Old, context).replace('\u{a0}', " ");
    assert_eq!(english, "last reading on Thursday 19 November at 9:00: too old to count");
}

#[test]
fn a_moment_of_another_day_has_no_preposition_before_its_day() {
    let (calendar, zone) = (holidays(), paris());
    // Two minutes after midnight.
    let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-20T23:02:00Z") };
    let read =
        |lang| read_at(texts(lang), utc("2026-11-20T22:58:00Z"), Freshness::Live, context).replace('\u{a0}', " ");
    assert_eq!(read(Lang::Fr), "relevé vendredi 20 novembre à 23 h 58, il y a 4 min");
    assert_eq!(read(Lang::En), "read on Friday 20 November at 23:58, 4 min ago");
}

#[test]
fn french_says_no_day_after_at() {
    // A moment comes with its preposition: "à samedi" is nothing that one says.
    for source in [include_str!("fr.rs"), include_str!("desk/fr.rs"), include_str!("schools/fr.rs")] {
        for wrong in ["levé à {", "Mesuré à {", "reçues à {", "relevée à {"] {
            assert!(!source.contains(wrong), "{wrong}");
        }
    }
}

#[test]
fn french_keeps_its_signs_with_their_words() {
    // A plain space before a double sign, or inside of quotation marks, may break over lines.
    let source = include_str!("fr.rs");
    for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with("//")) {
        for wrong in [" ?\"", " :\"", " : ", " ;", "« ", " »", "'\""] {
            let allowed = wrong == " : " && !line.contains('"');
            assert!(allowed || !line.contains(wrong), "line {}: {line}", number + 1);
        }
    }
}
