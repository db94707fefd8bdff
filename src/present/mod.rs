//! Words, numbers and shapes for people: one file per language, all of one form ([`Texts`]), so that a sentence that one
//! language lacks does not compile.

mod area;
mod calendar;
mod card;
mod chart;
pub mod desk;
mod en;
mod figures;
mod format;
mod fr;
mod hours;
pub mod household;
mod idle;
mod notices;
mod places;
pub mod plain;
mod route;
mod rules;
mod scale;
pub mod schools;
mod sentences;
pub mod service;
mod texts;
mod trip;

pub use area::Area;
pub use card::{Card, MaterialWords, WaitWords, announced, card, phone_of, site_name, wait_words};
pub use chart::{Bar, WaitChart};
pub use figures::{Digits, Share};
pub use format::{decimal, full_day, initial_capital, percent_encoded};
pub use hours::{HoursRow, closures_ahead, days_ahead, exceptions_ahead, plan_words, short_date, week_rows};
pub use idle::IdleTexts;
pub use notices::notice_line;
pub use route::Route;
pub use rules::{access_sentences, badge_sentence, limit_words, rule_sentences};
pub use sentences::{
    Badge, Tone, arrival_basis, full_instant, instant_text, moment_text, opening_day, read_at, relative_day,
    state_badge, wait_phrase,
};
pub use texts::{Section, Texts, texts};
pub use trip::{TripWords, way_and_total, way_words};
