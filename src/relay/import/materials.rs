//! `recycling:*` tags of OpenStreetMap as the project's materials.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/Key:recycling:*> and the counts of taginfo. Keys whose meaning mappers do
//! not agree on, such as `recycling:cartons` (beverage cartons or cardboard boxes), are not in the table.

use std::collections::BTreeMap;

/// How much of a material a key speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breadth {
    /// The key is the material.
    Whole,
    /// The key is a kind of it: `no` says nothing about the other kinds.
    Part,
}
use Breadth::{Part, Whole};

/// Key after `recycling:`, material, breadth; ordered by material.
const TABLE: [(&str, &str, Breadth); 77] = [
    ("asbestos", "asbestos", Whole),
    ("batteries", "batteries", Whole),
    ("books", "books", Whole),
    ("bulky_waste", "bulky", Whole),
    ("car_batteries", "car-batteries", Whole),
    ("cardboard", "cardboard", Whole),
    ("printer_cartridges", "cartridges", Whole),
    ("printer_inkjet_cartridges", "cartridges", Part),
    ("printer_toner_cartridges", "cartridges", Part),
    ("cooking_oil", "cooking-oil", Whole),
    ("vegetable_oil", "cooking-oil", Whole),
    ("furniture", "furniture", Whole),
    ("gas_bottles", "gas-bottles", Whole),
    ("gas_cylinders", "gas-bottles", Whole),
    ("glass", "glass", Whole),
    ("glass_bottles", "glass", Part),
    ("green_waste", "green-waste", Whole),
    ("garden_waste", "green-waste", Whole),
    ("christmas_trees", "green-waste", Part),
    ("hazardous_waste", "hazardous", Whole),
    ("chemicals", "hazardous", Part),
    ("paint", "hazardous", Part),
    ("pesticides", "hazardous", Part),
    ("solvents", "hazardous", Part),
    ("insulation", "insulation", Whole),
    ("mineral_wool", "insulation", Part),
    ("light_bulbs", "lamps", Whole),
    ("lamps", "lamps", Whole),
    ("fluorescent_tubes", "lamps", Part),
    ("low_energy_bulbs", "lamps", Part),
    ("white_goods", "large-appliances", Whole),
    ("large_appliances", "large-appliances", Whole),
    ("fridge_and_freezer", "large-appliances", Part),
    ("fridges", "large-appliances", Part),
    ("mattresses", "mattresses", Whole),
    ("scrap_metal", "metal", Whole),
    ("metal", "metal", Whole),
    ("aluminium", "metal", Part),
    ("copper", "metal", Part),
    ("sheet_metal", "metal", Part),
    ("packaging", "packaging", Whole),
    ("beverage_cartons", "packaging", Part),
    ("cans", "packaging", Part),
    ("paper_packaging", "packaging", Part),
    ("plastic_bottles", "packaging", Part),
    ("plastic_packaging", "packaging", Part),
    ("paper", "paper", Whole),
    ("magazines", "paper", Part),
    ("newspaper", "paper", Part),
    ("plasterboard", "plaster", Whole),
    ("gypsum", "plaster", Whole),
    ("plastic", "plastic", Whole),
    ("hard_plastic", "plastic", Part),
    ("rubble", "rubble", Whole),
    ("hardcore", "rubble", Whole),
    ("bricks", "rubble", Part),
    ("concrete", "rubble", Part),
    ("tv_monitor", "screens", Whole),
    ("monitor", "screens", Part),
    ("needles", "sharps", Whole),
    ("syringes", "sharps", Part),
    ("soil", "soil", Whole),
    ("clothes", "textiles", Whole),
    ("textiles", "textiles", Whole),
    ("shoes", "textiles", Part),
    ("tools", "tools", Whole),
    ("toys", "toys", Whole),
    ("tyres", "tyres", Whole),
    ("engine_oil", "used-oil", Whole),
    ("waste_oil", "used-oil", Whole),
    ("small_appliances", "weee", Whole),
    ("small_electrical_appliances", "weee", Whole),
    ("electrical_appliances", "weee", Whole),
    ("electrical_items", "weee", Whole),
    ("computers", "weee", Part),
    ("mobile_phones", "weee", Part),
    ("wood", "wood", Whole),
];

/// What a centre's tags say of materials, and what of them was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Materials {
    pub accepts: Vec<String>,
    pub refuses: Vec<String>,
    /// Keys that the table does not hold.
    pub unknown_keys: Vec<String>,
    /// `key=value` with a value other than `yes` and `no`.
    pub odd_values: Vec<String>,
    /// Materials that one tag accepts and another refuses: unknown.
    pub contradicted: Vec<String>,
}

/// The project's materials that the import may name, in their order.
pub fn material_ids() -> Vec<&'static str> {
    let mut ids: Vec<_> = TABLE.iter().map(|(_, id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Materials {
    /// Reads the tags `recycling:*`. What is not tagged stays unknown, although OpenStreetMap's wiki takes it as refused:
    /// most mappers tag only what they saw.
    pub(super) fn of<'a>(tags: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut said: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
        let mut materials = Self::default();
        for (key, value) in tags {
            let Some(kind) = key.strip_prefix("recycling:") else { continue };
            let Some((_, id, breadth)) = TABLE.iter().find(|(key, _, _)| *key == kind) else {
                materials.unknown_keys.push(key.to_owned());
                continue;
            };
            match (value, breadth) {
                ("yes", _) => said.entry(id).or_default().0 = true,
                ("no", Whole) => said.entry(id).or_default().1 = true,
                ("no", Part) => {}
                _ => materials.odd_values.push(format!("{key}={value}")),
            }
        }
        for (id, said) in said {
            match said {
                (true, true) => materials.contradicted.push(id.to_owned()),
                (true, false) => materials.accepts.push(id.to_owned()),
                (false, true) => materials.refuses.push(id.to_owned()),
                (false, false) => {}
            }
        }
        materials
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tags: &[(&str, &str)]) -> Materials {
        Materials::of(tags.iter().copied())
    }

    #[test]
    fn yes_accepts_no_refuses_and_silence_is_unknown() {
        let m = read(&[("recycling:green_waste", "yes"), ("recycling:tyres", "no"), ("amenity", "recycling")]);
        assert_eq!((m.accepts, m.refuses), (vec!["green-waste".to_owned()], vec!["tyres".to_owned()]));
    }

    #[test]
    fn refusing_a_kind_does_not_refuse_the_material() {
        let m = read(&[("recycling:glass_bottles", "no"), ("recycling:newspaper", "no"), ("recycling:paper", "yes")]);
        assert_eq!((m.accepts, m.refuses), (vec!["paper".to_owned()], vec![]));
    }

    #[test]
    fn tags_that_contradict_each_other_leave_the_material_unknown() {
        let m = read(&[("recycling:scrap_metal", "yes"), ("recycling:metal", "no")]);
        assert_eq!(m, Materials { contradicted: vec!["metal".to_owned()], ..Materials::default() });
    }

    #[test]
    fn unknown_keys_and_odd_values_are_told_and_not_guessed() {
        let m = read(&[("recycling:cartons", "yes"), ("recycling:wood", "only"), ("recycling:", "yes")]);
        assert_eq!(m.unknown_keys, ["recycling:cartons", "recycling:"]);
        assert_eq!(m.odd_values, ["recycling:wood=only"]);
        assert!(m.accepts.is_empty());
    }

    #[test]
    fn each_key_stands_in_the_table_once() {
        let mut keys: Vec<_> = TABLE.iter().map(|(key, _, _)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), TABLE.len());
    }
}
