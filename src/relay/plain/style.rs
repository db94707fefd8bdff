//! The stylesheets of the plain pages and of their walls, made from the app's tokens, and the policy that allows them.

use std::sync::LazyLock;

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

const TOKENS: &str = include_str!("../../../style/1-tokens.css");
const CONTRAST: &str = include_str!("../../../style/2-contrast.css");
const RULES: &str = include_str!("../../../style/plain/plain.css");
const COLOURS: &str = include_str!("../../../style/plain/colours.css");
const GATE: &str = include_str!("../../../style/plain/gate.css");
const WALL: &str = include_str!("../../../style/plain/wall.css");
const WALL_COLOURS: &str = include_str!("../../../style/plain/wall-colours.css");

/// The stylesheet of the pages.
pub fn style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(|| coloured(RULES, COLOURS));
    &STYLE
}

/// The stylesheet of walls.
pub fn wall_style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(|| coloured(WALL, WALL_COLOURS));
    &STYLE
}

/// Rules with each token's value in the place of its name: they read in browsers that know no custom properties.
fn coloured(rules: &str, colours: &str) -> String {
    let (light, dark) = TOKENS.split_once("@media").unwrap_or((TOKENS, ""));
    let colours = squeezed(colours);
    let with = |tokens_of: &str| replaced(&colours, &tokens(tokens_of));
    let wished = WISHES.map(|(wish, strong)| {
        let tokens_of = if strong { after(CONTRAST, &format!("@media screen and {wish} {{")) } else { dark };
        format!("@media screen and {}{{{}}}", squeezed(wish), with(tokens_of))
    });
    format!("{}{}{}", squeezed(rules), with(light), wished.concat())
}

/// What a reader may have told the system, and whether it wants strong contrast; what is said later wins.
const WISHES: [(&str, bool); 3] = [
    ("(prefers-color-scheme: dark)", false),
    ("(prefers-contrast: more)", true),
    ("(prefers-color-scheme: dark) and (prefers-contrast: more)", true),
];

/// What follows the first `mark`.
fn after<'a>(css: &'a str, mark: &str) -> &'a str {
    css.split_once(mark).map_or("", |(_, rest)| rest)
}

/// What a plain page may do: show itself in its own colours, and nothing else. A `<meta>` element may say all of it.
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let [page, wall] = [style(), wall_style()].map(|css| BASE64_STANDARD.encode(Sha256::digest(css)));
        format!(
            "default-src 'none'; style-src 'sha256-{page}' 'sha256-{wall}'; img-src data:; base-uri 'none'; \
             form-action 'none'"
        )
    });
    &POLICY
}

/// The stylesheet of the form at the gate.
pub fn gate_style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(|| format!("{}{}", style(), squeezed(GATE)));
    &STYLE
}

/// What that form may do: show itself, and be sent to where it came from.
pub fn gate_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let style = BASE64_STANDARD.encode(Sha256::digest(gate_style()));
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'"
        )
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
        assert!(!wall_style().contains("var(") && wall_style().len() < 2_000, "{}", wall_style().len());
    }

    /// What browsers of 2016 read (Chrome 49, Firefox 45, Safari 9, Android 4.4): blocks, floats, columns, and sizes that
    /// need no reckoning. A query that they do not know leaves its rules out, and the light page stands.
    #[test]
    fn a_phone_of_ten_years_ago_knows_every_word_of_the_stylesheets() {
        const PROPERTIES: &str = "background border border-bottom border-collapse border-color border-top box-sizing \
            break-inside clear clip color column-count column-gap display fill float font font-size font-weight height left \
            line-height list-style margin margin-bottom margin-left margin-right margin-top max-height max-width min-height \
            min-width outline outline-offset overflow padding padding-bottom padding-left padding-right padding-top \
            page-break-inside position size stroke stroke-width table-layout text-align text-decoration vertical-align \
            white-space width word-wrap";
        const VALUES: [&str; 8] = ["var(", "calc(", "min(", "max(", "clamp(", "flex", "grid", "sticky"];
        const SELECTORS: [&str; 6] = [":is(", ":where(", ":has(", ":not(", ":focus-visible", "::marker"];
        for css in [style(), wall_style(), gate_style()] {
            // A rule's inside lies between its last opening brace and its end.
            let insides = css.split('}').filter_map(|rule| rule.rsplit_once('{'));
            for (selector, inside) in insides {
                assert!(SELECTORS.iter().all(|new| !selector.contains(new)), "{selector}");
                for declaration in inside.split(';').filter(|declaration| !declaration.trim().is_empty()) {
                    let (property, value) = declaration.split_once(':').expect("a declaration has a colon");
                    assert!(
                        PROPERTIES.split_whitespace().any(|known| known == property.trim()),
                        "{property} in {selector}"
                    );
                    assert!(VALUES.iter().all(|new| !value.contains(new)), "{declaration} in {selector}");
                }
            }
        }
    }

    #[test]
    fn the_policy_allows_the_stylesheets_alone() {
        assert!(policy().starts_with("default-src 'none'; style-src 'sha256-"));
        assert!(!policy().contains("script-src") && !policy().contains("unsafe"));
    }
}
