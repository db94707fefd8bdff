//! The files in which people get their own electricity, read into the domain. Only the import worker and tests load this.
//!
//! A file is recognised by its content, never by its name. CSV and spreadsheets are rows of cells to [`table`], which finds
//! its tables by their header cells, wherever they stand; [`signature`] knows the exports of known programs. JSON is [`json`]'s, and of an
//! [`archive`] each file is read. What they find is put into a [`draft`], which knows about clocks and steps, once for all
//! forms. No value becomes an energy before [`evidence`] has decided what it is.

mod archive;
mod cells;
mod column;
mod csv;
mod draft;
mod evidence;
mod feed;
mod gather;
mod header;
mod home_assistant;
mod json;
mod layout;
mod sge;
mod signature;
mod sniff;
mod stamp;
mod table;
mod text;
mod xlsx;

use crate::domain::{
    Zone,
    household::{Answer, Basis, Clocks, Direction, Form, LeftOut, MaskedPrm, NotRead, Part, Record, Stamps, Summary},
};
pub use gather::Gathering;

/// The largest file that is read, bytes: ten times what thirty years of half-hours take.
pub const LARGEST: usize = 64 << 20;

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub form: Form,
    pub prm: Option<MaskedPrm>,
    pub stamps: Stamps,
    pub clocks: Clocks,
    pub consumption: Record,
    pub production: Record,
    /// What the energies were computed from, with the evidence for it.
    pub bases: Vec<Basis>,
    pub left_out: Vec<LeftOut>,
    /// Headers of columns that hold numbers and were not used.
    pub unused: Vec<String>,
}

impl Reading {
    pub fn record(&self, direction: Direction) -> &Record {
        match direction {
            Direction::Consumption => &self.consumption,
            Direction::Production => &self.production,
        }
    }

    pub fn summary(&self) -> Summary {
        Summary {
            form: self.form,
            prm: self.prm,
            stamps: self.stamps,
            clocks: self.clocks,
            parts: Direction::ALL.iter().filter_map(|d| Part::of(*d, self.record(*d))).collect(),
            bases: self.bases.clone(),
            left_out: self.left_out.clone(),
            unused: self.unused.clone(),
        }
    }
}

/// Reads a file. `zone` is the clock of the place where the meter hangs.
///
/// # Errors
/// What the file is instead, or a question about it.
pub fn read(bytes: &[u8], zone: &Zone) -> Result<Reading, NotRead> {
    read_answered(bytes, zone, &[])
}

/// Reads a file with what the person answered to questions about files like it.
///
/// # Errors
/// As [`read`].
pub fn read_answered(bytes: &[u8], zone: &Zone, answers: &[Answer]) -> Result<Reading, NotRead> {
    if bytes.len() > LARGEST {
        return Err(NotRead::TooLarge);
    }
    match sniff::sniff(bytes)? {
        sniff::Content::Workbook => xlsx::read(bytes, zone, answers),
        sniff::Content::Json => json::read(&text::decode(bytes), zone, answers),
        sniff::Content::Text => csv::read(&text::decode(bytes), zone, answers),
    }
}
