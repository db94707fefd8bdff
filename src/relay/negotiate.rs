//! What a request says about encodings and about what it already holds.

use axum::http::{
    HeaderMap, HeaderName,
    header::{ACCEPT_ENCODING, IF_NONE_MATCH},
};

use super::content::Encoding;

/// The encodings that the client takes, the best first (RFC 9110 §12.5.3): by its weights, and between equals the
/// smallest. Empty when it refuses all three.
pub fn accepted_encodings(headers: &HeaderMap) -> Vec<Encoding> {
    let items: Vec<(String, f32)> = list(headers, ACCEPT_ENCODING).map(weighted).collect();
    let weight = |token: &str| items.iter().find(|(name, _)| name == token).map(|(_, weight)| *weight);
    let mut accepted: Vec<(Encoding, f32)> = Encoding::ALL
        .into_iter()
        .map(|encoding| {
            let named = weight(encoding.token()).or_else(|| weight("*"));
            // Identity is always welcome unless refused, but after anything that was asked for.
            let unnamed = if encoding == Encoding::Identity { f32::MIN_POSITIVE } else { 0.0 };
            (encoding, named.unwrap_or(unnamed))
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    accepted.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    accepted.into_iter().map(|(encoding, _)| encoding).collect()
}

/// Whether the client already holds what `etag` names (RFC 9110 §13.1.2): weak comparison, lists, and `*` for anything.
pub fn holds(headers: &HeaderMap, etag: &str) -> bool {
    list(headers, IF_NONE_MATCH).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// The items of a header that may be a list and may come several times.
fn list(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

/// `gzip;q=0.5` as name and weight. What cannot be read weighs nothing: identity is still there.
fn weighted(item: &str) -> (String, f32) {
    let mut parts = item.split(';').map(|part| part.trim().to_ascii_lowercase());
    let name = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=").map(|q| q.parse().unwrap_or(0.0))).unwrap_or(1.0);
    (name.strip_prefix("x-").map(str::to_owned).unwrap_or(name), weight)
}

#[cfg(test)]
mod tests {
    use Encoding::{Brotli, Gzip, Identity};

    use super::*;

    fn accepted(value: &str) -> Vec<Encoding> {
        accepted_encodings(&HeaderMap::from_iter([(ACCEPT_ENCODING, value.parse().unwrap())]))
    }

    #[test]
    fn brotli_wins_between_equals_and_weights_win_over_it() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), [Brotli, Gzip, Identity]);
        assert_eq!(accepted("br;q=0.5, GZIP;Q=0.8"), [Gzip, Brotli, Identity]);
        assert_eq!(accepted("identity, br;q=0.9"), [Identity, Brotli]);
        assert_eq!(accepted("*"), [Brotli, Gzip, Identity]);
        assert_eq!(accepted("gzip;q=0.001"), [Gzip, Identity]);
        assert_eq!(accepted("x-gzip"), [Gzip, Identity]);
    }

    #[test]
    fn weight_zero_is_a_refusal() {
        assert_eq!(accepted("br;q=0, gzip"), [Gzip, Identity]);
        assert_eq!(accepted("br;q=0.000, *"), [Gzip, Identity]);
        assert_eq!(accepted("gzip, identity;q=0"), [Gzip]);
        assert_eq!(accepted("br, *;q=0"), [Brotli]);
        assert_eq!(accepted("*;q=0"), []);
        assert_eq!(accepted("*;q=0, identity;q=0.1"), [Identity]);
    }

    #[test]
    fn no_wish_or_nonsense_means_identity() {
        assert_eq!(accepted_encodings(&HeaderMap::new()), [Identity]);
        for nonsense in ["", ",,;", "br;q=much", "gzip;q=nan", "deflate", ";q=1"] {
            assert_eq!(accepted(nonsense), [Identity], "{nonsense}");
        }
    }

    #[test]
    fn a_tag_is_found_in_a_list_weak_or_strong() {
        let holds = |value: &str| holds(&HeaderMap::from_iter([(IF_NONE_MATCH, value.parse().unwrap())]), "\"ab-br\"");
        assert!(holds("\"ab-br\""));
        assert!(holds("W/\"ab-br\""));
        assert!(holds("\"x\" , \"ab-br\",\"y\""));
        assert!(holds("*"));
        assert!(!holds("\"ab\""));
        assert!(!holds("ab-br"));
        assert!(!holds(""));
    }
}
