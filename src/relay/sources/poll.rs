//! One turn of a source that is asked.

use std::{panic, sync::Arc};

use reqwest::Url;
use tokio::task::spawn_blocking;

use super::{
    Batch, Fetched, Fetcher, Record, SourceError,
    forms::{Page, page},
    http::Seen,
    mapping::map_record,
    request::{following, questions},
};
use crate::{
    domain::Instant,
    relay::{
        config::{SourceConfig, When},
        reason,
    },
};

/// Bodies of one turn together may have this many times the bytes of one answer.
const TURN_BODIES: usize = 4;
/// Records of one turn: a table of ten years in steps of ten minutes.
const MOST_RECORDS: usize = 600_000;
/// Values of one turn that are kept in memory until they are taken in.
const MOST_VALUES: u64 = 200_000;

/// What is left of the bounds of one turn.
#[derive(Clone, Copy)]
struct Left {
    bytes: usize,
    records: usize,
    values: u64,
}

impl Left {
    /// # Errors
    /// When a body goes beyond the turn's bytes.
    fn spend_bytes(&mut self, bytes: usize, most: usize) -> Result<(), SourceError> {
        let left = self.bytes.checked_sub(bytes).ok_or(SourceError::TooLarge(TURN_BODIES * most))?;
        self.bytes = left;
        Ok(())
    }
}

/// Asks all that there is to ask, and reads the answers. `None`: nothing changed since the last turn. A question that is
/// refused stops no other one.
///
/// # Errors
/// With what went wrong where no question was answered, or nobody may be asked further. The turn is then repeated as a whole.
pub(super) async fn turn(
    source: &Arc<SourceConfig>,
    fetcher: &mut Fetcher,
    now: Instant,
) -> Result<Option<Batch>, SourceError> {
    let (questions, mut batch, mut refused) = (questions(source, now), None, Vec::new());
    let (mut answers, count) = (Vec::new(), questions.len());
    let mut left = Left { bytes: TURN_BODIES * source.most_bytes, records: MOST_RECORDS, values: MOST_VALUES };
    fetcher.forget_all_but(&questions.iter().map(|question| question.url.as_str()).collect());
    for question in questions {
        match pages(source, fetcher, &question.url, question.asked.as_deref(), now, &mut left).await {
            Ok(Some((said, first_answer))) => {
                batch.get_or_insert_with(Batch::default).append(said);
                answers.extend(first_answer);
            }
            Ok(None) => {}
            Err(error) if error.is_of_one_question() => refused.push((question.asked, error)),
            Err(error) => return Err(error),
        }
    }
    if let (true, Some((_, error))) = (refused.len() == count, refused.first()) {
        return Err(error.clone());
    }
    for (asked, error) in refused {
        let key = asked.as_deref().unwrap_or("question");
        tracing::warn!(source = %source.id, key, "{error}");
        batch.get_or_insert_with(Batch::default).reject(key, error.to_string());
    }
    // Only now that nothing of it can be lost any more: what is remembered is not sent again.
    for seen in answers {
        fetcher.keep(seen);
    }
    Ok(batch)
}

/// Why an answer with a good status is no data, in the service's own words where it has any. `has_data`: a record was in it
/// that has something that is asked for, or several were.
fn refused(cut: Result<(), &String>, has_data: bool, body: &[u8]) -> Option<String> {
    match cut {
        Err(seems) => Some(match reason::refusal(body).or_else(|| reason::stated(body).filter(|_| is_markup(body))) {
            Some(reason) if seems.starts_with("XML") => format!("XML instead of JSON: {reason}"),
            Some(reason) if is_markup(body) => format!("{seems}: {reason}"),
            // The form knows its service and has said so.
            Some(reason) if seems.contains(&reason) => seems.clone(),
            Some(reason) => format!("the service refuses: {reason}"),
            None => seems.clone(),
        }),
        // What holds data is data, whatever else it says.
        Ok(()) if has_data => None,
        Ok(()) => reason::refusal(body).map(|reason| format!("the service refuses: {reason}")),
    }
}

fn is_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start().starts_with(b"<")
}

fn has_mapped(source: &SourceConfig, record: &Record) -> bool {
    source.map.iter().filter_map(|map| map.field.as_deref()).any(|path| record.field(path).is_some())
}

/// One page as it was read.
struct ReadPage {
    batch: Batch,
    cut: Result<Page, String>,
    /// A record was in it that has something that is asked for, or several were.
    has_data: bool,
    left: Left,
}

/// Reads a page: megabytes take a while, which is why no async worker does it.
fn read_page(source: &SourceConfig, feed: Option<&str>, body: &[u8], now: Instant, mut left: Left) -> ReadPage {
    let (mut batch, mut records, mut has_data) = (Batch::default(), 0_usize, false);
    let cut = page(&source.kind, feed, body, now, &mut |record| {
        let too_many = |what: &str, most: u64| format!("more than {most} {what}; ask for fewer or for newer ones");
        left.records = left.records.checked_sub(1).ok_or_else(|| too_many("records", MOST_RECORDS as u64))?;
        let kept = batch.kept();
        records += 1;
        has_data = has_data || records > 1 || record.as_ref().is_ok_and(|record| has_mapped(source, record));
        match record {
            Ok(record) => map_record(&mut batch, &record, source, now),
            Err(reason) => batch.reject("record", reason),
        }
        let more = batch.kept() - kept;
        left.values = left.values.checked_sub(more).ok_or_else(|| too_many("values", MOST_VALUES))?;
        Ok(())
    });
    ReadPage { batch, cut, has_data, left }
}

/// What all pages of one question say, up to the configured number, and what its answer may be remembered by.
async fn pages(
    source: &Arc<SourceConfig>,
    fetcher: &Fetcher,
    first: &Url,
    feed: Option<&str>,
    now: Instant,
    left: &mut Left,
) -> Result<Option<(Batch, Option<Seen>)>, SourceError> {
    let (mut url, mut batch, mut first_answer) = (first.clone(), Batch::default(), None);
    for number in 1..=source.most_pages {
        let (answer, seen) = fetcher.get(&url, now).await?;
        let body = match answer {
            // Pages are remembered by their first one alone, so that only that one can be unchanged.
            Fetched::NotModified => return Ok(None),
            Fetched::Body(body) => body,
        };
        left.spend_bytes(body.len(), source.most_bytes)?;
        let (reading, feed, bounds) = (Arc::clone(source), feed.map(str::to_owned), *left);
        let read = spawn_blocking(move || {
            let page = read_page(&reading, feed.as_deref(), &body, now, bounds);
            let refused = refused(page.cut.as_ref().map(|_| ()), page.has_data, &body);
            (page, refused)
        });
        let (page, refused) = read.await.unwrap_or_else(|error| panic::resume_unwind(error.into_panic()));
        *left = page.left;
        if let Some(said) = refused {
            return Err(SourceError::Body(fetcher.without_secrets(&said, &url)));
        }
        let cut = page.cut.map_err(SourceError::Body)?;
        batch.append(page.batch);
        // Where the last page is reached, nobody follows a link, wherever it leads.
        let is_last = number == source.most_pages;
        let next =
            if is_last { None } else { following(&source.kind, &url, number, cut.records, cut.next.as_deref())? };
        // An unchanged first page says nothing about the pages behind it; and where the arrival is the only instant, an
        // unchanged answer is new evidence.
        if number == 1 && next.is_none() && source.when != When::Received {
            first_answer = Some(seen);
        }
        match next {
            Some(next) => url = next,
            None => break,
        }
    }
    Ok(Some((batch, first_answer)))
}
