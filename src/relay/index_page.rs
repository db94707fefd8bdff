//! The app's `index.html`: what it holds that the relay must know, and the forms of it that static hosts need.

use std::ops::Range;

/// The page as Trunk wrote it, perhaps minified.
#[derive(Clone, Debug)]
pub struct IndexPage(String);

impl IndexPage {
    pub fn new(html: String) -> Self {
        Self(html)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in scripts and styles without an address, exactly: their hashes depend on each blank.
    pub fn inline(&self, name: &str) -> Vec<&str> {
        self.tags(name).filter(|tag| tag.attribute("src").is_none()).map(|tag| tag.content).collect()
    }

    /// Where the page says that the API lies.
    pub fn api_base(&self) -> Option<&str> {
        self.tags("meta").find(|tag| tag.attribute("name") == Some("api-base"))?.attribute("content")
    }

    /// The page with the API where `api_base` says, as it stands in another page's attribute.
    #[must_use]
    pub fn with_api_base(&self, api_base: &str) -> Self {
        let range = self.tags("meta").find(|tag| tag.attribute("name") == Some("api-base")).map(|tag| tag.range);
        let meta = || format!("<meta name=\"api-base\" content=\"{api_base}\">");
        range.map_or_else(|| self.clone(), |range| self.edited(range, &meta()))
    }

    /// The page for a deployment below `base`, or `None` if it has no `<base>` to change.
    pub fn with_base(&self, base: &str) -> Option<Self> {
        let range = self.tags("base").next()?.range;
        Some(self.edited(range, &format!("<base href=\"{base}\">")))
    }

    /// The page with a policy of its own, for hosts that send no such header. It stands as early as it can: it holds for
    /// what follows it, and the character set must come within the first kilobyte.
    #[must_use]
    pub fn with_policy(&self, policy: &str) -> Self {
        self.begun_with(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"))
    }

    /// The page with a script that runs before anything of it is drawn.
    #[must_use]
    pub fn with_early_script(&self, script: &str) -> Self {
        self.begun_with(&format!("<script>{script}</script>"))
    }

    /// The page with `html` in its `<div>` of that name, or `None` where there is no such place.
    pub fn with_inside(&self, id: &str, html: &str) -> Option<Self> {
        let place = self.tags("div").find(|tag| tag.attribute("id") == Some(id))?.range.end;
        Some(self.edited(place..place, html))
    }

    /// The page with `html` right after its character set, or as early as it can stand.
    fn begun_with(&self, html: &str) -> Self {
        let end = |name, has: Option<&str>| {
            self.tags(name).find(|tag| has.is_none_or(|has| tag.attribute(has).is_some())).map(|tag| tag.range.end)
        };
        let place =
            end("meta", Some("charset")).or_else(|| end("head", None)).or_else(|| end("html", None)).unwrap_or(0);
        self.edited(place..place, html)
    }

    fn edited(&self, range: Range<usize>, replacement: &str) -> Self {
        Self([&self.0[..range.start], replacement, &self.0[range.end..]].concat())
    }

    /// Opening tags of one name, outside of comments. This reads our own page, not any page of the web.
    fn tags(&self, name: &str) -> impl Iterator<Item = Tag<'_>> {
        let html = self.0.as_str();
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let start = at + html[at..].find('<')?;
                if html[start..].starts_with("<!--") {
                    at = html[start..].find("-->").map_or(html.len(), |end| start + end + 3);
                    continue;
                }
                let end = start + html[start..].find('>')? + 1;
                let inside = &html[start + 1..end - 1];
                let (found, attributes) = inside.split_once(|c: char| c.is_whitespace()).unwrap_or((inside, ""));
                // What stands in a script or a style is text, whatever it looks like.
                let closing =
                    if ["script", "style"].contains(&found) { html[end..].find(&format!("</{found}")) } else { None };
                let content = &html[end..end + closing.unwrap_or(0)];
                at = end + content.len();
                if found.eq_ignore_ascii_case(name) {
                    return Some(Tag { range: start..end, attributes, content });
                }
            }
        })
    }
}

