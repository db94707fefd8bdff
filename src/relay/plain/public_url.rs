//! The address under which people find a deployment.

use std::{fmt, str::FromStr};

use crate::relay::Base;

/// A web address without query, with a slash at its end, such as `https://dechetteries.example.fr/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the address.
    pub fn base(&self) -> Option<Base> {
        let (_, rest) = self.0.split_once("://")?;
        rest[rest.find('/')?..].parse().ok()
    }
}

impl FromStr for PublicUrl {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let url = Self(format!("{}/", text.trim_end_matches('/')));
        let host = url.0.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme));
        let host = host.and_then(|(_, rest)| rest.split('/').next());
        // It is printed and drawn into codes as it is.
        let is_host = |host: &str| {
            host.starts_with(|c: char| c.is_ascii_alphanumeric())
                && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:".contains(&b))
        };
        if host.is_some_and(is_host) && url.base().is_some() {
            Ok(url)
        } else {
            Err(format!("{text:?} is not an address such as https://dechetteries.example.fr/"))
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_with_a_slash_and_knows_its_path() {
        let url = |text: &str| text.parse::<PublicUrl>().unwrap();
        assert_eq!(url("https://example.fr").as_str(), "https://example.fr/");
        assert!(url("https://example.fr/").base().unwrap().is_root());
        assert_eq!(url("http://example.fr:8080/a/b").base().unwrap().as_str(), "/a/b/");
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for text in [
            "",
            "example.fr",
            "ftp://example.fr",
            "https://",
            "https:///a",
            "https://a b/",
            "https://a/?q=1",
            "https://a/\"><b",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}
