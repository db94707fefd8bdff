//! How much of a neighbour's words and records is taken, all in one place.
//!
//! Figures are letters (Unicode scalar values) unless they say otherwise. They hold what French territories publish with room
//! to spare, and keep a card on a telephone's screen.

use super::shape::{Field, Shape, decides, maybe};

/// Languages that people read here.
pub(super) const LANGUAGES: [&str; 2] = ["fr", "en"];

const NAME: usize = 80;
const COMMUNE: usize = 60;
const ADDRESS: usize = 120;
const HOURS_TEXT: usize = 200;
const LICENCE: usize = 80;
const REASON: usize = 120;
const NOTE: usize = 140;
const NOTICE: usize = 280;
/// Of a holiday.
pub(super) const DAY_NAME: usize = 60;
pub(super) const LICENCE_OF_ALL: usize = LICENCE;
/// Of what went wrong, which may quote the neighbour.
pub(super) const TROUBLE: usize = 200;
/// Bytes of an address.
pub(super) const WEB: usize = 300;
/// Bytes of a date or an instant, nanoseconds and offset included.
pub(super) const STAMP: usize = 40;

/// Records of each list that are looked at; the others are not.
pub(super) const LOOKED_AT: usize = 2_000;
/// Centres of one neighbour among ours, those nearest to ours first.
pub(super) const CENTRES: usize = 100;
/// Notices of one neighbour, and of them at one centre.
pub(super) const NOTICES: usize = 20;
pub(super) const NOTICES_AT_A_CENTRE: usize = 2;
pub(super) const HOLIDAYS: usize = 60;
/// Bytes that one neighbour may add to each of our documents. A centre takes about 2 kB, a reading 0.2, a profile 8.
pub(super) const SITES_BYTES: usize = 256 << 10;
pub(super) const LIVE_BYTES: usize = 32 << 10;
pub(super) const PROFILES_BYTES: usize = 768 << 10;

const MATERIALS: Shape = Shape::Some(100, &Shape::Id);
const SPANS: Shape = Shape::All(12, &Shape::All(2, &Shape::Stamp));

/// A centre of `sites.json`. What of its closures and hours cannot be kept refuses it: it would be open in their place.
pub(super) const SITE: &[Field] = &[
    decides("id", Shape::Id),
    maybe("name", Shape::Text(NAME)),
    maybe("commune", Shape::Text(COMMUNE)),
    maybe("address", Shape::Text(ADDRESS)),
    decides("lat", Shape::Number(-90.0, 90.0)),
    decides("lon", Shape::Number(-180.0, 180.0)),
    maybe("position", Shape::Word(&["exact", "approximate"])),
    maybe("phone", Shape::Phone),
    maybe("url", Shape::Web),
    decides("hours", Shape::All(60, &Shape::Record(SEASON))),
    maybe("hours_text", Shape::Text(HOURS_TEXT)),
    decides("closed_on_public_holidays", Shape::Flag),
    decides("closures", Shape::All(100, &Shape::Record(CLOSURE))),
    decides("exceptions", Shape::All(500, &Shape::Record(EXCEPTION))),
    decides("last_entry_minutes", Shape::Number(0.0, 1440.0)),
    maybe("accepts", MATERIALS),
    maybe("refuses", MATERIALS),
    maybe("limits", Shape::Some(100, &Shape::Record(LIMIT))),
    maybe("access", Shape::Record(ACCESS)),
    maybe("wheelchair", Shape::Word(&["yes", "limited", "no"])),
    maybe("sources", Shape::Some(5, &Shape::Record(SOURCE))),
];

const SEASON: &[Field] = &[
    decides("from", Shape::Stamp),
    decides("until", Shape::Stamp),
    decides("days", Shape::All(7, &Shape::Number(1.0, 7.0))),
    decides("open", SPANS),
];

const CLOSURE: &[Field] =
    &[decides("from", Shape::Stamp), decides("until", Shape::Stamp), maybe("reason", Shape::Texts(REASON))];

const EXCEPTION: &[Field] =
    &[decides("date", Shape::Stamp), decides("open", SPANS), maybe("reason", Shape::Texts(REASON))];

const LIMIT: &[Field] = &[decides("material", Shape::Id), decides("max_m3_per_day", Shape::Number(0.001, 1000.0))];

const ACCESS: &[Field] = &[
    maybe("badge", Shape::Word(&["required", "none"])),
    maybe("professionals", Shape::Flag),
    maybe("max_height_m", Shape::Number(0.5, 10.0)),
];

const SOURCE: &[Field] = &[
    decides("name", Shape::Text(NAME)),
    maybe("url", Shape::Web),
    maybe("licence", Shape::Text(LICENCE)),
    maybe("retrieved_on", Shape::Stamp),
];

/// A reading of `live.json`.
pub(super) const READING: &[Field] = &[
    decides("id", Shape::Id),
    decides("at", Shape::Stamp),
    maybe("state", Shape::Word(&["open", "closed"])),
    maybe("wait_min", Shape::All(2, &Shape::OrNull(&Shape::Number(0.0, 1440.0)))),
    maybe("vehicles", Shape::Number(0.0, 500.0)),
    maybe("trend", Shape::Word(&["rising", "steady", "falling"])),
    maybe("unavailable", MATERIALS),
    maybe("note", Shape::Texts(NOTE)),
];

/// What is usual at a centre, of `profiles.json`: at most one slot for each hour of each day of three kinds.
pub(super) const PROFILE: &[Field] =
    &[decides("id", Shape::Id), maybe("slots", Shape::Some(504, &Shape::Record(SLOT)))];

const SLOT: &[Field] = &[
    decides("days", Shape::Word(&["term", "school_holidays", "any"])),
    decides("day", Shape::Number(1.0, 7.0)),
    decides("hour", Shape::Number(0.0, 23.0)),
    decides("p50", Shape::Number(0.0, 1440.0)),
    decides("p80", Shape::Number(0.0, 1440.0)),
    decides("n", Shape::Number(0.0, 1e6)),
];

/// A notice of `territory.json`. One whose centres or times cannot be read is refused: it would stand where it does not belong.
pub(super) const ANNOUNCEMENT: &[Field] = &[
    decides("id", Shape::Id),
    maybe("level", Shape::Word(&["info", "warning"])),
    decides("text", Shape::Texts(NOTICE)),
    decides("from", Shape::Stamp),
    decides("until", Shape::Stamp),
    decides("sites", Shape::All(LOOKED_AT, &Shape::Id)),
];
