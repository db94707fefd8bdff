//! One turn of a source that is asked.

use reqwest::Url;

use super::{
    Batch, Fetched, Fetcher, Record, SourceError,
    forms::page,
    mapping::take,
    request::{following, questions},
};
use crate::{
    domain::Instant,
    relay::config::{SourceConfig, When},
};

/// Asks all that there is to ask, and reads the answers. `None`: nothing changed since the last turn.
///
/// # Errors
/// With the first thing that went wrong. The turn is then repeated as a whole.
pub(super) async fn turn(
    source: &SourceConfig,
    fetcher: &mut Fetcher,
    now: Instant,
) -> Result<Option<Batch>, SourceError> {
    let (questions, mut batch) = (questions(source, now), None);
    fetcher.forget_all_but(&questions.iter().map(|question| question.url.as_str()).collect());
    for question in questions {
        if let Some(records) = pages(source, fetcher, &question.url, question.asked.as_deref(), now).await? {
            batch.get_or_insert_with(Batch::default).append(take(&records, source, now));
        }
    }
    Ok(batch)
}

/// All pages of one question, up to the configured number.
async fn pages(
    source: &SourceConfig,
    fetcher: &mut Fetcher,
    first: &Url,
    feed: Option<&str>,
    now: Instant,
) -> Result<Option<Vec<Record>>, SourceError> {
    let (mut url, mut records, mut first_answer) = (first.clone(), Vec::new(), None);
    for number in 1..=source.most_pages {
        let (answer, seen) = fetcher.get(&url, now).await?;
        let body = match answer {
            // Pages are remembered by their first one alone, so that only that one can be unchanged.
            Fetched::NotModified => return Ok(None),
            Fetched::Body(body) => body,
        };
        let cut = page(&source.kind, feed, &body, now).map_err(SourceError::Body)?;
        let count = cut.records.len();
        records.extend(cut.records);
        // Where the last page is reached, nobody follows a link, wherever it leads.
        let is_last = number == source.most_pages;
        let next = if is_last { None } else { following(&source.kind, &url, number, count, cut.next.as_deref())? };
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
    if let Some(seen) = first_answer {
        fetcher.keep(seen);
    }
    Ok(Some(records))
}
