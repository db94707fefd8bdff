//! What the demonstration reckons once for each local day.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveTime};

use super::{
    Demo,
    centres::{CENTRES, Centre},
    misbehaviour::Misbehaviour,
    model::Day,
    past::past,
    profiles::profiles,
    sites::{sites, strike_closure},
    territory::{TIME_ZONE, strike_notice, territory},
    to_value,
};
use crate::{
    api::read,
    domain::{Calendar, Instant, Site, Zone, rfc3339},
    relay::{Documents, contract},
};

pub(super) struct Today {
    pub date: NaiveDate,
    pub zone: Zone,
    pub calendar: Calendar,
    /// The documents that change daily.
    pub documents: Documents,
    /// As published, in the order of [`CENTRES`].
    sites: Vec<Site>,
    days: BTreeMap<&'static str, Day>,
}

/// The local date at an instant.
pub(super) fn local_date(now: Instant) -> NaiveDate {
    now.with_timezone(&TIME_ZONE).date_naive()
}

impl Today {
    pub fn of(demo: &Demo, now: Instant) -> Self {
        let seed = demo.options.seed;
        let date = local_date(now);
        let without_strike = to_value(&territory(now, date, None));
        let without_strike = read::alone(&without_strike, read::territory).expect("a test reads it");
        let midnight = |date: NaiveDate| rfc3339(without_strike.zone.instant(date.and_time(NaiveTime::MIN)));
        let (eve, next) = (date - Duration::days(1), date + Duration::days(1));
        let struck = demo.misbehaves(Misbehaviour::Strike).then(|| Misbehaviour::Strike.site());
        let notice = struck.map(|site| strike_notice(site, date, midnight(eve), midnight(next)));
        let closure = struck.map(|site| (site, strike_closure(midnight(date), midnight(next))));

        let sites_dto = sites(midnight(date), closure.as_ref());
        let (_, sites) = read::alone(&to_value(&sites_dto), read::sites).expect("a test reads it");
        let calendar = without_strike.calendar;
        let pairs = || CENTRES.iter().zip(&sites);
        let mut documents = Documents::default();
        documents.insert("territory.json", &territory(now, date, notice.as_ref()));
        documents.insert("sites.json", &sites_dto);
        documents.insert("profiles.json", &profiles(seed, pairs(), &calendar, date));
        documents.share("openapi.json", contract::openapi_document());
        let days = pairs().map(|(centre, site)| (centre.id, Day::of(seed, centre, site, &calendar, date))).collect();
        let mut today = Self { date, zone: without_strike.zone, calendar, documents, sites, days };
        let past = past(seed, &today);
        today.documents.extend(past);
        today
    }

    /// Each centre, how it is published and how its queue goes.
    pub fn centres(&self) -> impl Iterator<Item = (&'static Centre, &Site, &Day)> {
        CENTRES.iter().zip(&self.sites).filter_map(|(centre, site)| Some((centre, site, self.days.get(centre.id)?)))
    }
}
