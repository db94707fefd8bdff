//! The schools: what the sun gives on their roofs, as pages, on the wall of the hall, and in the classroom.

mod bars;
mod chart;
mod class;
mod compare;
mod curve;
mod equals;
mod frame;
mod list;
mod map;
mod now;
mod past;
mod school;
mod setup;
mod shares;
mod wall;

pub use frame::shell;
