//! Values by language.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::wire::{Fault, Wire, from_value, read_entries};

/// `{"fr": …, "en": …}`. The languages are few, and a list of them is far less code than a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByLang<T>(Vec<(String, T)>);

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

impl<T> FromIterator<(String, T)> for ByLang<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// A language whose value is `null` is one that is missing. Plain text is French: it is what people write by hand.
impl<T: Wire + Default> Wire for ByLang<T> {
    fn read(&mut self, value: Value, left_out: &mut Vec<Fault>) -> Result<(), Fault> {
        if value.is_string() {
            self.0.push(("fr".to_owned(), from_value(value, left_out)?));
            return Ok(());
        }
        read_entries(value, &mut |lang, value| {
            self.0.push((lang, from_value(value, left_out)?));
            Ok(())
        })
    }
}
