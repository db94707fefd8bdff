//! How long the steps of rows were that bear one moment each. It may change inside a file, and rows may be missing: half an
//! hour that is taken for an hour counts twice.

use crate::domain::Instant;

/// Steps that meters have, seconds.
const KNOWN: [i64; 5] = [300, 600, 900, 1800, 3600];

/// The step of each row in seconds; `declared` is what the file's head says. `at_end` tells on which side of the moments
/// the steps lie.
pub fn steps(moments: &[Instant], at_end: bool, declared: Option<u32>) -> Vec<Option<u32>> {
    let mut seconds: Vec<i64> = moments.iter().map(chrono::DateTime::timestamp).collect();
    // Seen from the other end, steps that begin at their moments end there.
    if !at_end {
        seconds.reverse();
        for second in &mut seconds {
            *second = -*second;
        }
    }
    let mut steps = backwards(&seconds, declared.map(i64::from));
    if !at_end {
        steps.reverse();
    }
    steps.into_iter().map(|step| step.and_then(|step| u32::try_from(step).ok())).collect()
}

/// Each step lies before its moment.
fn backwards(moments: &[i64], declared: Option<i64>) -> Vec<Option<i64>> {
    let distance = |at: usize| {
        let distance = moments.get(at)? - moments.get(at.checked_sub(1)?)?;
        KNOWN.contains(&distance).then_some(distance)
    };
    let is_repeat = |at: usize| at > 0 && moments[at] == moments[at - 1];
    let mut current = declared;
    let mut steps = Vec::with_capacity(moments.len());
    for at in 0..moments.len() {
        // The two distances that follow, where they are the same: one alone may be a missing row.
        let ahead = distance(at + 1).filter(|next| distance(at + 2).is_none_or(|after| after == *next));
        let step = match (distance(at), current) {
            _ if is_repeat(at) => current,
            (Some(before), Some(step)) if before <= step => Some(before),
            (Some(before), Some(step)) => Some(if ahead == Some(before) { before } else { step }),
            (Some(before), None) => Some(distance(at + 1).map_or(before, |next| before.min(next))),
            (None, Some(step)) => Some(ahead.unwrap_or(step)),
            (None, None) => ahead.or_else(|| distance(at + 1)),
        };
        current = step;
        steps.push(step);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps in minutes for moments in minutes.
    fn minutes(moments: &[i64], at_end: bool, declared: Option<u32>) -> Vec<Option<u32>> {
        let moments: Vec<Instant> = moments.iter().map(|m| Instant::from_timestamp(m * 60, 0).unwrap()).collect();
        let steps = steps(&moments, at_end, declared.map(|minutes| minutes * 60));
        steps.into_iter().map(|step| step.map(|seconds| seconds / 60)).collect()
    }
    fn known(minutes: &[u32]) -> Vec<Option<u32>> {
        minutes.iter().map(|m| Some(*m)).collect()
    }

    #[test]
    fn a_missing_row_is_a_gap_and_not_a_longer_step() {
        assert_eq!(minutes(&[30, 60, 90, 150, 180, 210], true, None), known(&[30, 30, 30, 30, 30, 30]));
        assert_eq!(minutes(&[0, 30, 60, 120, 150, 180], false, None), known(&[30, 30, 30, 30, 30, 30]));
    }

    #[test]
    fn hours_that_become_half_hours_and_back_are_told_apart() {
        assert_eq!(minutes(&[60, 120, 180, 210, 240], true, None), known(&[60, 60, 60, 30, 30]));
        assert_eq!(minutes(&[30, 60, 90, 150, 210, 270], true, Some(30)), known(&[30, 30, 30, 60, 60, 60]));
        assert_eq!(minutes(&[15, 30, 45, 60], true, Some(30)), known(&[15, 15, 15, 15]));
    }

    #[test]
    fn after_a_long_gap_the_rows_that_follow_tell() {
        assert_eq!(minutes(&[30, 60, 6000, 6060, 6120], true, None), known(&[30, 30, 60, 60, 60]));
        assert_eq!(minutes(&[30, 60, 60, 90], true, None), known(&[30, 30, 30, 30]));
    }

    #[test]
    fn a_single_row_has_the_step_that_the_file_says() {
        assert_eq!(minutes(&[30], true, Some(30)), known(&[30]));
        assert_eq!(minutes(&[30], true, None), [None]);
        assert_eq!(minutes(&[], true, None), []);
    }
}
