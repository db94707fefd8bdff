//! Random bytes, JSON, configurations and reports.
use std::{collections::BTreeSet, path::Path};

use bon_moment::{
    domain::{Instant, LiveState, Minutes, WaitInterval},
    relay::{
        config::Config,
        sources::find,
        waits::{EDGES, Gate, Lanes, Level, Observation, Passage, Seen, ServicePrior, Window},
    },
};
use chrono::Duration;
use proptest::{collection::vec, prelude::*};
use serde_json::{Map, Value};

use crate::targets;

const HEAD: &str = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n";
/// Fields as real sources name them, so that random values stand where readers look.
const NAMES: [&str; 24] = [
    "n",
    "t",
    "v",
    "bn",
    "bt",
    "bv",
    "results",
    "records",
    "value",
    "features",
    "properties",
    "fields",
    "next",
    "Head",
    "Body",
    "Status",
    "Code",
    "Data",
    "Site",
    "end_device_ids",
    "device_id",
    "uplink_message",
    "decoded_payload",
    "f_cnt",
];

fn now() -> Instant {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (1_795_000_000_i64..1_796_000_000).prop_map(Value::from),
        (0_i64..50).prop_map(Value::from),
        "[ -~]{0,12}".prop_map(Value::from),
        "2026-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:00Z?".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        let name = proptest::sample::select(&NAMES[..]).prop_map(str::to_owned);
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name, inner), 0..6).prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn read_everywhere(body: &[u8]) {
    // No name before them: every reader takes them.
    targets::source_answer(body);
    targets::sensor_message(body);
}

fn any_seen() -> impl Strategy<Value = Seen> {
    let passage = proptest::sample::select(&[Passage::Arrival, Passage::Entry, Passage::Exit][..]);
    prop_oneof![
        (0_u32..60).prop_map(Seen::Queue),
        (passage.clone(), any::<u64>()).prop_map(|(passage, total)| Seen::Total(passage, total)),
        (passage.clone(), 0_u64..300).prop_map(|(passage, total)| Seen::Total(passage, total)),
        (passage, 0_u32..40).prop_map(|(passage, vehicles)| Seen::Since(passage, vehicles)),
        proptest::sample::select(&[Level::Fluid, Level::Dense, Level::Saturated][..]).prop_map(Seen::Level),
        (0_u32..60, proptest::option::of(0_u32..60)).prop_filter_map("no wait", |(low, more)| {
            WaitInterval::new(Minutes(low), more.map(|more| Minutes(low + more))).map(Seen::Wait)
        }),
        proptest::sample::select(&[LiveState::Open, LiveState::Closed, LiveState::Unknown][..]).prop_map(Seen::State),
        Just(Seen::Alive),
    ]
}

/// Reports whose instants differ and whose numbers ascend with them, as those of working sensors do; then in any order.
fn shuffled_reports() -> impl Strategy<Value = (Vec<Observation>, Vec<Observation>)> {
    let report = (1_i64..400, any_seen(), 0_u8..4, any::<bool>());
    let reports = vec(report, 0..40).prop_map(|reports| {
        let mut at = now() - Duration::hours(2);
        let numbered = (0_u32..).zip(reports).map(|(n, (gap, seen, sensor, has_frame))| {
            at += Duration::seconds(gap);
            Observation {
                site: "a".parse().unwrap(),
                sensor: ["x/s0", "x/s1", "x/s2#left", "x/s2#right"][usize::from(sensor)].into(),
                at: at.min(now() - Duration::seconds(40 - i64::from(n))),
                frame: has_frame.then_some(n),
                seen,
            }
        });
        numbered.collect::<Vec<_>>()
    });
    reports.prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle()))
}

fn described() -> Gate {
    let wait = |low, high: Option<u32>| WaitInterval::new(Minutes(low), high.map(Minutes)).unwrap();
    let lanes = || BTreeSet::from(["left".to_owned(), "right".to_owned()]);
    let passages = [Passage::Arrival, Passage::Entry, Passage::Exit].map(|passage| (passage, lanes()));
    Gate {
        levels: Some([wait(0, Some(5)), wait(5, Some(20)), wait(20, None)]),
        lanes: Lanes { queue: lanes(), passages: passages.into() },
        ..Gate::default()
    }
}

fn window(reports: &[Observation]) -> Window {
    let mut window = Window::default();
    for report in reports {
        let _ = window.note(report, now());
    }
    window
}

