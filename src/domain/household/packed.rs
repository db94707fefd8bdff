//! What was gathered as few bytes: between the page and its worker, and on the device.
//!
//! A form of our own and not JSON: three years of half-hours are 100 kB this way, and neither the page nor the device reads
//! text again. Whole numbers are written seven bits a byte; stretches that follow each other in the same step are a run.

use chrono::{Datelike, NaiveDate};

use super::{
    Answer, Basis, Choice, Clocks, Direction, Evidence, FileReport, Form, Gathered, Interval, Known, LeftOut,
    MaskedPrm, NotRead, Part, Quantity, Question, Reason, Record, ShortName, Stamps, Summary,
};
use crate::domain::{Instant, WattHours, Zone};

/// Says what the bytes are, and the version of their form.
const MARK: &[u8] = b"bon-moment household 1\n";

pub fn pack(gathered: &Gathered) -> Vec<u8> {
    let mut out = Writer(MARK.to_vec());
    for direction in Direction::ALL {
        out.record(gathered.record(direction));
    }
    out.prm(gathered.prm);
    out.number(gathered.files.len() as u64);
    for file in &gathered.files {
        out.text(&file.name);
        match &file.outcome {
            Ok(summary) => out.summary(summary),
            Err(NotRead::Ambiguous(question)) => out.question(question),
            Err(why) => {
                let (kind, unit) = match why {
                    NotRead::UnknownUnit(unit) => (NotRead::UnknownUnit(ShortName::NONE), *unit),
                    other => (*other, ShortName::NONE),
                };
                out.number(1);
                out.choice(&NotRead::KINDS, &kind);
                out.text(&unit.to_string());
            }
        }
    }
    out.0
}

/// `None` for bytes that [`pack`] did not write.
pub fn unpack(bytes: &[u8]) -> Option<Gathered> {
    let mut from = Reader(bytes.strip_prefix(MARK)?);
    let (consumption, production) = (from.record()?, from.record()?);
    let mut prm = None;
    from.prm(&mut prm)?;
    let files = (0..from.number()?).map(|_| from.file()).collect::<Option<_>>()?;
    from.0.is_empty().then_some(Gathered { consumption, production, prm, files })
}

/// What a reading needs besides the files: the clocks of the place, and what the person answered.
pub fn pack_terms(zone: &Zone, answers: &[Answer]) -> Vec<u8> {
    let east = |minutes: i32| u64::try_from(minutes + ZONE_SHIFT).unwrap_or(0);
    let mut out = Writer(Vec::new());
    out.number(zone.changes().len() as u64);
    for (at, minutes) in zone.changes() {
        out.instant(*at);
        out.number(east(*minutes));
    }
    out.number(east(zone.offset_at(Instant::default())));
    for answer in answers {
        out.number(u64::from(answer.shape));
        out.choice(&Choice::ALL, &answer.choice);
    }
    out.0
}

/// `None` for bytes that [`pack_terms`] did not write.
pub fn unpack_terms(bytes: &[u8]) -> Option<(Zone, Vec<Answer>)> {
    let mut from = Reader(bytes);
    let east = |number: u64| Some(i32::try_from(number).ok()? - ZONE_SHIFT);
    let changes: Vec<(Instant, i32)> =
        (0..from.number()?).map(|_| Some((from.instant()?, east(from.number()?)?))).collect::<Option<_>>()?;
    let fixed = east(from.number()?)?;
    let zone = if changes.is_empty() { Zone::fixed(fixed) } else { Zone::new(changes) };
    let mut answers = Vec::new();
    while !from.0.is_empty() {
        answers.push(Answer { shape: from.small()?, choice: from.choice(&Choice::ALL)? });
    }
    Some((zone, answers))
}

