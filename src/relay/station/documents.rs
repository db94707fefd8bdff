//! The documents of a station.

use std::{collections::BTreeSet, sync::PoisonError};

use axum::body::Bytes;
use chrono::Duration;
use serde_json::{Value, json};

use super::{Fault, History, Known, Station, WEEKS, faults::lines};
use crate::{
    api::{
        VERSION,
        dto::{ProfileDto, ReadingDto, SlotDto, SourceStatusDto, StatusDto},
    },
    domain::{
        DayKind, Freshness, Instant, LiveState, OpeningState, Profile, Site, SiteId, Slot, Trend, WaitInterval,
        opening_at, rfc3339,
    },
    relay::{
        Documents, Source, contract,
        documents::Listing,
        schools::{GatheredMeters, Read, Readings, Unreadable},
        sources::Health,
        store::{Store, StoreError, ToldWait, profiles},
        waits::{Doubt, Estimate, Window},
    },
};

/// Sensors of one source that its status names.
const MOST_DOUBTS: usize = 20;

impl Source for Station {
    fn documents(&self, now: Instant) -> Documents {
        let mut documents = self.file.documents(now);
        let closed = self.known().gate_closures.announced(now);
        if !closed.is_empty() {
            // Whoever reads nothing newer for a while knows that it stays closed, and until when.
            documents.share("sites.json", &self.file.with_closures(&closed, now));
        }
        documents.share("openapi.json", contract::openapi_document());
        documents.extend(self.given.clone());
        if let (false, Some(store)) = (self.schools.is_empty(), self.history()) {
            let meters = GatheredMeters::new(&self.schools, &*store);
            let mut publication = self.publication.lock().unwrap_or_else(PoisonError::into_inner);
            documents.extend(publication.documents(&meters, &self.zone, now));
        }
        if let Some(store) = self.history() {
            documents.extend(self.days_told(&store, now));
        }
        let profiles = self.profiles(now);
        let (readings, doubts) = self.readings(now);
        let status = self.status(&self.known(), &doubts, now);
        documents.share("live.json", &readings);
        documents.share("profiles.json", &profiles);
        documents.insert("status.json", &status);
        documents
    }
}

impl Readings for &Store {
    fn between(&self, place: &SiteId, meter: &SiteId, from: Instant, until: Instant) -> Result<Read, Unreadable> {
        let readings = self.readings(place, meter, from, until);
        let readings = readings.map_err(|error| Unreadable(format!("{error}: {place}/{meter}")))?;
        Ok(readings.into_iter().map(|reading| (reading.at, reading.raw)).collect())
    }
}

impl Station {
    /// `live.json`, what is said of each centre, and which sensors are not believed.
    fn readings(&self, now: Instant) -> (Bytes, Vec<Doubt>) {
        let head = json!({ "version": VERSION, "generated_at": rfc3339(now) });
        let (mut readings, mut doubts) = (Listing::new(&head, "sites"), Vec::new());
        let ids: BTreeSet<SiteId> = {
            let known = self.known();
            known.windows.keys().chain(known.gate_closures.sites()).cloned().collect()
        };
        for id in ids {
            let Some(site) = self.sites.get(&id) else { continue };
            let gate = self.gates.get(&id).cloned().unwrap_or_default();
            // One centre at a time, so that whoever reports meanwhile waits no longer than for one.
            let (estimate, is_closed) = {
                let known = self.known();
                let estimate = known.windows.get(&id).map(|window| window.estimate(&gate, now));
                (
                    estimate.unwrap_or_else(|| Window::default().estimate(&gate, now)),
                    known.gate_closures.holds(&id, now),
                )
            };
            doubts.extend(estimate.doubts.iter().cloned());
            if is_closed {
                readings.push(&closed(site, now));
            } else if let Some(reading) = self.reading(site, &estimate, now) {
                self.keep(site, &estimate, now);
                readings.push(&reading);
            }
        }
        (readings.finish(), doubts)
    }

    /// Outside of the hours nobody queues, whatever a sensor sees: then there is no reading. Where the hours are not known
    /// the sensors alone speak.
    fn reading(&self, site: &Site, estimate: &Estimate, now: Instant) -> Option<ReadingDto> {
        let has_hours = match opening_at(site, self.calendar_of(&site.id), &self.zone, now) {
            OpeningState::Closed { .. } => return None,
            OpeningState::Open(_) => true,
            OpeningState::Unknown(_) => false,
        };
        let state = match estimate.state {
            LiveState::Open => Some("open"),
            LiveState::Closed => Some("closed"),
            LiveState::Unknown => None,
        };
        // A reading has one instant: that of its wait, and of its state where it has no wait. Where the hours are not known
        // a gate that is open is worth more than a wait that is too old to count.
        let is_said_since = estimate.state_at > estimate.wait_at;
        let is_outlived = !has_hours && is_said_since && !Freshness::of(estimate.wait_at, now).counts_as_now();
        let is_shut = estimate.state == LiveState::Closed;
        let wait = estimate.wait.filter(|_| !is_shut && !is_outlived);
        let at = if wait.is_some() { estimate.wait_at } else { estimate.state_at.or(estimate.at) }?;
        let trend = estimate.trend.map(|trend| match trend {
            Trend::Rising => "rising",
            Trend::Steady => "steady",
            Trend::Falling => "falling",
        });
        let minutes = |wait: WaitInterval| (Some(f64::from(wait.low().0)), wait.high().map(|high| f64::from(high.0)));
        Some(ReadingDto {
            id: site.id.to_string(),
            at: Some(rfc3339(at)),
            state: state.map(str::to_owned),
            wait_min: wait.map(minutes),
            vehicles: estimate.vehicles.filter(|_| !is_shut).map(f64::from),
            trend: trend.filter(|_| wait.is_some()).map(str::to_owned),
            ..ReadingDto::default()
        })
    }

