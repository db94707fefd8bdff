//! Expressions that are correct by the letter but that nobody can have meant so.

use super::{
    KeptAsText,
    rules::{Cell, Rule},
    spans::{Span, covers, without},
    table::YearTable,
};

/// # Errors
/// When rules contradict each other.
pub(super) fn check(rules: &[Rule], table: &YearTable) -> Result<(), KeptAsText> {
    // `Mo-Fr 09:00-12:00; Mo-Fr 12:30-17:00` closes the mornings by the letter. A rule that never holds was not written
    // for nothing.
    if rules.iter().filter(|rule| !rule.closes).any(|rule| never_holds(rule, rules, table)) {
        return Err(KeptAsText::ReplacedRule);
    }
    let usual: Vec<Cell> = table.cells().map(|(cell, _)| cell).filter(|cell| !cell.public_holiday).collect();
    for (i, closing) in rules.iter().enumerate().filter(|(_, rule)| rule.closes) {
        if rules[i + 1..].iter().filter(|rule| !rule.closes).any(|opening| reopens(closing, opening, &usual)) {
            return Err(KeptAsText::ReopenedDays);
        }
    }
    Ok(())
}

/// What is left of a rule on its best day is something, and all that it lost was taken by closings.
fn never_holds(rule: &Rule, rules: &[Rule], table: &YearTable) -> bool {
    !table.cells().filter(|(cell, _)| rule.names(*cell)).any(|(cell, hours)| {
        let closings = rules.iter().filter(|other| other.closes && other.names(cell));
        let lost = closings.fold(without(&rule.spans, hours), |lost, closing| without(&lost, &closing.spans));
        lost.is_empty() && !apart(hours, &rule.spans)
    })
}

/// `Dec-Feb off; Sa 10:00-12:00` opens the Saturdays of winter by the letter, though the closing was hardly written for
/// nothing. `Mo-Fr off; We 10:00-12:00` is different: the later rule is an exception among the days of the earlier.
fn reopens(closing: &Rule, opening: &Rule, cells: &[Cell]) -> bool {
    let touches = !apart(&closing.spans, &opening.spans);
    let both = cells.iter().any(|cell| closing.names(*cell) && opening.names(*cell));
    let wider = cells.iter().any(|cell| opening.names(*cell) && !closing.names(*cell));
    let part_of_day = !covers(&closing.spans, &opening.spans);
    both && touches && (wider || part_of_day)
}

fn apart(a: &[Span], b: &[Span]) -> bool {
    without(a, b) == a
}

/// Whether on some day a rule takes away the hours of an earlier one without having any in common with it.
pub(super) fn replaces_other_hours(rules: &[Rule], table: &YearTable) -> bool {
    table.cells().filter(|(cell, _)| !cell.public_holiday).any(|(cell, hours)| {
        let naming: Vec<&Rule> = rules.iter().filter(|rule| !rule.closes && rule.names(cell)).collect();
        naming.iter().enumerate().any(|(i, earlier)| {
            let replaced = |later: &&Rule| !later.adds && apart(&earlier.spans, &later.spans);
            apart(hours, &earlier.spans) && naming[i + 1..].iter().any(replaced)
        })
    })
}
