//! Files of the outside world become the public API's documents.

use std::{io, path::PathBuf};

use chrono_tz::Tz;

use crate::api::dto::SitesDto;

mod element;
mod kind;
mod loss;
mod materials;
pub mod opening_hours;
mod overpass;
mod place;
mod report;
mod tags;
mod write;

pub use kind::NoCentre;
pub use loss::{Loss, check_loss};
pub use materials::material_ids;
pub use overpass::{overpass, read_overpass};
pub use report::{HoursReport, ImportReport, Rejected};
pub use write::write_sites;

/// What was read, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Centres by their identifiers.
    pub sites: SitesDto,
    pub report: ImportReport,
}

/// What a file does not say itself.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions {
    /// Where the centres are: dates are the local ones, and addresses are written as people there write them.
    pub time_zone: Tz,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self { time_zone: Tz::Europe__Paris }
    }
}

impl ImportOptions {
    /// In the German-speaking countries and their neighbours to the north and east the number follows the street.
    fn number_before_street(self) -> bool {
        const NUMBER_AFTER: [Tz; 12] = [
            Tz::Europe__Berlin,
            Tz::Europe__Busingen,
            Tz::Europe__Vienna,
            Tz::Europe__Zurich,
            Tz::Europe__Vaduz,
            Tz::Europe__Amsterdam,
            Tz::Europe__Copenhagen,
            Tz::Europe__Oslo,
            Tz::Europe__Stockholm,
            Tz::Europe__Prague,
            Tz::Europe__Warsaw,
            Tz::Europe__Rome,
        ];
        !NUMBER_AFTER.contains(&self.time_zone)
    }
}

/// Why a file as a whole cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{source}: {}", file.display())]
    Unopened { file: PathBuf, source: io::Error },
    #[error("a page of markup, not JSON: {} ({})", file.display(), reason.as_deref().unwrap_or("an error of the server, or a query without [out:json]"))]
    Markup { file: PathBuf, reason: Option<String> },
    #[error("{reason}: {}:{line}:{column}", file.display())]
    Broken { file: PathBuf, line: usize, column: usize, reason: String },
    #[error("not an answer of the Overpass API: {reason}: {}", file.display())]
    NotOverpass { file: PathBuf, reason: String },
    #[error("the query timed out, so that the answer has no elements: {} ({remark}); give it more time, as [timeout:180], or a smaller area", file.display())]
    TimedOut { file: PathBuf, remark: String },
    #[error("the server broke off, so that the answer has no elements: {} ({remark})", file.display())]
    BrokenOff { file: PathBuf, remark: String },
}
