//! The documents in the shape that pages ask for.

use std::collections::BTreeMap;

use crate::domain::{Instant, Known, Material, MaterialId, Profile, Reading, Search, Site, SiteId};

/// `sites.json`, indexed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sites {
    pub materials: Vec<Material>,
    pub all: Vec<Site>,
    pub search: Search,
    by_id: BTreeMap<SiteId, usize>,
}

impl Sites {
    pub fn new(materials: Vec<Material>, all: Vec<Site>) -> Self {
        let search = Search::new(&materials, &all);
        let by_id = all.iter().enumerate().map(|(i, site)| (site.id.clone(), i)).collect();
        Self { materials, all, search, by_id }
    }

    pub fn get(&self, id: &SiteId) -> Option<&Site> {
        self.by_id.get(id).map(|i| &self.all[*i])
    }

    pub fn material(&self, id: &MaterialId) -> Option<&Material> {
        self.materials.iter().find(|m| m.id == *id)
    }
}

/// `live.json`, indexed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    pub generated_at: Option<Instant>,
    readings: BTreeMap<SiteId, Reading>,
}

impl Live {
    pub fn new(generated_at: Option<Instant>, readings: Vec<Reading>) -> Self {
        Self { generated_at, readings: readings.into_iter().map(|r| (r.site.clone(), r)).collect() }
    }
}

/// `profiles.json`, indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profiles(BTreeMap<SiteId, Profile>);

impl Profiles {
    pub fn new(profiles: Vec<Profile>) -> Self {
        Self(profiles.into_iter().map(|p| (p.site.clone(), p)).collect())
    }
}

/// What is known of the waits at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub live: Option<std::sync::Arc<Live>>,
    pub profiles: Option<std::sync::Arc<Profiles>>,
}

impl Known for Snapshot {
    fn reading(&self, site: &SiteId) -> Option<&Reading> {
        self.live.as_ref()?.readings.get(site)
    }
    fn profile(&self, site: &SiteId) -> Option<&Profile> {
        self.profiles.as_ref()?.0.get(site)
    }
}
