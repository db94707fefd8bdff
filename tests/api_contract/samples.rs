//! Every wire type with all of its keys filled, beside the name of its schema. Written without `..Default::default()`:
//! a field that is added to a type has to be added here.
#![allow(clippy::unnecessary_wraps, reason = "nearly every field of the wire is optional")]

use bon_moment::api::dto::{
    AccessDto, BenchmarkDto, BenchmarksDto, ClosureDto, CommuneDto, ContactDto, DaySeriesDto, EnergySeriesDto,
    ExceptionDto, HistoryDto, HolidayDto, LimitDto, LiveDto, MapDto, MaterialDto, MeterDto, MeterReadingDto, NoticeDto,
    OriginDto, ProfileDto, ProfilesDto, PublisherDto, ReadingDto, ReportDto, SchoolDto, SchoolHolidayDto, SchoolsDto,
    SchoolsLiveDto, SeasonDto, ServiceReportDto, SiteDto, SiteReportDto, SiteWaitsDto, SitesDto, SlotDto,
    SourceNoteDto, SourceStatusDto, StatusDto, TariffDto, TariffPeriodDto, TariffsDto, TempoDto, TerritoryDto, TextDto,
    WaitsDto, WeatherDto,
};
use serde::Serialize;
use serde_json::Value;

use crate::readers::reads;

/// A wire type: its schema's name, a full value, and whether the program's readers read a value as that type.
pub struct Sample {
    pub schema: &'static str,
    pub full: Value,
    pub reads: Box<dyn Fn(Value) -> bool>,
}

