//! What the maps of one source must be together.

use toml::Spanned;

use super::{Kind, Map, MeterMap, Payload, PowerUnit, Reads, Sees, SiteMap, Target, Webhook, read::Wrong};

/// The maps of a source, each with its place.
pub(super) fn maps(read: Vec<Spanned<Map>>, kind: &Kind, has_step: bool) -> Result<Vec<Map>, Wrong> {
    if read.is_empty() {
        return Err(Wrong(None, "nothing is taken from this source: [[sources.map]] is missing".to_owned()));
    }
    let is_person = matches!(kind, Kind::Webhook(Webhook { payload: Payload::Person, .. }));
    let mut maps: Vec<Map> = Vec::new();
    for one in read {
        let span = one.span();
        let wrong = |reason: String| Wrong(Some(span.clone()), reason);
        let mut map = Map { span: span.clone(), ..one.into_inner() };
        if is_person {
            told_by_a_person(&mut map).map_err(|reason| wrong(reason.to_owned()))?;
        }
        let is_alive = matches!(&map.target, Target::Site(SiteMap { sees: Sees::Alive, .. }));
        if map.field.is_none() && !is_alive {
            return Err(wrong("a field is missing: which one of the record is it?".to_owned()));
        }
        if is_energy(&map) && !has_step {
            return Err(wrong(
                "energy (Wh, kWh) needs step_s, the seconds of a step; counter is for one that only grows".to_owned(),
            ));
        }
        if let Some(site) = maps.iter().find_map(|other| same(other, &map)) {
            return Err(wrong(format!(
                "two fields of one record are the same of \"{}\" to the relay: lane = \"left\" and lane = \"right\" tell them apart",
                site.site
            )));
        }
        maps.push(map);
    }
    Ok(maps)
}

/// The form has fields of its own.
fn told_by_a_person(map: &mut Map) -> Result<(), &'static str> {
    let Target::Site(SiteMap { site, sees: sees @ (Sees::Wait | Sees::State), .. }) = &map.target else {
        return Err("a person tells wait and state of a site, nothing else");
    };
    if map.key.is_some() || map.field.is_some() {
        return Err("a person's form has its own key and fields");
    }
    (map.key, map.field) =
        (Some(site.to_string()), Some(if *sees == Sees::Wait { "wait" } else { "state" }.to_owned()));
    Ok(())
}

fn is_energy(map: &Map) -> bool {
    let energy = [Reads::Power(PowerUnit::Wh), Reads::Power(PowerUnit::Kwh)];
    matches!(&map.target, Target::Meter(MeterMap { reads, .. }) if energy.contains(reads))
}

/// Two counts that one record bears under one name: the second would be taken for a repetition of the first.
fn same<'a>(one: &'a Map, other: &Map) -> Option<&'a SiteMap> {
    let (Target::Site(a), Target::Site(b)) = (&one.target, &other.target) else { return None };
    let is_key = match (&one.key, &other.key) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        // Without a key the field is the sensor's name.
        (None, None) => one.field == other.field,
        (None, Some(_)) | (Some(_), None) => false,
    };
    let is_kind = a.sees.is_of_a_lane() && b.sees.is_of_a_lane() && a.sees.passage() == b.sees.passage();
    (is_key && is_kind && a.site == b.site && a.lane == b.lane).then_some(a)
}
