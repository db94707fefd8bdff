//! What is wrong in the file, where, and what may have been meant.

use std::{fmt, io, ops::Range, path::PathBuf};

use super::Config;

/// Of what is no day, whichever end of a record it is.
const NO_DAY: &str = "is no day; expected one such as";

/// Why a configuration is refused.
#[derive(Debug)]
pub enum ConfigError {
    Unopened {
        file: PathBuf,
        reason: io::Error,
    },
    Wrong {
        file: PathBuf,
        line: usize,
        reason: String,
    },
    /// All that is wrong, by line, and what could be read all the same.
    Several {
        wrong: Vec<ConfigError>,
        rest: Option<Box<Config>>,
    },
}

impl ConfigError {
    /// All that is wrong in a file, in the order of its lines.
    pub(super) fn of(mut wrong: Vec<Self>, rest: Option<Config>) -> Self {
        wrong.sort_by_key(|one| if let Self::Wrong { line, .. } = one { *line } else { 0 });
        wrong.dedup_by(|one, before| before.takes_over(one));
        Self::Several { wrong, rest: rest.map(Box::new) }
    }

    /// Adds what is wrong with the other end of the same days; what is said already of the line is not said again.
    fn takes_over(&mut self, other: &Self) -> bool {
        let (Self::Wrong { line, reason, .. }, Self::Wrong { line: other_line, reason: other, .. }) = (self, other)
        else {
            return false;
        };
        if line != other_line || reason == other {
            return line == other_line;
        }
        let are_days = reason.contains(NO_DAY) && other.contains(NO_DAY);
        if are_days {
            *reason += "; ";
            *reason += other;
        }
        are_days
    }

    /// What could be read of the file, without what is wrong in it.
    pub fn rest(&self) -> Option<&Config> {
        if let Self::Several { rest, .. } = self { rest.as_deref() } else { None }
    }

    pub(super) fn at(file: PathBuf, text: &str, span: Option<Range<usize>>, reason: &str) -> Self {
        let start = span.map_or(0, |span| text.floor_char_boundary(span.start));
        let line = text[..start].matches('\n').count() + 1;
        Self::Wrong { file, line, reason: plain(reason) }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unopened { file, reason } => write!(f, "{}: {reason}", file.display()),
            Self::Wrong { file, line, reason } => write!(f, "{}:{line}: {reason}", file.display()),
            Self::Several { wrong, .. } => {
                for (n, one) in wrong.iter().enumerate() {
                    write!(f, "{}{one}", if n == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ConfigError {}

/// A reason in a line of its own words, with the nearest of the keys or names that are known.
fn plain(reason: &str) -> String {
    let reason = reason.trim().replace('\n', ", ");
    let Some((what, rest)) = ["unknown field", "unknown variant"]
        .into_iter()
        .find_map(|what| reason.strip_prefix(what).map(|rest| (what, rest)))
    else {
        return reason;
    };
    let mut names = rest.split('`').skip(1).step_by(2);
    let Some(given) = names.next() else { return reason.clone() };
    let known: Vec<&str> = names.collect();
    let what = if what == "unknown field" { "key" } else { "value" };
    match nearest(given, &known) {
        Some(meant) => format!("unknown {what} \"{given}\"; did you mean \"{meant}\"?"),
        None if known.is_empty() => format!("unknown {what} \"{given}\""),
        None => format!("unknown {what} \"{given}\"; known are {}", known.join(", ")),
    }
}

/// The known name that differs in the fewest letters, if they are few for its length.
pub(crate) fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let (distance, name) = known.iter().map(|name| (letters_between(given, name), *name)).min()?;
    (distance <= given.chars().count().div_ceil(3).max(1)).then_some(name)
}

/// Levenshtein's: letters to insert, to remove or to change.
pub(crate) fn letters_between(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_when_it_is_near() {
        assert_eq!(nearest("topcs", &["topics", "broker"]), Some("topics"));
        assert_eq!(nearest("colour", &["topics", "broker"]), None);
        assert_eq!((letters_between("", "abc"), letters_between("kitten", "sitting")), (3, 3));
    }

    #[test]
    fn reasons_are_told_in_plain_words() {
        assert_eq!(
            plain("unknown field `topcs`, expected one of `broker`, `topics`"),
            "unknown key \"topcs\"; did you mean \"topics\"?"
        );
        assert_eq!(
            plain("unknown variant `x`, expected `queue` or `level`"),
            "unknown value \"x\"; known are queue, level"
        );
        assert_eq!(plain("missing field `id`"), "missing field `id`");
    }
}
