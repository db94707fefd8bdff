//! Asking by HTTP, with bounds on everything that another machine decides.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, TimeDelta};
use reqwest::{
    Certificate, Client, Response, StatusCode, Url,
    header::{
        ACCEPT, AGE, AUTHORIZATION, DATE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
        LAST_MODIFIED, LOCATION, RETRY_AFTER,
    },
    redirect::Policy,
};

use super::{Guard, SourceError};
use crate::{domain::Instant, relay::reason};

const MOST_REDIRECTS: usize = 5;
const AGENT: &str = concat!("bon-moment-relay/", env!("CARGO_PKG_VERSION"));
/// Longer waits are asked for by mistake.
const LONGEST_PAUSE: Duration = Duration::from_hours(1);

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The same as last time.
    NotModified,
    Body(Vec<u8>),
}

/// One source's way to ask, which remembers what it has seen.
pub struct Fetcher {
    client: Client,
    guard: Guard,
    /// Sent to the configured host only, never where a redirection leads.
    headers: HeaderMap,
    most_bytes: usize,
    timeout: Duration,
    seen: BTreeMap<String, Validators>,
    /// Receives what a server's clock said, and what ours said then.
    hear_date: Option<Box<HearDate>>,
}

type HearDate = dyn Fn(Instant, Instant) + Send + Sync;

/// By which a server knows what we hold.
#[derive(Clone, Debug, Default)]
struct Validators {
    etag: Option<HeaderValue>,
    modified: Option<HeaderValue>,
}

impl Fetcher {
    /// A way to ask with these headers, time and size of an answer. It trusts the system's authorities.
    ///
    /// # Errors
    /// When the system has no usable certificates.
    pub fn new(guard: Guard, headers: HeaderMap, timeout: Duration, most_bytes: usize) -> Result<Self, SourceError> {
        Self::trusting(&[], guard, headers, timeout, most_bytes)
    }

    /// The same, and trusts these authorities besides.
    ///
    /// # Errors
    /// When there are no usable certificates.
    pub fn trusting(
        authorities: &[Certificate],
        guard: Guard,
        headers: HeaderMap,
        timeout: Duration,
        most_bytes: usize,
    ) -> Result<Self, SourceError> {
        crate::relay::tls::provide();
        let builder = match authorities {
            [] => Client::builder(),
            authorities => Client::builder().tls_certs_merge(authorities.iter().cloned()),
        };
        let client = builder
            .dns_resolver(guard.clone())
            .redirect(Policy::none())
            .no_proxy()
            .user_agent(AGENT)
            .timeout(timeout)
            .connect_timeout(timeout)
            .build()
            .map_err(|error| SourceError::Connect(words(error)))?;
        Ok(Self { client, guard, headers, most_bytes, timeout, seen: BTreeMap::new(), hear_date: None })
    }

    /// The same, and gives the `Date` of each answer to `hear`, with our own instant.
    #[must_use]
    pub fn on_date(self, hear: impl Fn(Instant, Instant) + Send + Sync + 'static) -> Self {
        Self { hear_date: Some(Box::new(hear)), ..self }
    }