struct Tag<'a> {
    range: Range<usize>,
    attributes: &'a str,
    /// Of scripts and styles.
    content: &'a str,
}

impl<'a> Tag<'a> {
    /// An attribute's value, with or without quotes; empty where it has none.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let key = &rest[..rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len())];
            rest = rest[key.len()..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| ['"', '\''].contains(c));
                // One quote only: the next one ends an empty value.
                let after = quote.and_then(|quote| after.strip_prefix(quote)).unwrap_or(after);
                let is_end = |c: char| quote.map_or(c.is_whitespace(), |quote| c == quote);
                value = &after[..after.find(is_end).unwrap_or(after.len())];
                rest = after[value.len()..].trim_start_matches(is_end);
            }
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIFIED: &str = "<!doctype html><html lang=fr><meta charset=utf-8><base href=/><meta content=api/v1/ name=api-base>\
        <script data-js=a.js src=boot.js type=module></script></head><body class><div id=app></div></body></html>";
    const WRITTEN: &str = r#"<!doctype html>
<html lang="fr">
<head>
  <!-- <script>not me</script> -->
  <base href="/">
  <meta name='api-base' content = "https://api.example.org/v1/">
  <style>p > a { color: red }</style>
  <script type="module"> if (1 < 2) document.write("<script>") </script>
</head>"#;

    fn page(html: &str) -> IndexPage {
        IndexPage::new(html.to_owned())
    }

    #[test]
    fn the_base_of_the_api_is_read_with_and_without_quotes() {
        assert_eq!(page(MINIFIED).api_base(), Some("api/v1/"));
        assert_eq!(page(WRITTEN).api_base(), Some("https://api.example.org/v1/"));
        assert_eq!(page("<html>").api_base(), None);
    }

    #[test]
    fn an_empty_attribute_hides_none_that_follows() {
        for html in
            ["<meta class=\"\" name=\"api-base\" content=\"x/\">", "<meta class='' name='api-base' content='x/'>"]
        {
            assert_eq!(page(html).api_base(), Some("x/"), "{html}");
        }
        assert_eq!(page("<meta name=\"api-base\" content=\"\">").api_base(), Some(""));
    }

    #[test]
    fn a_page_takes_the_api_over_from_another() {
        for html in [MINIFIED, WRITTEN] {
            let moved = page(html).with_api_base("https://data.example.fr/api/v1/");
            assert_eq!(moved.api_base(), Some("https://data.example.fr/api/v1/"));
            assert_eq!(moved.inline("script"), page(html).inline("script"));
        }
        assert_eq!(page("<html>").with_api_base("x").as_str(), "<html>");
    }

    #[test]
    fn inline_scripts_and_styles_are_found_to_the_blank() {
        assert_eq!(page(WRITTEN).inline("style"), ["p > a { color: red }"]);
        assert_eq!(page(WRITTEN).inline("script"), [" if (1 < 2) document.write(\"<script>\") "]);
        assert!(page(MINIFIED).inline("script").is_empty());
    }

    #[test]
    fn the_base_is_replaced_however_it_is_written() {
        for html in [MINIFIED, WRITTEN] {
            let moved = page(html).with_base("/bon-moment/").unwrap();
            assert!(moved.as_str().contains("<base href=\"/bon-moment/\">"));
            assert_eq!(moved.as_str().matches("<base").count(), 1);
            assert_eq!(moved.api_base(), page(html).api_base());
        }
        assert!(page("<html>").with_base("/x/").is_none());
    }

    #[test]
    fn the_policy_stands_right_after_the_character_set() {
        let guarded = page(MINIFIED).with_policy("default-src 'none'");
        assert!(guarded.as_str().contains(
            "<meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><base href=/>"
        ));
        assert!(page(WRITTEN).with_policy("x").as_str().contains("<head><meta http-equiv"));
    }

    #[test]
    fn a_page_cut_anywhere_does_no_harm() {
        for html in [MINIFIED, WRITTEN] {
            for (end, _) in html.char_indices() {
                let cut = page(&html[..end]);
                cut.inline("script");
                cut.api_base();
                assert!(cut.with_policy("x").as_str().len() > end);
            }
        }
    }
}
