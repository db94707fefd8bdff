//! The project's vocabulary of materials in a few groups, to be picked from by somebody who has no word for it.

use crate::domain::MaterialId;

/// Groups with the one of what is in none of the others.
pub const COUNT: usize = 9;

/// Identifiers of the vocabulary; one may stand in several groups, where different people look for it.
const GROUPS: [&[&str]; COUNT - 1] = [
    &["green-waste", "soil", "tools"],
    &["bulky", "furniture", "mattresses", "wood"],
    &["rubble", "wood", "plaster", "metal", "windows", "insulation", "soil", "tools", "asbestos"],
    &["large-appliances", "weee", "screens", "lamps", "batteries", "cartridges"],
    &["cardboard", "paper", "books", "glass", "packaging", "plastic"],
    &["hazardous", "used-oil", "cooking-oil", "gas-bottles", "asbestos", "sharps", "distress-flares"],
    &["tyres", "car-batteries", "used-oil"],
    &["textiles", "toys", "books", "sports-gear", "reuse"],
];

/// The materials of a territory by group; groups that have none there are empty.
pub fn groups<'a>(materials: impl Iterator<Item = &'a MaterialId>) -> [Vec<&'a MaterialId>; COUNT] {
    let all: Vec<_> = materials.collect();
    let mut groups: [Vec<&MaterialId>; COUNT] = Default::default();
    for (group, ids) in groups.iter_mut().zip(GROUPS) {
        group.extend(ids.iter().filter_map(|id| all.iter().find(|material| material.0 == *id)));
    }
    let is_grouped = |material: &MaterialId| GROUPS.iter().any(|ids| ids.contains(&material.0.as_str()));
    groups[COUNT - 1].extend(all.into_iter().filter(|material| !is_grouped(material)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::fixtures::material, relay::contract};

    #[test]
    fn every_group_names_materials_of_the_vocabulary() {
        let known: Vec<_> = contract::materials().iter().map(|m| m.id.as_str()).collect();
        for id in GROUPS.concat() {
            assert!(known.contains(&id), "{id}");
        }
    }

    #[test]
    fn what_is_in_no_group_is_something_else() {
        let ids = contract::materials().iter().map(|m| material(&m.id)).collect::<Vec<_>>();
        let something_else = groups(ids.iter())[COUNT - 1].clone();
        assert_eq!(something_else, [&material("household-waste")]);
        let own = [material("green-waste"), material("seaweed")];
        let grouped = groups(own.iter());
        assert_eq!(grouped[0], [&own[0]]);
        assert_eq!(grouped[COUNT - 1], [&own[1]]);
        assert!(grouped[1].is_empty());
    }
}