    /// Asks for an address, unless the server says that it did not change since [`Fetcher::keep`]. `now` dates a
    /// `Retry-After` that is an instant.
    ///
    /// # Errors
    /// With what went wrong; nothing is remembered then.
    pub async fn get(&self, url: &Url, now: Instant) -> Result<(Fetched, Seen), SourceError> {
        let mut at = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            self.guard.check(&at)?;
            let response = self.ask(url, &at).await?;
            if let (Some(hear), Some(date)) = (&self.hear_date, date(response.headers())) {
                hear(date, now);
            }
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED {
                return Ok((Fetched::NotModified, Seen(None)));
            }
            if status.is_redirection() {
                at = next(&at, &response)?;
                continue;
            }
            if !status.is_success() {
                let retry_after = retry_after(response.headers(), now);
                let reason =
                    reason::stated(&beginning(response).await).map(|reason| self.without_secrets(&reason, url));
                return Err(SourceError::Status { code: status.as_u16(), retry_after, reason });
            }
            let header = |name| response.headers().get(name).cloned();
            let validators = Validators { etag: header(ETAG), modified: header(LAST_MODIFIED) };
            let body = self.body(response).await?;
            return Ok((Fetched::Body(body), Seen(Some((url.to_string(), validators)))));
        }
        Err(SourceError::TooManyRedirects(MOST_REDIRECTS))
    }

    /// What a service says without the secrets that it was asked with: some repeat the key, or the whole address.
    pub fn without_secrets(&self, said: &str, url: &Url) -> String {
        let headers = self.headers.values().filter_map(|value| value.to_str().ok());
        let keys = headers.map(|value| value.trim_start_matches("Bearer ").to_owned());
        // Shorter values of a query are words and numbers that a reason may need.
        let values = url.query_pairs().map(|(_, value)| value.into_owned()).filter(|value| value.len() >= 12);
        let secrets = keys.filter(|key| key.len() >= 4).chain(values);
        secrets.fold(said.to_owned(), |said, secret| said.replace(&secret, "…"))
    }

    /// Remembers an answer once it was understood, so that the same one is not sent again. One that the server gave no
    /// name cannot be asked for by it.
    pub fn keep(&mut self, seen: Seen) {
        let Some((url, validators)) = seen.0 else { return };
        if validators.etag.is_some() || validators.modified.is_some() {
            self.seen.insert(url, validators);
        } else {
            self.seen.remove(&url);
        }
    }

    /// Forgets the answers of all other addresses: some sources are never asked the same twice.
    pub fn forget_all_but(&mut self, asked: &BTreeSet<&str>) {
        self.seen.retain(|url, _| asked.contains(url.as_str()));
    }

    async fn ask(&self, first: &Url, at: &Url) -> Result<Response, SourceError> {
        let mut request = self.client.get(at.clone()).header(ACCEPT, "application/json, */*;q=0.5");
        if at.origin() == first.origin() {
            request = request.headers(self.headers.clone());
        }
        if let Some(seen) = self.seen.get(first.as_str()) {
            let conditions = [(IF_NONE_MATCH, &seen.etag), (IF_MODIFIED_SINCE, &seen.modified)];
            for (name, value) in conditions.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))) {
                request = request.header(name, value);
            }
        }
        request.send().await.map_err(|error| self.error(error))
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, SourceError> {
        let mut body: Vec<u8> = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.error(error))? {
            let length = body.len() + chunk.len();
            if length > self.most_bytes {
                return Err(SourceError::TooLarge(self.most_bytes));
            }
            // Twice as much each time, but never beyond the bound.
            if length > body.capacity() {
                let capacity = (2 * body.capacity()).clamp(length, self.most_bytes);
                body.reserve_exact(capacity - body.len());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn error(&self, error: reqwest::Error) -> SourceError {
        if error.is_timeout() {
            return SourceError::Timeout(self.timeout);
        }
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(inner) = cause {
            if let Some(refused) = inner.downcast_ref::<SourceError>() {
                return refused.clone();
            }
            cause = inner.source();
        }
        if error.is_connect() { SourceError::Connect(words(error)) } else { SourceError::Broken(words(error)) }
    }
}

/// The beginning of an answer that is no data; what breaks off on the way says nothing.
async fn beginning(mut response: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while body.len() < reason::MOST_BYTES
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk[..chunk.len().min(reason::MOST_BYTES - body.len())]);
    }
    body
}

/// What an answer may be remembered by.
#[derive(Debug)]
pub struct Seen(Option<(String, Validators)>);

/// Headers out of names and secret values, which no log shows.
///
/// # Errors
/// When a name or a value is no header's.
pub fn header_map<'a>(
    bearer: Option<&str>,
    others: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    let bearer = bearer.map(|key| (AUTHORIZATION.as_str(), format!("Bearer {key}")));
    for (name, value) in bearer.into_iter().chain(others.map(|(name, value)| (name, value.to_owned()))) {
        let header = HeaderName::try_from(name).map_err(|_| format!("\"{name}\" is no header's name"))?;
        let mut value =
            HeaderValue::try_from(value).map_err(|_| format!("the secret for {name} is no header's value"))?;
        value.set_sensitive(true);
        headers.insert(header, value);
    }
    Ok(headers)
}

