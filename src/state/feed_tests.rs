use leptos::prelude::Owner;

use super::*;

fn at(seconds: i64) -> Instant {
    Instant::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}
const MINUTE: Duration = Duration::seconds(60);

/// A document that is its own length, of one byte at least.
fn length(bytes: &[u8]) -> Read<usize> {
    if bytes.is_empty() { Err(FetchError::Portal) } else { Ok((bytes.len(), Problems::default())) }
}

fn came(bytes: &[u8]) -> Fetched {
    Fetched { bytes: bytes.to_vec(), server_time: None, kept: None }
}

#[test]
fn an_answer_that_was_kept_is_as_old_as_it_is_and_says_why_it_is_shown() {
    let owner = Owner::new();
    owner.with(|| {
        let feed = Feed::default();
        let kept = Some(Kept { at: at(0), because: FetchError::Network });
        feed.finish(at(3_600), Ok(Fetched { bytes: vec![1], server_time: None, kept }), length);
        assert_eq!(feed.value_untracked().as_deref(), Some(&1));
        let load = feed.load_untracked();
        assert_eq!((&load.received, &load.trouble), (&Some(at(0)), &Some(FetchError::Network)));
        assert!(load.is_due(at(3_615), MINUTE), "the network is asked again as after a failure");
        feed.finish(at(3_620), Ok(came(&[1])), length);
        let load = feed.load_untracked();
        assert_eq!((load.received, load.trouble), (Some(at(3_620)), None));
    });
}

#[test]
fn a_failure_keeps_the_last_good_value_and_its_time() {
    let owner = Owner::new();
    owner.with(|| {
        let feed = Feed::default();
        feed.finish(at(0), Ok(came(&[1, 2])), length);
        feed.finish(at(60), Err(FetchError::Network), length);
        let load = feed.load_untracked();
        assert_eq!((load.received, load.trouble), (Some(at(0)), Some(FetchError::Network)));
        feed.finish(at(120), Ok(came(&[])), length);
        assert_eq!(feed.value_untracked().as_deref(), Some(&2));
        let load = feed.load_untracked();
        assert_eq!((load.received, load.trouble), (Some(at(0)), Some(FetchError::Portal)));
    });
}

#[test]
fn the_same_answer_again_is_new_in_time_only() {
    let owner = Owner::new();
    owner.with(|| {
        let feed = Feed::default();
        feed.finish(at(0), Ok(came(&[1])), length);
        let first = feed.value_untracked().unwrap();
        feed.finish(at(60), Ok(came(&[1])), |_| unreachable!("it has been read"));
        assert!(Arc::ptr_eq(&first, &feed.value_untracked().unwrap()));
        assert_eq!(feed.load_untracked().received, Some(at(60)));
        feed.finish(at(120), Ok(came(&[1, 2])), length);
        assert_eq!(feed.value_untracked().as_deref(), Some(&2));
    });
}

#[test]
fn asking_again_waits_for_the_period_and_longer_after_each_failure() {
    let mut load = Load::default();
    assert!(load.is_due(at(0), MINUTE));
    load.finish(at(0), Ok(Default::default()));
    assert!(!load.is_due(at(59), MINUTE) && load.is_due(at(60), MINUTE));
    let mut pauses = Vec::new();
    for _ in 0..8 {
        load.finish(at(0), Err(FetchError::Status(500)));
        pauses.push((1..=2_000).find(|s| load.is_due(at(*s), MINUTE)).unwrap());
    }
    assert_eq!(pauses, [15, 30, 60, 120, 240, 480, 600, 600]);
}

#[test]
fn another_network_ends_the_pause_after_failures_and_only_that() {
    let mut load = Load::default();
    load.finish(at(0), Ok(Default::default()));
    load.forget_failures();
    assert!(!load.is_due(at(1), MINUTE));
    load.finish(at(60), Err(FetchError::Network));
    assert!(!load.is_due(at(61), MINUTE));
    load.forget_failures();
    assert!(load.is_due(at(61), MINUTE));
}

#[test]
fn nothing_is_asked_twice_at_once() {
    let mut load = Load::default();
    load.begin(at(0));
    assert!(!load.is_due(at(1_000), MINUTE));
}

#[test]
fn a_persons_wish_waits_for_no_pause_but_for_the_answer_under_way() {
    let owner = Owner::new();
    owner.with(|| {
        let feed = Feed::<usize>::default();
        assert!(feed.begin_if_due(at(0), MINUTE));
        assert!(!feed.begin_if_due(at(1), Duration::zero()), "it is under way");
        feed.finish(at(2), Err(FetchError::Network), length);
        assert!(!feed.begin_if_due(at(3), MINUTE), "a quarter of a minute has not passed");
        assert!(feed.begin_if_due(at(3), Duration::zero()));
    });
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_the_page() {
    let mut load = Load::default();
    load.finish(at(86_400), Ok(Default::default()));
    assert!(load.is_due(at(0), MINUTE));
}
