//! Sets of minutes of a day, as ascending spans that neither overlap nor touch.

/// Minutes since midnight, the end excluded.
pub(super) type Span = (u16, u16);

/// Sorted, with overlapping and touching spans made one.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for (from, until) in spans {
        match kept.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => kept.push((from, until)),
        }
    }
    kept
}

pub(super) fn without(spans: &[Span], removed: &[Span]) -> Vec<Span> {
    removed.iter().fold(spans.to_vec(), |left, (from, until)| {
        let around = |(a, b): Span| [(a, b.min(*from)), (a.max(*until), b)];
        left.into_iter().flat_map(around).filter(|(a, b)| a < b).collect()
    })
}

/// Whether each minute of `part` is in `whole`.
pub(super) fn covers(whole: &[Span], part: &[Span]) -> bool {
    without(part, whole).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_overlap_or_touch_become_one() {
        assert_eq!(merged(vec![(840, 900), (480, 600), (600, 660), (500, 520)]), [(480, 660), (840, 900)]);
    }

    #[test]
    fn what_is_taken_away_may_split_a_span() {
        assert_eq!(without(&[(480, 1020)], &[(720, 780)]), [(480, 720), (780, 1020)]);
        assert_eq!(without(&[(480, 1020)], &[(0, 1440)]), []);
        assert_eq!(without(&[(480, 1020)], &[(1020, 1440)]), [(480, 1020)]);
    }

    #[test]
    fn a_gap_is_not_covered() {
        assert!(covers(&[(480, 720), (780, 1020)], &[(480, 500), (800, 1020)]));
        assert!(!covers(&[(480, 720), (780, 1020)], &[(480, 1020)]));
    }
}
