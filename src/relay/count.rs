//! Numbers of things in messages.

use std::fmt;

/// A number and its noun: "1 centre", "2 centres", "0 centres".
pub fn count(number: impl TryInto<u64> + fmt::Display + Copy, noun: &str) -> String {
    let plural = if is_one(number) { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `one` after a number of one, otherwise `many`: "1 centre is", "2 centres are".
pub fn verb(number: impl TryInto<u64> + fmt::Display + Copy, one: &'static str, many: &'static str) -> &'static str {
    if is_one(number) { one } else { many }
}

fn is_one(number: impl TryInto<u64>) -> bool {
    number.try_into().is_ok_and(|number: u64| number == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_no_plural() {
        let said = |number: usize| format!("{} {}", count(number, "centre"), verb(number, "lies", "lie"));
        assert_eq!([0, 1, 2].map(said), ["0 centres lie", "1 centre lies", "2 centres lie"]);
        assert_eq!(count(-1_i64, "minute"), "-1 minutes");
    }

    #[test]
    fn no_message_puts_a_number_before_a_plural_without_counting() {
        const NOUNS: [&str; 15] = [
            "centres", "records", "schools", "meters", "rows", "files", "vehicles", "minutes", "columns", "things",
            "lines", "sources", "sites", "messages", "letters",
        ];
        // A table, constants that are more than one, and what is said of more than one alone.
        const PLURAL_ALONE: [&str; 7] =
            ["MOST", "LONGEST", "{n} things", ":>6}", "of which", "{of_entries} minutes", "nothing for"];
        let mut found = Vec::new();
        let mut folders = vec![std::path::PathBuf::from("src/relay")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("count.rs") {
                    let source = std::fs::read_to_string(&path).unwrap();
                    for line in
                        source.lines().filter(|line| !line.trim_start().starts_with("//") && !line.contains("assert"))
                    {
                        let is_plural = NOUNS.iter().any(|noun| line.contains(&format!("}} {noun}")));
                        if is_plural && !PLURAL_ALONE.iter().any(|words| line.contains(words)) {
                            found.push(format!("{}: {}", path.display(), line.trim()));
                        }
                    }
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
