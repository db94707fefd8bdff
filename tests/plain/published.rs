//! The pages as files, and what a text browser makes of them.

use std::{
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex, Weak},
};

use bon_moment::relay::{
    Base, Source,
    publish::{Edition, Report, publish},
};
use tempfile::TempDir;

use crate::{
    served::app,
    territories::{NIGHT, OPEN, calm, instant},
};

fn publish_at(now: &str, base: &str, out: &Path) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let (documents, app, base) = (calm().documents(instant(now)), app(&folder), base.parse::<Base>().unwrap());
    publish(&Edition { documents: &documents, app: Some(&app), base: &base, public_url: None, now: instant(now) }, out)
        .unwrap()
}

/// Published once for all tests that only look and run at the same time: a thousand documents take seconds to pack.
fn published() -> Arc<TempDir> {
    static OUT: Mutex<Weak<TempDir>> = Mutex::new(Weak::new());
    let mut held = OUT.lock().unwrap();
    held.upgrade().unwrap_or_else(|| {
        let out = Arc::new(tempfile::tempdir().unwrap());
        publish_at(OPEN, "/bon-moment/", out.path());
        *held = Arc::downgrade(&out);
        out
    })
}

#[test]
fn every_link_of_a_published_page_leads_to_a_file() {
    let out = published();
    let mut pages = 0;
    let mut folders = vec![out.path().join("sobre")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("index.html") {
                pages += 1;
                let html = fs::read_to_string(&path).unwrap();
                assert!(
                    html.contains(
                        "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; style-src"
                    )
                );
                let links = html.split("<a ").skip(1).filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next());
                for link in links
                    .filter(|link| !["tel:", "#", "https://", "mailto:"].iter().any(|other| link.starts_with(other)))
                {
                    let below = link.strip_prefix("/bon-moment/").unwrap_or_else(|| panic!("{link} in {path:?}"));
                    let below = below.split('?').next().unwrap();
                    let file = out.path().join(below);
                    let exists = if file.is_dir() { file.join("index.html").exists() } else { file.exists() };
                    assert!(exists, "{link} in {path:?}");
                }
            }
        }
    }
    assert!(pages > 100, "{pages} pages");
    for statement in ["accessibilite/index.html", "ecoconception/index.html.gz"] {
        assert!(out.path().join(statement).exists(), "{statement}");
    }
    for neighbour in ["sobre/index.html.br", "sobre/index.html.gz", "sobre/texte.txt.br"] {
        assert!(out.path().join(neighbour).exists(), "{neighbour}");
    }
    let index = fs::read_to_string(out.path().join("index.html")).unwrap();
    assert!(index.contains("href=\"sobre/\""), "relative to <base>");
}

#[test]
fn a_quiet_night_writes_no_page_again() {
    let out = tempfile::tempdir().unwrap();
    let pages = || {
        let read = |path: &str| fs::read_to_string(out.path().join(path)).unwrap();
        ["sobre/index.html", "sobre/dechetteries/lorient/riantec/index.html", "index.html"].map(read)
    };
    publish_at(NIGHT, "/", out.path());
    let before = pages();
    let quiet = publish_at("2026-11-21T22:45:00+01:00", "/", out.path());
    assert_eq!(pages(), before);
    // The heartbeat and what the schools' meters say: the last values; of fourteen the day, the month and the year, as data
    // and as tables; the list and five schools in three forms and two languages, and their walls.
    assert!(quiet.changed <= 2 + 14 * 3 * 2 + 6 * 3 * 2 + 5 * 2, "{quiet:?}");
    assert!(publish_at("2026-11-22T08:00:00+01:00", "/", out.path()).changed > 50);
}

#[test]
fn a_text_browser_reads_the_page_from_top_to_bottom() {
    let out = published();
    let dump = |path: &str| {
        let mut lynx = Command::new("lynx");
        lynx.args(["-dump", "-nolist", "-width=72", "-display_charset=utf-8"]).arg(out.path().join(path));
        let read = lynx.output().expect("lynx is installed by packaging/setup.sh test");
        String::from_utf8(read.stdout).unwrap().replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let list = dump("sobre/index.html");
    let order = [
        "Aller au contenu",
        "Démonstration",
        "Toutes les déchetteries",
        "Page préparée le samedi 21 novembre 2026 à 10 h 20.",
        "Actualiser",
        "0 800 100 601",
        "Déchetterie de Riantec ● Ouvert à 10 h 20, jusqu’à 12 h 30",
        "La version complète",
    ];
    let mut at = 0;
    for part in order {
        at += list[at..].find(part).unwrap_or_else(|| panic!("{part} is not where it should be in {list}"));
    }
    let centre = dump("sobre/dechetteries/lorient/riantec/index.html");
    assert!(centre.contains("samedi 21 novembre 10 h à 12 h 30, 14 h à 17 h"), "{centre}");
    let school = dump("sobre/ecoles/lorient/kermelo/index.html");
    assert!(school.contains("Relevé à 10 h 10 : le soleil donne") && school.contains("8 à 9 h"), "{school}");
    let easy = dump("sobre/facile/index.html");
    assert!(easy.contains("Déchetterie de Riantec Vous pouvez entrer jusqu’à 12 heures 15."), "{easy}");
    assert!(dump("sobre/en/aide/index.html").contains("How to read these pages"));
}
