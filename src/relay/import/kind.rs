//! Whether an element is a recycling centre (« déchetterie »).
//!
//! Whoever asked Overpass asked for centres, and mappers tag them in many ways: some write `amenity=Wertstoffhof`, some
//! only a name and hours. So an element is one unless its tags plainly say another thing:
//!
//! - `recycling_type` and `amenity`, where they are there, must each name a centre, in any spelling of [`CENTRES`];
//!   `amenity=recycling` leaves the type open. Of a list (`container;centre`) one entry is enough.
//! - With neither of them, the element must not be another feature of the map, one of [`FEATURES`]: answers with the nodes
//!   of ways hold their gates and crossings too. Nor may it be a centre of other days (`disused:amenity`).
//! - Something must be said of it: nodes of ways have no tags, or only those of [`BOOKKEEPING`].

use super::tags::Tags;

/// Spellings of a recycling centre, in small letters and with `_` between words.
const CENTRES: [&str; 10] = [
    "centre",
    "center",
    "recycling_centre",
    "recycling_center",
    "wertstoffhof",
    "recyclinghof",
    "déchetterie",
    "déchèterie",
    "dechetterie",
    "decheterie",
];

/// Keys that by themselves make an element a feature of the map.
///
/// Source: <https://wiki.openstreetmap.org/wiki/Map_features>, without `amenity`, and without `building` and `landuse`,
/// which describe the ground of a centre as well.
const FEATURES: [&str; 25] = [
    "advertising",
    "aeroway",
    "barrier",
    "boundary",
    "craft",
    "emergency",
    "entrance",
    "healthcare",
    "highway",
    "historic",
    "leisure",
    "man_made",
    "military",
    "natural",
    "office",
    "place",
    "power",
    "public_transport",
    "railway",
    "route",
    "shop",
    "telecom",
    "tourism",
    "traffic_sign",
    "waterway",
];

/// What mappers write for each other.
const BOOKKEEPING: [&str; 8] = ["attribution", "created_by", "FIXME", "fixme", "note", "odbl", "source", "source:date"];

/// What puts `amenity` out of use.
///
/// Source: <https://wiki.openstreetmap.org/wiki/Lifecycle_prefix>.
const NOT_IN_USE: [&str; 9] =
    ["abandoned", "construction", "demolished", "disused", "planned", "proposed", "razed", "removed", "was"];

/// How surely an element is a centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Centre {
    /// `amenity=recycling` and `recycling_type=centre`, as OpenStreetMap's wiki wants it.
    WellTagged,
    /// Nothing contradicts it.
    LooselyTagged,
}

/// What an element is instead of a recycling centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum NoCentre {
    #[error("without tags that say anything")]
    Untagged,
    #[error("recycling_type names another thing, such as a container")]
    OtherType,
    #[error("amenity names another thing")]
    OtherAmenity,
    #[error("another feature of the map, such as a gate or a shop")]
    OtherFeature,
    #[error("no longer or not yet in use")]
    NotInUse,
}

/// # Errors
/// When the element plainly is something else.
pub(super) fn recognise(tags: Tags) -> Result<Centre, NoCentre> {
    let (amenity, kind) = (tags.get("amenity"), tags.get("recycling_type"));
    if kind.is_some_and(|kind| !names(kind, &CENTRES)) {
        return Err(NoCentre::OtherType);
    }
    if amenity.is_some_and(|amenity| !names(amenity, &CENTRES) && !names(amenity, &["recycling"])) {
        return Err(NoCentre::OtherAmenity);
    }
    if amenity.is_none() && NOT_IN_USE.iter().any(|prefix| tags.get(&format!("{prefix}:amenity")).is_some()) {
        return Err(NoCentre::NotInUse);
    }
    if amenity.is_none() && kind.is_none() {
        if tags.first(&FEATURES).is_some() {
            return Err(NoCentre::OtherFeature);
        }
        if tags.iter().all(|(key, value)| value.is_empty() || BOOKKEEPING.contains(&key)) {
            return Err(NoCentre::Untagged);
        }
    }
    let as_wanted = amenity == Some("recycling") && kind == Some("centre");
    Ok(if as_wanted { Centre::WellTagged } else { Centre::LooselyTagged })
}

