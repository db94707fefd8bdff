//! Days that are over: kept once, and told as documents.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Datelike, Duration, NaiveDate};

use super::{Station, gate_closures::is_persons};
use crate::{
    domain::{Instant, OpeningState, SiteId, day_bounds, opening_at},
    relay::{
        Documents,
        config::Target,
        store::{Store, StoreError},
        traffic::Traffic,
        waits::{Lanes, Observation},
        yearbook::{BEFORE, Evidence, ServiceDay, SiteDay, Year, day_document, history_document},
    },
};

/// Reports come late: a day is kept once it is over for so long.
const GRACE: Duration = Duration::hours(1);
/// So many days are made up for at most; a clock that went wrong must not fill the disk.
const MOST_DAYS: i64 = 1000;
/// How many days that are over have their waits published, as long as they take no more bytes than this together: they lie
/// in memory.
const PUBLISHED_DAYS: i64 = 62;
const PUBLISHED_BYTES: usize = 4 << 20;
/// A longer time between two looks at the clock is none in which the relay ran: the machine slept.
const LONGEST_RUN: Duration = Duration::minutes(10);

/// What is over, as documents, and of which state they are: today, and the last kept day.
pub(super) type Told = ((NaiveDate, Option<NaiveDate>), Documents);

/// What the station remembers of days.
#[derive(Default)]
pub(super) struct Days {
    pub(super) told: Option<Told>,
    /// Who counts the answers, and when they were read last.
    traffic: Option<Arc<Traffic>>,
    read_at: Option<Instant>,
    /// The day on which days that were kept empty were looked at.
    pub(super) repaired_on: Option<NaiveDate>,
    /// What was said of the clock last.
    pub(super) clock_trouble: Option<String>,
}

impl Station {
    /// Counts what this server answers as the relay's own.
    pub fn count(&self, traffic: Arc<Traffic>) {
        self.days().traffic = Some(traffic);
    }

    /// Keeps what was answered since the last time, and for how long the relay ran.
    pub fn note_service(&self, now: Instant) {
        let mut days = self.days();
        let (Some(traffic), Some(store)) = (days.traffic.clone(), self.history()) else { return };
        let run = days.read_at.map(|before| (before, now - before)).filter(|(_, run)| *run <= LONGEST_RUN);
        let whole = run.and_then(|(before, run)| Some((before, u64::try_from(run.num_seconds()).ok()?)));
        // What is left of a second counts the next time: a look takes a part of one, each minute.
        let (read_at, running_s) = match whole {
            Some((before, seconds)) => (before + Duration::seconds(seconds.cast_signed()), seconds),
            None => (now, 0),
        };
        days.read_at = Some(read_at);
        let (requests, bytes) = traffic.take();
        store.note_service(&ServiceDay { date: self.zone.local(now).date(), running_s, requests, bytes });
    }

    /// The last day that is over.
    pub(super) fn last_over(&self, now: Instant) -> Option<NaiveDate> {
        self.zone.local(now - GRACE).date().pred_opt()
    }

    /// Keeps the days that are over and not kept yet, and says whether all of them are.
    pub fn keep_days(&self, now: Instant) -> bool {
        let Some(store) = self.history() else { return false };
        let kept = self.keep_days_in(&store, now);
        if let Err(error) = &kept {
            tracing::error!("{error}; the days that are over are kept later");
        }
        kept.is_ok()
    }

    fn keep_days_in(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        let last = self.last_over(now);
        let next = match store.kept_days()? {
            Some((_, last)) => last.succ_opt(),
            None => store.first_instant()?.map(|first| self.zone.local(first).date()),
        };
        let (Some(next), Some(last)) = (next, last) else { return Ok(()) };
        let sensors = self.sensors();
        for date in next.max(last - Duration::days(MOST_DAYS)).iter_days().take_while(|date| *date <= last) {
            let days: Result<Vec<SiteDay>, _> =
                self.sites.keys().map(|site| self.day_of(store, site, sensors.get(site), date, now)).collect();
            store.keep_days(&days?)?;
        }
        Ok(())
    }

