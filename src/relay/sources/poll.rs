//! One turn of a source that is asked.

use reqwest::Url;

use super::{
    Batch, Fetched, Fetcher, Page, Record, SourceError,
    forms::page,
    http::Seen,
    mapping::take,
    request::{following, questions},
};
use crate::{
    domain::Instant,
    relay::{
        config::{SourceConfig, When},
        reason,
    },
};

/// Asks all that there is to ask, and reads the answers. `None`: nothing changed since the last turn. A question that is
/// refused stops no other one.
///
/// # Errors
/// With what went wrong where no question was answered, or nobody may be asked further. The turn is then repeated as a whole.
pub(super) async fn turn(
    source: &SourceConfig,
    fetcher: &mut Fetcher,
    now: Instant,
) -> Result<Option<Batch>, SourceError> {
    let (questions, mut batch, mut refused) = (questions(source, now), None, Vec::new());
    let (mut answers, count) = (Vec::new(), questions.len());
    fetcher.forget_all_but(&questions.iter().map(|question| question.url.as_str()).collect());
    for question in questions {
        match pages(source, fetcher, &question.url, question.asked.as_deref(), now).await {
            Ok(Some((records, first_answer))) => {
                batch.get_or_insert_with(Batch::default).append(take(&records, source, now));
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

/// Why an answer with a good status is no data, in the service's own words where it has any.
fn refused(source: &SourceConfig, cut: Result<&Page, &String>, body: &[u8]) -> Option<String> {
    match cut {
        Err(seems) => Some(match reason::refusal(body).or_else(|| reason::stated(body).filter(|_| is_markup(body))) {
            Some(reason) if seems.starts_with("XML") => format!("XML instead of JSON: {reason}"),
            Some(reason) if is_markup(body) => format!("{seems}: {reason}"),
            // The form knows its service and has said so.
            Some(reason) if seems.contains(&reason) => seems.clone(),
            Some(reason) => format!("the service refuses: {reason}"),
            None => seems.clone(),
        }),
        // A record that has something that is asked for is data, whatever else it says.
        Ok(page) if page.records.len() > 1 || page.records.iter().any(|record| has_mapped(source, record)) => None,
        Ok(_) => reason::refusal(body).map(|reason| format!("the service refuses: {reason}")),
    }
}

fn is_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start().starts_with(b"<")
}

fn has_mapped(source: &SourceConfig, record: &Record) -> bool {
    source.map.iter().filter_map(|map| map.field.as_deref()).any(|path| record.field(path).is_some())
}

/// All pages of one question, up to the configured number, and what its answer may be remembered by.
async fn pages(
    source: &SourceConfig,
    fetcher: &Fetcher,
    first: &Url,
    feed: Option<&str>,
    now: Instant,
) -> Result<Option<(Vec<Record>, Option<Seen>)>, SourceError> {
    let (mut url, mut records, mut first_answer) = (first.clone(), Vec::new(), None);
    for number in 1..=source.most_pages {
        let (answer, seen) = fetcher.get(&url, now).await?;
        let body = match answer {
            // Pages are remembered by their first one alone, so that only that one can be unchanged.
            Fetched::NotModified => return Ok(None),
            Fetched::Body(body) => body,
        };
        let cut = page(&source.kind, feed, &body, now);
        if let Some(said) = refused(source, cut.as_ref(), &body) {
            return Err(SourceError::Body(fetcher.without_secrets(&said, &url)));
        }
        let cut = cut.map_err(SourceError::Body)?;
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
    Ok(Some((records, first_answer)))
}
