//! Recycling centres (« déchetteries »).

use std::{fmt, str::FromStr};

use chrono::NaiveDate;

use super::{Acceptance, DaySpan, Instant, LocalText, MaterialId, Minutes, Notice, Position, Season, TimePoint, Zone};

/// An identifier that people bookmark and print: `[a-z0-9-]{1,64}`, unique within its territory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(String);

impl SiteId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SiteId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let valid = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("\"{text}\" is not an identifier [a-z0-9-]{{1,64}}"))
        }
    }
}

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionQuality {
    Exact,
    /// Somewhere in the commune.
    Approximate,
    Unknown,
}

/// A centre closed between two instants, whatever its hours say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    pub from: TimePoint,
    /// `None`: until further notice.
    pub until: Option<TimePoint>,
    pub reason: Option<LocalText>,
}

impl Closure {
    /// From when until when, the end excluded; `None`: until further notice.
    pub fn ends(&self, zone: &Zone) -> (Instant, Option<Instant>) {
        (self.from.instant(zone), self.until.map(|until| until.instant(zone)))
    }
}

/// A time in which nobody can say whether the centre is open: a closure or another opening was announced for it and could not
/// be read. A missing end is one that could not be read: without both it lasts until the territory corrects it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnclearTime {
    pub from: Option<TimePoint>,
    pub until: Option<TimePoint>,
    pub reason: Option<LocalText>,
}

/// A day whose hours differ. No span: closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    pub date: NaiveDate,
    pub open: Vec<DaySpan>,
    pub reason: Option<LocalText>,
}

/// How much of a material one may bring in a day, cubic metres.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    pub material: MaterialId,
    pub max_m3_per_day: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    Required,
    NotRequired,
    Unknown,
}

/// Who and what may enter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Access {
    pub badge: Badge,
    pub professionals: Option<bool>,
    /// Metres.
    pub max_height_m: Option<f64>,
}

impl Default for Access {
    fn default() -> Self {
        Self { badge: Badge::Unknown, professionals: None, max_height_m: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wheelchair {
    Yes,
    Limited,
    No,
    Unknown,
}

/// Where a record comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceNote {
    pub name: String,
    pub url: Option<String>,
    pub licence: Option<String>,
    pub retrieved_on: Option<NaiveDate>,
}

/// A recycling centre (« déchetterie »). Everything but its identifier and place may be unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    pub id: SiteId,
    pub name: Option<String>,
    pub commune: Option<String>,
    pub address: Option<String>,
    pub position: Position,
    pub position_quality: PositionQuality,
    pub phone: Option<String>,
    pub url: Option<String>,
    /// `None`: not known, or known only as text. An empty list: never open.
    pub hours: Option<Vec<Season>>,
    /// Hours as somebody wrote them, where they could not be understood.
    pub hours_text: Option<String>,
    pub closed_on_public_holidays: Option<bool>,
    pub closures: Vec<Closure>,
    pub exceptions: Vec<Exception>,
    pub unclear: Vec<UnclearTime>,
    /// How long before closing the last visitor is let in.
    pub last_entry: Option<Minutes>,
    pub accepts: Vec<MaterialId>,
    pub refuses: Vec<MaterialId>,
    pub limits: Vec<Limit>,
    pub access: Access,
    pub wheelchair: Wheelchair,
    /// The territory that publishes this record, by the name that the publisher of the document gives it; `None` for a
    /// centre of the document's own territory.
    pub origin: Option<String>,
    /// What that other territory announces for this centre. It is shown with its name and nowhere else.
    pub notices: Vec<Notice>,
    pub sources: Vec<SourceNote>,
}

impl Site {
    pub fn acceptance(&self, material: &MaterialId) -> Acceptance {
        if self.refuses.contains(material) {
            Acceptance::Refused
        } else if self.accepts.contains(material) {
            Acceptance::Accepted
        } else {
            Acceptance::Unknown
        }
    }
}

/// A filter that passes all of our own centres and the first `most` of other territories': in a short list theirs never take
/// the place of all of ours.
pub fn few_foreign(most: usize) -> impl FnMut(&Site) -> bool {
    let mut foreign = 0;
    move |site| {
        foreign += usize::from(site.origin.is_some());
        site.origin.is_none() || foreign <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::riantec;

    #[test]
    fn a_short_list_keeps_room_for_our_own_centres() {
        let foreign = Site { origin: Some("Auray".to_owned()), ..riantec() };
        let mut is_kept = few_foreign(2);
        let sites = [&foreign, &foreign, &foreign, &riantec(), &foreign, &riantec()];
        assert_eq!(sites.map(&mut is_kept), [true, true, false, true, false, true]);
    }

    #[test]
    fn identifiers_are_those_that_fit_an_address() {
        assert!("lorient-nord".parse::<SiteId>().is_ok());
        for wrong in ["", "Riantec", "a/b", "a b", "é", &"a".repeat(65)] {
            assert!(wrong.parse::<SiteId>().is_err(), "{wrong}");
        }
    }
}
