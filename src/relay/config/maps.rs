//! What the maps of one source must be together.

use toml::Spanned;

use super::{
    Absent, Kind, Map, MeterMap, Payload, PowerUnit, Preset, Reads, Sees, SiteMap, Target, Webhook, wrong::Wrong,
};

/// The maps of a source, each with its place, and what is wrong with the others.
pub(super) fn maps(read: Vec<Spanned<Map>>, kind: &Kind, has_step: bool) -> (Vec<Map>, Vec<Wrong>) {
    let mut wrong = Vec::new();
    if read.is_empty() {
        wrong.push(Wrong(None, "nothing is taken from this source: [[sources.map]] is missing".to_owned()));
    }
    let is_person = matches!(kind, Kind::Webhook(Webhook { payload: Payload::Person, .. }));
    let mut maps: Vec<Map> = Vec::new();
    for one in read {
        let span = one.span();
        let mut map = Map { span: span.clone(), ..one.into_inner() };
        let told = if is_person { told_by_a_person(&mut map).map_err(str::to_owned) } else { Ok(()) };
        match told.and_then(|()| check(&map, &maps, kind, has_step)) {
            Ok(()) => maps.push(map),
            Err(reason) => wrong.push(Wrong(Some(span), reason)),
        }
    }
    (maps, wrong)
}

fn check(map: &Map, others: &[Map], kind: &Kind, has_step: bool) -> Result<(), String> {
    let is_alive = matches!(&map.target, Target::Site(SiteMap { sees: Sees::Alive, .. }));
    if map.field.is_none() && !is_alive {
        return Err("a field is missing: which one of the record is it?".to_owned());
    }
    check_kind_of_record(map, kind)?;
    if is_energy(map) && !has_step {
        return Err(
            "energy (Wh, kWh) needs step_s, the seconds of a step; counter is for one that only grows".to_owned()
        );
    }
    match others.iter().find_map(|other| same(other, map)) {
        Some(site) => Err(format!(
            "two fields of one record are the same of \"{}\" to the relay: lane = \"left\" and lane = \"right\" tell them apart",
            site.site
        )),
        None => Ok(()),
    }
}

/// That the map says of which records it speaks, where a missing field is to mean zero.
fn check_kind_of_record(map: &Map, kind: &Kind) -> Result<(), String> {
    let payload = match kind {
        Kind::Mqtt(mqtt) => Some(mqtt.payload),
        Kind::Webhook(webhook) => Some(webhook.payload),
        Kind::Http(..) | Kind::OpenDataSoft(_) => None,
    };
    let is_uplink = matches!(payload, Some(Payload::Ttn | Payload::Chirpstack));
    if !map.ports.is_empty() && !is_uplink {
        return Err(
            "f_port is of uplinks, payload = \"ttn\" or \"chirpstack\"; requires = [\"a field\"] is of any record"
                .to_owned(),
        );
    }
    let (Absent::Zero, Some(field)) = (map.absent, &map.field) else { return Ok(()) };
    if map.requires.contains(field) {
        return Err(format!("requires names \"{field}\" itself: then it is never absent"));
    }
    match kind {
        Kind::Http(_, Preset::Csv) => {
            return Err("a row of CSV has every column: one that is missing was renamed, and is no zero".to_owned());
        }
        // Its answers are all of one kind, and have each value, null at night.
        Kind::Http(_, Preset::Fronius) => return Ok(()),
        Kind::Mqtt(_) | Kind::Webhook(_) | Kind::Http(..) | Kind::OpenDataSoft(_) => {}
    }
    match (map.ports.is_empty() && map.requires.is_empty(), is_uplink) {
        (false, _) => Ok(()),
        (true, true) => Err(format!(
            "absent = \"zero\" needs f_port = 2, the port that \"{field}\" comes on, or requires = [\"…\"], fields that \
             always come with it: the state of a battery has no \"{field}\" either, and is no zero"
        )),
        (true, false) => Err(format!(
            "absent = \"zero\" needs requires = [\"…\"], fields that always come with \"{field}\": a record of another kind \
             has no \"{field}\" either, and is no zero"
        )),
    }
}

/// The form has fields of its own.
fn told_by_a_person(map: &mut Map) -> Result<(), &'static str> {
    let Target::Site(SiteMap { site, sees: sees @ (Sees::Wait | Sees::State), .. }) = &map.target else {
        return Err("a person tells wait and state of a site, nothing else");
    };
    if map.key.is_some() || map.field.is_some() || !map.requires.is_empty() {
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
    let is_port = one.ports.is_empty() || other.ports.is_empty() || !one.ports.is_disjoint(&other.ports);
    (is_key && is_port && is_kind && a.site == b.site && a.lane == b.lane).then_some(a)
}
