//! Text as rows of cells.

use csv::{ReaderBuilder, StringRecord};

use super::{
    Reading,
    table::{MOST_CELLS, Tables},
};
use crate::domain::{Zone, household::NotRead};

/// # Errors
/// What the text is instead.
pub fn read(text: &str, zone: &Zone) -> Result<Reading, NotRead> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let mut tables = Tables::new(zone, false);
    let mut record = StringRecord::new();
    for remark in text.lines().take_while(|line| line.starts_with('#')) {
        tables.row(&[remark.trim_start_matches('#')]);
    }
    while let Ok(true) = reader.read_record(&mut record) {
        let mut cells = [""; MOST_CELLS];
        for (cell, written) in cells.iter_mut().zip(&record) {
            *cell = written;
        }
        tables.row(&cells[..record.len().min(MOST_CELLS)]);
    }
    tables.finish()
}

/// What stands between cells: a comma only where there is nothing else, since numbers have it too.
fn separator(text: &str) -> u8 {
    const HEAD: usize = 2000;
    let head = || text.bytes().take(HEAD);
    let has = |wanted: u8| head().any(|byte| byte == wanted);
    [b';', b'\t'].into_iter().find(|separator| has(*separator)).unwrap_or(b',')
}