    pub(super) fn day_of(
        &self,
        store: &Store,
        id: &SiteId,
        sources: Option<&Vec<SiteId>>,
        date: NaiveDate,
        now: Instant,
    ) -> Result<SiteDay, StoreError> {
        let (start, end) = day_bounds(date, &self.zone);
        let is_open = |at: Instant| match opening_at(&self.sites[id], self.calendar_of(id), &self.zone, at) {
            OpeningState::Open(_) => Some(true),
            OpeningState::Closed { .. } => Some(false),
            OpeningState::Unknown(_) => None,
        };
        let is_of_a_sensor = |report: &Observation| {
            sources.is_some_and(|sources| sources.iter().any(|source| report.sensor.is_of(source)))
        };
        // Of a day whose reports are let go already nothing is known but its waits.
        let reports = match sources {
            Some(_) if start >= store.reports_since(now) => {
                let mut reports = store.observations_of(id, start - BEFORE, end)?;
                reports.retain(is_of_a_sensor);
                Some(reports)
            }
            Some(_) | None => None,
        };
        let no_lanes = Lanes::default();
        let day = Evidence {
            site: id,
            date,
            bounds: (start, end),
            is_open: &is_open,
            waits: &store.waits_of(id, start, end)?,
            reports: reports.as_deref(),
            lanes: self.gates.get(id).map_or(&no_lanes, |gate| &gate.lanes),
        };
        Ok(day.day())
    }

    /// The sources whose sensors watch each centre; a person who says a wait is none.
    pub(super) fn sensors(&self) -> BTreeMap<SiteId, Vec<SiteId>> {
        let mut sensors: BTreeMap<SiteId, Vec<SiteId>> = BTreeMap::new();
        for source in self.sources.iter().filter(|source| !is_persons(source)) {
            for map in &source.map {
                if let Target::Site(of) = &map.target {
                    let sources = sensors.entry(of.site.clone()).or_default();
                    sources.push(source.id.clone());
                    sources.dedup();
                }
            }
        }
        sensors
    }

    /// The waits of the days that are over, and a report of each year.
    pub(super) fn days_told(&self, store: &Store, now: Instant) -> Documents {
        let today = self.zone.local(now).date();
        let made = store.kept_days().and_then(|kept| {
            let state = (today, kept.map(|(_, last)| last));
            if let Some((_, documents)) = self.days().told.as_ref().filter(|(of, _)| *of == state) {
                return Ok(documents.clone());
            }
            let mut documents = Documents::default();
            let Some(kept) = kept else { return Ok(documents) };
            let days = self.publish_waits(store, today, kept, &mut documents)?;
            let years = self.publish_years(store, kept, &mut documents)?;
            documents.insert("history.json", &history_document(&days, &years));
            self.days().told = Some((state, documents.clone()));
            Ok(documents)
        });
        made.unwrap_or_else(|error| {
            tracing::error!("{error}; what was told on days that are over is not published");
            Documents::default()
        })
    }

    /// Of as many days as there is room for, the newest first; gives back which, ascending.
    fn publish_waits(
        &self,
        store: &Store,
        today: NaiveDate,
        (first, last): (NaiveDate, NaiveDate),
        documents: &mut Documents,
    ) -> Result<Vec<NaiveDate>, StoreError> {
        let (mut days, mut bytes) = (Vec::new(), 0);
        let earliest = first.max(today - Duration::days(PUBLISHED_DAYS));
        let newest_first = std::iter::successors(Some(last), NaiveDate::pred_opt);
        for date in newest_first.take_while(|date| *date >= earliest) {
            let (start, end) = day_bounds(date, &self.zone);
            // One centre after the other: the waits of all of them would take more memory than all else.
            let mut failed = None;
            let waits = self.sites.keys().map_while(|site| match store.waits_of(site, start, end) {
                Ok(waits) => Some((site.clone(), waits)),
                Err(error) => {
                    failed = Some(error);
                    None
                }
            });
            let document = day_document(date, waits);
            if let Some(error) = failed {
                return Err(error);
            }
            let Some(document) = document else { continue };
            bytes += serde_json::to_vec(&document).map_or(0, |document| document.len());
            if bytes > PUBLISHED_BYTES {
                break;
            }
            documents.insert(&format!("waits/{date}.json"), &document);
            days.push(date);
        }
        days.reverse();
        Ok(days)
    }

    fn publish_years(
        &self,
        store: &Store,
        (first, last): (NaiveDate, NaiveDate),
        documents: &mut Documents,
    ) -> Result<Vec<i32>, StoreError> {
        let mut years = Vec::new();
        for year in first.year()..=last.year() {
            let bounds = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
            let Some((from, until)) = bounds.map(|(from, until)| (from, until.min(last))) else { continue };
            let mut sum = Year::default();
            store.each_day(from, until, |day| sum.add(&day))?;
            for day in store.service_days(from, until)? {
                sum.add_service(&day);
            }
            if let Some(report) = sum.report(|site| self.sites.get(site)?.name.clone()) {
                documents.insert(&format!("report/{year:04}.json"), &report);
                years.push(year);
            }
        }
        Ok(years)
    }
}
