//! Schools without a script: a list, a page for each, and a wall for screens.

mod curve;
mod list;
mod school;
mod wall;

pub use list::schools;
pub use school::school;
pub use wall::school_wall;