    /// Only what was told as live becomes part of what is usual.
    fn keep(&self, site: &Site, estimate: &Estimate, now: Instant) {
        let (Some(store), Some(wait), Some(median)) = (self.history(), estimate.wait, estimate.median) else { return };
        if estimate.state != LiveState::Closed && Freshness::of(estimate.wait_at, now) == Freshness::Live {
            store.note_wait(&ToldWait { site: site.id.clone(), at: now, wait, median, vehicles: estimate.vehicles });
        }
    }

    /// `profiles.json`, reckoned once a day, from the weeks before it.
    fn profiles(&self, now: Instant) -> Bytes {
        let today = self.zone.local(now).date();
        if let Some((day, profiles)) = &self.known().profiles
            && *day == today
        {
            return profiles.clone();
        }
        let begun = || Listing::new(&json!({ "version": VERSION, "weeks": WEEKS }), "sites");
        let mut listing = begun();
        if let Err(error) = self.each_usual(now, |usual| listing.push(&profile(&usual))) {
            // The last ones are as good as they were, and a disk that fails now may be well in a minute.
            tracing::error!("{error}; the usual waits stay those of the last day that could be read");
            let last = self.known().profiles.as_ref().map(|(_, profiles)| profiles.clone());
            return last.unwrap_or_else(|| begun().finish());
        }
        let profiles = listing.finish();
        self.known().profiles = Some((today, profiles.clone()));
        profiles
    }

    /// Gives what is usual at each centre by the history up to `now`, one centre after the other: the waits of all of them
    /// would take more memory than all else.
    fn each_usual(&self, now: Instant, mut give: impl FnMut(Profile)) -> Result<(), StoreError> {
        let Some(store) = self.history() else { return Ok(()) };
        let from = now - Duration::weeks(i64::from(WEEKS));
        for site in self.sites.keys() {
            profiles(&store.waits_of(site, from, now)?, &self.calendar, &self.zone).into_iter().for_each(&mut give);
        }
        Ok(())
    }

    fn status(&self, known: &Known, doubts: &[Doubt], now: Instant) -> StatusDto {
        let of_sources = self.sources.iter().map(|source| {
            let begun = Health::begun(now);
            let mut status = known.health.get(&source.id).unwrap_or(&begun).status(source, now);
            let doubts = doubts.iter().filter(|doubt| doubt.sensor.is_of(&source.id));
            let doubts: Vec<String> = doubts.map(ToString::to_string).collect();
            if !doubts.is_empty() {
                let lines = doubts.into_iter().chain(status.last_error).take(MOST_DOUBTS);
                (status.ok, status.last_error) = (Some(false), Some(lines.collect::<Vec<_>>().join("\n")));
            }
            record(&status)
        });
        let is_well = !self.faults.iter().any(Fault::is_wrong);
        let file = SourceStatusDto { ok: Some(is_well), last_error: lines(&self.faults), ..self.file.status(now) };
        let sources = std::iter::once(record(&file)).chain(of_sources).chain(self.history_status(now));
        StatusDto { version: VERSION, generated_at: Some(rfc3339(now)), sources: sources.collect() }
    }

    fn history_status(&self, now: Instant) -> Option<Value> {
        let trouble = match &*self.history_state() {
            History::Off => return None,
            History::On(store) => store.trouble().or_else(|| self.clock_trouble()),
            History::Broken { reason, .. } => {
                Some(format!("{reason}; nothing is kept meanwhile, and it is tried again each minute"))
            }
        };
        let label = [("fr", "Historique"), ("en", "History")].map(|(lang, text)| (lang.to_owned(), text.to_owned()));
        Some(record(&SourceStatusDto {
            id: "history".to_owned(),
            label: Some(label.into()),
            kind: Some("store".to_owned()),
            ok: Some(trouble.is_none()),
            last_success: trouble.is_none().then(|| rfc3339(now)),
            kept: None,
            rejected: None,
            last_error: trouble,
        }))
    }
}

/// What is said of a centre that a person at the gate has closed: it holds, so that it is as new as the document.
fn closed(site: &Site, now: Instant) -> ReadingDto {
    let (at, state) = (Some(rfc3339(now)), Some("closed".to_owned()));
    ReadingDto { id: site.id.to_string(), at, state, ..ReadingDto::default() }
}

fn profile(usual: &Profile) -> ProfileDto {
    let slot = |slot: &Slot| {
        let days = match slot.days {
            DayKind::Term => "term",
            DayKind::SchoolHolidays => "school_holidays",
            DayKind::Any => "any",
        };
        record(&SlotDto {
            days: Some(days.to_owned()),
            day: slot.weekday,
            hour: slot.hour,
            p50: f64::from(slot.median.0),
            p80: slot.p80.map(|p80| f64::from(p80.0)),
            n: slot.count,
        })
    };
    ProfileDto { id: usual.site.to_string(), slots: usual.slots.iter().map(slot).collect() }
}

fn record(dto: &impl serde::Serialize) -> Value {
    serde_json::to_value(dto).expect("wire types have string keys and no failing serialisation")
}
