//! What a person chose, as the address says it: it can be bookmarked, sent and gone back to. Positions never stand there.

use crate::{domain::Lang, present::percent_encoded};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Near,
    Distance,
    Wait,
    Name,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Near, Sort::Distance, Sort::Wait, Sort::Name];

    /// The word in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Sort::Near => "trajet",
            Sort::Distance => "distance",
            Sort::Wait => "attente",
            Sort::Name => "nom",
        }
    }

    pub fn from_key(key: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// Choices that the address holds; what it does not hold is `None` or the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "switches that do not exclude each other, one word of the address each"
)]
pub struct Choices {
    pub lang: Option<Lang>,
    /// A commune's identifier.
    pub commune: Option<String>,
    /// What one brings, or the name of a place, as typed.
    pub query: String,
    pub open_only: bool,
    pub sort: Sort,
    /// Whether to do without what weighs; `None`: as the connection and the device's memory say.
    pub light: Option<bool>,
    /// Large letters and strong contrast are the page's business (`public/boot.js`): the app only keeps them in addresses.
    pub large: bool,
    pub contrast: bool,
    /// The computer is many people's, as in a library: nothing is kept on it, wherever one goes from there.
    pub shared: bool,
}

impl Choices {
    /// Reads the choices out of an address's parameters; unknown ones are ignored.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            lang: get("lang").and_then(|tag| Lang::from_tag(&tag)),
            commune: get("commune").filter(|id| !id.is_empty()),
            query: get("q").unwrap_or_default(),
            open_only: get("ouvert").is_some(),
            sort: get("tri").and_then(|key| Sort::from_key(&key)).unwrap_or_default(),
            light: get("leger").map(|value| value != "0"),
            large: get("grand").is_some(),
            contrast: get("contraste").is_some(),
            shared: get("guichet").is_some(),
        }
    }

    /// The part of an address from its `?` on; empty when all is as usual.
    pub fn to_query(&self) -> String {
        let mut parts = Vec::new();
        if let Some(commune) = &self.commune {
            parts.push(format!("commune={}", percent_encoded(commune)));
        }
        if !self.query.trim().is_empty() {
            parts.push(format!("q={}", percent_encoded(self.query.trim())));
        }
        if self.open_only {
            parts.push("ouvert=1".to_owned());
        }
        if self.sort != Sort::default() {
            parts.push(format!("tri={}", self.sort.key()));
        }
        if let Some(light) = self.light {
            parts.push(format!("leger={}", u8::from(light)));
        }
        if self.large {
            parts.push("grand=1".to_owned());
        }
        if self.contrast {
            parts.push("contraste=1".to_owned());
        }
        if let Some(lang) = self.lang {
            parts.push(format!("lang={}", lang.code()));
        }
        if self.shared {
            parts.push("guichet".to_owned());
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// What goes with the person to another page: not the order and the filter of a list.
    #[must_use]
    pub fn for_other_page(&self) -> Self {
        Self { open_only: false, sort: Sort::default(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Choices {
        Choices::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn an_address_without_choices_stays_bare() {
        assert_eq!(Choices::default().to_query(), "");
        assert_eq!(read(&[("utm_source", "x"), ("tri", "?"), ("lang", "tlh")]), Choices::default());
    }

    #[test]
    fn choices_are_written_as_they_are_read() {
        let choices = read(&[
            ("commune", "riantec"),
            ("q", "pot de peinture"),
            ("ouvert", "1"),
            ("tri", "nom"),
            ("leger", "1"),
            ("grand", "1"),
            ("contraste", "1"),
            ("lang", "en"),
        ]);
        let written = "?commune=riantec&q=pot%20de%20peinture&ouvert=1&tri=nom&leger=1&grand=1&contraste=1&lang=en";
        assert_eq!(choices.to_query(), written);
        assert_eq!(read(&[("leger", "0")]).to_query(), "?leger=0");
    }

    #[test]
    fn accents_and_signs_are_encoded() {
        let choices = Choices { query: "bétön & <b>".to_owned(), ..Choices::default() };
        assert_eq!(choices.to_query(), "?q=b%C3%A9t%C3%B6n%20%26%20%3Cb%3E");
    }

    #[test]
    fn a_shared_computer_stays_one_whatever_else_is_chosen() {
        let shared = read(&[("guichet", "")]);
        assert_eq!(
            Choices { lang: Some(Lang::En), light: Some(true), ..shared }.to_query(),
            "?leger=1&lang=en&guichet"
        );
        assert_eq!(read(&[("guichet", "")]).for_other_page().to_query(), "?guichet");
    }

    #[test]
    fn the_list_s_own_settings_stay_with_the_list() {
        let choices = Choices { open_only: true, sort: Sort::Name, query: "bois".to_owned(), ..Choices::default() };
        assert_eq!(choices.for_other_page().to_query(), "?q=bois");
    }
}
