//! What was understood of the files that a person brought, said before anything is kept.

use super::{Basis, Curve, Direction, MaskedPrm, Question, Record};
use crate::domain::{Instant, WattHours};

/// The forms in which one gets one's own data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Enedis, spreadsheet of daily figures (since 2025).
    DailySheet,
    /// Enedis, spreadsheet of half-hours (since 2025).
    HalfHourSheet,
    /// Enedis, load curve as CSV (2020 to 2024).
    LoadCurveCsv,
    /// Enedis, daily index as CSV (2020 to 2024).
    IndexCsv,
    /// The flat form of the portal for professionals (SGE, R63).
    FlatCsv,
    /// A browser extension's rows of begin, end and power.
    ExtensionCsv,
    /// `DataConnect` before October 2026.
    DataConnect,
    /// `DataConnect` since October 2026.
    DataConnect2026,
    /// Our own export.
    OwnCsv,
    OwnJson,
    /// One feed of an emoncms at home.
    EmoncmsFeed,
    /// Half-hours of mean power from EDF's customer pages.
    EdfPowers,
    /// Daily figures from EDF's customer pages.
    EdfDays,
    /// Monthly figures from EDF's customer pages.
    EdfMonths,
    /// Counter readings from EDF's customer pages.
    EdfIndex,
    /// Enedis' portal for professionals as JSON: load curve (R63), index (R64), daily energies (R65).
    SgeJson,
    /// History or statistics of Home Assistant.
    HomeAssistant,
    /// A table that no known program writes.
    Table,
}

impl Form {
    pub const ALL: [Form; 18] = [
        Form::DailySheet,
        Form::HalfHourSheet,
        Form::LoadCurveCsv,
        Form::IndexCsv,
        Form::FlatCsv,
        Form::ExtensionCsv,
        Form::DataConnect,
        Form::DataConnect2026,
        Form::OwnCsv,
        Form::OwnJson,
        Form::EmoncmsFeed,
        Form::EdfPowers,
        Form::EdfDays,
        Form::EdfMonths,
        Form::EdfIndex,
        Form::SgeJson,
        Form::HomeAssistant,
        Form::Table,
    ];
}

/// What a file is that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    #[error("nothing is in it")]
    Blank,
    #[error("it is larger than is read")]
    TooLarge,
    #[error("it is a PDF document")]
    Pdf,
    #[error("it is a web page")]
    WebPage,
    #[error("it is an archive of other files")]
    Archive,
    #[error("it is a spreadsheet of the form before 2007")]
    OldSpreadsheet,
    #[error("it is a picture")]
    Picture,
    #[error("it is about gas")]
    Gas,
    #[error("it has the right head and no reading")]
    NoReadings,
    #[error("it gives quantities that are no active energy")]
    OtherQuantity,
    #[error("it gives maximum or apparent powers: peaks, from which no energy follows")]
    MaximumPower,
    #[error("it gives amounts of money and no energy")]
    Cost,
    #[error("it can be read in several ways: {0:?}")]
    Ambiguous(Question),
    #[error("it is in a unit that is not known: \"{0}\"")]
    UnknownUnit(ShortName),
    #[error("it is damaged or cut off")]
    Damaged,
    #[error("it is none of the known forms")]
    Unknown,
    #[error("it is of another meter than the other files")]
    OtherMeter,
}

impl NotRead {
    /// All but the question, which carries its own values.
    pub const KINDS: [NotRead; 16] = [
        NotRead::Blank,
        NotRead::TooLarge,
        NotRead::Pdf,
        NotRead::WebPage,
        NotRead::Archive,
        NotRead::OldSpreadsheet,
        NotRead::Picture,
        NotRead::Gas,
        NotRead::NoReadings,
        NotRead::OtherQuantity,
        NotRead::MaximumPower,
        NotRead::Cost,
        NotRead::UnknownUnit(ShortName::NONE),
        NotRead::Damaged,
        NotRead::Unknown,
        NotRead::OtherMeter,
    ];
}

/// A name as it stands in a file, cut to its beginning: no more is needed to find it there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ShortName([char; ShortName::LONGEST]);

impl ShortName {
    const LONGEST: usize = 12;
    const END: char = '\0';
    pub const NONE: ShortName = ShortName([ShortName::END; ShortName::LONGEST]);

