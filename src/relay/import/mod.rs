//! Files of the outside world become the public API's documents.

pub mod opening_hours;
