//! Public holidays as the API publishes them, so that readers need not reckon them.

use chrono::NaiveDate;

use crate::{
    api::dto::{HolidayDto, TextDto},
    domain::{Calendar, FrenchArea, HolidayName, Lang, PublicHoliday, Site},
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

/// The part of France that a territory lies in: by its time zone, and by the postcodes of its centres where all of them are of
/// Alsace and Moselle. `None` outside of France.
pub fn french_area<'a>(time_zone: &str, sites: impl Iterator<Item = &'a Site>) -> Option<FrenchArea> {
    const DEPARTMENT_DIGITS: usize = 2;
    let area = FrenchArea::of_time_zone(time_zone)?;
    let of_postcode = |code: &str| FrenchArea::of_department(code.get(..DEPARTMENT_DIGITS)?);
    let mut areas = sites.filter_map(|site| postcode(site.address.as_deref()?)).filter_map(of_postcode);
    let is_eastern = |area: FrenchArea| area == FrenchArea::AlsaceMoselle;
    let all_eastern = areas.next().is_some_and(is_eastern) && areas.all(is_eastern);
    Some(if area == FrenchArea::Metropolitan && all_eastern { FrenchArea::AlsaceMoselle } else { area })
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
    use crate::domain::fixtures;

    #[test]
    fn postcodes_of_the_east_give_its_two_days() {
        let at = |address: &str| Site { address: Some(address.to_owned()), ..fixtures::riantec() };
        let area = |sites: &[Site]| french_area("Europe/Paris", sites.iter());
        assert_eq!(area(&[at("2 rue de l’Ill, 67000 Strasbourg"), at("57000 Metz")]), Some(FrenchArea::AlsaceMoselle));
        assert_eq!(area(&[at("67000 Strasbourg"), at("54000 Nancy")]), Some(FrenchArea::Metropolitan));
        assert_eq!(area(&[at("Zone de Villemarion")]), Some(FrenchArea::Metropolitan));
        assert_eq!(french_area("Europe/Berlin", [at("67000")].iter()), None);
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
