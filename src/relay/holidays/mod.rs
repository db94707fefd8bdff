//! Public holidays as the API publishes them, so that readers need not reckon them.

mod place;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use place::{Placed, placed};

use crate::{
    api::dto::{HolidayDto, TextDto},
    domain::{Calendar, FrenchArea, FrenchHoliday, HolidayName, Lang, PublicHoliday, Site, SiteId},
    present::texts,
};

/// The public holidays from `first` to `last` year that a calendar knows: those that it lists, and those that are reckoned
/// where it lists none.
pub fn public_holidays(calendar: &Calendar, first: i32, last: i32) -> Vec<HolidayDto> {
    let begins = NaiveDate::from_ymd_opt(first, 1, 1).expect("each year has a first of January");
    let ends = NaiveDate::from_ymd_opt(last, 12, 31).expect("each year has a 31st of December");
    let of_day = |date: NaiveDate| match calendar.public_holiday(date) {
        PublicHoliday::Yes(name) => Some(HolidayDto { date: date.to_string(), name: name.as_ref().map(text) }),
        PublicHoliday::No | PublicHoliday::Unknown => None,
    };
    begins.iter_days().take_while(|date| *date <= ends).filter_map(of_day).collect()
}

/// By whose law the public holidays of a centre are reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteArea {
    Known(FrenchArea),
    /// Either the days of the whole country alone or those of this area too.
    Perhaps(FrenchArea),
}

/// By whose law the public holidays of a territory's centres are reckoned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Of the whole territory: the area that all centres lie in, otherwise that of the whole country. `None` outside of France.
    pub common: Option<FrenchArea>,
    /// Centres of which that is not all.
    pub other: BTreeMap<SiteId, SiteArea>,
    /// Centres whose position and postcode lie in different areas.
    pub contradictory: Vec<SiteId>,
    /// Centres that lie where the clocks are other ones than the territory's.
    pub by_other_clocks: Vec<SiteId>,
    /// Centres outside of France, though the time zone is French.
    pub outside: Vec<SiteId>,
}

impl Areas {
    /// Each centre's by its postcode and by its position; where neither tells, by the time zone.
    pub fn of<'a>(time_zone: &str, sites: impl Iterator<Item = &'a Site>) -> Self {
        let Some(of_zone) = FrenchArea::of_time_zone(time_zone) else { return Self::default() };
        let mut areas = Self::default();
        let each: Vec<(&SiteId, SiteArea)> = sites.map(|site| (&site.id, areas.of_site(of_zone, site))).collect();
        let first = each.first().map_or(SiteArea::Known(of_zone), |(_, area)| *area);
        let common = match first {
            SiteArea::Known(area) if each.iter().all(|(_, other)| *other == first) => area,
            SiteArea::Known(_) | SiteArea::Perhaps(_) => FrenchArea::Metropolitan,
        };
        let other = each.into_iter().filter(|(_, area)| *area != SiteArea::Known(common));
        areas.other = other.map(|(id, area)| (id.clone(), area)).collect();
        areas.common = Some(common);
        areas
    }

    fn of_site(&mut self, of_zone: FrenchArea, site: &Site) -> SiteArea {
        let by_postcode = site.address.as_deref().and_then(postcode).and_then(area_of_postcode);
        let placed = placed(site.position, site.position_quality);
        let is_overseas = |area| matches!(area, FrenchArea::Overseas { .. });
        if let Placed::In(area) = placed {
            if by_postcode.is_some_and(|other| other != area) {
                self.contradictory.push(site.id.clone());
            }
            if is_overseas(area) != is_overseas(of_zone) {
                self.by_other_clocks.push(site.id.clone());
            }
        }
        if placed == Placed::Elsewhere {
            self.outside.push(site.id.clone());
        }
        match (by_postcode, placed) {
            // An address is written by somebody who knows it, a position may be a geocoder's.
            (Some(area), _) if area != FrenchArea::Metropolitan => SiteArea::Known(area),
            (Some(_), Placed::In(area)) if area != FrenchArea::Metropolitan => SiteArea::Perhaps(area),
            (Some(area), _) | (None, Placed::In(area)) => SiteArea::Known(area),
            (None, Placed::AtTheBorder) => SiteArea::Perhaps(FrenchArea::AlsaceMoselle),
            (None, Placed::Elsewhere) => SiteArea::Known(of_zone),
        }
    }
}

/// The public holidays of a year that an area has besides those of the whole country.
pub fn own_days(area: FrenchArea, year: i32) -> impl Iterator<Item = (NaiveDate, FrenchHoliday)> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("each year has a first of January");
    let days = first.iter_days().take_while(move |date| date.year() == year);
    days.filter_map(move |date| Some((date, area.public_holiday(date)?)))
        .filter(|(date, _)| FrenchArea::Metropolitan.public_holiday(*date).is_none())
}

/// What a holiday is called, by language.
pub fn french_name(day: FrenchHoliday) -> TextDto {
    text(&HolidayName::French(day))
}

