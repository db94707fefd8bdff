//! All that is wrong in a table of the file, not the first thing alone.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, Deserializer, Error},
};

use super::error::nearest;

/// So many mistakes of one table are told.
const MOST: usize = 20;

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Wrong(pub Option<Range<usize>>, pub String);

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self(error.span(), error.message().to_owned())
    }
}

/// Reads a table. What is wrong is taken out and the rest read again, until nothing more is found.
///
/// # Errors
/// With each mistake, and what could be read without them where that is enough.
pub(super) fn from_table<T: DeserializeOwned>(table: Spanned<DeTable<'_>>) -> Result<T, (Vec<Wrong>, Option<T>)> {
    let span = table.span();
    let (mut table, mut wrong, mut removed) = (table.into_inner(), Vec::new(), Vec::new());
    loop {
        let error = match T::deserialize(Deserializer::from(Spanned::new(span.clone(), table.clone()))) {
            Ok(read) if wrong.is_empty() => return Ok(read),
            Ok(read) => return Err((wrong, Some(read))),
            Err(error) => error,
        };
        let message = match error.span().and_then(|at| bare_date(&table, &at)) {
            Some((key, written)) if error.message().starts_with("invalid type") => {
                format!("{key}: {written} is a date without quotes; write it as a text: \"{written}\"")
            }
            Some(_) | None => error.message().to_owned(),
        };
        // A key that was wrong is not missing, nor is one that was misspelt.
        let missing = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        if let Some(missing) = missing
            && removed.iter().any(|key: &String| nearest(key, &[missing]).is_some())
        {
            // What is left of a record in a list goes without a word: what is wrong with it was said.
            let rest = error.span().filter(|at| !at.is_empty() && *at != span);
            match rest.and_then(|at| take_out(&mut table, &at)) {
                Some(key) => {
                    removed.push(key);
                    continue;
                }
                None => return Err((wrong, None)),
            }
        }
        let at = error.span().filter(|at| !at.is_empty());
        let taken = at.as_ref().and_then(|at| take_out(&mut table, at));
        wrong.push(Wrong(at.or(Some(span.clone())), message));
        match taken {
            Some(key) if wrong.len() < MOST => removed.push(key),
            Some(_) | None => return Err((wrong, None)),
        }
    }
}

/// The key and the value of a date or an instant that stands at a place without quotes.
fn bare_date(table: &DeTable<'_>, at: &Range<usize>) -> Option<(String, String)> {
    table.iter().find_map(|(key, value)| match value.get_ref() {
        DeValue::Datetime(date) if value.span() == *at => Some((key.get_ref().to_string(), date.to_string())),
        DeValue::Table(inner) => bare_date(inner, at),
        DeValue::Array(items) => items.iter().find_map(|item| match item.get_ref() {
            DeValue::Table(inner) => bare_date(inner, at),
            DeValue::Datetime(date) if item.span() == *at => Some((key.get_ref().to_string(), date.to_string())),
            _ => None,
        }),
        _ => None,
    })
}

/// Takes out the innermost entry that holds a place, and says its key. `None` where none does.
fn take_out(table: &mut DeTable<'_>, at: &Range<usize>) -> Option<String> {
    let key =
        table.iter().find(|(key, value)| holds(&key.span(), at) || holds(&value.span(), at) || has_part(value, at));
    let (key, is_inside) = key.map(|(key, value)| {
        (key.get_ref().to_string(), !holds(&key.span(), at) && (value.span() != *at || value.get_ref().is_array()))
    })?;
    let inner =
        if is_inside { table.get_mut(key.as_str()).and_then(|value| take_out_of(value.get_mut(), at)) } else { None };
    if inner.is_some() {
        return inner;
    }
    table.remove(key.as_str());
    Some(key)
}

fn take_out_of(value: &mut DeValue<'_>, at: &Range<usize>) -> Option<String> {
    match value {
        DeValue::Table(table) => take_out(table, at),
        DeValue::Array(items) => {
            let index = items.iter().position(|item| holds(&item.span(), at) || has_part(item, at))?;
            let is_whole = items.get(index).is_some_and(|item| item.span() == *at);
            if !is_whole && let Some(inner) = items.get_mut(index).and_then(|item| take_out_of(item.get_mut(), at)) {
                return Some(inner);
            }
            remove(items, index);
            Some(String::new())
        }
        _ => None,
    }
}

/// Tables that are written below their heading lie outside of what the heading spans.
fn has_part(value: &Spanned<DeValue<'_>>, at: &Range<usize>) -> bool {
    match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().any(|(key, value)| holds(&key.span(), at) || holds(&value.span(), at) || has_part(value, at))
        }
        DeValue::Array(items) => items.iter().any(|item| holds(&item.span(), at) || has_part(item, at)),
        _ => false,
    }
}

fn remove(items: &mut DeArray<'_>, index: usize) {
    let kept = items.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, item)| item.clone());
    *items = kept.collect();
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
