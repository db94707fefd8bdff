//! `sites.json`: the recycling centres.

use serde_json::Value;

use super::{
    TextDto,
    announced::Announced,
    territory::{NoticeDto, notice},
};
use crate::{
    api::{
        ByLang, Problems,
        text::{local_text, text},
        wire::{Records, wire},
    },
    domain::{
        Access, Badge, DaySpan, Limit, Material, MaterialId, Minutes, MonthDay, Position, PositionQuality, Season,
        Site, SourceNote, WeekDays, Wheelchair, Zone, short_decimal,
    },
};

wire! {
    /// The document; `materials` are [`MaterialDto`]s, `sites` are [`SiteDto`]s.
    pub struct SitesDto: lenient {
        pub version: u32,
        pub updated_at: Option<String>,
        pub materials: Vec<Value> = default,
        pub sites: Vec<Value> = strict,
    }

    pub struct MaterialDto: lenient {
        pub id: String,
        pub label: Option<TextDto>,
        /// Everyday words by language.
        pub words: Option<ByLang<Vec<String>>>,
    }

    /// Only `id`, `lat` and `lon` are compulsory. `closures` holds [`ClosureDto`]s, `exceptions` [`ExceptionDto`]s.
    pub struct SiteDto: lenient {
        pub id: String,
        pub name: Option<String>,
        pub commune: Option<String>,
        pub address: Option<String>,
        pub lat: f64,
        pub lon: f64,
        pub position: Option<String>,
        pub phone: Option<String>,
        pub url: Option<String>,
        pub hours: Option<Vec<SeasonDto>>,
        pub hours_text: Option<String>,
        pub closed_on_public_holidays: Option<bool>,
        pub closures: Records = default,
        pub exceptions: Records = default,
        pub last_entry_minutes: Option<u32>,
        pub accepts: Vec<String> = default,
        pub refuses: Vec<String> = default,
        pub limits: Vec<LimitDto> = default,
        pub access: Option<AccessDto>,
        pub wheelchair: Option<String>,
        /// Whose centre it is, where that is another territory.
        pub territory: Option<String>,
        /// That territory's name, as the publisher of this document calls it.
        pub territory_name: Option<String>,
        /// What that territory announces for this centre.
        pub notices: Vec<NoticeDto> = default,
        pub sources: Vec<SourceNoteDto> = default,
    }

    /// `from` and `until` are `MM-DD`, both included; missing: the whole year. `open` holds pairs of `HH:MM`.
    pub struct SeasonDto {
        pub from: Option<String>,
        pub until: Option<String>,
        pub days: Vec<u8>,
        pub open: Vec<(String, String)>,
    }

    /// An end without an offset is on the territory's clocks, and a day is a whole one.
    pub struct ClosureDto {
        pub from: String,
        pub until: Option<String>,
        pub reason: Option<TextDto>,
    }

    pub struct ExceptionDto {
        pub date: String,
        pub open: Vec<(String, String)>,
        pub reason: Option<TextDto>,
    }

    pub struct LimitDto {
        pub material: String,
        pub max_m3_per_day: f64,
    }

    pub struct AccessDto: lenient {
        pub badge: Option<String>,
        pub professionals: Option<bool>,
        pub max_height_m: Option<f64>,
    }

    pub struct SourceNoteDto: lenient {
        pub name: String,
        pub url: Option<String>,
        pub licence: Option<String>,
        pub retrieved_on: Option<String>,
    }
}

impl SitesDto {
    /// Materials and centres; a second centre with the same identifier is left out.
    pub fn into_domain(self, problems: &mut Problems) -> (Vec<Material>, Vec<Site>) {
        let mut seen = Vec::new();
        let materials = problems.records("materials", self.materials, |problems, place, dto: MaterialDto| {
            problems.is_first(place, &mut seen, &dto.id).then(|| Material {
                id: MaterialId(dto.id),
                label: local_text(dto.label),
                words: dto.words.unwrap_or_default().into_iter().collect(),
            })
        });
        let mut seen = Vec::new();
        let sites = problems.records("sites", self.sites, |problems, place, dto: SiteDto| {
            let site = site(problems, place, dto)?;
            problems.is_first(place, &mut seen, site.id.as_str()).then_some(site)
        });
        (materials, sites)
    }
}

