//! Spreadsheets as rows of cells.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::{
    Reading,
    table::{MOST_CELLS, Tables},
};
use crate::domain::{
    Zone,
    household::{Answer, NotRead},
};

/// Bytes that a workbook may grow to when it is unpacked: three years of half-hours take a sixth.
const LARGEST_UNPACKED: u64 = 64 << 20;
/// Parts that a workbook may have.
const MOST_PARTS: usize = 200;
const MOST_SHEETS: usize = 20;

/// # Errors
/// What the file is instead.
pub fn read(bytes: &[u8], zone: &Zone, answers: &[Answer]) -> Result<Reading, NotRead> {
    measure(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| NotRead::Damaged)?;
    let mut tables = Tables::new(zone, answers, true);
    let mut is_damaged = false;
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        tables.begin_sheet(&name);
        is_damaged |= read_sheet(&mut book, &name, &mut tables).is_err();
    }
    tables.finish().map_err(|why| if is_damaged && why == NotRead::Unknown { NotRead::Damaged } else { why })
}

/// Unpacks everything into nothing: sizes that an archive declares are its own word, and a bomb lies.
fn measure(bytes: &[u8]) -> Result<(), NotRead> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotRead::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(NotRead::TooLarge);
    }
    let mut left = LARGEST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| NotRead::Damaged)?;
        let size = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| NotRead::Damaged)?;
        left = left.checked_sub(size).ok_or(NotRead::TooLarge)?;
    }
    Ok(())
}

fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, tables: &mut Tables) -> Result<(), calamine::XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut cells: Vec<String> = Vec::new();
    let mut row = 0;
    while let Some(cell) = reader.next_cell()? {
        let (at, column) = cell.get_position();
        if at != row {
            put(&mut cells, tables);
            row = at;
        }
        let column = column as usize;
        if column < MOST_CELLS {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            write_cell(&mut cells[column], cell.get_value());
        }
    }
    put(&mut cells, tables);
    Ok(())
}

/// Hands a row on; the cells' memory is used again.
fn put(cells: &mut [String], tables: &mut Tables) {
    tables.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    cells.iter_mut().for_each(String::clear);
}

fn write_cell(text: &mut String, value: &DataRef) {
    /// What is longer holds neither a time nor a number nor a header.
    const LONGEST: usize = 200;
    match value {
        DataRef::String(value) | DataRef::DateTimeIso(value) => text.push_str(value),
        DataRef::SharedString(value) => text.push_str(value),
        DataRef::Float(value) => text.push_str(&value.to_string()),
        DataRef::Int(value) => text.push_str(&value.to_string()),
        DataRef::DateTime(value) => text.push_str(&value.as_f64().to_string()),
        DataRef::Bool(_) | DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => {}
    }
    if text.len() > LONGEST {
        text.clear();
    }
}
