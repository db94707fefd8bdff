//! The documents in the shape that pages ask for.

use std::sync::Arc;

use crate::domain::{Instant, Known, Material, MaterialId, Profile, Reading, Search, Site, SiteId};

/// `sites.json`, indexed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sites {
    pub materials: Vec<Material>,
    pub all: Vec<Site>,
    pub search: Search,
    by_id: Index,
}

impl Sites {
    pub fn new(materials: Vec<Material>, all: Vec<Site>) -> Self {
        let search = Search::new(&materials, &all);
        let by_id = Index::of(&all, |site| &site.id);
        Self { materials, all, search, by_id }
    }

    pub fn get(&self, id: &SiteId) -> Option<&Site> {
        self.by_id.position(id).map(|i| &self.all[i])
    }

    /// The centre of this identifier, with the data that it stands in.
    pub fn one(self: &Arc<Self>, id: &SiteId) -> Option<OneSite> {
        self.by_id.position(id).map(|index| OneSite { sites: self.clone(), index })
    }

    pub fn material(&self, id: &MaterialId) -> Option<&Material> {
        self.materials.iter().find(|m| m.id == *id)
    }
}

/// A centre for as long as somebody holds it, without a copy of what is known of it.
#[derive(Clone)]
pub struct OneSite {
    sites: Arc<Sites>,
    index: usize,
}

impl std::ops::Deref for OneSite {
    type Target = Site;
    fn deref(&self) -> &Site {
        &self.sites.all[self.index]
    }
}

/// `live.json`, indexed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    pub generated_at: Option<Instant>,
    readings: Vec<Reading>,
    by_site: Index,
}

impl Live {
    pub fn new(generated_at: Option<Instant>, readings: Vec<Reading>) -> Self {
        let by_site = Index::of(&readings, |reading| &reading.site);
        Self { generated_at, readings, by_site }
    }
}

/// `profiles.json`, indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profiles {
    all: Vec<Profile>,
    by_site: Index,
}

impl Profiles {
    pub fn new(profiles: Vec<Profile>) -> Self {
        let by_site = Index::of(&profiles, |profile| &profile.site);
        Self { all: profiles, by_site }
    }
}

/// Where the record of each centre stands in a list: one type for all lists, where a tree of each would be code of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Index(Vec<(SiteId, usize)>);

impl Index {
    /// Of the centres in the order of the list; no centre comes twice.
    fn of<T>(records: &[T], site: fn(&T) -> &SiteId) -> Self {
        let mut positions = Vec::with_capacity(records.len());
        for (position, record) in records.iter().enumerate() {
            positions.push((site(record).clone(), position));
        }
        Self::sorted(positions)
    }

    fn sorted(mut positions: Vec<(SiteId, usize)>) -> Self {
        positions.sort_unstable();
        Self(positions)
    }

    fn position(&self, site: &SiteId) -> Option<usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(site)).ok().map(|found| self.0[found].1)
    }
}

/// What is known of the waits at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub live: Option<Arc<Live>>,
    pub profiles: Option<Arc<Profiles>>,
}

impl Known for Snapshot {
    fn reading(&self, site: &SiteId) -> Option<&Reading> {
        let live = self.live.as_deref()?;
        live.by_site.position(site).map(|i| &live.readings[i])
    }
    fn profile(&self, site: &SiteId) -> Option<&Profile> {
        let profiles = self.profiles.as_deref()?;
        profiles.by_site.position(site).map(|i| &profiles.all[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures;

    #[test]
    fn a_centre_is_found_by_its_identifier_wherever_it_stands() {
        let site = |id: &str| Site { id: id.parse().unwrap(), ..fixtures::riantec() };
        let sites = Sites::new(vec![], ["riantec", "caudan", "plouay"].map(site).to_vec());
        for id in ["riantec", "caudan", "plouay"] {
            assert_eq!(sites.get(&id.parse().unwrap()).unwrap().id.as_str(), id);
        }
        assert_eq!(sites.get(&"groix".parse().unwrap()), None);
    }
}
