//! What people bring.

use super::LocalText;

/// A word of the project's vocabulary of materials, such as `green-waste`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaterialId(pub String);

/// A material as the territory describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    pub id: MaterialId,
    pub label: Option<LocalText>,
    /// Everyday words for it, by language code.
    pub words: Vec<(String, Vec<String>)>,
}

/// Whether a centre takes a material.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    Accepted,
    Refused,
    /// Neither listed as taken nor as refused.
    Unknown,
}
