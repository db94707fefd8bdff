//! Our answers to criteria of the RGESN, the general reference of ecodesign of digital services, version of May 2024.

use std::sync::LazyLock;

use super::table::{Number, Proof, Words, number, proofs, rows};

/// How many criteria each topic of the reference has.
pub const RGESN_TOPICS: [usize; 9] = [10, 10, 7, 15, 8, 7, 4, 10, 7];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    Partly,
    No,
    NotApplicable,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub number: Number,
    pub answer: Answer,
    pub proofs: Vec<Proof>,
    /// The criterion in our own words.
    pub title: Words,
    pub note: Words,
}

/// The criteria with our answers, in their order.
pub fn rgesn() -> &'static [Answered] {
    static TABLE: LazyLock<Vec<Answered>> =
        LazyLock::new(|| rows(include_str!("rgesn.tsv"), answered).expect("a test reads the whole table"));
    &TABLE
}

pub fn rgesn_count(answer: Answer) -> usize {
    rgesn().iter().filter(|row| row.answer == answer).count()
}

fn answered([place, answer, shown_by, fr, en, note_fr, note_en]: [&'static str; 7]) -> Option<Answered> {
    let answer = match answer {
        "yes" => Answer::Yes,
        "partly" => Answer::Partly,
        "no" => Answer::No,
        "na" => Answer::NotApplicable,
        _ => return None,
    };
    Some(Answered {
        number: number(place)?,
        answer,
        proofs: proofs(shown_by),
        title: Words { fr, en },
        note: Words { fr: note_fr, en: note_en },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_to_a_criterion_of_the_reference_and_in_order() {
        assert_eq!(RGESN_TOPICS.iter().sum::<usize>(), 78);
        assert_eq!(rgesn().len(), 78);
        assert!(rgesn().windows(2).all(|pair| pair[0].number < pair[1].number));
        for row in rgesn() {
            let Number { topic, criterion } = row.number;
            assert!(
                RGESN_TOPICS.get(topic - 1).is_some_and(|count| (1..=*count).contains(&criterion)),
                "{}",
                row.number
            );
        }
    }

    #[test]
    fn a_yes_says_what_shows_it_and_a_no_names_nothing() {
        for row in rgesn() {
            let claims = matches!(row.answer, Answer::Yes | Answer::Partly);
            assert_eq!(claims, !row.proofs.is_empty(), "{}", row.number);
        }
    }
}
