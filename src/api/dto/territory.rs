//! `territory.json`: who publishes, and what holds for all centres.

use serde_json::Value;

use super::{TextDto, sites::is_web_address};
use crate::{
    api::{
        Problems,
        text::{instant, local_text, text},
        wire::{Records, wire},
    },
    domain::{
        BoundingBox, Calendar, Commune, Contact, FrenchArea, Holiday, MapTiles, Notice, NoticeLevel, Position,
        SchoolHoliday, SiteId, Territory, Zone,
    },
};

wire! {
    /// The document; the lists hold [`CommuneDto`], [`HolidayDto`], [`SchoolHolidayDto`] and [`NoticeDto`].
    pub struct TerritoryDto: lenient {
        pub version: u32,
        pub id: String,
        pub name: Option<TextDto>,
        pub demo: Option<bool>,
        pub publisher: Option<PublisherDto>,
        pub licence: Option<String>,
        pub languages: Option<Vec<String>>,
        pub time_zone: Option<String>,
        /// Instants of change and minutes east of UTC from then on.
        pub utc_offsets: Vec<(String, i32)> = strict,
        /// West, south, east, north.
        pub bbox: Option<[f64; 4]>,
        pub communes: Vec<Value> = default,
        pub map: Option<MapDto>,
        pub contact: Option<ContactDto>,
        pub public_holidays: Records = default,
        pub school_holidays: Vec<Value> = default,
        pub notices: Vec<Value> = default,
    }

    pub struct PublisherDto: lenient {
        pub name: Option<String>,
        pub url: Option<String>,
    }

    pub struct CommuneDto: lenient {
        pub id: String,
        pub name: String,
        pub lat: f64,
        pub lon: f64,
    }

    pub struct MapDto: lenient {
        /// With `{z}`, `{x}` and `{y}`.
        pub tiles: Option<String>,
        pub attribution: Option<String>,
        pub min_zoom: Option<u8>,
        pub max_zoom: Option<u8>,
    }

    pub struct ContactDto: lenient {
        pub phone: Option<String>,
        pub email: Option<String>,
        pub url: Option<String>,
    }

    pub struct HolidayDto: lenient {
        pub date: String,
        pub name: Option<TextDto>,
    }

    pub struct SchoolHolidayDto: lenient {
        pub from: String,
        pub until: String,
        pub name: Option<TextDto>,
    }

    pub struct NoticeDto {
        pub id: String,
        pub level: Option<String>,
        pub text: Option<TextDto>,
        pub from: Option<String>,
        pub until: Option<String>,
        pub sites: Vec<String> = default,
    }
}

impl TerritoryDto {
    pub fn into_domain(self, problems: &mut Problems) -> Territory {
        let offsets = self.utc_offsets.iter().filter_map(|(at, minutes)| {
            let at = problems.ok("utc_offsets", instant(at))?;
            Some((at, *minutes))
        });
        let zone = Zone::new(offsets.collect());
        let listed = self.public_holidays.0.len();
        let public_holidays =
            problems.records("public_holidays", self.public_holidays.0, |problems, place, dto: HolidayDto| {
                Some(Holiday { date: problems.day(place, &dto.date)?, name: local_text(dto.name) })
            });
        let calendar = Calendar {
            is_incomplete: public_holidays.len() < listed,
            public_holidays,
            school_holidays: problems.records("school_holidays", self.school_holidays, school_holiday),
            // Most who write such a document by hand are in France, and leave the zone out.
            area: self.time_zone.as_deref().map_or(Some(FrenchArea::Metropolitan), FrenchArea::of_time_zone),
        };
        Territory {
            name: local_text(self.name),
            demo: self.demo.unwrap_or(false),
            publisher: self.publisher.as_ref().and_then(|p| p.name.clone()),
            publisher_url: self.publisher.and_then(|p| p.url).filter(|url| is_web_address(url)),
            licence: self.licence,
            bbox: self
                .bbox
                .filter(|[west, south, east, north]| west <= east && south <= north)
                .map(|[west, south, east, north]| BoundingBox { west, south, east, north }),
            communes: problems.records("communes", self.communes, |problems, place, dto: CommuneDto| {
                let position = problems.ok(place, Position::new(dto.lat, dto.lon))?;
                Some(Commune { id: dto.id, name: text(Some(dto.name))?, position })
            }),
            tiles: self.map.and_then(tiles),
            contact: self.contact.map(contact).unwrap_or_default(),
            calendar,
            notices: problems
                .records("notices", self.notices, |problems, place, dto| notice(problems, place, dto, &zone)),
            zone,
            id: self.id,
        }
    }
}

fn tiles(dto: MapDto) -> Option<MapTiles> {
    Some(MapTiles {
        template: dto.tiles.filter(|url| is_web_address(url))?,
        attribution: dto.attribution.unwrap_or_default(),
        min_zoom: dto.min_zoom.unwrap_or(0),
        max_zoom: dto.max_zoom.unwrap_or(18),
    })
}

fn contact(dto: ContactDto) -> Contact {
    Contact { phone: text(dto.phone), email: dto.email, url: dto.url.filter(|url| is_web_address(url)) }
}

fn school_holiday(problems: &mut Problems, place: &str, dto: SchoolHolidayDto) -> Option<SchoolHoliday> {
    Some(SchoolHoliday {
        from: problems.day(place, &dto.from)?,
        until: problems.day(place, &dto.until)?,
        name: local_text(dto.name),
    })
}

pub(super) fn notice(problems: &mut Problems, place: &str, dto: NoticeDto, zone: &Zone) -> Option<Notice> {
    let Some(text) = local_text(dto.text) else {
        problems.add(place, "a notice without text");
        return None;
    };
    let named = dto.sites.len();
    let sites: Vec<SiteId> = dto.sites.iter().filter_map(|id| problems.site_id(place, id)).collect();
    // A notice whose every centre is misspelt would otherwise concern them all.
    if named > 0 && sites.is_empty() {
        return None;
    }
    Some(Notice {
        id: dto.id,
        level: if dto.level.as_deref() == Some("warning") { NoticeLevel::Warning } else { NoticeLevel::Info },
        text,
        from: problems.instant_in(place, dto.from.as_deref(), false, zone),
        until: problems.instant_in(place, dto.until.as_deref(), true, zone),
        sites,
    })
}
