//! Each page comes with the first round trip, however many centres there are.

use std::time::Instant;

use bon_moment::relay::Documents;

use crate::{
    html::words,
    territories::{NIGHT, OPEN, demo_pages, large, page, plain_of},
};

/// Ten segments, less what the answer's headers may take.
const ROOM: usize = 14_600 - 1_000;

fn packed(html: &[u8]) -> usize {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(html).unwrap();
    gzip.finish().unwrap().len()
}

/// The largest of the lists, packed, and how many lists there are.
fn lists(documents: &Documents, now: &str) -> (usize, usize) {
    let plain = plain_of(documents, now);
    let paths = plain.paths();
    let lists: Vec<_> = paths
        .iter()
        .filter(|path| path.ends_with('/') && !path.contains("dechetteries/") && !path.contains("affiche/site"))
        .collect();
    let largest = lists.iter().map(|path| packed(plain.page(path).unwrap().identity())).max().unwrap();
    (largest, lists.len())
}

#[test]
fn every_page_of_the_demonstration_fits_at_any_hour() {
    for now in [OPEN, NIGHT] {
        let plain = demo_pages(now);
        for path in plain.paths() {
            let bytes = packed(plain.page(&path).unwrap().identity());
            assert!(bytes <= ROOM, "{path}: {bytes}");
        }
        assert!(page(&plain, "sobre/").contains("Déchetterie de Riantec"), "all centres on one page");
    }
}

#[test]
fn a_department_is_divided_by_commune() {
    let documents = large(372, 180);
    for now in [OPEN, NIGHT] {
        let (largest, _) = lists(&documents, now);
        assert!(largest <= ROOM, "{largest} at {now}");
        let plain = plain_of(&documents, now);
        let home = page(&plain, "sobre/");
        assert!(words(&home).contains("Choisissez la commune") && home.contains("href=\"/sobre/communes/"));
        assert!(words(&page(&plain, "sobre/affiche/")).contains("ne tiennent pas sur une feuille"));
    }
}

#[test]
fn five_thousand_centres_are_divided_until_each_page_fits() {
    let documents = large(5_000, 2_400);
    let begun = Instant::now();
    let (largest, pages) = lists(&documents, OPEN);
    eprintln!("5000 centres: {pages} lists, the largest {largest} bytes packed, {:?}", begun.elapsed());
    assert!(largest <= ROOM, "{largest}");
    let plain = plain_of(&documents, OPEN);
    assert!(plain.page("sobre/page/2/").is_some(), "the communes take more than one page");
    let counted: usize =
        plain.paths().iter().filter(|path| path.starts_with("sobre/dechetteries/") && path.ends_with('/')).count();
    assert_eq!(counted, 5_000);
}

#[test]
fn one_commune_with_too_many_centres_has_several_pages_that_hold_each_centre_once() {
    let documents = large(500, 1);
    let plain = plain_of(&documents, OPEN);
    let pages: Vec<_> = plain
        .paths()
        .into_iter()
        .filter(|path| path == "sobre/" || path.starts_with("sobre/page/") && path.ends_with('/'))
        .collect();
    assert!(pages.len() > 1, "{pages:?}");
    let links: usize =
        pages.iter().map(|path| page(&plain, path).matches("/sobre/dechetteries/lorient/site-").count()).sum();
    assert_eq!(links, 500);
    for path in pages {
        assert!(packed(plain.page(&path).unwrap().identity()) <= ROOM, "{path}");
    }
}