fn sample(schema: &'static str, full: &impl Serialize) -> Sample {
    Sample { schema, full: value(full), reads: Box::new(|value| reads(schema, value)) }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn text() -> Option<TextDto> {
    Some([("fr".to_owned(), "Grève".to_owned())].into())
}

fn span() -> (String, String) {
    ("10:00".to_owned(), "12:30".to_owned())
}

fn value(record: &impl Serialize) -> Value {
    serde_json::to_value(record).unwrap()
}

pub fn all() -> Vec<Sample> {
    let mut all = of_territory();
    all.extend(of_sites());
    all.extend(of_the_moment());
    all.extend(of_the_past());
    all.extend(of_schools());
    all.extend(of_households());
    all
}

fn of_territory() -> Vec<Sample> {
    let at = "2026-11-24T00:00:00+01:00";
    let publisher = PublisherDto { name: some("Lorient"), url: some("https://example.org/") };
    let commune = CommuneDto { id: "riantec".to_owned(), name: "Riantec".to_owned(), lat: 47.7, lon: -3.3 };
    let map = MapDto {
        tiles: some("https://example.org/{z}/{x}/{y}.png"),
        attribution: some("© IGN"),
        min_zoom: Some(9),
        max_zoom: Some(17),
    };
    let contact =
        ContactDto { phone: some("0 800 100 601"), email: some("a@example.org"), url: some("https://example.org/") };
    let holiday = HolidayDto { date: "2026-12-25".to_owned(), name: text() };
    let school = SchoolHolidayDto { from: "2026-12-19".to_owned(), until: "2027-01-03".to_owned(), name: text() };
    let notice = NoticeDto {
        id: "strike".to_owned(),
        level: some("warning"),
        text: text(),
        from: some(at),
        until: some(at),
        sites: vec!["riantec".to_owned()],
    };
    let territory = TerritoryDto {
        version: 1,
        id: "lorient".to_owned(),
        name: text(),
        demo: Some(true),
        publisher: Some(publisher.clone()),
        licence: some("Licence Ouverte 2.0"),
        languages: Some(vec!["fr".to_owned()]),
        time_zone: some("Europe/Brussels"),
        utc_offsets: vec![("2026-03-29T01:00:00Z".to_owned(), 120)],
        bbox: Some([-3.55, 47.6, -3.1, 47.98]),
        communes: vec![value(&commune)],
        map: Some(map.clone()),
        contact: Some(contact.clone()),
        public_holidays: vec![value(&holiday)],
        school_holidays: vec![value(&school)],
        notices: vec![value(&notice)],
    };
    vec![
        sample("Territory", &territory),
        sample("Publisher", &publisher),
        sample("Commune", &commune),
        sample("Map", &map),
        sample("Contact", &contact),
        sample("PublicHoliday", &holiday),
        sample("SchoolHoliday", &school),
        sample("Notice", &notice),
    ]
}

fn of_sites() -> Vec<Sample> {
    let at = "2026-11-24T00:00:00+01:00".to_owned();
    let words = [("fr".to_owned(), vec!["branche".to_owned()])].into();
    let material = MaterialDto { id: "green-waste".to_owned(), label: text(), words: Some(words) };
    let season = SeasonDto { from: some("11-02"), until: some("03-31"), days: vec![2, 6], open: vec![span()] };
    let closure = ClosureDto { from: at.clone(), until: some("2026-11-25T00:00:00+01:00"), reason: text() };
    let exception = ExceptionDto { date: "2026-12-24".to_owned(), open: vec![span()], reason: text() };
    let limit = LimitDto { material: "rubble".to_owned(), max_m3_per_day: 1.0 };
    let access = AccessDto { badge: some("required"), professionals: Some(false), max_height_m: Some(2.1) };
    let source = SourceNoteDto {
        name: "Annuaire".to_owned(),
        url: some("https://example.org/"),
        licence: some("Licence Ouverte 2.0"),
        retrieved_on: some("2026-11-20"),
    };
    let site = SiteDto {
        id: "riantec".to_owned(),
        name: some("Déchetterie de Riantec"),
        commune: some("Riantec"),
        address: some("Zone de Villemarion"),
        lat: 47.7,
        lon: -3.3,
        position: some("approximate"),
        phone: some("02 97 00 00 00"),
        url: some("https://example.org/"),
        hours: Some(vec![season.clone()]),
        hours_text: some("sur rendez-vous"),
        closed_on_public_holidays: Some(true),
        closures: vec![value(&closure)],
        exceptions: vec![value(&exception)],
        last_entry_minutes: Some(15),
        accepts: vec!["rubble".to_owned()],
        refuses: vec!["tyres".to_owned()],
        limits: vec![limit.clone()],
        access: Some(access.clone()),
        wheelchair: some("limited"),
        territory_name: some("Auray Quiberon"),
        notices: vec![NoticeDto { id: "frost".to_owned(), text: text(), ..NoticeDto::default() }],
        territory: some("auray"),
        sources: vec![source.clone()],
    };
    let sites =
        SitesDto { version: 1, updated_at: Some(at), materials: vec![value(&material)], sites: vec![value(&site)] };
    vec![
        sample("Sites", &sites),
        sample("Material", &material),
        sample("Site", &site),
        sample("Season", &season),
        sample("Closure", &closure),
        sample("Exception", &exception),
        sample("Limit", &limit),
        sample("Access", &access),
        sample("SourceNote", &source),
    ]
}

fn of_the_moment() -> Vec<Sample> {
    let at = some("2026-11-21T14:04:10Z");
    let reading = ReadingDto {
        id: "riantec".to_owned(),
        at: at.clone(),
        state: some("open"),
        wait_min: Some((Some(5.0), Some(10.0))),
        vehicles: Some(4.0),
        trend: some("rising"),
        unavailable: vec!["rubble".to_owned()],
        note: text(),
    };
    let slot = SlotDto { days: some("term"), day: 6, hour: 10, p50: 8.0, p80: Some(16.0), n: Some(46) };
    let profile = ProfileDto { id: "riantec".to_owned(), slots: vec![value(&slot)] };
    let source = SourceStatusDto {
        id: "sensor-riantec".to_owned(),
        label: text(),
        kind: some("mqtt"),
        ok: Some(true),
        last_success: at.clone(),
        kept: Some(12_841),
        rejected: Some(3),
        last_error: some("timed out"),
    };
    let live = LiveDto { version: 1, generated_at: at.clone(), sites: vec![value(&reading)] };
    let profiles = ProfilesDto { version: 1, weeks: Some(12), sites: vec![value(&profile)] };
    let status = StatusDto { version: 1, generated_at: at, sources: vec![value(&source)] };
    vec![
        sample("Live", &live),
        sample("Reading", &reading),
        sample("Profiles", &profiles),
        sample("Profile", &profile),
        sample("Slot", &slot),
        sample("Status", &status),
        sample("SourceStatus", &source),
    ]
}

fn of_the_past() -> Vec<Sample> {
    let history = HistoryDto { version: 1, days: vec!["2026-11-21".to_owned()], years: vec![2026] };
    let of_site = SiteWaitsDto {
        id: "riantec".to_owned(),
        start: "2026-11-21T09:00:00Z".to_owned(),
        wait_min: vec![Some((Some(5.0), Some(10.0))), None, Some((Some(30.0), None))],
    };
    let waits = WaitsDto {
        version: 1,
        day: "2026-11-21".to_owned(),
        step_s: 300,
        basis: some("live"),
        sites: vec![value(&of_site)],
    };
    let site = SiteReportDto {
        id: "riantec".to_owned(),
        name: some("Déchetterie de Riantec"),
        days: Some(300),
        vehicles: Some(41_250),
        vehicles_coverage: Some(0.97),
        open_min: Some(124_800),
        told_min: Some(120_000),
        wait_mean_min: Some(6.4),
        wait_median_min: Some(4),
        wait_p90_min: Some(16),
        heard_share: Some(0.98),
    };
    let service = ServiceReportDto {
        days: Some(300),
        running_min: Some(431_000),
        requests: Some(1_234_567),
        bytes: Some(3_456_789_012),
    };
    let report = ReportDto {
        version: 1,
        year: 2026,
        until: "2026-11-21".to_owned(),
        days: 300,
        days_in_year: Some(365),
        sites: vec![value(&site)],
        service: Some(service.clone()),
    };
    vec![
        sample("History", &history),
        sample("Waits", &waits),
        sample("SiteWaits", &of_site),
        sample("Report", &report),
        sample("SiteReport", &site),
        sample("ServiceReport", &service),
    ]
}

fn of_schools() -> Vec<Sample> {
    let at = some("2026-11-21T14:04:10Z");
    let meter = MeterDto {
        id: "pv".to_owned(),
        kind: "pv_production".to_owned(),
        unit: some("W"),
        step_s: Some(900),
        best_day: some("2026-06-21"),
        best_wh: Some(97_400.0),
    };
    let school = SchoolDto {
        id: "kermelo".to_owned(),
        kind: some("library"),
        name: some("École de Kermélo"),
        commune: some("Lorient"),
        lat: Some(47.73),
        lon: Some(-3.38),
        pupils: Some(210),
        pv_peak_w: Some(15_000.0),
        since: some("2015-02"),
        meters: vec![value(&meter)],
    };
    let reading = MeterReadingDto {
        school: "kermelo".to_owned(),
        meter: "pv".to_owned(),
        at: at.clone(),
        value: Some(4210.0),
        today_wh: Some(18_250.0),
        today_coverage: Some(0.976),
    };
    let day = DaySeriesDto {
        version: 1,
        school: some("kermelo"),
        meter: some("pv"),
        unit: some("W"),
        start: "2026-11-21T00:00:00+01:00".to_owned(),
        step_s: 600,
        values: vec![Some(0.0), None, Some(12.5)],
    };
    let month = EnergySeriesDto {
        version: 1,
        school: some("kermelo"),
        meter: some("pv"),
        unit: some("Wh"),
        start: "2026-11".to_owned(),
        step: "day".to_owned(),
        values: vec![Some(18_250.0), None],
        coverage: vec![0.5, 0.0],
    };
    let schools = SchoolsDto { version: 1, schools: vec![value(&school)] };
    let live = SchoolsLiveDto { version: 1, generated_at: at, meters: vec![value(&reading)] };
    vec![
        sample("Schools", &schools),
        sample("School", &school),
        sample("Meter", &meter),
        sample("SchoolsLive", &live),
        sample("MeterReading", &reading),
        sample("DaySeries", &day),
        sample("EnergySeries", &month),
    ]
}

fn of_households() -> Vec<Sample> {
    let source = OriginDto { name: "CRE".to_owned(), url: some("https://www.cre.fr/"), year: Some(2025) };
    let benchmark =
        BenchmarkDto { id: "flat-2p".to_owned(), label: text().unwrap(), kwh_per_year: 2100.0, source: source.clone() };
    let period = TariffPeriodDto {
        id: "blue-peak".to_owned(),
        label: text(),
        per_kwh: 0.1494,
        hours: vec![("06:00".to_owned(), "22:00".to_owned())],
        colour: some("blue"),
    };
    let tariff = TariffDto {
        id: "tempo-6kva".to_owned(),
        option: some("tempo"),
        kva: Some(6),
        taxes_included: Some(true),
        label: text(),
        from: some("2025-08-01"),
        until: some("2026-02-01"),
        standing_per_year: 187.8,
        periods: vec![value(&period)],
        source: Some(source.clone()),
    };
    let tempo = TempoDto {
        version: 1,
        start: "2025-09-01".to_owned(),
        values: vec![some("B"), None, some("R")],
        source: Some(source.clone()),
    };
    let weather = WeatherDto {
        version: 1,
        start: "2026-01-01".to_owned(),
        step: some("day"),
        unit: some("degC"),
        values: vec![Some(7.4), None],
        source: Some(source.clone()),
    };
    vec![
        sample("Origin", &source),
        sample("Benchmarks", &BenchmarksDto { version: 1, households: vec![value(&benchmark)] }),
        sample("Benchmark", &benchmark),
        sample("Tariffs", &TariffsDto { version: 1, currency: some("EUR"), tariffs: vec![value(&tariff)] }),
        sample("Tariff", &tariff),
        sample("TariffPeriod", &period),
        sample("Tempo", &tempo),
        sample("Weather", &weather),
    ]
}
