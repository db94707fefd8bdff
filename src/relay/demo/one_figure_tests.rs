//! One figure for one centre: the first page, the list, the centre's page, the desk and its sheet say the same total at the
//! same instant, and the pages without script and their text the same wait.

use std::{collections::BTreeMap, fs, path::Path};

use super::*;
use crate::{
    api::{Problems, decode, read},
    domain::{
        Context, Known, Lang, Minutes, Position, Profile, Reach, Reading, Site, SiteId, Situation, Territory, Trip,
        Wait, When, outings, rank, told_total, trip,
    },
    present::{
        TripWords,
        desk::{AnswerWords, SheetFrom, SheetWords, desk_texts},
        plain::{entry, entry_lines, plain_texts, spoken},
        texts, wait_words, way_and_total, way_words,
    },
};

/// The demonstration at an instant, understood.
struct World {
    territory: Territory,
    sites: Vec<Site>,
    readings: BTreeMap<SiteId, Reading>,
    profiles: BTreeMap<SiteId, Profile>,
    now: Instant,
}

impl World {
    fn at(demo: &Demo, now: &str) -> Self {
        let now = now.parse().unwrap();
        let (documents, problems) = (demo.documents(now), &mut Problems::default());
        let get = |name: &str| documents.get(name).unwrap();
        let territory = decode(get("territory.json"), problems, read::territory).unwrap();
        let (_, sites) = decode(get("sites.json"), problems, read::sites).unwrap();
        let (_, readings) = decode(get("live.json"), problems, read::live).unwrap();
        let profiles = decode(get("profiles.json"), problems, read::profiles).unwrap();
        Self {
            territory,
            sites,
            readings: readings.into_iter().map(|reading| (reading.site.clone(), reading)).collect(),
            profiles: profiles.into_iter().map(|profile| (profile.site.clone(), profile)).collect(),
            now,
        }
    }

    fn context(&self) -> Context<'_> {
        Context { calendar: &self.territory.calendar, zone: &self.territory.zone, now: self.now }
    }

    fn trip<'a>(&'a self, site: &'a Site, from: Position) -> Trip<'a> {
        trip(site, self.reading(&site.id), self.profile(&site.id), from, None, self.context())
    }
}

impl Known for World {
    fn reading(&self, site: &SiteId) -> Option<&Reading> {
        self.readings.get(site)
    }
    fn profile(&self, site: &SiteId) -> Option<&Profile> {
        self.profiles.get(site)
    }
}

/// A Saturday, a Tuesday, before and after the last entry, near the end of a year.
const INSTANTS: [&str; 9] = [
    "2026-11-21T10:20:00+01:00",
    "2026-11-21T11:58:30+01:00",
    "2026-11-21T12:12:00+01:00",
    "2026-11-21T15:47:20+01:00",
    "2026-11-21T16:41:00+01:00",
    "2026-11-24T14:31:10+01:00",
    "2026-07-11T10:59:59+02:00",
    "2026-12-31T11:01:00+01:00",
    "2026-11-21T22:00:00+01:00",
];

#[test]
fn every_page_says_the_same_total_at_the_same_instant() {
    let demo = Demo::new(DemoOptions::default());
    let mut totals = 0;
    for now in INSTANTS {
        let world = World::at(&demo, now);
        for (lang, commune) in Lang::ALL.iter().flat_map(|lang| world.territory.communes.iter().map(|c| (*lang, c))) {
            let (t, d, from, context) = (texts(lang), desk_texts(lang), commune.position, world.context());
            let desk = outings(&world.sites, &world, from, None, When::Now, context);
            for first_page in rank(&world.sites, &world, from, None, context) {
                let site = first_page.site;
                let told = TripWords::of(t, first_page.drive, first_page.wait);
                let place = format!("{} from {} at {now}", site.id, commune.name);

                let own_page = world.trip(site, from);
                assert_eq!(TripWords::of(t, own_page.drive, own_page.wait), told, "{place}");

                let outing = desk.iter().find(|outing| outing.site.id == site.id).unwrap();
                let answer = AnswerWords::of(t, d, outing, When::Now, context);
                assert_eq!((&answer.total, &answer.parts), (&told.total, &told.parts), "{place}");
                let (material, territory) = (None, Some(&world.territory));
                let sheet = SheetFrom { outing, when: When::Now, material, territory, known: &world, received: None };
                let sheet = SheetWords::of(t, d, &sheet, context);
                assert!(told.total.as_ref().is_none_or(|total| sheet.moment.ends_with(total)), "{}", sheet.moment);

                let listed = way_and_total(t, from, &first_page).unwrap();
                match (first_page.reach, told.total.clone()) {
                    (Reach::Yes(_), Some(total)) => {
                        totals += 1;
                        assert!(listed.ends_with(&(t.total_of)(&total, &told.parts)), "{place}: {listed}");
                    }
                    (Reach::Yes(_), None) | (Reach::TooLate(_) | Reach::Closed | Reach::Unknown, _) => {
                        assert!(!listed.contains('('), "{place}: {listed}");
                    }
                }
                assert!(way_words(t, from, site).is_some());
                add_up(&first_page);
            }
        }
    }
    assert!(totals > 500, "only {totals} totals were compared");
}

/// The total is none that the drive and the wait beside it cannot make.
fn add_up(trip: &Trip) {
    let (Some(total), Some(band)) = (told_total(trip.drive, trip.wait), trip.wait.band()) else { return };
    let (least, most) = band.bounds();
    let drive = trip.drive.known().unwrap();
    assert!(total >= drive + least, "{total:?} of {drive:?} and {band:?}");
    assert!(most.is_none_or(|most| total <= drive + most), "{total:?} of {drive:?} and {band:?}");
    assert!(total < Minutes(10) || total.0 % 5 == 0, "{total:?}");
}

#[test]
fn pages_without_script_and_their_text_say_the_wait_of_the_list() {
    let demo = Demo::new(DemoOptions::default());
    let mut measured = 0;
    for now in INSTANTS {
        let world = World::at(&demo, now);
        for (lang, site) in Lang::ALL.iter().flat_map(|lang| world.sites.iter().map(|site| (*lang, site))) {
            let (t, p, context) = (texts(lang), plain_texts(lang), world.context());
            let profile = world.profile(&site.id);
            let situation = Situation::of(site, world.reading(&site.id), profile, context);
            let card = wait_words(t, &situation, context);
            let plain = entry(t, p, site, &situation, profile, context);
            assert_eq!(plain.wait.is_some(), card.is_some(), "{} at {now}", site.id);
            let (Some(card), Wait::Measured { .. }) = (card, situation.wait) else { continue };
            measured += 1;
            let on_page = plain.wait.as_ref().map(|wait| (wait.band, wait.level, wait.trend));
            assert_eq!(on_page, Some((card.band, card.level, card.trend)), "{} at {now}", site.id);
            let said = spoken(p, card.band);
            let text = entry_lines(t, p, &plain).join("\n").to_lowercase();
            assert!(text.contains(&said.to_lowercase()), "{} at {now}: {text}", site.id);
        }
    }
    assert!(measured > 50, "only {measured} waits were compared");
}

#[test]
fn no_page_adds_up_a_drive_and_a_wait_by_itself() {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                for word in ["about_total", "drive_plus_wait", "drive_estimate", "total_of"] {
                    if text.contains(word) {
                        found.push(format!("{}: {word}", path.display()));
                    }
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/views"), &mut found);
    assert!(found.is_empty(), "{found:#?}");
}
