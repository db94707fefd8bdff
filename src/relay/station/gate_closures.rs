//! What a person at the gate said of it: "closed" is a closure with an end, not a reading that ages.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveTime};

use super::Station;
use crate::{
    api::dto::ClosureDto,
    domain::{ClockTime, DayPlan, Instant, Lang, LiveState, Site, SiteId, rfc3339},
    present::texts,
    relay::{
        config::{Kind, Payload, SourceConfig, Target},
        store::{Store, StoreError},
        waits::{Observation, Seen},
    },
};

/// So far back a "closed" may still hold: from the first minute of a day to the end of an opening that passes its midnight.
const LONGEST_HOURS: i64 = 48;

/// Until when each gate is closed, by the last word of a person there.
#[derive(Debug, Default)]
pub(super) struct GateClosures(BTreeMap<SiteId, GateClosure>);

#[derive(Clone, Copy, Debug)]
struct GateClosure {
    said: Instant,
    until: Instant,
}

impl GateClosures {
    /// Whether somebody closed the gate and it has not been opened since.
    pub(super) fn holds(&self, site: &SiteId, now: Instant) -> bool {
        self.0.get(site).is_some_and(|closure| closure.said <= now && now < closure.until)
    }

    /// What holds at `now`, as closures of their centres.
    pub(super) fn announced(&self, now: Instant) -> BTreeMap<SiteId, ClosureDto> {
        let closure = |closure: &GateClosure| ClosureDto {
            from: rfc3339(closure.said),
            until: Some(rfc3339(closure.until)),
            reason: Some(Lang::ALL.map(|lang| (lang.code().to_owned(), texts(lang).reported_closed.to_owned())).into()),
        };
        let holding = self.0.iter().filter(|(site, _)| self.holds(site, now));
        holding.map(|(site, told)| (site.clone(), closure(told))).collect()
    }

    pub(super) fn sites(&self) -> impl Iterator<Item = &SiteId> {
        self.0.keys()
    }

    fn close(&mut self, site: &SiteId, said: Instant, until: Instant) {
        self.0.insert(site.clone(), GateClosure { said, until });
    }

    fn open(&mut self, site: &SiteId, said: Instant) {
        if self.0.get(site).is_some_and(|closure| closure.said <= said) {
            self.0.remove(site);
        }
    }
}

pub(super) fn is_persons(source: &SourceConfig) -> bool {
    matches!(&source.kind, Kind::Webhook(hook) if hook.payload == Payload::Person)
}

impl Station {
    /// Takes in what a person says of a gate: that it is closed, or anything that only somebody at an open gate says.
    pub(super) fn note_gate(&self, closures: &mut GateClosures, report: &Observation) {
        let Some(site) = self.sites.get(&report.site).filter(|_| self.is_said_by_a_person(report)) else { return };
        match report.seen {
            Seen::State(LiveState::Closed) => {
                closures.close(&report.site, report.at, self.end_of_opening_day(site, report.at));
            }
            Seen::State(LiveState::Open) | Seen::Wait(_) | Seen::Level(_) => closures.open(&report.site, report.at),
            Seen::State(LiveState::Unknown) | Seen::Queue(_) | Seen::Total(..) | Seen::Since(..) | Seen::Alive => {}
        }
    }

    /// Reads again from the history what people at the gates said before the relay was started.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub(super) fn remember_gates(&self, store: &Store, now: Instant) -> Result<GateClosures, StoreError> {
        let mut closures = GateClosures::default();
        let maps = self.sources.iter().filter(|source| is_persons(source)).flat_map(|source| &source.map);
        let sites: BTreeSet<&SiteId> = maps
            .filter_map(|map| match &map.target {
                Target::Site(of) => Some(&of.site),
                Target::Meter(_) => None,
            })
            .collect();
        for site in sites {
            for report in
                store.observations_of(site, now - Duration::hours(LONGEST_HOURS), now + Duration::seconds(1))?
            {
                self.note_gate(&mut closures, &report);
            }
        }
        Ok(closures)
    }

    fn is_said_by_a_person(&self, report: &Observation) -> bool {
        self.sources.iter().any(|source| is_persons(source) && report.sensor.is_of(&source.id))
    }

    /// When the day of an opening ends: at midnight, or with the last opening where that passes it.
    fn end_of_opening_day(&self, site: &Site, at: Instant) -> Instant {
        let today = self.zone.local(at).date();
        let ends = |date: chrono::NaiveDate, least: ClockTime| {
            let plan = DayPlan::scheduled(site, self.calendar_of(&site.id), date);
            let last = plan.spans.last().map_or(least, |span| span.until.max(least));
            self.zone.instant(date.and_time(NaiveTime::MIN) + Duration::minutes(i64::from(last.minutes())))
        };
        let yesterday = ends(today - Duration::days(1), ClockTime::MIDNIGHT);
        if at < yesterday { yesterday } else { ends(today, ClockTime::END_OF_DAY) }
    }
}