fn site(problems: &mut Problems, place: &str, dto: SiteDto) -> Option<Site> {
    let id = problems.site_id(place, &dto.id)?;
    let position = problems.ok(place, Position::new(dto.lat, dto.lon))?;
    let announced = Announced::read(problems, place, dto.closures, dto.exceptions);
    Some(Site {
        id,
        position,
        name: text(dto.name),
        commune: text(dto.commune),
        address: text(dto.address),
        position_quality: match dto.position.as_deref() {
            Some("exact") => PositionQuality::Exact,
            Some("approximate") => PositionQuality::Approximate,
            Some(_) | None => PositionQuality::Unknown,
        },
        phone: text(dto.phone),
        url: text(dto.url).filter(|url| is_web_address(url)),
        // One entry that cannot be read makes all hours unknown: half of them would be wrong hours.
        hours: dto.hours.and_then(|seasons| {
            let read: Result<_, String> = seasons.into_iter().map(season).collect();
            problems.ok(&format!("{place}.hours"), read)
        }),
        hours_text: text(dto.hours_text),
        closed_on_public_holidays: dto.closed_on_public_holidays,
        closures: announced.closures,
        exceptions: announced.exceptions,
        unclear: announced.unclear,
        last_entry: dto
            .last_entry_minutes
            .and_then(|minutes| problems.ok(&format!("{place}.last_entry_minutes"), margin(minutes))),
        accepts: dto.accepts.into_iter().map(MaterialId).collect(),
        refuses: dto.refuses.into_iter().map(MaterialId).collect(),
        limits: dto
            .limits
            .into_iter()
            .filter_map(|limit| problems.ok(&format!("{place}.limits"), volume_limit(limit)))
            .collect(),
        access: dto.access.map(access).unwrap_or_default(),
        wheelchair: match dto.wheelchair.as_deref() {
            Some("yes") => Wheelchair::Yes,
            Some("limited") => Wheelchair::Limited,
            Some("no") => Wheelchair::No,
            Some(_) | None => Wheelchair::Unknown,
        },
        // A centre of another territory never stands without a name for it.
        origin: text(dto.territory_name).or(text(dto.territory)),
        // The relay lets only notices through whose instants bear their offset, so that no zone is needed here.
        notices: dto
            .notices
            .into_iter()
            .filter_map(|dto| notice(problems, place, dto, &Zone::new(Vec::new())))
            .collect(),
        sources: dto
            .sources
            .into_iter()
            .map(|source| SourceNote {
                name: text(Some(source.name)).unwrap_or_default(),
                url: text(source.url).filter(|url| is_web_address(url)),
                licence: text(source.licence),
                retrieved_on: source.retrieved_on.and_then(|date| problems.day(place, &date)),
            })
            .collect(),
    })
}

/// How long before closing the last visitor is let in.
fn margin(minutes: u32) -> Result<Minutes, String> {
    const DAY: u32 = 24 * 60;
    if minutes <= DAY { Ok(Minutes(minutes)) } else { Err(format!("{minutes} minutes are more than a day")) }
}

fn volume_limit(LimitDto { material, max_m3_per_day }: LimitDto) -> Result<Limit, String> {
    if max_m3_per_day > 0.0 {
        Ok(Limit { material: MaterialId(material), max_m3_per_day })
    } else {
        Err(format!("{} m3 of {material} a day is no limit", short_decimal(max_m3_per_day)))
    }
}

fn access(dto: AccessDto) -> Access {
    Access {
        badge: match dto.badge.as_deref() {
            Some("required") => Badge::Required,
            Some("none") => Badge::NotRequired,
            Some(_) | None => Badge::Unknown,
        },
        professionals: dto.professionals,
        max_height_m: dto.max_height_m.filter(|height| *height > 0.0),
    }
}

fn season(dto: SeasonDto) -> Result<Season, String> {
    let day = |text: Option<String>, default: &str| text.as_deref().unwrap_or(default).parse::<MonthDay>();
    Ok(Season {
        from: day(dto.from, "01-01")?,
        until: day(dto.until, "12-31")?,
        days: WeekDays::from_iso(&dto.days).ok_or_else(|| wrong_day(&dto.days))?,
        open: spans(dto.open)?,
    })
}

#[cold]
fn wrong_day(days: &[u8]) -> String {
    let wrong = days.iter().find(|day| WeekDays::from_iso(&[**day]).is_none());
    format!("{} is not an ISO day of the week", wrong.copied().unwrap_or_default())
}

pub(super) fn spans(pairs: Vec<(String, String)>) -> Result<Vec<DaySpan>, String> {
    let span = |(from, until): (String, String)| {
        let time = |text: &str| text.parse().map_err(|e: crate::domain::InvalidClockTime| e.to_string());
        DaySpan::new(time(&from)?, time(&until)?).ok_or_else(|| format!("{from} to {until} is not a span of a day"))
    };
    pairs.into_iter().map(span).collect()
}

/// Links from outside are followed only when they are plainly web pages: `javascript:` is not.
pub(super) fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
