//! The last hours of one sensor, each report once and in the order of what it saw.

use chrono::Duration;

use super::Seen;
use crate::domain::{CLOCK_TOLERANCE, Instant};

/// How far back reports count.
const WINDOW: Duration = Duration::hours(3);
/// The same frame within this time is the same report over another gateway; later, the sensor has begun to count anew.
const SAME_FRAME: Duration = Duration::minutes(10);
/// A frame that is this much older than the newest was held up on its way; further back, the sensor has begun anew.
const LATE_FRAMES: u32 = 100;
/// A report every ten seconds for the whole window; a sensor that speaks more loses the oldest ones.
const MOST: usize = 1080;

/// Why a report does not count for the wait now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the same report came before")]
    Duplicate,
    #[error("its clock is more than two minutes ahead")]
    Future,
    #[error("older than three hours")]
    Old,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    pub at: Instant,
    pub frame: Option<u32>,
    pub seen: Seen,
}

/// Reports of one kind, ascending by the instant of what was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SensorLog(Vec<Report>);

/// Of reports that are in order already.
impl FromIterator<Report> for SensorLog {
    fn from_iter<T: IntoIterator<Item = Report>>(reports: T) -> Self {
        Self(reports.into_iter().collect())
    }
}

impl SensorLog {
    /// Takes a report in at its place, whenever it comes.
    ///
    /// # Errors
    /// When it says nothing new or nothing about now; it is then left out.
    pub fn note(&mut self, report: Report, now: Instant) -> Result<(), Refused> {
        if report.at > now + CLOCK_TOLERANCE {
            return Err(Refused::Future);
        }
        if report.at < now - WINDOW {
            return Err(Refused::Old);
        }
        let is_same = |known: &Report| match (known.frame, report.frame) {
            (Some(known_frame), Some(frame)) => frame == known_frame && (known.at - report.at).abs() <= SAME_FRAME,
            (None | Some(_), None) | (None, Some(_)) => known.at == report.at && known.seen == report.seen,
        };
        if self.0.iter().any(is_same) {
            return Err(Refused::Duplicate);
        }
        self.place(report);
        let gone = self.0.partition_point(|known| known.at < now - WINDOW).max(self.0.len().saturating_sub(MOST));
        self.0.drain(..gone);
        Ok(())
    }

    /// Reports of any time in the order of what they saw, without the bounds of what counts for the wait now. Each is given
    /// once, in the order of their instants.
    pub(super) fn ordered(reports: &[Report]) -> Self {
        let mut log = Self::default();
        for report in reports {
            log.place(*report);
        }
        log
    }

    fn place(&mut self, report: Report) {
        let report = self.held_up(report);
        let place = self.0.partition_point(|known| known.at <= report.at);
        self.0.insert(place, report);
    }

    /// A report that bears the instant of its arrival and came after its successors goes before them: its number says so.
    fn held_up(&self, report: Report) -> Report {
        let Some(frame) = report.frame else { return report };
        let successors = self.0.iter().filter(|known| {
            known.frame.is_some_and(|known| known > frame && known - frame <= LATE_FRAMES)
                && (known.at - report.at).abs() <= WINDOW
        });
        match successors.map(|known| known.at).min() {
            Some(next) if next <= report.at => Report { at: next - Duration::milliseconds(1), ..report },
            Some(_) | None => report,
        }
    }

    pub fn reports(&self) -> &[Report] {
        &self.0
    }

    /// When the newest report saw what it saw, where it still counts.
    pub(super) fn newest(&self, now: Instant) -> Option<Instant> {
        self.0.last().map(|report| report.at).filter(|at| *at >= now - WINDOW)
    }

    /// The newest report at or before an instant.
    pub fn last_at(&self, instant: Instant) -> Option<&Report> {
        self.0.partition_point(|report| report.at <= instant).checked_sub(1).map(|i| &self.0[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Instant {
        "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
    }
    fn report(minute: i64, frame: Option<u32>, vehicles: u32) -> Report {
        Report { at: at(minute), frame, seen: Seen::Queue(vehicles) }
    }
    fn log(reports: &[Report]) -> SensorLog {
        let mut log = SensorLog::default();
        for report in reports {
            log.note(*report, at(60)).unwrap();
        }
        log
    }
    fn seen(log: &SensorLog) -> Vec<Seen> {
        log.reports().iter().map(|report| report.seen).collect()
    }

    #[test]
    fn a_frame_that_comes_over_two_gateways_counts_once() {
        let mut log = log(&[report(1, Some(7), 3)]);
        let mut again = report(1, Some(7), 3);
        again.at += Duration::seconds(2);
        assert_eq!(log.note(again, at(60)), Err(Refused::Duplicate));
        assert_eq!(log.note(report(30, Some(7), 4), at(60)), Ok(()), "a sensor that was switched on again");
    }

    #[test]
    fn reports_without_a_number_are_the_same_when_they_say_the_same_of_the_same_instant() {
        let mut log = log(&[report(1, None, 3)]);
        assert_eq!(log.note(report(1, None, 3), at(60)), Err(Refused::Duplicate));
        assert_eq!(log.note(report(2, None, 3), at(60)), Ok(()));
    }

    #[test]
    fn reports_stand_in_the_order_of_what_they_saw() {
        assert_eq!(
            seen(&log(&[report(5, None, 5), report(1, None, 1), report(3, None, 3)])),
            [1, 3, 5].map(Seen::Queue)
        );
    }

    #[test]
    fn a_late_frame_goes_before_its_successors_whatever_its_stamp() {
        let log = log(&[report(1, Some(40), 1), report(3, Some(42), 3), report(4, Some(41), 2)]);
        assert_eq!(seen(&log), [1, 2, 3].map(Seen::Queue));
        assert_eq!(log.last_at(at(60)).unwrap().seen, Seen::Queue(3));
    }

    #[test]
    fn a_sensor_that_counts_its_frames_anew_is_not_late() {
        let log = log(&[report(1, Some(5000), 1), report(3, Some(0), 2)]);
        assert_eq!(seen(&log), [1, 2].map(Seen::Queue));
    }

    #[test]
    fn what_lies_ahead_or_far_back_is_refused() {
        let mut log = SensorLog::default();
        assert_eq!(log.note(report(63, None, 1), at(60)), Err(Refused::Future));
        assert_eq!(log.note(report(62, None, 1), at(60)), Ok(()));
        assert_eq!(log.note(report(-121, None, 1), at(60)), Err(Refused::Old));
    }

    #[test]
    fn the_log_forgets_and_stays_small() {
        let mut log = log(&[report(0, None, 1)]);
        log.note(report(200, None, 2), at(200)).unwrap();
        assert_eq!(seen(&log), [Seen::Queue(2)]);
        for second in 0..2000 {
            let report = Report { at: at(200) + Duration::seconds(second), frame: None, seen: Seen::Queue(0) };
            log.note(report, at(240)).unwrap();
        }
        assert_eq!(log.reports().len(), MOST);
    }
}
