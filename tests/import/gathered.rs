//! Centres that other programs gathered in the form of an Overpass answer: loosely tagged, and partly without numbers.

use std::{collections::BTreeSet, fs, path::Path};

use bon_moment::{
    api::{Problems, decode, read},
    domain::{Instant, Site},
    relay::{
        Source,
        import::{ImportOptions, Imported, NoCentre, opening_hours::KeptAsText, overpass, write_sites},
        sites_file::SitesFile,
    },
};
use chrono_tz::Tz;
use serde_json::Value;

use crate::sites;

const BERLIN: ImportOptions = ImportOptions { time_zone: Tz::Europe__Berlin };

fn gathered() -> Imported {
    overpass(Path::new("tests/data/overpass/gathered.json"), BERLIN).unwrap()
}

fn site(id: &str) -> Site {
    sites(&gathered()).into_iter().find(|site| site.id.as_str() == id).unwrap()
}

/// The elements of a file as they are.
fn elements(file: &Path) -> Vec<Value> {
    let answer: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    answer["elements"].as_array().unwrap().clone()
}

#[test]
fn loosely_tagged_centres_are_kept() {
    let imported = gathered();
    let ids: Vec<_> = sites(&imported).iter().map(|site| site.id.to_string()).collect();
    let expected = [
        "osm-at-49-12346-9-87654",
        "osm-at-49-20000-9-20000",
        "osm-at-s20-90000-w3-31170",
        "osm-node-910000001",
        "osm-node-910000002",
        "osm-node-910000003",
    ];
    assert_eq!(ids, expected);
    assert_eq!((imported.report.loosely_tagged, imported.report.without_number), (6, 3));
    assert_eq!(imported.report.without_name, 3);
}

#[test]
fn what_is_passed_over_is_counted_with_its_reason() {
    let report = gathered().report;
    let expected = [
        (NoCentre::Untagged, 2),
        (NoCentre::OtherType, 1),
        (NoCentre::OtherAmenity, 1),
        (NoCentre::OtherFeature, 1),
        (NoCentre::NotInUse, 1),
    ];
    assert_eq!(report.passed_over.clone().into_iter().collect::<Vec<_>>(), expected);
    let rejected: Vec<_> = report.rejected.iter().map(|r| format!("{}: {}", r.element, r.reason)).collect();
    assert_eq!(rejected, ["elements[7]: no lat"]);
    assert_eq!(report.duplicates, 1);
    let shown = report.to_string();
    assert!(
        shown.contains("     6 passed over: no recycling centres\n       2 without tags that say anything\n"),
        "{shown}"
    );
    assert!(shown.contains("     3 of them without a number"), "{shown}");
}

#[test]
fn without_a_number_a_centre_is_known_by_its_place_and_links_to_no_element() {
    let first = site("osm-at-49-12346-9-87654");
    assert_eq!(first.name.as_deref(), Some("Recyclinghof Musterstadt"));
    assert_eq!((first.position.lat(), first.position.lon()), (49.123_456_78, 9.876_543_21));
    assert_eq!(first.sources[0].url.as_deref(), Some("https://www.openstreetmap.org/copyright"));
}

#[test]
fn commune_and_postcode_come_from_other_keys_too() {
    let first = site("osm-at-49-12346-9-87654");
    assert_eq!(first.commune.as_deref(), Some("Musterstadt"));
    assert_eq!(first.address.as_deref(), Some("Am Bauhof, 74999 Musterstadt"));
    // OpenStreetMap's own key has the first word.
    let second = site("osm-at-49-20000-9-20000");
    assert_eq!((second.commune.as_deref(), second.address.as_deref()), (Some("Nebendorf"), Some("Nebendorf")));
}

#[test]
fn hours_that_are_not_clear_stay_as_they_were_written() {
    let report = gathered().report;
    assert_eq!((report.hours.understood, report.hours.untagged), (1, 4));
    assert_eq!(report.hours.kept_as_text.into_iter().collect::<Vec<_>>(), [(KeptAsText::Unreadable, 1)]);
    let unclear = site("osm-at-s20-90000-w3-31170");
    assert_eq!(unclear.hours, None);
    assert_eq!(unclear.hours_text.as_deref(), Some("Apr-Sep;Tu 16.00 - 19.00 ;Ganzjährig ;Sa 09.00 - 13.00"));
}

#[test]
fn the_territory_has_the_communes_that_centres_name_and_all_of_its_extent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sites.json");
    write_sites(&path, &gathered().sites).unwrap();
    let file = SitesFile::open(&path, BERLIN.time_zone).unwrap();
    assert_eq!((file.kept(), file.rejected()), (6, 0));
    let now: Instant = "2026-11-22T08:00:00Z".parse().unwrap();
    let mut problems = Problems::default();
    let documents = file.documents(now);
    let territory = decode(documents.get("territory.json").unwrap(), &mut problems, read::territory).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let communes: Vec<_> = territory.communes.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
    assert_eq!(communes, [("musterstadt", "Musterstadt"), ("nebendorf", "Nebendorf")]);
    let bbox = territory.bbox.unwrap();
    assert_eq!((bbox.west, bbox.south, bbox.east, bbox.north), (-3.3117, -20.9, 11.13, 49.2));
}

/// Real answers are not part of the project: `OVERPASS_FILE` names a file of one's own.
#[test]
fn of_a_real_answer_everything_is_kept_or_told() {
    let Some(file) = std::env::var_os("OVERPASS_FILE") else { return };
    let file = Path::new(&file);
    let imported = overpass(file, BERLIN).unwrap();
    let report = &imported.report;
    println!("{report}");
    let sites = sites(&imported);
    let told = report.passed_over.values().sum::<usize>() + report.duplicates + report.rejected.len();
    assert_eq!((sites.len(), report.kept + told), (report.kept, report.elements));
    let ids: BTreeSet<_> = sites.iter().map(|site| &site.id).collect();
    assert_eq!(ids.len(), sites.len(), "identifiers are unique");
    let kept_as_text: usize = report.hours.kept_as_text.values().sum();
    println!(
        "{} elements, {} kept, {} without a name, {} with hours = {} understood + {kept_as_text} kept as text",
        report.elements,
        report.kept,
        report.without_name,
        report.hours.understood + kept_as_text,
        report.hours.understood,
    );
    for site in &sites {
        if let Some(text) = &site.hours_text {
            assert_eq!(site.hours, None, "{}", site.id);
            println!("kept as text: {}: {text:?}", site.id);
        }
    }
    if told == 0 {
        // Counted apart from the import, in the file itself.
        let tagged = |key: &str| {
            let has = |e: &&Value| e["tags"][key].as_str().is_some_and(|text| !text.trim().is_empty());
            elements(file).iter().filter(has).count()
        };
        assert_eq!(report.elements - report.without_name, tagged("name"));
        assert_eq!(report.hours.understood + kept_as_text, tagged("opening_hours"));
    }
}
