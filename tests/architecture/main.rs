//! The shape of the program, held by reading its sources: who knows whom, who touches the browser, the network and the
//! clock, and where words for people stand. Each rule shows on a made-up offender that it can fail.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod habits;
mod instants;
mod layers;
mod pages;
mod paths;
mod source;
mod words;
