//! Text as rows of cells.

use csv::{ReaderBuilder, StringRecord};

use super::{
    Reading,
    table::{MOST_CELLS, Tables},
};
use crate::domain::{
    Zone,
    household::{Answer, NotRead},
};

/// # Errors
/// What the text is instead.
pub fn read(text: &str, zone: &Zone, answers: &[Answer]) -> Result<Reading, NotRead> {
    let separator = separator(text);
    let mut tables = Tables::new(zone, answers, false);
    for remark in text.lines().take_while(|line| line.starts_with(REMARK)) {
        tables.row(&[remark.trim_start_matches(REMARK)]);
    }
    if text.contains('"') {
        quoted_rows(text, separator, |cells| tables.row(cells));
    } else {
        bare_rows(text, separator, |cells| tables.row(cells));
    }
    tables.finish()
}

const REMARK: char = '#';

/// Rows in which cells may stand in quotes, with separators and line ends in them.
fn quoted_rows(text: &str, separator: char, mut take: impl FnMut(&[&str])) {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator as u8)
        .has_headers(false)
        .flexible(true)
        .comment(Some(REMARK as u8))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        take(&record.iter().take(MOST_CELLS).collect::<Vec<_>>());
    }
}

/// Rows of a text without a quote: those of the meters' own files, which are long. Nothing is copied.
fn bare_rows<'a>(text: &'a str, separator: char, mut take: impl FnMut(&[&str])) {
    let mut cells = Vec::with_capacity(MOST_CELLS);
    // As the library has it, a remark goes on to the line feed, whatever else ends rows.
    let of_line = |line: &'a str| line.split('\r').take_while(|row| !row.starts_with(REMARK));
    for row in text.split('\n').flat_map(of_line).filter(|row| !row.is_empty()) {
        cells.clear();
        cells.extend(row.split(separator).take(MOST_CELLS));
        take(&cells);
    }
}

/// What stands between cells: a comma only where there is nothing else, since numbers have it too.
fn separator(text: &str) -> char {
    const HEAD: usize = 2000;
    let has = |wanted: &char| text.bytes().take(HEAD).any(|byte| byte == *wanted as u8);
    [';', '\t'].into_iter().find(has).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, read: impl Fn(&str, char, &mut dyn FnMut(&[&str]))) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        read(text, ';', &mut |cells| rows.push(cells.iter().map(|&cell| cell.to_owned()).collect()));
        // The library finds one in a remark at the end; where nothing stands nothing is read.
        rows.retain(|row: &Vec<String>| *row != [""]);
        rows
    }

    proptest! {
        #[test]
        fn without_quotes_both_ways_find_the_same_rows(text in "[a#é; \t\r\n\u{0}]{0,60}") {
            let bare = rows(&text, |text, separator, take| bare_rows(text, separator, take));
            prop_assert_eq!(bare, rows(&text, |text, separator, take| quoted_rows(text, separator, take)));
        }
    }
}