/// A day, minutes: no place is further from UTC.
const ZONE_SHIFT: i32 = 1440;

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// The place of a value among all that there are.
    fn choice<T: PartialEq>(&mut self, all: &[T], value: &T) {
        self.number(all.iter().position(|known| known == value).unwrap_or(0) as u64);
    }

    fn instant(&mut self, instant: Instant) {
        self.number(instant.timestamp().max(0).unsigned_abs());
    }

    fn energy(&mut self, energy: WattHours) {
        self.number((energy.0 * 1000.0).round().max(0.0) as u64);
    }

    fn record(&mut self, record: &Record) {
        let runs = record.intervals().chunk_by(|a, b| a.end() == b.start && a.seconds == b.seconds);
        let runs: Vec<&[Interval]> = runs.collect();
        self.number(runs.len() as u64);
        for run in runs {
            self.instant(run[0].start);
            self.number(u64::from(run[0].seconds));
            self.number(run.len() as u64);
            for interval in run {
                self.energy(interval.energy);
            }
        }
    }

    fn prm(&mut self, prm: Option<MaskedPrm>) {
        self.number(prm.map_or(0, |prm| u64::from(prm.last_digits()) + 1));
    }

    fn question(&mut self, question: &Question) {
        self.number(2);
        self.number(u64::from(question.shape));
        self.text(&question.value.to_string());
        self.number(u64::try_from(question.day.num_days_from_ce()).unwrap_or(0));
        self.number(u64::from(question.step));
        self.number(u64::from(question.options));
    }

    fn basis(&mut self, basis: &Basis) {
        self.choice(&Quantity::ALL, &basis.quantity());
        self.choice(&Stamps::ALL, &basis.stamps.value);
        self.choice(&Direction::ALL, &basis.direction.value);
        for by in [basis.kind.by, basis.scale.by, basis.step, basis.stamps.by, basis.direction.by] {
            self.choice(&Evidence::ALL, &by);
        }
        self.number(u64::from(basis.header_differs));
    }

    fn summary(&mut self, summary: &Summary) {
        self.number(0);
        self.choice(&Form::ALL, &summary.form);
        self.prm(summary.prm);
        self.choice(&Stamps::ALL, &summary.stamps);
        self.choice(&Clocks::ALL, &summary.clocks);
        self.number(summary.parts.len() as u64);
        for part in &summary.parts {
            self.choice(&Direction::ALL, &part.direction);
            self.number(u64::from(part.rows));
            self.instant(part.from);
            self.instant(part.until);
            self.number(u64::from(part.steps.0));
            self.number(u64::from(part.steps.1));
            self.energy(part.total);
        }
        self.number(summary.bases.len() as u64);
        for basis in &summary.bases {
            self.basis(basis);
        }
        self.number(summary.unused.len() as u64);
        for header in &summary.unused {
            self.text(header);
        }
        self.number(summary.left_out.len() as u64);
        for left in &summary.left_out {
            self.choice(&Reason::ALL, &left.reason);
            self.number(u64::from(left.rows));
            self.text(&left.first);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in 0..10 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?.try_into().ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn choice<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::try_from(self.number()?).ok()?).copied()
    }

    fn instant(&mut self) -> Option<Instant> {
        /// 2200-01-01: sums of later instants could leave the calendar.
        const LATEST: u64 = 7_258_118_400;
        let seconds = self.number()?;
        Instant::from_timestamp(i64::try_from(seconds).ok()?, 0).filter(|_| seconds <= LATEST)
    }

    fn energy(&mut self) -> Option<WattHours> {
        Some(WattHours(self.number()? as f64 / 1000.0))
    }

    fn record(&mut self) -> Option<Record> {
        let mut intervals = Vec::new();
        for _ in 0..self.number()? {
            let (mut start, seconds) = (self.instant()?, self.small()?);
            for _ in 0..self.number()? {
                let interval = Interval::new(start, seconds, self.energy()?);
                start = start.checked_add_signed(interval.length())?;
                intervals.push(interval);
            }
        }
        Some(Record::new(intervals))
    }

    /// Fills `prm`, which stays as it is where none was written.
    fn prm(&mut self, prm: &mut Option<MaskedPrm>) -> Option<()> {
        if let Some(digits) = self.number()?.checked_sub(1) {
            *prm = Some(MaskedPrm::from_last_digits(digits.try_into().ok()?)?);
        }
        Some(())
    }

    fn file(&mut self) -> Option<FileReport> {
        let name = self.text()?;
        let outcome = match self.number()? {
            0 => Ok(self.summary()?),
            1 => Err(self.not_read()?),
            _ => Err(NotRead::Ambiguous(self.question()?)),
        };
        Some(FileReport { name, outcome })
    }

    fn not_read(&mut self) -> Option<NotRead> {
        let (kind, unit) = (self.choice(&NotRead::KINDS)?, self.text()?);
        Some(if matches!(kind, NotRead::UnknownUnit(_)) { NotRead::UnknownUnit(ShortName::of(&unit)) } else { kind })
    }

    fn question(&mut self) -> Option<Question> {
        Some(Question {
            shape: self.small()?,
            value: ShortName::of(&self.text()?),
            day: NaiveDate::from_num_days_from_ce_opt(self.number()?.try_into().ok()?)?,
            step: self.small()?,
            options: self.number()?.try_into().ok()?,
        })
    }

    fn basis(&mut self) -> Option<Basis> {
        let quantity = self.choice(&Quantity::ALL)?;
        let (stamps, direction) = (self.choice(&Stamps::ALL)?, self.choice(&Direction::ALL)?);
        let mut by = || self.choice(&Evidence::ALL);
        Some(Basis {
            kind: Known::new(quantity.kind, by()?),
            scale: Known::new(quantity.scale, by()?),
            step: by()?,
            stamps: Known::new(stamps, by()?),
            direction: Known::new(direction, by()?),
            header_differs: self.number()? != 0,
        })
    }

    fn summary(&mut self) -> Option<Summary> {
        let form = self.choice(&Form::ALL)?;
        let mut prm = None;
        self.prm(&mut prm)?;
        let (stamps, clocks) = (self.choice(&Stamps::ALL)?, self.choice(&Clocks::ALL)?);
        let parts = (0..self.number()?).map(|_| self.part()).collect::<Option<_>>()?;
        let bases = (0..self.number()?).map(|_| self.basis()).collect::<Option<_>>()?;
        let unused = (0..self.number()?).map(|_| self.text()).collect::<Option<_>>()?;
        let left_out = (0..self.number()?).map(|_| self.left_out()).collect::<Option<_>>()?;
        Some(Summary { form, prm, stamps, clocks, parts, bases, left_out, unused })
    }

    fn part(&mut self) -> Option<Part> {
        Some(Part {
            direction: self.choice(&Direction::ALL)?,
            rows: self.small()?,
            from: self.instant()?,
            until: self.instant()?,
            steps: (self.small()?, self.small()?),
            total: self.energy()?,
        })
    }

    fn left_out(&mut self) -> Option<LeftOut> {
        Some(LeftOut { reason: self.choice(&Reason::ALL)?, rows: self.small()?, first: self.text()? })
    }
}

#[cfg(test)]
#[path = "packed_tests.rs"]
mod tests;
