//! Whether the machine's clock can be relied on to say what is old.
//!
//! A machine without a battery or with a wrong time server may start a year ahead: by that clock the whole history is old.
//! What cannot be undone therefore waits until others confirm the clock: the `Date` of HTTP sources, and reports that bear
//! their own instant.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;

use super::count::count;
use crate::domain::{Instant, SiteId};

/// Clocks that differ by no more agree: answers may have waited in a cache, reports in a gateway.
const TOLERANCE: TimeDelta = TimeDelta::minutes(15);
/// How long a statement counts. Some sources are asked once a day.
const LASTING: Duration = Duration::from_hours(26);
/// A difference between the machine's clock and the time that it ran, beyond which the clock was set anew.
const LEAP: TimeDelta = TimeDelta::minutes(2);
/// A history whose newest row is further away than this was not written by a relay that was just restarted.
const USUAL_GAP: TimeDelta = TimeDelta::days(2);
/// How long the clock must be agreed with after such a gap.
const SETTLED_AFTER_GAP: Duration = Duration::from_hours(24);
/// How long a clock that nobody can confirm must run evenly.
const SETTLED_ALONE: Duration = Duration::from_hours(1);

/// What is known of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockVerdict {
    Agrees,
    /// Nothing speaks against it, but not enough for it yet; why.
    Unconfirmed(String),
    /// What is wrong.
    Contradicted(String),
}

/// What others said of the clock, and how evenly it ran.
#[derive(Debug, Default)]
pub struct ClockCheck(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The newest statement of each source, by its `Date` or by its reports.
    statements: BTreeMap<(SiteId, bool), Statement>,
    /// The clock at the last look, and how long the relay had run by then.
    last: Option<(Instant, Duration)>,
    /// How long the relay had run at the last leap.
    leapt: Duration,
    /// Whether the history was far from the clock when the relay started.
    is_after_gap: bool,
    /// Whether the relay ends before a clock could settle.
    is_single_run: bool,
}

#[derive(Clone, Copy, Debug)]
struct Statement {
    /// How far our clock was ahead of theirs.
    ahead: TimeDelta,
    ran: Duration,
}

impl ClockCheck {
    /// For a history that ends at an instant; `None` where there is nothing in it.
    pub fn new(now: Instant, newest_row: Option<Instant>) -> Self {
        let is_after_gap = newest_row.is_some_and(|newest| (now - newest).abs() > USUAL_GAP);
        Self(Mutex::new(State { is_after_gap, ..State::default() }))
    }

    /// For a program that runs once and ends, which cannot wait until a clock has settled: what sources say at once counts,
    /// and where none can say anything the newest row does.
    pub fn run_once(&self) {
        self.state().is_single_run = true;
    }

    /// Notes the clock, and how long the relay has run by a clock that cannot be set. After a leap everything must be
    /// confirmed anew.
    pub fn look(&self, now: Instant, ran: Duration) {
        let mut state = self.state();
        if let Some((before, ran_before)) = state.last {
            let passed = TimeDelta::from_std(ran.saturating_sub(ran_before)).unwrap_or(TimeDelta::MAX);
            let leap = (now - before) - passed;
            if leap.abs() > LEAP {
                tracing::warn!("the clock was set by {}", span(leap));
                state.statements.clear();
                state.leapt = ran;
            }
        }
        state.last = Some((now, ran));
    }

    /// A server's clock said `theirs` while ours said `ours`.
    pub fn hear_date(&self, source: &SiteId, theirs: Instant, ours: Instant) {
        self.note((source.clone(), false), ours - theirs);
    }

    /// The newest report of a source that stamps its reports. One that is near confirms our clock. Another says nothing: there
    /// may be none newer, and local times that are written as UTC are common.
    pub fn hear_report(&self, source: &SiteId, at: Instant, ours: Instant) {
        if (ours - at).abs() <= TOLERANCE {
            self.note((source.clone(), true), ours - at);
        }
    }

    fn note(&self, of: (SiteId, bool), ahead: TimeDelta) {
        let mut state = self.state();
        let ran = state.last.map_or(Duration::ZERO, |(_, ran)| ran);
        state.statements.insert(of, Statement { ahead, ran });
    }

