//! Answers of the Overpass API, whole, partly broken and hostile, through the import.

use std::{fmt::Write as _, fs, path::Path, time::Instant};

use bon_moment::{
    api::dto::SiteDto,
    domain::{Acceptance, Calendar, MaterialId, OpeningState, PositionQuality, Site, Wheelchair, Zone, opening_at},
    relay::import::{ImportError, ImportOptions, Imported, NoCentre, opening_hours::KeptAsText, overpass, write_sites},
};

use crate::sites;

fn import(file: &str) -> Imported {
    overpass(&Path::new("tests/data/overpass").join(file), ImportOptions::default()).unwrap()
}

fn import_text(text: &str) -> Result<Imported, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.json");
    fs::write(&file, text).unwrap();
    overpass(&file, ImportOptions::default())
}

fn records(imported: &Imported) -> Vec<SiteDto> {
    imported.sites.sites.iter().map(|site| serde_json::from_value(site.clone()).unwrap()).collect()
}

fn territory_site(id: &str) -> Site {
    sites(&import("territory.json")).into_iter().find(|site| site.id.as_str() == id).unwrap()
}

#[test]
fn a_way_is_a_centre_with_all_that_its_tags_say() {
    let guidel = territory_site("osm-way-900000002");
    assert_eq!(guidel.name.as_deref(), Some("Déchèterie des Cinq Chemins"));
    assert_eq!(guidel.commune.as_deref(), Some("Guidel"));
    assert_eq!(guidel.address.as_deref(), Some("4 rue des Genêts, 56520 Guidel"));
    assert_eq!((guidel.position.lat(), guidel.position.lon()), (47.7913, -3.4902));
    assert_eq!(guidel.position_quality, PositionQuality::Exact);
    assert_eq!(guidel.phone.as_deref(), Some("+33 2 00 00 00 00"));
    assert_eq!(guidel.url.as_deref(), Some("https://example.org/guidel"));
    assert_eq!(guidel.wheelchair, Wheelchair::Limited);
    assert_eq!(guidel.access.max_height_m, Some(2.1));
    assert_eq!(guidel.closed_on_public_holidays, Some(true));
    assert_eq!(guidel.hours_text, None);
    let state = |at: &str| opening_at(&guidel, &Calendar::default(), &Zone::fixed(60), at.parse().unwrap());
    assert!(matches!(state("2026-11-24T15:30:00Z"), OpeningState::Open(_)));
    assert!(matches!(state("2026-11-24T16:30:00Z"), OpeningState::Closed { .. }));
}

#[test]
fn materials_are_taken_refused_or_unknown() {
    let guidel = territory_site("osm-way-900000002");
    let accepts = |id: &str| guidel.acceptance(&MaterialId(id.to_owned()));
    assert_eq!(accepts("green-waste"), Acceptance::Accepted);
    assert_eq!(accepts("tyres"), Acceptance::Refused);
    // Not tagged: OpenStreetMap's default of "no" is not taken over; and bottles refused are not glass refused.
    assert_eq!((accepts("wood"), accepts("glass")), (Acceptance::Unknown, Acceptance::Unknown));
}

#[test]
fn each_centre_names_its_source_licence_and_local_date() {
    let guidel = territory_site("osm-way-900000002");
    let source = &guidel.sources[0];
    assert_eq!(source.name, "OpenStreetMap contributors");
    assert_eq!(source.url.as_deref(), Some("https://www.openstreetmap.org/way/900000002"));
    assert_eq!(source.licence.as_deref(), Some("ODbL 1.0"));
    // Half past midnight in France.
    assert_eq!(source.retrieved_on, "2026-11-22".parse().ok());
}

#[test]
fn what_is_not_tagged_is_unknown_and_an_operator_is_no_name() {
    let imported = import("territory.json");
    let bare = &sites(&imported)[0];
    assert_eq!(bare.id.as_str(), "osm-node-900000001");
    assert_eq!((&bare.name, &bare.commune, &bare.address), (&None, &None, &None));
    assert_eq!(bare.phone.as_deref(), Some("0 800 000 000"));
    // Neither a host without http nor a script is a link.
    assert_eq!(bare.url, None);
    assert_eq!(bare.wheelchair, Wheelchair::Unknown);
    assert_eq!((&bare.hours, bare.hours_text.as_deref()), (&None, Some("Sa [2] [4] 10:00-18:00")));
    assert_eq!(bare.closed_on_public_holidays, None);
    let keys = imported.sites.sites[0].as_object().unwrap();
    assert!(!keys.contains_key("hours") && !keys.contains_key("name"), "what is unknown is not written: {keys:?}");
}

