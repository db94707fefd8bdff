//! Many files as one: a hundred and fifty of seven days each is how Enedis gives three years.

use super::{LARGEST, Reading, archive, read_answered};
use crate::domain::{
    Zone,
    household::{Answer, Direction, FileReport, Gathered, MaskedPrm, NotRead, Record},
};

/// Files that are being read.
pub struct Gathering {
    zone: Zone,
    answers: Vec<Answer>,
    before: Gathered,
    files: Vec<(String, Result<Reading, NotRead>)>,
}

impl Gathering {
    /// `before` is what was there already; files of another meter do not mix with it.
    pub const fn new(zone: Zone, before: Gathered) -> Self {
        Self { zone, answers: Vec::new(), before, files: Vec::new() }
    }

    /// What the person answered to questions about files like these.
    #[must_use]
    pub fn answered(mut self, answers: Vec<Answer>) -> Self {
        self.answers = answers;
        self
    }

    /// A file, or an archive of files, each of which is reported with the archive's name before its own. What is an archive
    /// again inside of one is left to the person.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        let reading = read_answered(bytes, &self.zone, &self.answers);
        if reading != Err(NotRead::Archive) || bytes.len() > LARGEST {
            return self.files.push((name.to_owned(), reading));
        }
        let opened = archive::each_file(bytes, |part, content| {
            let reading = content.and_then(|content| read_answered(&content, &self.zone, &self.answers));
            self.files.push((format!("{name}\u{a0}: {part}"), reading));
        });
        if let Err(why) = opened {
            self.refuse(name, why);
        }
    }

    /// A file that is not even looked into.
    pub fn refuse(&mut self, name: &str, why: NotRead) {
        self.files.push((name.to_owned(), Err(why)));
    }

    /// What all say together, whatever their order; reports keep the order of the files.
    pub fn finish(mut self) -> Gathered {
        let prm = self.before.prm.or_else(|| commonest(&self.files));
        let mut gathered = Gathered { prm, ..self.before };
        for direction in Direction::ALL {
            let before = std::mem::take(gathered.record_mut(direction));
            let readings = self.files.iter().filter_map(|(_, reading)| reading.as_ref().ok());
            let records = readings.filter(|reading| is_of(reading, prm)).map(|reading| reading.record(direction));
            *gathered.record_mut(direction) = Record::of_all(std::iter::once(&before).chain(records));
        }
        for (name, reading) in std::mem::take(&mut self.files) {
            let outcome = match reading {
                Ok(reading) if !is_of(&reading, prm) => Err(NotRead::OtherMeter),
                Ok(reading) => Ok(reading.summary()),
                Err(why) => Err(why),
            };
            gathered.files.push(FileReport { name, outcome });
        }
        gathered
    }
}

/// A file that does not say its meter is taken to be of the same one.
fn is_of(reading: &Reading, prm: Option<MaskedPrm>) -> bool {
    reading.prm.is_none() || reading.prm == prm
}

/// The meter that most readings are of.
fn commonest(files: &[(String, Result<Reading, NotRead>)]) -> Option<MaskedPrm> {
    let mut counted: Vec<(MaskedPrm, usize)> = Vec::new();
    for reading in files.iter().filter_map(|(_, reading)| reading.as_ref().ok()) {
        let Some(prm) = reading.prm else { continue };
        let rows = reading.consumption.intervals().len() + reading.production.intervals().len();
        match counted.iter_mut().find(|(known, _)| *known == prm) {
            Some((_, count)) => *count += rows,
            None => counted.push((prm, rows)),
        }
    }
    counted.into_iter().max_by_key(|(prm, count)| (*count, std::cmp::Reverse(*prm))).map(|(prm, _)| prm)
}
