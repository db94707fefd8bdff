//! Territories to make pages of.

use std::sync::{Arc, LazyLock};

use bon_moment::{
    domain::Instant,
    relay::{
        Documents, Source,
        demo::{Demo, DemoOptions, Misbehaviour},
        plain::{Deployment, Plain},
    },
};
use serde_json::{Value, json};

/// A Saturday morning on which every centre of the demonstration is open.
pub const OPEN: &str = "2026-11-21T10:20:00+01:00";
pub const NIGHT: &str = "2026-11-21T22:30:00+01:00";

pub fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

pub fn demo(misbehave: &[Misbehaviour]) -> Demo {
    Demo::new(DemoOptions { seed: 1, misbehave: misbehave.iter().copied().collect() })
}

/// The demonstration on a good day, one for all tests: three years of energies are reckoned once.
pub fn calm() -> &'static Demo {
    static CALM: LazyLock<Demo> = LazyLock::new(|| demo(&[]));
    &CALM
}

pub fn deployment() -> Deployment {
    let public_url = Some("https://dechetteries.example.fr/".parse().unwrap());
    Deployment { base: "/".parse().unwrap(), public_url, guarded: false }
}

/// The pages of documents at an instant.
pub fn plain_of(documents: &Documents, now: &str) -> Arc<Plain> {
    Arc::new(Plain::new(&deployment())).next(&|name| documents.get(name), instant(now))
}

pub fn demo_pages(now: &str) -> Arc<Plain> {
    plain_of(&calm().documents(instant(now)), now)
}

pub fn page(plain: &Plain, path: &str) -> String {
    let page = plain.page(path).unwrap_or_else(|| panic!("no page at {path}"));
    String::from_utf8(page.identity().to_vec()).unwrap()
}

/// So many centres in so many communes, no two alike, each with a wait and its habits.
pub fn large(count: usize, communes: usize) -> Documents {
    let site = |index: usize| {
        let (from, until) = (7 + index % 4, 16 + index % 5);
        json!({
            "id": format!("site-{index}"), "name": format!("Déchetterie {}", word(index)),
            "commune": format!("{}-sur-{}", word(index % communes), word(index % communes + 7)),
            "lat": 47.5 + (index % 70) as f64 / 100.0, "lon": -3.5, "last_entry_minutes": 10 + index % 20,
            "hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "open": [[format!("{from:02}:{:02}", index % 60), "12:15"], ["13:30", format!("{until}:30")]]}],
        })
    };
    let reading = |index: usize| {
        let at = format!("2026-11-21T09:{:02}:{:02}Z", 16 + index % 4, index % 60);
        json!({"id": format!("site-{index}"), "at": at, "state": "open", "wait_min": [index % 40, index % 40 + 5], "trend": "rising"})
    };
    let slots = |index: usize| -> Vec<Value> {
        let slot = |hour: usize| json!({"days": "any", "day": 6, "hour": hour, "p50": (index * 7 + hour * 11) % 45});
        (8..19).map(slot).collect()
    };
    let profile = |index: usize| json!({"id": format!("site-{index}"), "slots": slots(index)});
    let all = |make: &dyn Fn(usize) -> Value| (0..count).map(make).collect::<Vec<_>>();
    let mut documents = calm().documents(instant(OPEN));
    documents.insert("sites.json", &json!({"version": 1, "sites": all(&site)}));
    documents.insert("live.json", &json!({"version": 1, "sites": all(&reading)}));
    documents.insert("profiles.json", &json!({"version": 1, "sites": all(&profile)}));
    documents
}

/// A word that no compression has met before.
fn word(index: usize) -> String {
    const PARTS: [&str; 16] = [
        "ker", "lan", "plo", "tre", "loc", "gui", "mor", "bre", "hen", "bon", "pen", "ros", "coat", "ster", "fau",
        "vil",
    ];
    let mixed = index.wrapping_mul(2_654_435_761) >> 7;
    let word: String = (0..3).map(|step| PARTS[(mixed >> (4 * step)) % 16]).collect();
    format!("{}{word}{index}", word.chars().next().unwrap().to_uppercase())
}
