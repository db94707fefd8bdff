//! How long the steps of rows were that bear one moment each. It may change inside a file, and rows may be missing: half an
//! hour that is taken for an hour counts twice.

use crate::domain::Instant;

/// Steps that meters have, seconds. In a file of another even step that one is known as well.
const KNOWN: [i64; 5] = [300, 600, 900, 1800, 3600];
/// No step of rows that bear one moment each is longer.
const LONGEST: i64 = 3600;

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
    // A row that stands several times says nothing of the distance to the next.
    let mut once = seconds.clone();
    once.dedup();
    let found = backwards(&once, declared.map(i64::from));
    let mut place = 0;
    let mut steps: Vec<Option<i64>> = Vec::with_capacity(seconds.len());
    for (at, second) in seconds.iter().enumerate() {
        place += usize::from(at > 0 && seconds[at - 1] != *second);
        steps.push(found[place]);
    }
    if !at_end {
        steps.reverse();
    }
    steps.into_iter().map(|step| step.and_then(|step| u32::try_from(step).ok())).collect()
}

/// The step that more than half of all distances are, where it is none that meters have.
fn even_step(moments: &[i64]) -> Option<i64> {
    let mut distances: Vec<i64> = moments.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if distances.iter().all(|distance| KNOWN.contains(distance)) {
        return None;
    }
    let middle = distances.len() / 2;
    // What more than half of them are is the median.
    let (_, median, _) = distances.select_nth_unstable(middle);
    let median = *median;
    let same = distances.iter().filter(|distance| **distance == median).count();
    (2 * same > distances.len() && (1..=LONGEST).contains(&median)).then_some(median)
}

/// Each step lies before its moment.
fn backwards(moments: &[i64], declared: Option<i64>) -> Vec<Option<i64>> {
    let even = even_step(moments);
    let distance = |at: usize| {
        let distance = moments.get(at)? - moments.get(at.checked_sub(1)?)?;
        (KNOWN.contains(&distance) || even == Some(distance)).then_some(distance)
    };
    let mut current = declared;
    let mut steps = Vec::with_capacity(moments.len());
    for at in 0..moments.len() {
        // The two distances that follow, where they are the same: one alone may be a missing row.
        let ahead = distance(at + 1).filter(|next| distance(at + 2).is_none_or(|after| after == *next));
        let step = match (distance(at), current) {
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
    fn any_even_step_is_a_step_and_its_gaps_are_gaps() {
        let seconds = |moments: &[i64]| {
            let moments: Vec<Instant> = moments.iter().map(|s| Instant::from_timestamp(*s, 0).unwrap()).collect();
            steps(&moments, false, None)
        };
        assert_eq!(seconds(&[0, 10, 20, 40, 50]), known(&[10; 5]));
        assert_eq!(seconds(&[0, 120, 240, 3600, 3720, 3840]), known(&[120; 6]));
        assert_eq!(seconds(&[0, 7, 30, 31]), [None; 4]);
    }

    #[test]
    fn rows_that_stand_several_times_have_the_step_of_one() {
        assert_eq!(minutes(&[30, 30, 30, 60, 60, 60, 90, 90, 90], true, None), known(&[30; 9]));
        assert_eq!(minutes(&[0, 0, 30, 30], false, None), known(&[30; 4]));
    }

    #[test]
    fn a_single_row_has_the_step_that_the_file_says() {
        assert_eq!(minutes(&[30], true, Some(30)), known(&[30]));
        assert_eq!(minutes(&[30], true, None), [None]);
        assert_eq!(minutes(&[], true, None), []);
    }
}
