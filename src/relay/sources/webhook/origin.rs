//! Whether a page of another site has sent a request: a browser at the relay's own machine, or one that knows the form, must
//! not be a tool of whatever else it shows.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// What a browser says of the page behind a request (Fetch Metadata). Programs say nothing.
const FROM: &str = "sec-fetch-site";

/// Whether a browser says that the request comes from a page of another origin.
pub(super) fn is_cross_origin(headers: &HeaderMap) -> bool {
    if let Some(from) = text(headers, FROM) {
        return !["same-origin", "none"].contains(&from);
    }
    // An older browser. Proxies may keep the port to themselves.
    text(headers, "origin").is_some_and(|origin| {
        let host = text(headers, "host").unwrap_or_default();
        let own = origin.split_once("://").map_or("", |(_, own)| own);
        let has_port = port_of(host).is_some();
        let name = if has_port { own } else { port_of(own).map_or(own, |(name, _)| name) };
        own.is_empty() || !name.eq_ignore_ascii_case(host)
    })
}

/// Whether a request without the secret may come from this very machine: by a name of its own, and from no other page.
/// Stricter than [`is_cross_origin`], for there is no secret to keep others out.
pub(super) fn is_of_this_machine(headers: &HeaderMap) -> bool {
    let host = text(headers, "host").unwrap_or_default();
    let is_own = text(headers, "origin").is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    is_loopback_name(host) && is_own && !is_cross_origin(headers)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

/// `localhost:8080`, `127.0.0.1:8080`, `[::1]:8080`: a name that leads here by somebody else's doing is none of these.
fn is_loopback_name(host: &str) -> bool {
    let name = port_of(host).map_or(host, |(name, _)| name).trim_matches(['[', ']']);
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Name and port, where there is one.
fn port_of(host: &str) -> Option<(&str, &str)> {
    host.rsplit_once(':').filter(|(_, port)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(of: &[(&'static str, &'static str)]) -> HeaderMap {
        let header = |(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        of.iter().copied().map(header).collect()
    }

    #[test]
    fn a_browser_says_where_a_request_comes_from() {
        let host = ("host", "dechetteries.example.fr");
        for (more, is_foreign) in [
            (vec![], false),
            (vec![("sec-fetch-site", "same-origin")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("sec-fetch-site", "cross-site")], true),
            (vec![("sec-fetch-site", "same-site")], true),
            // Some referrer policies make the origin `null`; the other header is sure.
            (vec![("sec-fetch-site", "same-origin"), ("origin", "null")], false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://dechetteries.example.fr")], true),
            (vec![("origin", "https://dechetteries.example.fr")], false),
            (vec![("origin", "https://dechetteries.example.fr:8443")], false),
            (vec![("origin", "https://evil.example")], true),
            (vec![("origin", "https://dechetteries.example.fr.evil.example")], true),
            (vec![("origin", "null")], true),
            (vec![("origin", "")], true),
        ] {
            assert_eq!(is_cross_origin(&headers(&[&[host], &more[..]].concat())), is_foreign, "{more:?}");
        }
    }

    #[test]
    fn another_port_of_this_machine_is_another_site() {
        let of = |host, origin| headers(&[("host", host), ("origin", origin)]);
        assert!(is_of_this_machine(&of("localhost:8080", "http://localhost:8080")));
        for (host, origin) in [
            ("localhost:8080", "http://localhost:3000"),
            ("localhost", "http://localhost:3000"),
            ("localhost:8080", "null"),
            ("evil.example", "http://evil.example"),
        ] {
            assert!(!is_of_this_machine(&of(host, origin)), "{host} {origin}");
        }
        assert!(is_cross_origin(&of("localhost:8080", "http://localhost:3000")));
    }
}
