//! The path below which a deployment lies.

use std::{fmt, str::FromStr};

/// A path with a slash at both ends, such as `/` or `/bon-moment/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    pub fn root() -> Self {
        Self("/".to_owned())
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    pub fn is_root(&self) -> bool {
        self.0 == "/"
    }
}

impl FromStr for Base {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        // It is written into the page as it is, and must not say anything else there.
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
        let is_part = |part: &str| !["", ".", ".."].contains(&part) && part.bytes().all(is_plain);
        let inside = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        let is_path = text == "/" || inside.is_some_and(|inside| inside.split('/').all(is_part));
        if is_path { Ok(Self(text.to_owned())) } else { Err(format!("{text:?} is not a path such as /bon-moment/")) }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_plain_path_with_slashes_at_both_ends() {
        for text in ["/", "/bon-moment/", "/a/b.c/"] {
            assert_eq!(text.parse::<Base>().unwrap().as_str(), text);
        }
        for text in ["", "x", "/x", "x/", "//", "/a//b/", "/../", "/a/./", "/\"><script>/", "https://x.org/"] {
            assert!(text.parse::<Base>().is_err(), "{text}");
        }
    }
}
