//! What a person at the desk was asked and said so far. It lives in signals alone.

use chrono::NaiveDate;

use crate::domain::{Commune, MaterialId, SiteId, When};

/// One question a screen, and the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    What,
    /// Which material of a group.
    Kind,
    Where,
    When,
    Day,
    Half,
    Answer,
}

/// What somebody brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    Material(MaterialId),
    NotSaid,
}

impl Brought {
    pub fn material(&self) -> Option<&MaterialId> {
        match self {
            Brought::Material(id) => Some(id),
            Brought::NotSaid => None,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    pub step: Step,
    /// Place of the chosen group among those that are shown.
    pub group: Option<usize>,
    pub what: Option<Brought>,
    pub commune: Option<Commune>,
    pub day: Option<NaiveDate>,
    /// The day was picked from the list of those to come.
    pub is_other_day: bool,
    pub when: Option<When>,
    /// The centre that was taken instead of the best one.
    pub picked: Option<SiteId>,
}

impl Answers {
    /// Whether anything was said.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The screen before this one.
    pub fn back(&mut self) {
        self.picked = None;
        self.step = match self.step {
            Step::When => Step::Where,
            Step::Where if self.group.is_some() => Step::Kind,
            Step::What | Step::Kind | Step::Where => Step::What,
            Step::Half if self.is_other_day => Step::Day,
            Step::Answer if self.when != Some(When::Now) => Step::Half,
            Step::Day | Step::Half | Step::Answer => Step::When,
        };
        if self.step == Step::What {
            self.group = None;
        }
    }

    pub fn look_into(&mut self, group: usize) {
        self.group = Some(group);
        self.step = Step::Kind;
    }

    pub fn bring(&mut self, what: Brought) {
        self.what = Some(what);
        self.step = Step::Where;
    }

    pub fn live_in(&mut self, commune: Commune) {
        self.commune = Some(commune);
        self.step = Step::When;
    }

    pub fn go_on(&mut self, day: NaiveDate, is_other_day: bool) {
        self.day = Some(day);
        self.is_other_day = is_other_day;
        self.step = Step::Half;
    }

    pub fn go_at(&mut self, when: When) {
        if let When::During { date, .. } = when {
            self.day = Some(date);
        }
        self.when = Some(when);
        self.picked = None;
        self.step = Step::Answer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{HalfDay, fixtures};

    fn commune() -> Commune {
        Commune { id: "riantec".to_owned(), name: "Riantec".to_owned(), position: fixtures::riantec().position }
    }

    #[test]
    fn each_answer_leads_to_the_next_question_and_back_again() {
        let mut answers = Answers::default();
        assert!(answers.is_blank());
        let day = fixtures::date("2026-11-24");
        let mut seen = vec![];
        answers.look_into(2);
        seen.push(answers.step);
        answers.bring(Brought::Material(fixtures::material("rubble")));
        seen.push(answers.step);
        answers.live_in(commune());
        seen.push(answers.step);
        answers.step = Step::Day;
        seen.push(answers.step);
        answers.go_on(day, true);
        seen.push(answers.step);
        answers.go_at(When::During { date: day, half: HalfDay::Morning });
        assert_eq!(answers.step, Step::Answer);
        for step in seen.into_iter().rev() {
            answers.back();
            assert_eq!(answers.step, step);
        }
        answers.back();
        assert_eq!((answers.step, answers.group), (Step::What, None));
    }

    #[test]
    fn back_from_now_and_from_tomorrow_leads_to_the_question_that_was_asked() {
        let mut answers = Answers::default();
        answers.bring(Brought::NotSaid);
        answers.live_in(commune());
        answers.go_at(When::Now);
        answers.back();
        assert_eq!(answers.step, Step::When);
        answers.go_on(fixtures::date("2026-11-22"), false);
        answers.back();
        assert_eq!(answers.step, Step::When);
        answers.step = Step::Where;
        answers.back();
        assert_eq!(answers.step, Step::What);
    }
}
