//! Files that are made to break a reader, or look as if.

use bon_moment::{
    domain::household::NotRead,
    household_import::{LARGEST, read},
};

use crate::make::*;

#[test]
fn a_bomb_is_not_unpacked() {
    // 200 MB of zeros in 200 kB.
    let zeros = vec![b' '; 200 << 20];
    let bomb = zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(&bomb, &paris()), Err(NotRead::TooLarge));
}

#[test]
fn a_file_of_two_hundred_megabytes_is_refused_unread() {
    assert_eq!(read(&vec![b'1'; LARGEST + 1], &paris()), Err(NotRead::TooLarge));
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let xml = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    let book = zip(&[
        ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".as_slice()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/worksheets/sheet1.xml", xml.as_bytes()),
    ]);
    assert_eq!(read(&book, &paris()), Err(NotRead::Unknown));
}

#[test]
fn a_million_columns_cost_no_more_than_their_bytes() {
    let row = ";".repeat(1_000_000);
    assert_eq!(read(format!("{row}\n{row}\n").as_bytes(), &paris()), Err(NotRead::Unknown));
    let text = format!("debut;fin;kW{row}\n2026-01-01 00:00:00;2026-01-01 00:30:00;1{row}\n");
    assert_eq!(read(text.as_bytes(), &paris()).unwrap().consumption.intervals().len(), 1);
}

#[test]
fn nul_bytes_and_broken_letters_spoil_a_row_and_no_more() {
    let mut bytes = load_curve_csv(&halves("2026-01-01", "2026-01-02"), "Consommation").into_bytes();
    let at = bytes.iter().position(|b| *b == b'\n').unwrap() + 200;
    bytes[at] = 0;
    bytes[at + 60] = 0xff;
    let reading = read(&bytes, &paris()).unwrap();
    assert!(reading.consumption.intervals().len() >= 46);
}

#[test]
fn json_that_is_nested_without_end_is_damaged() {
    assert_eq!(read("[".repeat(1_000_000).as_bytes(), &paris()), Err(NotRead::Damaged));
}
