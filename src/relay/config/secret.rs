//! Words that must not be seen: read from the environment or a file, never written, logged or shown.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Deserializer, de::Error};

use crate::relay::text_file::read_text;

/// Of secrets that let somebody in here: with 16 letters and digits chosen at random there are more than 10^24.
const FEWEST_CHARACTERS: usize = 16;

/// Where a secret lies: `{ env = "NAME" }` or `{ file = "PATH" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    Env(String),
    File(PathBuf),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    env: Option<String>,
    file: Option<PathBuf>,
}

impl<'de> Deserialize<'de> for SecretPlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Ok(raw) = Raw::deserialize(deserializer) else {
            // The value itself may be the secret: it must not stand in the message.
            return Err(D::Error::custom(
                "a secret is not written here: { env = \"NAME\" } or { file = \"PATH\" } says where it lies",
            ));
        };
        match (raw.env, raw.file) {
            (Some(name), None) => Ok(Self::Env(name)),
            (None, Some(path)) => Ok(Self::File(path)),
            (None, None) | (Some(_), Some(_)) => Err(D::Error::custom("a secret lies either in env or in file")),
        }
    }
}

impl SecretPlace {
    /// Reads it. A file's path is relative to the configuration's folder, its line end is not part of the secret.
    ///
    /// # Errors
    /// When there is none, or an empty one.
    pub fn read(&self, folder: &Path) -> Result<Secret, String> {
        let (text, place) = match self {
            Self::Env(name) => {
                (std::env::var(name).map_err(|_| format!("the environment has no {name}"))?, name.clone())
            }
            Self::File(path) => {
                let path = folder.join(path);
                let read = read_text(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                (read.trim_end_matches(['\r', '\n']).to_owned(), path.display().to_string())
            }
        };
        if text.is_empty() { Err(format!("the secret in {place} is empty")) } else { Ok(Secret(text)) }
    }
}

/// A secret that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Whether guessing it is hopeless, however fast one tries.
    ///
    /// # Errors
    /// When it is too short. The reason does not say what it is.
    pub fn check_length(&self) -> Result<(), String> {
        if self.0.chars().count() >= FEWEST_CHARACTERS {
            return Ok(());
        }
        Err(format!(
            "the secret has fewer than {FEWEST_CHARACTERS} characters and can be guessed; `openssl rand -hex 16` makes one"
        ))
    }

    /// For the one who asks for it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(…)");
    }

    #[test]
    fn a_secret_in_a_file_ends_before_its_line_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("key"), "hunter2\n").unwrap();
        let read = |name: &str| SecretPlace::File(name.into()).read(folder.path());
        assert_eq!(read("key").unwrap().reveal(), "hunter2");
        fs::write(folder.path().join("empty"), "\n").unwrap();
        assert!(read("empty").unwrap_err().ends_with("is empty"));
        assert!(read("none").unwrap_err().contains("none"));
        fs::write(folder.path().join("marked"), "\u{feff}hunter2\r\n").unwrap();
        assert_eq!(read("marked").unwrap().reveal(), "hunter2");
        fs::write(folder.path().join("latin"), b"cl\xe9").unwrap();
        let latin = read("latin").unwrap_err();
        assert!(latin.contains("latin: line 1: the byte 0xe9 is not UTF-8") && !latin.contains("cl"), "{latin}");
    }

    #[test]
    fn a_secret_that_can_be_guessed_is_refused_without_being_said() {
        for short in ["hunter2", "éééééééééé", "123456789012345"] {
            let said = Secret::new(short).check_length().unwrap_err();
            assert!(said.contains("fewer than 16 characters") && !said.contains(short), "{said}");
        }
        assert_eq!(Secret::new("1234567890123456").check_length(), Ok(()));
    }

    #[test]
    fn a_secret_that_the_environment_lacks_is_named() {
        let place = SecretPlace::Env("BON_MOMENT_NO_SUCH_KEY".to_owned());
        assert_eq!(place.read(Path::new(".")).unwrap_err(), "the environment has no BON_MOMENT_NO_SUCH_KEY");
    }
}
