//! One browser capability per file. Everything that touches `web-sys` is here; elsewhere there are only event and node
//! types. Natively each capability answers as a browser that lacks it, so that views render without one.

pub mod abort;
pub mod activity;
pub mod clock;
pub mod connection;
pub mod database;
pub mod dialog;
pub mod document;
pub mod file;
pub mod geolocation;
pub mod import;
pub mod import_worker;
pub mod json;
pub mod keys;
pub mod launch;
pub mod map;
pub mod navigation;
pub mod random;
pub mod share;
pub mod storage;
pub mod swipe;
pub mod visibility;
pub mod wake_lock;
pub mod wipe;
