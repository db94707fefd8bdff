//! The reports of one sensor in as few bytes as they need: each as what differs from the one before. At a hundred uplinks a
//! second the last hours are a million reports, of six bytes each here and of fifty as they are read.

use chrono::DateTime;

use super::{
    Level, Passage, Seen, SensorLog,
    sensor::{Refused, Report},
};
use crate::domain::{Instant, LiveState, Minutes, WaitInterval};

/// A [`SensorLog`] at rest. Instants are kept to the millisecond, as the history keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Packed(Box<[u8]>);

/// Set beside what was seen where the report has a number.
const HAS_FRAME: u8 = 0x80;

impl Packed {
    /// Takes a report in, as [`SensorLog::note`] does.
    ///
    /// # Errors
    /// When it says nothing new or nothing about now.
    pub fn note(&mut self, report: Report, now: Instant) -> Result<(), Refused> {
        let mut log = self.unpacked();
        log.note(report, now)?;
        *self = Self::of(&log);
        Ok(())
    }

    pub fn of(log: &SensorLog) -> Self {
        let (mut bytes, mut before) = (Vec::new(), (0, 0));
        for Report { at, frame, seen } in log.reports() {
            let (kind, numbers) = code(*seen);
            bytes.push(kind | if frame.is_some() { HAS_FRAME } else { 0 });
            put_signed(&mut bytes, at.timestamp_millis() - before.0);
            before.0 = at.timestamp_millis();
            if let Some(frame) = frame {
                put_signed(&mut bytes, i64::from(*frame) - before.1);
                before.1 = i64::from(*frame);
            }
            numbers.into_iter().flatten().for_each(|number| put(&mut bytes, number));
        }
        Self(bytes.into_boxed_slice())
    }

    pub fn unpacked(&self) -> SensorLog {
        let mut bytes = self.0.iter().copied();
        let mut before = (0, 0);
        let reports = std::iter::from_fn(|| {
            let kind = bytes.next()?;
            before.0 += take_signed(&mut bytes);
            let frame = (kind & HAS_FRAME != 0).then(|| {
                before.1 += take_signed(&mut bytes);
                before.1 as u32
            });
            let seen = seen(kind & !HAS_FRAME, &mut bytes);
            let at = DateTime::from_timestamp_millis(before.0).expect("it was an instant when it was packed");
            Some(Report { at, frame, seen })
        });
        reports.collect()
    }
}

/// What was seen as a number below [`HAS_FRAME`], and what has to be said beside it.
fn code(seen: Seen) -> (u8, [Option<u64>; 2]) {
    let (kind, numbers) = match seen {
        Seen::Queue(vehicles) => (0, [Some(vehicles.into()), None]),
        Seen::Total(passage, total) => (1 + of_passage(passage), [Some(total), None]),
        Seen::Since(passage, vehicles) => (4 + of_passage(passage), [Some(vehicles.into()), None]),
        Seen::Level(Level::Fluid) => (7, [None; 2]),
        Seen::Level(Level::Dense) => (8, [None; 2]),
        Seen::Level(Level::Saturated) => (9, [None; 2]),
        Seen::Wait(wait) => match wait.high() {
            Some(high) => (10, [Some(wait.low().0.into()), Some(high.0.into())]),
            None => (11, [Some(wait.low().0.into()), None]),
        },
        Seen::State(LiveState::Open) => (12, [None; 2]),
        Seen::State(LiveState::Closed) => (13, [None; 2]),
        Seen::State(LiveState::Unknown) => (14, [None; 2]),
        Seen::Alive => (15, [None; 2]),
    };
    (kind, numbers)
}

fn of_passage(passage: Passage) -> u8 {
    match passage {
        Passage::Arrival => 0,
        Passage::Entry => 1,
        Passage::Exit => 2,
    }
}

/// The inverse of [`code`].
fn seen(kind: u8, bytes: &mut impl Iterator<Item = u8>) -> Seen {
    const PASSAGES: [Passage; 3] = [Passage::Arrival, Passage::Entry, Passage::Exit];
    // What is not of 32 bits was none when it was packed.
    let mut vehicles = || take(bytes) as u32;
    let wait = |low, high| WaitInterval::new(low, high).expect("it was one when it was packed");
    match kind {
        0 => Seen::Queue(vehicles()),
        1..=3 => Seen::Total(PASSAGES[usize::from(kind - 1)], take(bytes)),
        4..=6 => Seen::Since(PASSAGES[usize::from(kind - 4)], vehicles()),
        7 => Seen::Level(Level::Fluid),
        8 => Seen::Level(Level::Dense),
        9 => Seen::Level(Level::Saturated),
        10 => {
            let low = Minutes(vehicles());
            Seen::Wait(wait(low, Some(Minutes(vehicles()))))
        }
        11 => Seen::Wait(wait(Minutes(vehicles()), None)),
        12 => Seen::State(LiveState::Open),
        13 => Seen::State(LiveState::Closed),
        14 => Seen::State(LiveState::Unknown),
        _ => Seen::Alive,
    }
}

/// Seven bits a byte, the lowest first; the eighth says that more come (LEB128).
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut impl Iterator<Item = u8>) -> u64 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }
    number
}

/// The sign in the lowest bit, so that small steps back are short too.
fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put(bytes, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

fn take_signed(bytes: &mut impl Iterator<Item = u8>) -> i64 {
    let number = take(bytes);
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    fn start() -> Instant {
        "2026-11-21T10:00:00.123Z".parse().unwrap()
    }

    #[test]
    fn whatever_was_seen_comes_back() {
        let wait = |low, high: Option<u32>| Seen::Wait(WaitInterval::new(Minutes(low), high.map(Minutes)).unwrap());
        let all = [
            Seen::Queue(0),
            Seen::Queue(u32::MAX),
            Seen::Total(Passage::Arrival, u64::MAX),
            Seen::Total(Passage::Entry, 0),
            Seen::Total(Passage::Exit, 300),
            Seen::Since(Passage::Arrival, 1),
            Seen::Since(Passage::Entry, 127),
            Seen::Since(Passage::Exit, 128),
            Seen::Level(Level::Fluid),
            Seen::Level(Level::Dense),
            Seen::Level(Level::Saturated),
            wait(5, Some(10)),
            wait(30, None),
            Seen::State(LiveState::Open),
            Seen::State(LiveState::Closed),
            Seen::State(LiveState::Unknown),
            Seen::Alive,
        ];
        let frames = [None, Some(0), Some(u32::MAX), Some(7), None];
        let report = |(n, seen): (i64, &Seen)| Report {
            at: start() + Duration::milliseconds(n * 61_003),
            frame: frames[n as usize % frames.len()],
            seen: *seen,
        };
        let log: SensorLog = (0..).zip(&all).map(report).collect();
        assert_eq!(Packed::of(&log).unpacked(), log);
        assert_eq!(Packed::default().unpacked(), SensorLog::default());
    }

    #[test]
    fn a_report_of_a_queue_takes_six_bytes_and_keeps_the_rules_of_the_log() {
        let report = |n: u32| Report {
            at: start() + Duration::seconds(i64::from(n) * 50),
            frame: Some(n),
            seen: Seen::Queue(n % 12),
        };
        let now = start() + Duration::seconds(50 * 200);
        let (mut packed, mut log) = (Packed::default(), SensorLog::default());
        for n in (0..200).chain([17]) {
            assert_eq!(packed.note(report(n), now), log.note(report(n), now));
        }
        assert_eq!(packed.unpacked(), log);
        assert!(packed.0.len() <= 6 * 200 + 6, "{} bytes", packed.0.len());
    }
}
