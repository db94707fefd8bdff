//! The answer in words.

use chrono::NaiveDate;

use super::DeskTexts;
use crate::{
    domain::{Acceptance, ArrivalWait, Context, Entry, Outing, PositionQuality, SiteId, When},
    present::{MaterialWords, Texts, TripWords, arrival_basis, full_day, initial_capital, relative_day, site_name},
};

/// Going to one centre, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerWords {
    pub id: SiteId,
    pub name: String,
    /// "Maintenant", "Mardi 24 novembre, vers 11 h".
    pub when: String,
    /// "environ 25 min".
    pub total: Option<String>,
    /// "9 min de route, puis 5 à 10 min d'attente".
    pub parts: String,
    /// "Entrée jusqu'à 12 h 15".
    pub entry: Option<String>,
    /// What the wait rests on.
    pub basis: String,
    /// Whether it takes what one brings.
    pub material: Option<MaterialWords>,
    /// What is not known of the centre's place.
    pub place_note: Option<&'static str>,
    /// Whether somebody may be sent there without asking first.
    pub is_answer: bool,
}

impl AnswerWords {
    pub fn of(t: &Texts, d: &DeskTexts, outing: &Outing, when: When, context: Context) -> Self {
        let going = TripWords::of(t, outing.drive, outing.wait);
        let time = |at| (t.time)(context.zone.local(at).time());
        let last_entry = match outing.entry {
            Entry::At { opening, .. } => opening.last_entry,
            Entry::TooLate | Entry::Closed | Entry::Unknown => None,
        };
        let basis = match (outing.wait, when) {
            (ArrivalWait::Unknown, _) => d.rests_on_nothing.to_owned(),
            (ArrivalWait::Foreseen { .. }, _) | (ArrivalWait::Usual { .. }, When::Now) => {
                format!("{}.", initial_capital(&arrival_basis(t, outing.wait, context)))
            }
            (ArrivalWait::Usual { .. }, When::During { .. }) => d.rests_on_habit.to_owned(),
        };
        Self {
            id: outing.site.id.clone(),
            name: site_name(t, outing.site),
            when: when_words(t, d, outing, when, context),
            total: going.total.filter(|_| when == When::Now),
            parts: going.parts,
            entry: last_entry.map(|last| (t.entry_until)(&time(last))),
            basis,
            material: material_words(t, outing),
            place_note: match outing.drive.known() {
                None => Some(t.position_unknown_note),
                Some(_) if outing.site.position_quality == PositionQuality::Approximate => {
                    Some(t.position_approximate_note)
                }
                Some(_) => None,
            },
            is_answer: outing.is_answer(),
        }
    }
}

/// The day in full, with what it is called today: "demain, dimanche 22 novembre".
pub fn day_words(t: &Texts, date: NaiveDate, today: NaiveDate) -> String {
    let full = full_day(t, date);
    match (date - today).num_days() {
        0 | 1 => format!("{}, {full}", relative_day(t, date, today)),
        _ => full,
    }
}

fn when_words(t: &Texts, d: &DeskTexts, outing: &Outing, when: When, context: Context) -> String {
    let date = match when {
        When::Now if outing.entry == Entry::Unknown => return d.hours_unknown_call.to_owned(),
        When::Now => return d.right_now.to_owned(),
        When::During { date, .. } => date,
    };
    let day = day_words(t, date, context.zone.local(context.now).date());
    let time = |at| (t.time)(context.zone.local(at).time());
    match (outing.entry, outing.wait) {
        // No hour is known to be better than another.
        (Entry::At { arrival, opening }, ArrivalWait::Unknown) => {
            (d.between)(&day, &time(arrival), opening.last_entry.map(time).as_deref())
        }
        (Entry::At { arrival, .. }, ArrivalWait::Foreseen { .. } | ArrivalWait::Usual { .. }) => {
            (d.around)(&day, &time(arrival))
        }
        (Entry::TooLate, _) => format!("{} ({})", initial_capital(&day), t.no_more_entry),
        (Entry::Closed, _) => format!("{} ({})", initial_capital(&day), t.closed_day),
        (Entry::Unknown, _) => format!("{} ({})", initial_capital(&day), d.hours_unknown_call),
    }
}

