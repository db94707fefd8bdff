//! The 106 criteria of the RGAA 4.1 (arrêté du 20 septembre 2019), with titles in our own words, and what is known of each.

use std::sync::LazyLock;

use super::table::{Number, Proof, Words, number, proofs, rows};

/// How many criteria each topic has.
pub const RGAA_TOPICS: [usize; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub number: Number,
    pub finding: Finding,
    pub title: Words,
}

/// What is known of a criterion. No finding says that it is met: that takes a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Automatic tests show it on every page that they read.
    Shown(Vec<Proof>),
    /// A person has to look. What tests show of it already, perhaps nothing.
    ToCheck(Vec<Proof>),
    NotApplicable(Reason),
}

/// Why a criterion does not apply: what the service does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Captcha,
    TextImage,
    Legend,
    Frame,
    Media,
    ComplexTable,
    LayoutTable,
    Direction,
    Quotation,
    Binding,
    Sitemap,
    Office,
    Flash,
    Motion,
}

/// Of 106 criteria.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub shown: usize,
    pub to_check: usize,
    pub not_applicable: usize,
}

/// All criteria in their order.
pub fn rgaa() -> &'static [Criterion] {
    static TABLE: LazyLock<Vec<Criterion>> =
        LazyLock::new(|| rows(include_str!("rgaa.tsv"), criterion).expect("a test reads the whole table"));
    &TABLE
}

pub fn rgaa_counts() -> Counts {
    rgaa().iter().fold(Counts::default(), |counts, criterion| match criterion.finding {
        Finding::Shown(_) => Counts { shown: counts.shown + 1, ..counts },
        Finding::ToCheck(_) => Counts { to_check: counts.to_check + 1, ..counts },
        Finding::NotApplicable(_) => Counts { not_applicable: counts.not_applicable + 1, ..counts },
    })
}

fn criterion([place, finding, detail, fr, en]: [&'static str; 5]) -> Option<Criterion> {
    let finding = match finding {
        "shown" => Finding::Shown(proofs(detail)),
        "check" => Finding::ToCheck(proofs(detail)),
        "none" => Finding::NotApplicable(reason(detail)?),
        _ => return None,
    };
    Some(Criterion { number: number(place)?, finding, title: Words { fr, en } })
}

fn reason(word: &str) -> Option<Reason> {
    Some(match word {
        "captcha" => Reason::Captcha,
        "text-image" => Reason::TextImage,
        "legend" => Reason::Legend,
        "frame" => Reason::Frame,
        "media" => Reason::Media,
        "complex-table" => Reason::ComplexTable,
        "layout-table" => Reason::LayoutTable,
        "direction" => Reason::Direction,
        "quotation" => Reason::Quotation,
        "binding" => Reason::Binding,
        "sitemap" => Reason::Sitemap,
        "office" => Reason::Office,
        "flash" => Reason::Flash,
        "motion" => Reason::Motion,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_has_its_row_and_each_topic_is_complete() {
        let expected: Vec<_> = (1..).zip(RGAA_TOPICS).flat_map(|(t, n)| (1..=n).map(move |c| (t, c))).collect();
        let found: Vec<_> = rgaa().iter().map(|row| (row.number.topic, row.number.criterion)).collect();
        assert_eq!(found, expected);
        assert_eq!(found.len(), 106);
    }

    #[test]
    fn what_is_shown_says_by_what_and_every_title_is_there() {
        for row in rgaa() {
            assert!(!matches!(&row.finding, Finding::Shown(proofs) if proofs.is_empty()), "{}", row.number);
            assert!(!row.title.fr.is_empty() && !row.title.en.is_empty(), "{}", row.number);
        }
        let Counts { shown, to_check, not_applicable } = rgaa_counts();
        assert_eq!(shown + to_check + not_applicable, 106);
        assert!(to_check > shown, "most of them need a person");
    }

    #[test]
    fn an_unknown_finding_or_reason_is_no_row() {
        assert!(criterion(["1.1", "met", "-", "a", "b"]).is_none());
        assert!(criterion(["1.1", "none", "weather", "a", "b"]).is_none());
    }
}
