//! Why nobody can be sent anywhere.

use super::Acceptance;

/// Why none of the centres is an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Each one says that it does not take it.
    RefusedEverywhere,
    /// Some let one in, and none of these takes it now.
    NoneOpenTakes,
    /// Of some nobody knows whether they are open.
    NotKnown,
    /// None lets anybody in.
    NoneOpen,
}

/// Of one centre: whether it takes what is brought, where something is, and whether it lets one in, where that is known.
pub type Candidate = (Option<Acceptance>, Option<bool>);

impl NoAnswer {
    /// Of centres none of which is an answer.
    pub fn of(candidates: &[Candidate]) -> Self {
        let refuses = |(taken, _): &Candidate| *taken == Some(Acceptance::Refused);
        let lets_in = |(taken, lets_in): &Candidate| taken.is_some() && *lets_in == Some(true);
        if !candidates.is_empty() && candidates.iter().all(refuses) {
            Self::RefusedEverywhere
        } else if candidates.iter().any(lets_in) {
            Self::NoneOpenTakes
        } else if candidates.iter().any(|candidate| candidate.1.is_none() && !refuses(candidate)) {
            Self::NotKnown
        } else {
            Self::NoneOpen
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_centres_are_not_said_to_refuse() {
        let (yes, no) = (Some(Acceptance::Accepted), Some(Acceptance::Refused));
        assert_eq!(NoAnswer::of(&[(yes, Some(false)), (no, Some(false))]), NoAnswer::NoneOpen);
        assert_eq!(NoAnswer::of(&[(yes, Some(false)), (no, Some(true))]), NoAnswer::NoneOpenTakes);
        assert_eq!(NoAnswer::of(&[(no, Some(false)), (no, Some(true))]), NoAnswer::RefusedEverywhere);
        assert_eq!(NoAnswer::of(&[(None, Some(false)), (None, None)]), NoAnswer::NotKnown);
        assert_eq!(NoAnswer::of(&[(no, None), (yes, Some(false))]), NoAnswer::NoneOpen);
        assert_eq!(NoAnswer::of(&[]), NoAnswer::NoneOpen);
    }

    #[test]
    fn without_a_material_no_centre_is_said_to_refuse_it() {
        assert_eq!(NoAnswer::of(&[(None, Some(true))]), NoAnswer::NoneOpen);
    }
}
