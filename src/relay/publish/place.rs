//! Where to publish, as it is written on the command line.

use std::{fmt, path::PathBuf, str::FromStr};

use reqwest::Url;

/// A folder, or the address of an object store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Folder(PathBuf),
    /// `s3://bucket/path`, `gs://…`, `az://…`; credentials come from the environment.
    Store(Url),
}

impl FromStr for Place {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            return Ok(Self::Folder(text.into()));
        }
        let url: Url = text.parse().map_err(|error| format!("{text:?} is no address: {error}"))?;
        if url.password().is_some() || !url.username().is_empty() {
            return Err("an address is no place for a user or a password; the environment is".to_owned());
        }
        Ok(Self::Store(url))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Store(url) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_store_and_anything_else_a_folder() {
        let place = |text: &str| text.parse::<Place>();
        assert_eq!(place("/var/www/site"), Ok(Place::Folder("/var/www/site".into())));
        assert!(matches!(place("s3://territory/site"), Ok(Place::Store(_))));
        assert!(place("s3://key:secret@territory/").is_err());
        assert!(place("://").is_err());
    }
}
