//! The plain pages, made, served and published: what a reader without a script gets.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod closures;
mod easy;
mod html;
mod neighbours;
mod pages;
mod past;
mod published;
mod schools;
mod served;
mod sizes;
mod statements;
mod territories;
