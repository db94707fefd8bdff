//! Colours: every pair that carries text or marks a control is computed (WCAG 2.2, 1.4.3 and 1.4.11), light, dark and in
//! print, and no colour stands outside of the tokens.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{collections::BTreeMap, fs, path::Path};

const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;
const STRONG_TEXT: f64 = 7.0;

/// What stands on what in style/: foreground, backgrounds, least contrast.
const PAIRS: [(&str, &[&str], f64); 15] = [
    ("text", &["ground", "surface", "accent-soft"], TEXT),
    // Hints, captions, the mark of today's row.
    ("muted", &["ground", "surface", "accent-soft"], TEXT),
    // Links, plain and quiet buttons, also in a notice; borders of buttons, bars of charts.
    ("accent", &["ground", "surface", "accent-soft", "warn-soft"], TEXT),
    ("on-accent", &["accent"], TEXT),
    ("open", &["ground", "surface"], TEXT),
    ("soon", &["ground", "surface"], TEXT),
    ("closed", &["ground", "surface"], TEXT),
    ("unknown", &["ground", "surface"], TEXT),
    ("warn-text", &["warn-soft"], TEXT),
    // Borders of fields, the frame of a wait's bar, the axis of a chart.
    ("control", &["ground", "surface"], SHAPE),
    // Energy: figures of a wall, curves over their areas, bars.
    ("sun", &["ground", "surface"], TEXT),
    ("use", &["ground", "surface"], TEXT),
    ("sun", &["sun-soft"], SHAPE),
    ("use", &["use-soft", "sun-soft"], SHAPE),
    ("focus", &["ground", "surface", "accent-soft", "warn-soft"], SHAPE),
];

/// A token's name without its dashes, and its value.
type Tokens = BTreeMap<String, String>;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |css, part| css + part.split_once("*/").map_or("", |(_, rest)| rest))
}

/// The declarations of a stylesheet as property and value, in the blocks that follow `after`.
fn declarations(css: &str, after: &str) -> Vec<(String, String)> {
    let css = without_comments(css);
    let css = css.split_once(after).map_or("", |(_, rest)| rest);
    let ends = css.split_inclusive(['{', ';', '}']).filter(|part| !part.ends_with('{'));
    let pairs = ends.filter_map(|part| part.trim_end_matches([';', '}']).split_once(':'));
    pairs.map(|(property, value)| (property.trim().to_owned(), value.trim().to_owned())).collect()
}

/// The tokens that the first `:root` block after `after` sets.
fn tokens(css: &str, after: &str) -> Tokens {
    let css = without_comments(css);
    let block = css.split_once(after).and_then(|(_, rest)| rest.split_once(":root")?.1.split_once('}'));
    let block = block.unwrap_or_else(|| panic!("no :root after {after:?}")).0;
    let names = declarations(&format!("{block}}}"), "").into_iter();
    names.filter_map(|(name, value)| Some((name.strip_prefix("--")?.to_owned(), value))).collect()
}

/// Relative luminance of `#rgb` or `#rrggbb`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').unwrap_or_else(|| panic!("{colour} is not written as #rrggbb"));
    let width = digits.len() / 3;
    let channel = |at: usize| {
        let part = &digits[at * width..(at + 1) * width];
        let value = u8::from_str_radix(&part.repeat(2 / width), 16).unwrap();
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The pairs that are too near to each other.
fn too_weak(tokens: &Tokens) -> Vec<String> {
    weaker_than(tokens, |least| least)
}

/// Those that are too near for who wants strong contrast: text as level AAA wants it (WCAG 2.2, 1.4.6), shapes as text.
fn too_weak_for_strong(tokens: &Tokens) -> Vec<String> {
    weaker_than(tokens, |least| if least == TEXT { STRONG_TEXT } else { TEXT })
}

fn weaker_than(tokens: &Tokens, wanted: fn(f64) -> f64) -> Vec<String> {
    let value = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("no token --{name}")).as_str();
    let pairs =
        PAIRS.iter().flat_map(|(name, grounds, least)| grounds.iter().map(move |on| (*name, *on, wanted(*least))));
    pairs
        .map(|(name, on, least)| (name, on, least, contrast(value(name), value(on))))
        .filter(|(_, _, least, found)| found < least)
        .map(|(name, on, least, found)| format!("--{name} on --{on}: {found:.2} is less than {least}"))
        .collect()
}

/// Colours written where a token should stand.
fn stray_colours(css: &str, allowed: &[&str]) -> Vec<String> {
    let is_colour = |word: &str| {
        let function = word.split_once('(').map(|(name, _)| name.trim_start_matches('-'));
        word.starts_with('#') || function.is_some_and(|name| FUNCTIONS.contains(&name)) || NAMES.contains(&word)
    };
    let values = declarations(css, "").into_iter();
    values
        .flat_map(|(property, value)| {
            let value = value.to_lowercase();
            let words = value.split(|c: char| c.is_whitespace() || ",)/".contains(c)).map(str::to_owned);
            // A function's argument is a word of its own.
            let words = words.flat_map(|word| match word.rsplit_once('(') {
                Some((_, inside)) => vec![word.clone(), inside.to_owned()],
                None => vec![word],
            });
            let found: Vec<_> = words.filter(|word| is_colour(word) && !allowed.contains(&word.as_str())).collect();
            found.into_iter().map(move |word| format!("{property}: {word}"))
        })
        .collect()
}

