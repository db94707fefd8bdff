//! The one stylesheet of the plain pages, made from the app's tokens, and the policy that allows it.

use std::sync::LazyLock;

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

const TOKENS: &str = include_str!("../../../style/1-tokens.css");
const RULES: &str = include_str!("../../../style/plain/plain.css");
const COLOURS: &str = include_str!("../../../style/plain/colours.css");

/// The stylesheet with each token's value in the place of its name: it reads in browsers that know no custom properties.
pub fn style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(|| {
        let (light, dark) = TOKENS.split_once("@media").unwrap_or((TOKENS, ""));
        let (light, dark) = (tokens(light), tokens(dark));
        let colours = squeezed(COLOURS);
        let in_dark = replaced(&colours, &dark);
        format!(
            "{}{}@media screen and (prefers-color-scheme:dark){{{in_dark}}}",
            squeezed(RULES),
            replaced(&colours, &light),
        )
    });
    &STYLE
}

/// What a plain page may do: show itself in its own colours, and nothing else. A `<meta>` element may say all of it.
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(style()));
        format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'")
    });
    &POLICY
}

/// Names and values of the custom properties.
fn tokens(css: &str) -> Vec<(&str, &str)> {
    let declarations = css.split([';', '{', '}']).filter_map(|declaration| declaration.split_once(':'));
    let named = declarations.map(|(name, value)| (name.trim(), value.trim()));
    named.filter(|(name, _)| name.starts_with("--")).collect()
}

fn replaced(css: &str, tokens: &[(&str, &str)]) -> String {
    tokens.iter().fold(css.to_owned(), |css, (name, value)| css.replace(&format!("var({name})"), value))
}

/// Without comments and needless blanks.
fn squeezed(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let bare = parts.fold(first, |css, part| css + part.split_once("*/").map_or("", |(_, rest)| rest));
    let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    [
        (" {", "{"),
        ("{ ", "{"),
        ("; ", ";"),
        (": ", ":"),
        (", ", ","),
        (";}", "}"),
        (" }", "}"),
        ("} ", "}"),
        (";}", "}"),
    ]
    .iter()
    .fold(words, |css, (long, short)| css.replace(long, short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_has_its_value_in_light_and_in_dark() {
        assert!(!style().contains("var("), "{}", style());
        assert!(style().contains("background:#fbfaf7") && style().contains("background:#121715"));
        assert!(!style().contains("/*") && style().len() < 5_000, "{}", style().len());
    }

    #[test]
    fn the_policy_allows_the_stylesheet_alone() {
        assert!(policy().starts_with("default-src 'none'; style-src 'sha256-"));
        assert!(!policy().contains("script-src") && !policy().contains("unsafe"));
    }
}
