//! The app and its areas have an HTML page each, written by hand. What they have in common is the same.

use std::{fs, path::Path};

/// Every page, and its name.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let areas = fs::read_dir(root.join("areas")).unwrap().map(|entry| entry.unwrap().path().join("index.html"));
    let paths = std::iter::once(root.join("index.html")).chain(areas);
    paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

/// What stands in a page from `from` to the first `until` after it.
fn part<'a>(page: &'a str, from: &str, until: &str) -> Option<&'a str> {
    let start = page.find(from)?;
    let end = page[start..].find(until)?;
    Some(&page[start..start + end])
}

#[test]
fn all_pages_say_the_same_where_they_say_the_same_thing() {
    let common = [
        ("<!doctype html>", "  <title>"),
        ("  <meta name=\"color-scheme\"", "  <"),
        ("  <meta name=\"theme-color\"", "  <"),
        ("  <base ", "\n"),
        ("  <meta name=\"api-base\"", "\n"),
        ("  <!-- Where the browser cannot read boot.js", "</script>"),
        ("data-wasm-opt=", ">"),
        ("    <header class=\"bar\">", "      <h1>"),
        ("      <div id=\"shell-trouble\"", "</strong>"),
        (" Rechargez la page\u{a0}; si", "</div>"),
        ("<noscript>", "</strong>"),
    ];
    let pages = pages();
    assert!(pages.len() > 3, "{} pages", pages.len());
    for (from, until) in common {
        let of = |(name, page): &(String, String)| {
            part(page, from, until).unwrap_or_else(|| panic!("{name} has no {from:?}")).trim_end().to_owned()
        };
        let said: Vec<String> = pages.iter().map(of).collect();
        for (other, (name, _)) in said.iter().zip(&pages) {
            assert_eq!(other, &said[0], "{name}");
        }
    }
}

#[test]
fn a_page_that_offers_a_new_release_does_so_as_the_app_does() {
    let offer = |page: &str| part(page, "<!-- Shown when another release waits", "</body>").map(str::to_owned);
    let pages = pages();
    let own = offer(&pages[0].1).expect("the app offers new releases");
    let mut without = Vec::new();
    for (name, page) in &pages {
        match offer(page) {
            Some(other) => assert_eq!(other, own, "{name}"),
            None => without.push(name.as_str()),
        }
    }
    // Nobody at a library desk is to be asked: it takes the new release when it is opened next.
    assert!(matches!(without[..], [only] if only.contains("mediation")), "{without:?}");
}

#[test]
fn what_is_not_on_the_device_is_said_in_every_language_by_a_page_that_looks_as_the_app_does() {
    let read = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let (own, worker) = (read("index.html"), read("public/sw.js"));
    let common = [
        ("<!doctype html>", "<html"),
        ("  <meta charset", "  <title>"),
        ("  <meta name=\"color-scheme\"", "  <"),
        ("  <meta name=\"theme-color\"", "  <"),
        ("<header class=\"bar\">", "\n"),
    ];
    for (name, lang, sentence) in [
        ("hors-ligne.html", "fr", "Cette page n’a pas encore été ouverte sur cet appareil."),
        ("offline.html", "en", "This page has not been opened on this device yet."),
    ] {
        let page = read(&format!("public/{name}"));
        for (from, until) in common {
            assert_eq!(part(&page, from, until), part(&own, from, until), "{name}: {from}");
            assert!(part(&page, from, until).is_some(), "{name}: {from}");
        }
        assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(sentence), "{name}");
        // The worker shows it in the place of any page, below any root, and lets it load nothing but its style.
        assert!(worker.contains(&format!("\"{name}\"")), "{name}");
        assert!(!page.contains("<base") && !page.contains("<script") && !page.contains("<style"), "{name}");
        for address in page.split("href=\"").skip(1) {
            assert!(["./", "\"", "data:"].iter().any(|start| address.starts_with(start)), "{name}: {address:.20}");
        }
    }
}

#[test]
fn pages_lead_to_what_needs_no_script() {
    // The relay writes the way into the app's own page.
    for (name, page) in pages().iter().skip(1) {
        let told = part(page, "<noscript>", "</noscript>").unwrap();
        for way in ["href=\"sobre/", "href=\"sobre/en/"] {
            assert!(told.contains(way), "{name} has no {way}");
        }
    }
}
