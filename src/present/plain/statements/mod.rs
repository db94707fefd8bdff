//! What the service says of itself: its accessibility and its ecodesign, fed from tables that tests hold against the project.

mod budgets;
mod en;
mod fr;
mod rgaa;
mod rgesn;
mod table;
mod texts;

pub use budgets::{Budget, MEASURED_ON, Unit, VISIT, budgets};
pub use rgaa::{Counts, Criterion, Finding, RGAA_TOPICS, Reason, rgaa, rgaa_counts};
pub use rgesn::{Answer, Answered, RGESN_TOPICS, rgesn, rgesn_count};
pub use table::{Number, Proof, Words};
pub use texts::{ESTABLISHED_ON, StatementTexts, statement_texts};
