//! Where to go and when, for somebody who can go now or during a part of a coming day.

use chrono::{Duration, NaiveDate, NaiveTime, Timelike};

use super::{
    Acceptance, ArrivalWait, Context, Drive, Instant, Known, MaterialId, Minutes, Opening, OpeningState, Position,
    Profile, Reach, Site, Situation, Trip, WaitBand, is_full_today, opening_at, rank,
};

/// A part of a day, local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfDay {
    Morning,
    Afternoon,
    WholeDay,
}

/// When somebody can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Now,
    During { date: NaiveDate, half: HalfDay },
}

impl When {
    pub const fn whole_day(date: NaiveDate) -> Self {
        Self::During { date, half: HalfDay::WholeDay }
    }
}

impl HalfDay {
    pub const ALL: [HalfDay; 3] = [Self::Morning, Self::Afternoon, Self::WholeDay];

    /// From when until when, the end excluded; `None` where it is over. Centres that pause do so around one o'clock.
    pub fn window(self, date: NaiveDate, context: Context) -> Option<(Instant, Instant)> {
        const NOON_BREAK: NaiveTime = NaiveTime::from_hms_opt(13, 0, 0).expect("one o'clock is a time");
        let at = |date: NaiveDate, time| context.zone.instant(date.and_time(time));
        let (begins, ends) = (at(date, NaiveTime::MIN), at(date + Duration::days(1), NaiveTime::MIN));
        let (from, until) = match self {
            Self::Morning => (begins, at(date, NOON_BREAK)),
            Self::Afternoon => (at(date, NOON_BREAK), ends),
            Self::WholeDay => (begins, ends),
        };
        let from = from.max(context.now);
        (from < until).then_some((from, until))
    }
}

/// Whether one is let in at the time one has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    At {
        arrival: Instant,
        opening: Opening,
    },
    /// Open at that time, but entry ends before one's turn.
    TooLate,
    Closed,
    /// Nobody knows the hours.
    Unknown,
}

/// What can be said of going to one centre at that time.
#[derive(Clone, Debug, PartialEq)]
pub struct Outing<'a> {
    pub site: &'a Site,
    pub drive: Drive,
    pub wait: ArrivalWait,
    pub entry: Entry,
    pub acceptance: Option<Acceptance>,
    /// What one brings cannot be left there on that day.
    pub full: bool,
}

impl Outing<'_> {
    /// Whether somebody may be sent there.
    pub fn is_answer(&self) -> bool {
        matches!(self.entry, Entry::At { .. }) && !self.full && self.acceptance != Some(Acceptance::Refused)
    }

    /// As trips of now are ranked: those that surely take what one brings, then those whose wait is known, by the total.
    fn order(&self) -> (bool, u8, u8, bool, u32, u32) {
        let entry = match self.entry {
            Entry::At { .. } => 0,
            Entry::Unknown => 1,
            Entry::TooLate => 2,
            Entry::Closed => 3,
        };
        let taken = match self.acceptance {
            None | Some(Acceptance::Accepted) => 0,
            Some(Acceptance::Unknown) => 1,
            Some(Acceptance::Refused) => 2,
        };
        let (wait, drive) = (self.wait.expected(), self.drive.at_most());
        let total = drive + wait.unwrap_or_default();
        (!self.is_answer(), entry, taken, wait.is_none(), total.0, drive.0)
    }
}

impl<'a> Outing<'a> {
    fn of_trip(trip: Trip<'a>, context: Context) -> Self {
        let entry = match trip.reach {
            Reach::Yes(opening) => Entry::At { arrival: context.now + Duration::from(trip.drive.at_most()), opening },
            Reach::TooLate(_) => Entry::TooLate,
            Reach::Closed => Entry::Closed,
            Reach::Unknown => Entry::Unknown,
        };
        let Trip { site, drive, wait, acceptance, full_today, .. } = trip;
        Self { site, drive, wait, entry, acceptance, full: full_today }
    }
}

/// Going to each centre that can be driven to, the best first.
pub fn outings<'a>(
    sites: &'a [Site],
    known: &impl Known,
    from: Position,
    material: Option<&MaterialId>,
    when: When,
    context: Context,
) -> Vec<Outing<'a>> {
    let near = sites.iter().filter(|site| from.distance(site.position).is_drivable());
    match when {
        When::Now => {
            let trips = rank(near, known, from, material, context);
            trips.into_iter().map(|trip| Outing::of_trip(trip, context)).collect()
        }
        When::During { date, half } => {
            let today = context.zone.local(context.now).date() == date;
            let outing = |site: &'a Site| {
                let drive = Drive::to(site, from);
                let profile = known.profile(&site.id);
                let now = Situation::of(site, known.reading(&site.id), profile, context);
                let (entry, wait) = best_entry(site, (&now, profile), (date, half), drive.at_most(), context);
                let full = today && is_full_today(known.reading(&site.id), material, context);
                Outing { site, drive, wait, entry, acceptance: material.map(|m| site.acceptance(m)), full }
            };
            let mut outings: Vec<_> = near.map(outing).collect();
            outings.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| a.site.id.cmp(&b.site.id)));
            outings
        }
    }
}

/// The first day from `first` on, within two weeks, at which somebody can be sent somewhere.
pub fn next_day(
    sites: &[Site],
    known: &impl Known,
    from: Position,
    material: Option<&MaterialId>,
    first: NaiveDate,
    context: Context,
) -> Option<NaiveDate> {
    const DAYS: usize = 15;
    let is_good = |date: &NaiveDate| {
        let outings = outings(sites, known, from, material, When::whole_day(*date), context);
        outings.first().is_some_and(Outing::is_answer)
    };
    first.iter_days().take(DAYS).find(is_good)
}

