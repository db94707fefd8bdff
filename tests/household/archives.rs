//! Archives of files are opened, within bounds.

use bon_moment::{
    domain::household::{Gathered, NotRead},
    household_import::Gathering,
};

use crate::make::*;

fn gathered(bytes: &[u8]) -> Gathered {
    let mut gathering = Gathering::new(paris(), Gathered::default());
    gathering.add("enedis.zip", bytes);
    gathering.finish()
}

fn told(gathered: &Gathered) -> Vec<(&str, Option<NotRead>)> {
    gathered.files.iter().map(|file| (file.name.as_str(), file.outcome.as_ref().err().copied())).collect()
}

#[test]
fn each_file_of_an_archive_is_read_and_named() {
    let (first, second) = (halves("2026-01-01", "2026-01-02"), halves("2026-01-02", "2026-01-03"));
    let csv = load_curve_csv(&first, "Consommation");
    let book = half_hour_sheet(&second, &[]);
    let archive = zip(&[
        ("semaines/un.csv", csv.as_bytes()),
        ("semaines/deux.xlsx", &book),
        ("lisez-moi.pdf", b"%PDF-1.7"),
        ("encore.zip", &zip(&[("a.csv", b"1")])),
        ("__MACOSX/._un.csv", b"\0\0"),
    ]);
    let gathered = gathered(&archive);
    assert_eq!(
        told(&gathered),
        [
            ("enedis.zip\u{a0}: un.csv", None),
            ("enedis.zip\u{a0}: deux.xlsx", None),
            ("enedis.zip\u{a0}: lisez-moi.pdf", Some(NotRead::Pdf)),
            ("enedis.zip\u{a0}: encore.zip", Some(NotRead::Archive)),
        ]
    );
    assert_eq!(gathered.consumption.intervals().len(), 96);
}

#[test]
fn a_bomb_among_the_files_is_left_where_it_is_and_the_others_count() {
    let csv = load_curve_csv(&halves("2026-01-01", "2026-01-02"), "Consommation");
    let zeros = vec![b'0'; 200 << 20];
    let bomb = zip(&[("un.csv", csv.as_bytes()), ("bombe.csv", &zeros), ("deux.csv", csv.as_bytes())]);
    assert!(bomb.len() < 1 << 20);
    let gathered = gathered(&bomb);
    assert_eq!(told(&gathered).iter().map(|(_, why)| *why).collect::<Vec<_>>(), [None, Some(NotRead::TooLarge)]);
    assert_eq!(gathered.consumption.intervals().len(), 48);
}

#[test]
fn many_small_files_that_grow_together_are_bounded_too() {
    let zeros = vec![b' '; 30 << 20];
    let files: Vec<(&str, &[u8])> = ["a", "b", "c", "d"].map(|name| (name, zeros.as_slice())).to_vec();
    let why: Vec<_> = told(&gathered(&zip(&files))).iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Some(NotRead::Blank), Some(NotRead::Blank), Some(NotRead::TooLarge)]);
}

#[test]
fn an_archive_of_too_many_files_or_of_none_is_called_so() {
    let names: Vec<String> = (0..700).map(|number| format!("{number}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"1".as_slice())).collect();
    assert_eq!(told(&gathered(&zip(&files))), [("enedis.zip", Some(NotRead::TooLarge))]);
    assert_eq!(told(&gathered(&zip(&[]))), [("enedis.zip", Some(NotRead::Archive))]);
    assert_eq!(told(&gathered(b"PK\x03\x04 cut off")), [("enedis.zip", Some(NotRead::Archive))]);
    assert_eq!(told(&gathered(b"Rar!")), [("enedis.zip", Some(NotRead::Archive))]);
}

#[test]
fn a_stored_archive_of_workbooks_is_no_workbook() {
    use std::io::Write;
    let book = half_hour_sheet(&halves("2026-01-01", "2026-01-02"), &[]);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["un.xlsx", "deux.xlsx"] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(&book).unwrap();
    }
    let gathered = gathered(&writer.finish().unwrap().into_inner());
    assert_eq!(gathered.files.len(), 2);
    assert!(gathered.files.iter().all(|file| file.outcome.is_ok()));
    assert_eq!(gathered.consumption.intervals().len(), 48);
}
