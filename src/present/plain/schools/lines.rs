//! The pages as lines of text.

use super::Sheet;
use crate::present::{
    initial_capital,
    plain::{PlainTexts, spoken},
};

/// A place among others.
pub fn list_lines(p: &PlainTexts, sheet: &Sheet) -> Vec<String> {
    let name = match &sheet.commune {
        Some(commune) => format!("{}, {commune}", sheet.name),
        None => sheet.name.clone(),
    };
    said(p, std::iter::once(&name).chain(&sheet.now))
}

/// All of one place.
pub fn sheet_lines(p: &PlainTexts, sheet: &Sheet) -> Vec<String> {
    let mut lines = list_lines(p, sheet);
    lines.extend(said(p, &sheet.about));
    for period in [&sheet.today, &sheet.yesterday, &sheet.month, &sheet.year] {
        lines.extend(said(p, std::iter::once(&format!("{}:", period.heading)).chain(&period.sentences)));
    }
    lines
}

fn said<'a>(p: &PlainTexts, lines: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let sentence = |line: &String| {
        let said = initial_capital(&spoken(p, line));
        if said.ends_with(['.', '?', ':']) { said } else { said + "." }
    };
    lines.into_iter().map(sentence).collect()
}