const FUNCTIONS: [&str; 10] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
/// Those of CSS's names that somebody would write by hand.
const NAMES: [&str; 32] = [
    "aqua",
    "beige",
    "black",
    "blue",
    "brown",
    "crimson",
    "cyan",
    "darkgray",
    "darkgreen",
    "darkred",
    "fuchsia",
    "gold",
    "gray",
    "green",
    "grey",
    "indigo",
    "lightgray",
    "lightgrey",
    "lime",
    "magenta",
    "maroon",
    "navy",
    "olive",
    "orange",
    "pink",
    "purple",
    "red",
    "silver",
    "teal",
    "tomato",
    "white",
    "yellow",
];

#[test]
fn each_pair_can_be_read_in_the_light() {
    assert_eq!(too_weak(&tokens(&file("style/1-tokens.css"), "")), Vec::<String>::new());
}

#[test]
fn each_pair_can_be_read_in_the_dark() {
    let css = file("style/1-tokens.css");
    // Of screens alone: somebody who prints in the dark must not get its light letters on paper.
    let dark = tokens(&css, "@media screen and (prefers-color-scheme: dark)");
    let missing: Vec<_> = tokens(&css, "")
        .into_iter()
        .filter(|(name, value)| value.starts_with('#') && !dark.contains_key(name))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(missing, Vec::<String>::new(), "colours that the dark lacks");
    assert_eq!(too_weak(&dark), Vec::<String>::new());
}

#[test]
fn each_pair_can_be_read_on_paper() {
    // Paper is white whatever the screen is like: print begins from the light colours.
    let mut on_paper = tokens(&file("style/1-tokens.css"), "");
    on_paper.extend(tokens(&file("style/5-print.css"), "@media print"));
    assert_eq!(too_weak(&on_paper), Vec::<String>::new());
}

const STRONG: &str = "style/2-contrast.css";

#[test]
fn each_pair_can_be_read_in_strong_contrast_by_day_and_by_night() {
    let css = file(STRONG);
    let light = tokens(&css, "@media screen {");
    let dark = tokens(&css, "@media screen and (prefers-color-scheme: dark) {");
    for strong in [&light, &dark] {
        assert_eq!(too_weak_for_strong(strong), Vec::<String>::new());
    }
    let colours = |tokens: &Tokens| tokens.iter().filter(|(_, v)| v.starts_with('#')).map(|(n, _)| n.clone()).collect();
    let usual: Vec<String> = colours(&tokens(&file("style/1-tokens.css"), ""));
    assert_eq!([colours(&light), colours(&dark)], [usual.clone(), usual]);
}

#[test]
fn the_system_s_wish_and_the_reader_s_own_give_the_same_strong_contrast() {
    let css = file(STRONG);
    let (light, dark) = ("@media screen", "@media screen and (prefers-color-scheme: dark)");
    for media in [light, dark] {
        let wish = tokens(&css, &format!("{media} and (prefers-contrast: more)"));
        assert_eq!(tokens(&css, &format!("{media} {{")), wish, "{media}");
    }
}

#[test]
fn colours_stand_among_the_tokens_alone() {
    let mut read = 0;
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let entries = [style.clone(), style.join("plain")].map(|folder| fs::read_dir(folder).unwrap());
    for path in entries.into_iter().flatten().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let name = path.strip_prefix(&style).unwrap().to_str().unwrap();
        let allowed: &[&str] = if name.ends_with("-print.css") { &["#000", "#fff", "black", "white"] } else { &[] };
        if !["1-tokens.css", "2-contrast.css"].contains(&name) {
            assert_eq!(stray_colours(&file(&format!("style/{name}")), allowed), Vec::<String>::new(), "{name}");
            read += 1;
        }
    }
    assert!(read > 0, "no stylesheet was read");
    // An area prints on white paper, and shows codes that cameras read: dark on light.
    for area in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("areas")).unwrap() {
        let css = fs::read_to_string(area.unwrap().path().join("style.css")).unwrap();
        assert_eq!(stray_colours(&css, &["#000", "#fff"]), Vec::<String>::new());
    }
}

#[test]
fn the_browser_s_frame_has_the_accent_s_colour() {
    let accent = tokens(&file("style/1-tokens.css"), "")["accent"].clone();
    assert!(file("index.html").contains(&format!("<meta name=\"theme-color\" content=\"{accent}\">")), "{accent}");
}

#[test]
fn contrast_is_computed_as_wcag_says() {
    assert!((contrast("#000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#767676", "#fff") - 4.54).abs() < 0.01);
    assert!((contrast("#0000ff", "#ff0000") - 2.15).abs() < 0.01);
}

#[test]
fn a_weak_pair_and_a_stray_colour_are_found() {
    let mut weak = tokens(&file("style/1-tokens.css"), "");
    weak.insert("muted".to_owned(), "#999999".to_owned());
    assert_eq!(too_weak(&weak).len(), 3, "{:?}", too_weak(&weak));
    let css = "/* red */ a:hover { color: #0b5a4a; border: 1px solid Red; background: linear-gradient(teal, rgb(0 0 0)) }
               p { white-space: nowrap; color: var(--text); fill: CanvasText; stroke: currentColor; border-color: transparent }";
    assert_eq!(stray_colours(css, &[]).len(), 4, "{:?}", stray_colours(css, &[]));
    assert_eq!(stray_colours(css, &["#0b5a4a", "red", "teal", "rgb(0"]), Vec::<String>::new());
}
