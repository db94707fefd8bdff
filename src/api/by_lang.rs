//! Values by language, as they are written.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `{"fr": …, "en": …}`, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByLang<T>(Vec<(String, T)>);

/// `{"fr": "…", "en": "…"}`.
pub type TextDto = ByLang<String>;

impl<T> ByLang<T> {
    /// The value for a language's code.
    pub fn get(&self, lang: &str) -> Option<&T> {
        self.0.iter().find(|(code, _)| code == lang).map(|(_, value)| value)
    }
}

impl<T> Default for ByLang<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const N: usize> From<[(String, T); N]> for ByLang<T> {
    fn from(entries: [(String, T); N]) -> Self {
        Self(entries.into())
    }
}

impl<T> IntoIterator for ByLang<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Serialize> Serialize for ByLang<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(lang, value)| (lang, value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByLang<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by_lang = std::collections::BTreeMap::deserialize(deserializer)?;
        Ok(by_lang.into_iter().collect())
    }
}

impl<T> FromIterator<(String, T)> for ByLang<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}
