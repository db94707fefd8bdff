//! `sites.json` of the demonstration.

use serde_json::Value;

use super::{
    centres::{CENTRES, Centre, Timetable},
    text, to_value,
};
use crate::{
    api::{
        VERSION,
        dto::{AccessDto, ClosureDto, LimitDto, SeasonDto, SiteDto, SitesDto, SourceNoteDto},
    },
    relay::contract,
};

/// First and last day of the shorter hours; "from about 2 November" in the sources.
const WINTER: (&str, &str) = ("11-02", "03-31");
const SUMMER: (&str, &str) = ("04-01", "11-01");
/// Cubic metres a day, as met in the sources.
const RUBBLE_M3: f64 = 1.0;
const OTHER_M3: f64 = 3.0;
/// Materials that come by volume; one does not count batteries in cubic metres.
const BY_VOLUME: [&str; 5] = ["green-waste", "wood", "bulky", "plaster", "soil"];
/// Entry is forbidden so many minutes before closing.
const LAST_ENTRY_MIN: u32 = 15;

/// The document; `strike` is the closure of one centre, by its identifier.
pub(super) fn sites(updated_at: String, strike: Option<&(&str, ClosureDto)>) -> SitesDto {
    let closures = |centre: &Centre| {
        strike.filter(|(site, _)| *site == centre.id).map(|(_, closure)| closure.clone()).into_iter().collect()
    };
    SitesDto {
        version: VERSION,
        updated_at: Some(updated_at),
        materials: contract::materials().iter().map(to_value).collect::<Vec<Value>>(),
        sites: CENTRES.iter().map(|centre| to_value(&site(centre, closures(centre)))).collect(),
    }
}

fn site(centre: &Centre, closures: Vec<ClosureDto>) -> SiteDto {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let refuses = owned(centre.refuses);
    let is_taken = |id: &str| !centre.refuses.contains(&id) && !centre.unsaid.contains(&id);
    let accepts = contract::materials().iter().map(|m| m.id.clone()).filter(|id| is_taken(id)).collect();
    SiteDto {
        id: centre.id.to_owned(),
        name: Some(format!("Déchetterie {}", centre.name)),
        commune: Some(centre.commune.to_owned()),
        address: centre.address.map(str::to_owned),
        lat: centre.lat,
        lon: centre.lon,
        position: Some("approximate".to_owned()),
        phone: None,
        url: None,
        hours: Some(centre.hours.iter().flat_map(seasons).collect()),
        hours_text: None,
        closed_on_public_holidays: Some(true),
        closures: closures.iter().map(to_value).collect(),
        exceptions: Vec::new(),
        last_entry_minutes: Some(LAST_ENTRY_MIN),
        accepts,
        refuses,
        limits: limits(is_taken),
        access: Some(AccessDto {
            badge: Some("required".to_owned()),
            professionals: Some(false),
            max_height_m: centre.max_height_m,
        }),
        wheelchair: Some("unknown".to_owned()),
        territory: None,
        territory_name: None,
        notices: vec![],
        sources: vec![SourceNoteDto {
            name: "Démonstration : données inventées".to_owned(),
            url: None,
            licence: None,
            retrieved_on: None,
        }],
    }
}

fn limits(is_taken: impl Fn(&str) -> bool) -> Vec<LimitDto> {
    let limit = |id: &str, max_m3_per_day| LimitDto { material: id.to_owned(), max_m3_per_day };
    let rubble = Some(limit("rubble", RUBBLE_M3)).filter(|_| is_taken("rubble"));
    rubble.into_iter().chain(BY_VOLUME.into_iter().filter(|id| is_taken(id)).map(|id| limit(id, OTHER_M3))).collect()
}

fn seasons(timetable: &Timetable) -> Vec<SeasonDto> {
    let season = |part: Option<(&str, &str)>, open: &[(&str, &str)]| SeasonDto {
        from: part.map(|(from, _)| from.to_owned()),
        until: part.map(|(_, until)| until.to_owned()),
        days: timetable.days.to_vec(),
        open: open.iter().map(|(from, until)| ((*from).to_owned(), (*until).to_owned())).collect(),
    };
    match timetable.winter {
        None => vec![season(None, timetable.open)],
        Some(winter) => vec![season(Some(SUMMER), timetable.open), season(Some(WINTER), winter)],
    }
}

/// The strike's reason, as shown with the closure.
pub(super) fn strike_closure(from: String, until: String) -> ClosureDto {
    ClosureDto { from, until: Some(until), reason: Some(text("Grève", "Strike")) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_material_named_by_a_centre_is_in_the_vocabulary() {
        let known: BTreeSet<_> = contract::materials().iter().map(|m| m.id.as_str()).collect();
        for centre in CENTRES {
            for id in centre.refuses.iter().chain(centre.unsaid) {
                assert!(known.contains(id), "{id} at {}", centre.id);
            }
        }
        assert!(BY_VOLUME.iter().all(|id| known.contains(id)) && known.contains("rubble"));
    }

    #[test]
    fn a_centre_limits_only_what_it_takes() {
        for centre in CENTRES {
            let site = site(centre, vec![]);
            assert!(site.limits.iter().all(|limit| site.accepts.contains(&limit.material)), "{}", centre.id);
            assert!(site.accepts.iter().all(|id| !site.refuses.contains(id)), "{}", centre.id);
        }
    }

    #[test]
    fn six_centres_have_shorter_hours_in_winter() {
        let shorter: Vec<_> =
            CENTRES.iter().filter(|c| c.hours.iter().any(|t| t.winter.is_some())).map(|c| c.id).collect();
        assert_eq!(shorter, ["bubry", "hennebont", "lorient-nord", "ploemeur", "plouay", "riantec"]);
    }
}
