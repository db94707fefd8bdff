//! Text that the territory wrote, in the languages that it chose.

/// A language of the app's own sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Fr,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Fr, Lang::En];

    /// The language's BCP 47 code.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// The language whose code begins as `tag` does ("en-GB" is English).
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}

/// Text in several languages, never HTML. Reading falls back to French, then to whatever there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText(Vec<(String, String)>);

impl LocalText {
    /// `None` when no language has any text.
    pub fn new(entries: impl IntoIterator<Item = (String, String)>) -> Option<Self> {
        let entries: Vec<_> = entries.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect();
        (!entries.is_empty()).then_some(Self(entries))
    }

    pub fn get(&self, lang: Lang) -> &str {
        let find = |code: &str| self.0.iter().find(|(l, _)| l == code).map(|(_, text)| text.as_str());
        find(lang.code()).or_else(|| find("fr")).or_else(|| self.0.first().map(|(_, text)| text.as_str())).unwrap_or("")
    }

    /// Language codes and texts, in the order given.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(lang, text)| (lang.as_str(), text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(entries: &[(&str, &str)]) -> LocalText {
        LocalText::new(entries.iter().map(|(l, t)| ((*l).to_owned(), (*t).to_owned()))).unwrap()
    }

    #[test]
    fn reading_falls_back_to_french_then_to_any() {
        assert_eq!(text(&[("fr", "Grève"), ("en", "Strike")]).get(Lang::En), "Strike");
        assert_eq!(text(&[("br", "Harz-labour"), ("fr", "Grève")]).get(Lang::En), "Grève");
        assert_eq!(text(&[("br", "Harz-labour")]).get(Lang::En), "Harz-labour");
    }

    #[test]
    fn blank_text_is_no_text() {
        assert_eq!(LocalText::new([("fr".to_owned(), "  ".to_owned())]), None);
    }
}
