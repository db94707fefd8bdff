//! The sheet that somebody takes home: one centre on one page, true without a screen beside it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{AnswerWords, DeskTexts, day_words};
use crate::{
    domain::{
        ArrivalWait, Context, DayPlan, Entry, Instant, Known, MaterialId, Outing, Site, Territory, WaitBand, When,
    },
    present::{
        HoursRow, Texts, WaitChart, access_sentences, badge_sentence, closures_ahead, full_instant, initial_capital,
        limit_words, moment_text, plan_words, week_rows,
    },
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetWords {
    pub answer: AnswerWords,
    /// "Mardi 24 novembre, vers 11 h"; paper has no "now", but "Samedi 21 novembre à 10 h 20 : environ 20 min".
    pub moment: String,
    /// What the wait rests on, without an age: paper does not grow older with it.
    pub basis: String,
    /// The address, else the commune.
    pub place: Option<String>,
    /// The centre's own number and the territory's, each in a sentence.
    pub phones: Vec<String>,
    /// "Mardi 24 novembre : 10 h à 12 h 30, 14 h à 17 h".
    pub day_hours: String,
    /// The week of that day; nothing where the hours are not known.
    pub week: Vec<HoursRow>,
    /// Hours as somebody wrote them.
    pub as_written: Option<String>,
    /// Whether one needs an access card.
    pub badge: &'static str,
    /// The material, the vehicle, the last entry.
    pub rules: Vec<String>,
    pub closures: Vec<String>,
    pub quiet: String,
    pub made: Option<String>,
}

/// What a sheet is made of beside the outing.
pub struct SheetFrom<'a, K> {
    pub outing: &'a Outing<'a>,
    pub when: When,
    /// What is brought, and its label.
    pub material: Option<(&'a MaterialId, String)>,
    pub territory: Option<&'a Territory>,
    pub known: &'a K,
    pub received: Option<Instant>,
}

impl SheetWords {
    pub fn of<K: Known>(t: &Texts, d: &DeskTexts, from: &SheetFrom<K>, context: Context) -> Self {
        let site = from.outing.site;
        let today = context.zone.local(context.now).date();
        let date = match (from.when, from.outing.entry) {
            (When::During { date, .. }, _) => date,
            (When::Now, Entry::At { arrival, .. }) => context.zone.local(arrival).date(),
            (When::Now, Entry::TooLate | Entry::Closed | Entry::Unknown) => today,
        };
        let week = if site.hours.is_some() { week_rows(t, site, context, date) } else { vec![] };
        let on_day = plan_words(t, &DayPlan::of(site, context, date));
        let territory_name = from.territory.and_then(|territory| territory.name.as_ref()).map(|name| name.get(t.lang));
        // Our number answers for our centres alone.
        let ours = from.territory.filter(|_| site.origin.is_none());
        let territory_phone = ours.and_then(|territory| territory.contact.phone.as_ref());
        let phones = [
            site.phone.as_ref().map(|phone| (d.phone)(phone)),
            territory_phone.map(|phone| (d.territory_phone)(territory_name.unwrap_or_default(), phone)),
        ];
        let instant = |at| full_instant(t, at, context);
        let closures = closures_ahead(t, site, context).into_iter().map(|closure| (d.closures)(&closure));
        let answer = AnswerWords::of(t, d, from.outing, from.when, context);
        let now = initial_capital(&instant(context.now));
        let moment = match (from.when, &answer.total) {
            (When::During { .. }, _) => answer.when.clone(),
            (When::Now, Some(total)) => (t.labelled)(&now, total),
            (When::Now, None) => now,
        };
        Self {
            basis: match from.outing.wait {
                ArrivalWait::Foreseen { measured, at, .. } => {
                    let (read, then) = ((d.read_at)(&moment_text(t, at, context)), (t.band)(measured.band()));
                    let is_same = from.outing.wait.band() == Some(measured.band());
                    if is_same { read } else { (t.labelled)(&read, then) }
                }
                ArrivalWait::Usual { .. } | ArrivalWait::Unknown => answer.basis.clone(),
            },
            answer,
            moment,
            place: site.address.clone().or_else(|| site.commune.clone()),
            phones: phones.into_iter().flatten().collect(),
            day_hours: (t.labelled)(&initial_capital(&day_words(t, date, today)), &on_day),
            as_written: site.hours_text.clone(),
            badge: badge_sentence(t, site),
            rules: rules(t, d, site, from),
            closures: closures.collect(),
            quiet: quiet(t, d, site, from.known, date, context),
            made: from.received.map(|at| (d.made)(&instant(at))),
            week,
        }
    }
}

fn rules<K>(t: &Texts, d: &DeskTexts, site: &Site, from: &SheetFrom<K>) -> Vec<String> {
    let answer = from.outing;
    let material = from.material.as_ref().map(|(id, label)| {
        let taken = super::answer::material_words(t, answer).map_or(t.acceptance_unknown, |words| words.words());
        let limit = limit_words(t, site, id);
        format!("{}{}.", (d.brings)(label, taken), limit.unwrap_or_default())
    });
    let last_entry = site.last_entry.filter(|margin| margin.0 > 0).map(|margin| (t.last_entry_note)(margin));
    let first = material.unwrap_or_else(|| d.brings_not_said.to_owned());
    [first].into_iter().chain(access_sentences(t, site)).chain(last_entry).collect()
}

/// The quiet hours of a day of the week, in a sentence.
fn quiet(t: &Texts, d: &DeskTexts, site: &Site, known: &impl Known, date: NaiveDate, context: Context) -> String {
    let weekday: Weekday = date.weekday();
    let number = weekday.number_from_monday() as u8;
    let (holiday, plan) = (context.calendar.is_school_holiday(date), DayPlan::of(site, context, date));
    if plan.is_closed() {
        return d.quiet_closed.to_owned();
    }
    let chart = known.profile(&site.id).and_then(|p| WaitChart::of(p, number, holiday, site, &plan));
    let name = (t.weekday)(weekday);
    match chart.as_ref().map(|chart| (chart.quietest, chart.busiest, chart.bars.first())) {
        Some((Some(quiet), Some(busy), _)) => (d.quiet_at)(name, quiet, busy),
        Some((_, _, Some(bar))) => (d.quiet_all_day)(name, (t.band)(WaitBand::of(bar.median))),
        Some((_, _, None)) | None => d.quiet_unknown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Access, Closure, Lang, Limit, Minutes, Position, Profile, Reading, SiteId, fixtures::*, outings},
        present::{desk::desk_texts, texts},
    };

    struct Habits(Vec<Profile>);
    impl Known for Habits {
        fn reading(&self, _: &SiteId) -> Option<&Reading> {
            None
        }
        fn profile(&self, site: &SiteId) -> Option<&Profile> {
            self.0.iter().find(|profile| profile.site == *site)
        }
    }

    fn sheet(site: Site, habits: Vec<Profile>, day: &str) -> SheetWords {
        made(site, habits, When::whole_day(date(day)))
    }

    fn made(site: Site, habits: Vec<Profile>, when: When) -> SheetWords {
        let (calendar, zone, known, sites) = (holidays(), paris(), Habits(habits), [site]);
        let context = Context { calendar: &calendar, zone: &zone, now: utc("2026-11-20T09:20:00Z") };
        let rubble = material("rubble");
        let home = Position::new(47.748, -3.366).unwrap();
        let found = outings(&sites, &known, home, Some(&rubble), when, context);
        let from = SheetFrom {
            outing: &found[0],
            when,
            material: Some((&rubble, "Gravats".to_owned())),
            territory: None,
            known: &known,
            received: Some(context.now),
        };
        SheetWords::of(texts(Lang::Fr), desk_texts(Lang::Fr), &from, context)
    }

    #[test]
    fn the_sheet_says_the_day_the_rules_and_the_habits_of_that_day() {
        let access =
            Access { badge: crate::domain::Badge::Required, professionals: Some(false), max_height_m: Some(2.1) };
        let limits = vec![Limit { material: material("rubble"), max_m3_per_day: 1.0 }];
        let site = Site { access, limits, accepts: vec![material("rubble")], ..riantec() };
        let sheet = sheet(site, vec![saturdays("riantec", 7)], "2026-11-28");
        assert_eq!(
            sheet.day_hours,
            "Samedi 28\u{a0}novembre\u{a0}: 10\u{a0}h à 12\u{a0}h\u{a0}30, 14\u{a0}h à 17\u{a0}h"
        );
        assert_eq!(sheet.week.len(), 7);
        assert_eq!(sheet.rules[0], "Gravats\u{a0}: accepté (1\u{a0}m³ par jour au plus).");
        assert!(sheet.badge.starts_with("Carte d’accès obligatoire"));
        assert!(sheet.rules.iter().any(|rule| rule == "Hauteur limitée à 2,1\u{a0}m."));
        assert_eq!(sheet.quiet, "Le samedi, d’habitude toute la journée\u{a0}: 5 à 10\u{a0}min d’attente.");
        assert_eq!(sheet.made.as_deref(), Some("Données reçues vendredi 20\u{a0}novembre à 10\u{a0}h\u{a0}20."));
    }

    #[test]
    fn what_is_unknown_is_said_to_be_unknown() {
        let sheet = sheet(Site { last_entry: None::<Minutes>, ..site(None) }, vec![], "2026-11-28");
        assert!(sheet.day_hours.ends_with(": inconnu"), "{}", sheet.day_hours);
        assert!(sheet.week.is_empty());
        assert!(sheet.rules[0].starts_with("Gravats\u{a0}: non précisé"));
        assert_eq!(sheet.quiet, "L’attente habituelle n’est pas connue ce jour-là.");
    }

    #[test]
    fn paper_has_no_now() {
        let sheet = made(riantec(), vec![], When::Now);
        assert_eq!(sheet.moment, "Vendredi 20\u{a0}novembre à 10\u{a0}h\u{a0}20");
    }

    #[test]
    fn a_closure_that_is_announced_stands_on_the_sheet() {
        let closure = Closure { from: utc("2026-11-25T23:00:00Z").into(), until: None, reason: None };
        let sheet = sheet(Site { closures: vec![closure], ..riantec() }, vec![], "2026-11-21");
        assert_eq!(sheet.closures.len(), 1);
        assert!(sheet.closures[0].contains("jeudi 26\u{a0}novembre"), "{:?}", sheet.closures);
    }

    #[test]
    fn the_sheet_of_a_day_of_strike_shows_no_hours_of_that_day() {
        let (from, until) = (utc("2026-11-27T23:00:00Z").into(), Some(utc("2026-11-28T23:00:00Z").into()));
        let closures = vec![Closure { from, until, reason: text("Grève") }];
        let sheet = sheet(Site { closures, ..riantec() }, vec![saturdays("riantec", 7)], "2026-11-28");
        assert_eq!(sheet.day_hours.replace('\u{a0}', " "), "Samedi 28 novembre : fermé (Grève)");
        let row = sheet.week.iter().find(|row| row.date == date("2026-11-28")).unwrap();
        assert_eq!(row.hours, "fermé (Grève)");
        assert_eq!(sheet.quiet, "La déchetterie n’ouvre pas ce jour-là.");
    }
}
