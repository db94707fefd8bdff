//! Sources against real counterparts: a broker (mosquitto), and an HTTP server that misbehaves in every way that is known.

mod addresses;
mod broker;
mod clock_ahead;
mod full_disk;
mod gate;
mod hooks;
mod past;
mod payloads;
mod polling;
mod schools;
mod server;
mod territory;
mod tls;

/// Where the tests' Saturday stands: ten in the morning in France, Riantec is open.
pub const NOW: &str = "2026-11-21T10:00:00Z";