#[test]
fn a_relation_without_centre_lies_in_the_middle_of_its_bounds() {
    let hennebont = territory_site("osm-relation-900000003");
    assert!((hennebont.position.lat() - 47.805).abs() < 1e-9 && (hennebont.position.lon() + 3.29).abs() < 1e-9);
    assert_eq!(hennebont.url.as_deref(), Some("http://example.org/h"));
    assert_eq!(hennebont.hours.as_ref().unwrap().len(), 1);
}

#[test]
fn the_report_counts_what_was_kept_and_what_was_not() {
    let report = import("territory.json").report;
    assert_eq!((report.elements, report.kept, report.duplicates), (8, 4, 1));
    assert_eq!((report.loosely_tagged, report.without_number), (1, 0));
    let passed_over: Vec<_> = report.passed_over.into_iter().collect();
    assert_eq!(passed_over, [(NoCentre::Untagged, 1), (NoCentre::OtherType, 1)]);
    assert_eq!((report.without_name, report.websites_left_out), (1, 1));
    assert_eq!((report.hours.understood, report.hours.tidied, report.hours.untagged), (2, 1, 1));
    assert_eq!(report.hours.kept_as_text.into_iter().collect::<Vec<_>>(), [(KeptAsText::Unreadable, 1)]);
    assert_eq!(report.unknown_materials.into_iter().collect::<Vec<_>>(), [("recycling:cork".to_owned(), 1)]);
    assert_eq!(report.odd_material_values.into_keys().collect::<Vec<_>>(), ["recycling:wood=sometimes"]);
    assert_eq!(report.contradicted_materials.into_keys().collect::<Vec<_>>(), ["metal"]);
    assert_eq!(report.rejected.len(), 1);
    assert_eq!(report.rejected[0].element, "way/900000004");
    assert!(report.rejected[0].reason.contains("neither centre nor bounds"));
}

#[test]
fn a_broken_element_is_skipped_and_named() {
    let imported = import("broken_elements.json");
    assert_eq!((imported.report.kept, imported.report.without_number), (2, 1));
    let rejected: Vec<_> = imported.report.rejected.iter().map(|r| format!("{}: {}", r.element, r.reason)).collect();
    let expected = [
        "elements[0]: no element but another value",
        "elements[1]: no element but another value",
        "elements[2]: no element but another value",
        "elements[4]: id -7 is no positive whole number",
        "elements[5]: id 1e+300 is no positive whole number",
        "elements[6]: type \"area\" is neither node, way nor relation",
        "node/11: lat \"47.7\" is no number",
        "node/12: latitude 190 is not between -90 and 90",
        "node/13: no lat",
        "way/14: no lat",
        "way/15: bounds that end before they begin",
        "node/16: tagged disused=yes",
    ];
    assert_eq!(rejected, expected);
    assert_eq!(imported.report.passed_over.into_iter().collect::<Vec<_>>(), [(NoCentre::Untagged, 1)]);
}

#[test]
fn tags_that_are_no_text_are_unknown() {
    let records = records(&import("broken_elements.json"));
    let odd = records.iter().find(|record| record.id == "osm-node-18").unwrap();
    assert_eq!((&odd.name, &odd.phone, &odd.hours, &odd.hours_text), (&None, &None, &None, &None));
    assert!(odd.accepts.is_empty());
}

#[test]
fn a_server_that_broke_off_is_told_first() {
    let report = import("broken_elements.json").report;
    let shown = report.to_string();
    assert!(shown.starts_with("WARNING") && shown.contains("timed out"), "{shown}");
}

#[test]
fn the_report_lets_no_control_character_into_the_terminal() {
    let text = r#"{"elements":[{"type":"node","id":1,"lat":1,"lon":1,"tags":{"amenity":"recycling","recycling_type":"centre","recycling:\u001b[2J":"yes"}}]}"#;
    let shown = import_text(text).unwrap().report.to_string();
    assert!(!shown.contains('\u{1b}') && shown.contains("[2J"), "{shown}");
}

#[test]
fn broken_json_is_an_error_with_its_place() {
    let error = import_text("{\n \"elements\": [\n  {\"type\": }\n]}").unwrap_err();
    assert!(matches!(error, ImportError::Broken { line: 3, column: 12, .. }), "{error:?}");
    let shown = error.to_string();
    assert!(shown.starts_with("expected value: ") && shown.ends_with("answer.json:3:12"), "{shown}");
}

