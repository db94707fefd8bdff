//! Known exports by their titles, and what they say of their values. A known export outranks the unit in its header: Enedis'
//! daily figures stand under « Valeur (en kW) » and are kilowatt-hours of the day.

use super::{
    column::Column,
    evidence::Claim,
    header::{Unit, plain},
    layout::{Layout, Stream},
};
use crate::domain::household::{Evidence, Form, Kind, Scale, Stamps};

/// What the rows above a table say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "marks that rows set one by one, in any order")]
pub struct Title {
    /// Enedis' figures of whole days.
    pub is_daily: bool,
    /// Enedis' half-hours.
    pub is_hourly: bool,
    /// A head in the form of Enedis stands above, with a delivery point, quantities and a unit.
    pub has_head: bool,
    /// Its type of data is a load curve.
    pub is_load_curve: bool,
    is_edf_power: bool,
    is_edf_energy: bool,
    is_edf_index: bool,
}

impl Title {
    /// Takes a cell above a table, or the name of its sheet.
    pub fn note(&mut self, cell: &str) {
        let plain = plain(cell);
        let has = |word: &str| plain.contains(word);
        let is_flow = has("consommation") || has("production");
        self.is_daily |= is_flow && (has("quotidienne") || has("journaliere"));
        self.is_hourly |= is_flow && has("horaire");
        self.is_load_curve |= has("courbe de charge");
        let is_edf = plain.starts_with("recapitulatif de m");
        self.is_edf_power |= is_edf && has("puissances atteintes en w");
        self.is_edf_energy |= is_edf && has("ma consommation");
        self.is_edf_index |= is_edf && has("mes index");
    }

    /// Times of a day stand below a row with its date, and midnight is the day's end.
    pub const fn has_day_rows(self) -> bool {
        self.is_edf_power
    }

    pub fn form(self, layout: &Layout, is_sheet: bool) -> Form {
        let has_energy = || layout.streams.iter().any(|stream| stream.values.kind == Some(Kind::StepEnergy));
        let is_flat = layout.columns.contains(&Column::Prm);
        let is_month = layout.has(|column| matches!(column, Column::Time(_))) && self.is_edf_energy;
        match () {
            () if layout.columns.contains(&Column::Entity) => Form::HomeAssistant,
            () if self.is_edf_power => Form::EdfPowers,
            () if self.is_edf_index => Form::EdfIndex,
            () if is_month => Form::EdfDays,
            () if layout.is_span() && layout.columns.contains(&Column::Direction) => Form::OwnCsv,
            () if layout.is_span() && is_sheet => Form::HalfHourSheet,
            () if layout.is_span() => Form::ExtensionCsv,
            () if layout.is_index() => Form::IndexCsv,
            () if self.is_daily => Form::DailySheet,
            () if is_flat => Form::FlatCsv,
            () if self.has_head || self.is_load_curve => Form::LoadCurveCsv,
            () if has_energy() && is_sheet => Form::DailySheet,
            () => Form::Table,
        }
    }

    /// What is claimed of the values of a stream; `unit` is that of the head or of the row, where the column has none.
    pub fn claim(self, layout: &Layout, stream: &Stream, unit: Option<Unit>) -> Claim {
        let unit = stream.values.unit.or(unit);
        let scale_or = |usual: Scale| unit.map_or(usual, Unit::scale);
        let is_power = unit.is_some_and(Unit::is_power);
        let has_hour = layout.has(|column| matches!(column, Column::Hour(_)));
        match () {
            () if layout.columns.contains(&Column::Entity) => sensor(stream, unit),
            () if self.is_edf_power && is_power => Claim::export(Kind::MeanPower, scale_or(Scale::Unit), Stamps::End),
            () if self.is_edf_energy && !is_power && !has_hour => {
                Claim::export(Kind::StepEnergy, scale_or(Scale::Kilo), Stamps::Day)
            }
            () if self.is_edf_index => Claim::export(Kind::Counter, scale_or(Scale::Kilo), Stamps::Index),
            () if layout.is_index() => Claim::export(Kind::Counter, scale_or(Scale::Unit), Stamps::Index),
            () if self.is_daily && !layout.is_span() && !has_hour => {
                let claim = Claim::export(Kind::StepEnergy, scale_or(Scale::Kilo), Stamps::Day);
                Claim { header_differs: is_power, ..claim }
            }
            () if layout.is_span() && layout.columns.contains(&Column::Direction) && unit == Some(Unit::WattHours) => {
                Claim::export(Kind::StepEnergy, Scale::Unit, Stamps::Both)
            }
            () if self.is_hourly && layout.is_span() && unit == Some(Unit::Kilowatts) => {
                Claim::export(Kind::MeanPower, Scale::Kilo, Stamps::Both)
            }
            // The title says half-hours of power, the header something else: a factor of two lies between them.
            () if self.is_hourly && layout.is_span() => Claim { scale: written(stream, unit).scale, ..Claim::NONE },
            () if layout.columns.contains(&Column::Prm) => match unit {
                Some(unit) => Claim { stamps: None, ..by_unit(unit) },
                None => Claim::NONE,
            },
            () if self.has_head || self.is_load_curve => match unit {
                Some(unit) => by_unit(unit),
                None => Claim::export(Kind::MeanPower, Scale::Unit, Stamps::End),
            },
            () => hinted(layout, written(stream, unit)),
        }
    }
}

/// A known export that says its unit in its head.
const fn by_unit(unit: Unit) -> Claim {
    let kind = if unit.is_power() { Kind::MeanPower } else { Kind::StepEnergy };
    Claim::export(kind, unit.scale(), Stamps::End)
}

/// What the header of a column says.
fn written(stream: &Stream, unit: Option<Unit>) -> Claim {
    let claim = match stream.values.kind {
        Some(kind) => Claim::NONE.with_kind(kind, Evidence::Header),
        None => Claim::NONE,
    };
    unit.map_or(claim, |unit| claim.with_unit(unit, Evidence::Header))
}

/// Which end of the step the header of the times says.
fn hinted(layout: &Layout, claim: Claim) -> Claim {
    let hint = layout.columns.iter().find_map(|column| match column {
        Column::Time(stamps) | Column::Hour(stamps) => *stamps,
        _ => None,
    });
    hint.map_or(claim, |stamps| claim.with_stamps(stamps, Evidence::Header))
}

/// Home Assistant: energies are counters, states hold until the next one, and hours of statistics begin at their stamps.
fn sensor(stream: &Stream, unit: Option<Unit>) -> Claim {
    let kind = match (stream.values.kind, unit) {
        (None, Some(unit)) if !unit.is_power() => Some(Kind::Counter),
        (kind, _) => kind,
    };
    let claim = Claim { is_sensor: true, holds: stream.values.kind.is_none(), ..Claim::NONE };
    let claim = claim.with_stamps(Stamps::Start, Evidence::Signature);
    let claim = kind.map_or(claim, |kind| claim.with_kind(kind, Evidence::Header));
    unit.map_or(claim, |unit| claim.with_unit(unit, Evidence::Header))
}
