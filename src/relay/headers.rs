//! Headers that say how long answers keep and what browsers may do with them.
//!
//! Strict-Transport-Security is the reverse proxy's: it alone knows whether the whole domain speaks TLS.

use std::time::Duration;

use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_SECURITY_POLICY, REFERRER_POLICY,
        X_CONTENT_TYPE_OPTIONS,
    },
};

use super::{content_policy::ContentPolicy, plain, schools::series_cache};
use crate::domain::Instant;

/// Geolocation finds the nearest centre, the wake lock keeps a kiosk's screen on; nothing else is needed.
const PERMISSIONS: &str = "geolocation=(self), screen-wake-lock=(self), accelerometer=(), autoplay=(), camera=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), \
    microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), serial=(), usb=(), \
    xr-spatial-tracking=()";

/// Origin only: some tile servers refuse requests that do not say which site they serve, and none needs the page.
const REFERRER: &str = "strict-origin";

/// For each page of the app. A 304 does without, as those of the API do.
pub fn page_headers(policy: &ContentPolicy) -> HeaderMap {
    let policy = HeaderValue::from_str(&policy.header()).expect("origins and hashes are plain ASCII");
    HeaderMap::from_iter([
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static(REFERRER)),
        (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
        (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ])
}

/// For each plain page. Few words: they share the first round trip with the page.
pub fn plain_headers() -> HeaderMap {
    let policy = format!("{}; frame-ancestors 'none'", plain::policy());
    HeaderMap::from_iter([
        (
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_str(&policy).expect("a policy of keywords and a hash is plain ASCII"),
        ),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static(REFERRER)),
    ])
}

/// How long a plain page keeps: shortly, or a while for what holds for days. Where the relay is down a cache may hand out
/// an old one for a day: it says from when it is, and until when its waits held.
pub fn plain_cache(keeps_for_days: bool, period: Duration, now: Instant) -> String {
    let like = if keeps_for_days { "sites.json" } else { "live.json" };
    format!("{}, stale-if-error=86400", document_cache(like, period, now))
}

/// For what pages are made of: scripts and styles stand under the policy of their page.
pub fn file_headers() -> HeaderMap {
    HeaderMap::from_iter([
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ])
}

/// For each answer of the API: any page may read it, and learn its age.
pub fn api_headers() -> HeaderMap {
    HeaderMap::from_iter([
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Date, Age, ETag")),
        (HeaderName::from_static("timing-allow-origin"), HeaderValue::from_static("*")),
    ])
}

/// For the API's answers with a body. A 304 does without: the stored answer has them, these never change, and a quiet
/// visit stays small. JSON that somebody opens as a page may do nothing at all.
pub fn api_body_headers() -> HeaderMap {
    HeaderMap::from_iter([
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static(REFERRER)),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ])
}

/// How long a document keeps from `now` on, when documents are made anew each `period` of real time.
///
/// None says `must-revalidate`: while the relay is down a shared cache's old answer, with its `Age` and the instants inside,
/// is true and worth more than an error.
pub fn document_cache(path: &str, period: Duration, now: Instant) -> String {
    let (fresh, stale) = match path {
        // At most a period old when handed out, so that a reading is never brought past the five minutes of "live".
        "live.json" | "schools_live.json" | "status.json" => {
            let half = (period.as_secs() / 2).min(30);
            (half, half)
        }
        // Closures and notices are among these: a strike must not wait an hour.
        "territory.json" | "sites.json" => (300, 600),
        _ => series_cache(path, now).unwrap_or((3600, 86_400)),
    };
    format!("public, max-age={fresh}, stale-while-revalidate={stale}")
}

/// How long a file of the app keeps.
pub fn file_cache(path: &str) -> &'static str {
    if has_content_hash(path) { "public, max-age=31536000, immutable" } else { REVALIDATED }
}

/// For what has no hash in its name: kept, and asked about each time.
pub const REVALIDATED: &str = "no-cache";

/// Whether a file's name carries the hash of its content, as Trunk writes it: `app-945ed949ca7d17b2_bg.wasm`. A folder's
/// hash says nothing about the files inside.
pub fn has_content_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('-').skip(1).any(|part| {
        let hash = part.find(|c: char| !c.is_ascii_hexdigit()).map_or(part, |end| &part[..end]);
        // Trunk leaves leading zeros out.
        (12..=16).contains(&hash.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_immutable() {
        for name in [
            "bon-moment-945ed949ca7d17b2.js",
            "bon-moment-45ed949ca7d17b2.js",
            "bon-moment-945ed949ca7d17b2_bg.wasm",
            "x/main-e69df6ab148d8d06.css",
        ] {
            assert!(file_cache(name).contains("immutable"), "{name}");
        }
        for name in
            ["index.html", "boot.js", "snippets/app-945ed949ca7d17b2/inline.js", "a-945ed949ca7d17b22.js", "icon.svg"]
        {
            assert_eq!(file_cache(name), "no-cache", "{name}");
        }
    }

    #[test]
    fn documents_keep_as_long_as_they_change_rarely() {
        let minute = Duration::from_mins(1);
        let cache = |path| document_cache(path, minute, "2026-11-21T14:00:00Z".parse().unwrap());
        assert_eq!(cache("live.json"), "public, max-age=30, stale-while-revalidate=30");
        assert_eq!(cache("sites.json"), "public, max-age=300, stale-while-revalidate=600");
        assert_eq!(cache("schools_live.json"), cache("live.json"));
        assert_eq!(cache("series/kermelo/pv/2026-11-21.json"), "public, max-age=120, stale-while-revalidate=120");
        assert_eq!(
            cache("series/kermelo/pv/2026-11-11.json"),
            "public, max-age=604800, stale-while-revalidate=2592000"
        );
        assert_eq!(cache("profiles.json"), "public, max-age=3600, stale-while-revalidate=86400");
        assert_eq!(cache("schools.json"), cache("profiles.json"));
    }

    #[test]
    fn a_fast_clock_shortens_what_keeps_for_a_minute() {
        let live = |period| document_cache("live.json", period, Instant::MIN_UTC);
        assert_eq!(live(Duration::from_secs(1)), "public, max-age=0, stale-while-revalidate=0");
        assert_eq!(live(Duration::from_mins(10)), "public, max-age=30, stale-while-revalidate=30");
    }
}