pub(super) fn material_words(t: &Texts, outing: &Outing) -> Option<MaterialWords> {
    Some(match outing.acceptance? {
        Acceptance::Refused => MaterialWords::Refused(t.refused),
        Acceptance::Accepted | Acceptance::Unknown if outing.full => MaterialWords::Full(t.full_today),
        Acceptance::Accepted => MaterialWords::Accepted(t.accepted),
        Acceptance::Unknown => MaterialWords::Unknown(t.acceptance_unknown),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Basis, Drive, Freshness, HalfDay, Lang, Minutes, Opening, Site, WaitInterval, fixtures::*},
        present::{desk::desk_texts, texts},
    };

    fn words(wait: ArrivalWait, when: When, lang: Lang) -> AnswerWords {
        let opening = Opening {
            from: utc("2026-11-24T13:00:00Z"),
            until: Some(utc("2026-11-24T16:00:00Z")),
            last_entry: Some(utc("2026-11-24T15:45:00Z")),
        };
        let site = Site { name: Some("Déchetterie de Riantec".to_owned()), ..riantec() };
        let entry = Entry::At { arrival: utc("2026-11-24T14:00:00Z"), opening };
        let outing = Outing {
            site: &site,
            drive: Drive::Estimated(Minutes(9)),
            wait,
            entry,
            acceptance: Some(Acceptance::Accepted),
            full: false,
        };
        let (calendar, zone) = (holidays(), paris());
        let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-23T09:20:00Z") };
        AnswerWords::of(texts(lang), desk_texts(lang), &outing, when, context)
    }

    #[test]
    fn a_later_time_names_its_day_and_what_it_rests_on() {
        let when = When::During { date: date("2026-11-24"), half: HalfDay::Afternoon };
        let known = words(ArrivalWait::Usual { median: Minutes(7) }, when, Lang::Fr);
        assert_eq!(known.when, "Demain, mardi 24\u{a0}novembre, vers 15\u{a0}h");
        assert_eq!(known.parts, "9\u{a0}min de route, puis d’habitude 5 à 10\u{a0}min d’attente");
        assert_eq!(known.entry.as_deref(), Some("Entrée jusqu’à 16\u{a0}h\u{a0}45"));
        assert!(known.basis.contains("habituelle") && known.total.is_none());
        assert_eq!(known.material, Some(MaterialWords::Accepted("Accepté")));
    }

    #[test]
    fn an_unknown_wait_is_no_zero_and_leaves_the_hour_open() {
        let when = When::During { date: date("2026-11-24"), half: HalfDay::Afternoon };
        let unknown = words(ArrivalWait::Unknown, when, Lang::En);
        assert_eq!(unknown.when, "Tomorrow, Tuesday 24\u{a0}November, between 15:00 and 16:45");
        assert!(unknown.parts.contains("wait not known") || unknown.parts.contains("unknown"), "{}", unknown.parts);
        assert_eq!(unknown.basis, "The wait at that time is not known.");
    }

    #[test]
    fn now_says_when_the_wait_was_read() {
        let wait = ArrivalWait::Foreseen {
            wait: Minutes(8),
            basis: Basis::Live,
            measured: WaitInterval::new(Minutes(5), Some(Minutes(10))).unwrap(),
            at: utc("2026-11-23T09:18:00Z"),
            freshness: Freshness::Live,
        };
        let now = words(wait, When::Now, Lang::Fr);
        assert_eq!((now.when.as_str(), now.total.as_deref()), ("Maintenant", Some("environ 15\u{a0}min")));
        assert_eq!(now.basis, "Relevé à 10\u{a0}h\u{a0}18, il y a 2\u{a0}min.");
    }
}
