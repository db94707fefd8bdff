//! Tables that are kept as files: a row a line, its cells between tabs.

use std::fmt;

use crate::domain::Lang;

/// What shows that a criterion is met: a file of this project, or a rule of axe-core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// From the project's folder.
    File(&'static str),
    AxeRule(&'static str),
}

impl fmt::Display for Proof {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => to.write_str(path.strip_prefix("tests/").unwrap_or(path)),
            Self::AxeRule(rule) => write!(to, "axe {rule}"),
        }
    }
}

/// A criterion's place in its reference: topic and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    pub topic: usize,
    pub criterion: usize,
}

impl fmt::Display for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}.{}", self.topic, self.criterion)
    }
}

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub fr: &'static str,
    pub en: &'static str,
}

impl Words {
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// The rows of a table, each read by `read` from its cells.
///
/// # Errors
/// The first line that `read` does not understand.
pub(super) fn rows<const CELLS: usize, Row>(
    table: &'static str,
    read: impl Fn([&'static str; CELLS]) -> Option<Row>,
) -> Result<Vec<Row>, &'static str> {
    let row = |line: &'static str| {
        let cells: Vec<_> = line.split('\t').collect();
        cells.try_into().ok().and_then(&read).ok_or(line)
    };
    table.lines().map(row).collect()
}

pub(super) fn number(cell: &str) -> Option<Number> {
    let (topic, criterion) = cell.split_once('.')?;
    Some(Number { topic: topic.parse().ok()?, criterion: criterion.parse().ok()? })
}

/// Proofs between blanks; a dash is none.
pub(super) fn proofs(cell: &'static str) -> Vec<Proof> {
    let named = cell.split(' ').filter(|name| *name != "-");
    named.map(|name| name.strip_prefix("axe:").map_or(Proof::File(name), Proof::AxeRule)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        let read = |[number, _]: [&'static str; 2]| self::number(number);
        assert_eq!(rows("1.10\tx\n2.1\ty", read).map(|rows| rows[0].to_string()), Ok("1.10".to_owned()));
        assert_eq!(rows("1.1\tx\n2\ty", read), Err("2\ty"));
        assert_eq!(rows("1.1", read), Err("1.1"));
    }

    #[test]
    fn proofs_are_files_and_rules() {
        assert_eq!(proofs("-"), []);
        let said: Vec<_> = proofs("tests/contrast.rs axe:label LICENSE").iter().map(Proof::to_string).collect();
        assert_eq!(said, ["contrast.rs", "axe label", "LICENSE"]);
    }
}