/// Whether one entry of a list between semicolons is one of the words, whatever its capitals.
fn names(list: &str, words: &[&str]) -> bool {
    let mut entries = list.split(';').map(|entry| entry.trim().to_lowercase().replace([' ', '-'], "_"));
    entries.any(|entry| words.contains(&entry.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn assert_recognised(tags: &Value, expected: Result<Centre, NoCentre>) {
        assert_eq!(recognise(Tags::of(&json!({ "tags": tags }))), expected, "{tags}");
    }

    #[test]
    fn the_wikis_tags_make_a_centre_whatever_else_it_is() {
        assert_recognised(&json!({"amenity": "recycling", "recycling_type": "centre"}), Ok(Centre::WellTagged));
        let with_shop = json!({"amenity": "recycling", "recycling_type": "centre", "shop": "second_hand"});
        assert_recognised(&with_shop, Ok(Centre::WellTagged));
    }

    #[test]
    fn other_spellings_are_centres_too() {
        for tags in [
            json!({"amenity": "Wertstoffhof", "recycling_type": "centre"}),
            json!({"amenity": "recycling", "recycling_type": "center"}),
            json!({"amenity": "recycling", "recycling_type": "Recycling centre"}),
            json!({"amenity": "Déchèterie"}),
            json!({"recycling_type": "centre"}),
            json!({"recycling_type": "container; centre", "amenity": "recycling"}),
            json!({"recycling_type": "centre", "power": "generator"}),
            // The type is open, and who asked for centres got it.
            json!({"amenity": "recycling"}),
        ] {
            assert_recognised(&tags, Ok(Centre::LooselyTagged));
        }
    }

    #[test]
    fn with_neither_type_nor_amenity_a_name_hours_an_address_or_materials_are_enough() {
        for tags in [
            json!({"name": "Déchetterie de Kerlann"}),
            json!({"opening_hours": "Sa 09:00-12:00", "fixme": "position"}),
            json!({"city": "Plouay", "addr:zip": "56240"}),
            json!({"recycling:glass": "yes", "amenity": " "}),
        ] {
            assert_recognised(&tags, Ok(Centre::LooselyTagged));
        }
    }

    #[test]
    fn what_names_another_thing_is_none() {
        assert_recognised(&json!({"amenity": "recycling", "recycling_type": "container"}), Err(NoCentre::OtherType));
        assert_recognised(&json!({"recycling_type": "dump", "name": "Centre"}), Err(NoCentre::OtherType));
        assert_recognised(&json!({"amenity": "waste_basket", "name": "Poubelle"}), Err(NoCentre::OtherAmenity));
        assert_recognised(&json!({"amenity": "school", "recycling_type": "centre"}), Err(NoCentre::OtherAmenity));
        assert_recognised(&json!({"barrier": "gate", "name": "Entrée"}), Err(NoCentre::OtherFeature));
        assert_recognised(&json!({"shop": "supermarket", "recycling:batteries": "yes"}), Err(NoCentre::OtherFeature));
    }

    #[test]
    fn a_centre_of_other_days_is_none() {
        let gone = json!({"disused:amenity": "recycling", "recycling_type": "centre", "name": "Ancienne déchetterie"});
        assert_recognised(&gone, Err(NoCentre::NotInUse));
        let moved = json!({"was:amenity": "school", "amenity": "recycling", "recycling_type": "centre"});
        assert_recognised(&moved, Ok(Centre::WellTagged));
    }

    #[test]
    fn of_a_node_without_telling_tags_nothing_is_said() {
        for tags in [json!({}), json!(null), json!("amenity=recycling"), json!({"name": 12}), json!({"name": " "})] {
            assert_recognised(&tags, Err(NoCentre::Untagged));
        }
        assert_recognised(&json!({"source": "cadastre", "created_by": "JOSM"}), Err(NoCentre::Untagged));
    }
}
