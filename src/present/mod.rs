//! Words, numbers and shapes for people: one file per language, all of one form ([`Texts`]), so that a sentence that one
//! language lacks does not compile.

mod area;
mod card;
mod chart;
pub mod desk;
mod en;
mod format;
mod fr;
mod hours;
pub mod plain;
mod route;
mod rules;
mod sentences;
mod texts;

pub use area::Area;
pub use card::{Card, MaterialWords, WaitWords, card, site_name, wait_words, way_words};
pub use chart::{Bar, WaitChart};
pub use format::{decimal, initial_capital};
pub use hours::{HoursRow, week_rows};
pub use route::Route;
pub use rules::{access_sentences, badge_sentence, limit_words, rule_sentences};
pub use sentences::{
    Badge, Tone, full_instant, instant_text, read_at, relative_day, state_badge, trip_sentence, wait_phrase,
};
pub use texts::{Section, Texts, texts};
