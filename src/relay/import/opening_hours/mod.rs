//! OpenStreetMap's `opening_hours` become seasons of the public API, where those can say exactly the same.
//!
//! Rules are evaluated as OpenStreetMap defines them (a later rule replaces the earlier ones on the days that it names, one
//! after a comma adds to them, `off` takes away) for each part of the year and each day of the week. What the API's seasons
//! cannot say, or what nobody can have meant, stays text: a resident reads it better than a program guesses it.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>.

mod holiday_weekday;
mod reason;
mod rules;
mod sense;
mod spans;
mod table;
mod tolerance;

pub use reason::KeptAsText;

use self::{rules::Rule, table::YearTable};
use crate::api::dto::SeasonDto;

/// Characters that OpenStreetMap allows in a value; what is longer did not come from there.
const LONGEST: usize = 255;

/// Hours that were understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    /// Empty: never open.
    pub seasons: Vec<SeasonDto>,
    /// `None`: nothing was said, or nothing that holds.
    pub closed_on_public_holidays: Option<bool>,
    /// The text as it was understood, where it was not written as the specification wants though it could mean one thing
    /// only.
    pub tidied: Option<String>,
    /// A later rule replaces hours of the same day that it does not even touch (`Mo-Fr 09:00-12:00; Tu 14:00-17:00`):
    /// clear by the specification, but some who write it mean both. Worth asking the centre.
    pub worth_checking: bool,
}

/// Reads a value of `opening_hours`.
///
/// # Errors
/// Why it has to stay text.
pub fn read_hours(text: &str) -> Result<Hours, KeptAsText> {
    if text.chars().count() > LONGEST {
        return Err(KeptAsText::TooLong);
    }
    let written = text.trim();
    let (expression, tidied) = if let Ok(expression) = opening_hours_syntax::parse(written) {
        (expression, None)
    } else {
        let tidied = tolerance::tidy(written);
        (opening_hours_syntax::parse(&tidied).map_err(|_| KeptAsText::Unreadable)?, Some(tidied))
    };
    let rules = Rule::read_all(&expression, tidied.as_deref().unwrap_or(written))?;
    let table = YearTable::of(&rules);
    sense::check(&rules, &table)?;
    let worth_checking = sense::replaces_other_hours(&rules, &table);
    // Who does not write as the specification wants does not count on its rule of replacement either.
    if worth_checking && tidied.is_some() {
        return Err(KeptAsText::ReplacedRule);
    }
    let (seasons, mut closed_on_public_holidays) = (table.seasons(), table.closed_on_public_holidays(&rules)?);
    if let Some(narrow) = holiday_weekday::narrow_reading(tidied.as_deref().unwrap_or(written)) {
        // What both readings agree on holds; holidays are what they differ in.
        if read_hours(&narrow).ok().is_none_or(|hours| hours.seasons != seasons) {
            return Err(KeptAsText::HolidayOfWeekday);
        }
        closed_on_public_holidays = None;
    }
    Ok(Hours { seasons, closed_on_public_holidays, tidied, worth_checking })
}

#[cfg(test)]
mod tests;
