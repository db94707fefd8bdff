//! The vocabulary of the project, pure: no clock, no network, no browser. The instant is always an argument.

mod arrival;
mod blocked;
mod calendar;
mod cluster;
mod decimal;
mod drive;
mod energy;
mod forecast;
mod geo;
mod holidays;
mod hours;
mod letters;
mod live;
mod material;
mod no_answer;
mod opening;
mod outing;
mod plan;
mod rank;
mod report;
mod school;
mod search;
mod site;
mod situation;
mod source;
mod sun;
mod territory;
mod text;
mod time;
mod wait;
mod word_fit;

pub mod household;

pub use arrival::ArrivalWait;
pub use calendar::{Calendar, Holiday, Notice, NoticeLevel, PublicHoliday, SchoolHoliday};
pub use cluster::{Cluster, cluster, legible};
pub use decimal::{decimal, read_decimal, short_decimal};
pub use drive::Drive;
pub use energy::{
    Balance, Coverage, Energies, GatherRules, Measured, Month, PowerSeries, Raw, SeriesOf, WattHours, Watts,
    belong_together, day_bounds, gather, self_consumed, steps_of_day, used, used_energies, used_energy, used_part,
    used_series,
};
pub use forecast::{Basis, Forecast, MeasuredWait, forecast};
pub use geo::{BoundingBox, Direction, DistanceMetres, InvalidPosition, Position, drive_estimate};
pub use holidays::{FrenchArea, FrenchHoliday, HolidayName, easter};
pub use hours::{ClockTime, DaySpan, InvalidClockTime, MonthDay, Season, WeekDays};
pub use letters::{is_of_word, lower, lowercase, upper};
pub use live::{Freshness, LiveState, Reading, Trend};
pub use material::{Acceptance, Material, MaterialId};
pub use no_answer::{Candidate, NoAnswer};
pub use opening::{ClosedBecause, Opening, OpeningState, Unsure, opening_at};
pub use outing::{CalmHour, Entry, HalfDay, Outing, When, calm_hours, is_refused_everywhere, next_day, outings};
pub use plan::{DayPlan, DayRule, regular_spans, scheduled_week, week_of};
pub use rank::{Known, Reach, Trip, is_full_today, is_surely_quickest, rank, told_total, trip};
pub use report::{ServiceYear, SiteYear, WaitsOfYear, YearReport, days_in_year};
pub use school::{Meter, MeterKind, MeterReading, PlaceKind, School};
pub use search::{Search, fold, name_key};
pub use site::{
    Access, Badge, Closure, Exception, Limit, PositionQuality, Site, SiteId, SourceNote, UnclearTime, Wheelchair,
    few_foreign,
};
pub use situation::{Context, Situation, Wait};
pub use source::SourceHealth;
pub use sun::{Sun, Towards, is_dark, is_faint};
pub use territory::{Commune, Contact, MapTiles, Territory, middle};
pub use text::{Lang, LocalText};
pub use time::{CLOCK_TOLERANCE, Instant, Minutes, TimePoint, Zone, rfc3339};
pub use wait::{DayKind, Profile, Slot, WaitBand, WaitInterval};

#[cfg(test)]
pub(crate) mod fixtures;