    /// What is known now. `is_told`: whether there are sources that can say what time it is.
    pub fn verdict(&self, is_told: bool) -> ClockVerdict {
        let state = self.state();
        let ran = state.last.map_or(Duration::ZERO, |(_, ran)| ran);
        let newest = || state.statements.values().filter(|statement| ran.saturating_sub(statement.ran) <= LASTING);
        let differing: Vec<TimeDelta> =
            newest().map(|statement| statement.ahead).filter(|ahead| ahead.abs() > TOLERANCE).collect();
        let agreeing = newest().count() - differing.len();
        if let Some(ahead) = differing.iter().max_by_key(|ahead| ahead.abs()).filter(|_| differing.len() >= agreeing) {
            let side = if *ahead > TimeDelta::zero() { "ahead of" } else { "behind" };
            return ClockVerdict::Contradicted(format!("the clock is {} {side} what sources say", span(*ahead)));
        }
        if is_told && agreeing == 0 {
            return ClockVerdict::Unconfirmed("no source has said what time it is".to_owned());
        }
        let evenly = ran.saturating_sub(state.leapt);
        let is_settled = |after| state.is_single_run || evenly >= after;
        if state.is_after_gap && !(is_told && is_settled(SETTLED_AFTER_GAP)) {
            return ClockVerdict::Unconfirmed("the history ends days away from the clock".to_owned());
        }
        if !is_told && !is_settled(SETTLED_ALONE) {
            return ClockVerdict::Unconfirmed(
                "no source can say what time it is, and the relay only just began".to_owned(),
            );
        }
        ClockVerdict::Agrees
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each entry is replaced as a whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn span(time: TimeDelta) -> String {
    match time.num_minutes().abs() {
        minutes @ ..120 => count(minutes, "minute"),
        minutes @ 120..2880 => count(minutes / 60, "hour"),
        minutes => count(minutes / 1440, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }
    fn id(text: &str) -> SiteId {
        text.parse().unwrap()
    }
    fn now() -> Instant {
        at("2026-11-21T10:00:00Z")
    }
    fn is_unconfirmed(verdict: &ClockVerdict) -> bool {
        matches!(verdict, ClockVerdict::Unconfirmed(_))
    }

    #[test]
    fn a_clock_is_confirmed_by_what_servers_and_reports_say() {
        for say in [
            (|check| ClockCheck::hear_date(check, &id("a"), now() - TimeDelta::minutes(10), now())) as fn(&ClockCheck),
            |check| check.hear_report(&id("a"), now() - TimeDelta::minutes(3), now()),
        ] {
            let check = ClockCheck::new(now(), Some(now() - TimeDelta::hours(1)));
            check.look(now(), MINUTE);
            assert!(is_unconfirmed(&check.verdict(true)));
            say(&check);
            assert_eq!(check.verdict(true), ClockVerdict::Agrees);
            // A day and more later it has to be said again.
            check.look(now() + TimeDelta::hours(27), Duration::from_hours(27) + MINUTE);
            assert!(is_unconfirmed(&check.verdict(true)));
        }
    }

    #[test]
    fn a_report_of_another_time_says_nothing() {
        let check = ClockCheck::new(now(), None);
        check.look(now(), MINUTE);
        for at in [now() - TimeDelta::days(365), now() + TimeDelta::hours(2)] {
            check.hear_report(&id("a"), at, now());
            assert!(is_unconfirmed(&check.verdict(true)), "{at}");
        }
        check.hear_date(&id("b"), now() + TimeDelta::hours(5), now());
        let said = "the clock is 5 hours behind what sources say".to_owned();
        assert_eq!(check.verdict(true), ClockVerdict::Contradicted(said));
    }

    #[test]
    fn a_clock_a_year_ahead_is_contradicted_until_it_is_set() {
        let (ahead, check) = (now() + TimeDelta::days(365), ClockCheck::new(now() + TimeDelta::days(365), Some(now())));
        check.look(ahead, MINUTE);
        check.hear_date(&id("a"), now(), ahead);
        // A server on the same machine has the same clock.
        check.hear_date(&id("b"), ahead, ahead);
        let said = "the clock is 365 days ahead of what sources say".to_owned();
        assert_eq!(check.verdict(true), ClockVerdict::Contradicted(said));
        // Set right, which is a leap: what was said before counts no more.
        check.look(now(), 2 * MINUTE);
        assert!(is_unconfirmed(&check.verdict(true)));
        check.hear_date(&id("a"), now(), now());
        assert!(is_unconfirmed(&check.verdict(true)), "the history was a year away when the relay began");
        let later = Duration::from_hours(25);
        check.look(now() + TimeDelta::from_std(later).unwrap() - TimeDelta::minutes(2), later);
        check.hear_date(&id("a"), now() + TimeDelta::hours(25), now() + TimeDelta::hours(25));
        assert_eq!(check.verdict(true), ClockVerdict::Agrees);
    }

    #[test]
    fn a_clock_that_nobody_can_confirm_is_not_relied_on_after_a_gap() {
        for newest in [now() - TimeDelta::days(3), now() + TimeDelta::days(3)] {
            let check = ClockCheck::new(now(), Some(newest));
            check.look(now(), Duration::ZERO);
            check.look(now() + TimeDelta::days(2), Duration::from_hours(48));
            assert!(is_unconfirmed(&check.verdict(false)));
        }
    }

    #[test]
    fn a_program_that_runs_once_does_not_wait_for_a_clock_to_settle() {
        let check = |newest| {
            let check = ClockCheck::new(now(), Some(newest));
            check.run_once();
            check
        };
        let (recent, old) = (now() - TimeDelta::hours(1), now() - TimeDelta::days(9));
        assert_eq!(check(recent).verdict(false), ClockVerdict::Agrees);
        assert!(is_unconfirmed(&check(old).verdict(false)));
        assert!(is_unconfirmed(&check(recent).verdict(true)) && is_unconfirmed(&check(old).verdict(true)));
        let told = check(old);
        told.hear_date(&id("a"), now(), now());
        assert_eq!(told.verdict(true), ClockVerdict::Agrees);
        told.hear_date(&id("a"), now() - TimeDelta::days(365), now());
        assert!(matches!(told.verdict(true), ClockVerdict::Contradicted(_)));
    }

    #[test]
    fn a_clock_that_nobody_can_confirm_must_run_evenly_for_an_hour() {
        let check = ClockCheck::new(now(), Some(now() - TimeDelta::hours(1)));
        check.look(now(), Duration::ZERO);
        assert!(is_unconfirmed(&check.verdict(false)));
        check.look(now() + TimeDelta::minutes(59), 59 * MINUTE);
        assert!(is_unconfirmed(&check.verdict(false)));
        // Set by an hour: the hour begins anew.
        check.look(now() + TimeDelta::minutes(120), 60 * MINUTE);
        check.look(now() + TimeDelta::minutes(150), 90 * MINUTE);
        assert!(is_unconfirmed(&check.verdict(false)));
        check.look(now() + TimeDelta::minutes(180), 120 * MINUTE);
        assert_eq!(check.verdict(false), ClockVerdict::Agrees);
    }
}
