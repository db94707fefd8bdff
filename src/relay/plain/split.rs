//! Lists divided so that each page fits, decided by the bytes of the pages themselves.

use std::{io::Write, ops::Range};

use flate2::{Compression, write::GzEncoder};

/// What a server may send before it waits for the first acknowledgement: ten segments (RFC 6928).
const FIRST_ROUND_TRIP: usize = 14_600;
/// For the answer's own headers; a test holds them to that.
pub const HEADERS: usize = 1_000;

/// Whether a page's bytes come with the first round trip, headers included, in the larger of the two compressions.
pub fn fits(html: &str) -> bool {
    let room = FIRST_ROUND_TRIP - HEADERS;
    html.len() <= room || {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let packed = encoder.write_all(html.as_bytes()).and_then(|()| encoder.finish()).expect("memory is written");
        packed.len() <= room
    }
}

/// Whether all of them fit on one page. A part of them that does not says so before a page of thousands is made only to be
/// thrown away: that took more memory than all else.
pub fn all_fit(items: &[usize], fits: impl Fn(&[usize]) -> bool) -> bool {
    let parts = std::iter::successors(Some(64), |part| Some(part * 2)).take_while(|part| *part < items.len());
    parts.chain([items.len()]).all(|part| fits(&items[..part]))
}

/// Divides `count` things in their order, as many to a page as fit and at least one. `fits` is asked about neighbouring
/// things, of which fewer never take more room.
pub fn divide(count: usize, fits: impl Fn(Range<usize>) -> bool) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    while start < count {
        let (mut enough, mut too_many) = (1, count - start + 1);
        // Upwards in doubling steps, so that a short page costs little to find; then halved.
        let mut step = 2;
        while enough + 1 < too_many {
            let tried = if step < too_many { step } else { usize::midpoint(enough, too_many) };
            if fits(start..start + tried) {
                enough = tried;
                step = step.saturating_mul(2);
            } else {
                too_many = tried;
                step = usize::MAX;
            }
        }
        pages.push(start..start + enough);
        start += enough;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_as_many_as_fit() {
        let sizes = [3, 3, 3, 9, 1, 1, 1, 1, 1, 20, 1];
        let pages = divide(sizes.len(), |range| sizes[range].iter().sum::<usize>() <= 10);
        assert_eq!(pages, [0..3, 3..5, 5..9, 9..10, 10..11]);
        assert!(divide(0, |_| true).is_empty());
        assert_eq!(divide(5, |_| true).first(), Some(&(0..5)));
        assert_eq!(divide(3, |_| false), [0..1, 1..2, 2..3]);
    }

    #[test]
    fn no_more_than_twice_what_fits_is_ever_laid_out() {
        let items: Vec<usize> = (0..5000).collect();
        let largest = std::cell::Cell::new(0);
        let up_to = |room: usize| {
            largest.set(0);
            all_fit(&items, |part| {
                largest.set(part.len().max(largest.get()));
                part.len() <= room
            })
        };
        assert!(!up_to(100) && largest.get() == 128);
        assert!(!up_to(4999) && up_to(5000));
        assert!(all_fit(&[], <[usize]>::is_empty));
    }

    #[test]
    fn what_compresses_well_may_be_longer() {
        assert!(fits(&"a".repeat(100_000)));
        let next = |state: &mut u32, _| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some(char::from(33 + (*state >> 24) as u8 % 90))
        };
        let noise: String = (0..20_000).scan(1, next).collect();
        assert!(!fits(&noise));
        assert!(fits(&noise[..13_000]));
    }
}
