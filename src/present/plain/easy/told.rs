//! What the easy page says of the centres at the instant that it was made.

use chrono::NaiveDate;

use super::{EasyTexts, easy_texts, needs};
use crate::{
    domain::{Context, Instant, Lang, MaterialId, OpeningState, Profile, Site, Situation, Wait, WaitBand},
    present::{
        Texts,
        plain::{calmest, full_date, plain_texts, spoken},
        site_name, texts,
    },
};

/// More than so many are no help to who reads slowly; the list has all of them.
const MOST: usize = 12;

/// Everything on the page that comes from the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub made: [String; 2],
    /// What stands over the centres: at what time these are open, or that none is.
    pub heading: String,
    /// Those that are open, or else those that open next.
    pub centres: Vec<TalkedOf>,
    /// Whether there are more.
    pub has_others: bool,
    pub everywhere: Vec<String>,
    pub in_some: Vec<String>,
    pub nowhere: Vec<String>,
    pub card: &'static str,
    /// Those that ask for a card, where others do not.
    pub card_at: Vec<String>,
    pub height: Vec<String>,
    pub calm: Vec<String>,
}

/// A centre that one may go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkedOf {
    pub id: String,
    pub name: String,
    pub sentences: Vec<String>,
}

/// A language at an instant.
struct Speaker<'a> {
    lang: Lang,
    t: &'static Texts,
    e: &'static EasyTexts,
    context: Context<'a>,
}

impl Speaker<'_> {
    /// "10 heures 20".
    fn time(&self, at: Instant) -> String {
        spoken(plain_texts(self.lang), &(self.t.time)(self.context.zone.local(at).time()))
    }

    /// "samedi 21 novembre 2026".
    fn date(&self, at: Instant) -> String {
        full_date(self.t, plain_texts(self.lang), self.context.zone.local(at).date())
    }

    fn is_of_today(&self, at: Instant) -> bool {
        self.context.zone.local(at).date() == self.today()
    }

    fn today(&self) -> NaiveDate {
        self.context.zone.local(self.context.now).date()
    }

    /// `None` where nobody is let in, or where that is not known.
    fn open(&self, situation: &Situation) -> Option<Vec<String>> {
        let OpeningState::Open(open) = &situation.opening else { return None };
        if !open.lets_in(self.context.now) {
            return None;
        }
        let enter = open.last_entry.map(|last| (self.e.enter_until, last));
        let until = enter.or(open.until.map(|until| (self.e.open_until, until)));
        let until = until.filter(|(_, at)| self.is_of_today(*at)).map(|(words, at)| words(&self.time(at)));
        let band = |minutes| (self.e.band)(WaitBand::of(minutes)).to_owned();
        let wait = match situation.wait {
            Wait::Measured { interval, at, .. } => {
                vec![(self.e.band)(interval.band()).to_owned(), (self.e.measured_at)(&self.time(at))]
            }
            Wait::Usual { median } => vec![band(median), self.e.is_usual.to_owned()],
            Wait::Unknown => vec![self.e.wait_unknown.to_owned()],
        };
        Some(until.into_iter().chain(wait).collect())
    }

    /// When it opens, as far as that is known.
    fn opens(&self, situation: &Situation) -> Option<(Instant, Vec<String>)> {
        let OpeningState::Closed { next: Some(next), .. } = &situation.opening else { return None };
        Some((next.from, vec![(self.e.opens_on)(&self.date(next.from), &self.time(next.from))]))
    }

    fn talked_of(&self, site: &Site, sentences: Vec<String>) -> TalkedOf {
        TalkedOf { id: site.id.to_string(), name: site_name(self.t, site), sentences }
    }
}

/// Puts the territory's centres into easy words. `known` says how each is at `context.now` and what is usual there, `label`
/// names a material.
pub fn told<'a>(
    lang: Lang,
    sites: &'a [Site],
    context: Context,
    known: impl Fn(&Site) -> (Situation, Option<&'a Profile>),
    label: impl Fn(&MaterialId) -> String,
) -> Told {
    let speaker = Speaker { lang, t: texts(lang), e: easy_texts(lang), context };
    let (e, now) = (speaker.e, speaker.time(context.now));
    let situations: Vec<_> = sites.iter().map(|site| (site, known(site))).collect();
    let open =
        situations.iter().filter_map(|(site, (situation, _))| Some(speaker.talked_of(site, speaker.open(situation)?)));
    let mut centres: Vec<TalkedOf> = open.collect();
    let is_unsure = |(_, (situation, _)): &(_, (Situation, _))| matches!(situation.opening, OpeningState::Unknown(_));
    let heading = match (centres.is_empty(), situations.iter().any(is_unsure)) {
        (false, _) => (e.open_at)(&now),
        (true, false) => (e.none_open_at)(&now),
        (true, true) => (e.none_known_at)(&now),
    };
    if centres.is_empty() {
        let opening = situations.iter().filter_map(|(site, (situation, _))| Some((site, speaker.opens(situation)?)));
        let mut opening: Vec<_> = opening.collect();
        opening.sort_by_key(|(site, (at, _))| (site.origin.is_some(), *at));
        centres = opening.into_iter().map(|(site, (_, sentences))| speaker.talked_of(site, sentences)).collect();
    }
    centres.truncate(MOST);
    let holiday = context.calendar.is_school_holiday(speaker.today());
    let calm = situations.iter().filter_map(|(site, (_, profile))| {
        let (day, hour) = calmest(site, profile.as_ref()?, speaker.today(), holiday)?;
        let hour = spoken(plain_texts(lang), &(speaker.t.time)(hour));
        Some((e.calm_at)(&site_name(speaker.t, site), day, &hour))
    });
    let calm: Vec<String> = calm.take(MOST).collect();
    // What holds for our centres is said of ours alone, whatever other territories' ask for.
    let ours: Vec<&Site> = sites.iter().filter(|site| site.origin.is_none()).collect();
    let [everywhere, in_some, nowhere] = needs::materials(&ours, &label);
    let (card, card_at) = needs::card(e, speaker.t, &ours, MOST);
    Told {
        made: (e.made)(&speaker.date(context.now), &now),
        heading,
        has_others: centres.len() < sites.len(),
        centres,
        everywhere,
        in_some,
        nowhere,
        card,
        card_at,
        height: needs::height(e, plain_texts(lang), speaker.t, &ours),
        calm,
    }
}

#[cfg(test)]
#[path = "told_tests.rs"]
mod tests;
