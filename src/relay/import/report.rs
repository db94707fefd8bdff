//! What an import kept, what it left out and why, for the person who started it.

use std::{collections::BTreeMap, fmt};

use super::{kind::NoCentre, materials::Materials, opening_hours::KeptAsText};

/// Lines of one kind that a terminal shows before it only counts them.
const SHOWN: usize = 12;

/// An element that cannot be shown to residents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// `way/123`, or its place in the file when it has no number.
    pub element: String,
    pub reason: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HoursReport {
    pub understood: usize,
    /// Of these: not written as the specification wants.
    pub tidied: usize,
    /// Identifiers of centres whose hours are clear by the letter, though their writer may have meant more.
    pub worth_checking: Vec<String>,
    pub kept_as_text: BTreeMap<KeptAsText, usize>,
    pub untagged: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// All elements of the file.
    pub elements: usize,
    pub kept: usize,
    /// Elements that plainly are no recycling centres.
    pub passed_over: BTreeMap<NoCentre, usize>,
    /// Kept although not tagged `amenity=recycling` and `recycling_type=centre`. Worth mending in OpenStreetMap.
    pub loosely_tagged: usize,
    /// With the number of an earlier one or, where neither has a number, its place.
    pub duplicates: usize,
    pub without_name: usize,
    /// Kept under their place, for want of a number.
    pub without_number: usize,
    pub websites_left_out: usize,
    pub hours: HoursReport,
    /// How often each `recycling:*` key without a material of the project occurs.
    pub unknown_materials: BTreeMap<String, usize>,
    /// How often each `recycling:*` tag with a value other than yes and no occurs.
    pub odd_material_values: BTreeMap<String, usize>,
    /// How often tags of one centre contradict each other about a material.
    pub contradicted_materials: BTreeMap<String, usize>,
    pub rejected: Vec<Rejected>,
    /// What the Overpass server had to say, mostly that it broke off: the file is then not complete.
    pub remark: Option<String>,
}

impl ImportReport {
    pub(super) fn count_materials(&mut self, materials: &Materials) {
        let count = |counts: &mut BTreeMap<String, usize>, names: &[String]| {
            for name in names {
                *counts.entry(name.clone()).or_default() += 1;
            }
        };
        count(&mut self.unknown_materials, &materials.unknown_keys);
        count(&mut self.odd_material_values, &materials.odd_values);
        count(&mut self.contradicted_materials, &materials.contradicted);
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(remark) = &self.remark {
            writeln!(f, "WARNING: the server remarks {remark:?}; centres may be missing")?;
        }
        writeln!(f, "{:>6} elements", self.elements)?;
        writeln!(f, "{:>6} recycling centres kept, {} of them without a name", self.kept, self.without_name)?;
        counted(
            f,
            self.loosely_tagged,
            "of them loosely tagged: OpenStreetMap wants amenity=recycling and recycling_type=centre",
        )?;
        counted(f, self.without_number, "of them without a number: their place identifies them")?;
        counted(f, self.passed_over.values().sum(), "passed over: no recycling centres")?;
        for (reason, n) in &self.passed_over {
            writeln!(f, "  {n:>6} {reason}")?;
        }
        counted(f, self.duplicates, "left out: twice in the file")?;
        counted(f, self.rejected.len(), "rejected:")?;
        for Rejected { element, reason } in self.rejected.iter().take(SHOWN) {
            writeln!(f, "         {}: {}", element.escape_debug(), reason.escape_debug())?;
        }
        and_more(f, self.rejected.len())?;
        counted(f, self.websites_left_out, "websites left out: neither http nor https")?;
        self.hours.fmt(f)?;
        most(f, "materials not known to the project:", &self.unknown_materials)?;
        most(f, "materials with another value than yes and no:", &self.odd_material_values)?;
        most(f, "materials both taken and refused, so unknown:", &self.contradicted_materials)
    }
}

impl fmt::Display for HoursReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "opening hours:")?;
        writeln!(f, "{:>6} understood, {} of them written in a way of their own", self.understood, self.tidied)?;
        counted(
            f,
            self.worth_checking.len(),
            "of them worth asking the centre: a later rule replaces other hours of the day",
        )?;
        for id in self.worth_checking.iter().take(SHOWN) {
            writeln!(f, "         {id}")?;
        }
        and_more(f, self.worth_checking.len())?;
        writeln!(f, "{:>6} kept as text", self.kept_as_text.values().sum::<usize>())?;
        for (reason, n) in &self.kept_as_text {
            writeln!(f, "  {n:>6} {reason}")?;
        }
        writeln!(f, "{:>6} not tagged", self.untagged)
    }
}

/// Nothing at all when there is nothing to tell.
fn counted(f: &mut fmt::Formatter<'_>, n: usize, what: &str) -> fmt::Result {
    if n > 0 { writeln!(f, "{n:>6} {what}") } else { Ok(()) }
}

fn and_more(f: &mut fmt::Formatter<'_>, all: usize) -> fmt::Result {
    if all > SHOWN { writeln!(f, "         and {} more", all - SHOWN) } else { Ok(()) }
}

/// The most frequent first. Names come from outside, so nothing in them reaches the terminal unescaped.
fn most(f: &mut fmt::Formatter<'_>, what: &str, counts: &BTreeMap<String, usize>) -> fmt::Result {
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(f, "{what}")?;
    let mut ordered: Vec<_> = counts.iter().collect();
    ordered.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    for (name, n) in ordered.iter().take(SHOWN) {
        writeln!(f, "{n:>6} {}", name.escape_debug())?;
    }
    and_more(f, ordered.len())
}
