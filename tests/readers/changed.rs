//! Changed seeds, for a short time.
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
};

use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use crate::targets::TARGETS;

/// What readers are likely to trip over.
const TROUBLE: [&str; 22] = [
    "\0",
    "\"",
    "{",
    "[",
    "}",
    "]",
    ",",
    ";",
    "\n",
    "\r\n",
    "-1",
    "1e400",
    "NaN",
    "null",
    "18446744073709551616",
    "2026-10-25T02:30:00",
    "2026-02-30",
    "\u{feff}",
    "\u{202e}é",
    "é\u{300}",
    "=",
    "%00",
];

/// Changed inputs of each target. `FUZZ_ROUNDS` asks for more, `FUZZ_SEED` for others.
fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// One to eight small changes, as a bad line, a bad program or a bad person makes them.
fn changed(seeds: &[Vec<u8>], chance: &mut impl Rng) -> Vec<u8> {
    let mut bytes = seeds.choose(chance).unwrap().clone();
    for _ in 0..chance.random_range(1..=8) {
        let at = chance.random_range(0..=bytes.len());
        let until = (at + chance.random_range(0..=40)).min(bytes.len());
        match chance.random_range(0..6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.random_range(0..8),
            1 => drop(bytes.drain(at..until)),
            2 => {
                let again = bytes[at..until].to_vec();
                bytes.splice(at..at, again);
            }
            3 => drop(bytes.splice(at..until, TROUBLE.choose(chance).unwrap().bytes())),
            4 => {
                let other = seeds.choose(chance).unwrap();
                let from = chance.random_range(0..=other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
    bytes
}

fn try_all(name: &str, rounds: u64) {
    let (_, target) = TARGETS.into_iter().find(|(of, _)| *of == name).unwrap();
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let mut chance = ChaCha8Rng::seed_from_u64(asked("FUZZ_SEED", 1));
    let inputs =
        seeds.clone().into_iter().chain((0..asked("FUZZ_ROUNDS", rounds)).map(|_| changed(&seeds, &mut chance)));
    for bytes in inputs {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(&bytes))) {
            let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.crash"));
            fs::write(&kept, &bytes).unwrap();
            eprintln!("{name} fails on {}", kept.display());
            resume_unwind(panic);
        }
    }
}

#[test]
fn household_files() {
    try_all("household_file", 4_000);
}

#[test]
fn archives_of_household_files() {
    try_all("household_archive", 4_000);
}

#[test]
fn what_a_device_kept_of_a_household() {
    try_all("household_kept", 20_000);
}

#[test]
fn answers_of_sources() {
    try_all("source_answer", 20_000);
}

#[test]
fn messages_of_sensors() {
    try_all("sensor_message", 20_000);
}

#[test]
fn configurations() {
    try_all("configuration", 4_000);
}

#[test]
fn answers_of_overpass() {
    try_all("overpass_answer", 4_000);
}

#[test]
fn documents_of_the_api() {
    try_all("api_document", 20_000);
}

#[test]
fn every_reader_is_tried() {
    let text = include_str!("changed.rs");
    for (name, _) in TARGETS {
        assert!(text.contains(&format!("try_all(\"{name}\"")), "{name}");
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/fuzz_targets/{name}.rs"));
        assert!(program.exists(), "{}", program.display());
    }
}
