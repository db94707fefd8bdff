//! From what sensors see to a wait that may be told.
//!
//! The wait at the gate is not measured by anybody: it follows from the queue and from how fast the gate lets vehicles in.
//!
//! - **Little's law** (J. D. C. Little, "A Proof for the Queuing Formula L = λW", Operations Research 9, 1961): whoever joins
//!   a queue of L vehicles that is served first come, first served at the rate μ waits L/μ on average. L is what a sensor
//!   counts; μ is measured at the gate's barrier while somebody queues, and stated by the territory until then.
//! - **Uncertainty.** The times of service scatter (Erlang with two phases), and μ itself is only known as well as vehicles
//!   were counted (a gamma distribution, conjugate to counts). The wait then follows a compound gamma distribution
//!   (S. D. Dubey, "Compound gamma, beta and F distributions", Metrika 16, 1970), which is reckoned on a grid: [`Belief`].
//! - **Age.** After the last evidence vehicles come and go unseen: the queue spreads like a random walk that turns back at
//!   zero (the diffusion approximation of a queue, L. Kleinrock, "Queueing Systems", volume 2, 1976, chapter 2).
//! - **Bands.** Told is the smallest run of the bands 0, 5, 10, 20, 30 minutes that holds the wait with [`HELD`]
//!   probability; Mülheim an der Ruhr publishes such bands on purpose instead of exact minutes. Where it would take more than
//!   [`MOST_BANDS`] of the five, nothing is told: that would be a number that the data do not carry.
//!
//! All here is pure: `now` is an argument, and an [`Estimate`] depends on nothing but the reports of the last hours, in
//! whatever order they came. Of two reports of one instant the one that came later counts; and where a sensor numbers its
//! reports otherwise than their instants say, the one that came after its successors goes before them ([`SensorLog`]).

mod balance;
mod belief;
mod counter;
mod estimate;
mod lanes;
mod observation;
mod packed;
mod passed;
mod sensor;
mod sensor_id;
mod service;
mod window;

pub use belief::{Belief, EDGES, HELD, MOST_BANDS};
pub use counter::{Count, Passed, passages};
pub use estimate::{Doubt, Estimate};
pub use lanes::Lanes;
pub use observation::{Level, Observation, Passage, Seen};
pub use passed::counted;
pub use sensor::{Refused, SensorLog};
pub use sensor_id::SensorId;
pub use service::{Service, ServicePrior};
pub use window::{Gate, Window};