/// How many of the five bands are told; all of them when nothing is.
fn bands(wait: Option<WaitInterval>) -> usize {
    let edge = |minutes: Minutes| EDGES.iter().filter(|edge| **edge < f64::from(minutes.0)).count();
    wait.map_or(EDGES.len(), |wait| wait.high().map_or(EDGES.len(), edge) - edge(wait.low()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_with_an_answer_or_a_reason(body in vec(any::<u8>(), 0..300)) {
        read_everywhere(&body);
    }

    #[test]
    fn any_json_ends_with_an_answer_or_a_reason(body in any_json()) {
        read_everywhere(body.to_string().as_bytes());
        read_everywhere(body.to_string().get(..body.to_string().len() / 2).unwrap_or_default().as_bytes());
    }

    #[test]
    fn any_path_finds_something_or_nothing(body in any_json(), path in "[a-z0-9./~@]{0,20}") {
        let _ = find(&body, &path);
    }

    #[test]
    fn any_text_is_a_configuration_or_has_a_wrong_line(text in "[a-z\\[\\]\"={}\n ._0-9é]{0,200}") {
        let whole = format!("{HEAD}{text}");
        if let Err(error) = Config::parse(Path::new("t.toml"), &whole) {
            let said = error.to_string();
            let line: usize = said.split(':').nth(1).unwrap().parse().unwrap();
            prop_assert!(line >= 1 && line <= whole.lines().count() + 1, "{said}");
        }
    }

    #[test]
    fn any_reports_in_any_order_give_one_sane_estimate(
        reports in vec((0_i64..180, proptest::option::of(0_u32..70_000), any_seen(), 0_u8..3), 0..60),
        ago in 0_i64..120,
    ) {
        let observation = |(minute, frame, seen, sensor): &(i64, Option<u32>, Seen, u8)| Observation {
            site: "a".parse().unwrap(),
            sensor: format!("s{sensor}").as_str().into(),
            at: now() - Duration::minutes(*minute),
            frame: *frame,
            seen: *seen,
        };
        let mut window = Window::default();
        for report in &reports {
            let _ = window.note(&observation(report), now());
        }
        let estimate = window.estimate(&Gate::default(), now() + Duration::minutes(ago));
        if let Some(wait) = estimate.wait {
            let edges = [0, 5, 10, 20, 30];
            prop_assert!(edges.contains(&wait.low().0) && wait.high().is_none_or(|high| edges.contains(&high.0)));
            prop_assert!(estimate.at.is_some() && estimate.median.is_some_and(|median| median.is_finite() && median >= 0.0));
        }
        prop_assert!(estimate.at.is_none_or(|at| at <= now() + Duration::minutes(2)));
    }

    #[test]
    fn the_order_in_which_reports_come_changes_nothing(
        (reports, shuffled) in shuffled_reports(), ago in 0_i64..60,
    ) {
        let at = now() + Duration::minutes(ago);
        prop_assert_eq!(window(&shuffled).estimate(&described(), at), window(&reports).estimate(&described(), at));
    }

    #[test]
    fn what_is_told_never_becomes_narrower_with_age(
        seen in prop_oneof![
            (0_u32..80).prop_map(Seen::Queue),
            proptest::sample::select(&[Level::Fluid, Level::Dense, Level::Saturated][..]).prop_map(Seen::Level),
            proptest::sample::select(&[(0, Some(5)), (0, Some(10)), (5, Some(10)), (10, Some(20)), (20, Some(30)), (30, None)][..])
                .prop_map(|(low, high)| Seen::Wait(WaitInterval::new(Minutes(low), high.map(Minutes)).unwrap())),
        ],
        minutes in 0.3_f64..6.0,
        weight in 1.0_f64..100.0,
    ) {
        let gate = Gate { service: ServicePrior { minutes, weight }, ..described() };
        let report = Observation { site: "a".parse().unwrap(), sensor: "x/s".into(), at: now(), frame: None, seen };
        let window = window(&[report]);
        let mut widest = 0;
        for age in 0..60 {
            let estimate = window.estimate(&gate, now() + Duration::minutes(age));
            prop_assert!(bands(estimate.wait) >= widest, "{:?} after {age} minutes", estimate.wait);
            widest = bands(estimate.wait);
        }
    }
}