/// Where a redirection leads; encryption is not given up on the way.
fn next(at: &Url, response: &Response) -> Result<Url, SourceError> {
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let location = location.ok_or_else(|| SourceError::Redirect("it does not say where".to_owned()))?;
    let next = at.join(location).map_err(|_| SourceError::Redirect("no address".to_owned()))?;
    match next.scheme() {
        "https" => Ok(next),
        "http" if at.scheme() == "http" => Ok(next),
        scheme => Err(SourceError::Redirect(format!("{scheme}://{}", next.host_str().unwrap_or_default()))),
    }
}

/// The server's clock when it answered, also where the answer waited in a cache since (RFC 9110, section 6.6.1, and RFC 9111,
/// section 5.1).
fn date(headers: &HeaderMap) -> Option<Instant> {
    let text = |name| headers.get(name)?.to_str().ok();
    let date = DateTime::parse_from_rfc2822(text(DATE)?.trim()).ok()?.to_utc();
    let age = text(AGE).and_then(|age| age.trim().parse::<u32>().ok()).unwrap_or_default();
    date.checked_add_signed(TimeDelta::seconds(age.into()))
}

/// Seconds or an HTTP date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap, now: Instant) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let pause = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => (DateTime::parse_from_rfc2822(text).ok()?.to_utc() - now).to_std().unwrap_or_default(),
    };
    Some(pause.min(LONGEST_PAUSE))
}

/// The innermost cause, which is what an administrator can do something about. The address is left out.
fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_told_in_seconds_or_as_an_instant() {
        let now = "2026-11-21T10:00:00Z".parse().unwrap();
        let pause = |text: &'static str| {
            retry_after(&HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]), now)
        };
        assert_eq!(pause("120"), Some(Duration::from_mins(2)));
        assert_eq!(pause("Sat, 21 Nov 2026 10:01:30 GMT"), Some(Duration::from_secs(90)));
        assert_eq!(pause("Sat, 21 Nov 2026 09:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(pause("99999999"), Some(LONGEST_PAUSE));
        assert_eq!(pause("soon"), None);
    }

    #[test]
    fn a_server_tells_the_time_also_through_a_cache() {
        let told = |headers: &[(HeaderName, &'static str)]| {
            let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
            date(&headers.collect())
        };
        let at = |text: &str| Some(text.parse().unwrap());
        let then = (DATE, "Sat, 21 Nov 2026 10:00:00 GMT");
        assert_eq!(told(std::slice::from_ref(&then)), at("2026-11-21T10:00:00Z"));
        assert_eq!(told(&[then.clone(), (AGE, "3600")]), at("2026-11-21T11:00:00Z"));
        assert_eq!(told(&[then, (AGE, "-1")]), at("2026-11-21T10:00:00Z"));
        assert_eq!((told(&[]), told(&[(DATE, "soon")])), (None, None));
    }

    #[test]
    fn what_is_remembered_is_bounded_by_what_is_asked() {
        let guard = Guard::default();
        let mut fetcher = Fetcher::new(guard, HeaderMap::new(), Duration::from_secs(1), 1000).unwrap();
        let url = |n: u32| format!("https://x.example/data.json?start={n}").parse::<Url>().unwrap();
        let seen = |n, etag: Option<&'static str>| {
            let etag = etag.map(HeaderValue::from_static);
            Seen(Some((url(n).to_string(), Validators { etag, modified: None })))
        };
        fetcher.keep(seen(0, None));
        assert_eq!(fetcher.seen.len(), 0, "there is nothing to ask by");
        for n in 1..100 {
            fetcher.forget_all_but(&[url(n).as_str(), url(n + 1).as_str()].into());
            fetcher.keep(seen(n, Some("\"a\"")));
            fetcher.keep(seen(n + 1, Some("\"b\"")));
            assert!(fetcher.seen.len() <= 2 && fetcher.seen.contains_key(url(n).as_str()), "{n}");
        }
    }

    #[test]
    fn secrets_in_headers_are_not_shown() {
        let headers = header_map(Some("hunter2"), [("X-Key", "hunter3")].into_iter()).unwrap();
        assert_eq!(headers.len(), 2);
        assert!(!format!("{headers:?}").contains("hunter"));
        assert!(header_map(None, [("X Key", "a")].into_iter()).is_err());
        assert!(!header_map(None, [("X-Key", "hunter\n")].into_iter()).unwrap_err().contains("hunter"));
    }
}
