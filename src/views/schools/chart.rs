//! What the schools' charts have besides.

use crate::views::bricks::{View, element, none, span};

/// A path that lies over the grid.
pub fn path(class: &'static str, data: &str) -> View {
    if data.is_empty() { none() } else { element("path", class, none()).attr("d", data.to_owned()) }
}

/// Colours and what they stand for: a sample and a word each.
pub fn legend(entries: Vec<(&'static str, &'static str)>) -> View {
    let entry = |(class, word): (&'static str, &'static str)| {
        element("li", "", [span(class, none()).attr("aria-hidden", "true"), span("", word)])
    };
    element("ul", "legend", entries.into_iter().map(entry).collect::<Vec<_>>())
}

/// A file made of text that the page already has: nothing is asked of a server.
pub fn download(word: &'static str, name: String, csv: &str) -> View {
    let address = format!("data:text/csv;charset=utf-8,{}", crate::present::percent_encoded(csv));
    element("p", "", element("a", "", word).attr("href", address).attr("download", name))
}

/// Strings of any inside, for cells that may be empty.
pub fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}
