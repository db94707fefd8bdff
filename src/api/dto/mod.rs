//! The documents of the public API as they are written: the relay fills these types in. They are read by [`super::read`],
//! straight into domain types; what is derived for reading here serves a file of the project's own and tests.

mod history;
mod household;
mod live;
mod profiles;
mod schools;
mod series;
mod sites;
mod status;
mod territory;

pub use super::by_lang::TextDto;
pub use history::{HistoryDto, ReportDto, ServiceReportDto, SiteReportDto, SiteWaitsDto, WaitsDto};
pub use household::{
    BenchmarkDto, BenchmarksDto, OriginDto, TariffDto, TariffPeriodDto, TariffsDto, TempoDto, WeatherDto,
};
pub use live::{LiveDto, ReadingDto};
pub use profiles::{ProfileDto, ProfilesDto, SlotDto};
pub use schools::{MeterDto, MeterReadingDto, SchoolDto, SchoolsDto, SchoolsLiveDto};
pub use series::{DaySeriesDto, EnergySeriesDto};
pub use sites::{
    AccessDto, ClosureDto, ExceptionDto, LimitDto, MaterialDto, SeasonDto, SiteDto, SitesDto, SourceNoteDto,
};
pub use status::{SourceStatusDto, StatusDto};
pub use territory::{
    CommuneDto, ContactDto, HolidayDto, MapDto, NoticeDto, PublisherDto, SchoolHolidayDto, TerritoryDto,
};