/// The arrival with the shortest wait, the earliest of equal ones; `now` is how the centre is at this moment. Where it says
/// itself that it is closed against its hours, nobody knows when it opens again: not on this day.
fn best_entry(
    site: &Site,
    (now, profile): (&Situation, Option<&Profile>),
    (date, half): (NaiveDate, HalfDay),
    drive: Minutes,
    context: Context,
) -> (Entry, ArrivalWait) {
    let Some((from, until)) = half.window(date, context) else { return (Entry::Closed, ArrivalWait::Unknown) };
    if now.is_reported_closed() && date == context.zone.local(context.now).date() {
        return (Entry::Closed, ArrivalWait::Unknown);
    }
    let (openings, is_known) = openings_within(site, from, until, context);
    // Nobody arrives before the drive from now is over.
    let from = from.max(context.now + Duration::from(drive));
    let length = |wait: &ArrivalWait| (wait.expected().is_none(), wait.expected());
    let mut shortest: Option<(Instant, Opening, ArrivalWait)> = None;
    for opening in &openings {
        for arrival in arrivals(opening, from, until, context) {
            let wait = ArrivalWait::of(now.wait, profile, context.at(arrival)).settled();
            let is_let_in = opening.lets_in(arrival + Duration::from(wait.expected().unwrap_or_default()));
            if is_let_in && shortest.as_ref().is_none_or(|(_, _, best)| length(&wait) < length(best)) {
                shortest = Some((arrival, *opening, wait));
            }
        }
    }
    match shortest {
        Some((arrival, opening, wait)) => (Entry::At { arrival, opening }, wait),
        None if !openings.is_empty() => (Entry::TooLate, ArrivalWait::Unknown),
        None if is_known => (Entry::Closed, ArrivalWait::Unknown),
        None => (Entry::Unknown, ArrivalWait::Unknown),
    }
}

/// A moment at which a centre may be entered, and the wait to reckon with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalmHour {
    pub at: Instant,
    pub band: WaitBand,
}

/// The calm hours of a centre in the days to come, in their order: one of today where it is calmer than now, and the two
/// calmest of the six days after. `now` is how it is at this moment.
pub fn calm_hours(site: &Site, now: &Situation, profile: Option<&Profile>, context: Context) -> Vec<CalmHour> {
    const DAYS: i64 = 6;
    const MOST: usize = 2;
    let best = |date| {
        let (entry, wait) = best_entry(site, (now, profile), (date, HalfDay::WholeDay), Minutes(0), context);
        let Entry::At { arrival: at, .. } = entry else { return None };
        Some((wait.expected()?, CalmHour { at, band: wait.band()? }))
    };
    let today = context.zone.local(context.now).date();
    let is_calmer = |calm: &CalmHour| calm.at > context.now && now.wait.band().is_none_or(|now| calm.band < now);
    let mut calm: Vec<CalmHour> = Vec::new();
    if let Some((_, later)) = best(today)
        && is_calmer(&later)
    {
        calm.push(later);
    }
    let mut ahead: Vec<(Minutes, CalmHour)> = Vec::new();
    for day in 1..=DAYS {
        if let Some(found) = best(today + Duration::days(day)) {
            ahead.push(found);
        }
    }
    // The longest wait goes, of equal ones the latest, until few enough are left: they stay in their order.
    while ahead.len() > MOST {
        let mut worst = 0;
        for (i, (wait, _)) in ahead.iter().enumerate() {
            if *wait >= ahead[worst].0 {
                worst = i;
            }
        }
        ahead.remove(worst);
    }
    for (_, found) in ahead {
        calm.push(found);
    }
    calm
}

/// The openings that reach into a part of a day, and whether its hours are known.
fn openings_within(site: &Site, from: Instant, until: Instant, context: Context) -> (Vec<Opening>, bool) {
    let mut found = Vec::new();
    let mut at = from;
    while at < until {
        let open = match opening_at(site, context.calendar, context.zone, at) {
            OpeningState::Open(open) => open,
            OpeningState::Closed { next: Some(open), .. } if open.from < until => open,
            OpeningState::Closed { .. } => return (found, true),
            OpeningState::Unknown(_) => return (found, false),
        };
        found.push(open);
        let Some(end) = open.until.filter(|end| *end > at) else { break };
        at = end;
    }
    (found, true)
}

/// The moments worth comparing: the first possible one, then each full hour, since usual waits are known by the hour. Nobody
/// is sent "about noon" to a gate that shuts at a quarter past.
fn arrivals(open: &Opening, from: Instant, until: Instant, context: Context) -> Vec<Instant> {
    /// Of the autumn day on which clocks go back.
    const LONGEST_DAY_HOURS: i64 = 25;
    let first = open.from.max(from);
    let end = open.until.map_or(until, |end| end.min(until));
    let past_hour = Duration::minutes(i64::from(context.zone.local(first).minute()))
        + Duration::seconds(i64::from(context.zone.local(first).second()));
    let mut arrivals = Vec::new();
    let mut at = first;
    for hour in 1..=LONGEST_DAY_HOURS {
        if at >= end {
            break;
        }
        arrivals.push(at);
        at = first - past_hour + Duration::hours(hour);
        if open.last_entry.is_some_and(|last| at + Duration::minutes(30) > last) {
            break;
        }
    }
    arrivals
}

/// Whether no centre takes a material, as far as each says so.
pub fn is_refused_everywhere(sites: &[Site], material: &MaterialId) -> bool {
    !sites.is_empty() && sites.iter().all(|site| site.acceptance(material) == Acceptance::Refused)
}

#[cfg(test)]
#[path = "outing_tests.rs"]
mod tests;
