//! The relay: as a program, over HTTP, what it publishes, what it takes from others and what it says of waits. One program,
//! since each would link the database and the object store anew.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod config;
mod listen;
mod neighbours;
mod program;
mod publish;
mod publish_store;
mod serve;
mod sources;
mod tables;
mod waits;
