//! What holds for any files and any bytes.

use bon_moment::{
    domain::{
        WattHours,
        household::{Curve, Interval, Record, Step, unpack, windows},
    },
    household_import::read,
};
use chrono::Duration;
use proptest::prelude::*;

use crate::make::*;

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let step = prop_oneof![Just(600_u32), Just(900), Just(1800), Just(3600), Just(86_400)];
    let interval = (0_i64..2000, step, 0_u32..20_000).prop_map(|(quarter, seconds, energy)| {
        Interval::new(
            instant("2026-03-20T00:00:00Z") + Duration::minutes(15 * quarter),
            seconds,
            WattHours(f64::from(energy) / 8.0),
        )
    });
    prop::collection::vec(interval, 0..120)
}

proptest! {
    #[test]
    fn merging_is_idempotent_and_free_of_order(a in intervals(), b in intervals(), c in intervals()) {
        let [a, b, c] = [a, b, c].map(Record::new);
        let merge = |parts: &[&Record]| parts.iter().fold(Record::default(), |mut all, part| { all.merge(part); all });
        let all = merge(&[&a, &b, &c]);
        prop_assert_eq!(&all, &merge(&[&c, &a, &b]));
        prop_assert_eq!(&all, &merge(&[&b, &a, &a, &c, &b]));
        prop_assert_eq!(&all, &merge(&[&all, &all]));
    }

    #[test]
    fn nothing_in_a_curve_overlaps(all in intervals()) {
        let curve = Curve::of(&Record::new(all));
        prop_assert!(curve.intervals().windows(2).all(|pair| pair[0].end() <= pair[1].start));
    }

    #[test]
    fn energy_is_the_same_by_day_week_month_and_year(all in intervals()) {
        let curve = Curve::of(&Record::new(all));
        let total: f64 = curve.intervals().iter().map(|i| i.energy.0).sum();
        for step in Step::ALL {
            let sum: f64 = windows(&curve, step, &paris()).iter().map(|w| curve.sum_of(w).energy.0).sum();
            prop_assert!((sum - total).abs() < 1e-6, "{step:?}: {sum} {total}");
        }
    }

    #[test]
    fn no_bytes_end_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, &paris());
        let _ = unpack(&bytes);
    }

    #[test]
    fn no_change_to_a_good_file_ends_a_reader(
        which in 0_usize..8, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()
    ) {
        let halves = halves("2026-10-24", "2026-10-26");
        let mut bytes = match which {
            0 => half_hour_sheet(&halves, &halves),
            1 => daily_sheet(&halves, "2026-10-24", 2),
            2 => load_curve_csv(&halves, "Consommation").into_bytes(),
            3 => index_csv(&halves, "2026-10-24", 2).into_bytes(),
            4 => flat_csv(&halves, true).into_bytes(),
            5 => extension_csv(&halves).into_bytes(),
            6 => data_connect(&halves, false).into_bytes(),
            _ => data_connect_2026(&halves, "CONS").into_bytes(),
        };
        for (place, byte) in &changes {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        let _ = read(&bytes, &paris());
        bytes.truncate(cut.index(bytes.len()));
        let _ = read(&bytes, &paris());
    }
}
