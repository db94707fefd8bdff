//! The files in which people get their own electricity, read into the domain. Only the import worker and tests load this.
//!
//! A file is recognised by its content, never by its name. CSV and spreadsheets are rows of cells to [`table`], which finds
//! its tables by their header cells, wherever they stand; JSON is [`json`]'s, and of an [`archive`] each file is read. What they find is put into a [`draft`], which
//! knows about clocks, steps and units, once for all forms.

mod archive;
mod csv;
mod draft;
mod feed;
mod gather;
mod header;
mod json;
mod sniff;
mod stamp;
mod table;
mod text;
mod xlsx;

use crate::domain::{
    Zone,
    household::{Clocks, Direction, Form, LeftOut, MaskedPrm, NotRead, Part, Record, Stamps, Summary},
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
    pub left_out: Vec<LeftOut>,
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
            left_out: self.left_out.clone(),
        }
    }
}

/// Reads a file. `zone` is the clock of the place where the meter hangs.
///
/// # Errors
/// What the file is instead.
pub fn read(bytes: &[u8], zone: &Zone) -> Result<Reading, NotRead> {
    if bytes.len() > LARGEST {
        return Err(NotRead::TooLarge);
    }
    match sniff::sniff(bytes)? {
        sniff::Content::Workbook => xlsx::read(bytes, zone),
        sniff::Content::Json => json::read(&text::decode(bytes), zone),
        sniff::Content::Text => csv::read(&text::decode(bytes), zone),
    }
}