#[test]
fn what_is_no_overpass_answer_is_an_error() {
    assert!(matches!(import_text("").unwrap_err(), ImportError::Broken { .. }));
    assert!(matches!(import_text("{\"elements\":[1").unwrap_err(), ImportError::Broken { .. }));
    assert!(matches!(import_text("\n<!DOCTYPE html><p>rate_limited").unwrap_err(), ImportError::Markup { .. }));
    let page = "<html><p><strong style=\"color:#FF0000\">Error</strong>: runtime error: rate_limited. </p></html>";
    assert!(import_text(page).unwrap_err().to_string().ends_with("(runtime error: rate_limited.)"));
    for other in ["[]", "{}", "3", "{\"elements\":{}}", "{\"features\":[]}"] {
        assert!(matches!(import_text(other).unwrap_err(), ImportError::NotOverpass { .. }), "{other}");
    }
    let missing = overpass(Path::new("tests/data/overpass/none.json"), ImportOptions::default()).unwrap_err();
    assert!(matches!(missing, ImportError::Unopened { .. }));
}

#[test]
fn deep_nesting_is_an_error_and_a_huge_number_costs_its_element_alone() {
    let deep = format!("{{\"elements\":[{}{}]}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(import_text(&deep).unwrap_err(), ImportError::Broken { .. }));
    let report = import_text("{\"elements\":[{\"lat\":1e999}]}").unwrap().report;
    assert_eq!((report.kept, report.rejected[0].reason.as_str()), (0, "number out of range"));
}

#[test]
fn a_byte_order_mark_and_no_elements_are_no_errors() {
    let imported = import_text("\u{feff}{\"elements\":[]}").unwrap();
    assert_eq!((imported.report.elements, imported.sites.sites.len()), (0, 0));
}

#[test]
fn where_people_write_the_number_after_the_street_the_import_does() {
    let options = ImportOptions { time_zone: chrono_tz::Europe::Berlin };
    let imported = overpass(Path::new("tests/data/overpass/territory.json"), options).unwrap();
    assert_eq!(records(&imported)[3].address.as_deref(), Some("rue des Genêts 4, 56520 Guidel"));
}

#[test]
fn a_hundred_thousand_elements_take_seconds() {
    let mut text = "{\"elements\":[".to_owned();
    for id in 0..100_000 {
        let separator = if id == 0 { "" } else { "," };
        // 650 different ones: without optimisation their parser takes most of a millisecond for each.
        let hours = format!(
            "Apr-Oct Tu-Sa 10:{minute:02}-{hour}:00; Nov 1-Mar 31 Sa 09:00-12:00; PH off",
            minute = id % 50,
            hour = 11 + id / 50 % 13
        );
        write!(
            text,
            "{separator}{{\"type\":\"node\",\"id\":{id},\"lat\":47.5,\"lon\":-3.5,\"tags\":{{\"amenity\":\"recycling\",\
             \"recycling_type\":\"centre\",\"opening_hours\":\"{hours}\",\"recycling:unknown_{id}\":\"yes\"}}}}"
        )
        .unwrap();
    }
    text += "]}";
    let started = Instant::now();
    let imported = import_text(&text).unwrap();
    assert_eq!((imported.report.kept, imported.report.hours.understood), (100_000, 100_000));
    assert!(imported.report.to_string().lines().count() < 60);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn the_same_file_gives_the_same_bytes_whatever_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut answer: serde_json::Value =
        serde_json::from_slice(&fs::read("tests/data/overpass/territory.json").unwrap()).unwrap();
    // The last element repeats an earlier one with other tags, so that its place matters.
    answer["elements"].as_array_mut().unwrap().pop();
    let mut written = Vec::new();
    for _ in 0..2 {
        answer["elements"].as_array_mut().unwrap().reverse();
        let out = folder.path().join("sites.json");
        write_sites(&out, &import_text(&answer.to_string()).unwrap().sites).unwrap();
        written.push(fs::read(&out).unwrap());
    }
    assert_eq!(written[0], written[1]);
    let read: serde_json::Value = serde_json::from_slice(&written[0]).unwrap();
    assert_eq!(read["updated_at"], "2026-11-21T23:30:00Z");
    assert_eq!(read["sites"].as_array().unwrap().len(), 4);
}

#[test]
fn writing_leaves_no_other_file_and_others_may_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("sites.json");
    fs::write(&out, "old").unwrap();
    write_sites(&out, &import("territory.json").sites).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o444, 0o444);
    }
    // A file cannot be a folder.
    assert!(write_sites(&folder.path().join("sites.json/sites.json"), &import("territory.json").sites).is_err());
}