    pub fn of(name: &str) -> Self {
        let mut short = Self::NONE;
        let known = name.trim().chars().filter(|letter| !letter.is_control());
        short.0.iter_mut().zip(known).for_each(|(place, letter)| *place = letter);
        short
    }
}

impl std::fmt::Display for ShortName {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().filter(|letter| **letter != Self::END).try_for_each(|letter| write!(to, "{letter}"))
    }
}

impl std::fmt::Debug for ShortName {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "\"{self}\"")
    }
}

/// Which moment of its step a reading bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamps {
    Start,
    End,
    /// Each row says both.
    Both,
    /// A whole day.
    Day,
    /// The meter's counter at a moment; the energy is the difference of two.
    Index,
}

impl Stamps {
    pub const ALL: [Stamps; 5] = [Stamps::Start, Stamps::End, Stamps::Both, Stamps::Day, Stamps::Index];
}

/// How the file says the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// With the distance from UTC.
    Offset,
    /// By the clocks on the wall.
    Wall,
}

impl Clocks {
    pub const ALL: [Clocks; 2] = [Clocks::Offset, Clocks::Wall];
}

/// Why rows were left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The file says itself that nothing is known.
    NoValue,
    BadTime,
    /// An hour that the clocks skip in spring.
    HourThatIsNot,
    BadValue,
    Negative,
    /// More than any home can draw.
    Implausible,
    /// The counter went back: another meter was put in.
    NewMeter,
    /// A quantity that is no active energy.
    OtherQuantity,
    /// A maximum or an apparent power.
    MaximumPower,
    /// In a unit that is not known.
    UnknownUnit,
    /// How long the step was is not said, and its neighbours do not tell.
    NoStep,
    /// The file has more than one meter; the first is read.
    OtherMeter,
}

impl Reason {
    pub const ALL: [Reason; 12] = [
        Reason::NoValue,
        Reason::BadTime,
        Reason::HourThatIsNot,
        Reason::BadValue,
        Reason::Negative,
        Reason::Implausible,
        Reason::NewMeter,
        Reason::OtherQuantity,
        Reason::MaximumPower,
        Reason::UnknownUnit,
        Reason::NoStep,
        Reason::OtherMeter,
    ];
}

/// Rows that were left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub reason: Reason,
    pub rows: u32,
    /// What the first of them says, shortened.
    pub first: String,
}

/// What a file says of one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub direction: Direction,
    pub rows: u32,
    pub from: Instant,
    pub until: Instant,
    /// Seconds of the shortest and of the longest step.
    pub steps: (u32, u32),
    pub total: WattHours,
}

impl Part {
    /// `None` where nothing is known.
    pub fn of(direction: Direction, record: &Record) -> Option<Self> {
        let curve = Curve::of(record);
        let (from, until) = curve.span()?;
        let lengths = || record.intervals().iter().map(|interval| interval.seconds);
        let total: WattHours = curve.intervals().iter().map(|interval| interval.energy).sum();
        Some(Self {
            direction,
            rows: u32::try_from(record.intervals().len()).unwrap_or(u32::MAX),
            from,
            until,
            steps: (lengths().min()?, lengths().max()?),
            // As exact as its parts.
            total: WattHours((total.0 * 1000.0).round() / 1000.0),
        })
    }
}

/// What was understood of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub form: Form,
    pub prm: Option<MaskedPrm>,
    pub stamps: Stamps,
    pub clocks: Clocks,
    pub parts: Vec<Part>,
    /// What the energies were computed from; several where a file has tables of several kinds.
    pub bases: Vec<Basis>,
    pub left_out: Vec<LeftOut>,
    /// Headers of columns that hold numbers and were not used.
    pub unused: Vec<String>,
}

pub type Outcome = Result<Summary, NotRead>;

/// A file and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    pub name: String,
    pub outcome: Outcome,
}

/// What all files say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    pub consumption: Record,
    pub production: Record,
    pub prm: Option<MaskedPrm>,
    pub files: Vec<FileReport>,
}

impl Gathered {
    pub fn record(&self, direction: Direction) -> &Record {
        match direction {
            Direction::Consumption => &self.consumption,
            Direction::Production => &self.production,
        }
    }

    pub fn record_mut(&mut self, direction: Direction) -> &mut Record {
        match direction {
            Direction::Consumption => &mut self.consumption,
            Direction::Production => &mut self.production,
        }
    }
}