fn area_of_postcode(code: &str) -> Option<FrenchArea> {
    // The numbers of overseas departments have three digits; St-Barthélemy and St-Martin share those of Guadeloupe.
    let digits = match code {
        "97133" => "977",
        "97150" => "978",
        _ if code.starts_with("97") || code.starts_with("98") => code.get(..3)?,
        _ => code.get(..2)?,
    };
    FrenchArea::of_department(digits)
}

/// Five digits that stand alone.
fn postcode(address: &str) -> Option<&str> {
    const DIGITS: usize = 5;
    let is_code = |word: &&str| word.len() == DIGITS && word.bytes().all(|byte| byte.is_ascii_digit());
    address.split(|c: char| !c.is_alphanumeric()).find(is_code)
}

fn text(name: &HolidayName) -> TextDto {
    match name {
        HolidayName::Text(name) => name.entries().map(|(lang, text)| (lang.to_owned(), text.to_owned())).collect(),
        HolidayName::French(day) => {
            Lang::ALL.map(|lang| (lang.code().to_owned(), (texts(lang).french_holiday)(*day).to_owned())).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Position, fixtures};

    fn site(id: &str, address: Option<&str>, (lat, lon): (f64, f64)) -> Site {
        let (id, address) = (id.parse().unwrap(), address.map(str::to_owned));
        Site { id, address, position: Position::new(lat, lon).unwrap(), ..fixtures::riantec() }
    }

    const STRASBOURG: (f64, f64) = (48.583, 7.745);
    const NANCY: (f64, f64) = (48.692, 6.184);
    const NOVEANT: (f64, f64) = (49.02, 6.045);

    #[test]
    fn a_territory_of_the_east_has_its_two_days_by_position_or_postcode() {
        let common = |sites: &[Site]| Areas::of("Europe/Paris", sites.iter()).common;
        let strasbourg = site("a", None, STRASBOURG);
        assert_eq!(common(std::slice::from_ref(&strasbourg)), Some(FrenchArea::AlsaceMoselle));
        assert_eq!(common(&[site("b", Some("57680 Novéant"), NOVEANT)]), Some(FrenchArea::AlsaceMoselle));
        let mixed = Areas::of("Europe/Paris", [strasbourg, site("c", None, NANCY)].iter());
        assert_eq!(mixed.common, Some(FrenchArea::Metropolitan));
        assert_eq!(mixed.other, [("a".parse().unwrap(), SiteArea::Known(FrenchArea::AlsaceMoselle))].into());
        assert_eq!(Areas::of("Europe/Berlin", [site("a", Some("67000"), STRASBOURG)].iter()), Areas::default());
    }

    #[test]
    fn what_neither_position_nor_postcode_tells_is_not_known() {
        let other = |site: Site| Areas::of("Europe/Paris", [site].iter()).other.into_values().next();
        let perhaps = Some(SiteArea::Perhaps(FrenchArea::AlsaceMoselle));
        assert_eq!(other(site("a", None, NOVEANT)), perhaps);
        assert_eq!(other(site("a", Some("1 rue du Rhin"), NOVEANT)), perhaps);
        assert_eq!(other(site("a", Some("54700 Pont-à-Mousson"), NOVEANT)), None);
        let contradictory = Areas::of("Europe/Paris", [site("a", Some("54000 Nancy"), STRASBOURG)].iter());
        assert_eq!(contradictory.other.into_values().next(), perhaps);
        assert_eq!(contradictory.contradictory.len(), 1);
    }

    #[test]
    fn overseas_the_place_counts_and_clocks_of_elsewhere_are_noticed() {
        let reunion = site("a", None, (-20.882, 55.45));
        let areas = Areas::of("Europe/Paris", [reunion.clone()].iter());
        assert_eq!((areas.common, areas.by_other_clocks.len()), (FrenchArea::of_department("974"), 1));
        assert_eq!(Areas::of("Indian/Reunion", [reunion].iter()).by_other_clocks.len(), 0);
        let saint_martin = site("a", Some("97150 Marigot"), (18.068, -63.083));
        let areas = Areas::of("America/Guadeloupe", [saint_martin].iter());
        assert_eq!((areas.common, areas.contradictory.len()), (FrenchArea::of_department("978"), 0));
    }

    #[test]
    fn an_area_has_days_of_its_own() {
        let dates: Vec<_> =
            own_days(FrenchArea::AlsaceMoselle, 2026).map(|(date, _)| date.format("%m-%d").to_string()).collect();
        assert_eq!(dates, ["04-03", "12-26"]);
        assert_eq!(own_days(FrenchArea::Metropolitan, 2026).count(), 0);
    }

    #[test]
    fn a_listed_year_is_published_as_it_is_and_the_next_one_is_reckoned() {
        let days = public_holidays(&fixtures::holidays(), 2026, 2027);
        assert_eq!((days[0].date.as_str(), days[1].date.as_str(), days.len()), ("2026-07-14", "2026-12-25", 13));
        assert_eq!(days[12].name.as_ref().and_then(|name| name.get("en")).map(String::as_str), Some("Christmas Day"));
        let abroad = Calendar { area: None, ..fixtures::holidays() };
        assert_eq!(public_holidays(&abroad, 2026, 2027).len(), 2);
    }
}