/// The program's exit code, all it said, and the file afterwards.
fn relay_imports(before: Option<&str>, answer: &str, more: &[&str]) -> (Option<i32>, String, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("answer.json"), folder.path().join("sites.json"));
    fs::write(&file, answer).unwrap();
    if let Some(before) = before {
        fs::write(&out, before).unwrap();
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relay"));
    let output = command.args(["import", "overpass"]).arg(&file).arg("--out").arg(&out).args(more).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.len() <= 2, "{left:?}");
    (output.status.code(), said, fs::read_to_string(&out).ok())
}

/// An answer with so many centres, from number `first` on, and a remark.
fn answer(first: u32, count: u32, remark: Option<&str>) -> String {
    let centre = |id| {
        serde_json::json!({"type": "node", "id": id, "lat": 47.7, "lon": -3.3,
            "tags": {"amenity": "recycling", "recycling_type": "centre"}})
    };
    let elements: Vec<_> = (first..first + count).map(centre).collect();
    let mut answer = serde_json::json!({"version": 0.6, "elements": elements});
    if let Some(remark) = remark {
        answer["remark"] = remark.into();
    }
    answer.to_string()
}

const FILE: &str = r#"{"version":1,"sites":[{"id":"osm-node-1","lat":47.7,"lon":-3.3},{"id":"osm-node-2","lat":47.7,"lon":-3.3},{"id":"osm-node-3","lat":47.7,"lon":-3.3}]}"#;

#[test]
fn an_answer_that_timed_out_leaves_the_good_file_alone() {
    let timed_out = include_str!("../data/refusals/overpass-timeout.json");
    for more in [&[][..], &["--accept-loss"]] {
        let (code, said, file) = relay_imports(Some(FILE), timed_out, more);
        assert_eq!((code, file.as_deref()), (Some(2), Some(FILE)), "{said}");
        assert!(said.contains("the query timed out") && said.contains("[timeout:180]"), "{said}");
    }
    let (code, said, file) = relay_imports(None, timed_out, &[]);
    assert_eq!((code, file), (Some(2), None), "{said}");
    let memory = r#"{"elements":[],"remark":"runtime error: Query run out of memory in \"query\" at line 1."}"#;
    let (code, said, _) = relay_imports(Some(FILE), memory, &[]);
    assert!(code == Some(2) && said.contains("the server broke off") && said.contains("out of memory"), "{said}");
    let page = "<html><body><p><strong>Error</strong>: runtime error: rate_limited. </p></body></html>";
    let (code, said, file) = relay_imports(Some(FILE), page, &[]);
    assert_eq!((code, file.as_deref()), (Some(2), Some(FILE)), "{said}");
    assert!(said.contains("rate_limited"), "{said}");
}

#[test]
fn a_file_whose_centres_would_vanish_is_left_unless_that_is_meant() {
    let empty = answer(1, 0, None);
    let partial = answer(1, 3, Some("runtime error: Query timed out in \"query\" at line 3 after 26 seconds."));
    let others = answer(3, 4, None);
    for (before, answer, words) in [
        (Some(FILE), &empty, "there is no recycling centre in the answer"),
        (None, &empty, "there is no recycling centre in the answer"),
        (Some(FILE), &partial, "the server broke off (runtime error: Query timed out"),
        (None, &partial, "centres may be missing"),
        (Some(FILE), &others, "2 of the 3 centres of the file are not in the answer: osm-node-1, osm-node-2"),
        (Some("my letters"), &others, "is no file of centres"),
    ] {
        let (code, said, file) = relay_imports(before, answer, &[]);
        assert_eq!((code, file.as_deref()), (Some(2), before), "{said}");
        assert!(said.contains(words) && said.contains("--accept-loss"), "{said}");
        let (code, said, file) = relay_imports(before, answer, &["--accept-loss"]);
        assert!(code == Some(0) && file.as_deref() != before, "{said}");
    }
    // One of three may close, and a remark that is no error is only said.
    for answer in [answer(2, 2, None), answer(1, 3, Some("runtime remark: considered 3 tiles"))] {
        let (code, said, file) = relay_imports(Some(FILE), &answer, &[]);
        assert!(code == Some(0) && file.as_deref() != Some(FILE), "{said}");
    }
}
