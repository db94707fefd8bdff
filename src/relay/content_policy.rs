//! The Content-Security-Policy, made from what the deployment is configured to load.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::index_page::IndexPage;

/// What the app's pages may load: themselves, map tiles, and the API where it lies elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentPolicy {
    script_hashes: String,
    style_hashes: String,
    tiles: Option<String>,
    api: Option<String>,
}

impl ContentPolicy {
    /// `territory` is `territory.json`, whose `map.tiles` says where tiles come from.
    pub fn new(index: &IndexPage, territory: Option<&[u8]>) -> Self {
        let territory = territory.and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
        let tiles = territory.as_ref().and_then(|territory| territory.pointer("/map/tiles")?.as_str());
        Self {
            script_hashes: hashes(&index.inline("script")),
            style_hashes: hashes(&index.inline("style")),
            tiles: tiles.and_then(origin),
            api: index.api_base().and_then(origin),
        }
    }

    /// The value of the header.
    pub fn header(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.meta())
    }

    /// The value for a `<meta>` element, which may not say who frames the page.
    pub fn meta(&self) -> String {
        let more = |origin: &Option<String>| origin.as_ref().map(|origin| format!(" {origin}")).unwrap_or_default();
        [
            "default-src 'none'",
            &format!("script-src 'self' 'wasm-unsafe-eval'{}", self.script_hashes),
            &format!("style-src 'self'{}", self.style_hashes),
            &format!("img-src 'self' data:{}", more(&self.tiles)),
            &format!("connect-src 'self'{}", more(&self.api)),
            "font-src 'none'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
        .join("; ")
    }
}

fn hashes(texts: &[&str]) -> String {
    let hashes = texts.iter().map(|text| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text))));
    hashes.collect::<Vec<_>>().concat()
}

/// The origin of a web address as a source expression, such as `https://*.example.org` for `https://{s}.example.org/…`.
/// `None` for relative addresses and for anything that could say more than an origin in a policy.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.replace("{s}", "*");
    let is_host = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:*[]".contains(&b));
    (["http", "https"].contains(&scheme) && is_host).then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(index: &str, tiles: &str) -> ContentPolicy {
        let territory = format!("{{\"map\":{{\"tiles\":\"{tiles}\"}}}}");
        ContentPolicy::new(&IndexPage::new(index.to_owned()), Some(territory.as_bytes()))
    }

    #[test]
    fn the_strict_policy_names_tiles_and_a_foreign_api() {
        let policy = policy(
            "<meta name=api-base content=https://api.example.org/v1/>",
            "https://data.geopf.fr/wmts?x={x}&y={y}&z={z}",
        );
        assert_eq!(
            policy.header(),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data: https://data.geopf.fr; connect-src 'self' https://api.example.org; font-src 'none'; \
             manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        );
        assert!(!policy.meta().contains("frame-ancestors"));
    }

    #[test]
    fn an_inline_script_is_allowed_by_its_hash_alone() {
        let header = policy("<script>alert(1)</script><style>p{}</style>", "").header();
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert!(
            header.contains(
                "script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"
            )
        );
        assert!(header.contains("style-src 'self' 'sha256-"));
    }

    #[test]
    fn an_address_cannot_smuggle_a_directive() {
        for address in
            ["https://a.org; script-src *", "https://a.org\\n/", "javascript://x/", "/tiles/{z}", "https:///x", "*"]
        {
            assert!(policy("", address).header().contains("img-src 'self' data:;"), "{address}");
        }
        assert!(policy("", "https://{s}.tiles.org:8443/{z}").header().contains("data: https://*.tiles.org:8443;"));
    }

    #[test]
    fn no_territory_means_no_tiles() {
        assert!(ContentPolicy::new(&IndexPage::new(String::new()), None).meta().contains("img-src 'self' data:;"));
    }
}
